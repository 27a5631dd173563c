"""What can be fetched, and where its newest version stands today.

Told by data.gouv.fr's API (``GET /datasets/<slug>/`` lists ``resources`` with ``title``, ``url``, ``last_modified`` and,
for the files that it hosts, ``checksum`` {type, value}) and, of each dataset, as seen in 2026:

- ROME: « Toutes les données du ROME », csv, redirects to ``api.francetravail.fr/api-nomenclatureemploi/v1/open-data/csv``,
  which answers ``RefRomeCsv.zip`` with neither ETag nor Last-Modified;
- France compétences: a dated ``export-fiches-csv-AAAA-MM-JJ.zip``, the newest of which is the register;
- Mon Compte Formation: Opendatasoft's export, with its ``where`` clause.

ESCO has no such address: the Commission sends its archives after a form.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from planner.sources.addresses import Addresses
from planner.sources.connection import MEBIBYTE, Connection, SourceUnavailable, said, unavailable
from planner.sources.downloads import CHECKSUMS, Resource

REGION = "Pays de la Loire"


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset of data.gouv.fr: its identifier there, the pattern of the file wanted, most bytes accepted."""

    title: str
    identifier: str
    pattern: str
    most: int


# Most: about ten times the sizes seen (ROME 4.5 Mo in 2026, register of certifications 30 Mio in 2025); hypothèse.
OFFICIAL: Mapping[str, Dataset] = {
    "rome": Dataset(
        "ROME 4.0",
        "repertoire-operationnel-des-metiers-et-des-emplois-rome",
        r"open-data/csv$|rome.*csv.*\.zip|csv.*rome.*\.zip",
        64 * MEBIBYTE,
    ),
    "certifications": Dataset(
        "RNCP et RS (France compétences)",
        "repertoire-national-des-certifications-professionnelles-et-repertoire-specifique",
        r"export[-_]fiches[-_]csv.*\.zip",
        300 * MEBIBYTE,
    ),
}
# What is asked for and comes another way.
ELSEWHERE: Mapping[str, str] = {
    "esco": "La Commission européenne envoie les archives d'ESCO après un formulaire : demandez-les sur "
    "esco.ec.europa.eu (« Use ESCO », « Download » : classification, csv, en français et en anglais), puis "
    "« planner references install » avec les fichiers reçus.",
    "mcf": "Le catalogue de Mon Compte Formation n'est pas un référentiel : « planner catalogue fetch » le reçoit.",
}
CATALOGUE = "Catalogue Mon Compte Formation"
CATALOGUE_MOST = 500 * MEBIBYTE
CATALOGUE_COLUMNS = ("nom_of", "intitule_formation")  # without them nothing of it can be read
LONGEST_LINE = 1 << 16


def resource_address(connection: Connection, key: str) -> Resource:
    """The newest file of a dataset of :data:`OFFICIAL`, with its published checksum.

    Raises:
        SourceUnavailable: data.gouv.fr does not answer, or no file of the dataset is the one wanted.
    """
    dataset, source = OFFICIAL[key], "data.gouv.fr"
    address = f"{connection.addresses.data_gouv}/datasets/{dataset.identifier}/"
    with connection.answer(source, "GET", address) as answer:
        if answer.status_code != 200:
            raise unavailable(source, said(answer))
        told = connection.json(answer, source)
    listed = told.get("resources") if isinstance(told, dict) else None
    if not isinstance(listed, list):
        raise unavailable(source, "aucune liste de fichiers dans sa réponse")
    resources = [each for each in listed if isinstance(each, dict) and isinstance(each.get("url"), str)]
    wanted = re.compile(dataset.pattern, re.IGNORECASE)
    found = [each for each in resources if wanted.search(f"{each.get('title', '')} {each['url']}")]
    if not found:
        titles = ", ".join(f"« {each.get('title', '')} »" for each in resources[:5]) or "aucun fichier"
        raise SourceUnavailable(
            f"{dataset.title} : le jeu de données ne contient plus le fichier attendu ({titles}). "
            "Téléchargez-le depuis le site officiel, puis : planner references install FICHIER."
        )
    newest = max(found, key=lambda each: (str(each.get("last_modified", "")), str(each.get("title", ""))))
    return Resource(newest["url"], dataset.title, dataset.most, _checksum(newest))


def regional_catalogue(addresses: Addresses) -> Resource:
    """The courses of the region in Mon Compte Formation's open catalogue, as CSV."""
    query = urlencode({"where": f'nom_region="{REGION}"', "delimiter": ";"})
    place = "catalog/datasets/moncompteformation_catalogueformation/exports/csv"
    return Resource(f"{addresses.caisse_des_depots}/{place}?{query}", CATALOGUE, CATALOGUE_MOST)


def check_regional_catalogue(file: Path) -> None:
    """Refuse what is not the catalogue: a page of maintenance, an empty answer, a file cut in a line.

    Raises:
        SourceUnavailable: it lacks the columns, the rows or its last end of line.
    """
    with file.open("rb") as stream:
        heading = stream.readline(LONGEST_LINE).decode("utf-8-sig", errors="replace")
        row = stream.readline(LONGEST_LINE)
        stream.seek(-1, 2) if heading else None
        whole = stream.read(1) == b"\n"
    names = {name.strip('"') for name in heading.strip().split(";")}
    if not names.issuperset(CATALOGUE_COLUMNS):
        reason = f"colonnes {' et '.join(CATALOGUE_COLUMNS)} absentes"
    elif not row.strip():
        reason = f"aucune formation pour « {REGION} »"
    elif not whole:
        reason = "fichier interrompu"
    else:
        return
    raise unavailable(f"« {CATALOGUE} »", reason)


def _checksum(resource: Mapping[str, Any]) -> tuple[str, str] | None:
    """Algorithm and value published with a file; None when there is none that we know."""
    told = resource.get("checksum")
    if (
        not isinstance(told, dict)
        or told.get("type") not in CHECKSUMS
        or not isinstance(told.get("value"), str)
    ):
        return None
    return told["type"], told["value"]
