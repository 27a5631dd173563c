"""Numbers as French people write them: « 1 200 », « 12,5 % », « 1.200,50 € »."""

from __future__ import annotations

import math
import re

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009']")
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_ABOUT = re.compile(r"^(?:environ|env\.?|~|≈|±|près de|plus de|>|<)\s*", re.IGNORECASE)
# Groups of three after a comma or a point: thousands, as in « 1,200 » or « 1.200.000 ».
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(?:[.,]\d{3})+")


def parse_number(text: str) -> float | None:
    """The number a text states, None when it states none or one too large to be written; units are not understood here.

    A comma is decimal, and so is a point, unless they part groups of three digits that
    begin with something other than zero: « 1.200 » is 1200, « 0.200 » is 0.2.
    """
    compact = _SPACES.sub("", _ABOUT.sub("", text.strip()))
    if "." in compact and "," in compact:
        thousands = "," if compact.rindex(".") > compact.rindex(",") else "."
        compact = compact.replace(thousands, "").replace(",", ".")
    elif _THOUSANDS.fullmatch(compact) and not compact.lstrip("+-").startswith("0"):
        compact = compact.replace(",", "").replace(".", "")
    else:
        compact = compact.replace(",", ".")
    number = float(compact) if _NUMBER.fullmatch(compact) else math.inf
    return number if math.isfinite(number) else None  # 400 digits and more make no finite number


def parse_share(text: str) -> float | None:
    """A share between 0 and 1: « 12 % », « 0,12 » and « 12 » all give 0.12; None when it is none."""
    percent = text.strip().endswith(("%", "pct"))
    number = parse_number(text.strip().removesuffix("%").removesuffix("pct"))
    if number is None:
        return None
    share = number / 100 if percent or number > 1 else number
    return share if 0 <= share <= 1 else None
