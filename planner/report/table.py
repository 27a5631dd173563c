"""Writing a tidy frame as an Excel table, from a declaration of its columns."""

from __future__ import annotations

import datetime
import math
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from planner.report.pages import ROW_POINTS
from planner.report.styles import LINE_POINTS, Kind, Styles

CHARACTERS_A_UNIT = 1.3  # characters of the table's font in one unit of column width (Arial 10's « 0 »)
FILTER_BUTTON = 13  # points kept free under a heading for its filter button
HIGHEST_ROW = 409  # points (Microsoft, Excel specifications and limits)
EXCEL_TEXT_LIMIT = 32_767  # characters in a cell (Microsoft, Excel specifications and limits)
CUT = " […] [texte plus long que la limite d'Excel : suite dans la source]"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # OWASP, CSV injection
WRAPPED = (Kind.LONG, Kind.FREE_LONG)
Writer = Callable[[int, int, Any], object]  # row, column, value
NUMBERS = (Kind.COUNT, Kind.DECIMAL, Kind.INDEX, Kind.SHARE, Kind.EUROS)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: key in the frame, French heading, kind, width in characters, meaning."""

    key: str
    heading: str
    kind: Kind
    width: float
    note: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands: sheet, row of its headings, first and last data rows (0-based), its columns, its height in points."""

    sheet: str
    heading_row: int
    first: int
    last: int
    columns: tuple[Column, ...]
    points: float

    def index(self, key: str) -> int:
        """Column number of ``key``, 0-based."""
        return next(i for i, column in enumerate(self.columns) if column.key == key)

    @property
    def heading_cell(self) -> str:
        """Absolute address of the first heading, e.g. ``'Besoins'!$A$7``."""
        return f"'{self.sheet}'!{xl_rowcol_to_cell(self.heading_row, 0, row_abs=True, col_abs=True)}"

    def cells(self, key: str) -> str:
        """Absolute range of the column's data, e.g. ``$C$8:$C$20``."""
        column = self.index(key)
        return xl_range_abs(self.first, column, self.last, column)

    def reference(self, key: str, most: int | None = None) -> list[Any]:
        """Range of a column as charts take it, its first ``most`` rows."""
        column = self.index(key)
        last = self.last if most is None else min(self.last, self.first + most - 1)
        return [self.sheet, self.first, column, last, column]


def write_table(
    sheet: Worksheet, styles: Styles, row: int, name: str, columns: Sequence[Column], frame: pd.DataFrame
) -> Place:
    """Write ``frame`` at ``row`` as the named Excel table ``name``, with its filter buttons.

    An empty frame keeps its headings and one empty line, which Excel asks of a table.
    """
    last = row + max(len(frame), 1)
    sheet.add_table(
        row,
        0,
        last,
        len(columns) - 1,
        {
            "name": name,
            "style": "Table Style Light 1",
            "columns": [{"header": c.heading, "header_format": _heading(styles, c)} for c in columns],
        },
    )
    # The library keeps the address of every cell of a table to find overlaps: 100 bytes a cell, of no use here.
    sheet.table_cells.clear()
    for position, column in enumerate(columns):
        _write_column(sheet, styles, row + 1, position, column, frame[column.key].tolist())
    heading = max(height(c.heading, c.width - 1) for c in columns) + FILTER_BUTTON
    sheet.set_row(row, heading)
    points = heading + _set_heights(sheet, row + 1, columns, frame)
    return Place(sheet.get_name(), row, row + 1, last, tuple(columns), points)


def height(text: str, width: float, line: float = LINE_POINTS) -> float:
    """Points that ``text`` takes in a column of that width: viewers do not all fit rows themselves."""
    lines = sum(
        max(1, len(textwrap.wrap(part, max(1, int(width * CHARACTERS_A_UNIT))))) for part in text.split("\n")
    )
    return min(lines * line + 3, HIGHEST_ROW)


def _set_heights(sheet: Worksheet, row: int, columns: Sequence[Column], frame: pd.DataFrame) -> float:
    """Rows high enough for their longest wrapped text, others of the standard height; returns the points of all."""
    wrapped = [(column.width, frame[column.key]) for column in columns if column.kind in WRAPPED]
    total = ROW_POINTS * max(len(frame), 1)
    for offset in range(len(frame) if wrapped else 0):
        points = max(height(_text(values.iat[offset]), width) for width, values in wrapped)
        if points > LINE_POINTS + 3:
            sheet.set_row(row + offset, points)
            total += points - ROW_POINTS
    return total


