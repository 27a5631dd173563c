"""Learning from employers' codings: rows of (title, description, code) → :class:`OccupationModel`.

Appellations join the rows so that a title far from the training trade is recognised as such.
The conditional logit and the confidence are fitted on held-out evidence (stacking, Wolpert 1992).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.optimize import minimize
from scipy.special import log_expit, log_softmax, logit, logsumexp
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from planner.matching.occupation_model import OccupationModel, description_features, title_features, weighted
from planner.matching.occupations import LIKENESSES, Likeness, evidence
from planner.matching.titles import clean_title

# Chosen by cross-validation on the development half.
STRENGTH = 4.0  # inverse of the penalty of both regressions
EVERY = 12  # one appellation in EVERY of the other occupations is read as "autre"
RIDGE = 0.1  # penalty of the conditional logit
FOLDS = 5
SHORTLIST = 160  # occupations compared with the coded one while fitting
ITERATIONS = 40


@dataclass(frozen=True, slots=True, eq=False)
class Codings:
    """Training rows: cleaned titles, descriptions, ROME codes, appellation left out."""

    titles: np.ndarray
    descriptions: np.ndarray
    codes: np.ndarray
    hidden: np.ndarray

    def __len__(self) -> int:
        return len(self.titles)

    def at(self, rows: np.ndarray) -> Codings:
        """Only these rows."""
        return Codings(*(getattr(self, name)[rows] for name in self.__slots__))


def postings(frame: pd.DataFrame) -> Codings:
    """Rows of a table with title, description, rome_code."""
    titles = np.array([clean_title(t) for t in frame["title"]], dtype=object)
    none = np.full(len(frame), "", dtype=object)
    return Codings(
        titles, frame["description"].fillna("").to_numpy(object), frame["rome_code"].to_numpy(object), none
    )


def appellation_rows(likeness: Likeness, known: set[str]) -> Codings:
    """One appellation in ``EVERY`` of the occupations that are not in ``known``."""
    forms = likeness.forms[likeness.forms["ogr"] != ""].drop_duplicates("ogr").sort_values("ogr")
    kept = forms.iloc[::EVERY]
    kept = kept[~kept["rome"].isin(known)]
    # People often write an appellation as it is: one row in two stays comparable with itself.
    hidden = np.where(np.arange(len(kept)) % 2, kept["ogr"], "")
    none = np.full(len(kept), "", dtype=object)
    return Codings(kept["text"].to_numpy(object), none, kept["rome"].to_numpy(object), hidden.astype(object))


def fit(frame: pd.DataFrame, likeness: Likeness) -> OccupationModel:
    """Learn from a table with title, description, rome_code, against the references behind ``likeness``."""
    rows = postings(frame)
    others = appellation_rows(likeness, set(rows.codes))
    index = pd.Index(likeness.codes)
    alike, said, gate = _likenesses(rows, likeness), *_held_out(rows, others, likeness.codes)
    far = _likenesses(others, likeness)
    model = replace(
        _regressions(rows, others),
        theta=_conditional_logit(np.concatenate([alike, said], axis=2), index.get_indexer(rows.codes)),
        theta_elsewhere=_conditional_logit(far, index.get_indexer(others.codes)),
    )
    return replace(model, platt=_platt(model.probabilities(alike, said, gate), index.get_indexer(rows.codes)))


def _likenesses(rows: Codings, likeness: Likeness, batch: int = 256) -> np.ndarray:
    parts = [slice(b, b + batch) for b in range(0, len(rows), batch)]
    return np.concatenate([likeness.of(rows.titles[p], rows.descriptions[p], rows.hidden[p]) for p in parts])


def _held_out(rows: Codings, others: Codings, codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Evidence and gate on each row by regressions that did not see its title."""
    said, gate = np.zeros((len(rows), len(codes), 3), np.float32), np.zeros(len(rows), np.float32)
    for train, test in GroupKFold(FOLDS, shuffle=True, random_state=0).split(rows.titles, groups=rows.titles):
        model = _regressions(rows.at(train), others)
        said[test], gate[test] = evidence(model, codes, rows.titles[test], rows.descriptions[test])
    return said, gate


