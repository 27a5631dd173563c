"""Demand read in postings: strata, borrowing, weights and monotonicity."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from planner.needs import Grid, Parameters, Workforce, demand_from_postings
from planner.needs.annonces import NOTE_PARTIAL
from tests.needs.conftest import mention, mentions, postings

IT = [(f"p{i}", "44", "M1811") for i in range(20)]


def people(frame: pd.DataFrame, **cell: str) -> float:
    kept = frame
    for name, value in cell.items():
        kept = kept[kept[name] == value]
    return float(kept["people"].sum())


def test_share_times_recruitments(grid: Grid, workforce: Workforce) -> None:
    """5 of 20 postings ask; 8,000 of 35,000 jobs → 800 of 3,500 recruitments; 25 % of them, so 200."""
    posted, coded = postings(IT)
    asked = mentions(*(mention(f"p{i}", "IA101") for i in range(5)))
    frame = demand_from_postings(grid, posted, coded, asked, workforce, Parameters())
    assert people(frame, dept="44", filiere="numerique", skill_id="IA101") == pytest.approx(200.0)
    own = frame[(frame["dept"] == "44") & (frame["filiere"] == "numerique") & (frame["public"] == "continu")]
    assert own["people"].iloc[0] == pytest.approx(150.0)
    assert own["sample"].iloc[0] == pytest.approx(20.0)
    assert own["observed"].iloc[0] == 1.0 and own["note"].iloc[0] == ""


def test_small_departement_borrows_from_the_region_and_says_so(grid: Grid, workforce: Workforce) -> None:
    posted, coded = postings([*IT, ("m1", "53", "M1811")])
    frame = demand_from_postings(
        grid, posted, coded, mentions(mention("p0", "IA101")), workforce, Parameters()
    )
    mayenne = frame[(frame["dept"] == "53") & (frame["filiere"] == "numerique")]
    assert set(mayenne["note"]) == {"emprunté à la région"}
    assert mayenne["observed"].tolist() == pytest.approx([1 / 20] * 2), "one posting of its own in twenty"
    assert mayenne["sample"].iloc[0] == pytest.approx(20)


def test_borrowing_keeps_what_the_departement_says(grid: Grid, workforce: Workforce) -> None:
    """One posting of Mayenne that asks, completed by 19 elsewhere that do not: 1 in 20 of its 100 recruitments."""
    posted, coded = postings([*IT, ("m1", "53", "M1811")])
    frame = demand_from_postings(
        grid, posted, coded, mentions(mention("m1", "IA101")), workforce, Parameters()
    )
    assert people(frame, dept="53", filiere="numerique") == pytest.approx(100 * 1 / 20)


def test_posting_published_again_counts_once(grid: Grid, workforce: Workforce) -> None:
    posted, coded = postings([*IT, ("again", "44", "M1811")])
    asked = mentions(mention("p0", "IA101"), mention("again", "IA101"))
    once = demand_from_postings(grid, posted, coded, asked, workforce, Parameters(), {"again": "p0"})
    alone = demand_from_postings(
        grid, *postings(IT), mentions(mention("p0", "IA101")), workforce, Parameters()
    )
    pd.testing.assert_frame_equal(once, alone)


def test_doubtful_occupation_weighs_less_in_the_sample(grid: Grid, workforce: Workforce) -> None:
    posted, coded = postings([*IT, *((f"q{i}", "44", "M1811") for i in range(20))])
    coded["score"] = 0.5
    frame = demand_from_postings(
        grid, posted, coded, mentions(mention("p0", "IA101")), workforce, Parameters()
    )
    assert frame["sample"].iloc[0] == pytest.approx(20.0)


def test_under_the_minimum_everywhere_is_out_of_calculation(grid: Grid, workforce: Workforce) -> None:
    posted, coded = postings(IT[:5])
    frame = demand_from_postings(
        grid, posted, coded, mentions(mention("p0", "IA101")), workforce, Parameters()
    )
    assert frame["people"].sum() == 0


@pytest.mark.parametrize(
    ("part", "force"), [("entreprise", "exigé"), ("conditions", "exigé"), ("missions", "nié")]
)
def test_company_talk_and_denial_are_not_demand(
    part: str, force: str, grid: Grid, workforce: Workforce
) -> None:
    posted, coded = postings(IT)
    asked = mentions(mention("p0", "IA101", part=part, force=force))
    frame = demand_from_postings(grid, posted, coded, asked, workforce, Parameters())
    assert frame["people"].sum() == 0


def test_wished_counts_by_its_weight(grid: Grid, workforce: Workforce) -> None:
    posted, coded = postings(IT)
    firm = demand_from_postings(
        grid, posted, coded, mentions(mention("p0", "IA101")), workforce, Parameters()
    )
    wished = mentions(mention("p0", "IA101", force="souhaité"))
    soft = demand_from_postings(grid, posted, coded, wished, workforce, Parameters(wished_weight=0.5))
    assert soft["people"].sum() == pytest.approx(firm["people"].sum() / 2)


def test_posting_outside_the_region_or_without_occupation_is_not_counted(
    grid: Grid, workforce: Workforce
) -> None:
    posted, coded = postings([*IT, ("paris", "75", "M1811"), ("sans", "44", "")])
    asked = mentions(mention("paris", "IA101"), mention("sans", "IA101"))
    frame = demand_from_postings(grid, posted, coded, asked, workforce, Parameters())
    assert frame["people"].sum() == 0


def test_cell_whose_recruitments_are_mostly_unseen_says_so(grid: Grid, workforce: Workforce) -> None:
    """Half of the occupation's jobs move to a domain that no posting speaks of, then one more."""
    posted, coded = postings(IT)
    asked = mentions(mention("p0", "IA101"))
    notes = []
    for seen in (0.6, 0.4):
        split = pd.DataFrame(
            [("M2Z", "M18", seen), ("M2Z", "K21", 1 - seen), ("V0Z", "J15", 1.0)],
            columns=["fap", "domain", "share"],
        )
        frame = demand_from_postings(
            grid, posted, coded, asked, replace(workforce, domains=split), Parameters()
        )
        notes.append(set(frame.loc[(frame["dept"] == "44") & (frame["filiere"] == "numerique"), "note"]))
        assert frame["observed"].max() == pytest.approx(seen)
    assert notes == [{""}, {NOTE_PARTIAL}]


def test_order_of_postings_changes_nothing(grid: Grid, workforce: Workforce) -> None:
    asked = mentions(*(mention(f"p{i}", "IA101") for i in range(7)))
    forward = demand_from_postings(grid, *postings(IT), asked, workforce, Parameters())
    backward = demand_from_postings(grid, *postings(IT[::-1]), asked.iloc[::-1], workforce, Parameters())
    pd.testing.assert_frame_equal(forward, backward)
