"""Text that leaves in a table: no spreadsheet may take it for a formula."""

from __future__ import annotations

import pandas as pd

_FORMULA_STARTS = ("=", "+", "@", "-", "\t", "\r")


def could_run(text: str) -> bool:
    """True for a text that a spreadsheet may run: it begins like a formula (OWASP, *CSV injection*).

    A dash and a blank begin an item of a list, harmless unless a « | » could call another program.
    """
    item = text.startswith("- ") and "|" not in text
    return text.startswith(_FORMULA_STARTS) and not item


def harmless(value: object) -> str:
    """The text of a CSV cell, an apostrophe before what could run; empty when unknown."""
    if isinstance(value, float | int):
        return "" if pd.isna(value) else f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"
    text = "" if value is None else str(value)
    return f"'{text}" if could_run(text) else text
