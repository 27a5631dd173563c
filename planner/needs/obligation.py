"""Signal *obligation*: AI literacy of staff, Regulation (EU) 2024/1689 (AI Act), article 4.

    people = jobs × adoption rate of the filière × adoption_factor

spread over the layer « comprendre »; per year as in :mod:`planner.needs.exposition`. The
interval is that of the adoption rate.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.model import Layer, Signal
from planner.needs.exposition import yearly_rates
from planner.needs.grid import Estimate, Grid, relevance, share_per_skill
from planner.needs.parameters import Parameters
from planner.needs.publics import concerned
from planner.needs.workforce import Workforce


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
