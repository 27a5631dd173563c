"""The catalogue as a plain workbook, under the headings of the provider's template: it can come back in."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from pathlib import Path

import pandas as pd
import xlsxwriter

from planner.columns import COURSES
from planner.report.exports.cells import could_run

SHEET = "Formations"
# Text is written as text: a title that begins with « = » or an address is never a formula or a link.
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# Height of a line and of the highest row (points), the second a limit of the format; characters that a
# column holds for each unit of its width, read on LibreOffice.
LINE_HEIGHT, HIGHEST, CHARACTERS_PER_UNIT = 15.0, 409.0, 1.1
# Longest text that a cell holds (characters), a limit of the format.
CELL_LENGTH = 32_767


@dataclass(frozen=True, slots=True)
class _Column:
    key: str
    heading: str
    width: int


COLUMNS = (
    _Column("course_id", "Référence", 16),
    _Column("title", "Intitulé", 44),
    _Column("provider", "Organisme", 30),
    _Column("content", "Contenu", 70),
    _Column("public", "Type de formation", 16),
    _Column("audience", "Public", 28),
    _Column("level", "Niveau", 9),
    _Column("hours", "Durée (heures)", 14),
    _Column("price", "Prix", 11),
    _Column("places", "Places par an", 13),
    _Column("dept", "Département", 13),
    _Column("commune", "Commune", 20),
    _Column("modality", "Modalité", 14),
    _Column("siret", "SIRET", 18),
    _Column("rncp", "RNCP", 13),
    _Column("rs", "RS", 10),
    _Column("formacode", "Formacode", 18),
    _Column("rome", "ROME", 16),
    _Column("date", "Date de début", 14),
)
_WORDS = {
    "public": {"initial": "initiale", "continu": "continue"},
    "modality": {"distance": "à distance"},
}


def write_xlsx(courses: pd.DataFrame, path: Path) -> None:
    """Write courses (``columns.COURSES``) on one sheet, headings frozen and filtered."""
    path = Path(path)
    partial = path.with_name(path.name + ".partiel")
    with xlsxwriter.Workbook(str(partial), OPTIONS) as workbook:
        sheet = workbook.add_worksheet(SHEET)
        styles = _Styles.of(workbook)
        for index, column in enumerate(COLUMNS):
            sheet.set_column(index, index, column.width)
            sheet.write_string(0, index, column.heading, styles.heading)
        for number, course in enumerate(COURSES.check(courses).to_dict("records"), 1):
            _write_course(sheet, number, course, styles)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(1, len(courses)), len(COLUMNS) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
    partial.replace(path)


@dataclass(frozen=True, slots=True)
class _Styles:
    heading: xlsxwriter.format.Format
    text: xlsxwriter.format.Format
    quoted: xlsxwriter.format.Format
    figure: xlsxwriter.format.Format

    @classmethod
    def of(cls, workbook: xlsxwriter.Workbook) -> _Styles:
        cell = {"text_wrap": True, "valign": "top", "num_format": "@"}
        return cls(
            workbook.add_format(
                {"bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF", "valign": "top"}
            ),
            workbook.add_format(cell),
            # The quote keeps the text a text even after someone edits the cell.
            workbook.add_format(cell | {"quote_prefix": True}),
            workbook.add_format({"valign": "top"}),
        )


def _write_course(
    sheet: xlsxwriter.worksheet.Worksheet, number: int, course: dict[str, object], styles: _Styles
) -> None:
    sheet.set_row(number, _height(course))
    for index, column in enumerate(COLUMNS):
        value = course[column.key]
        if isinstance(value, float | int):
            if not pd.isna(value):
                sheet.write_number(number, index, value, styles.figure)
            continue
        text = _WORDS.get(column.key, {}).get(str(value), str(value or ""))[:CELL_LENGTH]
        if text:
            sheet.write_string(number, index, text, styles.quoted if could_run(text) else styles.text)


def _height(course: dict[str, object]) -> float:
    """Height of a row that shows its longest text: programs do not all find it when they open a file."""
    lines = 1
    for column in COLUMNS:
        room = column.width * CHARACTERS_PER_UNIT
        lines = max(
            lines, sum(max(1, ceil(len(part) / room)) for part in str(course[column.key]).split("\n"))
        )
    return min(lines * LINE_HEIGHT, HIGHEST)
