"""Which skills concern initial training, which continuing training."""

from __future__ import annotations

import numpy as np

from planner.model import Public
from planner.needs.grid import Grid

INITIAL_PUBLICS = frozenset({"eleves-etudiants"})


def concerned(grid: Grid, public: Public) -> np.ndarray:
    """1 where the skill is meant for the public, else 0; one value per skill.

    A skill whose publics name no one concerns everyone.
    """
    flags = []
    for cell in grid.skills["publics"]:
        named = {name for name in str(cell).split("|") if name}
        wanted = named & INITIAL_PUBLICS if public is Public.INITIAL else named - INITIAL_PUBLICS
        flags.append(float(not named or bool(wanted)))
    return np.array(flags)
