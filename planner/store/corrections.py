"""Corrections of readings: who said what of which words, when and why; undone ones stay on record."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from sqlalchemy import (
    Column,
    DateTime,
    Integer,
    String,
    Table,
    Text,
    insert,
    make_url,
    select,
    update,
)

from planner.store.access import MACHINE, Act, Actor
from planner.store.acting import Database, open_database
from planner.store.csv_file import csv_bytes
from planner.store.database import METADATA, StoreUnavailable, now

ANONYMOUS = "anonyme"
SAID = ("verdict", "words", "sentence", "skill_id", "replacement", "document", "reason", "author")
CORRECTIONS = Table(
    "corrections",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("author", Text, nullable=False),
    Column("verdict", String(30), nullable=False),
    Column("words", Text, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("skill_id", String(30), nullable=False),
    Column("replacement", String(30), nullable=False),
    Column("document", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("undone_at", DateTime(timezone=True), nullable=True),
    sqlite_autoincrement=True,
)


class UnknownCorrection(StoreUnavailable):
    """No correction has that number, or it is undone already."""


def keep_correction(database: Database, said: Mapping[str, str]) -> int:
    """Keep a correction and return its number.

    Args:
        database: from :func:`planner.store.open_database`.
        said: ``SAID``; a missing text is empty. Its author is the person signed in, whatever it says; without
            sign-in, who it says, or anonymous.

    Raises:
        StoreUnavailable: the database refused; nothing has changed.
    """
    told = {name: str(said.get(name, "")).strip() for name in SAID}
    author = told["author"] or ANONYMOUS if database.actor == MACHINE else database.actor.name
    entry = {**told, "author": author, "created_at": now()}
    with database.acting(Act.CORRECT, f"{told['verdict']}, {told['skill_id']}") as connection:
        return connection.execute(insert(CORRECTIONS).values(entry).returning(CORRECTIONS.c.id)).scalar_one()


def undo_correction(database: Database, correction_id: int) -> None:
    """A correction counts no more; it stays on record with the moment of its undoing.

    Raises:
        UnknownCorrection: none of that number is in force.
    """
    found = (CORRECTIONS.c.id == correction_id) & CORRECTIONS.c.undone_at.is_(None)
    with database.acting(Act.UNDO_CORRECTION, f"correction n° {correction_id}") as connection:
        if connection.execute(update(CORRECTIONS).where(found).values(undone_at=now())).rowcount == 0:
            raise UnknownCorrection(f"Aucune correction en vigueur ne porte le numéro {correction_id}.")


def list_corrections(database: Database, *, undone: bool = False) -> pd.DataFrame:
    """Corrections in force in the order they were made, with the undone ones on demand (``undone_at`` is set)."""
    query = select(CORRECTIONS).order_by(CORRECTIONS.c.id)
    if not undone:
        query = query.where(CORRECTIONS.c.undone_at.is_(None))
    with database.acting(Act.READ_CORRECTIONS) as connection:
        rows = connection.execute(query).all()
    frame = pd.DataFrame(rows, columns=list(CORRECTIONS.c.keys()))
    return frame.assign(
        created_at=pd.to_datetime(frame["created_at"], utc=True),
        undone_at=pd.to_datetime(frame["undone_at"], utc=True),
    )


def corrections_at(url: str, actor: Actor) -> pd.DataFrame:
    """Corrections in force in the database of that address; none, and no file made, where SQLite has none yet.

    Raises:
        StoreUnavailable: there is one, and it does not open.
    """
    if url.startswith("sqlite"):
        path = make_url(url).database
        if path and path != ":memory:" and not Path(path).exists():
            return pd.DataFrame(columns=list(CORRECTIONS.c.keys()))
    return list_corrections(open_database(url, actor))


def corrections_csv(database: Database) -> bytes:
    """Every correction, undone ones too, as CSV, for a spreadsheet or another site."""
    with database.recording(Act.EXPORT_CORRECTIONS):
        return csv_bytes(list_corrections(database, undone=True))
