"""The accuracy written in the workbook is the one that the documents record."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.report.accuracy import MEASURED

RECORDED = (Path(__file__).parents[2] / "docs" / "measures_matching.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("measure", MEASURED, ids=lambda m: m[0])
def test_accuracy_is_the_recorded_one(measure) -> None:
    _, *figures, rows, _ = measure
    value, low, high = (f"{figure:.3f}".replace(".", ",") for figure in figures)
    assert f"{value} [{low}–{high}] | {rows} |" in RECORDED
    assert figures[1] <= figures[0] <= figures[2]
