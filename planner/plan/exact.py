"""The best plan, by mixed-integer linear programming (HiGHS through scipy), with a proven gap.

Variables: groups per item (integer), opened per item with an opening cost or a rival (0/1), people per
slot, people per tier of each basket. Worth is concave, so its tiers fill in order by themselves.
Reference: Huangfu & Hall 2018, doi:10.1007/s12532-017-0130-5.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import coo_array, csr_array

from planner.plan.problem import EPSILON, Problem, matches, tiers

INFEASIBLE = 2  # scipy's status
Row = tuple[dict[int, float], float, float]  # coefficients by variable, lower bound, upper bound


@dataclass(frozen=True, slots=True)
class Exact:
    """What the solver found: ``groups`` None when there is none; ``bound``: no plan is worth more."""

    groups: tuple[int, ...] | None
    bound: float
    infeasible: bool


def solve(problem: Problem, gap: float, time_limit: float) -> Exact:
    """The best plan of ``problem``, to a relative ``gap``, within ``time_limit`` seconds."""
    model = Model.of(problem)
    objective, rows, columns, upper = _worth_rows(problem, model)
    result = _milp(
        problem, model, objective, [*rules(problem, model), *rows], columns, upper, gap, time_limit
    )
    if result.x is None:
        return Exact(None, float("inf"), result.status == INFEASIBLE)
    groups = tuple(round(n) for n in result.x[: len(problem.items)])
    bound = -result.mip_dual_bound if result.mip_dual_bound is not None else float("inf")
    return Exact(groups, max(float(bound), problem.worth(groups)), False)


@dataclass(frozen=True, slots=True)
class Model:
    """Where the variables stand: item i has its groups at i and its opening at ``opened[i]``."""

    opened: dict[int, int]
    size: int

    @classmethod
    def of(cls, problem: Problem) -> Model:
        """Openings only where they cost or exclude."""
        rivals = {i for family in problem.families for i in family}
        with_opening = [i for i, item in enumerate(problem.items) if item.opening > 0 or i in rivals]
        start = len(problem.items)
        return cls({i: start + k for k, i in enumerate(with_opening)}, start + len(with_opening))


def costs(problem: Problem, model: Model) -> dict[int, float]:
    """Euros per variable."""
    table = {i: item.group_cost for i, item in enumerate(problem.items)}
    table |= {z: problem.items[i].opening for i, z in model.opened.items()}
    return {variable: euros for variable, euros in table.items() if euros}


def rules(problem: Problem, model: Model) -> list[Row]:
    """Budget, openings, capacities, exclusions and floors."""
    rows: list[Row] = []
    if problem.budget is not None:
        rows.append((costs(problem, model), -np.inf, problem.budget))
    for i, z in model.opened.items():
        rows.append(({i: 1.0, z: -float(problem.items[i].most)}, -np.inf, 0.0))
        rows.append(({i: 1.0, z: -1.0}, 0.0, np.inf))  # no opening without a group
    rows += [(dict(limit.use), -np.inf, limit.most) for limit in problem.limits]
    rows += [({model.opened[i]: 1.0 for i in family}, -np.inf, 1.0) for family in problem.families]
    rows += _floor_rows(problem, model)
    return rows


def _floor_rows(problem: Problem, model: Model) -> Iterable[Row]:
    if not problem.floors:
        return
    # an empty plan keeps every floor in appearance only
    yield dict.fromkeys(range(len(problem.items)), 1.0), 1.0, np.inf
    if problem.floor_basis == "euros":
        counted, owner = costs(problem, model), {z: i for i, z in model.opened.items()}
    else:
        counted, owner = {i: item.learners for i, item in enumerate(problem.items)}, {}
    scale = max(counted.values(), default=1.0)
    for floor in problem.floors:
        inside = {v: matches(floor, problem.items[owner.get(v, v)]) for v in counted}
        yield {v: (inside[v] - floor.share) * c / scale for v, c in counted.items()}, 0.0, np.inf


def _worth_rows(problem: Problem, model: Model) -> tuple[dict[int, float], list[Row], int, dict[int, float]]:
    """Objective, rows, number of variables and their upper bounds, for people per slot and per tier."""
    rows: list[Row] = []
    upper: dict[int, float] = {}
    filling: dict[int, dict[int, float]] = {}
    at = model.size
    for slot, brings in sorted(_bringing(problem).items()):
        missing = problem.slot_missing[slot]
        if sum(people * problem.items[i].most for i, people in brings.items()) > missing:
            upper[at] = missing
            rows.append(({at: 1.0} | {i: -people for i, people in brings.items()}, -np.inf, 0.0))
            people_there, at = {at: 1.0}, at + 1
        else:
            people_there = brings  # can never exceed what is missing: no variable of its own
        for basket in problem.slot_baskets[slot]:
            into = filling.setdefault(basket, {})
            for variable, people in people_there.items():
                into[variable] = into.get(variable, 0.0) + people
    objective: dict[int, float] = {}
    by_group = _by_group(problem)
    for basket, into in sorted(filling.items()):
        steps: list[tuple[int, float]] = []
        for _, _, slope, width in tiers(problem.baskets[basket], problem):
            objective[at], upper[at] = -slope, width
            steps, at = [*steps, (at, width)], at + 1
        rows.append(
            ({variable: 1.0 for variable, _ in steps} | {v: -p for v, p in into.items()}, -np.inf, 0.0)
        )
        rows += _whole_groups(problem, model, steps, by_group[basket])
    return objective, rows, at, upper


def _bringing(problem: Problem) -> dict[int, dict[int, float]]:
    """Slot → item → people of one group."""
    found: dict[int, dict[int, float]] = {}
    for i, item in enumerate(problem.items):
        for slot, brings in zip(item.slots, item.brings, strict=True):
            found.setdefault(slot, {})[i] = brings
    return found


def _by_group(problem: Problem) -> dict[int, dict[int, float]]:
    """Basket → item → people × skills that one group brings at most."""
    found: dict[int, dict[int, float]] = {}
    for slot, brings in _bringing(problem).items():
        for basket in problem.slot_baskets[slot]:
            into = found.setdefault(basket, {})
            for i, people in brings.items():
                into[i] = into.get(i, 0.0) + min(people, problem.slot_missing[slot])
    return found


def _whole_groups(
    problem: Problem, model: Model, steps: list[tuple[int, float]], by_group: dict[int, float]
) -> Iterable[Row]:
    """Cuts: the first tiers, of c people, take at most min(c, people of a group) from each whole group.

    Without them a thirteenth of a group would fill a tier of one person, and the bound would be loose
    by a quarter. The second cut says the same of an opening and all its groups.
    """
    ceiling = 0.0
    filled: dict[int, float] = {}
    for variable, width in steps[:-1]:
        ceiling, filled = ceiling + width, filled | {variable: 1.0}
        per_group = {i: min(ceiling, people) for i, people in by_group.items()}
        if any(per_group[i] < people for i, people in by_group.items()):
            yield filled | {i: -people for i, people in per_group.items()}, -np.inf, 0.0
        opened = {
            i for i in per_group if i in model.opened and per_group[i] * problem.items[i].most > ceiling
        }
        if opened:
            once = {model.opened[i]: -ceiling for i in opened}
            others = {i: -people for i, people in per_group.items() if i not in opened}
            yield filled | once | others, -np.inf, 0.0


def _milp(
    problem: Problem, model: Model, objective: dict[int, float], rows: list[Row], size: int, upper: dict[int, float],
    gap: float, time_limit: float,
) -> OptimizeResult | _Nothing:  # fmt: skip
    """Scipy's result: minimise ``objective`` under ``rows``; :class:`_Nothing` when bounds already contradict."""
    items = len(problem.items)
    c = np.zeros(size)
    c[list(objective)] = list(objective.values())
    low, high = np.zeros(size), np.full(size, np.inf)
    low[:items] = problem.pinned or 0
    high[:items] = [item.most for item in problem.items]
    high[items : model.size] = 1.0
    high[list(upper)] = list(upper.values())
    if (low > high).any():
        return _Nothing()
    integrality = np.zeros(size)
    integrality[: model.size] = 1
    matrix, below, above = _matrix(rows, size)
    options = {"mip_rel_gap": gap, "time_limit": time_limit}
    return milp(
        c,
        integrality=integrality,
        bounds=Bounds(low, high),
        constraints=LinearConstraint(matrix, below, above),
        options=options,
    )


