"""Two campaigns compared: directions, parts of a change, scopes, and what became of recommendations."""

from __future__ import annotations

import copy
import math
from typing import Any

import pytest

from planner.report import (
    Filters,
    NotComparable,
    changes_of_method,
    compare_campaigns,
    earlier_parameters,
    summary,
)
from planner.results import Results


@pytest.fixture
def now(results: Results) -> dict[str, Any]:
    return summary(results)


@pytest.fixture
def before(now: dict[str, Any]) -> dict[str, Any]:
    """The same campaign, kept a year earlier."""
    kept = copy.deepcopy(now)
    kept["run"] |= {"campaign": "2025", "date": "2025-11-23"}
    return kept


def scaled(kept: dict[str, Any], factor: float) -> dict[str, Any]:
    """The campaign with every demand multiplied, its places unchanged."""
    other = copy.deepcopy(kept)
    rows = [*other["by_skill"], *other["by_department"], *other["by_filiere"], *other["needs"]["list"]]
    for row in [*rows, other["key_figures"]]:
        for measure in ("demand", "low", "high"):
            row[measure] = row[measure] and row[measure] * factor
        row["missing"] = None if row["demand"] is None else max(0.0, row["demand"] - row["supply"])
    return other


def test_nothing_changed_is_said(before, now) -> None:
    found = compare_campaigns(before, now)
    assert found.earlier == "2025, 23/11/2025"
    assert found.method.empty and not found.separated
    for table in (found.skills, found.departments, found.filieres, found.needs):
        assert set(table["verdict"]) == {"stable"}
        assert (table["change"].abs() < 1e-6).all()


@pytest.mark.parametrize(
    ("factor", "verdict"), [(0.1, "hausse nette"), (0.7, "hausse incertaine"), (0.98, "stable"), (1.6, "baisse incertaine"), (10, "baisse nette")]
)  # fmt: skip
def test_a_change_is_clear_only_when_the_intervals_part(before, now, factor: float, verdict: str) -> None:
    """Bounds are half and twice the demand; IA401 has no place."""
    skills = compare_campaigns(scaled(before, factor), now).skills.set_index("key")
    assert skills.loc["IA401", "verdict"] == verdict
    assert skills.loc["IA401", "change"] == pytest.approx((1 - factor) * now_missing(now, "IA401"))


def now_missing(now: dict[str, Any], skill: str) -> float:
    return next(row["missing"] for row in now["by_skill"] if row["skill_id"] == skill)


def test_what_one_campaign_lacks_is_new_or_gone_not_zero(before, now) -> None:
    before["by_skill"] = [row for row in before["by_skill"] if row["skill_id"] != "IA101"]
    now["by_skill"] = [row for row in now["by_skill"] if row["skill_id"] != "IA301"]
    skills = compare_campaigns(before, now).skills.set_index("key")
    assert skills.loc["IA101", "verdict"] == "nouveau" and math.isnan(skills.loc["IA101", "change"])
    assert skills.loc["IA301", "verdict"] == "disparu"


def test_the_part_of_the_method_is_set_apart(before, now) -> None:
    """Demand doubled by the parameters alone: facts are stable."""
    before["parameters"][0]["value"] = 10.0
    halved = scaled(before, 0.5)
    found = compare_campaigns(halved, now, same_method=halved)
    assert found.separated
    total = found.totals.set_index("measure").loc["demand"]
    assert total["by_method"] == pytest.approx(total["change"]) and total["by_facts"] == 0
    skills = found.skills.set_index("key").loc["IA401"]
    assert skills["by_method"] == pytest.approx(skills["change"]) and skills["verdict"] == "stable"
    needs = found.needs.set_index("key")
    assert (needs["by_method"] + needs["by_facts"]).tolist() == pytest.approx(needs["change"].tolist())


def test_differences_of_method_are_named(before, now) -> None:
    before["parameters"][0]["value"] = 10.0
    before["references"][0]["version"] = "59"
    before["run"]["budget"] = None
    found = compare_campaigns(before, now).method
    assert found["kind"].tolist() == ["paramètre", "référentiel", "budget"]
    assert found[["before", "after"]].iloc[0].tolist() == [10.0, now["parameters"][0]["value"]]
    assert changes_of_method(before, now) == {"paramètre", "référentiel", "budget"}
    assert changes_of_method(now, now) == frozenset()


def test_earlier_parameters_are_those_that_this_version_knows(before, results: Results) -> None:
    before["parameters"][0]["value"] = 10.0
    before["parameters"].append({"name": "abandoned", "value": 3.0})
    assert earlier_parameters(before) == results.parameters.changed(horizon_years=10.0)


def test_a_need_is_compared_over_the_same_skills_however_they_were_grouped(before, now) -> None:
    """Last year's grouping gave every skill to one need: no need of today rose for that."""
    first, second = before["needs"]["list"]
    first["members"] = first["members"] + second["members"]
    before["needs"]["list"] = [first]
    needs = compare_campaigns(before, now).needs.set_index("key")
    assert set(needs.index) == {need["need_id"] for need in now["needs"]["list"]}
    assert set(needs["verdict"]) == {"stable"} and (needs["change"].abs() < 1e-6).all()


