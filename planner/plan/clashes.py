"""When floors or pins cannot be kept: which ones, and what to loosen.

A minimal set of floors that no plan keeps together is found by the deletion filter (Chinneck 1997,
doi:10.1287/ijoc.9.1.63): drop each in turn; if the rest is still impossible, it was not to blame.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from planner import french
from planner.plan.exact import cheapest, feasible
from planner.plan.problem import Problem
from planner.plan.settings import Floor, Wishes
from planner.words import IN_FRENCH, Count, Phrase, Words

LOWER_ONE = Phrase("Baissez l'un de ces planchers.")
STEPS = 11  # halvings: what a floor can reach is known to a two-thousandth of it


@dataclass(frozen=True, slots=True)
class Clash:
    """A constraint that no plan can keep: its name, why, and what to loosen. ``floor`` None for a pin."""

    name: Phrase
    reason: Phrase
    loosen: Phrase
    floor: Floor | None = None

    def said(self, words: Words = IN_FRENCH) -> str:
        """The clash as a person reads it."""
        parts = {"name": self.name, "reason": self.reason, "loosen": self.loosen}
        return Phrase("{name} : {reason}. {loosen}", parts).said(words)


def clashes(problem: Problem, time_limit: float) -> tuple[Clash, ...]:
    """Every pin and floor that cannot be kept, one by one; empty when a plan exists."""
    bare = replace(problem, floors=())
    if any(problem.pinned) and not feasible(bare, time_limit):
        return _pin_clashes(bare, time_limit)
    found: list[Clash] = []
    left = problem
    while left.floors and not feasible(left, time_limit):
        guilty = _minimal(left, time_limit)
        found += [_floor_clash(floor, guilty, problem, time_limit) for floor in guilty]
        left = replace(left, floors=tuple(floor for floor in left.floors if floor not in guilty))
    return tuple(found)


def unknown_pins(wishes: Wishes, problem: Problem) -> tuple[Clash, ...]:
    """Pinned actions that are not among those possible, or that are forbidden too: the plan goes on without them."""
    possible = {item.key for item in problem.items}
    return tuple(
        Clash(
            Phrase("Action imposée {key}", {"key": key}),
            Phrase("elle est aussi refusée")
            if key in wishes.forbidden
            else Phrase("elle n'est plus possible avec ce catalogue et ces besoins"),
            Phrase("Retirez-la des actions imposées."),
        )
        for key in sorted(set(wishes.pinned) - possible)
    )


def _minimal(problem: Problem, time_limit: float) -> tuple[Floor, ...]:
    kept = list(problem.floors)
    for floor in problem.floors:
        others = tuple(f for f in kept if f is not floor)
        if not feasible(replace(problem, floors=others), time_limit) and others:
            kept = list(others)
    return tuple(kept)


def _floor_clash(floor: Floor, guilty: tuple[Floor, ...], problem: Problem, time_limit: float) -> Clash:
    name = Phrase(
        "Plancher de {share} – {of}", {"share": french.percent(floor.share, 1), "of": Phrase(floor.label)}
    )
    reach = _reach(floor, problem, time_limit)
    if reach is None:
        return Clash(
            name,
            Phrase("aucune action possible n'y répond dans ce budget et ces capacités"),
            _budget_advice(
                problem,
                time_limit,
                Phrase(
                    "Levez ce plancher, ou ajoutez une formation au catalogue pour ce territoire ou ce public."
                ),
            ),
            floor,
        )
    if reach < floor.share:
        most = {"share": french.percent(reach, 1)}
        advice = Phrase("Baissez-le à {share} ou relevez les capacités de formation qui y répondent.", most)
        return Clash(name, Phrase("le plan ne peut y consacrer que {share}", most), advice, floor)
    others = tuple(Phrase(other.label) for other in guilty if other is not floor) or Phrase("le budget")
    return Clash(
        name,
        Phrase("tenable seul, mais pas avec : {others}", {"others": others}),
        _budget_advice(problem, time_limit, LOWER_ONE),
        floor,
    )


def _reach(floor: Floor, problem: Problem, time_limit: float) -> float | None:
    """Largest share that the floor alone could ask for, None when even a trace is impossible."""

    def possible(share: float) -> bool:
        return feasible(replace(problem, floors=(replace(floor, share=share),)), time_limit)

    if possible(floor.share):
        return floor.share
    low, high = 0.0, floor.share
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if possible(middle) else (low, middle)
    return math.floor(1000 * low) / 1000 or None  # down to 0,1 %: what is advised must be possible


def _budget_advice(problem: Problem, time_limit: float, otherwise: Phrase) -> Phrase:
    """The budget that all floors need; ``otherwise`` where no budget is enough."""
    least = cheapest(problem, time_limit)
    if least is None:
        return otherwise
    if problem.budget is not None and least > problem.budget:
        return Phrase(
            "Il faudrait au moins {cost} par an pour tenir tous les planchers.", {"cost": french.euros(least)}
        )
    return LOWER_ONE


def _pin_clashes(problem: Problem, time_limit: float) -> tuple[Clash, ...]:
    """Pins that no plan keeps: each one that fails alone, or all when only their sum does not fit."""
    pins = [i for i, groups in enumerate(problem.pinned) if groups]
    found = []
    for i in pins:
        alone = tuple(n if j == i else 0 for j, n in enumerate(problem.pinned))
        if not feasible(replace(problem, pinned=alone), time_limit):
            found.append(_pin_clash(problem, i))
    if found:
        return tuple(found)
    total = problem.cost(problem.pinned)
    reason = Phrase(
        "elles coûtent ensemble {cost} pour un budget de {budget}, ou dépassent ensemble une capacité",
        {"cost": french.euros(total), "budget": french.euros(problem.budget)},
    )
    names = tuple(problem.items[i].key for i in pins)
    return (
        Clash(
            Phrase("Actions imposées ({names})", {"names": names}),
            reason,
            Phrase("Retirez-en une ou baissez son nombre de groupes."),
        ),
    )


def _pin_clash(problem: Problem, i: int) -> Clash:
    item, groups = problem.items[i], problem.pinned[i]
    name = Phrase("Action imposée {key}, {groups}", {"key": item.key, "groups": _groups(groups)})
    if groups > item.most:
        return Clash(
            name,
            Phrase("elle ne peut ouvrir que {groups}", {"groups": _groups(item.most)}),
            Phrase("Baissez le nombre de groupes imposés."),
        )
    cost = item.cost(groups)
    if problem.budget is not None and cost > problem.budget:
        reason = Phrase(
            "elle coûte {cost}, le budget est de {budget}",
            {"cost": french.euros(cost), "budget": french.euros(problem.budget)},
        )
        return Clash(name, reason, Phrase("Relevez le budget ou retirez l'action imposée."))
    blocking = next(limit for limit in problem.limits if limit.use.get(i, 0.0) * groups > limit.most)
    return Clash(
        name,
        Phrase("elle dépasse la capacité « {capacity} »", {"capacity": blocking.label}),
        Phrase("Relevez cette capacité ou baissez le nombre de groupes."),
    )


def _groups(number: int) -> Count:
    return Count(number, "groupe", "groupes")
