"""Signal *déclaré*: what branches and territories say they need, in their own words.

The skills are those read in the stated needs; the people are those the profile states, or,
when it is silent, headcount × adoption rate / horizon (flagged). A regional profile speaks
for the départements of its filière that have no profile of their own, pro rata of jobs.

Nothing is sampled here. The bounds say how rough the figure is: ``STATED_MARGIN`` around a stated number,
the bounds of the adoption rate when it is derived from it.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.model import Public, Signal
from planner.needs.grid import Estimate, Grid
from planner.needs.parameters import Parameters
from planner.needs.workforce import Workforce

NOTE_DERIVED = "effectif à former non déclaré : déduit de l'effectif et de l'adoption"
STATED_MARGIN = 0.2  # hypothèse: what a profile states is an order of magnitude, a fifth off either way
DECLARED_LINES = [
    "profile_id", "sector", "source", "filiere", "dept", "skill_id", "territory", "people", "low", "high", "stated",
]  # fmt: skip


def demand_from_profiles(
    grid: Grid, profiles: pd.DataFrame, mentions: pd.DataFrame, workforce: Workforce, parameters: Parameters
) -> pd.DataFrame:
    """People per year by skill, département and filière (``columns.DEMAND``), continuing training only.

    Args:
        profiles: ``columns.PROFILES``.
        mentions: ``columns.MENTIONS`` of the stated needs, ``document_id`` being the profile's.
    """
    lines = declared_lines(grid, profiles, mentions, workforce, parameters)
    cell = tuple(
        pd.Index(axis).get_indexer(lines[column])
        for axis, column in ((grid.depts, "dept"), (grid.filieres, "filiere"), (grid.skill_ids, "skill_id"))
    )

    def summed(values: pd.Series | float) -> np.ndarray:
        total = grid.zeros()
        np.add.at(total, cell, values)
        return total

    people, stated = summed(lines["people"]), summed(lines["people"] * lines["stated"])
    observed = np.divide(stated, people, out=np.zeros_like(people), where=people > 0)
    note = np.where((people > 0) & (observed < 1), NOTE_DERIVED, "")
    bounds = people, summed(lines["low"]), summed(lines["high"])
    estimate = Estimate(*bounds, sample=summed(1.0), observed=observed, note=note)
    return grid.demand(Signal.DECLARE, Public.CONTINU, estimate)


def declared_lines(
    grid: Grid, profiles: pd.DataFrame, mentions: pd.DataFrame, workforce: Workforce, parameters: Parameters
) -> pd.DataFrame:
    """What each profile asks for, by département and skill (``DECLARED_LINES``): people per year with their bounds.

    ``territory``: share of the profile's people in that département. Same arguments as :func:`demand_from_profiles`.
    """
    jobs = workforce.jobs_by(grid)
    read = mentions[mentions["skill_id"].isin(grid.skill_ids)].drop_duplicates(["document_id", "skill_id"])
    skill_of = read.groupby("document_id")["skill_id"].agg(list)
    spoken = _spoken(grid, profiles)
    rows = []
    for profile in profiles[profiles["filiere"].isin(grid.filieres)].itertuples(index=False):
        people, stated = _people(profile, workforce, parameters)
        shares = _territory(grid, profile, jobs[:, grid.filieres.index(profile.filiere)], spoken)
        for dept, share in zip(grid.depts, shares, strict=True):
            said = (profile.profile_id, profile.sector, profile.source, profile.filiere, dept)
            if share > 0 and people[0] > 0:
                numbers = (share, *(share * bound for bound in people), stated)
                rows += [(*said, skill, *numbers) for skill in skill_of.get(profile.profile_id, [])]
    return pd.DataFrame(rows, columns=DECLARED_LINES)


def _spoken(grid: Grid, profiles: pd.DataFrame) -> set[tuple[str, str]]:
    """(département, filière) pairs that have a profile of their own."""
    own = profiles[profiles["dept"].isin(grid.depts)]
    return set(zip(own["dept"], own["filiere"], strict=True))


def _people(
    profile: object, workforce: Workforce, parameters: Parameters
) -> tuple[tuple[float, float, float], bool]:
    """People to train per year with their bounds, and whether the profile states them itself."""
    if pd.notna(profile.people_stated):
        return _roughly(float(profile.people_stated)), True
    if pd.isna(profile.headcount):
        return (0.0, 0.0, 0.0), False
    if pd.notna(profile.adoption_rate):
        rates = _roughly(float(profile.adoption_rate))
    else:
        known = workforce.adoption.set_index("filiere")
        rates = tuple(float(known[column].get(profile.filiere, 0.0)) for column in ("rate", "low", "high"))
    yearly = float(profile.headcount) / parameters.horizon_years
    people, low, high = (yearly * min(rate * parameters.adoption_factor, 1.0) for rate in rates)
    return (people, low, high), False


def _roughly(value: float) -> tuple[float, float, float]:
    return value, value * (1 - STATED_MARGIN), value * (1 + STATED_MARGIN)


def _territory(grid: Grid, profile: object, jobs: np.ndarray, spoken: set[tuple[str, str]]) -> np.ndarray:
    """Share of the profile's people in each département; sums to 1, or 0 where it speaks for none."""
    if profile.dept in grid.depts:
        return np.array([float(dept == profile.dept) for dept in grid.depts])
    silent = np.array([(dept, profile.filiere) not in spoken for dept in grid.depts])
    total = jobs.sum()
    return np.where(silent, jobs, 0.0) / total if total else np.zeros(len(grid.depts))
