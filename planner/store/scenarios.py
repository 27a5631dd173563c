"""Scenarios: plans kept under a name, with the question that gave each, to be shown again and compared."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from sqlalchemy import JSON, Column, DateTime, Integer, Table, Text, delete, insert, select
from sqlalchemy.exc import IntegrityError

from planner import columns
from planner.store.access import Act
from planner.store.acting import Database
from planner.store.database import METADATA, StoreUnavailable, now

SCENARIOS = Table(
    "scenarios",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("question", JSON, nullable=False),
    Column("actions", JSON, nullable=False),
    sqlite_autoincrement=True,
)


class ScenarioRefused(StoreUnavailable):
    """The name is empty or taken, or no scenario has that number; ``str()`` says which in French."""


def keep_scenario(database: Database, name: str, question: Mapping[str, str], actions: pd.DataFrame) -> int:
    """Keep a plan and return its number.

    Args:
        question: parameters of the link that gives the plan again.
        actions: ``columns.ACTIONS``; only those chosen are kept.

    Raises:
        ScenarioRefused: the name is empty or taken.
    """
    name = " ".join(name.split())
    if not name:
        raise ScenarioRefused("Donnez un nom au scénario.")
    chosen = actions.loc[actions["chosen"].astype(bool), columns.ACTIONS.names]
    entry = {
        "name": name,
        "created_at": now(),
        "question": dict(question),
        "actions": chosen.astype(object).where(chosen.notna(), None).to_dict("records"),
    }
    try:
        with database.acting(Act.KEEP_SCENARIO) as connection:
            return connection.execute(insert(SCENARIOS).values(entry).returning(SCENARIOS.c.id)).scalar_one()
    except IntegrityError as error:
        raise ScenarioRefused(
            f"Un scénario porte déjà le nom « {name} » : choisissez-en un autre, ou supprimez-le d’abord."
        ) from error


def list_scenarios(database: Database) -> pd.DataFrame:
    """Scenarios, latest first: id, name, created_at (UTC), question (dictionary), actions (``columns.ACTIONS``)."""
    with database.acting(Act.READ_SCENARIOS) as connection:
        rows = connection.execute(select(SCENARIOS).order_by(SCENARIOS.c.id.desc())).all()
    frame = pd.DataFrame(rows, columns=list(SCENARIOS.c.keys()))
    frame["actions"] = [_actions(kept) for kept in frame["actions"]]
    return frame.assign(created_at=pd.to_datetime(frame["created_at"], utc=True))


def forget_scenario(database: Database, number: int) -> None:
    """Delete a scenario.

    Raises:
        ScenarioRefused: there is none of that number.
    """
    with database.acting(Act.FORGET_SCENARIO) as connection:
        gone = connection.execute(delete(SCENARIOS).where(SCENARIOS.c.id == number)).rowcount
    if not gone:
        raise ScenarioRefused(f"Aucun scénario n° {number} : il a peut-être été supprimé entre-temps.")


def _actions(kept: list[dict[str, object]]) -> pd.DataFrame:
    """Actions as they were: JSON has no NaN, it is kept as null."""
    frame = columns.ACTIONS.frame(kept)
    return frame.where(frame.notna(), float("nan")).infer_objects()
