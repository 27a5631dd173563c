"""A posting becomes a record whose evidence stands in its text."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from planner.columns import POSTINGS
from planner.matching import PostingMatcher, reader_version
from planner.matching.framework import joined
from planner.references.embedded import load_esco, load_framework, load_occupations
from planner.settings import embedded_folder

TEXTS = [
    (
        "1",
        "Data scientist (H/F)",
        "Notre société est leader de l'IA.\nVous entraînez des modèles de machine learning.",
    ),
    ("2", "Boulanger H/F", "Pétrir, façonner, cuire."),
    ("3", "", ""),
    ("4", "Vendeur", "<p>Bonjour 😀</p>" + "Vous rangez les rayons. " * 900),
]


@pytest.fixture(scope="module")
def matcher() -> PostingMatcher:
    folder = embedded_folder("taxonomies")
    return PostingMatcher(load_occupations(folder), load_esco(folder), load_framework(folder))


@pytest.fixture(scope="module")
def postings() -> pd.DataFrame:
    blank = dict.fromkeys(POSTINGS.names, "")
    return POSTINGS.frame(
        blank | {"posting_id": i, "title": title, "description": text} for i, title, text in TEXTS
    )


def test_records_keep_order_and_are_json(matcher: PostingMatcher, postings: pd.DataFrame) -> None:
    records = list(matcher.records(postings))
    assert [record["id"] for record in records] == ["1", "2", "3", "4"]
    assert json.loads(json.dumps(records)) == records


def test_evidence_is_cut_from_the_posting(matcher: PostingMatcher, postings: pd.DataFrame) -> None:
    for record, (_, title, text) in zip(matcher.records(postings), TEXTS, strict=True):
        for found in [*record["ai_skills"], *record["skills"]]:
            assert joined(title, text)[found["start"] : found["end"]] == found["evidence"]


def test_company_talk_is_no_ai_skill_of_the_posting(matcher: PostingMatcher, postings: pd.DataFrame) -> None:
    first = next(iter(matcher.records(postings)))
    assert {skill["layer"] for skill in first["ai_skills"]} == {1}


def test_occupation_is_none_where_the_coder_abstains(matcher: PostingMatcher, postings: pd.DataFrame) -> None:
    coded = [record["occupation"] for record in matcher.records(postings)]
    assert coded[0]["code"] == "M1405" and coded[2] is None


def test_no_posting_gives_no_record(matcher: PostingMatcher, postings: pd.DataFrame) -> None:
    assert list(matcher.records(postings.iloc[:0])) == []


def test_progress_reaches_its_end(matcher: PostingMatcher, postings: pd.DataFrame) -> None:
    steps: list[tuple[int, int]] = []
    list(matcher.records(postings, lambda _, done, total: steps.append((done, total))))
    assert steps[-1] == (4, 4)


def test_reader_version_is_a_digest() -> None:
    assert len(reader_version()) == 64 and reader_version() == reader_version()
