"""The plan: candidates, choice under a budget, ranked lines with the parts of their score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from planner.columns import ACTIONS, Table
from planner.needs import Needs, Parameters, roll_up
from planner.plan.candidates import TAUGHT_ENOUGH, Candidate, candidates
from planner.plan.clashes import unknown_pins
from planner.plan.context import Context
from planner.plan.counterfactual import Loss, losses
from planner.plan.formulation import build
from planner.plan.funding import TO_CHECK, Funding
from planner.plan.greedy import ordered
from planner.plan.problem import Problem, State
from planner.plan.sentences import Facts, Line, told
from planner.plan.settings import PlanSettings, Wishes
from planner.plan.solution import Solution, choose
from planner.plan.stability import Stability, stability
from planner.plan.workplaces import Workplaces

SCORES = Table(
    "scores",
    {
        "action_id": "A001…, as in ACTIONS",
        "action_key": "names the action from one run to the next, for pins and refusals",
        "title": "the action in words: course, territory, groups",
        "skill_ids": "skills taught joined by |",
        "filieres": "filières where the missing people work, joined by |, largest first",
        "needs_also": "other needs served, names joined by ' ; '",
        "points": "worth of the action after those ranked before it; 100 = every gap closed",
        "points_territory": "part of the points earned in the need's territory and public",
        "points_region": "part earned on the need over the region",
        "points_per_1000": "points per 1,000 euros",
        "share_before": "share of the need's gap there closed by the actions ranked before",
        "share_after": "the same, this action included",
        "points_lost": "points lost if it is left out, the rest of the plan kept",
        "people_lost": "people × skills lost if it is left out, the rest of the plan kept",
        "substitute": "title of the next best action on the same need, territory and public",
        "rank_low": "best rank over the draws (5th percentile)",
        "rank_high": "worst rank over the draws (95th percentile)",
        "kept": "share of the draws where the action is chosen, NaN without a draw",
        "pinned": "True when a person imposes it",
    },
)

TOLD = ["need", "title", "substitute", "reason", "loss", "needs_also"]  # columns that are words


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A plan: ranked actions (``columns.ACTIONS``), why (``SCORES``, same order), how good, how stable.

    ``tau``: mean Kendall τ of the ranking over the draws, NaN without a draw. ``lines``: what the words of
    each action are made from.
    """

    actions: pd.DataFrame
    scores: pd.DataFrame
    solution: Solution
    tau: float
    settings: PlanSettings
    wishes: Wishes
    lines: tuple[Line, ...] = ()

    def retold(self, context: Context) -> Plan:
        """The same plan, its sentences made again in the language of ``context``."""
        said = pd.DataFrame(told(self.lines, context), index=self.actions.index, columns=TOLD)
        to_check = context.words.say(TO_CHECK)
        programmes = self.actions["programmes"].str.replace(TO_CHECK, to_check, regex=False)
        return replace(
            self,
            actions=self.actions.assign(programmes=programmes, **said[["need", "reason", "loss"]]),
            scores=self.scores.assign(**said[["title", "needs_also", "substitute"]]),
        )

    def action(self, action_id: str) -> dict[str, Any]:
        """One line with its scores.

        Raises:
            KeyError: no such action.
        """
        found = self.actions["action_id"] == action_id
        if not found.any():
            raise KeyError(f"action « {action_id} » absente du plan")
        return self.actions[found].iloc[0].to_dict() | self.scores[found.to_numpy()].iloc[0].to_dict()


def priorities(
    gaps: pd.DataFrame,
    needs: Needs,
    context: Context,
    parameters: Parameters,
    budget: float | None = None,
    *,
    settings: PlanSettings | None = None,
    wishes: Wishes | None = None,
) -> pd.DataFrame:
    """Actions of :func:`build_plan` alone (``columns.ACTIONS``), without the draws of stability."""
    settings = (settings or PlanSettings()).changed(draws=0)
    return build_plan(gaps, needs, context, parameters, budget, settings=settings, wishes=wishes).actions


def build_plan(
    gaps: pd.DataFrame,
    needs: Needs,
    context: Context,
    parameters: Parameters,
    budget: float | None = None,
    *,
    settings: PlanSettings | None = None,
    wishes: Wishes | None = None,
) -> Plan:
    """Choose and rank actions.

    With a budget (euros a year), ``chosen`` marks what it buys, ranked first, with the groups it buys;
    the other lines stand whole, in the order they would follow. Without one, no floor applies and every
    action that capacities allow is chosen.
    """
    settings, wishes = settings or PlanSettings(), wishes or Wishes()
    cells = _cells(gaps, needs)
    proposed = candidates(
        cells[["skill_id", "dept", "public", "missing"]], needs.members, context.offer, parameters, settings
    )
    workplaces = Workplaces.of(gaps, needs.members, context)
    proposed = workplaces.within_reach(proposed, parameters.group_size, settings.minimum_fill)
    proposed = [c for c in proposed if c.key not in wishes.forbidden]
    modality = dict(context.offer.courses["modality"])
    problem = build(proposed, cells, parameters, settings, wishes, modality, budget, context.dept_labels)
    solution = choose(problem, settings)
    solution = replace(solution, clashes=(*unknown_pins(wishes, problem), *solution.clashes))
    steady = stability(problem, solution.groups, cells, settings)
    lines = _Lines(problem, proposed, solution, steady, _reliability(cells), workplaces, context, wishes)
    rows, said = lines.rows()
    return Plan(
        ACTIONS.frame({k: row[k] for k in ACTIONS.names} for row in rows),
        SCORES.frame({k: row[k] for k in SCORES.names} for row in rows),
        solution,
        steady.tau,
        settings,
        wishes,
        said,
    )


