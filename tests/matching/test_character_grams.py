"""Cutting words once gives what scikit-learn gives by cutting every text."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from planner.matching.character_grams import CharacterGrams
from planner.references import load_references

TITLES = ["Développeur / Développeuse IA", "DATA ingénieur data", "", "  à  ", "Chef de projet (H/F) – IA"]
TEXTS = st.text("abéÀ /-ßİ´½Σ\t\u00a0", max_size=12)


def by_scikit_learn() -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 5), strip_accents="unicode", sublinear_tf=True, dtype=np.float32
    )


def same(left: sparse.csr_matrix, right: sparse.csr_matrix) -> bool:
    return left.shape == right.shape and (left != right).nnz == 0


def test_appellations_are_cut_as_scikit_learn_does(tmp_path: Path) -> None:
    texts = load_references(tmp_path).rome.appellations["label"].tolist()
    ours, theirs = CharacterGrams(2, 5), by_scikit_learn()
    assert same(ours.fit_transform(texts), theirs.fit_transform(texts))
    assert same(ours.transform(TITLES), theirs.transform(TITLES))


@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_any_texts_are_cut_as_scikit_learn_does(texts: list[str]) -> None:
    ours, theirs = CharacterGrams(2, 5), by_scikit_learn()
    assert same(ours.fit_transform([*texts, "socle"]), theirs.fit_transform([*texts, "socle"]))
    assert same(ours.transform(texts[::-1]), theirs.transform(texts[::-1]))
