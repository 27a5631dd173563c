"""How the sheets that we write look: one typeface, rows as high as their text, pages one sheet wide."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

# Named in every font: a cell without a name falls back to a serif in LibreOffice.
TYPEFACE = "Calibri"
WRAPPED = Alignment(wrap_text=True, vertical="top")
# Height of a line of 11-point text (points), and characters that a column holds for each unit of its width
# (the unit is the width of a « 0 », wider than the mean letter); read on LibreOffice and Excel.
LINE_HEIGHT = 15.0
CHARACTERS_PER_UNIT = 1.1


def font(
    size: float = 11, *, bold: bool = False, color: str = "000000", underline: str | None = None
) -> Font:
    """A font of the one typeface."""
    return Font(name=TYPEFACE, size=size, bold=bold, color=color, underline=underline)


def fit_row(sheet: Worksheet, row: int, widths: Sequence[float]) -> None:
    """Give a row the height of its longest wrapped text: programs do not all do it when they open a file."""
    lines = 1
    for column, width in enumerate(widths, 1):
        text = str(sheet.cell(row, column).value or "")
        room = width * CHARACTERS_PER_UNIT
        lines = max(lines, sum(max(1, ceil(len(line) / room)) for line in text.split("\n")))
    sheet.row_dimensions[row].height = lines * LINE_HEIGHT


def fit_page(sheet: Worksheet) -> None:
    """Printed, the sheet is one landscape page wide."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
