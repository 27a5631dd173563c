"""The look of the workbook: one ink, three greys-in-waiting, number formats that Excel writes in French.

Every colour keeps its rank when printed in grey.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

INK, DARK, MIDDLE, LIGHT, PAPER = "#1B2733", "#1F4E79", "#8FB0CC", "#DCE6EF", "#FFFFFF"
MUTED, RULE = "#5B6770", "#C9D1D8"
FONT, SIZE = "Arial", 9  # Arial, or Liberation Sans of the same widths, is on every office machine
LINE_POINTS = 12  # height of a line at that size


class Kind(StrEnum):
    """What a column holds, hence how it is written, aligned and formatted."""

    TEXT = "texte"
    LONG = "texte long"
    COUNT = "entier"
    DECIMAL = "décimal"
    INDEX = "indice"
    SHARE = "part"
    EUROS = "euros"
    DATE = "date"
    YES_NO = "oui/non"
    FREE = "valeur"
    FREE_LONG = "valeur ou texte long"


# Excel and LibreOffice write the thousands and decimal separators of the reader's own language.
NUMBER_FORMATS = {
    Kind.COUNT: "#,##0",
    Kind.DECIMAL: "#,##0.0",
    Kind.INDEX: "0.00",
    Kind.SHARE: "0.0 %",
    Kind.EUROS: '#,##0 "€"',
    Kind.DATE: "dd/mm/yyyy",
    Kind.FREE: "General",
}
_CELL = {"font_name": FONT, "font_size": SIZE, "font_color": INK, "valign": "top"}
_NAMED: Mapping[str, Mapping[str, Any]] = {
    "title": {"font_size": 16, "bold": True, "font_color": DARK},
    "subtitle": {"font_size": SIZE, "font_color": MUTED},
    "scope": {"italic": True},
    "link": {"font_color": DARK, "underline": 1},
    "heading": {
        "bold": True, "font_color": PAPER, "bg_color": DARK, "text_wrap": True, "align": "left", "indent": 1,
        "border": 1, "border_color": RULE,
    },
    "number heading": {
        "bold": True, "font_color": PAPER, "bg_color": DARK, "text_wrap": True, "align": "right",
        "border": 1, "border_color": RULE,
    },
    "section": {"bold": True, "font_size": 11, "font_color": DARK},
    "label": {"bold": True, "text_wrap": True, "bottom": 4, "bottom_color": RULE},
    "total": {"bold": True, "bg_color": LIGHT},
    "figure": {"bold": True, "font_size": 20, "font_color": DARK, "bg_color": LIGHT, "align": "left", "indent": 1},
    "caption": {"font_size": 8, "text_wrap": True, "bg_color": LIGHT, "font_color": INK, "align": "left", "indent": 1},
    "finding line": {"font_size": 10},
    "finding": {"font_size": 10, "text_wrap": True, "valign": "vcenter"},
    "warning": {"bold": True, "font_color": INK},
    "input": {"bold": True, "bg_color": PAPER, "border": 2, "border_color": DARK, "num_format": '#,##0 "€"'},
    "doubtful": {"italic": True, "font_color": MUTED},
}  # fmt: skip


class Styles:
    """Formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, ...], Format] = {}

    def named(self, name: str, number_format: str = "") -> Format:
        """A format of the page (title, heading, figure…), with a number format where it shows a number."""
        extra = {"num_format": number_format} if number_format else {}
        return self._make((name, number_format), {**_CELL, **_NAMED[name], **extra})

    def cell(self, kind: Kind, quoted: bool = False) -> Format:
        """A table cell. ``quoted`` keeps as text, even after an edit, what begins like a formula."""
        properties = {**_CELL, "bottom": 4, "bottom_color": RULE}
        if kind in NUMBER_FORMATS:
            properties["num_format"] = NUMBER_FORMATS[kind]
        if kind in (Kind.TEXT, Kind.LONG, Kind.FREE_LONG):
            properties |= {"align": "left", "indent": 1, "text_wrap": kind is not Kind.TEXT}
        if kind in (Kind.YES_NO, Kind.DATE):
            properties["align"] = "center"
        if quoted:
            properties["quote_prefix"] = True
        return self._make(("cell", kind, str(quoted)), properties)

    def differential(self, name: str) -> Format:
        """The part of a named format that a conditional format changes, and nothing else."""
        return self._make(("differential", name), dict(_NAMED[name]))

    def _make(self, key: tuple[str, ...], properties: dict[str, Any]) -> Format:
        if key not in self._made:
            self._made[key] = self._workbook.add_format(properties)
        return self._made[key]
