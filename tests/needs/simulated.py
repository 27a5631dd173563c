"""A region drawn at random, whose true demand is known: what the postings' interval must contain."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.columns import CODINGS, MENTIONS, POSTINGS, SKILLS
from planner.needs import Grid, Workforce
from tests.needs.conftest import skill

DEPTS, FILIERES = ("44", "49", "53", "72", "85"), ("commerce", "numerique")
DOMAINS = tuple(f"{letter}1{i}" for letter in "HKM" for i in range(1, 7))
SKILLS_ASKED, RECRUITMENTS = 12, 10_000.0
# How far shares differ: Beta priors worth so many postings. Measured on 8,882 real postings
# (docs/measures_needs.md): 9 between domains, 100 at least between départements.
DOMAIN_PRIOR, DEPT_PRIOR = 9.0, 100.0
RARE = (1.2, 8.0)  # Beta law of the mean share of a skill in a grand domaine: 13 % on average, often near 0
CONFIDENCES = (0.5, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class Population:
    """``shares``: true share of each stratum that asks, (département, domain, skill); the rest is what is read of it."""

    grid: Grid
    workforce: Workforce
    shares: np.ndarray
    postings: pd.DataFrame
    codings: pd.DataFrame
    mentions: pd.DataFrame


def population(seed: int, size: int, dept_prior: float = DEPT_PRIOR) -> Population:
    """Draw a region, then ``size`` postings in it, most of them in a few strata as in any real file."""
    random = np.random.default_rng(seed)
    shares = _shares(random, dept_prior)
    weights = random.lognormal(size=(len(DEPTS), 1)) * random.lognormal(size=(1, len(DOMAINS)))
    stratum = random.choice(weights.size, size, p=(weights / weights.sum()).ravel())
    dept, domain = np.divmod(stratum, len(DOMAINS))
    ids = np.array([f"p{i}" for i in range(size)])
    postings = _frame(POSTINGS.names, size, posting_id=ids, dept=np.array(DEPTS)[dept])
    rome = [f"{DOMAINS[k]}01" for k in domain]
    codings = _frame(CODINGS.names, size, posting_id=ids, rome=rome, score=random.uniform(*CONFIDENCES, size))
    posting, asked = np.nonzero(random.random((size, SKILLS_ASKED)) < shares[dept, domain])
    said = {"document_id": ids[posting], "skill_id": [f"IA{100 + s}" for s in asked]}
    mentions = _frame(MENTIONS.names, len(posting), **said, part="missions", force="exigé")
    grid = Grid(DEPTS, FILIERES, SKILLS.frame(skill(f"IA{100 + s}", 1) for s in range(SKILLS_ASKED)))
    return Population(grid, _workforce(random), shares, postings, codings, mentions)


def _shares(random: np.random.Generator, dept_prior: float) -> np.ndarray:
    letters = random.beta(*RARE, (len({domain[0] for domain in DOMAINS}), SKILLS_ASKED))
    by_domain = _around(np.repeat(letters, len(DOMAINS) // len(letters), axis=0), DOMAIN_PRIOR, random)
    return _around(np.repeat(by_domain[None], len(DEPTS), axis=0), dept_prior, random)


def _around(mean: np.ndarray, prior: float, random: np.random.Generator) -> np.ndarray:
    """Beta draws around ``mean``, as if it were known from ``prior`` postings."""
    nearly = np.clip(mean, 1e-9, 1 - 1e-9)
    return random.beta(prior * nearly, prior * (1 - nearly))


def _workforce(random: np.random.Generator) -> Workforce:
    cells = pd.MultiIndex.from_product([DEPTS, FILIERES, DOMAINS], names=["dept", "filiere", "fap"])
    jobs = cells.to_frame(index=False).assign(jobs=random.lognormal(7, 1, len(cells)), observed=1.0)
    domains = pd.DataFrame({"fap": DOMAINS, "domain": DOMAINS, "share": 1.0})
    nothing = pd.DataFrame()
    return Workforce(jobs, nothing, domains, nothing, RECRUITMENTS, nothing)


def _frame(names: list[str], size: int, **columns: object) -> pd.DataFrame:
    return pd.DataFrame({name: columns.get(name, "") for name in names}, index=range(size))
