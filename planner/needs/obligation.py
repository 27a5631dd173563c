"""Signal *obligation*: AI literacy of staff, Regulation (EU) 2024/1689 (AI Act), article 4.

    people = jobs × adoption rate of the filière × adoption_factor

spread over the layer « comprendre »; per year as in :mod:`planner.needs.exposition`. The
interval is that of the adoption rate.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.model import Layer, Public, Signal
from planner.needs.exposition import yearly_rates
from planner.needs.grid import Estimate, Grid, relevance, share_per_skill
from planner.needs.parameters import Parameters
from planner.needs.publics import concerned
from planner.needs.workforce import Workforce

OBLIGATION_LINES = ["filiere", "jobs", "adoption", "skill_share", "rate", "people"]


def demand_from_obligation(grid: Grid, workforce: Workforce, parameters: Parameters) -> pd.DataFrame:
    """People per year by skill, département, filière and public (``columns.DEMAND``)."""
    jobs = workforce.jobs_by(grid)
    spread = share_per_skill(relevance(grid, (Layer.COMPRENDRE,)), parameters.skills_per_person)
    bounds = [
        (jobs * np.minimum(workforce.rate(grid, column) * parameters.adoption_factor, 1.0))[:, :, None]
        * spread
        for column in ("rate", "low", "high")
    ]
    estimate = Estimate(
        *bounds,
        sample=jobs[:, :, None],
        observed=(workforce.rate(grid, "observed") * workforce.observed_jobs(grid))[:, :, None],
        note=np.array(""),
    )
    frames = [
        grid.demand(Signal.OBLIGATION, public, estimate.times(rate * concerned(grid, public)))
        for public, rate in yearly_rates(parameters).items()
    ]
    return pd.concat(frames, ignore_index=True)


def obligation_lines(
    grid: Grid, workforce: Workforce, parameters: Parameters, skill_id: str, dept: str, public: Public
) -> pd.DataFrame:
    """The product behind the signal, filière by filière: jobs × adoption × skill_share × rate = people per year.

    filiere, jobs, adoption (multiplied, 1 at most), skill_share, rate, people; empty for a skill of another layer.
    """
    s = grid.skill_ids.index(skill_id)
    if int(grid.skills["layer"].iloc[s]) != Layer.COMPRENDRE or not concerned(grid, public)[s]:
        return pd.DataFrame(columns=OBLIGATION_LINES)
    table = pd.DataFrame({"filiere": grid.filieres, "jobs": workforce.jobs_by(grid)[grid.depts.index(dept)]})
    table["adoption"] = np.minimum(workforce.rate(grid, "rate") * parameters.adoption_factor, 1.0)
    spread = share_per_skill(relevance(grid, (Layer.COMPRENDRE,)), parameters.skills_per_person)
    table["skill_share"] = spread[:, s]
    table["rate"] = yearly_rates(parameters)[public]
    table["people"] = table["jobs"] * table["adoption"] * table["skill_share"] * table["rate"]
    return table[table["people"] > 0].reset_index(drop=True)
