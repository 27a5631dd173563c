"""The executable problem: whole groups of learners per action, what they are worth, what limits them.

Baskets: each (need, département, public), and each need over the region. A basket of ``missing``
people × skills and weight w is worth w × f(share closed), f being concave and piecewise linear
(``PlanSettings.shares``, ``values``); w = missing^size_exponent × (1 − pull × (1 − reliability)).
A skill closes no more than its own missing people. Worth is scaled so that everything closed = 100 points.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from planner.model import Public
from planner.plan.settings import EUROS, Floor
from planner.words import Phrase, marked

FULL = 100.0  # points when every gap is closed
EPSILON = 1e-9
PUBLIC_FR = {Public.INITIAL: marked("formation initiale"), Public.CONTINU: marked("formation continue")}


@dataclass(frozen=True, slots=True)
class Item:
    """A candidate as the solvers see it. ``brings``: people × skills of one group in each of ``slots``."""

    key: str
    dept: str
    public: str
    group_cost: float
    opening: float
    most: int
    learners: float
    slots: tuple[int, ...]
    brings: tuple[float, ...]
    family: str = ""

    def cost(self, groups: int) -> float:
        """Euros of so many groups; the first one pays for opening."""
        return groups * self.group_cost + (self.opening if groups else 0.0)


@dataclass(frozen=True, slots=True)
class Basket:
    """Gap that counts as one: its name, missing people × skills, and what closing it is worth (points)."""

    name: tuple[str, ...]
    missing: float
    weight: float


@dataclass(frozen=True, slots=True)
class Limit:
    """Σ use × groups ≤ most; ``label`` names it to a person."""

    label: str | Phrase
    use: Mapping[int, float]
    most: float


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """What is solved. ``slots``: (skill, département, public), with missing people and the baskets they fill."""

    items: tuple[Item, ...]
    slot_missing: tuple[float, ...]
    slot_baskets: tuple[tuple[int, ...], ...]
    baskets: tuple[Basket, ...]
    shares: tuple[float, ...]
    values: tuple[float, ...]
    budget: float | None = None
    limits: tuple[Limit, ...] = ()
    floors: tuple[Floor, ...] = ()
    floor_basis: str = EUROS
    pinned: tuple[int, ...] = ()
    families: tuple[tuple[int, ...], ...] = field(default=())

    def cost(self, groups: Sequence[int]) -> float:
        """Euros of a plan, in order: groups per item."""
        return sum(item.cost(n) for item, n in zip(self.items, groups, strict=True))

    def measure(self, item: Item, groups: int) -> float:
        """What a floor counts: euros or people."""
        return item.cost(groups) if self.floor_basis == EUROS else groups * item.learners

    def worth(self, groups: Sequence[int]) -> float:
        """Points of a plan."""
        state = State(self)
        return sum(state.add(i, n) for i, n in enumerate(groups) if n)


@dataclass(slots=True, eq=False)
class State:
    """A plan under construction: people still missing, what each basket has received, groups taken."""

    problem: Problem
    left: list[float] = field(init=False)
    closed: list[float] = field(init=False)
    groups: list[int] = field(init=False)
    _curves: list[tuple[list[float], list[float], list[float]]] = field(init=False)

    def __post_init__(self) -> None:
        self.left = list(self.problem.slot_missing)
        self.closed = [0.0] * len(self.problem.baskets)
        self.groups = [0] * len(self.problem.items)
        self._curves = [_curve(basket, self.problem) for basket in self.problem.baskets]

    def gain(self, i: int, groups: int) -> float:
        """Points that so many more groups of item ``i`` would add."""
        return sum(
            self.points(b, self.closed[b] + people) - self.points(b, self.closed[b])
            for b, people in self._filled(i, groups).items()
        )

    def parts(self, i: int, groups: int) -> dict[int, float]:
        """Points by basket that so many more groups of item ``i`` would add."""
        filled = self._filled(i, groups).items()
        return {b: self.points(b, self.closed[b] + p) - self.points(b, self.closed[b]) for b, p in filled}

    def people(self, i: int, groups: int) -> float:
        """People × skills that so many more groups of item ``i`` would bring."""
        item = self.problem.items[i]
        return sum(min(self.left[s], groups * b) for s, b in zip(item.slots, item.brings, strict=True))

    def add(self, i: int, groups: int) -> float:
        """Take more groups of item ``i`` (fewer: not supported); return the points gained."""
        gained = self.gain(i, groups)
        item = self.problem.items[i]
        for b, people in self._filled(i, groups).items():
            self.closed[b] += people
        for slot, brings in zip(item.slots, item.brings, strict=True):
            self.left[slot] -= min(self.left[slot], groups * brings)
        self.groups[i] += groups
        return gained

    def _filled(self, i: int, groups: int) -> dict[int, float]:
        item = self.problem.items[i]
        filled: dict[int, float] = {}
        for slot, brings in zip(item.slots, item.brings, strict=True):
            people = min(self.left[slot], groups * brings)
            if people > 0:
                for basket in self.problem.slot_baskets[slot]:
                    filled[basket] = filled.get(basket, 0.0) + people
        return filled

    def points(self, basket: int, people: float) -> float:
        """Points of a basket that has received so many people × skills."""
        starts, values, slopes = self._curves[basket]
        tier = bisect_right(starts, people) - 1
        return values[tier] + slopes[tier] * (people - starts[tier])


def _curve(basket: Basket, problem: Problem) -> tuple[list[float], list[float], list[float]]:
    """Start (people), value there and slope of each tier; beyond the whole gap nothing is gained."""
    starts, values, slopes = [], [], []
    for start, value, slope, _ in tiers(basket, problem):
        starts.append(start)
        values.append(value)
        slopes.append(slope)
    return [*starts, basket.missing], [*values, basket.weight], [*slopes, 0.0]


def tiers(basket: Basket, problem: Problem) -> list[tuple[float, float, float, float]]:
    """(start in people, value there, points per person, width in people) of each tier that has a width."""
    steps = zip(problem.shares, problem.shares[1:], problem.values, problem.values[1:], strict=False)
    found = []
    for low, high, value, next_value in steps:
        width = (high - low) * basket.missing
        if width > EPSILON:
            slope = basket.weight * (next_value - value) / width
            found.append((low * basket.missing, basket.weight * value, slope, width))
    return found


def shares_of(problem: Problem, groups: Sequence[int]) -> np.ndarray:
    """Share of the plan that each floor counts, in the order of ``problem.floors``; 0 for an empty plan."""
    measures = np.array([problem.measure(item, n) for item, n in zip(problem.items, groups, strict=True)])
    total = measures.sum()
    inside = [[matches(floor, item) for item in problem.items] for floor in problem.floors]
    return np.array([measures[np.array(mask, bool)].sum() / total if total else 0.0 for mask in inside])


def matches(floor: Floor, item: Item) -> bool:
    """True when the floor counts the item."""
    return (item.dept if floor.dimension == "dept" else item.public) == floor.member
