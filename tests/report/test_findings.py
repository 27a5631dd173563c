"""Sentences agree with the figures, whatever the filters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner import columns, french
from planner.report import Filters, by_layer, findings, key_figures
from planner.report.findings import departments_title, layers_title, sectors_title
from planner.report.sheets.front import CONTENTS
from planner.results import Results


def test_five_findings_point_to_sheets_that_exist(results: Results) -> None:
    found = findings(results)
    assert len(found) == 5
    assert {finding.sheet for finding in found} <= set(CONTENTS)


def test_findings_quote_the_figures(results: Results) -> None:
    whole, layers, territories, signals, catalogue = (finding.sentence for finding in findings(results))
    key = key_figures(results)
    assert french.number(key.demand) in whole and french.number(key.people_at_least) in whole
    top = by_layer(results).sort_values("missing", ascending=False).iloc[0]
    assert f"« {top['label']} »" in layers and french.percent(top["missing_share"]) in layers
    assert "Mayenne" in territories and "Loire-Atlantique" in territories
    assert "obligation" in signals
    assert "4 formations lues" in catalogue.replace(french.SPACE, " ")


def test_one_departement_is_compared_with_the_region(results: Results) -> None:
    territories = findings(results, Filters(depts=("53",)))[2].sentence
    assert territories.startswith("Mayenne") and "en région" in territories


@pytest.mark.parametrize("filters", [Filters(layers=(6,)), Filters(filieres=("autres",))])
def test_nothing_measured_is_said(results: Results, filters: Filters) -> None:
    assert [finding.sentence for finding in findings(results, filters)] == [
        "Aucune demande mesurée dans ce périmètre : élargissez les filtres."
    ]


def test_chart_titles_survive_an_empty_run(results: Results) -> None:
    empty = replace(results, gaps=columns.GAPS.frame())
    for title in (layers_title, departments_title, sectors_title):
        assert title(empty, Filters())
        assert title(results, Filters()) != title(empty, Filters())


def test_level_skills_are_not_ranked(results: Results) -> None:
    """Three skills that lack as much: the sentence says so instead of naming two."""
    even = results.gaps.assign(missing=10.0, demand=20.0).drop_duplicates("skill_id")
    sentence = findings(replace(results, gaps=even, skills=results.skills.assign(layer=4)))[1].sentence
    assert "4 compétences à égalité" in sentence


def test_one_public_alone_is_not_compared(results: Results) -> None:
    assert "formation continue" in findings(results)[0].sentence
    assert "formation continue" not in findings(results, Filters(publics=("initial",)))[0].sentence
