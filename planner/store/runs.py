"""Runs of the road: campaign, what each was given and its main figures, to compare it or to show it again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from sqlalchemy import func, insert, select

from planner import french
from planner.refusal import Refusal
from planner.store.access import Act
from planner.store.acting import Database
from planner.store.database import RUNS, now


class UnknownCampaign(Refusal):
    """No run is kept under this name; ``str()`` says in French which names there are."""


def keep_run(
    database: Database, campaign: str, parameters: Mapping[str, Any], summary: Mapping[str, Any]
) -> int:
    """Keep what a run was given and what it found (JSON values), and return its number."""
    entry = {
        "campaign": campaign,
        "created_at": now(),
        "parameters": dict(parameters),
        "summary": dict(summary),
    }
    with database.acting(Act.KEEP_RUN, f"« {campaign} »") as connection:
        return connection.execute(insert(RUNS).values(entry).returning(RUNS.c.id)).scalar_one()


def load_run(database: Database, campaign: str) -> dict[str, Any]:
    """The latest run kept under a name: id, campaign, created_at (UTC), parameters, summary.

    Raises:
        UnknownCampaign: none is.
    """
    found = list_runs(database, campaign)
    if found.empty:
        raise UnknownCampaign(
            f"Aucune campagne gardée sous le nom « {campaign} ». {_known(list_campaigns(database))}"
        )
    return found.iloc[0].to_dict()


def list_campaigns(database: Database) -> list[str]:
    """Names under which a run is kept, the latest first; runs without a name are left out."""
    names = select(RUNS.c.campaign).where(RUNS.c.campaign != "").order_by(RUNS.c.id.desc())
    with database.acting(Act.READ_RUNS) as connection:
        return list(dict.fromkeys(connection.scalars(names)))


def list_latest_runs(database: Database) -> pd.DataFrame:
    """The latest run of each campaign, latest first: id, campaign, created_at (UTC), parameters; no summary, which is long."""
    known = (RUNS.c.id, RUNS.c.campaign, RUNS.c.created_at, RUNS.c.parameters)
    latest = select(func.max(RUNS.c.id)).where(RUNS.c.campaign != "").group_by(RUNS.c.campaign)
    with database.acting(Act.READ_RUNS) as connection:
        rows = connection.execute(
            select(*known).where(RUNS.c.id.in_(latest)).order_by(RUNS.c.id.desc())
        ).all()
    frame = pd.DataFrame(rows, columns=[column.name for column in known])
    return frame.assign(created_at=pd.to_datetime(frame["created_at"], utc=True))


def _known(names: list[str]) -> str:
    if not names:
        return "Aucune campagne n'est encore gardée : donnez un nom au calcul pour le garder."
    return f"Campagnes gardées : {french.listed([f'« {name} »' for name in names], 10)}."


def list_runs(database: Database, campaign: str | None = None) -> pd.DataFrame:
    """Runs, latest first: id, campaign, created_at (UTC), parameters, summary (dictionaries)."""
    query = select(RUNS).order_by(RUNS.c.id.desc())
    if campaign is not None:
        query = query.where(RUNS.c.campaign == campaign)
    with database.acting(Act.READ_RUNS) as connection:
        rows = connection.execute(query).all()
    frame = pd.DataFrame(rows, columns=list(RUNS.c.keys()))
    return frame.assign(created_at=pd.to_datetime(frame["created_at"], utc=True))
