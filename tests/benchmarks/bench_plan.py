"""Choice under a budget: 2,000 candidate actions × 150 needs × 5 départements.

The baseline, in the same run, is one bare sort of the candidates by people per euro: what a planner
does in a spreadsheet. Worth of that plan beside the greedy and the exact one says what choosing brings.
"""

from __future__ import annotations

import time

import numpy as np
import pandas as pd

from planner.model import ActionKind, Public
from planner.needs import Parameters
from planner.plan import Candidate, PlanSettings, Wishes
from planner.plan.exact import solve
from planner.plan.formulation import build
from planner.plan.greedy import greedy
from planner.plan.problem import Problem, shares_of

CANDIDATES, NEEDS, SKILLS_PER_NEED, DEPTS, SEED = 2_000, 150, 4, ("44", "49", "53", "72", "85"), 1
WEIGHTS = (0.41, 0.21, 0.08, 0.14, 0.16)  # what each département weighs in the region's jobs, rounded
BUDGETS = (500_000.0, 5_000_000.0)
GAP, TIME_LIMIT = 0.01, 30.0


def main() -> None:
    """Print seconds, worth, proven gap and the spreadsheet's worth for each budget."""
    for budget in BUDGETS:
        asked = synthetic(budget)
        began = time.perf_counter()
        quick = greedy(asked)
        greedy_seconds = time.perf_counter() - began
        began = time.perf_counter()
        best = solve(asked, GAP, TIME_LIMIT)
        seconds = time.perf_counter() - began
        exact, bound = (asked.worth(best.groups), best.bound) if best.groups else (0.0, float("inf"))
        print(
            f"{CANDIDATES} candidates × {NEEDS} needs × {len(DEPTS)} départements, {budget:,.0f} €, {len(asked.floors)} floors"
        )
        print(
            f"  exact: {seconds:.1f} s, {exact:.2f} points, proven gap {1 - exact / bound:.2%}, {asked.cost(best.groups or quick):,.0f} €"
        )
        print(
            f"  greedy: {greedy_seconds:.2f} s, {asked.worth(quick):.2f} points, {asked.worth(quick) / bound:.1%} of the bound"
        )
        sheet = sorted_by_people(asked)
        print(
            f"  sorted by people per euro: {asked.worth(sheet):.2f} points, floors kept: {_kept(asked, sheet)}"
        )


def synthetic(budget: float, seed: int = SEED) -> Problem:
    """Needs of unequal size, courses that teach one to four skills of one or two needs, three kinds of action."""
    random = np.random.default_rng(seed)
    cells = _cells(random)
    candidates = sorted((_candidate(i, random) for i in range(CANDIDATES)), key=lambda c: c.key)
    labels = dict(zip(DEPTS, DEPTS, strict=True))
    return build(candidates, cells, Parameters(), PlanSettings(), Wishes(), {}, budget, labels)


def sorted_by_people(asked: Problem) -> tuple[int, ...]:
    """The plan of a spreadsheet: every candidate whole, most people per euro first, while the budget lasts."""
    rate = [sum(item.brings) * item.most / max(item.cost(item.most), 1.0) for item in asked.items]
    groups, spent = [0] * len(asked.items), 0.0
    for i in sorted(range(len(rate)), key=lambda i: -rate[i]):
        cost = asked.items[i].cost(asked.items[i].most)
        if spent + cost <= asked.budget:
            groups[i], spent = asked.items[i].most, spent + cost
    return tuple(groups)


def _kept(asked: Problem, groups: tuple[int, ...]) -> str:
    kept = sum(
        reached >= floor.share for floor, reached in zip(asked.floors, shares_of(asked, groups), strict=True)
    )
    return f"{kept} of {len(asked.floors)}"


def _cells(random: np.random.Generator) -> pd.DataFrame:
    rows = []
    for need in range(NEEDS):
        size = float(random.lognormal(6.0, 1.5))
        for skill in range(SKILLS_PER_NEED):
            for dept, weight in zip(DEPTS, WEIGHTS, strict=True):
                for public, part in (("continu", 0.85), ("initial", 0.15)):
                    people = size * weight * part * random.uniform(0.5, 1.5)
                    rows.append(
                        (
                            f"S{need:03d}{skill}",
                            f"B{need:03d}",
                            dept,
                            public,
                            people,
                            random.uniform(0.1, 1.0),
                        )
                    )
    return pd.DataFrame(rows, columns=["skill_id", "need_id", "dept", "public", "missing", "reliability"])


def _candidate(i: int, random: np.random.Generator) -> Candidate:
    needs = random.choice(NEEDS, random.integers(1, 3), replace=False)
    skills = sorted({f"S{need:03d}{random.integers(SKILLS_PER_NEED)}" for need in needs for _ in range(2)})
    kind = list(ActionKind)[random.choice(3, p=[0.4, 0.4, 0.2])]
    public = Public.CONTINU if random.random() < 0.8 else Public.INITIAL
    hours = float(random.choice([3.5, 7, 14, 21, 35]))
    created = kind is ActionKind.CREER
    return Candidate(
        kind=kind,
        need_id=f"B{needs[0]:03d}",
        dept=str(random.choice(DEPTS)),
        public=public,
        course_id=f"C{i:04d}",
        provider="" if created else f"Organisme fictif {random.integers(200)}",
        skills=tuple(skills),
        taught=tuple(float(random.choice([0.2, 0.5, 1.0])) for _ in skills),
        hours=hours,
        price=hours * float(random.uniform(25, 90)),
        one_off={ActionKind.RENFORCER: 0.0, ActionKind.ESSAIMER: 3000.0, ActionKind.CREER: 8000.0}[kind],
        most=int(random.integers(1, 7)),
        family=f"B{needs[0]:03d}:{public}" if created else "",
    )


if __name__ == "__main__":
    main()
