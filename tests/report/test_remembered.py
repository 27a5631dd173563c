"""Figures are made once for the same results and filters, and what a reader does with a table stays his own."""

from __future__ import annotations

import gc
from dataclasses import replace
from weakref import ref

import pandas as pd

from planner.report import Filters
from planner.report.remembered import KEPT, remembered
from planner.results import Results


def counting() -> tuple[list[object], object]:
    asked: list[object] = []

    @remembered
    def figure(results: Results, filters: Filters, *, by: str = "") -> pd.DataFrame:
        asked.append((filters, by))
        return pd.DataFrame({"campaign": [results.campaign], "by": [by]})

    return asked, figure


def test_same_question_is_answered_once(results: Results) -> None:
    asked, figure = counting()
    for _ in range(2):
        figure(results)
        figure(results, Filters(depts=("53",)), by="dept")
        figure(results, filters=Filters(depts=("53",)), by="dept")
    assert asked == [(Filters(), ""), (Filters(depts=("53",)), "dept")]


def test_other_results_are_another_question(results: Results) -> None:
    _, figure = counting()
    figure(results)
    assert figure(replace(results, campaign="autre"))["campaign"].tolist() == ["autre"]


def test_column_added_by_a_reader_is_not_seen_by_the_next(results: Results) -> None:
    _, figure = counting()
    table = figure(results)
    table["added"] = 1
    assert "added" not in figure(results)


def test_memory_is_bounded_and_ends_with_the_results(results: Results) -> None:
    asked, figure = counting()
    own = replace(results)
    for number in range(KEPT + 1):
        figure(own, by=str(number))
    figure(own, by=str(KEPT))
    figure(own, by="0")
    assert len(asked) == KEPT + 2
    seen = ref(own)
    del own
    gc.collect()
    assert seen() is None
