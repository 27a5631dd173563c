"""A figure followed down: the factors of each signal make the figure, whatever the cell."""

from __future__ import annotations

from collections import defaultdict

import pytest

from planner import pipeline
from planner.loading import Files, load_inputs
from planner.needs import Parameters, Workforce
from planner.references import References, load_references
from planner.results import Results
from planner.trace import UnknownCell, explain

# One cell whose demand comes from each signal, in both publics.
CELLS = [
    ("IA105", "44", "continu"),
    ("IA105", "53", "initial"),
    ("IA401", "85", "initial"),
    ("IA401", "49", "continu"),
    ("IA305", "72", "continu"),
    ("IA601", "44", "continu"),
]


@pytest.fixture(scope="module")
def references(tmp_path_factory: pytest.TempPathFactory) -> References:
    return load_references(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def workforce(references: References) -> Workforce:
    return pipeline.workforce_of(references)


@pytest.fixture(scope="module")
def results(references: References) -> Results:
    return pipeline.run(load_inputs(Files(), references), references, Parameters())


def lines_of(made: dict, signal: str) -> list[dict]:
    return made[signal]["strata"] if signal == "annonces" else made[signal]


@pytest.mark.parametrize("cell", CELLS, ids=" ".join)
def test_factors_of_each_signal_make_its_people(
    results: Results, workforce: Workforce, cell: tuple[str, str, str]
) -> None:
    traced = explain(results, workforce, *cell)
    said = {(row["signal"], row["filiere"]): row["people"] for row in traced["signals"] if row["people"] > 0}
    made: dict[tuple[str, str], float] = defaultdict(float)
    for signal in traced["making"]:
        for line in lines_of(traced["making"], signal):
            made[signal, line["filiere"]] += line["people"]
    assert said and made == pytest.approx(said)


def test_strata_multiply_out(results: Results, workforce: Workforce) -> None:
    strata = explain(results, workforce, "IA105", "44", "continu")["making"]["annonces"]
    assert strata["public_share"] == 0.75 and strata["recruitments_unseen"] < strata["recruitments"]
    for line in strata["strata"]:
        assert line["share"] == pytest.approx(line["asked"] / line["sample"])
        assert line["people"] == pytest.approx(line["recruitments"] * line["share"] * 0.75)
        assert line["own"] <= line["sample"] and line["low"] <= line["share"] <= line["high"]


def test_path_goes_from_the_summary_down_to_the_cell(results: Results, workforce: Workforce) -> None:
    traced = explain(results, workforce, "IA401", "44", "continu")
    region, dept, public = traced["path"]
    assert region["demand"] == pytest.approx(results.gaps.query("skill_id == 'IA401'")["demand"].sum())
    assert region["demand"] > dept["demand"] > public["demand"]
    assert public["missing"] == pytest.approx(traced["gap"]["missing"])
    assert sum(line["demand"] for line in traced["filieres"]) == pytest.approx(public["demand"])


def test_places_come_from_the_courses_named(results: Results, workforce: Workforce) -> None:
    supplied = results.gaps.query("supply > 0 and signal == 'annonces'").iloc[0]
    traced = explain(results, workforce, supplied["skill_id"], supplied["dept"], supplied["public"])
    assert sum(course["brought"] for course in traced["courses"]) == pytest.approx(traced["gap"]["supply"])
    for course in traced["courses"]:
        assert course["brought"] == pytest.approx(course["places"] * course["share"] * course["access"])


def test_postings_say_the_words_read_and_what_they_count_for(results: Results, workforce: Workforce) -> None:
    postings = explain(results, workforce, "IA105", "44", "continu")["postings"]
    texts = results.inputs.postings.set_index("posting_id")
    here = [row["dept"] == "44" for row in postings["named"]]
    assert here == sorted(here, reverse=True), "those of the département come first"
    assert postings["asking"] == sum(here) <= postings["asking_in_region"]
    assert postings["counted"] <= postings["read"]
    for row in postings["named"]:
        told = texts.loc[row["posting_id"]]
        assert row["evidence"] in f"{told['title']}\n{told['description']}"
        assert row["counts"] == pytest.approx(row["weight"] * row["confidence"])
        assert row["posting_id"] not in results.repeats


def test_unknown_cell_says_what_exists(results: Results, workforce: Workforce) -> None:
    with pytest.raises(UnknownCell, match="département « 75 »"):
        explain(results, workforce, "IA401", "75", "continu")
