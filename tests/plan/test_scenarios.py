"""Comparing two plans: what enters, what leaves, and sums that agree."""

from __future__ import annotations

import pytest

from planner.needs import Parameters
from planner.plan import PlanSettings, compare, priorities

FAST = PlanSettings(gap=0.0)


@pytest.fixture
def small(gaps, needs, context):
    return priorities(gaps, needs, context, Parameters(), 20_000.0, settings=FAST)


@pytest.fixture
def large(gaps, needs, context):
    return priorities(gaps, needs, context, Parameters(), 80_000.0, settings=FAST)


def test_plan_compared_with_itself_changes_nothing(small) -> None:
    same = compare(small, small)
    assert same.enters.empty and same.leaves.empty and same.changed.empty
    assert (same.totals["difference"] == 0).all()


def test_what_enters_one_way_leaves_the_other(small, large) -> None:
    there, back = compare(small, large), compare(large, small)
    assert len(there.enters) == len(back.leaves) > 0
    assert set(there.enters["action_id"]) == set(back.leaves["action_id"])


def test_lines_explain_the_difference_of_euros(small, large) -> None:
    seen = compare(small, large)
    totals = seen.totals.set_index("measure")
    assert totals.at["cost", "after"] == pytest.approx(large.loc[large["chosen"], "cost"].sum())
    kept = totals.at["actions", "after"] - len(seen.enters)
    assert kept == totals.at["actions", "before"] - len(seen.leaves)


def test_equity_shares_sum_to_one(small, large) -> None:
    equity = compare(small, large).equity
    for dimension in ("dept", "public"):
        part = equity[equity["dimension"] == dimension]
        for column in ("cost_share_before", "cost_share_after", "places_share_before", "places_share_after"):
            assert part[column].sum() == pytest.approx(1.0)


def test_creations_are_the_same_whatever_course_is_closest(large) -> None:
    moved = large.assign(course_id=large["course_id"].where(large["kind"] != "créer", "autre"))
    assert compare(large, moved).enters.empty


def test_empty_plan_compares(small) -> None:
    seen = compare(small[:0], small)
    assert len(seen.enters) == small["chosen"].sum() and seen.equity["cost_share_before"].sum() == 0
    assert "actions en plus" in seen.sentence() or "action en plus" in seen.sentence()
