"""The columns of Mon Compte Formation's open data, as a CSV that opens in any spreadsheet.

Source of the columns: « moncompteformation_catalogueformation », Caisse des dépôts. Columns that a
catalogue cannot fill stay empty; where the source gives a minimum, a maximum and a mean, the one
figure known stands in all three.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from planner.columns import COURSES
from planner.report.exports.cells import harmless

COLUMNS = (
    "date_extract nom_of nom_departement nom_region type_referentiel code_inventaire code_rncp"
    " intitule_certification libelle_niveau_sortie_formation code_formacode_1 code_formacode_2"
    " code_formacode_3 code_formacode_4 code_formacode_5 libelle_code_formacode_principal libelle_nsf_1"
    " code_nsf_1 code_certifinfo siret numero_formation intitule_formation points_forts nb_action"
    " nb_session_active nb_session_a_distance nombre_heures_total_min nombre_heures_total_max"
    " nombre_heures_total_mean frais_ttc_tot_min frais_ttc_tot_max frais_ttc_tot_mean code_departement"
    " code_region nbaction_nbheures coderegion_export"
).split()
DEPARTMENTS = {
    "44": "Loire-Atlantique",
    "49": "Maine-et-Loire",
    "53": "Mayenne",
    "72": "Sarthe",
    "85": "Vendée",
}
REGION, REGION_NAME = "52", "Pays de la Loire"
# Wording of the source for the levels of the framework of certifications.
LEVELS = {
    3: "Niveau 3 (CAP, BEP)",
    4: "Niveau 4 (Bac)",
    5: "Niveau 5 (DEUG, BTS, DUT)",
    6: "Niveau 6 (Licence, BUT)",
    7: "Niveau 7 (Master, titre d'ingénieur)",
    8: "Niveau 8 (Doctorat)",
}
_MOST_FORMACODES = 5


def write_mcf(courses: pd.DataFrame, path: Path) -> None:
    """Write courses (``columns.COURSES``): UTF-8 with its mark, semicolons, one row a course."""
    path = Path(path)
    partial = path.with_name(path.name + ".partiel")
    with partial.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, delimiter=";", restval="")
        writer.writeheader()
        for course in COURSES.check(courses).to_dict("records"):
            writer.writerow({name: harmless(value) for name, value in _row(course).items()})
    partial.replace(path)


def _row(course: dict[str, object]) -> dict[str, object]:
    in_region = course["dept"] in DEPARTMENTS
    return {
        "nom_of": course["provider"],
        "nom_departement": DEPARTMENTS.get(str(course["dept"]), ""),
        "nom_region": REGION_NAME if in_region else "",
        "type_referentiel": "RNCP" if course["rncp"] else "RS" if course["rs"] else "",
        "code_inventaire": str(course["rs"]).removeprefix("RS"),
        "code_rncp": str(course["rncp"]).removeprefix("RNCP"),
        "libelle_niveau_sortie_formation": _level(course["level"]),
        **_formacodes(str(course["formacode"])),
        "siret": course["siret"],
        "numero_formation": course["course_id"],
        "intitule_formation": course["title"],
        "points_forts": course["content"],
        "nb_action": "1",
        "nb_session_a_distance": "1" if course["modality"] == "distance" else "0",
        **_thrice("nombre_heures_total", course["hours"]),
        **_thrice("frais_ttc_tot", course["price"]),
        "code_departement": course["dept"],
        "code_region": REGION if in_region else "",
    }


def _level(value: object) -> str:
    return LEVELS.get(int(value), "") if isinstance(value, float | int) and not pd.isna(value) else ""


def _formacodes(codes: str) -> dict[str, str]:
    listed: Sequence[str] = list(filter(None, codes.split("|")))[:_MOST_FORMACODES]
    return {f"code_formacode_{rank}": code for rank, code in enumerate(listed, 1)}


def _thrice(name: str, value: object) -> dict[str, object]:
    return {f"{name}_{end}": value for end in ("min", "max", "mean")}
