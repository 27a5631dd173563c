"""Signal *annonces*: what employers ask for in their postings.

Postings are counted in strata of occupations (ROME domaine professionnel), because a file of
postings never has the region's mix of occupations. In each stratum:

    share = postings that ask for the skill / postings     (Wilson 95 % interval)
    people = Σ_strata share × yearly recruitments of the stratum in the cell

The intervals of the strata combine in quadrature.

A posting counts for the confidence of its occupation (0–1), once if it was published again.
A stratum under ``minimum_sample`` postings borrows from the region: its own postings stay and the
share of the other départements weighs as ``minimum_sample`` more (shrinkage towards the region, empirical Bayes with
a prior of stated strength); failing that, from the rest of its grand domaine in the region. Where
nothing reaches the minimum it is « hors calcul ». Company talk and denied skills do not count; a
wished skill counts for ``wished_weight``.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.matching import DEMANDING_PARTS, NIE, SOUHAITE
from planner.model import Public, Signal
from planner.needs.grid import Estimate, Grid
from planner.needs.intervals import wilson
from planner.needs.parameters import Parameters
from planner.needs.workforce import Workforce

OWN, REGION, GRAND_DOMAINE, NONE = 0, 1, 2, 3
NOTE_BORROWED = "emprunté à la région"
NOTE_NONE = "hors calcul : trop peu d'annonces"


@dataclass(frozen=True, slots=True, eq=False)
class Strata:
    """Per (département, domain): where the share comes from, on how many postings (``read`` in all).

    ``level`` and ``sample``: shape (département, domain). ``asked``: (département, domain, skill).
    """

    domains: tuple[str, ...]
    read: float
    level: np.ndarray
    sample: np.ndarray
    asked: np.ndarray


def demand_from_postings(
    grid: Grid,
    postings: pd.DataFrame,
    codings: pd.DataFrame,
    mentions: pd.DataFrame,
    workforce: Workforce,
    parameters: Parameters,
    repeats: Collection[str] = (),
) -> pd.DataFrame:
    """People per year by skill, département, filière and public (``columns.DEMAND``).

    Postings outside the grid's départements, without an occupation, or in ``repeats`` (published
    again) are not counted.
    """
    postings = postings[~postings["posting_id"].isin(list(repeats))]
    domains, jobs = workforce.jobs_by_domain(grid)
    total = jobs.sum()
    recruitments = jobs * (workforce.recruitments / total if total else 0.0)
    strata = count_strata(grid, domains, postings, codings, asked_skills(mentions, parameters), parameters)
    estimate = _estimate(strata, recruitments)
    shares = {Public.INITIAL: parameters.beginners_share, Public.CONTINU: 1.0 - parameters.beginners_share}
    frames = [grid.demand(Signal.ANNONCES, public, estimate.times(share)) for public, share in shares.items()]
    return pd.concat(frames, ignore_index=True)


def asked_skills(mentions: pd.DataFrame, parameters: Parameters) -> pd.DataFrame:
    """One row per (document_id, skill_id) that the posting asks of the person, with its ``weight``."""
    demanding = mentions[mentions["part"].isin(DEMANDING_PARTS) & (mentions["force"] != NIE)]
    weight = np.where(demanding["force"] == SOUHAITE, parameters.wished_weight, 1.0)
    asked = demanding[["document_id", "skill_id"]].assign(weight=weight)
    return asked.groupby(["document_id", "skill_id"], as_index=False)["weight"].max()


def count_strata(
    grid: Grid,
    domains: tuple[str, ...],
    postings: pd.DataFrame,
    codings: pd.DataFrame,
    asked: pd.DataFrame,
    parameters: Parameters,
) -> Strata:
    """Count postings and what they ask by stratum, borrowing where the sample is too small."""
    placed = postings[["posting_id", "dept"]].merge(codings[["posting_id", "rome", "score"]], on="posting_id")
    placed = placed.assign(domain=placed["rome"].str[:3])
    placed = placed[placed["dept"].isin(grid.depts) & placed["domain"].isin(domains)]
    own_sample, own_asked, own_count = _counts(grid, domains, placed, asked)
    minimum = parameters.minimum_sample
    region_sample, region_asked, region_count = own_sample.sum(0), own_asked.sum(0), own_count.sum(0)
    pool = _pools(domains, region_count < minimum)
    rest_sample, rest_asked, rest_count = pool @ region_sample, pool @ region_asked, pool @ region_count

    level = np.full(own_sample.shape, NONE)
    level[:, rest_count >= minimum] = GRAND_DOMAINE
    level[:, region_count >= minimum] = REGION
    level[own_count >= minimum] = OWN
    others_sample, others_asked = region_sample - own_sample, region_asked - own_asked
    others = others_sample[:, :, None]
    prior = minimum * np.divide(others_asked, others, out=np.zeros_like(own_asked), where=others > 0)
    sources = {
        OWN: (own_sample, own_asked),
        REGION: (own_sample + minimum, own_asked + prior),
        GRAND_DOMAINE: (
            np.broadcast_to(rest_sample, level.shape),
            np.broadcast_to(rest_asked, own_asked.shape),
        ),
    }
    sample, counted = np.zeros(level.shape), np.zeros(own_asked.shape)
    for source, (postings_there, asks_there) in sources.items():
        sample = np.where(level == source, postings_there, sample)
        counted = np.where((level == source)[:, :, None], asks_there, counted)
    return Strata(domains, float(own_count.sum()), level, sample, counted)


def _counts(
    grid: Grid, domains: tuple[str, ...], placed: pd.DataFrame, asked: pd.DataFrame
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Postings (département, domain) and asks (département, domain, skill) weighted by confidence, then
    postings unweighted: the minimum sample is a number of postings, whatever the coder's confidence."""
    dept = pd.Index(grid.depts).get_indexer(placed["dept"])
    domain = pd.Index(domains).get_indexer(placed["domain"])
    sample = np.zeros((len(grid.depts), len(domains)))
    sure = placed["score"].to_numpy(float)
    np.add.at(sample, (dept, domain), sure)
    count = np.zeros_like(sample)
    np.add.at(count, (dept, domain), 1.0)
    where = pd.DataFrame(
        {"document_id": placed["posting_id"].to_numpy(), "dept": dept, "domain": domain, "sure": sure}
    )
    asks = asked.merge(where, on="document_id")
    skill = pd.Index(grid.skill_ids).get_indexer(asks["skill_id"])
    counts = np.zeros((*sample.shape, len(grid.skills)))
    known = skill >= 0
    np.add.at(
        counts,
        (asks["dept"].to_numpy()[known], asks["domain"].to_numpy()[known], skill[known]),
        (asks["weight"] * asks["sure"]).to_numpy()[known],
    )
    return sample, counts, count


