"""Every line behind the sums, for the JSON of one run: gaps, each signal apart, places.

Columns are written once: a region has tens of thousands of lines.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from planner.report.filters import Filters
from planner.report.precision import significant_frame
from planner.results import Results


def cells(results: Results, filters: Filters = Filters()) -> dict[str, dict[str, list]]:
    """``gaps`` (skill × département × filière × public), ``demand`` (the same × signal) and ``supply``.

    Each is {"columns": names of ``planner.columns``, "rows": lists of values}, JSON-ready: NaN is null.
    """
    tables = {"gaps": results.gaps, "demand": results.demand, "supply": results.supply}
    return {name: _columnar(filters.apply(table, results.skills)) for name, table in tables.items()}


def _columnar(table: pd.DataFrame) -> dict[str, list[Any]]:
    exact = significant_frame(table)
    known = exact.astype(object).where(exact.notna(), None)
    return {"columns": list(table.columns), "rows": known.to_numpy().tolist()}
