"""Lines of a table that are not data: totals, and titles of a section spread over the row."""

from __future__ import annotations

import re

from planner.intake.cells import fold
from planner.intake.sheet import Row, Sheet

_TOTAL = re.compile(
    r"(?:sous )?tota(?:l|ux)(?: (?:general|generaux|ht|ttc|annuel|\d+|des? .{0,30}))?|moyenne|somme"
)


def is_total(row: Row) -> bool:
    """True for a total, subtotal or average line: its first filled cell says so, on its own.

    « Total quality management » is a course, « Total », « Sous-total 2026 » are not.
    """
    first = next((value for value in row.values if value), "")
    return bool(_TOTAL.fullmatch(fold(first)))


def not_data(row: Row, sheet: Sheet) -> str:
    """What a row is when it is no data — « total », « section », « titres répétés » —, else empty."""
    if is_total(row):
        return "total"
    filled = [value for value in row.values if value]
    if len(filled) == 1 and row.number in sheet.spread:
        return "section"
    headings = [heading for heading in sheet.headings if heading]
    return "titres répétés" if len(headings) > 1 and filled == headings else ""
