"""The order of candidates and the probability that each is right.

A linear model trained list by list (softmax over the candidates of a text, as ListNet, Cao
et al. 2007, doi:10.1145/1273496.1273513), then a logistic calibration (Platt 1999) fitted on
scores of folds that the model had not seen. Its numbers are in ``models/reranker.json``,
written by ``tools/train_linking.py``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from planner.matching.features import FEATURES
from planner.matching.vectors import MODELS


@dataclass(frozen=True, slots=True, eq=False)
class Reranker:
    """``weights`` by feature, in the order of :data:`planner.matching.features.FEATURES`.

    The probability is the logistic function of slope × score + brevity × brevity of the text + intercept.
    """

    weights: np.ndarray
    slope: float
    brevity: float
    intercept: float

    def scores(self, features: np.ndarray) -> np.ndarray:
        """Likeness on the model's own scale, shape (k,): an order within one text."""
        return features @ self.weights

    def probabilities(self, scores: np.ndarray, brevity: float) -> np.ndarray:
        """Probability that each candidate is right, in the order of the scores."""
        return 1 / (1 + np.exp(-(self.slope * scores + self.brevity * brevity + self.intercept)))


@lru_cache(maxsize=1)
def reranker() -> Reranker:
    """The model shipped with the product.

    Raises:
        ValueError: it was trained for other features than those of this version.
    """
    model = json.loads((MODELS / "reranker.json").read_text(encoding="utf-8"))
    if list(model["weights"]) != list(FEATURES):
        raise ValueError(
            f"models/reranker.json : caractéristiques {', '.join(model['weights'])} ; attendues : {', '.join(FEATURES)}. "
            "Relancez tools/train_linking.py."
        )
    weights = np.array(list(model["weights"].values()), np.float32)
    calibration = model["calibration"]
    return Reranker(weights, calibration["slope"], calibration["brevity"], calibration["intercept"])