def _heading(styles: Styles, column: Column) -> Format:
    return styles.named("number heading" if column.kind in NUMBERS else "heading")


def _text(value: Any) -> str:
    return "" if value is None or value != value else str(value)


def write_subtotals(
    sheet: Worksheet, styles: Styles, row: int, place: Place, frame: pd.DataFrame, keys: Sequence[str]
) -> None:
    """Above a table, the sum of the lines that its filters leave visible (SUBTOTAL), per column of ``keys``."""
    sheet.write_string(row, 0, "Total des lignes affichées", styles.named("total"))
    for position in range(1, len(place.columns)):
        sheet.write_blank(row, position, None, styles.named("total"))
    for key in keys:
        column = place.columns[place.index(key)]
        number_format = styles.cell(column.kind).num_format
        cached = math.fsum(value for value in frame[key] if not math.isnan(value))
        formula = f"=SUBTOTAL(109,{place.cells(key)})"
        sheet.write_formula(row, place.index(key), formula, styles.named("total", str(number_format)), cached)


def set_widths(sheet: Worksheet, *tables: Sequence[Column]) -> list[float]:
    """Give each column the width of the widest table that uses it; returns the widths."""
    widths = [
        max(columns[position].width for columns in tables if position < len(columns))
        for position in range(max(map(len, tables)))
    ]
    for position, width in enumerate(widths):
        sheet.set_column(position, position, width)
    return widths


def text_cell(
    sheet: Worksheet, styles: Styles, row: int, column: int, text: str, kind: Kind = Kind.TEXT
) -> None:
    """Write text as text, whatever it begins with."""
    _text_writer(sheet, styles, kind)(row, column, text)


def _fitting(text: str) -> str:
    """Text that a cell holds; a longer one says that it is cut."""
    return text if len(text) <= EXCEL_TEXT_LIMIT else text[: EXCEL_TEXT_LIMIT - len(CUT)] + CUT


def _write_column(
    sheet: Worksheet, styles: Styles, row: int, position: int, column: Column, values: list[Any]
) -> None:
    """Write the values of one column; unknown values leave an empty cell with its border."""
    style = styles.cell(column.kind)
    write = _WRITERS.get(column.kind, _text_writer)(sheet, styles, column.kind)
    for line, value in enumerate(values or [None], start=row):
        if value is None or value == "" or value != value:
            sheet.write_blank(line, position, None, style)
        else:
            write(line, position, value)


# One writer a column, its style already known: tens of thousands of cells share it.
def _number_writer(sheet: Worksheet, styles: Styles, kind: Kind) -> Writer:
    style = styles.cell(kind)
    return lambda row, position, value: sheet.write_number(row, position, value, style)


def _text_writer(sheet: Worksheet, styles: Styles, kind: Kind) -> Writer:
    plain, quoted = styles.cell(kind), styles.cell(kind, quoted=True)

    def write(row: int, position: int, value: Any) -> None:
        text = _fitting(str(value))
        sheet.write_string(row, position, text, quoted if text.startswith(FORMULA_STARTS) else plain)

    return write


def _yes_no_writer(sheet: Worksheet, styles: Styles, kind: Kind) -> Writer:
    style = styles.cell(kind)
    return lambda row, position, value: sheet.write_string(row, position, "oui" if value else "non", style)


def _date_writer(sheet: Worksheet, styles: Styles, kind: Kind) -> Writer:
    """A real date; a partial one (« 2026 ») stays as written."""
    style, write_text = styles.cell(kind), _text_writer(sheet, styles, Kind.TEXT)

    def write(row: int, position: int, value: Any) -> None:
        try:
            day = datetime.date.fromisoformat(str(value)[:10])
        except ValueError:
            write_text(row, position, value)
        else:
            sheet.write_datetime(row, position, datetime.datetime(day.year, day.month, day.day), style)

    return write


def _free_writer(sheet: Worksheet, styles: Styles, kind: Kind) -> Writer:
    """A number as a number, anything else as text: the values of parameters."""
    write_number = _number_writer(sheet, styles, kind)
    write_text = _text_writer(sheet, styles, Kind.TEXT)
    return lambda row, position, value: (write_number if isinstance(value, int | float) else write_text)(
        row, position, value
    )


_WRITERS: dict[Kind, Callable[[Worksheet, Styles, Kind], Writer]] = {
    **dict.fromkeys(NUMBERS, _number_writer),
    Kind.YES_NO: _yes_no_writer,
    Kind.DATE: _date_writer,
    Kind.FREE: _free_writer,
    Kind.FREE_LONG: _free_writer,
}
