"""Runs of the road: campaign, parameters and main figures of each, for comparison."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Engine, insert, select

from planner.store.database import RUNS, atomic, now


def keep_run(engine: Engine, campaign: str, parameters: Mapping[str, Any], summary: Mapping[str, Any]) -> int:
    """Keep what a run was given and what it found (JSON values), and return its number."""
    entry = {
        "campaign": campaign,
        "created_at": now(),
        "parameters": dict(parameters),
        "summary": dict(summary),
    }
    with atomic(engine) as connection:
        return connection.execute(insert(RUNS).values(entry).returning(RUNS.c.id)).scalar_one()


def list_runs(engine: Engine, campaign: str | None = None) -> pd.DataFrame:
    """Runs, latest first: id, campaign, created_at (UTC), parameters, summary (dictionaries)."""
    query = select(RUNS).order_by(RUNS.c.id.desc())
    if campaign is not None:
        query = query.where(RUNS.c.campaign == campaign)
    with atomic(engine) as connection:
        rows = connection.execute(query).all()
    frame = pd.DataFrame(rows, columns=list(RUNS.c.keys()))
    return frame.assign(created_at=pd.to_datetime(frame["created_at"], utc=True))
