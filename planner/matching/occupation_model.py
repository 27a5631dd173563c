"""What was learned about employers' codings: numbers only, no title and no description.

Two ways to code are mixed, by the chance that the title belongs to the trades met in training:

- *in those trades*, a conditional logit (McFadden 1974) of the likeness to the fiches and of two
  multinomial logistic regressions, on hashed n-grams of the title and on hashed words of the
  description, which know what employers of these trades usually choose;
- *elsewhere*, a conditional logit of the likeness alone, learned on appellations.

``platt`` turns the probability of a candidate into a confidence (Platt 1999), fitted on held-out rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.special import expit, log_softmax, logit, softmax
from sklearn.feature_extraction.text import HashingVectorizer

PATH = Path(__file__).parent / "models" / "occupation.npz"
TITLE_CHARACTERS, TITLE_WORDS, DESCRIPTION_WORDS = 2**12, 2**11, 2**12  # hashed features: size of the file
DESCRIPTION_LENGTH = 500  # characters read: what the development half holds, where the job is introduced
FLOOR = 1e-3  # probability under which a regression is not believed to exclude (chosen by cross-validation)
WORD = r"[^\W_]+(?:\+\+|#)?"


@lru_cache(maxsize=1)
def _vectorizers() -> tuple[HashingVectorizer, HashingVectorizer, HashingVectorizer]:
    common = {"strip_accents": "unicode", "dtype": np.float32}
    return (
        HashingVectorizer(analyzer="char_wb", ngram_range=(2, 5), n_features=TITLE_CHARACTERS, **common),
        HashingVectorizer(token_pattern=WORD, ngram_range=(1, 2), n_features=TITLE_WORDS, **common),
        HashingVectorizer(token_pattern=WORD, n_features=DESCRIPTION_WORDS, norm=None, **common),
    )


def title_features(titles: Sequence[str]) -> sparse.csr_matrix:
    """Hashed characters and words of cleaned titles, shape (titles, 6,144)."""
    characters, words, _ = _vectorizers()
    return sparse.hstack([characters.transform(titles), words.transform(titles)]).tocsr()


def description_features(descriptions: Sequence[str]) -> sparse.csr_matrix:
    """Hashed words of the beginning of descriptions, presence only, shape (descriptions, 4,096)."""
    counts = _vectorizers()[2].transform([text[:DESCRIPTION_LENGTH] for text in descriptions])
    counts.data = np.sign(counts.data)
    return counts


@dataclass(frozen=True, slots=True, eq=False)
class OccupationModel:
    """Learned numbers. ``codes``: the k occupations met in training, in order.

    Attributes:
        gate_weights: does the title belong to the trades met in training? shape (1, title features + 1).
        title_weights: shape (k, title features + 1); the last column is the intercept.
        idf: weight of each hashed word of a description.
        description_weights: shape (k, description features + 1).
        share: frequency of each of the k occupations in training.
        theta: weights of likenesses then evidence, in the trades met in training.
        theta_elsewhere: weights of likenesses, elsewhere.
        platt: slope and intercept of the confidence.
    """

    codes: np.ndarray
    gate_weights: np.ndarray
    title_weights: np.ndarray
    idf: np.ndarray
    description_weights: np.ndarray
    share: np.ndarray
    theta: np.ndarray
    theta_elsewhere: np.ndarray
    platt: np.ndarray

    @classmethod
    def load(cls, path: Path = PATH) -> OccupationModel:
        """Read the shipped numbers.

        Raises:
            FileNotFoundError: the installation is incomplete.
        """
        with np.load(path, allow_pickle=False) as stored:
            return cls(**{f.name: stored[f.name] for f in fields(cls)})

    def save(self, path: Path) -> None:
        """Write the numbers, weights in half precision."""
        small = dict.fromkeys(("gate_weights", "title_weights", "idf", "description_weights"), np.float16)
        arrays = {f.name: getattr(self, f.name) for f in fields(self)}
        np.savez_compressed(
            path, **{name: array.astype(small.get(name, array.dtype)) for name, array in arrays.items()}
        )

    def gate(self, features: sparse.csr_matrix) -> np.ndarray:
        """Chance that a title belongs to the trades met in training, shape (titles,)."""
        return expit(linear(features, self.gate_weights)[:, 0])

    def title_evidence(self, features: sparse.csr_matrix) -> np.ndarray:
        """Log-probability by title of each known occupation, shape (titles, k), not under log FLOOR."""
        return np.logaddexp(log_softmax(linear(features, self.title_weights), axis=1), np.log(FLOOR))

    def description_evidence(self, descriptions: Sequence[str]) -> np.ndarray:
        """Log-odds of each known occupation by description against its frequency (n, k); zeros without a text."""
        features = weighted(description_features(descriptions), self.idf)
        logs = np.logaddexp(log_softmax(linear(features, self.description_weights), axis=1), np.log(FLOOR))
        told = np.array([bool(text.strip()) for text in descriptions])[:, None]
        return np.where(told, logs - np.log(self.share + FLOOR), 0.0)

    def probabilities(self, likeness: np.ndarray, said: np.ndarray, gate: np.ndarray) -> np.ndarray:
        """Mixture of both ways to code, shape (titles, occupations), before calibration."""
        joint = np.concatenate([likeness, said], axis=2)
        here = softmax(joint @ self.theta.astype(np.float32), axis=1)
        elsewhere = softmax(likeness @ self.theta_elsewhere.astype(np.float32), axis=1)
        return gate[:, None] * here + (1 - gate[:, None]) * elsewhere

    def confidence(self, probability: np.ndarray) -> np.ndarray:
        """Calibrated confidence of a candidate whose conditional-logit probability is given."""
        odds = logit(np.clip(probability, 1e-6, 1 - 1e-6))
        return expit(self.platt[0] * odds + self.platt[1])


def linear(features: sparse.csr_matrix, weights: np.ndarray) -> np.ndarray:
    """``features`` by ``weights`` whose last column is the intercept."""
    weights = weights.astype(np.float32)
    return np.asarray(features @ weights[:, :-1].T) + weights[:, -1]


def weighted(counts: sparse.csr_matrix, idf: np.ndarray) -> sparse.csr_matrix:
    """Rows multiplied by idf and brought to length 1."""
    rows = counts.multiply(idf.astype(np.float32)).tocsr()
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return sparse.diags_array(1 / np.where(lengths > 0, lengths, 1)).tocsr() @ rows
