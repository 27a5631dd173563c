"""What each parameter weighs on the people missing: every one moved by ±20 %, the others held.

Those that only change actions (``stage`` « plan ») are moved too: their effect must be none.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from planner.columns import Table
from planner.needs.parameters import DESCRIPTIONS, Description, Parameters

MOVE = 0.2

SENSITIVITY = Table(
    "sensitivity",
    {
        "name": "parameter",
        "label": "parameter, in French",
        "value": "value in force",
        "low_value": "value lowered by 20 %, held within its bounds",
        "high_value": "value raised by 20 %, held within its bounds",
        "missing": "people × skills missing a year with the value in force",
        "missing_low": "with the lowered value",
        "missing_high": "with the raised value",
        "effect": "(missing_high − missing_low) / missing",
    },
)


def sensitivity(parameters: Parameters, missing_with: Callable[[Parameters], float]) -> pd.DataFrame:
    """Effect of each parameter on the people missing (:data:`SENSITIVITY`), largest effect first.

    Args:
        parameters: values in force.
        missing_with: people × skills missing a year under given parameters; called twice a parameter.
    """
    base = missing_with(parameters)
    rows = [_row(description, parameters, base, missing_with) for description in DESCRIPTIONS]
    table = SENSITIVITY.frame(rows)
    return table.sort_values("effect", key=lambda e: -e.abs(), kind="stable", ignore_index=True)


def _row(
    description: Description, parameters: Parameters, base: float, missing_with: Callable[[Parameters], float]
) -> dict[str, object]:
    value = getattr(parameters, description.name)
    low = max(description.low, value * (1 - MOVE))
    high = min(description.high, value * (1 + MOVE))
    below = missing_with(parameters.changed(**{description.name: low}))
    above = missing_with(parameters.changed(**{description.name: high}))
    return {
        "name": description.name,
        "label": description.label,
        "value": value,
        "low_value": low,
        "high_value": high,
        "missing": base,
        "missing_low": below,
        "missing_high": above,
        "effect": (above - below) / base if base else 0.0,
    }
