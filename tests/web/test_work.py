"""The door to the heavy road: computed once, never changed, the same figures as the command line."""

from __future__ import annotations

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from planner import pipeline
from planner.loading import Files, load_inputs
from planner.matching import PostingMatcher
from planner.needs import Parameters
from planner.references import References, load_references
from planner.results import Results
from planner.web import data, work
from tests.web.conftest import OpenPage

BUDGET = 120_000.0
FRAMES = (
    "mentions",
    "codings",
    "teachings",
    "demand",
    "supply",
    "gaps",
    "actions",
    "skills",
    "profile_mentions",
)
PATHS = (
    "accueil",
    "ecarts",
    "besoins",
    "plan",
    "rapport",
    "offres",
    "catalogue",
    "referentiels",
    "methode",
)


@pytest.fixture(scope="module")
def references(tmp_path_factory: pytest.TempPathFactory) -> References:
    return load_references(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def results(references: References) -> Results:
    return pipeline.run(load_inputs(Files(), references), references, Parameters())


def test_another_budget_gives_the_plan_of_the_whole_road(references: References, results: Results) -> None:
    reading = pipeline.read(results.inputs, references)
    whole = pipeline.run(results.inputs, references, Parameters(), budget=BUDGET, reading=reading)
    context = pipeline.plan_context(references, results.needs, results.inputs.courses, results.teachings)
    again = work.with_budget(results, context, BUDGET)
    assert again.budget == BUDGET
    assert_frame_equal(again.actions, whole.actions)
    assert_frame_equal(again.plan.actions, whole.actions)
    assert_frame_equal(again.gaps, whole.gaps)


def test_pages_change_none_of_the_shared_frames(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[int, tuple[Results, dict[str, str]]] = {}
    original = work.view

    def watched() -> work.View:
        view = original()
        seen.setdefault(id(view.results), (view.results, _keys(view.results)))
        return view

    monkeypatch.setattr(work, "view", watched)
    for path in PATHS:
        assert not open_page(path).exception
    assert seen
    for results, keys in seen.values():
        assert _keys(results) == keys


def test_postings_are_read_once_whatever_the_parameters(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    work._shelves.clear()
    read: list[int] = []
    original = PostingMatcher.read

    def counted(self: PostingMatcher, postings: pd.DataFrame, *rest: object) -> object:
        read.append(len(postings))
        return original(self, postings, *rest)

    monkeypatch.setattr(PostingMatcher, "read", counted)
    for query in ({}, {"horizon_years": "3"}, {"budget": "1000"}):
        assert not open_page("accueil", **query).exception
    assert len(read) == 1


def test_new_server_finds_what_a_former_one_read(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    work._shelves.clear()
    first = open_page("accueil")
    work._shelves.clear()
    monkeypatch.setattr(PostingMatcher, "read", lambda *_: pytest.fail("les offres sont relues"))
    again = open_page("accueil")
    assert not again.exception
    assert [metric.value for metric in again.metric] == [metric.value for metric in first.metric]


def _keys(results: Results) -> dict[str, str]:
    frames = {name: getattr(results, name) for name in FRAMES}
    frames |= {"postings": results.inputs.postings, "courses": results.inputs.courses}
    return {name: data.content_key(frame) for name, frame in frames.items()}
