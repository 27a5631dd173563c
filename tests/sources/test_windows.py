"""Periods cut in halves lose no second and count none twice."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from planner.sources.windows import SECOND, Window, days

seconds = st.integers(0, 86_399)


@given(seconds, seconds)
def test_halves_hold_each_second_once(one: int, two: int) -> None:
    day = Window.of_day(datetime.date(2026, 2, 28))
    first, last = sorted((one, two))
    window = Window(day.first + first * SECOND, day.first + last * SECOND)
    if window.indivisible:
        return
    left, right = window.halves()
    assert (left.first, right.last) == (window.first, window.last)
    assert left.first <= left.last and right.first <= right.last
    assert right.first - left.last == SECOND


def test_a_day_ends_before_the_next_begins() -> None:
    first, second = (
        Window.of_day(day) for day in days(datetime.date(2026, 2, 28), datetime.date(2026, 3, 1))
    )
    assert second.first - first.last == SECOND
