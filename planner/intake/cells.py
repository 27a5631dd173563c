"""Cells of a sheet: their address, and their text as a person reads it."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from functools import lru_cache

# Zero-width and direction marks that web pages leave in pasted text break comparisons unseen;
# control characters are refused by spreadsheets. Neither leaves with the text.
_UNWANTED = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# What the lazy write for « nothing here ».
BLANKS = {"-", "--", "—", "–", "/", "?", "n/a", "na", "nc", "n.c.", "nr", "néant", "null", "none", "nan"}
# What stands for a formula whose value the file does not hold.
UNSAVED_FORMULA = "(formule sans valeur)"
# A formula that failed, in English and French spreadsheets.
FORMULA_ERRORS = {
    "#N/A",
    "#REF!",
    "#VALUE!",
    "#VALEUR!",
    "#DIV/0!",
    "#NAME?",
    "#NOM?",
    "#NUM!",
    "#NULL!",
    "#NOMBRE!",
    UNSAVED_FORMULA,
}
_ALPHABET = 26


def cell_text(value: object) -> str:
    """What a cell shows: « 44 » rather than 44.0, « 2025-03-11 » for a date, « oui » for True."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _UNWANTED.sub("", value).strip()
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float):
        return _number_text(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    if isinstance(value, dt.timedelta):
        return f"{value.total_seconds() / 3600:g} h"
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value).strip()


def _number_text(value: float) -> str:
    if math.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() else repr(value)


def is_blank(text: str) -> bool:
    """True when a cell holds nothing, or a mark that stands for nothing."""
    return not text or text.casefold() in BLANKS


@lru_cache(maxsize=1_000)
def column_letter(index: int) -> str:
    """Letters of a column counted from 0: A, B… Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, _ALPHABET)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Column counted from 0 of its letters: A → 0, AA → 26."""
    number = 0
    for letter in letters:
        number = number * _ALPHABET + ord(letter) - ord("A") + 1
    return number - 1


def address(column: int, row: int) -> str:
    """Address as a spreadsheet writes it; ``column`` counted from 0, ``row`` from 1."""
    return f"{column_letter(column)}{row}"


def fold(text: str) -> str:
    """Text for comparison: no accent, no case, words parted by one blank, no punctuation."""
    decomposed = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return " ".join(re.findall(r"[^\W_]+", plain))
