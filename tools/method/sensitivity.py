"""Each parameter of the needs moved by a fifth: what the missing people become."""

from __future__ import annotations

from planner import french
from planner.needs import Parameters, sensitivity
from tools.method.blocks import table
from tools.method.road import DemonstrationRun

NEGLIGIBLE = 5e-4  # a change under 0.05 % shows as 0


def sensitivity_table(run: DemonstrationRun) -> str:
    """One row a parameter, largest effect first: the missing people of the region with −20 % and with +20 %."""

    def missing_with(parameters: Parameters) -> float:
        return float(run.count(parameters).gaps["missing"].sum())

    effects = sensitivity(Parameters(), missing_with)
    rows = [
        (row.label, _change(row.missing_low, row.missing), _change(row.missing_high, row.missing))
        for row in effects.itertuples(index=False)
    ]
    return table(("paramètre", "manque à −20 %", "manque à +20 %"), rows, right=(1, 2))


def _change(value: float, base: float) -> str:
    """« +3,2 % »."""
    share = value / base - 1
    if abs(share) < NEGLIGIBLE:
        return "0"
    return f"{'+' if share > 0 else '−'}{french.percent(abs(share), 1)}"
