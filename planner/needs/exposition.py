"""Signal *exposition*: people in occupations that generative AI can change.

jobs (Dares) × ILO 2025 gradient of the occupation → people who need to use AI in their trade
(layer 3), to understand it (4) and, for managers, to lead its adoption (6).

    people = jobs × Σ_g share_g × INTENSITY_g × exposed_share

    continu: people / horizon_years per year        (those in post, trained over the horizon)
    initial: people × renewal_rate per year         (new entrants)

The interval is one notch of gradient down, one notch up.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.model import Public, Signal
from planner.needs.grid import Estimate, Grid, relevance, share_per_skill
from planner.needs.parameters import Parameters
from planner.needs.publics import concerned
from planner.needs.workforce import Workforce

# Share of the exposed who need training, G1 to G4, as parts of « exposed_share » (hypothèse: linear in the notch).
INTENSITY = np.array([0.25, 0.50, 0.75, 1.00])
INTENSITY_LOW = np.array([0.00, 0.25, 0.50, 0.75])
INTENSITY_HIGH = np.array([0.50, 0.75, 1.00, 1.00])
LAYERS_ALL = (3, 4)
LAYERS_MANAGERS = (6,)
EXPOSURE_LINES = ["filiere", "jobs", "exposed", "skill_share", "rate", "people"]


def demand_from_exposure(grid: Grid, workforce: Workforce, parameters: Parameters) -> pd.DataFrame:
    """People per year by skill, département, filière and public (``columns.DEMAND``)."""
    everyone, managers = workforce.jobs_by_gradient(grid), workforce.managers_by_gradient(grid)
    bounds = []
    for intensity in (INTENSITY, INTENSITY_LOW, INTENSITY_HIGH):
        people = _per_skill(grid, everyone @ intensity, LAYERS_ALL, parameters)
        people += _per_skill(grid, managers @ intensity, LAYERS_MANAGERS, parameters)
        bounds.append(people * parameters.exposed_share)
    estimate = Estimate(
        *bounds,
        sample=workforce.jobs_by(grid)[:, :, None],
        observed=(workforce.known_exposure(grid) * workforce.observed_jobs(grid))[:, :, None],
        note=np.array(""),
    )
    frames = [
        grid.demand(Signal.EXPOSITION, public, estimate.times(rate * concerned(grid, public)))
        for public, rate in yearly_rates(parameters).items()
    ]
    return pd.concat(frames, ignore_index=True)


def exposure_lines(
    grid: Grid, workforce: Workforce, parameters: Parameters, skill_id: str, dept: str, public: Public
) -> pd.DataFrame:
    """The product behind the signal, filière by filière: exposed × skill_share × rate = people per year.

    filiere, jobs (in G1–G4; managers' only for their layer), exposed (to train over the horizon), skill_share, rate,
    people; empty for a skill that the signal does not speak of.
    """
    s = grid.skill_ids.index(skill_id)
    layer = int(grid.skills["layer"].iloc[s])
    managers_only = layer in LAYERS_MANAGERS
    if layer not in LAYERS_ALL + LAYERS_MANAGERS or not concerned(grid, public)[s]:
        return pd.DataFrame(columns=EXPOSURE_LINES)
    by_gradient = workforce.managers_by_gradient(grid) if managers_only else workforce.jobs_by_gradient(grid)
    at_work = by_gradient[grid.depts.index(dept)]
    table = pd.DataFrame({"filiere": grid.filieres, "jobs": at_work.sum(axis=1)})
    table["exposed"] = at_work @ INTENSITY * parameters.exposed_share
    table["skill_share"] = share_per_skill(relevance(grid, (layer,)), parameters.skills_per_person)[:, s]
    table["rate"] = yearly_rates(parameters)[public]
    table["people"] = table["exposed"] * table["skill_share"] * table["rate"]
    return table[table["people"] > 0].reset_index(drop=True)


def yearly_rates(parameters: Parameters) -> dict[Public, float]:
    """Share of a stock of people to train each year, by public."""
    return {Public.INITIAL: parameters.renewal_rate, Public.CONTINU: 1.0 / parameters.horizon_years}


def _per_skill(grid: Grid, people: np.ndarray, layers: tuple[int, ...], parameters: Parameters) -> np.ndarray:
    """Spread people (département, filière) over the skills of each layer."""
    spread = sum(share_per_skill(relevance(grid, (layer,)), parameters.skills_per_person) for layer in layers)
    return people[:, :, None] * spread[None, :, :]
