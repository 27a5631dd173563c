"""The plan chosen, and how good it is known to be."""

from __future__ import annotations

from dataclasses import dataclass, replace

from planner import french
from planner.plan.clashes import Clash, clashes
from planner.plan.exact import solve
from planner.plan.greedy import GUARANTEE, greedy, guaranteed
from planner.plan.problem import Problem, shares_of
from planner.plan.settings import Floor, PlanSettings
from planner.words import IN_FRENCH, Words


@dataclass(frozen=True, slots=True)
class Solution:
    """Groups per item of the problem, and what each solver reached, in points (100 = every gap closed).

    Attributes:
        groups: the better of the two plans; all zero when nothing is possible.
        worth: its points.
        bound: no plan is worth more; infinite when the exact solver had no time to say.
        worth_greedy, worth_exact: points of each, None when it found no plan or was not asked.
        guaranteed: True when the greedy plan is at least ``GUARANTEE`` × the best by theorem.
        clashes: floors and pins that no plan keeps; those floors were lifted.
        floors: each floor in force with the share reached.
    """

    groups: tuple[int, ...]
    worth: float
    bound: float
    worth_greedy: float | None
    worth_exact: float | None
    guaranteed: bool
    clashes: tuple[Clash, ...] = ()
    floors: tuple[tuple[Floor, float], ...] = ()

    @property
    def gap(self) -> float:
        """Part of the best possible worth that the plan may miss, 0–1."""
        return max(0.0, 1.0 - self.worth / self.bound) if self.bound > 0 else 0.0

    @property
    def greedy_ratio(self) -> float | None:
        """Greedy worth over exact worth; None when one of them has no plan."""
        if self.worth_greedy is None or not self.worth_exact:
            return None
        return self.worth_greedy / self.worth_exact

    def sentences(self, words: Words = IN_FRENCH) -> tuple[str, ...]:
        """What was lifted, then how good the plan is."""
        say, said = words.say, [clash.said(words) for clash in self.clashes]
        if self.worth_exact is None:
            said.append(say("Plan glouton : sans budget, ou faute de solution exacte dans le temps donné."))
        else:
            proven = say("À {share} au plus du meilleur plan possible (borne prouvée).")
            said.append(proven.format(share=french.percent(self.gap, 1)))
        if self.greedy_ratio is not None:
            reached = say("Le calcul glouton atteint {share} du calcul exact.")
            said.append(reached.format(share=french.percent(self.greedy_ratio, 1)))
        if self.guaranteed:
            least = say("Garantie théorique du glouton : {share} du meilleur plan.")
            said.append(least.format(share=french.percent(GUARANTEE)))
        return tuple(said)


def choose(problem: Problem, settings: PlanSettings, exact: bool = True) -> Solution:
    """The better of the greedy and exact plans; floors that no plan keeps are lifted and named."""
    if not problem.items:
        return Solution((), 0.0, 0.0, None, None, False)
    conflict = clashes(problem, settings.time_limit) if problem.floors or any(problem.pinned) else ()
    if any(clash.floor is None for clash in conflict):
        return Solution((0,) * len(problem.items), 0.0, 0.0, None, None, False, conflict)
    lifted = [clash.floor for clash in conflict]
    problem = replace(problem, floors=tuple(floor for floor in problem.floors if floor not in lifted))
    quick = greedy(problem)
    best = solve(problem, settings.gap, settings.time_limit) if exact and problem.budget is not None else None
    found = [groups for groups in (best.groups if best else None, quick) if groups is not None]
    groups = max(found, key=problem.worth, default=(0,) * len(problem.items))
    return Solution(
        groups=groups,
        worth=problem.worth(groups),
        bound=best.bound if best else float("inf"),
        worth_greedy=None if quick is None else problem.worth(quick),
        worth_exact=None if best is None or best.groups is None else problem.worth(best.groups),
        guaranteed=guaranteed(problem),
        clashes=conflict,
        floors=tuple(zip(problem.floors, map(float, shares_of(problem, groups)), strict=True)),
    )
