"""The interval of the demand read in postings, borrowed shares and doubtful occupations included, contains the truth."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from planner.needs import Parameters, demand_from_postings
from planner.needs.annonces import recruited_shares, strata_of_postings
from planner.needs.strata import NONE
from tests.needs.simulated import Population, population

POPULATIONS = 8
NOMINAL_LESS_TWO = 0.93  # what is asked of a nominal 95 %


def held(people: Population) -> pd.DataFrame:
    """The demand read (continuing training) beside the ``truth`` of the strata that count."""
    read = (
        people.grid,
        people.postings,
        people.codings,
        people.mentions,
        people.workforce,
        parameters := Parameters(),
    )
    strata, recruitments = strata_of_postings(*read)
    share = recruited_shares(parameters)["continu"]
    true = share * np.einsum("dfk,dks,dk->dfs", recruitments, people.shares, strata.level != NONE)
    demand = demand_from_postings(*read)
    cells = pd.MultiIndex.from_product(
        [people.grid.depts, people.grid.filieres, people.grid.skill_ids],
        names=["dept", "filiere", "skill_id"],
    )
    known = pd.Series(true.ravel(), index=cells, name="truth")
    return demand[demand["public"] == "continu"].join(known, on=["dept", "filiere", "skill_id"])


@pytest.mark.parametrize("size", [150, 600, 2400])
def test_demand_read_in_postings_holds_the_truth(size: int) -> None:
    table = pd.concat([held(population(seed, size)) for seed in range(POPULATIONS)])
    inside = (table["low"] <= table["truth"]) & (table["truth"] <= table["high"])
    assert inside.mean() >= NOMINAL_LESS_TWO
    assert table["people"].sum() == pytest.approx(table["truth"].sum(), rel=0.1)


def test_interval_narrows_as_postings_come(size: int = 150) -> None:
    widths = []
    for count in (size, 16 * size):
        table = pd.concat([held(population(seed, count)) for seed in range(3)])
        widths.append(((table["high"] - table["low"]).sum()) / table["truth"].sum())
    assert widths[1] < widths[0] / 2
