"""Plan settings: bounds, returns that diminish, descriptions."""

from __future__ import annotations

from dataclasses import fields

import pytest

from planner.plan import PLAN_DESCRIPTIONS, PlanSettings


def test_every_number_is_described_with_its_source() -> None:
    assert [d.name for d in PLAN_DESCRIPTIONS] == [f.name for f in fields(PlanSettings)]
    assert all("hypothèse" in d.source or any(c.isdigit() for c in d.source) for d in PLAN_DESCRIPTIONS)


def test_value_out_of_bounds_is_refused_with_its_bounds() -> None:
    with pytest.raises(ValueError, match=r"Plancher par département.*\[0 ; 1\]"):
        PlanSettings(floor_dept=2.0)


def test_growing_returns_are_refused() -> None:
    with pytest.raises(ValueError, match="rendements croissants"):
        PlanSettings().changed(value_first=0.0001)


def test_shares_in_disorder_are_refused() -> None:
    with pytest.raises(ValueError, match="ordre"):
        PlanSettings(share_first=0.5)


def test_straight_returns_are_allowed() -> None:
    straight = PlanSettings(value_first=0.001, value_second=0.01, value_third=0.1)
    assert straight.slopes == pytest.approx((1.0, 1.0, 1.0, 1.0))


def test_rows_hold_value_and_default() -> None:
    row = next(r for r in PlanSettings(growth=2.0).as_rows() if r["name"] == "growth")
    assert (row["value"], row["default"]) == (2.0, 1.0)
