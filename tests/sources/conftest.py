"""A local server that behaves as the public documentation of the live sources says, faults included."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from planner.sources import Addresses, Connection, Credentials, OfferSearch

CREDENTIALS = Credentials("PAR_essai", "secret-d-essai")
FORMAT = "%Y-%m-%dT%H:%M:%SZ"


def at_hand() -> datetime:
    """A moment at which offers are created."""
    return datetime(2026, 11, 22, 9, tzinfo=UTC)


def offer(number: int, created: datetime, dept: str = "44") -> dict[str, object]:
    """An offer as the API gives it, contacts included."""
    return {
        "id": f"{dept}{number:06d}",
        "intitule": f"Poste {number} (H/F)",
        "description": "Utiliser l'IA générative. Contact : rh@exemple.fr ou 02 40 00 00 00",
        "dateCreation": created.strftime(FORMAT),
        "dateActualisation": created.strftime(FORMAT),
        "lieuTravail": {
            "libelle": f"{dept} - VILLE FICTIVE",
            "codePostal": f"{dept}999",
            "commune": f"{dept}998",
        },
        "competences": [{"libelle": "Rédiger (02 40 11 11 11)"}],
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
    pauses: list[float] = field(default_factory=list)
    tokens: int = 0
    forms: list[dict[str, list[str]]] = field(default_factory=list)
    most: int = 3_150
    faults: list[Callable[[BaseHTTPRequestHandler], bool]] = field(default_factory=list)
    validators: bool = True  # False: neither ETag nor Last-Modified, as ROME's site
    address: str = ""

    @property
    def addresses(self) -> Addresses:
        """The addresses of this server."""
        return Addresses(
            f"{self.address}/api", f"{self.address}/token", f"{self.address}/gouv", f"{self.address}/cdc"
        )

    def connection(self, clock: Callable[[], float] = lambda: 0.0) -> Connection:
        """A connection that notes its pauses and takes none, at a clock that stands still."""
        return Connection(self.addresses, self.pauses.append, clock)

    def search(self, credentials: Credentials = CREDENTIALS) -> OfferSearch:
        """A search with such a connection."""
        return OfferSearch(self.connection(), credentials)


Fault = Callable[[BaseHTTPRequestHandler], bool]


def answering(
    body: bytes = b"", status: int = 200, times: int = 10**9, where: str = "", **headers: str
) -> Fault:
    """Answer this to the next ``times`` requests for an address that holds ``where``; ``_`` stands for a dash."""
    left = [times]

    def fault(handler: BaseHTTPRequestHandler) -> bool:
        if not left[0] or where not in handler.path:
            return False
        left[0] -= 1
        handler.send_response(status)
        told = {"Content-Length": str(len(body))} | {n.replace("_", "-"): v for n, v in headers.items()}
        for name, value in told.items():
            if value:
                handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)
        handler.close_connection = True
        return True

    return fault


SEARCH = "/offres/search"


def token_expiring(site: Site, after: int) -> Fault:
    """The token is no longer taken once ``after`` searches were made."""
    left = [after]

    def fault(handler: BaseHTTPRequestHandler) -> bool:
        if SEARCH in handler.path:
            left[0] -= 1
            site.tokens += left[0] == 0  # another token is the one in force
        return False

    return fault


@contextmanager
def serving(site: Site, certificate: Path | None = None) -> Iterator[Site]:
    """The site on a port of the loopback, in https when it has a certificate (and key) to show."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    if certificate is not None:
        secure = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        secure.load_cert_chain(certificate)
        server.socket = secure.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        site.address = site.address.replace("http:", "https:")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(autouse=True)
def without_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine is reached without the proxy of the network, if there is one."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")


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
            site.forms.append(asked | {"path": [self.path]})
            if any(fault(self) for fault in site.faults):
                return
            known = asked.get("client_secret") == [CREDENTIALS.secret]
            site.tokens += known
            given = {"access_token": f"jeton-{site.tokens}", "token_type": "Bearer", "expires_in": 1499}
            self._json(200 if known else 400, given if known else {"error": "invalid_client"})

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
            if self.headers["Authorization"] != f"Bearer jeton-{site.tokens}" or "%3A" in self.path:
                self._json(401, {})
                return
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
            found.sort(key=lambda o: str(o["dateCreation"]), reverse=True)
            if not found:
                self.send_response(204)
                self.send_header("Content-Range", "*/0")
                self.end_headers()
                return
            page = found[first : last + 1]
            status = 200 if len(page) == len(found) else 206
            told = f"offres {first}-{first + len(page) - 1}/{len(found)}"
            self._json(status, {"resultats": page}, {"Content-Range": told})

        def _file(self, content: bytes) -> None:
            tag = f'"{hash(content)}"'
            if site.validators and self.headers.get("If-None-Match") == tag:
                site.statuses.append(304)
                self.send_response(304)
                self.end_headers()
                return
            site.statuses.append(200)
            self.send_response(200)
            if site.validators:
                modified = formatdate(datetime(2026, 1, 1, tzinfo=UTC).timestamp(), usegmt=True)
                self.send_header("ETag", tag)
                self.send_header("Last-Modified", modified)
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
