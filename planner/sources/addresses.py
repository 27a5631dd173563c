"""Where the live sources answer, and who asks: both from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.refusal import Refusal

# Public documentation of « Offres d'emploi v2 » (francetravail.io), of data.gouv.fr and of the open
# data of Caisse des Dépôts, as told by their users in 2026; an organisation's relay may stand in their place.
FRANCE_TRAVAIL = "https://api.francetravail.io/partenaire/offresdemploi/v2"
FRANCE_TRAVAIL_TOKEN = "https://entreprise.francetravail.fr/connexion/oauth2/access_token"
DATA_GOUV = "https://www.data.gouv.fr/api/1"
CAISSE_DES_DEPOTS = "https://opendata.caissedesdepots.fr/api/explore/v2.1"


class CredentialsMissing(Refusal):
    """Nobody said who asks; ``str()`` says in French how to."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Base address of each source, without a final slash."""

    france_travail: str = FRANCE_TRAVAIL
    france_travail_token: str = FRANCE_TRAVAIL_TOKEN
    data_gouv: str = DATA_GOUV
    caisse_des_depots: str = CAISSE_DES_DEPOTS

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Addresses:
        """Read PLANNER_FRANCE_TRAVAIL_URL and its like; the public address stands for one that is not set."""
        return cls(
            environment.get("PLANNER_FRANCE_TRAVAIL_URL") or FRANCE_TRAVAIL,
            environment.get("PLANNER_FRANCE_TRAVAIL_TOKEN_URL") or FRANCE_TRAVAIL_TOKEN,
            environment.get("PLANNER_DATA_GOUV_URL") or DATA_GOUV,
            environment.get("PLANNER_CAISSE_DES_DEPOTS_URL") or CAISSE_DES_DEPOTS,
        )


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
        names = ("PLANNER_FRANCE_TRAVAIL_ID", "PLANNER_FRANCE_TRAVAIL_SECRET")
        absent = [name for name in names if not environment.get(name)]
        if absent:
            raise CredentialsMissing(
                f"Identifiants France Travail absents : {' et '.join(absent)}. Déclarez une application sur "
                "francetravail.io, abonnez-la à « Offres d'emploi v2 », puis donnez son identifiant client et sa "
                "clé secrète par ces variables d'environnement. Sans eux, importez un fichier d'offres."
            )
        return cls(*(environment[name] for name in names))
