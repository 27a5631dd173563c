"""Phrases are found whole, with their rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.matching.lexical import Lexicon, Pattern
from planner.matching.text import Document


def found(patterns: list[Pattern], text: str) -> list[tuple[str, str]]:
    document = Document.read(text)
    return [(h.pattern.target, text[h.start : h.end]) for h in Lexicon(patterns).find(document)]


@pytest.mark.parametrize("text", ["Pose de parpaings", "le rpa", "RPAS", "PARPA"])
def test_acronym_is_not_found_inside_or_in_another_case(text: str) -> None:
    assert found([Pattern("rpa", "RPA", exact=True)], text) == []


@pytest.mark.parametrize(
    ("form", "text", "read"),
    [
        ("RPA", "Outils RPA et macros", "RPA"),
        ("LLM", "connaissance des LLMs", "LLMs"),
        ("IA", "appétence pour l'IA", "IA"),
        ("IA", "l’IA générative", "IA"),
    ],
)
def test_acronym_is_found_whole(form: str, text: str, read: str) -> None:
    assert found([Pattern("x", form, exact=True)], text) == [("x", read)]


def test_hyphen_and_apostrophe_equal_a_space() -> None:
    assert found([Pattern("x", "scikit learn")], "Python, scikit-learn") == [("x", "scikit-learn")]


def test_longest_phrase_wins() -> None:
    patterns = [Pattern("ia", "IA", exact=True), Pattern("genai", "IA générative")]
    assert found(patterns, "usage de l'IA générative") == [("genai", "IA générative")]


def test_same_words_of_two_targets_both_stay() -> None:
    patterns = [Pattern("a", "agents", context=("IA",)), Pattern("b", "agents", context=("LLM",))]
    assert found(patterns, "agents IA et LLM") == [("a", "agents"), ("b", "agents")]


def test_context_must_stand_in_the_same_sentence() -> None:
    patterns = [Pattern("vision", "vision", context=("caméra",))]
    assert found(patterns, "vision par caméra") == [("vision", "vision")]
    assert found(patterns, "Une vision partagée. Une caméra.") == []


def test_acronym_of_context_keeps_its_case() -> None:
    patterns = [Pattern("biais", "biais", context=("AI",))]
    assert found(patterns, "par le biais de ce que j'ai") == []
    assert found(patterns, "biais des systèmes AI") == [("biais", "biais")]


def test_forbidden_neighbour_vetoes() -> None:
    patterns = [Pattern("copilot", "copilote", forbidden=("avion",))]
    assert found(patterns, "copilote d'un avion") == []
    assert found(patterns, "copilote de code") == [("copilot", "copilote")]


def test_generic_form_gives_way_to_a_specific_one_in_its_sentence() -> None:
    patterns = [Pattern("ia", "IA", exact=True, generic=True), Pattern("biais", "biais")]
    assert found(patterns, "IA et biais. Projet IA.") == [("biais", "biais"), ("ia", "IA")]


def test_phrase_does_not_run_over_a_sentence() -> None:
    assert found([Pattern("x", "projet IA")], "Un projet. IA utile.") == []


def test_empty_lexicon_finds_nothing() -> None:
    assert found([], "IA") == []


@given(st.lists(st.sampled_from(["ia", "projet", "données", "de", "x"]), max_size=30))
def test_order_of_patterns_changes_nothing(words: list[str]) -> None:
    patterns = [
        Pattern("a", "projet de données"),
        Pattern("b", "données"),
        Pattern("c", "ia projet", context=("x",)),
    ]
    text = " ".join(words)
    assert found(patterns, text) == found(patterns[::-1], text)


def test_longest_phrase_remembers_the_one_that_it_was_preferred_to() -> None:
    patterns = [
        Pattern("production", "déployer des modèles de machine learning"),
        Pattern("apprentissage", "machine learning"),
        Pattern("production", "modèles de machine learning"),
        Pattern("excel", "Excel"),
    ]
    document = Document.read("Déployer des modèles de machine learning avec Excel")
    hits = Lexicon(patterns).find(document)
    seconds = {hit.pattern.target: hit.runner_up and hit.runner_up.target for hit in hits}
    assert seconds == {"production": "apprentissage", "excel": None}
