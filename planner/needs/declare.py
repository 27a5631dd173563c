"""Signal *déclaré*: what branches and territories say they need, in their own words.

The skills are those read in the stated needs; the people are those the profile states, or,
when it is silent, headcount × adoption rate / horizon (flagged). A regional profile speaks
for the départements of its filière that have no profile of their own, pro rata of jobs.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.model import Public, Signal
from planner.needs.grid import Estimate, Grid
from planner.needs.parameters import Parameters
from planner.needs.workforce import Workforce

NOTE_DERIVED = "effectif à former non déclaré : déduit de l'effectif et de l'adoption"


def demand_from_profiles(
    grid: Grid, profiles: pd.DataFrame, mentions: pd.DataFrame, workforce: Workforce, parameters: Parameters
) -> pd.DataFrame:
    """People per year by skill, département and filière (``columns.DEMAND``), continuing training only.

    Args:
        profiles: ``columns.PROFILES``.
        mentions: ``columns.MENTIONS`` of the stated needs, ``document_id`` being the profile's.
    """
    people, sample, stated = grid.zeros(), grid.zeros(), grid.zeros()
    jobs = workforce.jobs_by(grid)
    skill_of = (
        mentions.drop_duplicates(["document_id", "skill_id"]).groupby("document_id")["skill_id"].agg(list)
    )
    places = {name: i for i, name in enumerate(grid.filieres)}
    skills = {name: i for i, name in enumerate(grid.skill_ids)}
    spoken = _spoken(grid, profiles)
    for profile in profiles.itertuples(index=False):
        filiere = places.get(profile.filiere)
        asked = [skills[s] for s in skill_of.get(profile.profile_id, []) if s in skills]
        number, is_stated = _people(profile, workforce, parameters)
        if filiere is None or not asked or number <= 0:
            continue
        share = _territory(grid, profile, jobs[:, filiere], spoken)
        for skill in asked:
            people[:, filiere, skill] += number * share
            sample[:, filiere, skill] += share > 0
            stated[:, filiere, skill] += number * share * is_stated
    observed = np.divide(stated, people, out=np.zeros_like(people), where=people > 0)
    note = np.where((people > 0) & (observed < 1), NOTE_DERIVED, "")
    estimate = Estimate(people, people, people, sample, observed, note)
    return grid.demand(Signal.DECLARE, Public.CONTINU, estimate)


def _spoken(grid: Grid, profiles: pd.DataFrame) -> set[tuple[str, str]]:
    """(département, filière) pairs that have a profile of their own."""
    own = profiles[profiles["dept"].isin(grid.depts)]
    return set(zip(own["dept"], own["filiere"], strict=True))


def _people(profile: object, workforce: Workforce, parameters: Parameters) -> tuple[float, bool]:
    """People to train per year, and whether the profile states them itself."""
    if pd.notna(profile.people_stated):
        return float(profile.people_stated), True
    if pd.isna(profile.headcount):
        return 0.0, False
    known = workforce.adoption.set_index("filiere")["rate"]
    rate = profile.adoption_rate if pd.notna(profile.adoption_rate) else known.get(profile.filiere, 0.0)
    return float(profile.headcount) * min(
        rate * parameters.adoption_factor, 1.0
    ) / parameters.horizon_years, False


def _territory(grid: Grid, profile: object, jobs: np.ndarray, spoken: set[tuple[str, str]]) -> np.ndarray:
    """Share of the profile's people in each département; sums to 1, or 0 where it speaks for none."""
    if profile.dept in grid.depts:
        return np.array([float(dept == profile.dept) for dept in grid.depts])
    silent = np.array([(dept, profile.filiere) not in spoken for dept in grid.depts])
    total = jobs.sum()
    return np.where(silent, jobs, 0.0) / total if total else np.zeros(len(grid.depts))
