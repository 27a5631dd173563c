"""What can be fetched, and where its newest version stands today."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import requests

from planner.sources.addresses import Addresses
from planner.sources.connection import TIMEOUT, SourceUnavailable, asking
from planner.sources.downloads import MEBIBYTE, Resource

REGION = "Pays de la Loire"


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset of data.gouv.fr: its identifier there, the pattern of the file wanted, most bytes accepted."""

    title: str
    identifier: str
    pattern: str
    most: int


# Most: about ten times the sizes seen in 2025 (ROME 3 Mio, register of certifications 30 Mio); hypothèse.
OFFICIAL: Mapping[str, Dataset] = {
    "rome": Dataset(
        "ROME 4.0",
        "repertoire-operationnel-des-metiers-et-des-emplois-rome",
        r"rome.*csv.*\.zip|csv.*rome.*\.zip",
        64 * MEBIBYTE,
    ),
    "certifications": Dataset(
        "RNCP et RS (France compétences)",
        "repertoire-national-des-certifications-professionnelles-et-repertoire-specifique",
        r"export[-_]fiches[-_]csv.*\.zip",
        300 * MEBIBYTE,
    ),
}
CATALOGUE_MOST = 500 * MEBIBYTE


def resource_address(session: requests.Session, addresses: Addresses, key: str) -> Resource:
    """The newest file of a dataset of :data:`OFFICIAL`, with its published checksum.

    Raises:
        SourceUnavailable: data.gouv.fr does not answer, or no file of the dataset is the one wanted.
    """
    dataset = OFFICIAL[key]
    with asking("data.gouv.fr"):
        answer = session.get(f"{addresses.data_gouv}/datasets/{dataset.identifier}/", timeout=TIMEOUT)
        answer.raise_for_status()
        resources: list[dict[str, Any]] = answer.json().get("resources", [])
    wanted = re.compile(dataset.pattern, re.IGNORECASE)
    found = [r for r in resources if wanted.search(f"{r.get('title', '')} {r.get('url', '')}")]
    if not found:
        titles = ", ".join(f"« {r.get('title', '')} »" for r in resources[:5]) or "aucun fichier"
        raise SourceUnavailable(
            f"{dataset.title} : le jeu de données ne contient plus le fichier attendu ({titles}). "
            "Téléchargez-le depuis le site officiel, puis : planner references install FICHIER."
        )
    newest = max(found, key=lambda r: str(r.get("last_modified", "")))
    told = newest.get("checksum") or {}
    checksum = (str(told["type"]), str(told["value"])) if {"type", "value"} <= told.keys() else None
    return Resource(str(newest["url"]), dataset.title, dataset.most, checksum)


def regional_catalogue(addresses: Addresses) -> Resource:
    """The courses of the region in Mon Compte Formation's open catalogue, as CSV."""
    query = urlencode({"where": f'nom_region="{REGION}"', "delimiter": ";"})
    place = "catalog/datasets/moncompteformation_catalogueformation/exports/csv"
    return Resource(
        f"{addresses.caisse_des_depots}/{place}?{query}",
        "Catalogue Mon Compte Formation",
        CATALOGUE_MOST,
    )