def _pools(domains: tuple[str, ...], small: np.ndarray) -> np.ndarray:
    """1 where a domain (column) lends to another (row): small domains of one grand domaine pool together.

    Large ones speak for themselves only.
    """
    letters = np.array([domain[:1] for domain in domains])
    return ((letters[:, None] == letters[None, :]) & small[None, :]).astype(float)


def _estimate(strata: Strata, recruitments: np.ndarray) -> Estimate:
    """Weigh the shares of the strata by recruitments (département, filière, domain)."""
    sample = strata.sample[:, :, None]
    share = np.divide(strata.asked, sample, out=np.zeros_like(strata.asked), where=sample > 0)
    low, high = wilson(strata.asked, sample)
    counted = (strata.level != NONE)[:, :, None]
    asked_somewhere = strata.asked.sum(axis=(0, 1)) > 0
    share, below, above = (np.where(counted, x, 0.0) for x in (share, share - low, high - share))
    people = np.einsum("dfk,dks->dfs", recruitments, share) * asked_somewhere
    return Estimate(
        people,
        np.maximum(people - _spread(strata, recruitments, below), 0.0) * asked_somewhere,
        (people + _spread(strata, recruitments, above)) * asked_somewhere,
        sample=_effective_sample(strata, recruitments)[:, :, None],
        observed=_observed(strata, recruitments)[:, :, None],
        note=np.where(asked_somewhere, _notes(strata, recruitments)[:, :, None], ""),
    )


def _spread(strata: Strata, recruitments: np.ndarray, half_width: np.ndarray) -> np.ndarray:
    """Distance from the sum to its bound, shape (département, filière, skill).

    Bounds of independent strata combine in quadrature (MOVER, Zou & Donner 2008,
    doi:10.1002/sim.3095); domains that borrow the same pool move together, so they add first.
    """
    letters = np.array([domain[:1] for domain in strata.domains])
    spread = np.zeros((*recruitments.shape[:2], half_width.shape[2]))
    for d, level in enumerate(strata.level):
        alone = np.isin(level, (OWN, REGION))
        squares = (recruitments[d][:, alone] ** 2) @ (half_width[d][alone] ** 2)
        for letter in np.unique(letters[level == GRAND_DOMAINE]):
            pool = (level == GRAND_DOMAINE) & (letters == letter)
            squares += (recruitments[d][:, pool] @ half_width[d][pool]) ** 2
        spread[d] = np.sqrt(squares)
    return spread


def _effective_sample(strata: Strata, recruitments: np.ndarray) -> np.ndarray:
    """Kish's effective sample (Kish 1965) of the strata that count: (Σ R)² / Σ (R² / n)."""
    weights = recruitments * (strata.level != NONE)[:, None, :]
    inverse = np.divide(1.0, strata.sample, out=np.zeros_like(strata.sample), where=strata.sample > 0)
    spread = (weights**2 * inverse[:, None, :]).sum(axis=2)
    effective = np.divide(weights.sum(axis=2) ** 2, spread, out=np.zeros_like(spread), where=spread > 0)
    # Strata that borrow share their postings: never claim more than were read in all.
    return np.minimum(effective, strata.read)


def _observed(strata: Strata, recruitments: np.ndarray) -> np.ndarray:
    """Share of recruitments whose stratum has its own sample in the département."""
    own = (recruitments * (strata.level == OWN)[:, None, :]).sum(axis=2)
    every = recruitments.sum(axis=2)
    return np.divide(own, every, out=np.zeros_like(every), where=every > 0)


def _notes(strata: Strata, recruitments: np.ndarray) -> np.ndarray:
    counted = (recruitments * (strata.level != NONE)[:, None, :]).sum(axis=2) > 0
    own = (recruitments * (strata.level == OWN)[:, None, :]).sum(axis=2)
    borrowed = (recruitments * (strata.level != NONE)[:, None, :]).sum(axis=2) > own
    return np.where(~counted, NOTE_NONE, np.where(borrowed, NOTE_BORROWED, ""))
