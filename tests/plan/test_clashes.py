"""Floors and pins that no plan keeps are named one by one, with what to loosen."""

from __future__ import annotations

from dataclasses import replace

from planner.plan import Floor, PlanSettings
from planner.plan.clashes import clashes
from planner.plan.problem import Limit
from planner.plan.solution import choose
from tests.plan.conftest import allowed, drawn, every_plan, item, problem

LONG = 60.0
MAYENNE, SARTHE, LOIRE = (
    Floor("dept", d, 0.3, name)
    for d, name in (("53", "Mayenne"), ("72", "Sarthe"), ("44", "Loire-Atlantique"))
)
HERE, THERE = item("a", {0: 10.0}), item("b", {1: 10.0}, dept="53")


def test_possible_floors_do_not_clash() -> None:
    assert clashes(problem([HERE, THERE], [100.0, 100.0], budget=1000.0, floors=(MAYENNE,)), LONG) == ()


def test_floor_without_any_action_is_named_and_the_other_kept() -> None:
    asked = problem([HERE, THERE], [100.0, 100.0], budget=1000.0, floors=(MAYENNE, SARTHE))
    (clash,) = clashes(asked, LONG)
    assert clash.floor is SARTHE and "30,0" in clash.name.said() and "Sarthe" in clash.name.said()
    assert "aucune action possible" in clash.reason.said() and "Levez ce plancher" in clash.loosen.said()
    chosen = choose(asked, PlanSettings(gap=0.0))
    assert [floor for floor, _ in chosen.floors] == [MAYENNE] and chosen.floors[0][1] >= 0.3
    assert any("Sarthe" in sentence for sentence in chosen.sentences())


def test_two_impossible_floors_are_named_one_by_one() -> None:
    vendee = Floor("dept", "85", 0.1, "Vendée")
    found = clashes(
        problem([HERE, THERE], [100.0, 100.0], budget=1000.0, floors=(SARTHE, MAYENNE, vendee)), LONG
    )
    assert {clash.floor.label for clash in found} == {"Sarthe", "Vendée"}


def test_capacity_that_stops_a_floor_is_said_with_what_can_be_reached() -> None:
    pinned = problem(
        [replace(HERE, most=3), THERE], [100.0, 100.0], budget=1000.0, floors=(MAYENNE,), pinned=(3, 0),
        limits=(Limit("formateurs", {1: 1.0}, 1.0),),
    )  # fmt: skip
    (clash,) = clashes(pinned, LONG)  # one group of four at most: 25 %
    assert "24,9" in clash.reason.said() and "Baissez-le à 24,9" in clash.loosen.said()


def test_budget_too_small_for_all_floors_says_how_much_is_needed() -> None:
    found = clashes(problem([HERE, THERE], [100.0, 100.0], budget=150.0, floors=(LOIRE, MAYENNE)), LONG)
    assert {clash.floor for clash in found} == {LOIRE, MAYENNE}
    assert all("tenable seul" in clash.reason.said() and "200" in clash.loosen.said() for clash in found)


def test_pin_that_costs_too_much_is_named() -> None:
    asked = problem([HERE, THERE], [100.0, 100.0], budget=150.0, pinned=(2, 0))
    (clash,) = clashes(asked, LONG)
    assert clash.floor is None and "a" in clash.name.said() and "200" in clash.reason.said()
    assert choose(asked, PlanSettings()).groups == (0, 0)


def test_pins_that_clash_only_together_are_named_together() -> None:
    (clash,) = clashes(problem([HERE, THERE], [100.0, 100.0], budget=150.0, pinned=(1, 1)), LONG)
    assert "ensemble" in clash.reason.said() and "200" in clash.reason.said()


def test_pin_above_the_places_of_the_action_is_named() -> None:
    (clash,) = clashes(problem([HERE], [100.0], budget=1e6, pinned=(5,)), LONG)
    assert "que 2" in clash.reason.said()


def test_lifting_the_named_floors_always_gives_a_plan() -> None:
    impossible = 0
    for seed in range(80):
        asked = drawn(seed)
        found = clashes(asked, LONG)
        possible = any(True for _ in every_plan(asked))
        assert bool(found) == (not possible), seed
        if found and all(clash.floor for clash in found):
            impossible += 1
            left = replace(asked, floors=tuple(f for f in asked.floors if f not in [c.floor for c in found]))
            assert allowed(left, choose(asked, PlanSettings(gap=0.0)).groups), seed
    assert impossible > 0
