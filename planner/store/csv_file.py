"""A table as a CSV file that a spreadsheet opens without running anything of it."""

from __future__ import annotations

import csv
import io

import pandas as pd

# First signs by which a spreadsheet takes a text for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """The table as CSV: UTF-8 with a mark, « ; »."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(frame.columns)
    writer.writerows([cell(value) for value in row] for row in frame.itertuples(index=False))
    return text.getvalue().encode("utf-8-sig")


def cell(value: object) -> str:
    """A value as text, an apostrophe before what would be a formula."""
    written = "" if pd.isna(value) else str(value)
    return f"'{written}" if written.startswith(_FORMULA) else written
