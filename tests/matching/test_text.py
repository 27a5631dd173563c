"""Words, keys and sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.matching.text import Document, key, keys


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Réseaux", "reseau"), ("modèles", "modele"), ("IA", "ia"), ("prix", "pri"), ("gaz", "gaz"), ("Œuvre", "oeuvre"), ("2024", "2024")],
)  # fmt: skip
def test_key_forgets_case_accent_and_plural(word: str, expected: str) -> None:
    assert key(word) == expected


def test_plural_and_singular_meet() -> None:
    assert keys("modèles de langage") == keys("Modèle de langages")


def test_sentences_end_at_stops_bullets_and_lines() -> None:
    document = Document.read("Vous codez. Vous testez !\n• Piloter un projet ; rédiger\nBac +5")
    sentences = [document.text[s.start : s.end].strip() for s in document.sentences]
    assert sentences == ["Vous codez.", "Vous testez !", "Piloter un projet", "rédiger", "Bac +5"]


def test_empty_text_has_no_word() -> None:
    document = Document.read("")
    assert document.words == () and document.sentences == ()


@given(st.text(max_size=300))
def test_every_word_stands_where_it_is_said_to_stand(text: str) -> None:
    document = Document.read(text)
    for word, start in zip(document.words, document.starts, strict=True):
        assert text[start : start + len(word)] == word


@given(st.text(alphabet="abé .\n;••Z", max_size=120))
def test_sentences_share_out_the_words(text: str) -> None:
    document = Document.read(text)
    covered = [i for s in document.sentences for i in range(s.first, s.last)]
    assert covered == list(range(len(document.words)))
    assert all(
        document.sentence_of(i) == n for n, s in enumerate(document.sentences) for i in range(s.first, s.last)
    )
