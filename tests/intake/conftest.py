"""Small territories and sectors, and builders of files, so that no test needs the references."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import pytest
import xlsxwriter

HEADINGS = ["Intitulé", "Objectifs", "Organisme"]
COURSE = ["Utiliser l'IA générative", "Rédiger une consigne, vérifier la réponse.", "Organisme A"]

_DEPTS = {
    "nantes": "44",
    "loire-atlantique": "44",
    "angers": "49",
    "laval": "53",
    "le mans": "72",
    "vendée": "85",
}


class SmallTerritories:
    """Knows the five départements by code, postcode and a few names."""

    def dept_of(self, text: str) -> str:
        digits = "".join(c for c in text[:5] if c.isdigit())
        if digits[:2] in set(_DEPTS.values()):
            return digits[:2]
        return next((code for name, code in _DEPTS.items() if name in text.casefold()), "")


class SmallSectors:
    """Knows computing, by its name or its NAF division."""

    def filiere_of(self, sector_text: str, naf: str = "") -> str:
        known = naf.startswith("62") or "informatique" in sector_text.casefold()
        return "numerique" if known else ""


@pytest.fixture
def territories() -> SmallTerritories:
    return SmallTerritories()


@pytest.fixture
def sectors() -> SmallSectors:
    return SmallSectors()


def csv_bytes(rows: Iterable[Sequence[object]], separator: str = ";", encoding: str = "utf-8") -> bytes:
    """Rows as delimited text."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_bytes(sheets: dict[str, Sequence[Sequence[object]]], merged: Sequence[str] = ()) -> bytes:
    """Sheets as a workbook; ``merged`` areas (``A2:A4``) are merged on the first sheet."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_numbers": False}) as workbook:
        for index, (name, rows) in enumerate(sheets.items()):
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            for area in merged if index == 0 else ():
                first = area.split(":")[0]
                row, column = int(first[1:]) - 1, ord(first[0]) - ord("A")
                sheet.merge_range(area, rows[row][column])
    return buffer.getvalue()
