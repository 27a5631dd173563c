"""Every table of the database: importing this module declares them all in ``METADATA``."""

from __future__ import annotations

from planner.store import catalogues, corrections, scenarios
from planner.store.database import METADATA

DECLARED_IN = (catalogues, corrections, scenarios)
__all__ = ["METADATA"]
