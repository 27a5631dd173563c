"""The verbs of a sentence say which layer its words ask for."""

from __future__ import annotations

import pytest

from planner.matching.layers import asked, layer_of, read_in_context
from planner.matching.lexical import Lexicon, Pattern
from planner.matching.text import Document
from planner.matching.voice import voices

LEXICON = Lexicon(
    [
        Pattern("IA105", "machine learning"),
        Pattern("IA401", "IA", exact=True, generic=True),
        Pattern("IA303", "IA générative"),
        Pattern("IA418", "veille"),
    ]
)


def layers(text: str) -> set[int]:
    document = Document.read(text)
    hits = asked(document, LEXICON.find(document), voices(document))
    return {layer_of(hit.pattern.target) for hit in read_in_context(document, hits)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Entraîner des algorithmes de machine learning", {1}),
        ("Industrialiser le machine learning", {2}),
        ("Assurer la veille sur le machine learning", {4}),
        ("Comprendre le machine learning", {4}),
        ("Sensibiliser les équipes au machine learning", {6}),
        ("Piloter des projets d'IA", {2}),
        ("Appétence pour l'IA", {4}),
        ("Définir la feuille de route IA", {6}),
        ("Accompagner le changement lié à l'IA", {6}),
        ("Déployer l'IA générative", {2}),
        ("Utiliser l'IA générative au quotidien", {3}),
        ("Diplômé d'un master en machine learning", set()),
        ("Collaborer avec les experts machine learning", set()),
        ("Une expérience en machine learning, acquise après un master", {1}),
    ],
)
def test_context_gives_the_layer(text: str, expected: set[int]) -> None:
    assert layers(text) == expected


def test_reading_changes_no_place() -> None:
    document = Document.read("Industrialiser le machine learning. Piloter l'IA.")
    hits = LEXICON.find(document)
    places = {(hit.start, hit.end) for hit in read_in_context(document, hits)}
    assert places == {(hit.start, hit.end) for hit in hits}


def test_no_hit_reads_nothing() -> None:
    document = Document.read("Vous tenez la caisse.")
    assert read_in_context(document, []) == [] and asked(document, [], voices(document)) == []


@pytest.mark.parametrize(("skill_id", "layer"), [("IA101", 1), ("IA640", 6), ("IA901", 0), ("X", 0), ("", 0)])
def test_layer_of(skill_id: str, layer: int) -> None:
    assert layer_of(skill_id) == layer
