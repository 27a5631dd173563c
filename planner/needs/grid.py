"""The cells where needs are counted: département × filière × skill, as arrays.

Arrays are shaped (département, filière, skill) in the order of the grid, so that signals add,
compare and roll up without a join; ``Grid.demand`` turns one signal into its tidy table.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from planner.columns import DEMAND
from planner.model import Public, Signal

# hypothèse: a skill written for a filière is needed twice as often there as a transversal one.
OWN_FILIERE = 2.0
# hypothèse: what everyone must know (usual level 1) is needed by four times as many people as what a
# confirmed practitioner knows (3); without it, every skill of a layer would tie.
LEVEL_WEIGHT = {1: 4.0, 2: 2.0, 3: 1.0, 4: 0.5}


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Names along the three axes, each sorted, and the framework table behind the third."""

    depts: tuple[str, ...]
    filieres: tuple[str, ...]
    skills: pd.DataFrame

    @property
    def skill_ids(self) -> tuple[str, ...]:
        """Skill ids in order."""
        return tuple(self.skills["skill_id"])

    @property
    def shape(self) -> tuple[int, int, int]:
        """(départements, filières, skills)."""
        return len(self.depts), len(self.filieres), len(self.skills)

    def zeros(self) -> np.ndarray:
        """An array of the grid's shape, all zero."""
        return np.zeros(self.shape)

    def demand(self, signal: Signal, public: Public, estimate: Estimate) -> pd.DataFrame:
        """The tidy table (``columns.DEMAND``) of one signal for one public; cells with no demand are left out."""
        values = {
            name: np.broadcast_to(getattr(estimate, name), self.shape)
            for name in ("people", "low", "high", "sample", "observed", "note")
        }
        kept = np.nonzero((values["high"] > 0) | (values["note"] != ""))
        axes = {"dept": self.depts, "filiere": self.filieres, "skill_id": self.skill_ids}
        names = {
            axis: pd.Series(members)[place].array
            for place, (axis, members) in zip(kept, axes.items(), strict=True)
        }
        frame = pd.DataFrame(names | {name: value[kept] for name, value in values.items()})
        return frame.assign(signal=str(signal), public=str(public))[DEMAND.names]


@dataclass(frozen=True, slots=True, eq=False)
class Estimate:
    """One signal over the grid; every field broadcasts to the grid's shape.

    ``people``, ``low``, ``high``: people per year. ``sample``: effective sample.
    ``observed``: share observed, 0–1. ``note``: reservation in French, '' when none.
    """

    people: np.ndarray
    low: np.ndarray
    high: np.ndarray
    sample: np.ndarray
    observed: np.ndarray
    note: np.ndarray

    def times(self, factor: float | np.ndarray) -> Estimate:
        """The estimate with its people and bounds multiplied."""
        return Estimate(
            self.people * factor, self.low * factor, self.high * factor, self.sample, self.observed, self.note
        )


@lru_cache(maxsize=32)
def relevance(grid: Grid, layers: tuple[int, ...]) -> np.ndarray:
    """How much each filière is concerned by each skill of ``layers``, shape (filière, skill).

    ``LEVEL_WEIGHT`` of the skill's usual level, times ``OWN_FILIERE`` where the skill belongs to the
    filière; 0 in the filières that a sector's skill does not belong to. Kept: no parameter changes it.
    """
    weights = np.zeros((len(grid.filieres), len(grid.skills)))
    for j, skill in enumerate(grid.skills.itertuples(index=False)):
        if int(skill.layer) in layers:
            own = {name for name in str(skill.filieres).split("|") if name}
            place = [1.0 if not own else OWN_FILIERE * (name in own) for name in grid.filieres]
            weights[:, j] = LEVEL_WEIGHT[int(skill.level)] * np.array(place)
    weights.setflags(write=False)
    return weights


def share_per_skill(weights: np.ndarray, skills_per_person: float) -> np.ndarray:
    """Share of people who need each skill, when each acquires ``skills_per_person`` of them.

    Proportional to ``weights`` (filière, skill), at most 1 per skill; rows sum to at most
    ``skills_per_person``.
    """
    totals = weights.sum(axis=1, keepdims=True)
    spread = np.divide(weights * skills_per_person, totals, out=np.zeros_like(weights), where=totals > 0)
    return np.minimum(spread, 1.0)
