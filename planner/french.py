"""Numbers, euros, shares and lists as French readers write them."""

from __future__ import annotations

import math
from collections.abc import Sequence

NARROW_SPACE = "\u202f"
SPACE = "\u00a0"
UNKNOWN = "—"


def number(value: float | None, decimals: int = 0) -> str:
    """« 12 345 », « 3,5 »; « — » when unknown.

    >>> number(12345.6).replace(NARROW_SPACE, " ")
    '12 346'
    """
    if value is None or math.isnan(value):
        return UNKNOWN
    rounded = round(value, decimals) + 0.0  # + 0.0: no « -0 »
    return f"{rounded:,.{decimals}f}".replace(",", NARROW_SPACE).replace(".", ",")


def percent(share: float | None, decimals: int = 0) -> str:
    """« 12 % » from 0.12; « — » when unknown."""
    if share is None or math.isnan(share):
        return UNKNOWN
    return f"{number(100 * share, decimals)}{SPACE}%"


def euros(value: float | None) -> str:
    """« 12 345 € »; « — » when unknown."""
    text = number(value)
    return text if text == UNKNOWN else f"{text}{SPACE}€"


def listed(items: Sequence[str], most: int | None = None) -> str:
    """« a, b et c »; with ``most``, « a, b et 4 autres ».

    >>> listed(["2", "5", "9", "12"], most=2)
    '2, 5 et 2 autres'
    """
    if most is not None and len(items) > most + 1:
        rest = len(items) - most
        return f"{', '.join(items[:most])} et {rest} autres"
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} et {items[-1]}"


def plural(count: float, singular: str, several: str | None = None) -> str:
    """« 1 offre », « 12 offres »: the count with its noun."""
    noun = singular if abs(count) < 2 else several or f"{singular}s"
    return f"{number(count)}{SPACE}{noun}"


def date(iso: str) -> str:
    """« 27/11/2026 » from an ISO date; a partial date keeps the parts that it has.

    >>> date("2026-11-27"), date("2026-11")
    ('27/11/2026', '11/2026')
    """
    return "/".join(reversed(iso.split("-")))
