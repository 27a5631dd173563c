"""France Travail's « Offres d'emploi v2 »: a token, then pages of offers of a département and a period.

Limits told by the public documentation: 150 offers a page, and nothing beyond the 3,150th of a search.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import requests

from planner.sources.addresses import Addresses, Credentials
from planner.sources.connection import TIMEOUT, SourceUnavailable, asking
from planner.sources.windows import Window

SOURCE = "L'API « Offres d'emploi » de France Travail"
SCOPE = "api_offresdemploiv2 o2dsoffre"
PAGE = 150
MOST = 3_150
REFUSED = (400, 401, 403)
_TOTAL = re.compile(r"offres \S+/(\d+)")


@dataclass(slots=True)
class OfferSearch:
    """Asks one page at a time; renews its token when the server no longer takes it."""

    session: requests.Session
    addresses: Addresses
    credentials: Credentials
    _token: str = field(default="", repr=False)

    def page(self, dept: str, window: Window, start: int) -> tuple[list[dict[str, Any]], int]:
        """Offers ``start`` to ``start + 149`` of the search, and how many it holds in all.

        Raises:
            SourceUnavailable: refused credentials, or an answer that the documentation does not foresee.
        """
        query = {
            "departement": dept,
            "minCreationDate": window.first.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "maxCreationDate": window.last.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "range": f"{start}-{start + PAGE - 1}",
            "sort": "1",  # by date of creation
        }
        with asking(SOURCE):
            answer = self._get(query)
            if answer.status_code == 401:
                self._token = ""
                answer = self._get(query)
            answer.raise_for_status()
            if answer.status_code == 204:
                return [], 0
            offers = answer.json().get("resultats")
        total = _TOTAL.match(answer.headers.get("Content-Range", ""))
        if not isinstance(offers, list) or total is None:
            raise SourceUnavailable(
                f"{SOURCE} a changé de forme : « resultats » ou l'en-tête Content-Range manque. "
                "Mettez le logiciel à jour, ou importez un fichier d'offres."
            )
        return offers, int(total[1])

    def _get(self, query: dict[str, str]) -> requests.Response:
        if not self._token:
            self._token = self._new_token()
        return self.session.get(
            f"{self.addresses.france_travail}/offres/search",
            params=query,
            headers={"Authorization": f"Bearer {self._token}", "Accept": "application/json"},
            timeout=TIMEOUT,
        )

    def _new_token(self) -> str:
        answer = self.session.post(
            self.addresses.france_travail_token,
            params={"realm": "/partenaire"},
            data={
                "grant_type": "client_credentials",
                "client_id": self.credentials.client_id,
                "client_secret": self.credentials.secret,
                "scope": SCOPE,
            },
            timeout=TIMEOUT,
        )
        if answer.status_code in REFUSED:
            raise SourceUnavailable(
                "France Travail refuse ces identifiants. Vérifiez PLANNER_FRANCE_TRAVAIL_ID et "
                "PLANNER_FRANCE_TRAVAIL_SECRET, et que l'application est abonnée à « Offres d'emploi v2 »."
            )
        answer.raise_for_status()
        return str(answer.json()["access_token"])
