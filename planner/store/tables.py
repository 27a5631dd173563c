"""Every table of the database: importing this module declares them all in ``METADATA``."""

from __future__ import annotations

from planner.store import audit, catalogues, corrections, scenarios
from planner.store.database import METADATA

DECLARED_IN = (audit, catalogues, corrections, scenarios)
__all__ = ["METADATA"]
