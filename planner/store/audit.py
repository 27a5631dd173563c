"""The audit: one line an act that changed something or took something away; nothing here changes a line."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pandas as pd
from sqlalchemy import Column, Connection, DateTime, Integer, String, Table, Text, insert, select

from planner.store.access import Act, Actor
from planner.store.csv_file import csv_bytes
from planner.store.database import METADATA, now

if TYPE_CHECKING:
    from planner.store.acting import Database

# CNIL, délibération n° 2021-122 du 14 octobre 2021 (recommandation sur la journalisation): six months to one
# year; the longest, since a campaign is yearly. Lines younger than that are erased by nothing.
AUDIT_KEPT = datetime.timedelta(days=365)
AUDIT = Table(
    "audit",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("actor", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("organisation", Text, nullable=False),
    Column("act", String(80), nullable=False),
    Column("subject", Text, nullable=False),
    sqlite_autoincrement=True,
)


def record(connection: Connection, actor: Actor, act: Act, subject: str) -> None:
    """Write a line in the transaction of the act: both are kept, or neither.

    ``subject``: what it bears on (number, name and digest of a file, name of a campaign), never a text that was read.
    """
    line = {
        "at": now(),
        "actor": actor.name,
        "role": str(actor.role),
        "organisation": " ; ".join(actor.organisations),
        "act": str(act),
        "subject": subject,
    }
    connection.execute(insert(AUDIT).values(line))


def list_audit(database: Database) -> pd.DataFrame:
    """Lines, latest first: id, at (UTC), actor, role, organisation, act, subject."""
    with database.acting(Act.READ_AUDIT) as connection:
        rows = connection.execute(select(AUDIT).order_by(AUDIT.c.id.desc())).all()
    frame = pd.DataFrame(rows, columns=list(AUDIT.c.keys()))
    return frame.assign(at=pd.to_datetime(frame["at"], utc=True))


def audit_csv(database: Database) -> bytes:
    """Every line as CSV, for a spreadsheet."""
    with database.recording(Act.EXPORT_AUDIT):
        return csv_bytes(list_audit(database))
