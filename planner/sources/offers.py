"""France Travail's « Offres d'emploi v2 »: a token, then pages of offers of a département and a period.

Told by the public documentation (francetravail.io, « Offres d'emploi », and its pages on tokens and errors):

- ``range=p-d``: 150 offers a page, p up to 3,000 and d up to 3,149, hence nothing beyond the 3,150th of a search;
- 200 all is there, 206 there is more, 204 nothing; ``Content-Range: offres p-d/total``;
- ``minCreationDate`` and ``maxCreationDate`` as ``yyyy-MM-ddThh:mm:ssZ``; ``departement``; ``sort=1``, the newest first;
- tokens by ``client_credentials`` of the realm ``/partenaire``, given for 1,499 s in its example; 401 afterwards;
- 429 with ``Retry-After`` in seconds above the calls allowed (10 a second); wrong credentials: 400.

Hypothèses, that no document settles: both ends of a period are included; a period is compared with the creation
of an offer, never with its ``dateActualisation``; the hour of Paris may be meant where Z is written (users of the
API measured it), which is why a day is asked to its end even before it is over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import requests

from planner.sources.addresses import Credentials
from planner.sources.connection import Connection, SourceUnavailable, said, unavailable
from planner.sources.windows import Window

SOURCE = "L'API « Offres d'emploi » de France Travail"
SCOPE = "api_offresdemploiv2 o2dsoffre"
PAGE = 150
MOST = 3_150
FULL, NOTHING, PARTIAL, UNAUTHORIZED = 200, 204, 206, 401
REFUSED = (400, 401, 403)
_TOTAL = re.compile(r"offres \S+/(\d+)")
_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(slots=True)
class OfferSearch:
    """Asks one page at a time; renews its token when the server no longer takes it."""

    connection: Connection
    credentials: Credentials
    _token: str = field(default="", repr=False)

    def page(self, dept: str, window: Window, start: int) -> tuple[list[dict[str, Any]], int]:
        """Offers ``start`` to ``start + 149`` of the search, and how many it holds in all.

        Raises:
            SourceUnavailable: refused credentials, or an answer that the documentation does not foresee.
        """
        query = {
            "departement": dept,
            "minCreationDate": window.first.strftime(_FORMAT),
            "maxCreationDate": window.last.strftime(_FORMAT),
            "range": f"{start}-{start + PAGE - 1}",
            "sort": "1",
        }
        # A colon may stand in a query (RFC 3986); users of the API saw it refused in its escaped form.
        search = f"{self.connection.addresses.france_travail}/offres/search?{urlencode(query, safe=':')}"
        renewed = not self._token
        found = self._ask(search)
        if found is None and not renewed:
            self._token = ""
            found = self._ask(search)
        if found is None:
            raise _refused()
        return found

    def _ask(self, search: str) -> tuple[list[dict[str, Any]], int] | None:
        """Offers and their number, None when the token is not taken."""
        self._token = self._token or self._new_token()
        headers = {"Authorization": f"Bearer {self._token}", "Accept": "application/json"}
        with self.connection.answer(SOURCE, "GET", search, headers=headers, allow_redirects=False) as answer:
            if answer.status_code == UNAUTHORIZED:
                return None
            if answer.status_code == NOTHING:
                return [], 0
            if answer.status_code not in (FULL, PARTIAL):
                raise unavailable(SOURCE, said(answer))
            return read_offers(self.connection.json(answer, SOURCE), answer)

    def _new_token(self) -> str:
        form = {
            "grant_type": "client_credentials",
            "client_id": self.credentials.client_id,
            "client_secret": self.credentials.secret,
            "scope": SCOPE,
        }
        address = f"{self.connection.addresses.france_travail_token}?realm=/partenaire"
        # No redirection: the secret goes to this address and to no other.
        with self.connection.answer(SOURCE, "POST", address, data=form, allow_redirects=False) as answer:
            if answer.status_code in REFUSED:
                raise _refused()
            if answer.status_code != FULL:
                raise unavailable(SOURCE, f"{said(answer)} à la demande de jeton")
            told = self.connection.json(answer, SOURCE)
        token = told.get("access_token") if isinstance(told, dict) else None
        if not isinstance(token, str) or not token:
            raise unavailable(SOURCE, "aucun jeton dans sa réponse")
        return token


def read_offers(told: Any, answer: requests.Response) -> tuple[list[dict[str, Any]], int]:
    """The offers of an answer, each with its id, and their number in the whole search.

    Raises:
        SourceUnavailable: it has another form.
    """
    offers = told.get("resultats") if isinstance(told, dict) else None
    total = _TOTAL.match(answer.headers.get("Content-Range", ""))
    if total is None or not isinstance(offers, list) or not all(map(_identified, offers)):
        raise SourceUnavailable(
            f"{SOURCE} a changé de forme : « resultats », l'identifiant d'une offre ou l'en-tête Content-Range "
            "manque. Rien n'a été gardé de cette réponse. Mettez le logiciel à jour, ou importez un fichier d'offres."
        )
    return offers, int(total[1])


def _identified(offer: object) -> bool:
    return isinstance(offer, dict) and isinstance(offer.get("id"), str) and bool(offer["id"])


def _refused() -> SourceUnavailable:
    return SourceUnavailable(
        "France Travail refuse ces identifiants. Vérifiez PLANNER_FRANCE_TRAVAIL_ID et "
        "PLANNER_FRANCE_TRAVAIL_SECRET, et que l'application est abonnée à « Offres d'emploi v2 »."
    )
