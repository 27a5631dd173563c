"""What a plan would lack without one of its actions, the others being kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.plan.problem import Problem, State


@dataclass(frozen=True, slots=True)
class Loss:
    """Points of worth, and people × skills, that only this action brings."""

    points: float
    people: float


def losses(problem: Problem, groups: Sequence[int], sizes: Sequence[int]) -> list[Loss]:
    """Loss of each item: without it if the plan has it, else what it would add at its size of ``sizes``."""
    state = State(problem)
    brought = [0.0] * len(problem.slot_missing)
    for i, taken in enumerate(groups):
        if taken:
            state.add(i, taken)
            for slot, people in zip(problem.items[i].slots, problem.items[i].brings, strict=True):
                brought[slot] += taken * people
    return [
        _without(i, taken, state, brought)
        if taken
        else Loss(state.gain(i, sizes[i]), state.people(i, sizes[i]))
        for i, taken in enumerate(groups)
    ]


def _without(i: int, taken: int, state: State, brought: Sequence[float]) -> Loss:
    """Where several actions fill the same slot beyond what is missing, leaving one out loses less than it brings."""
    problem, people = state.problem, 0.0
    lost: dict[int, float] = {}
    for slot, brings in zip(problem.items[i].slots, problem.items[i].brings, strict=True):
        missing = problem.slot_missing[slot]
        fewer = min(missing, brought[slot]) - min(missing, brought[slot] - taken * brings)
        people += fewer
        for basket in problem.slot_baskets[slot]:
            lost[basket] = lost.get(basket, 0.0) + fewer
    points = sum(
        state.points(b, state.closed[b]) - state.points(b, state.closed[b] - p) for b, p in lost.items()
    )
    return Loss(points, people)
