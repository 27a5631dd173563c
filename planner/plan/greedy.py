"""Greedy choice by points per euro, lazily (CELF), and the order of a whole list.

With a budget alone, the better of the greedy plan and the best single action is at least
(1 − 1/e)/2 ≈ 31,6 % of the best plan, because worth is monotone and submodular in bundles of groups
(Khuller, Moss & Naor 1999, doi:10.1016/S0020-0190(99)00031-9; Leskovec et al. 2007,
doi:10.1145/1281192.1281239). Floors, capacities, pins and creations that exclude one another void
this guarantee; what is then known is the ratio to the proven bound of :mod:`planner.plan.exact`.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from planner.plan.problem import EPSILON, Problem, State, matches

GUARANTEE = (1.0 - 1.0 / math.e) / 2.0


def guaranteed(problem: Problem) -> bool:
    """True when nothing but the budget limits the plan, so that ``GUARANTEE`` holds."""
    bare = not (problem.limits or problem.floors or problem.families or any(problem.pinned))
    return bare and problem.budget is not None


def greedy(problem: Problem) -> tuple[int, ...] | None:
    """Groups per item, None when pins or floors let nothing through."""
    search = _Search(problem)
    if not search.pin():
        return None
    search.run()
    single = _best_single(problem) if not problem.floors and not any(problem.pinned) else None
    found = search.best
    if single is not None and (found is None or problem.worth(single) > problem.worth(found)):
        return single
    return found


@dataclass(slots=True, eq=False)
class _Search:
    """One greedy run. ``best``: the last plan that kept every floor; worth only grows."""

    problem: Problem
    state: State = field(init=False)
    spent: float = 0.0
    used: list[float] = field(init=False)
    limits_of: list[list[tuple[int, float]]] = field(init=False)
    rivals: dict[int, tuple[int, ...]] = field(init=False)
    inside: list[float] = field(init=False)
    total: float = 0.0
    best: tuple[int, ...] | None = None

    def __post_init__(self) -> None:
        problem = self.problem
        self.state = State(problem)
        self.used = [0.0] * len(problem.limits)
        self.inside = [0.0] * len(problem.floors)
        self.limits_of = [[] for _ in problem.items]
        for j, limit in enumerate(problem.limits):
            for i, use in limit.use.items():
                self.limits_of[i].append((j, use))
        self.rivals = {i: family for family in problem.families for i in family}

    def pin(self) -> bool:
        """Take the pinned groups; False when they do not fit."""
        for i, groups in enumerate(self.problem.pinned):
            if groups > self.room(i):
                return False
            if groups:
                self.take(i, groups)
        return True

    def run(self) -> None:
        """Take the best bundle, of the floor most behind if one is, until nothing fits."""
        first = [(-rate, i) for i in range(len(self.problem.items)) for rate, n in [self.bundle(i)] if n]
        everyone = list(first)
        heapq.heapify(everyone)
        heaps = [
            [entry for entry in everyone if matches(floor, self.problem.items[entry[1]])]
            for floor in self.problem.floors
        ]
        for heap in heaps:
            heapq.heapify(heap)
        self.keep()
        while True:
            behind = self.behind()
            picked = self.pop(heaps[behind] if behind is not None else everyone)
            if picked is None:
                return
            i, groups = picked
            self.take(i, groups)
            rate, more = self.bundle(i)
            if more:
                for heap in [
                    everyone,
                    *(
                        h
                        for h, f in zip(heaps, self.problem.floors, strict=True)
                        if matches(f, self.problem.items[i])
                    ),
                ]:
                    heapq.heappush(heap, (-rate, i))
            self.keep()

    def pop(self, heap: list[tuple[float, int]]) -> tuple[int, int] | None:
        """Best (item, groups); values only fall as a plan grows, so a stale one that still leads is the best."""
        while heap:
            _, i = heapq.heappop(heap)
            rate, groups = self.bundle(i)
            if not groups:
                continue
            if heap and (-rate, i) > heap[0]:
                heapq.heappush(heap, (-rate, i))
                continue
            return i, groups
        return None

    def bundle(self, i: int) -> tuple[float, int]:
        """Points per euro and size of the best next bundle of item ``i``; (0, 0) when none fits or brings.

        Once open, one group at a time; an opening is spread over the groups that make it worth most.
        """
        room, item = self.room(i), self.problem.items[i]
        opening = item.opening if not self.state.groups[i] else 0.0
        best = (0.0, 0)
        for n in range(1, room + 1):
            rate = self.state.gain(i, n) / max(opening + n * item.group_cost, 1.0)
            if rate <= best[0] + 1e-15:
                break
            best = (rate, n)
            if not opening:
                break
        return best

    def room(self, i: int) -> int:
        """Groups of item ``i`` that still fit."""
        problem, item = self.problem, self.problem.items[i]
        taken = self.state.groups[i]
        if not taken and any(self.state.groups[rival] for rival in self.rivals.get(i, ())):
            return 0
        room = float(item.most - taken)
        for j, use in self.limits_of[i]:
            if use > 0:
                room = min(room, (problem.limits[j].most - self.used[j]) / use + EPSILON)
        if problem.budget is not None:
            left = problem.budget - self.spent - (0.0 if taken else item.opening)
            room = (
                min(room, left / item.group_cost + EPSILON)
                if item.group_cost > 0
                else (room if left >= -EPSILON else 0)
            )
        return max(int(room), 0)

    def take(self, i: int, groups: int) -> None:
        """Add groups of item ``i`` and count what they use."""
        problem, item = self.problem, self.problem.items[i]
        before = self.state.groups[i]
        self.state.add(i, groups)
        self.spent += item.cost(before + groups) - item.cost(before)
        for j, use in self.limits_of[i]:
            self.used[j] += use * groups
        measure = problem.measure(item, before + groups) - problem.measure(item, before)
        self.total += measure
        for k, floor in enumerate(problem.floors):
            if matches(floor, item):
                self.inside[k] += measure

    def behind(self) -> int | None:
        """The floor most behind, None when all are kept."""
        lacks = [
            floor.share * self.total - have
            for floor, have in zip(self.problem.floors, self.inside, strict=True)
        ]
        worst = max(range(len(lacks)), key=lambda k: lacks[k], default=None)
        return worst if worst is not None and lacks[worst] > EPSILON * max(self.total, 1.0) else None

    def keep(self) -> None:
        """Remember the plan when it keeps every floor."""
        if self.behind() is None and (self.total > 0 or not self.problem.floors):
            self.best = tuple(self.state.groups)


def _best_single(problem: Problem) -> tuple[int, ...] | None:
    """The plan of one action, as many groups as fit, that is worth most."""
    search = _Search(problem)
    worth = [(search.state.gain(i, n), -i, n) for i in range(len(problem.items)) if (n := search.room(i))]
    if not worth:
        return None
    _, i, n = max(worth)
    return tuple(n if j == -i else 0 for j in range(len(problem.items)))


def ordered(problem: Problem, groups: Sequence[int]) -> list[int]:
    """Items in the order to read them: the plan's first, then the others whole, best points per euro first.

    ``groups``: the plan; an item outside it stands with all the groups it could have.
    """
    state = State(problem)
    planned = [i for i, n in enumerate(groups) if n]
    others = [i for i, n in enumerate(groups) if not n and problem.items[i].slots]
    order = _by_rate(state, {i: groups[i] for i in planned})
    return order + _by_rate(state, {i: problem.items[i].most for i in others})


def _by_rate(state: State, sizes: dict[int, int]) -> list[int]:
    """Take every item at its size, best marginal points per euro first."""
    items = state.problem.items
    heap = [(-state.gain(i, n) / max(items[i].cost(n), 1.0), i) for i, n in sizes.items()]
    heapq.heapify(heap)
    order = []
    while heap:
        _, i = heapq.heappop(heap)
        fresh = (-state.gain(i, sizes[i]) / max(items[i].cost(sizes[i]), 1.0), i)
        if heap and fresh > heap[0]:
            heapq.heappush(heap, fresh)
            continue
        state.add(i, sizes[i])
        order.append(i)
    return order