def _cells(gaps: pd.DataFrame, needs: Needs) -> pd.DataFrame:
    """Skills in gap by département and public, with their need; the slots of the problem."""
    cells = roll_up(gaps, ["skill_id", "dept", "public"])
    cells = cells[cells["missing"] > 0].merge(needs.members[["need_id", "skill_id"]], on="skill_id")
    return cells.sort_values(["skill_id", "dept", "public"], ignore_index=True)


def _reliability(cells: pd.DataFrame) -> dict[tuple[str, str, str], float]:
    """Reliability of what is missing by need, département and public."""
    where = ["need_id", "dept", "public"]
    return roll_up(cells, where).set_index(where)["reliability"].to_dict()


@dataclass(frozen=True, slots=True, eq=False)
class _Lines:
    """Turns a solution into rows, in reading order."""

    problem: Problem
    proposed: Sequence[Candidate]
    solution: Solution
    steady: Stability
    reliability: Mapping[tuple[str, str, str], float]
    workplaces: Workplaces
    context: Context
    wishes: Wishes

    def rows(self) -> tuple[list[dict[str, Any]], tuple[Line, ...]]:
        """One row per action, the columns of ACTIONS and SCORES together; and what its words are made from."""
        order = ordered(self.problem, self.solution.groups)
        sizes = [self.solution.groups[i] or self.problem.items[i].most for i in order]
        state, funding = State(self.problem), Funding(self.context)
        lost = self._losses(dict(zip(order, sizes, strict=True)))
        rows, lines = [], []
        for position, (i, groups) in enumerate(zip(order, sizes, strict=True)):
            row = self._figures(i, groups, state)
            row |= {"points_lost": lost[i].points, "people_lost": lost[i].people}
            row |= {"rank": position + 1, "action_id": f"A{position + 1:03d}"}
            facts = self._facts(i, row)
            lines.append(Line(self.proposed[i], groups, facts))
            rows.append(row | self._labels(i, facts, funding))
            state.add(i, groups)
        rows = [row | said for row, said in zip(rows, told(lines, self.context), strict=True)]
        return rows, tuple(lines)

    def _losses(self, sizes: dict[int, int]) -> list[Loss]:
        everyone = [sizes.get(i, 0) for i in range(len(self.problem.items))]
        return losses(self.problem, self.solution.groups, everyone)

    def _figures(self, i: int, groups: int, state: State) -> dict[str, Any]:
        action, item = self.proposed[i], self.problem.items[i]
        parts = state.parts(i, groups)
        names = [self.problem.baskets[b].name for b in parts]
        here = (action.need_id, action.dept, str(action.public))
        basket = next(b for b, basket in enumerate(self.problem.baskets) if basket.name == here)
        missing, cost = self.problem.baskets[basket].missing, item.cost(groups)
        there = sum(
            min(state.left[s], groups * b)
            for s, b in zip(item.slots, item.brings, strict=True)
            if basket in self.problem.slot_baskets[s]
        )
        points = sum(parts.values())
        return {
            "kind": str(action.kind),
            "need_id": action.need_id,
            "dept": action.dept,
            "public": str(action.public),
            "course_id": action.course_id,
            "groups": groups,
            "places": round(groups * item.learners),
            "hours": action.hours,
            "cost": cost,
            "closed": state.people(i, groups),
            "missing": missing,
            "chosen": self.solution.groups[i] > 0,
            "points": points,
            "points_territory": sum(
                p for p, name in zip(parts.values(), names, strict=True) if len(name) > 1
            ),
            "points_region": sum(p for p, name in zip(parts.values(), names, strict=True) if len(name) == 1),
            "points_per_1000": 1000 * points / max(cost, 1.0),
            "share_before": state.closed[basket] / missing,
            "share_after": (state.closed[basket] + there) / missing,
            "missing_taught": self.workplaces.missing_taught(action),
            "rank_low": int(self.steady.low[i]),
            "rank_high": int(self.steady.high[i]),
            "kept": float(self.steady.kept[i]),
            "pinned": action.key in self.wishes.pinned,
        }

    def _facts(self, i: int, row: dict[str, Any]) -> Facts:
        return Facts(
            row["cost"], row["missing"], row["missing_taught"], row["share_before"], row["share_after"],
            row["points"], row["people_lost"], self.workplaces.main(self.proposed[i]), self._needs_also(i),
        )  # fmt: skip

    def _labels(self, i: int, facts: Facts, funding: Funding) -> dict[str, Any]:
        action, context = self.proposed[i], self.context
        course = context.offer.records[action.course_id] if action.course_id else None
        skills = [s for _, s in sorted(zip([-t for t in action.taught], action.skills, strict=True))]
        return {
            "action_key": action.key,
            "course": "" if course is None else course["title"],
            "provider": action.provider,
            "programmes": funding.open_to(action, facts.filieres),
            "reliability": float(self.reliability[action.need_id, action.dept, str(action.public)]),
            "skill_ids": "|".join(skills),
            "filieres": "|".join(facts.filieres),
        }

    def _needs_also(self, i: int) -> tuple[str, ...]:
        """The other needs of which the action teaches a skill, rather than mentions it."""
        action, item = self.proposed[i], self.problem.items[i]
        found = set()
        for slot, brings in zip(item.slots, item.brings, strict=True):
            if brings >= TAUGHT_ENOUGH * item.learners:
                found |= {self.problem.baskets[b].name[0] for b in self.problem.slot_baskets[slot]}
        return tuple(sorted(found - {action.need_id}))
