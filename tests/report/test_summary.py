"""The JSON summary obeys its schema and says what the figures say."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pandas as pd
import pytest

from planner import columns
from planner.report import Filters, by_skill, cells, key_figures, summary
from planner.report.precision import significant
from planner.results import Results

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "summary.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
FILTERS = [
    Filters(),
    Filters(depts=("53",)),
    Filters(layers=(1,), publics=("continu",)),
    Filters(axes=("environnement",)),
    Filters(audiences=("dirigeants", "eleves-etudiants")),
]


def test_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("filters", FILTERS)
def test_summary_obeys_the_schema(results: Results, filters: Filters) -> None:
    document = json.loads(json.dumps(summary(results, filters), allow_nan=False))
    VALIDATOR.validate(document)


@pytest.mark.parametrize("filters", FILTERS)
def test_cells_obey_the_schema_and_add_up_to_the_summary(results: Results, filters: Filters) -> None:
    document = json.loads(
        json.dumps(summary(results, filters) | {"cells": cells(results, filters)}, allow_nan=False)
    )
    VALIDATOR.validate(document)
    gaps = pd.DataFrame(document["cells"]["gaps"]["rows"], columns=document["cells"]["gaps"]["columns"])
    for column in ("demand", "low", "high", "supply", "missing"):
        assert gaps[column].sum() == pytest.approx(document["key_figures"][column])


def test_summary_of_an_empty_run_obeys_the_schema(results: Results) -> None:
    tables = {
        name: table.frame()
        for name, table in (("gaps", columns.GAPS), ("demand", columns.DEMAND), ("actions", columns.ACTIONS))
    }
    document = summary(replace(results, **tables, run_date="", budget=None))
    VALIDATOR.validate(json.loads(json.dumps(document, allow_nan=False)))
    assert document["gaps"] == document["actions"] == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d.pop("signals"),
        lambda d: d["gaps"][0].update(missing=-1),
        lambda d: d["signals"][0].update(total=3.0),
        lambda d: d["by_layer"][0].update(layer=7),
        lambda d: d["actions"][0].update(kind="fermer"),
        lambda d: d["strengths"][0].update(verdict="moyen"),
        lambda d: d["value_chain"][0].update(presence="++++"),
        lambda d: d["disparities"][0].pop("small"),
        lambda d: d["by_audience"][0].update(public="tous"),
    ],
)
def test_schema_refuses_a_spoilt_summary(results: Results, spoil) -> None:
    document = copy.deepcopy(summary(results))
    spoil(document)
    assert not VALIDATOR.is_valid(document)


def test_floats_hold_ten_significant_digits(results: Results) -> None:
    def floats(value):
        if isinstance(value, dict):
            value = list(value.values())
        if isinstance(value, list):
            return [number for item in value for number in floats(item)]
        return [value] if isinstance(value, float) else []

    numbers = floats(summary(results))
    assert len(numbers) > 100
    assert all(number == significant(number) for number in numbers)


def test_summary_equals_the_figures(results: Results) -> None:
    filters = Filters(depts=("44",))
    document, key = summary(results, filters), key_figures(results, filters)
    assert document["key_figures"]["missing"] == key.missing
    assert document["by_skill"][0]["missing"] == by_skill(results, filters)["missing"].iloc[0]
    assert document["run"]["filters"]["depts"] == ["44"]
    assert {gap["dept"] for gap in document["gaps"]} == {"44"}


def test_inputs_count_the_whole_run_whatever_the_filters(results: Results) -> None:
    assert summary(results, Filters(depts=("53",)))["inputs"] == summary(results)["inputs"]
    counted = {"read": 5, "republished": 1, "in_region": 3, "coded": 2, "asking_ai": 2}
    assert summary(results)["inputs"]["postings"] == counted


def test_unknown_is_null_and_members_follow_their_need(results: Results) -> None:
    document = summary(results)
    unasked = next(row for row in document["by_skill"] if row["skill_id"] == "IA501")
    assert unasked["coverage"] is None
    needs = {need["need_id"]: [m["skill_id"] for m in need["members"]] for need in document["needs"]["list"]}
    assert needs == {"B01": ["IA301", "IA401"], "B02": ["IA101"]}
    assert document["needs"]["fragile"] is True


def test_summary_is_the_same_each_time(results: Results) -> None:
    assert json.dumps(summary(results)) == json.dumps(summary(copy.copy(results)))
