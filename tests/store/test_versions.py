"""Two versions of a catalogue: what is new, changed, gone, unchanged."""

from __future__ import annotations

import random

import pandas as pd
import pytest

from planner import columns
from planner.store import compare_versions


def course(course_id: str = "", title: str = "Excel", provider: str = "Organisme A", **values) -> dict:
    blank = dict.fromkeys(columns.COURSES.names, "")
    numbers = dict.fromkeys(("level", "hours", "price", "places"), float("nan")) | {"row": 2}
    record = blank | numbers | {"source": "a.xlsx", "title": title, "provider": provider} | values
    return record | {"course_id": course_id or f"{record['source']}#{record['row']}"}


def catalogue(*courses: dict) -> pd.DataFrame:
    return columns.COURSES.frame(courses)


def counts(old: pd.DataFrame, new: pd.DataFrame) -> tuple[int, int, int, int]:
    diff = compare_versions(old, new)
    return len(diff.new), diff.changed, len(diff.gone), len(diff.unchanged)


def test_course_is_followed_by_the_reference_of_its_provider():
    old = catalogue(course("R1", "Excel", price=100.0), course("R2", "Word"), course("R3", "PowerPoint"))
    new = catalogue(
        course("R1", "Excel pour tous", price=120.0), course("R2", "Word"), course("R4", "Access")
    )
    diff = compare_versions(old, new)
    assert list(diff.new["course_id"]) == ["R4"]
    assert list(diff.gone["course_id"]) == ["R3"]
    assert list(diff.unchanged["course_id"]) == ["R2"]
    assert diff.changes[["course_id", "column", "before", "after"]].to_numpy().tolist() == [
        ["R1", "title", "Excel", "Excel pour tous"],
        ["R1", "price", "100", "120"],
    ]
    assert diff.sentence == "1 nouvelle, 1 modifiée, 1 retirée, 1 inchangée."


def test_without_reference_a_course_is_followed_by_its_title():
    old = catalogue(course(title="Utiliser l'IA génerative au bureau", row=2), course(title="Word", row=3))
    new = catalogue(
        course(title="WORD", row=2, source="b.xlsx"),
        course(title="Utiliser l'IA générative au bureau", row=9, source="b.xlsx"),
    )
    assert counts(old, new) == (0, 2, 0, 0)


def test_reference_given_late_is_still_the_same_course():
    assert counts(catalogue(course(title="Word")), catalogue(course("R1", "Word"))) == (0, 0, 0, 1)


def test_two_references_are_two_courses_however_alike():
    assert counts(catalogue(course("R1")), catalogue(course("R2"))) == (1, 0, 1, 0)


@pytest.mark.parametrize(
    ("before", "after"),
    [("Excel niveau 1", "Excel niveau 2"), ("Anglais A1", "Anglais A2"), ("Soudure TIG", "Soudure MIG")],
)
def test_neighbouring_titles_stay_two_courses(before, after):
    assert counts(catalogue(course(title=before)), catalogue(course(title=after))) == (1, 0, 1, 0)


def test_same_reference_of_two_providers_is_two_courses():
    assert counts(catalogue(course("R1")), catalogue(course("R1", provider="Organisme B"))) == (1, 0, 1, 0)


def test_provider_is_the_same_in_any_case_and_accent():
    old, new = catalogue(course("R1", provider="École A")), catalogue(course("R1", provider="ECOLE A"))
    assert compare_versions(old, new).changes["column"].tolist() == ["provider"]


def test_sessions_of_one_reference_are_paired_by_place():
    towns = ("Nantes", "Angers", "Laval")
    old = catalogue(*(course(f"R1#{i}" if i > 2 else "R1", commune=t, row=i) for i, t in enumerate(towns, 2)))
    moved = enumerate(reversed(towns), 7)
    new = catalogue(*(course(f"R1#{i}" if i > 7 else "R1", commune=t, row=i) for i, t in moved))
    assert counts(old, new) == (0, 0, 0, 3)


@pytest.mark.parametrize("seed", range(5))
def test_order_of_the_rows_changes_nothing(seed):
    titles = ["Excel 1", "Excel 2", "Word", "Word avancé", "IA générative", "IA et droit"]
    old = [course(title=t, row=i, price=float(i)) for i, t in enumerate(titles[:5])]
    new = [course(title=t, row=i, price=float(i)) for i, t in enumerate(titles[1:])]
    expected = counts(catalogue(*old), catalogue(*new))
    chance = random.Random(seed)
    chance.shuffle(old)
    chance.shuffle(new)
    assert counts(catalogue(*old), catalogue(*new)) == expected


def test_compared_tables_are_left_as_they_were():
    old, new = catalogue(course("R1")), catalogue(course("R2"))
    before = old.copy(), new.copy()
    compare_versions(old, new)
    pd.testing.assert_frame_equal(old, before[0])
    pd.testing.assert_frame_equal(new, before[1])


def test_nothing_against_nothing():
    assert compare_versions(catalogue(), catalogue()).sentence == (
        "0 nouvelle, 0 modifiée, 0 retirée, 0 inchangée."
    )
