"""Exact and greedy choice against every plan of 300 small problems, and their properties."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.plan.exact import solve
from planner.plan.greedy import GUARANTEE, greedy, guaranteed, ordered
from planner.plan.problem import Limit, Problem
from tests.plan.conftest import allowed, drawn, every_plan, item, problem, worth

INSTANCES = 300
CHUNK = 25  # instances a test: a failure names its seeds
LONG = 60.0  # seconds: no limit in practice


@pytest.mark.parametrize("first", range(0, INSTANCES, CHUNK))
def test_exact_equals_the_best_of_all_plans(first: int) -> None:
    for seed in range(first, first + CHUNK):
        asked = drawn(seed)
        best = max((worth(asked, groups) for groups in every_plan(asked)), default=None)
        found = solve(asked, gap=0.0, time_limit=LONG)
        if best is None:
            assert found.groups is None and found.infeasible, seed
        else:
            assert allowed(asked, found.groups), seed
            assert worth(asked, found.groups) == pytest.approx(best, abs=1e-5), seed
            assert found.bound >= best - 1e-5, seed


@pytest.mark.parametrize("first", range(0, INSTANCES, CHUNK))
def test_greedy_keeps_its_guarantee_when_only_the_budget_limits(first: int) -> None:
    for seed in range(first, first + CHUNK):
        asked = drawn(seed, bare=True)
        best = max(worth(asked, groups) for groups in every_plan(asked))
        assert guaranteed(asked)
        assert worth(asked, greedy(asked)) >= GUARANTEE * best - 1e-9, seed


@pytest.mark.parametrize("first", range(0, INSTANCES, CHUNK))
def test_greedy_keeps_every_rule_and_never_beats_the_bound(first: int) -> None:
    for seed in range(first, first + CHUNK):
        asked = drawn(seed)
        groups = greedy(asked)
        if groups is not None:
            assert allowed(asked, groups), seed
            assert worth(asked, groups) <= solve(asked, gap=0.0, time_limit=LONG).bound + 1e-5, seed


def test_instances_are_not_trivial() -> None:
    counts = [sum(1 for _ in every_plan(drawn(seed))) for seed in range(40)]
    assert min(counts) == 0 and max(counts) > 50  # some impossible, most with a real choice
    assert sum(drawn(seed).floors != () for seed in range(40)) > 10


def test_state_worth_equals_the_arrays_worth() -> None:
    for seed in range(30):
        asked = drawn(seed)
        groups = tuple(each.most for each in asked.items)
        assert asked.worth(groups) == pytest.approx(worth(asked, groups), abs=1e-9)


def test_cheaper_course_comes_first() -> None:
    asked = problem(
        [item("cher", {0: 10.0}, group_cost=200.0), item("sobre", {0: 10.0})], [1000.0], budget=200.0
    )
    assert greedy(asked) == solve(asked, 0.0, LONG).groups == (0, 2)


def test_returns_diminish_so_a_plan_spreads() -> None:
    same = [item("a", {0: 10.0}), item("b", {1: 10.0}, group_cost=110.0)]
    assert greedy(problem(same, [1000.0, 1000.0], budget=210.0)) == (1, 1)


def test_greedy_takes_the_best_single_action_when_it_beats_the_bargains() -> None:
    # 1 € buys 1 point-worth of people, 100 € buys nearly everything: per euro the crumb comes first and blocks it
    asked = problem(
        [item("miette", {0: 1.0}, group_cost=1.0, most=1), item("tout", {1: 900.0}, most=1)],
        [1000.0, 1000.0],
        budget=100.0,
    )
    assert greedy(asked) == (0, 1)


def test_opening_is_spread_over_the_groups_it_serves() -> None:
    asked = problem([item("a", {0: 10.0}, opening=500.0, most=3)], [1000.0], budget=800.0)
    assert greedy(asked) == (3,) and asked.cost((3,)) == 800.0


def test_rivals_exclude_one_another() -> None:
    asked = problem(
        [item("a", {0: 10.0}), item("b", {1: 10.0})], [1000.0, 1000.0], budget=1e6, families=((0, 1),)
    )
    for groups in (greedy(asked), solve(asked, 0.0, LONG).groups):
        assert sum(n > 0 for n in groups) == 1


def test_order_reads_the_plan_first_then_the_rest_whole() -> None:
    items = [
        item("cher", {0: 10.0}, group_cost=500.0),
        item("sobre", {0: 10.0}),
        item("hors", {1: 10.0}, group_cost=50.0),
    ]
    assert ordered(problem(items, [1000.0, 1000.0]), (1, 1, 0)) == [1, 0, 2]


seeds = st.integers(0, 10_000)


@settings(max_examples=60, deadline=None)
@given(seeds, st.floats(0, 60))
def test_more_budget_never_covers_less(seed: int, more: float) -> None:
    asked = drawn(seed)
    before, after = (solve(p, 0.0, LONG) for p in (asked, replace(asked, budget=asked.budget + more)))
    if before.groups is not None:
        assert asked.worth(after.groups) >= asked.worth(before.groups) - 1e-5


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_pinned_actions_stay(seed: int) -> None:
    asked = drawn(seed)
    for groups in (greedy(asked), solve(asked, 0.0, LONG).groups):
        if groups is not None:
            assert all(n >= least for n, least in zip(groups, asked.pinned, strict=True))


@settings(max_examples=40, deadline=None)
@given(seeds, st.randoms(use_true_random=False))
def test_order_of_actions_changes_nothing(seed: int, shuffler) -> None:
    asked = drawn(seed)
    order = list(range(len(asked.items)))
    shuffler.shuffle(order)
    place = {old: new for new, old in enumerate(order)}
    moved = replace(
        asked,
        items=tuple(asked.items[i] for i in order),
        pinned=tuple(asked.pinned[i] for i in order),
        limits=tuple(
            Limit(limit.label, {place[i]: use for i, use in limit.use.items()}, limit.most)
            for limit in asked.limits
        ),
        families=tuple(tuple(place[i] for i in family) for family in asked.families),
    )
    first, second = solve(asked, 0.0, LONG), solve(moved, 0.0, LONG)
    assert (first.groups is None) == (second.groups is None)
    if first.groups is not None:
        assert asked.worth(first.groups) == pytest.approx(moved.worth(second.groups), abs=1e-5)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_costs_and_places_are_never_exceeded(seed: int) -> None:
    asked = drawn(seed)
    for groups in (greedy(asked), solve(asked, 0.0, LONG).groups):
        if groups is not None:
            assert asked.cost(groups) <= asked.budget + 1e-6
            assert all(n <= each.most for n, each in zip(groups, asked.items, strict=True))


def test_nothing_closes_more_than_what_is_missing() -> None:
    asked: Problem = problem([item("a", {0: 10.0}, most=9), item("b", {0: 10.0}, most=9)], [15.0], budget=1e6)
    assert asked.worth((9, 9)) == pytest.approx(10.0) and asked.worth((1, 1)) == pytest.approx(10.0)
    assert np.isclose(solve(asked, 0.0, LONG).bound, 10.0)
