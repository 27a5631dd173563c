"""Scenarios: plans kept under a name, with the question that gave each, to be shown again and compared."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from sqlalchemy import JSON, Column, DateTime, Integer, Table, Text, delete, insert, select
from sqlalchemy.exc import IntegrityError

from planner import columns
from planner.store.access import Act, Role
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
    Column("author", Text, nullable=False, server_default=""),
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
        "author": database.actor.name,
        "created_at": now(),
        "question": dict(question),
        "actions": chosen.astype(object).where(chosen.notna(), None).to_dict("records"),
    }
    try:
        with database.acting(Act.KEEP_SCENARIO, f"« {name} »") as connection:
            return connection.execute(insert(SCENARIOS).values(entry).returning(SCENARIOS.c.id)).scalar_one()
    except IntegrityError as error:
        raise ScenarioRefused(
            f"Un scénario porte déjà le nom « {name} » : choisissez-en un autre, ou supprimez-le d’abord."
        ) from error


def list_scenarios(database: Database) -> pd.DataFrame:
    """Scenarios, latest first: id, name, created_at (UTC), question (dictionary), actions
    (``columns.ACTIONS``), author.
    """
    with database.acting(Act.READ_SCENARIOS) as connection:
        rows = connection.execute(select(SCENARIOS).order_by(SCENARIOS.c.id.desc())).all()
    frame = pd.DataFrame(rows, columns=list(SCENARIOS.c.keys()))
    frame["actions"] = [_actions(kept) for kept in frame["actions"]]
    return frame.assign(created_at=pd.to_datetime(frame["created_at"], utc=True))


def forget_scenario(database: Database, number: int) -> None:
    """Delete a scenario; a counsellor, only one of its own.

    Raises:
        ScenarioRefused: there is none of that number, or it is another's.
    """
    actor, found = database.actor, SCENARIOS.c.id == number
    with database.acting(Act.FORGET_SCENARIO, f"scénario n° {number}") as connection:
        author = connection.scalar(select(SCENARIOS.c.author).where(found))
        if author is None:
            raise ScenarioRefused(f"Aucun scénario n° {number} : il a peut-être été supprimé entre-temps.")
        if actor.role is Role.COUNSELLOR and author != actor.name:
            raise ScenarioRefused(
                f"Le scénario n° {number} est d’une autre personne : {actor} ne peut le supprimer."
            )
        connection.execute(delete(SCENARIOS).where(found))


def _actions(kept: list[dict[str, object]]) -> pd.DataFrame:
    """Actions as they were: JSON has no NaN, it is kept as null."""
    frame = columns.ACTIONS.frame(kept)
    return frame.where(frame.notna(), float("nan")).infer_objects()
