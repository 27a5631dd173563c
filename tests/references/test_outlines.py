"""Outlines: each département where it is, as large as it is, beside its true neighbours."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import cos, radians

import pandas as pd
import pytest

from planner.references import department_outlines
from planner.settings import embedded_folder

# Insee, km²; the drawing is allowed 3 %.
AREAS_KM2 = {"44": 6815, "49": 7172, "53": 5175, "72": 6206, "85": 6720}
NEIGHBOURS = {("44", "49"), ("44", "85"), ("49", "53"), ("49", "72"), ("49", "85"), ("53", "72")}
KM_A_DEGREE = 111.2


def area(ring) -> float:
    scale = cos(radians(sum(latitude for _, latitude in ring) / len(ring))) * KM_A_DEGREE**2
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2 * scale


def inside(point: tuple[float, float], ring) -> bool:
    x, y = point
    crossed = [
        a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
        for a, b in pairwise(ring)
        if (a[1] > y) != (b[1] > y)
    ]
    return sum(x < cut for cut in crossed) % 2 == 1


def test_five_departments_in_closed_rings_two_of_them_islands() -> None:
    outlines = department_outlines()
    assert {dept: len(rings) for dept, rings in outlines.items()} == {
        "44": 1, "49": 1, "53": 1, "72": 1, "85": 3,
    }  # fmt: skip
    assert all(ring[0] == ring[-1] for rings in outlines.values() for ring in rings)


@pytest.mark.parametrize("dept", AREAS_KM2)
def test_department_is_as_large_as_it_is(dept: str) -> None:
    drawn = sum(area(ring) for ring in department_outlines()[dept])
    assert drawn == pytest.approx(AREAS_KM2[dept], rel=0.03)


def test_each_prefecture_stands_in_its_department_alone() -> None:
    table = pd.read_csv(embedded_folder("taxonomies") / "departements.csv", dtype={"dept": str})
    for row in table.itertuples(index=False):
        point = (row.longitude, row.latitude)
        holding = [
            dept for dept, rings in department_outlines().items() if any(inside(point, r) for r in rings)
        ]
        assert holding == [row.dept]


def test_neighbours_share_their_border_and_others_share_none() -> None:
    sides = {
        dept: {frozenset(side) for ring in rings for side in pairwise(ring)}
        for dept, rings in department_outlines().items()
    }
    touching = {pair for pair in combinations(sorted(sides), 2) if sides[pair[0]] & sides[pair[1]]}
    assert touching == NEIGHBOURS
