"""The whole road on the demonstration data: what must hold whatever the figures."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from planner import pipeline
from planner.loading import Files, load_inputs
from planner.matching import joined
from planner.needs import Parameters, roll_up
from planner.references import References, load_references
from planner.results import Inputs, Results


@pytest.fixture(scope="module")
def references(tmp_path_factory: pytest.TempPathFactory) -> References:
    return load_references(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def inputs(references: References) -> Inputs:
    return load_inputs(Files(), references)


@pytest.fixture(scope="module")
def reading(inputs: Inputs, references: References) -> pipeline.Reading:
    return pipeline.read(inputs, references)


@pytest.fixture(scope="module")
def results(inputs: Inputs, references: References, reading: pipeline.Reading) -> Results:
    return pipeline.run(inputs, references, Parameters(), budget=300_000.0, reading=reading)


def tables(results: Results) -> dict[str, pd.DataFrame]:
    return {
        f.name: v
        for f in dataclasses.fields(results)
        if isinstance(v := getattr(results, f.name), pd.DataFrame)
    }


def test_same_input_gives_the_same_output_to_the_last_digit(
    inputs: Inputs, references: References, results: Results
) -> None:
    again = tables(pipeline.run(inputs, references, Parameters(), budget=300_000.0))
    for name, table in tables(results).items():
        pd.testing.assert_frame_equal(table, again[name], check_exact=True, obj=name)
    pd.testing.assert_frame_equal(results.needs.needs, results.needs.needs)


def test_order_of_the_postings_changes_no_gap(
    inputs: Inputs, references: References, results: Results
) -> None:
    shuffled = inputs.postings.sample(frac=1.0, random_state=3).reset_index(drop=True)
    moved = pipeline.run(dataclasses.replace(inputs, postings=shuffled), references, Parameters())
    pd.testing.assert_frame_equal(moved.gaps, results.gaps, rtol=1e-12)


def test_postings_published_again_change_no_gap(
    inputs: Inputs, references: References, results: Results
) -> None:
    again = inputs.postings.assign(posting_id="bis " + inputs.postings["posting_id"], date="2099-01-01")
    twice = dataclasses.replace(inputs, postings=pd.concat([inputs.postings, again], ignore_index=True))
    read = pipeline.read(twice, references)
    assert len(read.postings.repeats) == len(again) + len(results.repeats)
    counted = pipeline.run(twice, references, Parameters(), reading=read)
    pd.testing.assert_frame_equal(counted.gaps, results.gaps, rtol=1e-12)


def test_evidence_stands_where_it_is_said_to_stand(inputs: Inputs, results: Results) -> None:
    texts = {r.posting_id: joined(r.title, r.description) for r in inputs.postings.itertuples(index=False)}
    assert len(results.mentions) > 50
    for mention in results.mentions.itertuples(index=False):
        assert texts[mention.document_id][mention.start : mention.end] == mention.evidence


def test_all_four_signals_speak_and_stay_apart(results: Results) -> None:
    assert set(results.demand["signal"]) == {"annonces", "exposition", "obligation", "déclaré"}
    assert not results.demand.duplicated(["skill_id", "dept", "filiere", "public", "signal"]).any()
    assert (results.demand["low"] <= results.demand["people"] + 1e-9).all()
    assert (results.demand["people"] <= results.demand["high"] + 1e-9).all()


def test_gaps_have_one_line_a_cell_and_add_up(results: Results) -> None:
    assert not results.gaps.duplicated(["skill_id", "dept", "filiere", "public"]).any()
    assert roll_up(results.gaps, ["dept"])["supply"].sum() == pytest.approx(results.supply["places"].sum())
    assert results.gaps["reliability"].between(0, 1).all()
    assert ((results.gaps["gap"] - (results.gaps["demand"] - results.gaps["supply"])).abs() < 1e-9).all()


def test_every_skill_in_gap_belongs_to_exactly_one_need(results: Results) -> None:
    lacking = set(results.gaps.loc[results.gaps["missing"] > 0, "skill_id"])
    members = results.needs.members["skill_id"]
    assert members.is_unique and set(members) == lacking
    assert results.needs.needs["name"].is_unique


def test_every_action_says_why_and_stays_within_the_budget(results: Results) -> None:
    assert len(results.actions) > 10
    assert results.actions["rank"].tolist() == list(range(1, len(results.actions) + 1))
    assert (results.actions["reason"].str.len() > 40).all() and (results.actions["loss"].str.len() > 20).all()
    assert set(results.actions["kind"]) <= {"renforcer", "essaimer", "créer"}
    assert results.actions["chosen"].any() and not results.actions["chosen"].all()


def test_republished_demonstration_postings_count_once(results: Results) -> None:
    assert len(results.repeats) == 4


def test_no_posting_at_all_is_said_not_hidden(inputs: Inputs, references: References) -> None:
    empty = dataclasses.replace(inputs, postings=inputs.postings.iloc[:0])
    results = pipeline.run(empty, references, Parameters())
    assert "annonces" not in set(results.demand["signal"])
    assert len(results.gaps) > 0
