"""Settings and wishes of the plan in the URL: what is changed, and nothing else, so that a link gives the same plan.

``size_exponent=0.3`` a setting; ``impose=renforcer:f12:44:continu*2`` an action and its least groups;
``refuse=…`` actions left out; ``plancher=dept:53:0.1,public:initial:0.2`` floors that replace the usual
ones; ``plancher_en=personnes`` what floors count. Keys of actions are quoted, so that a comma separates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote, unquote

from planner.plan import EUROS, PEOPLE, PLAN_DESCRIPTIONS, Floor, PlanSettings, Wishes

PINNED, FORBIDDEN, FLOORS, BASIS = "impose", "refuse", "plancher", "plancher_en"
SEPARATOR, TIMES, PART = ",", "*", ":"
DIMENSIONS = ("dept", "public")
MOST_DIGITS = 4  # hypothèse : no plan imposes ten thousand groups, and a longer number is a trap


def written(settings: PlanSettings, wishes: Wishes) -> dict[str, str]:
    """URL parameters of what differs from the default; the others are empty."""
    default = PlanSettings()
    wanted = {
        d.name: f"{getattr(settings, d.name):.12g}"
        if getattr(settings, d.name) != getattr(default, d.name)
        else ""
        for d in PLAN_DESCRIPTIONS
    }
    wanted[PINNED] = SEPARATOR.join(f"{_quoted(key)}{TIMES}{n}" for key, n in sorted(wishes.pinned.items()))
    wanted[FORBIDDEN] = SEPARATOR.join(map(_quoted, sorted(wishes.forbidden)))
    wanted[FLOORS] = SEPARATOR.join(f"{f.dimension}:{f.member}:{f.share:.6g}" for f in wishes.floors or ())
    wanted[BASIS] = "" if wishes.floor_basis == EUROS else wishes.floor_basis
    return wanted


def read_settings(query: Mapping[str, str], refused: list[str]) -> PlanSettings:
    """Settings of the URL; a value that cannot be used is noted in ``refused``, the default stands."""
    values: dict[str, float] = {}
    for description in PLAN_DESCRIPTIONS:
        if text := query.get(description.name, ""):
            value = _number(text)
            if value is None or not description.low <= value <= description.high:
                refused.append(f"{description.name} = {text}")
            else:
                values[description.name] = value
    try:
        return PlanSettings(**values)
    except ValueError as error:  # each value is within its bounds, not all of them together
        refused.append(str(error))
        return PlanSettings()


def read_wishes(query: Mapping[str, str], labels: Mapping[str, str], refused: list[str]) -> Wishes:
    """Wishes of the URL. ``labels``: name of each département and public that a floor may bear."""
    pinned = dict(_pins(query.get(PINNED, ""), refused))
    floors = tuple(_floors(query.get(FLOORS, ""), labels, refused))
    basis = query.get(BASIS, EUROS)
    if basis not in (EUROS, PEOPLE):
        refused.append(f"{BASIS} = {basis}")
        basis = EUROS
    forbidden = frozenset(map(unquote, _parts(query.get(FORBIDDEN, ""))))
    return Wishes(pinned, forbidden - set(pinned), floors or None, basis)


def _pins(text: str, refused: list[str]) -> Iterator[tuple[str, int]]:
    for part in _parts(text):
        key, _, groups = part.rpartition(TIMES)
        if key and groups.isdecimal() and len(groups) <= MOST_DIGITS and int(groups) > 0:
            yield unquote(key), int(groups)
        else:
            refused.append(f"{PINNED} = {part}")


def _floors(text: str, labels: Mapping[str, str], refused: list[str]) -> Iterator[Floor]:
    for part in _parts(text):
        dimension, member, share = [*part.split(PART), "", ""][:3]
        value = _number(share)
        if dimension in DIMENSIONS and member in labels and value is not None and 0 < value <= 1:
            yield Floor(dimension, member, value, labels[member])
        else:
            refused.append(f"{FLOORS} = {part}")


def _parts(text: str) -> list[str]:
    return [part for part in text.split(SEPARATOR) if part]


def _quoted(key: str) -> str:
    return quote(key, safe=":+")


def _number(text: str) -> float | None:
    """A finite number, else None."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if value == value and abs(value) != float("inf") else None