def _regressions(rows: Codings, others: Codings) -> OccupationModel:
    """The three regressions; the weights that join them are left neutral."""
    codes, targets, counts = np.unique(rows.codes.astype(str), return_inverse=True, return_counts=True)
    titles, told = title_features(rows.titles), description_features(rows.descriptions)
    frequency = np.asarray((told > 0).sum(axis=0)).ravel()
    idf = np.log((1 + len(rows)) / (1 + frequency)).astype(np.float32) * (frequency > 1)
    return OccupationModel(
        codes=codes,
        gate_weights=_gate(titles, title_features(others.titles)),
        title_weights=logistic(titles, targets, len(codes)),
        idf=idf,
        description_weights=logistic(weighted(told, idf), targets, len(codes)),
        share=(counts / counts.sum()).astype(np.float32),
        theta=np.zeros(len(LIKENESSES) + 3),
        theta_elsewhere=np.zeros(len(LIKENESSES)),
        platt=np.array([1.0, 0.0]),
    )


def _gate(ours: sparse.csr_matrix, others: sparse.csr_matrix) -> np.ndarray:
    """Binary regression: a title of the training trades (1) or of another (0), both sides weighing the same."""
    target = np.r_[np.ones(ours.shape[0]), np.zeros(others.shape[0])]
    fitted = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=500)
    fitted.fit(sparse.vstack([ours, others]).tocsr(), target)
    return np.c_[fitted.coef_, fitted.intercept_].astype(np.float32)


def logistic(features: sparse.csr_matrix, targets: np.ndarray, classes: int) -> np.ndarray:
    """Multinomial logistic regression, ridge penalty, intercept free; shape (classes, features + 1), float32."""
    used = np.unique(features.indices)
    x, n = features[:, used].tocsr().astype(np.float64), len(targets)
    with_one = sparse.hstack([x, np.ones((n, 1))]).tocsr()
    transposed = with_one.T.tocsr()

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(classes, -1)
        logs = log_softmax(with_one @ weights.T, axis=1)
        gap = np.exp(logs)
        gap[np.arange(n), targets] -= 1
        penalty = weights.copy()
        penalty[:, -1] = 0
        value = -STRENGTH * logs[np.arange(n), targets].sum() + 0.5 * (penalty**2).sum()
        return value, ((transposed @ (STRENGTH * gap)).T + penalty).ravel()

    start = np.zeros(classes * with_one.shape[1])
    fitted = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS}).x.reshape(
        classes, -1
    )
    whole = np.zeros((classes, features.shape[1] + 1), np.float32)
    whole[:, used], whole[:, -1] = fitted[:, :-1], fitted[:, -1]
    return whole


def _conditional_logit(joint: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Weights of the evidence: the coded occupation against those that look likeliest."""
    rows = np.arange(len(targets))
    rough = joint[:, :, :3].sum(axis=2)
    if joint.shape[2] > len(LIKENESSES):
        rough = rough + np.where(joint[:, :, -1] == 0, 10.0, 0.0)  # every known occupation is compared
    rough[rows, targets] = np.inf
    size = min(SHORTLIST, joint.shape[1] - 1)
    near = np.argpartition(-rough, size, axis=1)[:, :size]
    choices = np.take_along_axis(joint, near[:, :, None], axis=1).astype(np.float64)
    chosen = joint[rows, targets].astype(np.float64)

    def loss(theta: np.ndarray) -> tuple[float, np.ndarray]:
        scores = choices @ theta
        total = logsumexp(scores, axis=1)
        share = np.exp(scores - total[:, None])
        expected = np.einsum("nc,nck->nk", share, choices)
        value = (total - chosen @ theta).sum() + RIDGE * (theta**2).sum()
        return value, (expected - chosen).sum(axis=0) + 2 * RIDGE * theta

    return minimize(loss, np.zeros(joint.shape[2]), jac=True, method="L-BFGS-B").x


def _platt(probabilities: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Slope and intercept that turn the best candidate's log-odds into its rate of success.

    Platt's own smoothing of the targets keeps both finite when every best candidate is right, or none.
    """
    right = probabilities.argmax(axis=1) == targets
    goal = np.where(right, (right.sum() + 1) / (right.sum() + 2), 1 / ((~right).sum() + 2))
    odds = logit(np.clip(probabilities.max(axis=1), 1e-6, 1 - 1e-6))

    def loss(line: np.ndarray) -> float:
        log_chance = log_expit(line[0] * odds + line[1])
        return -(goal * log_chance + (1 - goal) * (log_chance - line[0] * odds - line[1])).sum()

    return minimize(loss, np.array([1.0, 0.0]), method="L-BFGS-B").x
