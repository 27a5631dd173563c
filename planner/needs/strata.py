"""Postings counted by stratum (département × ROME domaine professionnel), completed where they are too few.

A stratum needs ``minimum_sample`` postings. Its own come first, each for the confidence of its
occupation; those of the same domain in the other départements complete them; then, for
``NEIGHBOUR_WORTH`` postings at most, those of its grand domaine. What is borrowed is a share: the
stratum is shrunk towards its region, the less it says itself the more (composite estimator of Drew,
Singh & Choudhry 1982, *Survey Methodology* 8, 17–47; empirical Bayes with a prior of stated strength).
It leans on no threshold that a posting could cross: one more posting that asks for a skill never
lowers the demand. A domain that has not ``minimum_sample`` postings in the region nor in its grand
domaine is « hors calcul ».
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.needs.grid import Grid

OWN, REGION, GRAND_DOMAINE, NONE = 0, 1, 2, 3
# In the order of the levels.
LEVEL_LABELS = ("département", "complété par la région", "complété par le grand domaine", "hors calcul")
# What the postings of a whole grand domaine are worth for one of its domains. Domains differ far more
# than départements: intraclass correlations of 0.10 and 0.005–0.010 (docs/measures_needs.md), that is
# priors of 9 postings and of 100 or more.
NEIGHBOUR_WORTH = 8.0
# Part of the minimum that one domain may weigh in its grand domaine (hypothèse): four domains at least must
# speak before others borrow from them, so that a file of computing jobs says nothing of bankers.
ONE_VOICE = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Strata:
    """Per stratum: where the share comes from, on how many postings (``read`` in all).

    ``own``, ``sample`` (own and borrowed) and ``level``: shape (département, domain).
    ``asked``, out of ``sample``: (département, domain, skill).
    """

    domains: tuple[str, ...]
    read: float
    level: np.ndarray
    own: np.ndarray
    sample: np.ndarray
    asked: np.ndarray

    @property
    def share(self) -> np.ndarray:
        """Share of the postings that ask for each skill, shape (département, domain, skill); 0 where none is counted."""
        return _ratio(self.asked, self.sample[:, :, None])


def count_strata(
    grid: Grid,
    domains: tuple[str, ...],
    postings: pd.DataFrame,
    codings: pd.DataFrame,
    asked: pd.DataFrame,
    minimum: float,
) -> Strata:
    """Count postings and what they ask by stratum, borrowing where the sample is too small.

    Args:
        postings: posting_id, dept. codings: posting_id, rome, score.
        asked: document_id, skill_id, weight (0–1), one row a pair.
        minimum: postings that a stratum needs.
    """
    placed = postings[["posting_id", "dept"]].merge(codings[["posting_id", "rome", "score"]], on="posting_id")
    placed = placed.assign(domain=placed["rome"].str[:3])
    placed = placed[placed["dept"].isin(grid.depts) & placed["domain"].isin(domains)]
    own, own_asked, count = _counts(grid, domains, placed, asked)

    region, region_count = own.sum(axis=0), count.sum(axis=0)
    elsewhere, asked_elsewhere = np.maximum(region - own, 0.0), own_asked.sum(axis=0) - own_asked
    from_region = np.minimum(np.maximum(minimum - own, 0.0), elsewhere)
    lent = _lent(domains, region, ONE_VOICE * minimum)
    pool = lent @ region
    pool_share = _ratio(lent @ own_asked.sum(axis=0), pool[:, None])
    pool_count = _lent(domains, region_count, ONE_VOICE * minimum) @ region_count
    from_pool = np.clip(minimum - own - from_region, 0.0, NEIGHBOUR_WORTH) * (pool > 0)

    counted = (region_count >= minimum) | (pool_count >= minimum)
    level = np.where(from_pool > 0, GRAND_DOMAINE, np.where(from_region > 0, REGION, OWN))
    asks = own_asked + from_region[:, :, None] * _ratio(asked_elsewhere, elsewhere[:, :, None])
    asks += from_pool[:, :, None] * pool_share
    return Strata(
        domains,
        read=float(count.sum()),
        level=np.where(counted, level, NONE),
        own=own * counted,
        sample=(own + from_region + from_pool) * counted,
        asked=asks * counted[:, None],
    )


def _counts(
    grid: Grid, domains: tuple[str, ...], placed: pd.DataFrame, asked: pd.DataFrame
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Postings (département, domain) and asks (département, domain, skill) weighted by confidence, then
    postings unweighted: whether a domain counts at all does not hang on the coder's confidence."""
    dept = pd.Index(grid.depts).get_indexer(placed["dept"])
    domain = pd.Index(domains).get_indexer(placed["domain"])
    sure = placed["score"].to_numpy(float)
    sample, count = np.zeros((2, len(grid.depts), len(domains)))
    np.add.at(sample, (dept, domain), sure)
    np.add.at(count, (dept, domain), 1.0)
    where = pd.DataFrame(
        {"document_id": placed["posting_id"].to_numpy(), "dept": dept, "domain": domain, "sure": sure}
    )
    asks = asked.merge(where, on="document_id")
    skill = pd.Index(grid.skill_ids).get_indexer(asks["skill_id"])
    known = skill >= 0
    counts = np.zeros((*sample.shape, len(grid.skills)))
    np.add.at(
        counts,
        (asks["dept"].to_numpy()[known], asks["domain"].to_numpy()[known], skill[known]),
        (asks["weight"] * asks["sure"]).to_numpy()[known],
    )
    return sample, counts, count


def _lent(domains: tuple[str, ...], sample: np.ndarray, voice: float) -> np.ndarray:
    """Part of the postings of a domain (column) that it lends to each domain of its grand domaine (row), ``voice`` at most."""
    letters = np.array([domain[:1] for domain in domains])
    return (letters[:, None] == letters[None, :]) * _ratio(np.minimum(sample, voice), sample)


def _ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """``part / whole``, 0 where there is no whole."""
    whole = np.broadcast_to(whole, part.shape)
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
