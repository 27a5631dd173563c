"""Who works where, in which occupations: the population that every signal counts on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import pandas as pd

from planner.needs.grid import Grid

GRADIENTS = ("G1", "G2", "G3", "G4")
KEPT = 4  # workforces whose arrays are kept: no parameter changes them, and sensitivity asks for them forty times


@dataclass(frozen=True, slots=True, eq=False)
class Workforce:
    """Public figures on employment, tidy.

    Attributes:
        jobs: dept, filiere, fap, jobs (Dares 2019 by FAP × département, split over filières), observed (0–1).
        exposure: fap, gradient (none | minimal | G1–G4 | unknown), share (sums to 1 per FAP), managers_share.
        domains: fap, domain (domaine professionnel ROME), share (sums to 1 per FAP).
        adoption: filiere, rate, low, high (0–1, share of organisations using AI), observed (0 or 1).
        recruitments: intended recruitments of the region in a year.
        distances: km between prefectures, square, indexed by département.
    """

    jobs: pd.DataFrame
    exposure: pd.DataFrame
    domains: pd.DataFrame
    adoption: pd.DataFrame
    recruitments: float
    distances: pd.DataFrame

    @lru_cache(maxsize=KEPT)  # noqa: B019 - bounded
    def jobs_by(self, grid: Grid) -> np.ndarray:
        """Jobs, shape (département, filière)."""
        table = self.jobs.pivot_table(index="dept", columns="filiere", values="jobs", aggfunc="sum")
        return _fixed(table.reindex(index=grid.depts, columns=grid.filieres).fillna(0.0).to_numpy())

    @lru_cache(maxsize=KEPT)  # noqa: B019 - bounded
    def jobs_by_gradient(self, grid: Grid) -> np.ndarray:
        """Jobs, shape (département, filière, gradient) with gradients in the order of ``GRADIENTS``."""
        return self._split(grid, self.exposure, "gradient", GRADIENTS, "share")

    @lru_cache(maxsize=KEPT)  # noqa: B019 - bounded
    def managers_by_gradient(self, grid: Grid) -> np.ndarray:
        """Managers' jobs (ISCO-08 major group 1), same shape as :meth:`jobs_by_gradient`."""
        table = self.exposure.assign(managers=self.exposure["share"] * self.exposure["managers_share"])
        return self._split(grid, table, "gradient", GRADIENTS, "managers")

    @lru_cache(maxsize=KEPT)  # noqa: B019 - bounded
    def jobs_by_domain(self, grid: Grid) -> tuple[tuple[str, ...], np.ndarray]:
        """Domain codes and jobs, shape (département, filière, domain)."""
        names = tuple(sorted(self.domains["domain"].unique()))
        return names, self._split(grid, self.domains, "domain", names, "share")

    @lru_cache(maxsize=KEPT)  # noqa: B019 - bounded
    def observed_jobs(self, grid: Grid) -> np.ndarray:
        """Share of jobs counted rather than assumed, shape (département, filière), 0 where there is no job."""
        counted = self.jobs.assign(jobs=self.jobs["jobs"] * self.jobs["observed"])
        return self._share(grid, replace(self, jobs=counted).jobs_by(grid))

    @lru_cache(maxsize=KEPT)  # noqa: B019 - bounded
    def known_exposure(self, grid: Grid) -> np.ndarray:
        """Share of jobs whose exposure is known, shape (département, filière), 0 where there is no job."""
        unknown = self._split(grid, self.exposure, "gradient", ("unknown",), "share")[:, :, 0]
        return self._share(grid, self.jobs_by(grid) - unknown)

    def _share(self, grid: Grid, part: np.ndarray) -> np.ndarray:
        jobs = self.jobs_by(grid)
        return _fixed(np.divide(part, jobs, out=np.zeros_like(jobs), where=jobs > 0))

    def rate(self, grid: Grid, column: str) -> np.ndarray:
        """``rate``, ``low``, ``high`` or ``observed`` of adoption, one value per filière."""
        return self.adoption.set_index("filiere")[column].reindex(grid.filieres).fillna(0.0).to_numpy(float)

    def _split(
        self, grid: Grid, table: pd.DataFrame, axis: str, names: tuple[str, ...], share: str
    ) -> np.ndarray:
        """Jobs × ``share`` of each ``axis`` value, shape (département, filière, len(names))."""
        shares = table.pivot_table(index="fap", columns=axis, values=share, aggfunc="sum").reindex(
            columns=names
        )
        jobs = self.jobs.pivot_table(index=["dept", "filiere"], columns="fap", values="jobs", aggfunc="sum")
        cells = pd.MultiIndex.from_product([grid.depts, grid.filieres])
        jobs = jobs.reindex(cells).fillna(0.0)
        split = jobs.to_numpy() @ shares.reindex(jobs.columns).fillna(0.0).to_numpy()
        return _fixed(split.reshape(len(grid.depts), len(grid.filieres), len(names)))


def _fixed(array: np.ndarray) -> np.ndarray:
    """The array, that nobody can change any more: it is shared."""
    array.setflags(write=False)
    return array
