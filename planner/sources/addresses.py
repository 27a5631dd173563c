"""Where the live sources answer, who asks, and which sites are trusted: the first two from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from urllib.parse import urlsplit

from planner.refusal import Refusal

# Addresses told by the public documentation of « Offres d'emploi v2 » (francetravail.io), of data.gouv.fr and
# of the open data of Caisse des Dépôts; an organisation's relay may stand in their place.
FRANCE_TRAVAIL = "https://api.francetravail.io/partenaire/offresdemploi/v2"
FRANCE_TRAVAIL_TOKEN = "https://entreprise.francetravail.fr/connexion/oauth2/access_token"
DATA_GOUV = "https://www.data.gouv.fr/api/1"
CAISSE_DES_DEPOTS = "https://opendata.caissedesdepots.fr/api/explore/v2.1"
# Sites that publish the files: data.gouv.fr redirects to them.
OFFICIAL_DOMAINS = (
    "francetravail.io",
    "francetravail.fr",
    "francetravail.org",
    "data.gouv.fr",
    "francecompetences.fr",
    "caissedesdepots.fr",
)
LOOPBACK = ("127.0.0.1", "::1", "localhost")
VARIABLES = {
    "france_travail": "PLANNER_FRANCE_TRAVAIL_URL",
    "france_travail_token": "PLANNER_FRANCE_TRAVAIL_TOKEN_URL",
    "data_gouv": "PLANNER_DATA_GOUV_URL",
    "caisse_des_depots": "PLANNER_CAISSE_DES_DEPOTS_URL",
}
CREDENTIALS = ("PLANNER_FRANCE_TRAVAIL_ID", "PLANNER_FRANCE_TRAVAIL_SECRET")


class CredentialsMissing(Refusal):
    """Nobody said who asks; ``str()`` says in French how to."""


class AddressRefused(Refusal):
    """An address of the environment that would send secrets in clear; ``str()`` names its variable."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Base address of each source, without a final slash."""

    france_travail: str = FRANCE_TRAVAIL
    france_travail_token: str = FRANCE_TRAVAIL_TOKEN
    data_gouv: str = DATA_GOUV
    caisse_des_depots: str = CAISSE_DES_DEPOTS

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Addresses:
        """Read PLANNER_FRANCE_TRAVAIL_URL and its like; the public address stands for one that is not set.

        Raises:
            AddressRefused: one is neither https nor of this machine.
        """
        told = {name: environment.get(variable, "").rstrip("/") for name, variable in VARIABLES.items()}
        for name, address in told.items():
            if address and not _safe(address):
                raise AddressRefused(
                    f"{VARIABLES[name]} : « {address} » n'est pas une adresse https. Les identifiants et les "
                    "données y passeraient en clair : donnez une adresse qui commence par https://."
                )
        return cls(**{name: address for name, address in told.items() if address})

    def trust(self, address: str) -> bool:
        """True for an official site in https, and for the very site of a base address (a relay)."""
        asked = urlsplit(address)
        host = asked.hostname or ""
        if asked.scheme == "https" and any(host == d or host.endswith(f".{d}") for d in OFFICIAL_DOMAINS):
            return True
        ours = (urlsplit(getattr(self, each.name)) for each in fields(self))
        return any((asked.scheme, asked.netloc) == (base.scheme, base.netloc) for base in ours)


@dataclass(frozen=True, slots=True)
class Credentials:
    """Identifiant client et clé secrète of an application declared at francetravail.io."""

    client_id: str
    secret: str = field(repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Credentials:
        """Read PLANNER_FRANCE_TRAVAIL_ID and PLANNER_FRANCE_TRAVAIL_SECRET.

        Raises:
            CredentialsMissing: one of them is not set.
        """
        absent = missing_credentials(environment)
        if absent:
            raise CredentialsMissing(
                f"Identifiants France Travail absents : {' et '.join(absent)}. Déclarez une application sur "
                "francetravail.io, abonnez-la à « Offres d'emploi v2 », puis donnez son identifiant client et sa "
                "clé secrète par ces variables d'environnement. Sans eux, importez un fichier d'offres."
            )
        return cls(*(environment[name] for name in CREDENTIALS))


def missing_credentials(environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Names of the variables of :data:`CREDENTIALS` that are not set."""
    return tuple(name for name in CREDENTIALS if not environment.get(name))


def _safe(address: str) -> bool:
    asked = urlsplit(address)
    return bool(asked.hostname) and (
        asked.scheme == "https" or (asked.scheme == "http" and asked.hostname in LOOPBACK)
    )
