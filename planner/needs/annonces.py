"""Signal *annonces*: what employers ask for in their postings.

Postings are counted in strata of occupations (:mod:`planner.needs.strata`), because a file of
postings never has the region's mix of occupations. In each stratum:

    share = postings that ask for the skill / postings     (Wilson 95 % interval)
    people = Σ_strata share × yearly recruitments of the stratum in the cell

The intervals of the strata combine in quadrature. A posting counts for the confidence of its
occupation (0–1), once if it was published again. Company talk and denied skills do not count; a
wished skill counts for ``wished_weight``.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from planner.matching import DEMANDING_PARTS, NIE, SOUHAITE
from planner.model import Public, Signal
from planner.needs.grid import Estimate, Grid
from planner.needs.intervals import wilson
from planner.needs.parameters import Parameters
from planner.needs.strata import GRAND_DOMAINE, LEVEL_LABELS, NONE, Strata, count_strata
from planner.needs.workforce import Workforce

NOTE_BORROWED = "emprunté à la région"
NOTE_NONE = "hors calcul : trop peu d'annonces"
NOTE_PARTIAL = "moins de la moitié des recrutements est vue"
SEEN = 0.5  # of the cell's recruitments, in strata that count; under it the figure says so (hypothèse)


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
    strata, recruitments = strata_of_postings(
        grid, postings, codings, mentions, workforce, parameters, repeats
    )
    estimate = _estimate(strata, recruitments)
    frames = [
        grid.demand(Signal.ANNONCES, public, estimate.times(share))
        for public, share in recruited_shares(parameters).items()
    ]
    return pd.concat(frames, ignore_index=True)


def strata_of_postings(
    grid: Grid,
    postings: pd.DataFrame,
    codings: pd.DataFrame,
    mentions: pd.DataFrame,
    workforce: Workforce,
    parameters: Parameters,
    repeats: Collection[str] = (),
) -> tuple[Strata, np.ndarray]:
    """The strata, and the yearly recruitments of each in each cell, shape (département, filière, domain)."""
    postings = postings[~postings["posting_id"].isin(list(repeats))]
    domains, jobs = workforce.jobs_by_domain(grid)
    total = jobs.sum()
    recruitments = jobs * (workforce.recruitments / total if total else 0.0)
    asked = asked_skills(mentions, parameters)
    strata = count_strata(grid, domains, postings, codings, asked, parameters.minimum_sample)
    return strata, recruitments


def stratum_lines(
    grid: Grid, strata: Strata, recruitments: np.ndarray, skill_id: str, dept: str
) -> pd.DataFrame:
    """What each stratum of a département brings to the demand of a skill, most people first.

    filiere, domain, recruitments, level (French), own, sample, asked, share, low, high, people (recruitments ×
    share, both publics together); strata with no recruitment are left out.
    """
    d, s = grid.depts.index(dept), grid.skill_ids.index(skill_id)
    index = pd.MultiIndex.from_product([grid.filieres, strata.domains], names=["filiere", "domain"])
    low, high = wilson(strata.asked[d, :, s], strata.sample[d])
    by_domain = {
        "level": np.array(LEVEL_LABELS)[strata.level[d]],
        "own": strata.own[d],
        "sample": strata.sample[d],
        "asked": strata.asked[d, :, s],
        "share": strata.share[d, :, s],
        "low": low,
        "high": high,
    }
    table = index.to_frame(index=False).assign(
        recruitments=recruitments[d].ravel(),
        **{name: np.tile(values, len(grid.filieres)) for name, values in by_domain.items()},
    )
    table["people"] = table["recruitments"] * table["share"]
    kept = table[table["recruitments"] > 0]
    return kept.sort_values(["people", "filiere", "domain"], ascending=[False, True, True], ignore_index=True)


def recruited_shares(parameters: Parameters) -> dict[Public, float]:
    """Share of the recruitments that each public fills."""
    return {Public.INITIAL: parameters.beginners_share, Public.CONTINU: 1.0 - parameters.beginners_share}


def asked_skills(mentions: pd.DataFrame, parameters: Parameters) -> pd.DataFrame:
    """One row per (document_id, skill_id) that the posting asks of the person, with its ``weight``."""
    demanding = mentions[mentions["part"].isin(DEMANDING_PARTS) & (mentions["force"] != NIE)]
    weight = np.where(demanding["force"] == SOUHAITE, parameters.wished_weight, 1.0)
    asked = demanding[["document_id", "skill_id"]].assign(weight=weight)
    return asked.groupby(["document_id", "skill_id"], as_index=False)["weight"].max()


def _estimate(strata: Strata, recruitments: np.ndarray) -> Estimate:
    """Weigh the shares of the strata by recruitments (département, filière, domain)."""
    share, counted = strata.share, (strata.level != NONE)[:, :, None]
    low, high = wilson(strata.asked, strata.sample[:, :, None])
    below, above = (np.where(counted, width, 0.0) for width in (share - low, high - share))
    asked_somewhere = strata.asked.sum(axis=(0, 1)) > 0
    people = np.einsum("dfk,dks->dfs", recruitments, share)
    return Estimate(
        people,
        np.maximum(people - _spread(strata, recruitments, below), 0.0),
        (people + _spread(strata, recruitments, above)) * asked_somewhere,
        sample=_effective_sample(strata, recruitments)[:, :, None],
        observed=_observed(strata, recruitments)[:, :, None],
        note=np.where(asked_somewhere, _notes(strata, recruitments)[:, :, None], ""),
    )


def _spread(strata: Strata, recruitments: np.ndarray, half_width: np.ndarray) -> np.ndarray:
    """Distance from the sum to its bound, shape (département, filière, skill).

    Bounds of independent strata combine in quadrature (MOVER, Zou & Donner 2008,
    doi:10.1002/sim.3095); domains that borrow from one grand domaine move together, so they add first.
    """
    letters = np.array([domain[:1] for domain in strata.domains])
    spread = np.zeros((*recruitments.shape[:2], half_width.shape[2]))
    for d, level in enumerate(strata.level):
        alone = level != GRAND_DOMAINE
        squares = (recruitments[d][:, alone] ** 2) @ (half_width[d][alone] ** 2)
        for letter in np.unique(letters[~alone]):
            pool = ~alone & (letters == letter)
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
    """Share of the recruitments that the stratum's own postings speak for, shape (département, filière)."""
    own = np.divide(strata.own, strata.sample, out=np.zeros_like(strata.own), where=strata.sample > 0)
    every = recruitments.sum(axis=2)
    seen = np.einsum("dfk,dk->df", recruitments, own)
    return np.divide(seen, every, out=np.zeros_like(every), where=every > 0)


def _notes(strata: Strata, recruitments: np.ndarray) -> np.ndarray:
    """Reservations of each cell, shape (département, filière)."""
    every = recruitments.sum(axis=2)
    counted, borrowed = (
        np.einsum("dfk,dk->df", recruitments, kept.astype(float))
        for kept in (strata.level != NONE, (strata.level != NONE) & (strata.own < strata.sample))
    )
    notes = np.where(borrowed > 0, NOTE_BORROWED, "").astype(object)
    notes = np.where(counted < SEEN * every, np.where(notes == "", "", notes + " ; ") + NOTE_PARTIAL, notes)
    return np.where(counted > 0, notes, NOTE_NONE)
