"""Figures in HTML alone: widths, places on the axis, words that stay words."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from planner.web.components.plain_plots import TOTAL_ROOM, dumbbell, stacked


def widths(html: str) -> list[float]:
    return [float(found) for found in re.findall(r'<i style="width:([\d.]+)%', html)]


def lefts(html: str, kind: str) -> list[float]:
    return [float(found) for found in re.findall(rf'<i class="{kind}" style="left:([\d.]+)%', html)]


def test_bars_are_as_long_as_what_they_count() -> None:
    data = pd.DataFrame({"layer": ["A", "A", "B"], "dept": ["44", "53", "44"], "missing": [30.0, 10.0, 20.0]})
    drawn = stacked(data, "layer", "dept", "missing", {"44": "Loire-Atlantique", "53": "Mayenne"})
    whole = 100 - TOTAL_ROOM
    assert widths(drawn) == pytest.approx([0.75 * whole, 0.25 * whole, 0.5 * whole, 0.0])
    assert "<b>40</b>" in drawn and "<b>20</b>" in drawn
    assert 'title="Loire-Atlantique : 30"' in drawn


def test_axis_is_logarithmic_from_a_power_of_ten_to_another() -> None:
    data = pd.DataFrame(
        {"layer": ["A", "B"], "demand": [1000.0, 50.0], "low": [100.0, 20.0], "high": [9000.0, 80.0], "supply": [10.0, 0.0]}
    )  # fmt: skip
    drawn = dumbbell(data, "layer")
    assert lefts(drawn, "sign round") == pytest.approx([66.67, 23.30], abs=0.01)
    assert lefts(drawn, "sign turned") == [0.0]  # no place at all has no place on a logarithmic axis
    assert [drawn.count(f">{tick}<") for tick in ("100", "10\u202f000")] == [1, 1]


def test_words_never_become_markup() -> None:
    data = pd.DataFrame({"layer": ['<b onclick="x">'], "dept": ["44"], "missing": [1.0]})
    drawn = stacked(data, "layer", "dept", "missing", {"44": '"><script>'})
    assert "<script" not in drawn and 'onclick="x"' not in drawn
