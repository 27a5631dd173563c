"""Gap between demand and supply, cell by cell.

The four signals see in part the same people, so they are never summed: the demand of a cell
is its strongest weighted signal, named beside it. Places, counted by skill × département ×
public, are shared between filières in proportion to their demand, so that every roll-up adds
up exactly.

    gap = demand − supply;  coverage = supply / demand
    reliability = (demand × observed_demand + supply × observed_supply) / (demand + supply)
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.columns import CELL, GAPS
from planner.model import Signal
from planner.needs.parameters import Parameters

SUPPLY_KEY = ["skill_id", "dept", "public"]
NO_DEMAND = 1e-9  # people per year: under it, a demand is a rounding residue and has no rate of coverage


def signal_weights(parameters: Parameters) -> dict[str, float]:
    """Weight of each signal, 0 (set aside) to 1."""
    return {
        str(Signal.ANNONCES): parameters.weight_annonces,
        str(Signal.EXPOSITION): parameters.weight_exposition,
        str(Signal.OBLIGATION): parameters.weight_obligation,
        str(Signal.DECLARE): parameters.weight_declare,
    }


def retained_demand(demand: pd.DataFrame, parameters: Parameters) -> pd.DataFrame:
    """One row per cell: its strongest weighted signal, ties in the order of ``model.Signal``."""
    weight = demand["signal"].map(signal_weights(parameters))
    order = demand["signal"].map({str(s): i for i, s in enumerate(Signal)})
    weighted = demand.assign(order=order, **{c: demand[c] * weight for c in ("people", "low", "high")})
    ranked = weighted.sort_values([*CELL, "people", "order"], ascending=[True] * len(CELL) + [False, True])
    return ranked.drop_duplicates(CELL).drop(columns="order")


def gap_table(demand: pd.DataFrame, supply: pd.DataFrame, parameters: Parameters) -> pd.DataFrame:
    """Gaps per cell (``columns.GAPS``) from ``columns.DEMAND`` and ``columns.SUPPLY``."""
    cells = retained_demand(demand, parameters).rename(columns={"people": "demand"})
    offered = supply.rename(columns={"observed": "observed_supply"})
    orphans = _unasked(cells, offered)
    table = pd.concat([cells, orphans], ignore_index=True).merge(offered, on=SUPPLY_KEY, how="left")
    table[["places", "observed_supply"]] = table[["places", "observed_supply"]].fillna(0.0)
    totals = table.groupby(SUPPLY_KEY)["demand"].transform("sum")
    members = table.groupby(SUPPLY_KEY)["demand"].transform("size")
    share = np.where(totals > 0, table["demand"] / totals.where(totals > 0, 1.0), 1.0 / members)
    table["supply"] = table["places"] * share
    table["gap"] = table["demand"] - table["supply"]
    table["missing"] = table["gap"].clip(lower=0.0)
    table["coverage"] = coverage(table["demand"], table["supply"])
    weight = table["demand"] + table["supply"]
    observed = table["demand"] * table["observed"] + table["supply"] * table["observed_supply"]
    table["reliability"] = np.divide(observed, weight, out=np.zeros(len(table)), where=weight > 0)
    return table.sort_values(CELL, kind="stable", ignore_index=True)[GAPS.names]


def coverage(demand: pd.Series, supply: pd.Series) -> np.ndarray:
    """Taux de couverture, NaN where there is no demand."""
    demand, supply = demand.to_numpy(float), supply.to_numpy(float)
    return np.divide(supply, demand, out=np.full(len(demand), np.nan), where=demand > NO_DEMAND)


def _unasked(cells: pd.DataFrame, offered: pd.DataFrame) -> pd.DataFrame:
    """Cells for places that no demand meets, in « autres », so that no place is lost."""
    asked = cells[SUPPLY_KEY].drop_duplicates()
    alone = offered[SUPPLY_KEY].merge(asked, how="left", indicator=True)
    alone = alone[alone["_merge"] == "left_only"][SUPPLY_KEY]
    return alone.assign(
        filiere="autres",
        signal="",
        demand=0.0,
        low=0.0,
        high=0.0,
        sample=0.0,
        observed=0.0,
        note="aucune demande mesurée",
    )


def roll_up(gaps: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Sum the gap table over ``by``; demand, supply and gap add up exactly.

    Reliability is weighted by demand + supply; ``sample`` is the largest of the cells (postings
    and jobs are shared between skills, so samples do not add).
    """
    weight = gaps["demand"] + gaps["supply"]
    weighed = gaps.assign(weight=weight, observed=weight * gaps["reliability"])
    table = weighed.groupby(by, as_index=False, sort=True).agg(
        demand=("demand", "sum"),
        low=("low", "sum"),
        high=("high", "sum"),
        supply=("supply", "sum"),
        gap=("gap", "sum"),
        missing=("missing", "sum"),
        observed=("observed", "sum"),
        weight=("weight", "sum"),
        sample=("sample", "max"),
    )
    table["coverage"] = coverage(table["demand"], table["supply"])
    table["reliability"] = np.divide(
        table["observed"], table["weight"], out=np.zeros(len(table)), where=table["weight"] > 0
    )
    return table.drop(columns=["observed", "weight"])
