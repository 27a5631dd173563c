"""Sector profiles: what a branch or a territory says of itself → :data:`planner.columns.PROFILES`."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from pathlib import Path

from planner.columns import PROFILES
from planner.intake.cells import fold, is_blank
from planner.intake.files import read_sheet
from planner.intake.headings import Columns, read_columns
from planner.intake.numbers import parse_number, parse_share
from planner.intake.privacy import mask_contacts
from planner.intake.problems import Severity, grouped
from planner.intake.result import Intake, Places, Sectors, Territories
from planner.intake.sheet import Row, Sheet
from planner.intake.synonyms import PROFILES_KIND
from planner.intake.table import Ledger, Rule, require_columns
from planner.intake.totals import is_total

_CODE = re.compile(r"\b([A-Z]\d(?:\d{3}|[A-Z](?:\d{2})?))\b\s*[:=(]?\s*([\d.,]+\s*%?)?")
_YEAR = re.compile(r"(?:19|20)\d{2}")
# The whole region, in words or by its INSEE code (52 is also a département, far away: Haute-Marne).
_REGION = {
    "",
    "52",
    "r52",
    "region",
    "pays de la loire",
    "pdl",
    "regional",
    "toute la region",
    "ensemble de la region",
}
# Shares of occupations may sum a little above one by rounding. Our choice.
_SHARE_SLACK = 1.02

_NO_SECTOR = Rule(
    "secteur-absent",
    Severity.BLOQUANT,
    "Ligne sans secteur.",
    "Écrivez le nom du secteur ou de la filière ; la ligne est laissée de côté en attendant.",
)
_NO_FILIERE = Rule(
    "filiere-inconnue",
    Severity.A_CORRIGER,
    "Secteur rattaché à aucune filière ; il compte dans « autres ».",
    "Ajoutez une colonne « Filière » avec l'un des noms de la liste, ou un code NAF.",
)
_NO_DEPT = Rule(
    "departement-inconnu",
    Severity.A_CORRIGER,
    "Département non reconnu, le profil est pris pour toute la région.",
    "Écrivez 44, 49, 53, 72 ou 85, le nom du département, ou « Région ».",
)
_BAD_NUMBER = Rule(
    "nombre",
    Severity.A_CORRIGER,
    "Ce n'est pas un nombre positif, laissé vide.",
    "Écrivez un nombre seul, par exemple 1200.",
)
_BAD_RATE = Rule(
    "taux",
    Severity.A_CORRIGER,
    "Ce n'est pas un taux, laissé vide.",
    "Écrivez un pourcentage (12 %) ou une part entre 0 et 1 (0,12).",
)
_BAD_YEAR = Rule(
    "annee", Severity.CONSEIL, "Année non reconnue, laissée vide.", "Écrivez-la sur quatre chiffres."
)
_BAD_MIX = Rule(
    "metiers",
    Severity.A_CORRIGER,
    "Aucun code ROME ou FAP reconnu, laissé vide.",
    "Écrivez des codes et des parts, par exemple M1805:0.2|M1607:0.1.",
)
_MIX_TOO_LARGE = Rule(
    "metiers-parts",
    Severity.A_CORRIGER,
    "La somme des parts dépasse 100 %, laissée vide.",
    "Corrigez les parts : leur somme est au plus 1 (ou 100 %).",
)
_MIX_EQUAL = Rule(
    "metiers-sans-parts",
    Severity.CONSEIL,
    "Codes sans parts : elles sont prises égales.",
    "Ajoutez une part à chaque code, par exemple M1805:0.2.",
)
_NO_SOURCE = Rule(
    "source-absente", Severity.CONSEIL, "Source non dite.", "Dites d'où vient le chiffre, et l'année."
)


def read_profiles(
    source: Path | str | bytes, name: str | None, territories: Territories, sectors: Sectors
) -> Intake:
    """Read sector profiles, one a row; a wrong figure is left empty and reported, its row goes in.

    Raises:
        IntakeError: the file cannot be read, has no sector column, or no usable row.
    """
    sheet = read_sheet(source, name, PROFILES_KIND)
    columns, problems = read_columns(sheet.headings, PROFILES_KIND, sheet.name, sheet.header_row)
    if "sector" not in columns and "filiere" in columns:
        columns = replace(columns, of={**columns.of, "sector": columns.of["filiere"]})
    require_columns(columns, PROFILES_KIND, sheet)
    ledger = Ledger(sheet, columns, [*sheet.problems, *problems])
    reader = _ProfileReader(sheet, columns, ledger, Places(territories), sectors)
    rows = [row for row in sheet.rows if not is_total(row)]
    records = [record for row in rows if (record := reader.record(row))]
    intake = Intake(PROFILES.frame(records), grouped(ledger.problems), sheet.detected, len(rows))
    return intake.required(sheet.file)


class _ProfileReader:
    """One profile a row."""

    def __init__(
        self, sheet: Sheet, columns: Columns, ledger: Ledger, places: Places, sectors: Sectors
    ) -> None:
        self.sheet, self.columns, self.ledger = sheet, columns, ledger
        self.places, self.sectors = places, sectors

    def record(self, row: Row) -> dict[str, object] | None:
        sector = self._text(row, "sector") or self._text(row, "filiere")
        if not sector:
            self.ledger.add(row, "sector", _NO_SECTOR)
            return None
        source = self._text(row, "source")
        if not source:
            self.ledger.add(row, "source", _NO_SOURCE)
        return {
            "profile_id": f"{self.sheet.file}#{row.number}",
            "sector": sector,
            "filiere": self._filiere(row, sector),
            "dept": self._dept(row),
            "headcount": self._number(row, "headcount"),
            "occupation_mix": self._mix(row),
            "stated_needs": mask_contacts(self._text(row, "stated_needs")),
            "people_stated": self._number(row, "people_stated"),
            "adoption_rate": self._rate(row),
            "source": source,
            "year": self._year(row),
        }

    def _text(self, row: Row, field: str) -> str:
        text = self.columns.first(row, field)
        return "" if is_blank(text) else text

    def _filiere(self, row: Row, sector: str) -> str:
        naf = self._text(row, "naf")
        own = self._text(row, "filiere")
        found = (self.sectors.filiere_of(own, "") if own else "") or self.sectors.filiere_of(sector, naf)
        if not found:
            self.ledger.add(row, "filiere" if own else "sector", _NO_FILIERE)
        return found or "autres"

    def _dept(self, row: Row) -> str:
        text = self._text(row, "dept")
        if fold(text) in _REGION:
            return ""
        found = self.places.dept([text])
        if not found:
            self.ledger.add(row, "dept", _NO_DEPT)
        return found

    def _number(self, row: Row, field: str) -> float:
        text = self._text(row, field)
        number = parse_number(text) if text else math.nan
        if number is None or number < 0:
            self.ledger.add(row, field, _BAD_NUMBER)
            return math.nan
        return number

    def _rate(self, row: Row) -> float:
        text = self._text(row, "adoption_rate")
        share = parse_share(text) if text else math.nan
        if share is None:
            self.ledger.add(row, "adoption_rate", _BAD_RATE)
        return math.nan if share is None else share

    def _year(self, row: Row) -> int | None:
        text = self._text(row, "year")
        years = _YEAR.findall(text)
        if text and not years:
            self.ledger.add(row, "year", _BAD_YEAR)
        return int(years[-1]) if years else None

    def _mix(self, row: Row) -> str:
        """Codes and shares in the form ``M1805:0.2|M1607:0.1``."""
        text = self._text(row, "occupation_mix")
        pairs = _CODE.findall(text.upper())
        if not pairs:
            if text:
                self.ledger.add(row, "occupation_mix", _BAD_MIX)
            return ""
        shares = [parse_share(share) if share else None for _, share in pairs]
        if not any(shares):
            self.ledger.add(row, "occupation_mix", _MIX_EQUAL)
            shares = [round(1 / len(pairs), 4)] * len(pairs)
        if sum(share or 0 for share in shares) > _SHARE_SLACK:
            self.ledger.add(row, "occupation_mix", _MIX_TOO_LARGE)
            return ""
        return "|".join(f"{code}:{share or 0:g}" for (code, _), share in zip(pairs, shares, strict=True))
