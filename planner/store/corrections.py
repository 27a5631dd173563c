"""Corrections of readings: who said what of which words, when and why; undone ones stay on record."""

from __future__ import annotations

import csv
import io
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

from planner.store.access import Act, Actor
from planner.store.acting import Database, open_database
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
# First signs by which a spreadsheet takes a text for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class UnknownCorrection(StoreUnavailable):
    """No correction has that number, or it is undone already."""


def keep_correction(database: Database, said: Mapping[str, str]) -> int:
    """Keep a correction and return its number.

    Args:
        database: from :func:`planner.store.open_database`.
        said: ``SAID``; a missing text is empty, a missing author anonymous.

    Raises:
        StoreUnavailable: the database refused; nothing has changed.
    """
    entry = {name: str(said.get(name, "")).strip() for name in SAID}
    entry |= {"author": entry["author"] or ANONYMOUS, "created_at": now()}
    with database.acting(Act.CORRECT) as connection:
        return connection.execute(insert(CORRECTIONS).values(entry).returning(CORRECTIONS.c.id)).scalar_one()


def undo_correction(database: Database, correction_id: int) -> None:
    """A correction counts no more; it stays on record with the moment of its undoing.

    Raises:
        UnknownCorrection: none of that number is in force.
    """
    found = (CORRECTIONS.c.id == correction_id) & CORRECTIONS.c.undone_at.is_(None)
    with database.acting(Act.UNDO_CORRECTION) as connection:
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
    """Every correction, undone ones too, as CSV (UTF-8 with a mark, « ; »), for a spreadsheet or another site."""
    frame = list_corrections(database, undone=True)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(frame.columns)
    writer.writerows([_cell(value) for value in row] for row in frame.itertuples(index=False))
    return text.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    written = "" if pd.isna(value) else str(value)
    return f"'{written}" if written.startswith(_FORMULA) else written
