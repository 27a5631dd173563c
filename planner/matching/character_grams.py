"""Character n-grams of many short texts, cut once per word instead of once per text.

The n-grams of scikit-learn's ``char_wb`` never cross a space: those of a text are the sum of those
of its words. Titles repeat few words; cutting each word once gives the very same TF-IDF sooner.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer


class CharacterGrams:
    """TF-IDF (sublinear, normalised, float32) of the n-grams of n = ``shortest`` to ``longest`` within words."""

    def __init__(self, shortest: int, longest: int) -> None:
        self._grams = CountVectorizer(
            analyzer="char_wb", strip_accents="unicode", ngram_range=(shortest, longest), dtype=np.float32
        )
        self._weights = TfidfTransformer(sublinear_tf=True)

    def fit_transform(self, texts: Iterable[str]) -> sparse.csr_matrix:
        """Learn the n-grams and their weights; rows are texts."""
        words, counted = _words(texts)
        return self._weights.fit_transform(_sorted(counted @ self._grams.fit_transform(words)))

    def transform(self, texts: Iterable[str]) -> sparse.csr_matrix:
        """Rows are texts, columns the n-grams met in :meth:`fit_transform`."""
        words, counted = _words(texts)
        return self._weights.transform(_sorted(counted @ self._grams.transform(words)))


def _words(texts: Iterable[str]) -> tuple[list[str], sparse.csr_matrix]:
    """The words of all texts, and how often each text holds each, float32 (texts, words)."""
    columns: dict[str, int] = {}
    places, ends = [], [0]
    for text in texts:
        places += [columns.setdefault(word, len(columns)) for word in text.split()]
        ends.append(len(places))
    shape = (len(ends) - 1, max(1, len(columns)))
    counted = sparse.csr_matrix((np.ones(len(places), np.float32), places, ends), shape=shape)
    counted.sum_duplicates()
    return list(columns) or [""], counted


def _sorted(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    counts.sort_indices()  # norms then add their squares in one order
    return counts