@dataclass(frozen=True, slots=True)
class _Nothing:
    """A pin above what the action can have: nothing to solve."""

    x: None = None
    status: int = INFEASIBLE
    fun: float = float("inf")
    mip_dual_bound: None = None


def _matrix(rows: list[Row], size: int) -> tuple[csr_array, np.ndarray, np.ndarray]:
    entries = [(r, v, c) for r, (coefficients, _, _) in enumerate(rows) for v, c in coefficients.items()]
    r, v, c = zip(*entries, strict=True) if entries else ((), (), ())
    matrix = csr_array(coo_array((c, (r, v)), shape=(len(rows), size)))
    return matrix, np.array([row[1] for row in rows]), np.array([row[2] for row in rows])


def feasible(problem: Problem, time_limit: float) -> bool:
    """True when some plan keeps every rule; False also when none is found in time."""
    model = Model.of(problem)
    return _milp(problem, model, {}, rules(problem, model), model.size, {}, 0.0, time_limit).x is not None


def cheapest(problem: Problem, time_limit: float) -> float | None:
    """Euros of the cheapest plan that keeps every rule but the budget; None when there is none."""
    model = Model.of(problem)
    result = _milp(
        problem,
        model,
        costs(problem, model),
        _without_budget(problem, model),
        model.size,
        {},
        0.0,
        time_limit,
    )
    return None if result.x is None else max(float(result.fun), 0.0) + EPSILON


def _without_budget(problem: Problem, model: Model) -> list[Row]:
    rows = rules(problem, model)
    return rows[1:] if problem.budget is not None else rows
