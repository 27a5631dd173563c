"""Strata of postings: what completes a small sample, and one more posting that asks never lowers the demand."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.columns import CODINGS, POSTINGS
from planner.needs import Grid, Parameters, demand_from_postings
from planner.needs.strata import GRAND_DOMAINE, NEIGHBOUR_WORTH, NONE, OWN, REGION, Strata, count_strata
from tests.needs.conftest import mention, mentions
from tests.needs.simulated import DEPTS, DOMAINS, population

REGION_AT_WORK = population(seed=3, size=10)  # its jobs only
GRID: Grid = REGION_AT_WORK.grid
SKILL = "IA100"
# (département, domain, confidence, asks for the skill)
Posting = tuple[int, int, float, bool]
# Few places, so that samples cross the minimum of 20 in both directions.
POSTING = st.tuples(st.integers(0, 1), st.integers(0, 5), st.sampled_from([0.4, 0.7, 1.0]), st.booleans())


def read(rows: list[Posting]) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Postings, codings and mentions of them."""
    blank_posting, blank_coding = dict.fromkeys(POSTINGS.names, ""), dict.fromkeys(CODINGS.names, "")
    postings = POSTINGS.frame(
        blank_posting | {"posting_id": f"p{i}", "dept": DEPTS[d]} for i, (d, *_) in enumerate(rows)
    )
    codings = CODINGS.frame(
        blank_coding | {"posting_id": f"p{i}", "rome": f"{DOMAINS[k]}01", "score": sure}
        for i, (_, k, sure, _) in enumerate(rows)
    )
    return postings, codings, mentions(*(mention(f"p{i}", SKILL) for i, row in enumerate(rows) if row[3]))


def strata(rows: list[Posting], minimum: float = 20.0) -> Strata:
    postings, codings, said = read(rows)
    asked = said[["document_id", "skill_id"]].assign(weight=1.0)
    return count_strata(GRID, DOMAINS, postings, codings, asked, minimum)


def demand(rows: list[Posting]) -> pd.Series:
    frame = demand_from_postings(GRID, *read(rows), REGION_AT_WORK.workforce, Parameters())
    asked = frame[frame["skill_id"] == SKILL]
    return asked.set_index(["dept", "filiere", "public"])["people"]


def some(dept: int, domain: int, count: int, asking: int = 0, sure: float = 1.0) -> list[Posting]:
    return [(dept, domain, sure, i < asking) for i in range(count)]


def test_own_postings_come_first_then_the_region_up_to_the_minimum() -> None:
    """5 of Loire-Atlantique, 2 of which ask; 15 of 40 borrowed elsewhere at 10 in 40: 5.75 in 20."""
    found = strata(some(0, 0, 5, asking=2) + some(1, 0, 40, asking=10))
    assert found.level[0, 0] == REGION and found.level[1, 0] == OWN
    assert (found.own[0, 0], found.sample[0, 0]) == (5.0, 20.0)
    assert found.asked[0, 0, 0] == pytest.approx(2 + 15 * 10 / 40)
    assert found.share[1, 0, 0] == pytest.approx(0.25)


def test_one_posting_elsewhere_is_not_worth_ten() -> None:
    """19 doubtful ones here, none asks; the only one elsewhere does: 1 in 9.5 + 1, whoever completes them."""
    found = strata(some(0, 0, 19, sure=0.5) + some(1, 0, 1, asking=1))
    assert found.sample[0, 0] == pytest.approx(9.5 + 1 + NEIGHBOUR_WORTH)
    assert found.share[0, 0, 0] == pytest.approx(1 / 10.5)


def test_a_grand_domaine_is_worth_few_postings() -> None:
    rows = [posting for domain in range(1, 6) for posting in some(0, domain, 6, asking=3)]
    found = strata(rows)
    assert found.level[0, 0] == GRAND_DOMAINE
    assert found.sample[0, 0] == NEIGHBOUR_WORTH and found.share[0, 0, 0] == pytest.approx(0.5)


def test_one_large_domain_never_speaks_for_its_grand_domaine() -> None:
    """A file of computing jobs says nothing of bankers."""
    found = strata(some(0, 0, 300, asking=150) + some(0, 1, 100, asking=50))
    assert found.level[0, :6].tolist() == [OWN, OWN, NONE, NONE, NONE, NONE]
    assert found.share[0, 2, 0] == 0.0


def test_a_domain_that_grows_still_lends() -> None:
    """15 then 25 postings of one domain, all of which ask: those that borrow from it lose nothing."""
    fellows = [posting for domain in (1, 2, 3) for posting in some(0, domain, 6)]
    before, after = (strata(fellows + some(0, 0, count, asking=count)) for count in (15, 25))
    assert 0 < before.share[0, 1, 0] <= after.share[0, 1, 0] + 1e-12
    assert after.level[0, 1] == GRAND_DOMAINE


def test_other_grands_domaines_lend_nothing() -> None:
    rows = [posting for domain in range(6) for posting in some(0, domain, 10, asking=5)]
    assert (strata(rows).level[:, 6:] == NONE).all()


def test_doubtful_occupations_are_completed_sooner() -> None:
    sure, doubtful = (strata(some(0, 0, 20, sure=c) + some(1, 0, 40)) for c in (1.0, 0.5))
    assert sure.level[0, 0] == OWN and doubtful.level[0, 0] == REGION
    assert doubtful.own[0, 0] == pytest.approx(10.0)


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.lists(POSTING, min_size=20, max_size=70), POSTING, st.integers(1, 30))
def test_one_more_posting_that_asks_never_lowers_the_demand(
    rows: list[Posting], new: Posting, copies: int
) -> None:
    """Nowhere: not in its cell, nor in those that borrow from it; also when it makes its stratum reach the minimum."""
    asking = [(*new[:3], True)] * copies
    before, after = demand(rows), demand(rows + asking)
    lost = before - after.reindex(before.index, fill_value=0.0)
    assert (lost <= 1e-9 * (1 + before)).all()


@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.lists(POSTING, min_size=1, max_size=60), st.randoms())
def test_order_of_postings_changes_nothing(rows: list[Posting], random: st.DataObject) -> None:
    shuffled = random.sample(rows, len(rows))
    assert Counter(shuffled) == Counter(rows)
    pd.testing.assert_series_equal(demand(rows), demand(shuffled), rtol=1e-9)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.lists(POSTING, max_size=60))
def test_shares_are_shares_and_samples_are_read(rows: list[Posting]) -> None:
    found = strata(rows)
    assert (found.asked <= found.sample[:, :, None] + 1e-9).all() and (found.asked >= -1e-12).all()
    assert (found.own <= found.sample + 1e-9).all()
    assert found.sample.max() <= max(20.0, found.own.max()) + 1e-9
    assert np.isfinite(found.share).all()
    elsewhere = found.own.sum(axis=0) - found.own
    borrowed = found.sample - found.own
    assert (borrowed <= elsewhere + NEIGHBOUR_WORTH + 1e-9).all(), "never more than there are"
