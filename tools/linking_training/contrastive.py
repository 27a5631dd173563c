"""Word vectors learned so that, in a batch of pairs, each text is nearest to its own label.

In-batch softmax in both directions (InfoNCE, van den Oord et al. 2018, arXiv:1807.03748) over
unit vectors of idf-weighted bags of words, Adam on the rows in use. Written in numpy: no
extra dependency, and the same numbers from the same seed on the same machine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from linking_training.pairs import Pair
from planner.matching.text import keys
from planner.matching.vectors import STOP_WORDS, unit

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of the training; chosen on the development halves and the French task."""

    dimension: int = 128
    epochs: int = 4
    batch: int = 1024
    rate: float = 0.003
    scale: float = 15.0
    warm_up: int = 50
    seed: int = 0


def bags(texts: Sequence[str], place: dict[str, int], weights: np.ndarray) -> sparse.csr_matrix:
    """Weighted words of each text, sparse (text, word)."""
    found = [
        [place[word] for word in keys(text) if word in place and word not in STOP_WORDS] for text in texts
    ]
    ends = np.cumsum([0, *map(len, found)])
    columns = np.array([i for words in found for i in words], np.int64)
    matrix = sparse.csr_matrix((weights[columns], columns, ends), shape=(len(texts), len(place)))
    matrix.sum_duplicates()
    return matrix


def idf(texts: Sequence[str], place: dict[str, int]) -> np.ndarray:
    """Inverse document frequency of each word, mean 1."""
    counts = np.asarray((bags(texts, place, np.ones(len(place), np.float32)) > 0).sum(axis=0)).ravel()
    rarity = np.log((1 + len(texts)) / (1 + counts)).astype(np.float32)
    return rarity / rarity.mean()


def start(encoded: np.ndarray, dimension: int) -> np.ndarray:
    """The encoder's word vectors reduced to ``dimension`` by principal components, mean length 1."""
    centred = encoded - encoded.mean(axis=0)
    _, _, axes = np.linalg.svd(centred.T @ centred)
    reduced = centred @ axes[:dimension].T
    return np.ascontiguousarray(reduced / np.linalg.norm(reduced, axis=1).mean(), np.float32)


def train(
    vectors: np.ndarray,
    weights: np.ndarray,
    place: dict[str, int],
    pairs: Sequence[Pair],
    settings: Settings,
    report: Report,
) -> np.ndarray:
    """Learn ``vectors`` (word, dimension) in place and return them."""
    texts = bags([pair.text for pair in pairs], place, weights)
    labels = bags([pair.label for pair in pairs], place, weights)
    groups = np.array([pair.group for pair in pairs])
    usable = np.flatnonzero((texts.getnnz(axis=1) > 0) & (labels.getnnz(axis=1) > 0))
    random = np.random.default_rng(settings.seed)
    optimiser = _Adam(vectors, settings, settings.epochs * (len(usable) // settings.batch))
    for epoch in range(settings.epochs):
        order, losses = random.permutation(usable), []
        for begin in range(0, len(order) - settings.batch + 1, settings.batch):
            chosen = order[begin : begin + settings.batch]
            loss, gradient, rows = _step(
                vectors, texts[chosen], labels[chosen], groups[chosen], settings.scale
            )
            optimiser.move(rows, gradient)
            losses.append(loss)
        report(f"vecteurs, passage {epoch + 1}/{settings.epochs} : perte {np.mean(losses):.4f}")
    return vectors


def _step(
    vectors: np.ndarray, texts: sparse.csr_matrix, labels: sparse.csr_matrix, groups: np.ndarray, scale: float
) -> tuple[float, np.ndarray, np.ndarray]:
    """Loss of a batch, its gradient by row of ``vectors`` in use, and these rows."""
    sums = texts @ vectors, labels @ vectors
    left, right = unit(sums[0]), unit(sums[1])
    likeness = scale * (left @ right.T)
    same = groups[:, None] == groups[None]
    np.fill_diagonal(same, False)
    likeness[same] = -np.inf  # another name of the same skill is not a mistake
    rows, columns = _softmax(likeness, 1), _softmax(likeness, 0)
    loss = -float(np.log(np.diag(rows) + np.finfo(np.float32).tiny).mean())
    slope = (rows + columns) / 2
    slope[np.diag_indices(len(slope))] -= 1
    slope *= scale / len(slope)
    back = np.vstack(
        [_through_unit(slope @ right, left, sums[0]), _through_unit(slope.T @ left, right, sums[1])]
    )
    words = sparse.vstack([texts, labels]).tocsc()
    used = np.flatnonzero(np.diff(words.indptr))
    return loss, words[:, used].T @ back, used


def _softmax(values: np.ndarray, axis: int) -> np.ndarray:
    powers = np.exp(values - values.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)


def _through_unit(gradient: np.ndarray, units: np.ndarray, sums: np.ndarray) -> np.ndarray:
    """Gradient before the division by the length."""
    along = (gradient * units).sum(axis=1, keepdims=True)
    return (gradient - along * units) / (np.linalg.norm(sums, axis=1, keepdims=True) + 1e-6)


class _Adam:
    """Adam (Kingma & Ba 2015, arXiv:1412.6980) on some rows at a time; the rate warms up, then falls to 0."""

    def __init__(self, vectors: np.ndarray, settings: Settings, steps: int) -> None:
        self._vectors, self._settings, self._steps, self._done = vectors, settings, steps, 0
        self._mean, self._square = np.zeros_like(vectors), np.zeros_like(vectors)

    def move(self, rows: np.ndarray, gradient: np.ndarray) -> None:
        """One step down the gradient of these rows."""
        self._done += 1
        rate = (
            self._settings.rate
            * min(1, self._done / self._settings.warm_up)
            * (1 - self._done / (self._steps + 1))
        )
        self._mean[rows] = 0.9 * self._mean[rows] + 0.1 * gradient
        self._square[rows] = 0.99 * self._square[rows] + 0.01 * gradient**2
        self._vectors[rows] -= rate * self._mean[rows] / (np.sqrt(self._square[rows]) + 1e-8)
