"""Course briefs: one line a course to create, in the workbook as in the JSON, with or without a written brief."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from planner import columns
from planner.plan import Context, Offer, PlanSettings, build_plan
from planner.references import load_programmes
from planner.report import Filters, brief_lines, course_briefs, summary, write_report
from planner.results import Results
from planner.settings import embedded_folder
from tests.report.test_summary import VALIDATOR


@pytest.fixture
def context(results: Results) -> Context:
    skills, needs = results.skills, results.needs.needs
    return Context(
        skill_labels=dict(zip(skills["skill_id"], skills["label_fr"], strict=True)),
        need_names=dict(zip(needs["need_id"], needs["name"], strict=True)),
        dept_labels=results.departments,
        offer=Offer.of(results.inputs.courses, results.teachings, skills),
        programmes=load_programmes(embedded_folder("taxonomies")),
    )


@pytest.fixture
def planned(results: Results, context: Context) -> Results:
    """The run with a real plan, where every action that capacities allow is chosen."""
    settings = PlanSettings().changed(draws=3)
    plan = build_plan(results.gaps, results.needs, context, results.parameters, settings=settings)
    assert "créer" in set(plan.actions["kind"])
    return replace(results, plan=plan, actions=plan.actions, budget=None)


def creations(results: Results) -> list[str]:
    return results.actions.query("kind == 'créer' and chosen")["action_id"].tolist()


def test_every_course_to_create_has_its_line_in_rank_order(planned: Results, context: Context) -> None:
    briefs = course_briefs(planned, context)
    assert list(briefs) == creations(planned)
    lines = brief_lines(planned, briefs=briefs)
    assert lines["action_id"].tolist() == creations(planned)
    for row in lines.to_dict("records"):
        written = briefs[row["action_id"]]
        assert row["title"] == written.title and row["level"] == written.level
        assert row["skill_ids"].split("|") == [objective.skill_id for objective in written.objectives]
        assert row["cost"] == pytest.approx(written.total) and row["places"] == written.places


def test_without_a_brief_the_plan_says_the_skills(planned: Results) -> None:
    for row in brief_lines(planned).to_dict("records"):
        action = planned.plan.action(row["action_id"])
        assert row["skill_ids"] == action["skill_ids"] and row["need"] == action["need"]
        assert row["level"] != row["level"] and row["audiences"] == ""


@pytest.mark.parametrize("dept", ["44", "53"])
def test_filters_choose_the_lines(planned: Results, context: Context, dept: str) -> None:
    lines = brief_lines(planned, Filters(depts=(dept,)), course_briefs(planned, context))
    here = planned.actions.query("kind == 'créer' and chosen and dept == @dept")
    assert lines["action_id"].tolist() == here["action_id"].tolist()


def test_nothing_to_create_gives_no_line(results: Results, context: Context) -> None:
    assert course_briefs(results, context) == {}
    assert brief_lines(replace(results, actions=columns.ACTIONS.frame())).empty


def test_sheet_and_json_say_the_same(planned: Results, context: Context, tmp_path: Path) -> None:
    path, briefs = tmp_path / "r.xlsx", course_briefs(planned, context)
    write_report(planned, path, briefs=briefs)
    document = json.loads(json.dumps(summary(planned, briefs=briefs), allow_nan=False))
    VALIDATOR.validate(document)
    sheet = openpyxl.load_workbook(path, data_only=True)["Cahiers des charges"]
    cells = sheet[sheet.tables["Cahiers"].ref]
    headings = [cell.value for cell in cells[0]]
    fields = {"Rang": "rank", "Formation à créer": "title", "Objectifs": "objectives", "Coût annuel": "cost", "Coût par personne": "cost_per_learner"}  # fmt: skip
    read = [[row[headings.index(heading)].value for heading in fields] for row in cells[1:]]
    assert read == [[brief[key] for key in fields.values()] for brief in document["briefs"]]


def test_plan_says_how_good_it_is_and_how_its_order_holds(planned: Results, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    write_report(planned, path)
    read = openpyxl.load_workbook(path, data_only=True)
    words = [str(c.value) for row in read["Préconisations"].iter_rows(max_row=14) for c in row if c.value]
    for sentence in summary(planned)["plan"]["sentences"]:
        assert sentence in words
    assert any("τ de Kendall" in text for text in words)
    settings = read["Paramètres"].tables["Reglages"].ref
    assert len(read["Paramètres"][settings]) - 1 == len(summary(planned)["plan_settings"])


def test_schema_refuses_a_plan_without_its_proof(planned: Results) -> None:
    document = summary(planned)
    document["plan"].pop("sentences")
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(document)
