"""Filters keep the same lines everywhere and say so in French."""

from __future__ import annotations

import pytest

from planner.report import Filters
from planner.report.filters import NO_FILTER
from planner.results import Results


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        (Filters(depts=("53",)), lambda g: g["dept"] == "53"),
        (Filters(filieres=("commerce",)), lambda g: g["filiere"] == "commerce"),
        (Filters(publics=("initial",)), lambda g: g["public"] == "initial"),
        (Filters(layers=(1, 4)), lambda g: g["skill_id"].isin(["IA101", "IA401"])),
        (Filters(axes=("social",)), lambda g: g["skill_id"].isin(["IA301", "IA401"])),
        (Filters(depts=("44",), layers=(3,)), lambda g: (g["dept"] == "44") & (g["skill_id"] == "IA301")),
    ],
)
def test_filters_keep_the_lines_asked(results: Results, filters: Filters, kept) -> None:
    found = filters.apply(results.gaps, results.skills)
    expected = results.gaps[kept(results.gaps)].reset_index(drop=True)
    assert len(expected) > 0
    assert found.equals(expected)


def test_a_dimension_that_the_table_lacks_is_not_filtered(results: Results) -> None:
    members = Filters(depts=("53",)).apply(results.needs.members, results.skills)
    assert members.equals(results.needs.members)


def test_no_filter_keeps_everything(results: Results) -> None:
    assert Filters().none
    assert Filters().apply(results.gaps, results.skills).equals(results.gaps)
    assert Filters().describe() == NO_FILTER


def test_describe_names_what_is_kept(results: Results) -> None:
    filters = Filters(("44", "53"), ("commerce",), ("continu",), (4,), ("ethique",))
    assert filters.describe(results.departments, results.filieres) == (
        "départements : Loire-Atlantique et Mayenne ; secteur : Commerce ; public : formation continue ; "
        "couche : Comprendre ; axe : éthique et gouvernance"
    )
