"""Corrections as examples: what is rejected is no longer read, what is replaced is read as it should."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pandas as pd
import pytest

from planner.matching import Corrections, Document, Example, FrameworkReader, Verdict, framework_candidates
from planner.matching.postings import framework_skills
from planner.references import load_references

SENTENCE = "Vous rédigez des prompts pour l'équipe."


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> FrameworkReader:
    return FrameworkReader(load_references(tmp_path_factory.mktemp("home")).framework.forms)


def read(reader: FrameworkReader, text: str, *examples: Example) -> list[tuple[str, str, str]]:
    mentions = reader.mentions([("1", "Assistant", text)], postings=True)
    found = Corrections(examples).apply(mentions)
    return list(found[["skill_id", "evidence", "method"]].itertuples(index=False, name=None))


def judged(reader: FrameworkReader, verdict: Verdict, text: str = SENTENCE, replacement: str = "") -> Example:
    skill, words, _ = read(reader, text)[0]
    return Example(verdict, words, text, skill, replacement)


def test_without_correction_nothing_changes(reader: FrameworkReader) -> None:
    mentions = reader.mentions([("1", "Assistant", SENTENCE)], postings=True)
    assert len(mentions) and Corrections().apply(mentions) is mentions
    assert Corrections().key == ""


@pytest.mark.parametrize("verdict", [Verdict.REJECTED, Verdict.NOT_A_SKILL])
def test_rejected_words_are_no_longer_read_in_a_like_sentence(
    reader: FrameworkReader, verdict: Verdict
) -> None:
    example = judged(reader, verdict)
    assert not [row for row in read(reader, SENTENCE, example) if row[1] == example.words]
    like = "Vous rédigez des prompts pour toute l'équipe."
    assert not [row for row in read(reader, like, example) if row[1] == example.words]


def test_rejection_says_nothing_of_another_sentence(reader: FrameworkReader) -> None:
    other = (
        "Missions : animer des ateliers où chacun apprend comment rédiger des prompts utiles à son métier."
    )
    assert read(reader, other, judged(reader, Verdict.REJECTED)) == read(reader, other)


def test_replaced_words_are_read_as_the_other_skill_elsewhere(reader: FrameworkReader) -> None:
    example = judged(reader, Verdict.REPLACED, replacement="IA404")
    elsewhere = f"Au quotidien, dans un service de santé, savoir bien {example.words} compte beaucoup."
    before = [row for row in read(reader, elsewhere) if row[0] == example.skill_id]
    assert before, "the words must be read there for the test to say something"
    after = read(reader, elsewhere, example)
    assert ("IA404", example.words, "correction") in after
    assert (example.skill_id, example.words, "forme") not in after


def test_nearer_example_wins_and_the_latest_of_equals(reader: FrameworkReader) -> None:
    rejected, accepted = judged(reader, Verdict.REJECTED), judged(reader, Verdict.ACCEPTED)
    words = (accepted.skill_id, accepted.words, "correction")
    assert words in read(reader, SENTENCE, rejected, accepted)
    assert words not in read(reader, SENTENCE, accepted, rejected)


def test_key_follows_the_examples(reader: FrameworkReader) -> None:
    one, two = judged(reader, Verdict.REJECTED), judged(reader, Verdict.ACCEPTED)
    assert len({Corrections(e).key for e in ((), (one,), (two,), (one, two), (two, one))}) == 5


def test_candidates_of_one_text_follow_the_same_examples(reader: FrameworkReader, tmp_path: Path) -> None:
    skills = framework_skills(load_references(tmp_path).framework.skills)
    document = Document.read(SENTENCE)
    found = framework_candidates(reader, skills, document, top=10)
    words, skill_id = found[0].evidence.text, found[0].skill.skill_id
    assert Corrections().candidates(found, skills, document) == found
    rejected = Corrections([Example(Verdict.REJECTED, words, SENTENCE, skill_id)])
    assert skill_id not in {c.skill.skill_id for c in rejected.candidates(found, skills, document)}
    replaced = Corrections([Example(Verdict.REPLACED, words, SENTENCE, skill_id, "IA404")])
    given = {c.skill.skill_id: c.evidence for c in replaced.candidates(found, skills, document)}
    assert (given["IA404"].text, given["IA404"].method) == (words, "correction")
    assert skill_id not in given


def test_table_of_the_store_makes_the_same_examples(reader: FrameworkReader) -> None:
    example = judged(reader, Verdict.REJECTED)
    kept = pd.DataFrame([{**asdict(example), "author": "anonyme"}])
    assert Corrections.of(kept).examples == (example,)
