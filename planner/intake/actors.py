"""Register of AI actors, by link of the value chain → ``columns.ACTORS``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from planner.columns import ACTORS
from planner.intake import catalogue_rules
from planner.intake.catalogue_fields import parse_siret
from planner.intake.cells import fold
from planner.intake.files import read_sheet
from planner.intake.headings import read_columns
from planner.intake.problems import Severity, grouped
from planner.intake.result import Intake, Places, Territories
from planner.intake.sheet import Row
from planner.intake.synonyms import ACTORS_KIND
from planner.intake.table import Ledger, Rule, require_columns

# Likeness out of 100 under which a link is not guessed, how far the next one must be, letters that it takes: our choice.
NEAR_LINK, CLEARLY_NEARER, LETTERS = 85, 10, 5

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
_READ_AS = Rule(
    "maillon-deviné", Severity.CONSEIL, "Maillon compris comme « {link} ».", "Si ce n'est pas lui, corrigez."
)
_NO_DEPT = Rule(
    "departement-inconnu",
    Severity.A_CORRIGER,
    "Commune ou département non reconnu : l'acteur compte pour la région seulement.",
    "Écrivez 44, 49, 53, 72 ou 85, ou une commune de la région.",
)
_AGAIN = Rule(
    "acteur-en-double",
    Severity.CONSEIL,
    "Acteur déjà lu à la ligne {first}, pour le même maillon et au même lieu : il compte une fois.",
    "Retirez la ligne, ou distinguez les établissements par leur SIRET.",
)


def read_actors(
    source: Path | str | bytes, name: str | None, territories: Territories, links: Mapping[str, str]
) -> Intake:
    """Read a register: name and link are required; SIRET, commune, département and source are welcome.

    An organisation stands once for each link that it belongs to.

    Args:
        links: link id → French label.

    Raises:
        IntakeError: the file cannot be read, lacks a required column, or has no usable row.
    """
    sheet = read_sheet(source, name, ACTORS_KIND)
    columns, problems = read_columns(sheet.headings, ACTORS_KIND, sheet.name, sheet.header_row)
    require_columns(columns, ACTORS_KIND, sheet)
    ledger = Ledger(sheet, columns, [*sheet.problems, *problems])
    places, known = Places(territories), Links(links)
    records: dict[tuple[str, ...], dict[str, str]] = {}
    first_row: dict[tuple[str, ...], int] = {}
    for row in sheet.rows:
        record = _record(row, ledger, places, known)
        if record is None:
            continue
        key = tuple(fold(record[part]) for part in ("actor_id", "link", "dept", "commune"))
        if key in records:
            ledger.add(row, "name", _AGAIN, first=first_row[key])
        else:
            records[key], first_row[key] = record, row.number
    intake = Intake(ACTORS.frame(records.values()), grouped(ledger.problems), sheet.detected, len(sheet.rows))
    return intake.required(sheet.file)


def short_link(label: str) -> str:
    """A link's label without its examples.

    >>> short_link("Utilisateurs : entreprises, administrations")
    'Utilisateurs'
    """
    return label.split(" : ")[0].split(" (")[0]


@dataclass(frozen=True, slots=True)
class Links:
    """Finds the link that a text names: by its id, its label, the first words of it, or the nearest of them."""

    labels: Mapping[str, str]

    def find(self, text: str) -> tuple[str, bool]:
        """(link id, True when it was only guessed); ('', False) when none is near, or two are as near."""
        folded = fold(text)
        if not folded:
            return "", False
        said = {link for link in self.labels if folded in self._names(link)} or {
            link for link in self.labels if any(name.startswith(f"{folded} ") for name in self._names(link))
        }
        if said:
            return (said.pop(), False) if len(said) == 1 else ("", False)
        return self._nearest(folded)

    def _names(self, link: str) -> list[str]:
        label = self.labels[link]
        return [fold(name) for name in (link, label, short_link(label))]

    def _nearest(self, folded: str) -> tuple[str, bool]:
        likeness = {
            link: max(fuzz.partial_ratio(folded, name) for name in self._names(link)) for link in self.labels
        }
        first, *others = sorted(likeness, key=lambda link: -likeness[link])
        clear = not others or likeness[first] - likeness[others[0]] >= CLEARLY_NEARER
        near = len(folded) >= LETTERS and likeness[first] >= NEAR_LINK
        return (first, True) if near and clear else ("", False)


def _record(row: Row, ledger: Ledger, places: Places, links: Links) -> dict[str, str] | None:
    columns = ledger.columns
    name = columns.first(row, "name").strip()
    link, guessed = links.find(columns.first(row, "link"))
    if not name:
        ledger.add(row, "name", _NO_NAME)
    if not link:
        ledger.add(row, "link", _NO_LINK)
    if not name or not link:
        return None
    if guessed:
        ledger.add(row, "link", _READ_AS, link=short_link(links.labels[link]))
    siret, commune = _siret(row, ledger), columns.first(row, "commune").strip()
    dept = places.dept([columns.first(row, "dept"), commune])
    if not dept:
        ledger.add(row, "commune" if "commune" in columns else "dept", _NO_DEPT)
    return {
        "actor_id": siret or name,
        "name": name,
        "siret": siret,
        "link": link,
        "dept": dept,
        "commune": commune,
        "source": columns.first(row, "source").strip(),
    }


def _siret(row: Row, ledger: Ledger) -> str:
    """The valid SIRET of a row, empty when it has none; a wrong one is said and left out."""
    text = ledger.columns.first(row, "siret")
    if not text:
        return ""
    siret = parse_siret(text)
    if siret.fault and siret.digits:
        ledger.add(row, "siret", catalogue_rules.SIRET_ZERO)
    elif siret.fault:
        ledger.add(row, "siret", catalogue_rules.SIRET, fault=siret.fault, fix=siret.fix)
    return siret.digits
