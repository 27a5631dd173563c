"""Gap table: strongest signal, exact roll-ups, one more place never widens a gap."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.columns import DEMAND, SUPPLY
from planner.needs import Parameters, gap_table, roll_up

CELLS = [(s, d, f) for s in ("IA301", "IA401") for d in ("44", "53") for f in ("numerique", "commerce")]


def demand(*rows: tuple[str, str, str, str, float]) -> pd.DataFrame:
    """(skill, dept, filière, signal, people)."""
    return DEMAND.frame(
        {
            "skill_id": s, "dept": d, "filiere": f, "public": "continu", "signal": g,
            "people": p, "low": p / 2, "high": p * 2, "sample": 30.0, "observed": 0.5, "note": "",
        }
        for s, d, f, g, p in rows
    )  # fmt: skip


def places(*rows: tuple[str, str, float]) -> pd.DataFrame:
    """(skill, dept, places)."""
    return SUPPLY.frame(
        {"skill_id": s, "dept": d, "public": "continu", "places": p, "observed": 1.0, "courses": 1}
        for s, d, p in rows
    )


def test_signals_are_not_summed_the_strongest_is_named() -> None:
    gaps = gap_table(
        demand(
            ("IA401", "44", "numerique", "annonces", 30.0), ("IA401", "44", "numerique", "obligation", 80.0)
        ),
        places(("IA401", "44", 20.0)),
        Parameters(),
    )
    assert gaps[["demand", "signal", "supply", "gap"]].to_numpy().tolist() == [
        [80.0, "obligation", 20.0, 60.0]
    ]
    assert gaps["coverage"].iloc[0] == pytest.approx(0.25)
    assert gaps["reliability"].iloc[0] == pytest.approx((80 * 0.5 + 20) / 100)


def test_weight_zero_sets_a_signal_aside() -> None:
    gaps = gap_table(
        demand(
            ("IA401", "44", "numerique", "annonces", 30.0), ("IA401", "44", "numerique", "obligation", 80.0)
        ),
        places(),
        Parameters(weight_obligation=0.0),
    )
    assert gaps["signal"].tolist() == ["annonces"] and gaps["demand"].tolist() == [30.0]


def test_places_are_shared_between_filieres_by_demand() -> None:
    gaps = gap_table(
        demand(("IA401", "44", "numerique", "annonces", 30.0), ("IA401", "44", "commerce", "annonces", 10.0)),
        places(("IA401", "44", 20.0)),
        Parameters(),
    ).set_index("filiere")
    assert gaps["supply"].to_dict() == {"numerique": 15.0, "commerce": 5.0}


def test_places_that_nobody_asks_for_are_kept_and_said() -> None:
    gaps = gap_table(
        demand(("IA401", "44", "numerique", "annonces", 30.0)), places(("IA301", "53", 7.0)), Parameters()
    )
    alone = gaps[gaps["skill_id"] == "IA301"].iloc[0]
    assert (alone["filiere"], alone["supply"], alone["gap"], alone["missing"]) == ("autres", 7.0, -7.0, 0.0)
    assert pd.isna(alone["coverage"])


amounts = st.lists(st.floats(0, 1000), min_size=len(CELLS), max_size=len(CELLS))


@settings(max_examples=40, deadline=None)
@given(amounts, st.floats(0, 500))
def test_roll_ups_add_up(people: list[float], offered: float) -> None:
    table = demand(*((*cell, "annonces", p) for cell, p in zip(CELLS, people, strict=True)))
    gaps = gap_table(table, places(("IA401", "44", offered)), Parameters())
    for by in (["dept"], ["skill_id"], ["filiere", "public"]):
        rolled = roll_up(gaps, by)
        for column in ("demand", "supply", "gap", "missing"):
            assert rolled[column].sum() == pytest.approx(gaps[column].sum())
    assert gaps["supply"].sum() == pytest.approx(offered)


@settings(max_examples=40, deadline=None)
@given(amounts, st.floats(0, 500), st.floats(0, 50))
def test_one_more_place_never_widens_a_gap(people: list[float], offered: float, more: float) -> None:
    table = demand(*((*cell, "annonces", p) for cell, p in zip(CELLS, people, strict=True)))
    before = gap_table(table, places(("IA401", "44", offered)), Parameters())
    after = gap_table(table, places(("IA401", "44", offered + more)), Parameters())
    assert (after["gap"] <= before["gap"] + 1e-9).all()
