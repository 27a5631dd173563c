"""The part of the results that filters keep, and its sums: what every figure starts from.

Unit of demand, supply and missing: people × skills per year. A person with three skills to
acquire counts three times; ``people_at_least`` is the only count of people.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.model import LAYER_LABELS, Layer, Signal
from planner.needs import roll_up
from planner.report.filters import Filters
from planner.report.precision import significant_frame
from planner.report.remembered import remembered
from planner.results import Results

MEASURES = ["demand", "low", "high", "supply", "missing", "coverage", "answered", "reliability", "sample"]
# Signals whose sample is the jobs of the cell (needs.exposition, needs.obligation).
_ON_JOBS = (str(Signal.EXPOSITION), str(Signal.OBLIGATION))


@remembered
def gaps_in_scope(results: Results, filters: Filters) -> pd.DataFrame:
    """Gap lines that pass the filters (``columns.GAPS``) with the ``layer`` of their skill."""
    layers = results.skills.set_index("skill_id")["layer"].astype(int)
    gaps = filters.apply(results.gaps, results.skills)
    return gaps.assign(layer=gaps["skill_id"].map(layers).astype(int))


def summed(gaps: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Gap lines summed over ``by``: keys, then ``MEASURES``, ten significant digits.

    ``answered`` is the share of demand that a place meets, 1 − missing / demand: unlike
    ``coverage`` it never counts a surplus of one skill as an answer to another.
    """
    table = roll_up(gaps, by)
    table["answered"] = 1.0 - np.divide(
        table["missing"], table["demand"], out=np.full(len(table), np.nan), where=table["demand"] > 0
    )
    return significant_frame(table[[*by, *MEASURES]])


def people_at_least(gaps: pd.DataFrame) -> float:
    """People per year who lack one skill or more, at least.

    In a cell (département, filière, public) they are no fewer than those who lack its most
    lacking skill; cells hold different people, so these add up.
    """
    return float(gaps.groupby(["dept", "filiere", "public"])["missing"].max().sum())


@remembered
def jobs_by_cell(results: Results, filters: Filters) -> pd.DataFrame:
    """dept, filiere, jobs: people in post behind the signals counted on employment."""
    on_jobs = results.demand[results.demand["signal"].isin(_ON_JOBS)]
    kept = Filters(depts=filters.depts, filieres=filters.filieres).apply(on_jobs, results.skills)
    return (
        kept.groupby(["dept", "filiere"], as_index=False)["sample"].max().rename(columns={"sample": "jobs"})
    )


def ratio(part: float, whole: float) -> float:
    """``part / whole``, NaN when there is no whole."""
    return part / whole if whole else float("nan")


def layer_label(layer: int) -> str:
    """« Comprendre » for 4."""
    return LAYER_LABELS[Layer(int(layer))]
