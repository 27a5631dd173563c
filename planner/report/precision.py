"""One precision for every output, so that the workbook, the JSON and the screens show the same figures."""

from __future__ import annotations

import pandas as pd

SIGNIFICANT_DIGITS = 10  # beyond what any figure here means, and short of the last bit that machines dispute


def significant(value: float) -> float:
    """``value`` at ten significant digits; NaN stays NaN.

    >>> significant(2 / 3)
    0.6666666667
    """
    return float(f"{value:.{SIGNIFICANT_DIGITS}g}")


def significant_frame(table: pd.DataFrame) -> pd.DataFrame:
    """A copy whose float columns hold ten significant digits, those that a join had made objects included."""
    table = table.infer_objects()
    floats = [name for name in table.columns if pd.api.types.is_float_dtype(table[name])]
    return table.assign(**{name: table[name].map(significant) for name in floats})
