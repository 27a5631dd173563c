"""Learning to order ROME items from the compétences that employers declared.

A conditional logit: in each posting, every declared item against the others that its text or its
likely occupations call for; each posting weighs the same. Seven weights for some forty postings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp

from planner.matching.suggestions import EVIDENCE, FLOORS, Learned, Suggester
from planner.model import Occupation

RIDGE = 1.0  # penalty of the conditional logit (cross-validated)
MINIMUM_PRIOR, MINIMUM_WORDS = 0.003, 0.7  # an item under both is no candidate while learning


@dataclass(frozen=True, slots=True, eq=False)
class Declared:
    """One posting: evidence of the items that come into question (items, 7), and which were declared."""

    evidence: np.ndarray
    declared: np.ndarray


def read(
    suggester: Suggester,
    texts: Sequence[str],
    occupations: Sequence[Sequence[Occupation]],
    declared: Sequence[set[str]],
) -> list[Declared]:
    """Evidence of each posting, items out of question left aside."""
    pieces = np.stack(list(suggester.evidence(texts, occupations)), axis=2)
    cases = []
    for row, codes in zip(pieces, declared, strict=True):
        chosen = suggester.items.isin(codes)
        likely = (row[:, 0] > np.log(FLOORS[0] + MINIMUM_PRIOR)) | (row[:, 4] > MINIMUM_WORDS) | chosen
        cases.append(Declared(row[likely].astype(np.float64), chosen[likely]))
    return cases


def fit(cases: Sequence[Declared]) -> Learned:
    """Learn the weights that put declared items first."""
    whole = np.concatenate([case.evidence for case in cases])
    mean, scale = whole.mean(axis=0), whole.std(axis=0)
    scaled = [((c.evidence - mean) / scale, c.declared) for c in cases if c.declared.any()]

    def loss(theta: np.ndarray) -> tuple[float, np.ndarray]:
        value, slope = RIDGE * (theta**2).sum(), 2 * RIDGE * theta
        for evidence, declared in scaled:
            scores = evidence @ theta
            total = logsumexp(scores)
            value += total - scores[declared].mean()
            slope = slope + np.exp(scores - total) @ evidence - evidence[declared].mean(axis=0)
        return value, slope

    return Learned(mean, scale, minimize(loss, np.zeros(len(EVIDENCE)), jac=True, method="L-BFGS-B").x)
