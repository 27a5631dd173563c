"""The map and the value chain's figures: what is written, what colour says, what is left out."""

from __future__ import annotations

import pandas as pd

from planner.references import department_outlines
from planner.web.components import chain_plots, maps

NAMES = {"44": "Loire-Atlantique", "49": "Maine-et-Loire", "53": "Mayenne", "72": "Sarthe", "85": "Vendée"}


def colours(values: dict[str, float]) -> dict[str, str]:
    figure = maps.departments(values, {dept: f"{value:g}" for dept, value in values.items()}, NAMES)
    return dict(zip(department_outlines(), (shape.fillcolor for shape in figure.data), strict=False))


def test_map_shades_by_value_and_leaves_the_others_grey() -> None:
    found = colours({"44": 1.0, "49": 2.0, "53": 3.0})
    assert found["72"] == found["85"] == maps.LEFT_OUT
    assert len({found["44"], found["49"], found["53"], maps.LEFT_OUT}) == 4


def test_map_writes_name_and_value_on_each_department_it_knows() -> None:
    figure = maps.departments({"53": 3.0}, {"53": "3,0"}, NAMES)
    assert list(figure.data[-1].text) == ["<b>Mayenne</b><br>3,0"]
    longitude, latitude = figure.data[-1].x[0], figure.data[-1].y[0]
    assert -1.24 < longitude < -0.05 and 47.73 < latitude < 48.57


def test_same_value_everywhere_is_one_colour() -> None:
    assert len(set(colours(dict.fromkeys(NAMES, 5.0)).values())) == 1


def test_presence_darkens_step_by_step_from_unknown() -> None:
    wide = pd.DataFrame({"lien": ["A", "B", "C", "D", "E"], "44": ["?", "0", "+", "++", "+++"]})
    figure = chain_plots.presence(wide, "lien", wide.assign(**{"44": [float("nan"), 0, 1, 3, 10]}))
    assert [row[0] for row in figure.data[0].z] == [0, 1, 2, 3, 4]
    assert [row[0] for row in figure.data[0].text] == ["?", "0", "+", "++", "+++"]
    assert len({colour for _, colour in chain_plots.SCALE}) == 5
    assert figure.data[0].customdata[0][0] == "" and "10" in figure.data[0].customdata[4][0]
