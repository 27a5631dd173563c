"""Fitting the re-ranker: a list-wise linear model, then its calibration on folds not seen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from linking_training.lists import FOLDS, FRENCH, HALVES, Examined
from planner.matching.features import FEATURES
from planner.matching.reranker import Reranker

PENALTY = 0.01  # of squared standardised weights
# All the French questions together weigh half as much as all the sentences, though they are twenty times as many.
FRENCH_SHARE = 0.5


def fit(lists: Sequence[Examined], columns: Sequence[str] = FEATURES) -> np.ndarray:
    """Weights by feature (0 outside ``columns``), on the features' own scale."""
    usable = [one for one in lists if one.right.any() and not one.right.all()]
    chosen = [FEATURES.index(name) for name in columns]
    table = np.vstack([one.table[:, chosen] for one in usable]).astype(float)
    deviation = table.std(axis=0) + 1e-6
    solution = minimize(
        _objective, np.zeros(len(chosen)), (table / deviation, *_targets(usable)), jac=True, method="L-BFGS-B"
    )
    weights = np.zeros(len(FEATURES))
    weights[chosen] = solution.x / deviation
    return weights


def _targets(lists: Sequence[Examined]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """First row of each list, share of each row among the right ones, weight of each list."""
    firsts = np.cumsum([0, *(len(one.right) for one in lists)])[:-1]
    shares = np.concatenate([one.right / one.right.sum() for one in lists])
    french = sum(one.source == FRENCH for one in lists)
    each = FRENCH_SHARE * (len(lists) - french) / max(1, french)
    weights = np.array([each if one.source == FRENCH else one.right.sum() ** 0.5 for one in lists])
    return firsts, shares, weights / weights.sum()


def _objective(
    weights: np.ndarray, table: np.ndarray, firsts: np.ndarray, shares: np.ndarray, importance: np.ndarray
) -> tuple[float, np.ndarray]:
    """Cross-entropy between the softmax of each list and its right candidates, with its gradient."""
    sizes = np.diff(np.r_[firsts, len(table)])
    owner = np.repeat(np.arange(len(firsts)), sizes)
    scores = table @ weights
    scores = scores - np.maximum.reduceat(scores, firsts)[owner]
    powers = np.exp(scores)
    totals = np.add.reduceat(powers, firsts)[owner]
    loss = -(importance[owner] * shares * (scores - np.log(totals))).sum()
    gradient = -table.T @ (importance[owner] * (shares - powers / totals))
    return loss + PENALTY * weights @ weights, gradient + 2 * PENALTY * weights


def unseen_scores(lists: Sequence[Examined], columns: Sequence[str] = FEATURES) -> list[np.ndarray]:
    """Scores of each list by the model fitted on the other folds."""
    models = [fit([one for one in lists if one.fold != fold], columns) for fold in range(FOLDS)]
    return [one.table @ models[one.fold] for one in lists]


def calibrate(lists: Sequence[Examined], scores: Sequence[np.ndarray]) -> tuple[float, float, float]:
    """Slope, brevity and intercept of the logistic calibration, on scores of folds not seen."""
    rows = np.concatenate(
        [np.column_stack([s, np.full(len(s), one.brevity)]) for one, s in zip(lists, scores, strict=True)]
    )
    right = np.concatenate([one.right for one in lists])
    sentences = sum(one.source != FRENCH for one in lists)
    each = FRENCH_SHARE * sentences / max(1, len(lists) - sentences)
    weight = np.concatenate([np.full(len(one.right), each if one.source == FRENCH else 1.0) for one in lists])
    model = LogisticRegression(C=1e3, max_iter=1000).fit(rows, right, weight)
    return float(model.coef_[0, 0]), float(model.coef_[0, 1]), float(model.intercept_[0])


def unseen_probabilities(lists: Sequence[Examined]) -> list[np.ndarray]:
    """Probabilities by a model and a calibration that have not seen the list's fold."""
    scores = unseen_scores(lists)
    found: list[np.ndarray] = [np.zeros(0)] * len(lists)
    for fold in range(FOLDS):
        others = [i for i, one in enumerate(lists) if one.fold != fold]
        model = Reranker(np.zeros(0), *calibrate([lists[i] for i in others], [scores[i] for i in others]))
        for i, one in enumerate(lists):
            if one.fold == fold:
                found[i] = model.probabilities(scores[i], one.brevity)
    return found


def figures(source: str, lists: Sequence[Examined], scores: Sequence[np.ndarray]) -> np.ndarray:
    """RP@5 and MRR of each sentence of a half, or hit@1 and hit@5 of each French label; shape (texts, 2)."""
    rows = []
    for one, score in zip(lists, scores, strict=True):
        if one.source != source:
            continue
        got = one.right[np.argsort(-score, kind="stable")[:10]]
        first = int(np.argmax(got)) if got.any() else None
        if source in HALVES:
            rows.append((got[:5].sum() / min(5, one.asked), 0.0 if first is None else 1 / (first + 1)))
        else:
            rows.append((float(first == 0), float(first is not None and first < 5)))
    return np.array(rows)
