"""Register of AI actors, by link of the value chain → ``needs.value_chain.ACTORS``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rapidfuzz import fuzz, process

from planner.columns import ACTORS
from planner.intake.cells import fold
from planner.intake.files import read_sheet
from planner.intake.headings import read_columns
from planner.intake.problems import Severity, grouped
from planner.intake.result import Intake, Places, Territories
from planner.intake.sheet import Row
from planner.intake.synonyms import ACTORS_KIND
from planner.intake.table import Ledger, Rule, require_columns

NEAR_LINK = 80  # likeness out of 100 under which a link is not guessed; our choice

_NO_NAME = Rule(
    "acteur-sans-nom",
    Severity.BLOQUANT,
    "Acteur sans nom.",
    "Écrivez le nom de l'organisme ; la ligne est laissée de côté en attendant.",
)
_NO_LINK = Rule(
    "maillon-inconnu",
    Severity.BLOQUANT,
    "Maillon de la chaîne de valeur non reconnu ; la ligne est laissée de côté.",
    "Écrivez l'un des sept maillons : équipements, plateformes, modèles, déploiement, accompagnement, éditeurs, utilisateurs.",
)
_NO_DEPT = Rule(
    "departement-inconnu",
    Severity.A_CORRIGER,
    "Commune ou département non reconnu : l'acteur compte pour la région seulement.",
    "Écrivez 44, 49, 53, 72 ou 85, ou une commune de la région.",
)


def read_actors(
    source: Path | str | bytes, name: str | None, territories: Territories, links: Mapping[str, str]
) -> Intake:
    """Read a register: name and link are required; SIRET, commune, département and source are welcome.

    Args:
        links: link id → French label.

    Raises:
        IntakeError: the file cannot be read, lacks a required column, or has no usable row.
    """
    sheet = read_sheet(source, name, ACTORS_KIND)
    columns, problems = read_columns(sheet.headings, ACTORS_KIND, sheet.name, sheet.header_row)
    require_columns(columns, ACTORS_KIND, sheet)
    ledger = Ledger(sheet, columns, [*sheet.problems, *problems])
    places, known = Places(territories), _names(links)
    records = [record for row in sheet.rows if (record := _record(row, ledger, places, known))]
    intake = Intake(ACTORS.frame(records), grouped(ledger.problems), sheet.detected, len(sheet.rows))
    return intake.required(sheet.file)


def _record(row: Row, ledger: Ledger, places: Places, links: Mapping[str, str]) -> dict[str, object] | None:
    columns = ledger.columns
    name, link_text = columns.first(row, "name").strip(), columns.first(row, "link").strip()
    link = _link(link_text, links)
    if not name:
        ledger.add(row, "name", _NO_NAME)
    if not link:
        ledger.add(row, "link", _NO_LINK)
    if not name or not link:
        return None
    siret = "".join(columns.first(row, "siret").split())
    commune = columns.first(row, "commune").strip()
    dept = places.dept([columns.first(row, "dept"), commune])
    if not dept:
        ledger.add(row, "commune", _NO_DEPT)
    return {
        "actor_id": siret or name,
        "name": name,
        "siret": siret,
        "link": link,
        "dept": dept,
        "commune": commune,
        "source": columns.first(row, "source").strip(),
    }


def _names(links: Mapping[str, str]) -> dict[str, str]:
    """Folded id or label of a link → its id."""
    return {fold(text): link for link, label in links.items() for text in (link, label)}


def _link(text: str, known: Mapping[str, str]) -> str:
    """The link that a text names, exactly or nearly; '' when none is near enough."""
    if not text:
        return ""
    found = process.extractOne(fold(text), list(known), scorer=fuzz.WRatio, score_cutoff=NEAR_LINK)
    return known[found[0]] if found else ""
