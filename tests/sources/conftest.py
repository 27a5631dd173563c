"""A local server that behaves as the public documentation of the live sources says, faults included."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from planner.sources import Addresses, Credentials, OfferSearch, connection

CREDENTIALS = Credentials("PAR_essai", "secret-d-essai")
FORMAT = "%Y-%m-%dT%H:%M:%SZ"


def offer(number: int, created: datetime, dept: str = "44") -> dict[str, object]:
    """An offer as the API gives it, contacts included."""
    return {
        "id": f"{dept}{number:06d}",
        "intitule": f"Poste {number} (H/F)",
        "description": "Utiliser l'IA générative. Contact : rh@exemple.fr ou 02 40 00 00 00",
        "dateCreation": created.strftime(FORMAT),
        "lieuTravail": {"libelle": f"{dept} - Ville", "codePostal": f"{dept}000"},
        "romeCode": "M1405",
        "entreprise": {"nom": "Entreprise fictive"},
        "contact": {"nom": "Nom du contact", "courriel": "contact@exemple.fr"},
    }


@dataclass
class Site:
    """What the server holds, what it was asked, and the faults it is to make."""

    offers: list[dict[str, object]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    resources: list[dict[str, object]] = field(default_factory=list)
    searches: list[dict[str, str]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    tokens: int = 0
    most: int = 3_150
    faults: list[Callable[[BaseHTTPRequestHandler], bool]] = field(default_factory=list)
    address: str = ""

    @property
    def addresses(self) -> Addresses:
        """The addresses of this server."""
        return Addresses(
            f"{self.address}/api", f"{self.address}/token", f"{self.address}/gouv", f"{self.address}/cdc"
        )

    def search(self) -> OfferSearch:
        """A search that waits as little as it may."""
        return OfferSearch(connection(backoff=0.0), self.addresses, CREDENTIALS)


def busy(status: int, times: int = 1) -> Callable[[BaseHTTPRequestHandler], bool]:
    """A server that answers ``status`` to the next searches, then recovers."""
    left = [times]

    def fault(handler: BaseHTTPRequestHandler) -> bool:
        if not left[0] or "/offres/search" not in handler.path:
            return False
        left[0] -= 1
        handler.send_response(status)
        handler.send_header("Retry-After", "0")
        handler.send_header("Content-Length", "0")
        handler.end_headers()
        return True

    return fault


def expired_token(handler: BaseHTTPRequestHandler) -> bool:
    """Tokens given before the second one are no longer taken."""
    if "/offres/search" not in handler.path or handler.headers["Authorization"] != "Bearer jeton-1":
        return False
    handler.send_response(401)
    handler.send_header("Content-Length", "0")
    handler.end_headers()
    return True


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """The site on a port of the loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as running:
        yield running


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Tests need no log."""

        def do_POST(self) -> None:
            asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            known = asked.get("client_secret") == [CREDENTIALS.secret]
            site.tokens += known
            self._json(200 if known else 400, {"access_token": f"jeton-{site.tokens}"} if known else {})

        def do_GET(self) -> None:
            if any(fault(self) for fault in site.faults):
                return
            place = urlsplit(self.path)
            if place.path == "/api/offres/search":
                self._search({name: values[0] for name, values in parse_qs(place.query).items()})
            elif place.path.startswith("/gouv/datasets/"):
                self._json(200, {"resources": site.resources})
            elif place.path.lstrip("/") in site.files:
                self._file(site.files[place.path.lstrip("/")])
            else:
                self._json(404, {})

        def _search(self, asked: dict[str, str]) -> None:
            site.searches.append(asked)
            first, last = (int(number) for number in asked["range"].split("-"))
            if last - first >= 150 or last >= site.most:
                self._json(400, {"message": "plage invalide"})
                return
            found = [
                o
                for o in site.offers
                if str(o["id"]).startswith(asked["departement"])
                and asked["minCreationDate"] <= str(o["dateCreation"]) <= asked["maxCreationDate"]
            ]
            if not found:
                self.send_response(204)
                self.end_headers()
                return
            page = found[first : last + 1]
            status = 200 if len(page) == len(found) else 206
            told = f"offres {first}-{first + len(page) - 1}/{len(found)}"
            self._json(status, {"resultats": page}, {"Content-Range": told})

        def _file(self, content: bytes) -> None:
            tag = f'"{hash(content)}"'
            if self.headers.get("If-None-Match") == tag:
                site.statuses.append(304)
                self.send_response(304)
                self.end_headers()
                return
            site.statuses.append(200)
            self.send_response(200)
            self.send_header("ETag", tag)
            self.send_header(
                "Last-Modified", formatdate(datetime(2026, 1, 1, tzinfo=UTC).timestamp(), usegmt=True)
            )
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def _json(self, status: int, content: object, headers: dict[str, str] | None = None) -> None:
            body = json.dumps(content).encode()
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler
