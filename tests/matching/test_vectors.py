"""Word vectors: known, inflected, misspelt and unknown words."""

import numpy as np
import pytest

from planner.matching.vectors import WordVectors, quantised, unit, word_vectors

WORDS = ("gestion", "projet", "soudage", "soudure")


@pytest.fixture(scope="module")
def vectors() -> WordVectors:
    table, scales = quantised(np.array([[0.1, 0.0], [0.0, 1.0], [1.0, 0.1], [2.0, 0.0]], np.float32))
    return WordVectors(WORDS, table, scales)


def near(a: str, b: str) -> float:
    first, second = word_vectors().embed(word_vectors().bags([a, b]))
    return float(first @ second)


def test_a_known_word_is_its_own_row(vectors):
    assert vectors.places(["projet", "gestion"]) == [1, 0]


@pytest.mark.parametrize(
    ("word", "known"),
    [("soudures", "soudure"), ("soudurees", "soudure"), ("soduage", "soudage"), ("ssoudage", "soudage")],
)
def test_an_inflected_or_misspelt_word_takes_the_row_it_resembles(vectors, word, known):
    assert [WORDS[i] for i in vectors.places([word])] == [known]


@pytest.mark.parametrize("word", ["proje", "zzzzzzzz", "son", ""])
def test_a_short_or_distant_word_is_left_out(vectors, word):
    assert vectors.places([word]) == []


def test_a_heavy_word_decides_the_direction(vectors):
    (both,) = vectors.embed(vectors.bags(["gestion soudure projet"]))
    assert both @ np.array([1, 0]) > both @ np.array([0, 1])


def test_a_text_without_known_word_is_the_null_vector(vectors):
    embedded = vectors.embed(vectors.bags(["", "de la", "soudure"]))
    assert not embedded[:2].any()
    assert np.linalg.norm(embedded[2]) == pytest.approx(1, abs=1e-3)


def test_quantised_rows_are_within_half_a_step():
    exact = np.random.default_rng(0).normal(size=(50, 16)).astype(np.float32)
    rows, scales = quantised(exact)
    assert rows.dtype == np.int8
    assert (np.abs(rows * scales[:, None] - exact) <= scales[:, None] * 0.501).all()


def test_unit_keeps_null_rows():
    assert unit(np.zeros((1, 3))).tolist() == [[0, 0, 0]]


def test_shipped_table_is_whole():
    vectors = word_vectors()
    assert len(vectors.words) == len(vectors.table) == len(vectors.scales)
    assert list(vectors.words) == sorted(set(vectors.words))


def test_shipped_vectors_bring_translations_together():
    assert near("gestion de projet", "project management") > near("gestion de projet", "welding") + 0.4
    assert (
        near("apprentissage automatique", "machine learning")
        > near("apprentissage automatique", "pastry") + 0.4
    )
