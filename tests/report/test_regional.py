"""Hearings, audiences, territories, strengths, value chain and cards: filters obeyed, nothing counted twice unsaid."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from planner import columns
from planner.report import (
    Filters,
    by_audience,
    by_axis,
    by_department,
    cards_in_scope,
    disparities_in_scope,
    key_figures,
    strengths_in_scope,
    value_chain_in_scope,
)
from planner.report.regional import whole_run_only
from planner.report.sheets.regions import counted, presence
from planner.results import Results

AXES = ("economique", "social", "environnement", "ethique")
AUDIENCES = ("dirigeants", "salaries", "eleves-etudiants")
MEASURES = ["demand", "low", "high", "supply", "missing"]


@pytest.mark.parametrize("axis", AXES)
def test_a_row_of_an_axis_is_what_its_filter_gives(results: Results, axis: str) -> None:
    row = by_axis(results).set_index("axis")
    key = key_figures(results, Filters(axes=(axis,)))
    expected = row.loc[axis, MEASURES].tolist() if axis in row.index else [0.0] * 5
    assert expected == pytest.approx([getattr(key, measure) for measure in MEASURES])


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_row_of_an_audience_is_what_its_filter_gives(results: Results, audience: str) -> None:
    """IA401 names no audience: it concerns them all."""
    row = by_audience(results).set_index("audience").loc[audience]
    key = key_figures(results, Filters(audiences=(audience,)))
    assert row[MEASURES].tolist() == pytest.approx([getattr(key, measure) for measure in MEASURES])


def test_pupils_are_read_in_initial_training_and_the_others_in_continuing(results: Results) -> None:
    table = by_audience(results).set_index("audience")
    assert table.loc["eleves-etudiants", "public"] == "initial"
    assert table.loc["eleves-etudiants", "demand"] == pytest.approx(12.5)
    assert set(table.drop("eleves-etudiants")["public"]) == {"continu"}


def test_shares_of_axes_overlap_and_are_shares_of_the_whole(results: Results) -> None:
    table = by_axis(results)
    assert table["missing_share"].sum() > 1
    whole = key_figures(results).missing
    assert table["missing_share"].tolist() == pytest.approx((table["missing"] / whole).tolist(), rel=1e-9)


@pytest.mark.parametrize("filters", [Filters(), Filters(depts=("44",)), Filters(layers=(1,))])
def test_what_is_missing_split_between_axes_adds_up(results: Results, filters: Filters) -> None:
    table = by_axis(results, filters)
    assert table["missing_split"].sum() == pytest.approx(key_figures(results, filters).missing)
    assert (table["missing_split"] <= table["missing"] + 1e-9).all()


def test_disparities_counted_again_are_those_of_the_run(results: Results) -> None:
    """A filter that keeps everything takes the other path to the same figures."""
    again = disparities_in_scope(results, Filters(publics=("initial", "continu")))
    assert again.equals(disparities_in_scope(results))


def test_disparities_follow_filters_and_still_compare_with_the_region(results: Results) -> None:
    filters = Filters(depts=("53",), layers=(3,))
    row, alone = disparities_in_scope(results, filters).iloc[0], by_department(results, filters).iloc[0]
    assert row["missing"] == alone["missing"]
    assert row["index"] != 100


def test_disparities_and_strengths_of_nothing_are_empty(results: Results) -> None:
    empty, filters = replace(results, gaps=columns.GAPS.frame()), Filters(layers=(6,))
    assert disparities_in_scope(empty, filters).empty
    assert strengths_in_scope(empty, filters).empty


@pytest.mark.parametrize(
    ("filters", "codes"),
    [
        (Filters(), ["53", "commerce"]),
        (Filters(depts=("53",)), ["53"]),
        (Filters(depts=("44",)), []),
        (Filters(filieres=("commerce",)), ["commerce"]),
        (Filters(depts=("53",), filieres=("numerique",)), ["53"]),
    ],
)
def test_strengths_speak_of_the_cells_asked(results: Results, filters: Filters, codes: list[str]) -> None:
    of_filiere = results.strengths.assign(scope="filiere", code="commerce")
    both = replace(results, strengths=pd.concat([results.strengths, of_filiere], ignore_index=True))
    assert strengths_in_scope(both, filters)["code"].tolist() == codes


def test_strengths_are_tested_again_on_the_skills_kept(results: Results) -> None:
    assert strengths_in_scope(results, Filters(layers=(1,))).empty
    assert strengths_in_scope(results, Filters(layers=(3,))).equals(strengths_in_scope(results))


def test_value_chain_keeps_the_region_beside_the_departements_asked(results: Results) -> None:
    chain = value_chain_in_scope(results, Filters(depts=("53",)))
    assert list(dict.fromkeys(chain["territory"])) == ["Région", "Mayenne"]
    table = presence(chain).set_index("label")
    assert table.loc["Services d'accompagnement", "Région"] == "++"
    assert table.loc["Services d'accompagnement", "Mayenne"] == "0"
    assert table.loc["Créateurs de modèles", "Région"] == "?"


def test_users_have_a_number_where_the_report_says_nothing(results: Results) -> None:
    table = presence(value_chain_in_scope(results)).set_index("label").loc["Utilisateurs"]
    assert table["report_presence"] == "?"
    assert table["Région"].replace("\u202f", " ") == "1 000 (1 000 à 1 000)"
    assert "Utilisateurs" not in set(counted(value_chain_in_scope(results))["label"])


def test_cards_follow_places_and_say_when_another_filter_does_not_cut_them(results: Results) -> None:
    cards = cards_in_scope(results, Filters(depts=("44",), filieres=("commerce",)))
    assert cards[["sector", "department", "headcount"]].values.tolist() == [
        ["Commerce", "Loire-Atlantique", 2000.0]
    ]
    assert whole_run_only(Filters(layers=(3,))) and whole_run_only(Filters(audiences=("managers",)))
    assert not whole_run_only(Filters(depts=("44",)))
