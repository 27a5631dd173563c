"""Dates as people write them, to ISO 8601."""

from __future__ import annotations

import datetime as dt
import re

from planner.intake.cells import fold

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?:[T ].*)?")
_COMPACT = re.compile(r"(20\d{2}|19\d{2})(\d{2})(\d{2})")
_YEAR_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})|(\d{1,2})[/\-](\d{4})")
_WORDS = re.compile(
    r"(?:(?:du |le |lundi |mardi |mercredi |jeudi |vendredi )*(\d{1,2})(?:er)? )?([a-z]+) (\d{4})"
)
_MONTHS = (
    ("janvier", "janv", "jan", "january"),
    ("fevrier", "fevr", "fev", "feb", "february"),
    ("mars", "mar", "march"),
    ("avril", "avr", "april", "apr"),
    ("mai", "may"),
    ("juin", "june", "jun"),
    ("juillet", "juil", "july", "jul"),
    ("aout", "august", "aug"),
    ("septembre", "sept", "sep", "september"),
    ("octobre", "oct", "october"),
    ("novembre", "nov", "november"),
    ("decembre", "dec", "december"),
)
_MONTH_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
# Years outside are slips of the keyboard. Our choice.
FIRST_YEAR, LAST_YEAR = 1990, 2100


def parse_date(text: str) -> str | None:
    """ISO date (``2026-03-02``, or ``2026-03`` when no day is given), None when it is no date.

    Day first, as in French: ``02/03/2026`` is the 2nd of March.
    """
    text = text.strip()
    if match := _ISO.fullmatch(text):
        return _iso(*match.groups())
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
        return _iso(year if len(year) > 2 else f"20{year}", month, day)
    if match := _COMPACT.fullmatch(text):
        return _iso(*match.groups())
    if match := _YEAR_MONTH.fullmatch(text):
        year, month = (match[1], match[2]) if match[1] else (match[4], match[3])
        return _iso(year, month)
    if match := _WORDS.fullmatch(fold(text)):
        day, word, year = match.groups()
        return _iso(year, str(_MONTH_NUMBER[word]), day) if word in _MONTH_NUMBER else None
    return None


def _iso(year: str, month: str, day: str | None = None) -> str | None:
    try:
        date = dt.date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        return None
    return date.isoformat() if day else f"{date.year}-{date.month:02}"
