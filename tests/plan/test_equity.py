"""Shares of each territory and public: whole, beside the gap, and the favoured one is said."""

from __future__ import annotations

import pandas as pd
import pytest

from planner.needs import Needs, Parameters
from planner.plan import Context, Floor, PlanSettings, build_plan
from planner.plan.equity import equity, favour, favoured


@pytest.fixture
def shares(gaps: pd.DataFrame, needs: Needs, context: Context) -> pd.DataFrame:
    plan = build_plan(gaps, needs, context, Parameters(), 60_000.0, settings=PlanSettings(draws=0))
    return equity(plan.actions, gaps, (Floor("dept", "53", 0.1, "Mayenne"),))


def test_shares_of_each_dimension_sum_to_one(shares: pd.DataFrame) -> None:
    sums = shares.groupby("dimension")[["gap_share", "cost_share", "places_share", "closed_share"]].sum()
    assert sums.to_numpy() == pytest.approx(1.0)
    assert (shares["created_share"] <= shares["cost_share"] + 1e-9).all()


def test_share_of_the_gap_and_floor_are_those_of_the_member(shares: pd.DataFrame) -> None:
    mayenne = shares.set_index("member").loc["53"]
    assert mayenne["gap_share"] == pytest.approx(0.2) and mayenne["floor"] == 0.1
    assert shares["floor"].notna().sum() == 1


def test_departement_that_takes_more_than_it_lacks_is_named() -> None:
    rows = [("dept", "44", 0.4, 0.68, 0.5), ("dept", "53", 0.6, 0.32, 0.0)]
    table = pd.DataFrame(rows, columns=["dimension", "member", "gap_share", "cost_share", "created_share"])
    row = favoured(table)
    assert row is not None and row["member"] == "44"
    said = favour(row, "Loire-Atlantique")
    assert "68" in said and "40" in said and "50" in said and "Plancher par département" in said
    assert favoured(table.assign(cost_share=table["gap_share"])) is None


def test_empty_plan_has_no_share(gaps: pd.DataFrame, needs: Needs, context: Context) -> None:
    plan = build_plan(gaps, needs, context, Parameters(), 0.0, settings=PlanSettings(draws=0))
    assert (equity(plan.actions, gaps, ())["cost_share"] == 0).all()