def test_a_parameter_that_this_version_refuses_is_said(before) -> None:
    before["parameters"][0]["value"] = -1.0
    with pytest.raises(NotComparable, match="2025"):
        earlier_parameters(before)


@pytest.mark.parametrize(
    "filters", [Filters(depts=("53",)), Filters(layers=(3,), publics=("continu",)), Filters(audiences=("salaries",))]
)  # fmt: skip
def test_a_campaign_kept_whole_is_cut_to_the_scope(before, results: Results, filters: Filters) -> None:
    found = compare_campaigns(before, summary(results, filters))
    for table in (found.skills, found.departments, found.needs):
        assert len(table) and (table["change"].abs() < 1e-6).all(), table
    assert found.filieres.empty
    totals = found.totals.set_index("measure")
    assert totals.loc[["demand", "supply", "missing"], "change"].abs().max() < 1e-6
    assert math.isnan(totals.loc["postings_in_scope", "before"])


def test_same_filters_compare_as_they_are(results: Results) -> None:
    here = summary(results, Filters(depts=("53",), filieres=("commerce",)))
    found = compare_campaigns(here, here)
    assert found.filieres["key"].tolist() == ["commerce"]


@pytest.mark.parametrize(
    ("kept", "asked", "word"),
    [
        (Filters(depts=("44",)), Filters(), "périmètre"),
        (Filters(), Filters(filieres=("commerce",)), "secteur"),
    ],
)
def test_scopes_that_do_not_meet_are_refused_with_what_to_do(
    results: Results, kept, asked, word: str
) -> None:
    with pytest.raises(NotComparable, match=word):
        compare_campaigns(summary(results, kept), summary(results, asked))


def test_another_format_is_refused(before, now) -> None:
    before["schema"] = "planner-summary-0"
    with pytest.raises(NotComparable, match="planner-summary-0"):
        compare_campaigns(before, now)


# ── what was done of last year's recommendations ─────────────────────────────────────────
def action(before: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The only action of the earlier campaign."""
    kept = {**before["actions"][0], **changes, "chosen": True}
    before["actions"] = [kept]
    return kept


def course(document: dict[str, Any], course_id: str) -> dict[str, Any]:
    return next(row for row in document["courses"] if row["course_id"] == course_id)


def status(before: dict[str, Any], now: dict[str, Any]) -> tuple[str, float]:
    row = compare_campaigns(before, now).recommendations.iloc[0]
    return row["status"], row["added"]


@pytest.mark.parametrize(
    ("places", "expected"), [(60, ("non constatée", 0.0)), (70, ("suivie en partie", 10.0)), (90, ("suivie", 30.0))]
)  # fmt: skip
def test_strengthened_course_is_judged_by_its_places(before, now, places: int, expected) -> None:
    action(before, kind="renforcer", course_id="C1", places=24)
    course(now, "C1")["places"] = places
    assert status(before, now) == expected


def test_a_course_that_left_the_catalogue_shows_nothing(before, now) -> None:
    action(before, kind="renforcer", course_id="C1")
    now["courses"] = [row for row in now["courses"] if row["course_id"] != "C1"]
    assert status(before, now) == ("formation absente du catalogue", 0.0)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"dept": "53"}, "suivie"),
        ({"dept": "44"}, "non constatée"),
        ({"dept": "53", "public": "initial"}, "non constatée"),
        ({"dept": "53", "title": "Autre", "provider": "Autre"}, "non constatée"),
        ({"dept": "53", "title": "Autre"}, "suivie"),
    ],
    ids=["same title there", "elsewhere", "other public", "other course", "same provider and skills"],
)
def test_spread_course_is_recognised_by_title_or_provider(before, now, changes, expected: str) -> None:
    action(before, kind="essaimer", course_id="C1", course=course(now, "C1")["title"], dept="53", places=24)
    now["courses"].append({**course(now, "C1"), "course_id": "C9", **changes})
    assert status(before, now)[0] == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"dept": "53"}, "suivie"),
        ({"dept": "44", "modality": "distance"}, "suivie"),
        ({"dept": "44"}, "non constatée"),
        ({"dept": "53", "skill_ids": "IA101"}, "non constatée"),
    ],
    ids=["there", "at a distance", "elsewhere", "other skill"],
)
def test_created_course_is_recognised_by_what_it_teaches(before, now, changes, expected: str) -> None:
    """Without a brief, the skills of the need: IA301 and IA401."""
    action(before, kind="créer", course_id="", dept="53", places=24, need_id="B01")
    new = {**course(now, "C1"), "course_id": "C9", "skill_ids": "IA401", "places": 24.0}
    now["courses"].append({**new, **changes})
    assert status(before, now)[0] == expected


def test_recommendations_outside_the_scope_are_left_out(before, results: Results) -> None:
    action(before, dept="44")
    assert len(compare_campaigns(before, summary(results)).recommendations) == 1
    assert compare_campaigns(before, summary(results, Filters(depts=("53",)))).recommendations.empty
    assert compare_campaigns(before, summary(results, Filters(publics=("initial",)))).recommendations.empty


def test_actions_not_chosen_were_not_recommended(before, now) -> None:
    chosen = [row["rank"] for row in before["actions"] if row["chosen"]]
    assert compare_campaigns(before, now).recommendations["rank"].tolist() == chosen
