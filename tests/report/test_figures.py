"""Figures add up, never mix signals, and count what was read."""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd
import pytest

from planner import columns
from planner.needs.claims import NO_AI, TEACHES, TEACHES_UNSAID, TITLE_ONLY, says_ai
from planner.report import (
    Filters,
    by_department,
    by_filiere,
    by_layer,
    by_need,
    by_public,
    by_skill,
    courses_read,
    heatmap,
    key_figures,
    signals_by_skill,
    uncounted_postings,
)
from planner.report.precision import significant
from planner.report.reading import courses_counted
from planner.results import Results

ROLLED = (by_public, by_layer, by_department, by_filiere, by_skill, heatmap)


@pytest.mark.parametrize("table", ROLLED)
@pytest.mark.parametrize(
    "filters", [Filters(), Filters(depts=("53",)), Filters(layers=(3, 4), publics=("continu",))]
)
def test_every_table_sums_to_the_key_figures(results: Results, table, filters: Filters) -> None:
    rows, key = table(results, filters), key_figures(results, filters)
    for measure in ("demand", "low", "high", "supply", "missing"):
        assert rows[measure].sum() == pytest.approx(getattr(key, measure), rel=1e-9)


def test_a_surplus_does_not_answer_another_skill(results: Results) -> None:
    """IA101 in 44 has 60 places for 40 people: coverage counts the 20 too many, the share answered does not."""
    only = by_department(results, Filters(depts=("44",), layers=(1, 4))).iloc[0]
    demand, missing = 40 + 200 / 3, 200 / 3
    assert only["missing"] == pytest.approx(missing)
    assert only["coverage"] == pytest.approx(60 / demand)
    assert only["answered"] == pytest.approx(1 - missing / demand)


def test_people_at_least_takes_the_most_lacking_skill_of_each_cell(results: Results) -> None:
    """44 numérique: 66.7; 44 commerce: 90 − 30 continu, 12.5 initial; 53 numérique: 10; 53 commerce: 30."""
    assert key_figures(results).people_at_least == pytest.approx(200 / 3 + 60 + 12.5 + 10 + 30)


def test_inputs_are_counted(results: Results) -> None:
    key = key_figures(results)
    assert (key.postings_read, key.postings_republished, key.postings_in_scope) == (5, 1, 3)
    assert (key.postings_coded, key.postings_asking_ai) == (2, 2)
    assert (key.courses_read, key.courses_teaching_ai, key.courses_saying_only) == (4, 2, 1)
    assert (key.actions, key.actions_chosen, key.cost, key.places) == (2, 1, 20000.0, 24)


def test_signals_stay_apart(results: Results) -> None:
    table = signals_by_skill(results, by=("dept",)).set_index(["skill_id", "dept"])
    line = table.loc[("IA301", "53")]
    assert line["exposition"] == 30.0
    assert line["obligation"] == significant(70 / 3)
    assert math.isnan(line["annonces"]) and math.isnan(line["declare"])


def test_skills_count_postings_that_ask_the_person(results: Results) -> None:
    """The company's own talk (IA101 in P2) is not counted."""
    table = by_skill(results).set_index("skill_id")
    assert table["postings"].to_dict() == {"IA101": 1, "IA301": 1, "IA401": 0, "IA501": 0}
    assert table["courses"].to_dict() == {"IA101": 1, "IA301": 1, "IA401": 1, "IA501": 0}


def test_needs_follow_the_filters(results: Results) -> None:
    whole, layer = (
        by_need(results).set_index("need_id"),
        by_need(results, Filters(layers=(4,))).set_index("need_id"),
    )
    assert whole.loc["B01", "skills"] == 2
    assert list(layer.index) == ["B01"]
    assert layer.loc["B01", "skills"] == 1
    assert layer.loc["B01", "missing"] < whole.loc["B01", "missing"]


def test_missing_per_1000_jobs(results: Results) -> None:
    table = by_department(results).set_index("dept")
    assert table.loc["53", "jobs"] == 500
    assert table.loc["53", "missing_per_1000"] == pytest.approx(1000 * table.loc["53", "missing"] / 500)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("L'IA au bureau", True),
        ("Intelligence artificielle générative", True),
        ("Prompts efficaces", True),
        ("Comptabilité, via Sage", False),
        ("Aide-soignant", False),
        ("CIA : contrôle interne", False),
    ],
)
def test_words_of_ai_in_a_title(title: str, expected: bool) -> None:
    assert says_ai(title) is expected


def test_courses_are_told_apart_by_what_they_say_and_teach(results: Results) -> None:
    reading = courses_read(results).set_index("course_id")["reading"].to_dict()
    assert reading == {"C1": TEACHES_UNSAID, "C2": TEACHES, "C3": TITLE_ONLY, "C4": NO_AI}


@pytest.mark.parametrize(
    "filters", [Filters(), Filters(depts=("44",)), Filters(layers=(4,), publics=("continu",))]
)
def test_courses_are_counted_as_they_are_read(results: Results, filters: Filters) -> None:
    read, counted = (
        table(results, filters).set_index("course_id") for table in (courses_read, courses_counted)
    )
    assert len(read) > 0
    pd.testing.assert_frame_equal(counted.sort_index(), read[counted.columns].sort_index())


def test_uncounted_postings_say_why(results: Results) -> None:
    reasons = uncounted_postings(results).set_index("posting_id")["reason"].to_dict()
    assert reasons == {
        "P3": "métier non reconnu",
        "P4": "hors de la région ; métier non reconnu",
        "P5": "déjà publiée : P1",
    }


def test_nothing_measured_gives_zeros_and_unknowns(results: Results) -> None:
    empty = replace(
        results, gaps=columns.GAPS.frame(), demand=columns.DEMAND.frame(), actions=columns.ACTIONS.frame()
    )
    key = key_figures(empty)
    assert key.demand == key.missing == key.people_at_least == 0
    assert math.isnan(key.coverage)


def test_figures_do_not_change_the_results(results: Results) -> None:
    before = results.gaps.copy(deep=True)
    for table in ROLLED:
        table(results, Filters(depts=("44",)))
    assert results.gaps.equals(before)
