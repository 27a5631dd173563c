"""Erasing what was kept too long, or what somebody asks to be forgotten.

Postings and corrections carry sentences that people wrote; catalogues, profiles and registers do not, and
stay. Results of campaigns are figures: they stay too.
"""

from __future__ import annotations

import datetime
import shutil
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from sqlalchemy import ColumnElement, delete, func, select, update

from planner.store.access import Act
from planner.store.acting import Database
from planner.store.audit import AUDIT, AUDIT_KEPT
from planner.store.cache import FOLDER as CACHE
from planner.store.corrections import ANONYMOUS, CORRECTIONS
from planner.store.database import IMPORTS, now
from planner.store.fetched import kept_days
from planner.store.scenarios import SCENARIOS


@dataclass(frozen=True, slots=True)
class Erasable:
    """What is older than a day: imports of postings and their rows, corrections, days of fetched offers.

    ``audit_lines``: those that are older than :data:`planner.store.audit.AUDIT_KEPT` too.
    """

    imports: int
    postings: int
    corrections: int
    fetched_days: int
    audit_lines: int


def erasable(database: Database, home: Path, before: datetime.date) -> Erasable:
    """What :func:`erase` would erase; nothing is changed.

    Raises:
        StoreUnavailable: the database does not answer.
    """
    with database.acting(Act.READ_ERASABLE) as connection:
        query = select(func.count(), func.coalesce(func.sum(IMPORTS.c.rows), 0)).where(*_old_postings(before))
        imports, postings = connection.execute(query).one()
        old = (
            select(func.count()).select_from(CORRECTIONS).where(CORRECTIONS.c.created_at < _midnight(before))
        )
        corrections = connection.scalar(old)
        lines = connection.scalar(select(func.count()).select_from(AUDIT).where(_old_audit(before)))
    return Erasable(imports, int(postings), corrections or 0, len(kept_days(home, before)), lines or 0)


def erase(database: Database, home: Path, before: datetime.date) -> Erasable:
    """Erase postings imported, corrections made and offers fetched before a day, and every cached reading.

    The database first, in one transaction; then files, which can be received or computed again.

    Raises:
        StoreUnavailable: the database refused; nothing has changed.
        OSError: a file could not be erased; the database was.
    """
    found = erasable(database, home, before)
    with database.acting(Act.ERASE, f"avant le {before.isoformat()}") as connection:
        connection.execute(delete(IMPORTS).where(*_old_postings(before)))
        connection.execute(delete(CORRECTIONS).where(CORRECTIONS.c.created_at < _midnight(before)))
        connection.execute(delete(AUDIT).where(_old_audit(before)))
    _give_back_pages(database)
    for path in kept_days(home, before):
        path.unlink()
    if (home / CACHE).is_dir():
        shutil.rmtree(home / CACHE)
    return found


def forget_author(database: Database, author: str) -> int:
    """Make anonymous the corrections of a person, which stay in force, and its scenarios; returns how many corrections.

    Raises:
        StoreUnavailable: the database refused; nothing has changed.
    """
    with database.acting(Act.ANONYMISE) as connection:
        changed = update(CORRECTIONS).where(CORRECTIONS.c.author == author.strip()).values(author=ANONYMOUS)
        count = connection.execute(changed).rowcount
        connection.execute(update(SCENARIOS).where(SCENARIOS.c.author == author.strip()).values(author=""))
    _give_back_pages(database)
    return count


def _old_postings(before: datetime.date) -> tuple[ColumnElement[bool], ...]:
    return IMPORTS.c.kind == "postings", IMPORTS.c.imported_at < _midnight(before)


def _old_audit(before: datetime.date) -> ColumnElement[bool]:
    """Traces stay as long as they are kept, whatever day is asked: nobody wipes out its own."""
    return AUDIT.c.at < min(_midnight(before), now() - AUDIT_KEPT)


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), UTC)


def _give_back_pages(database: Database) -> None:
    """SQLite keeps erased rows in its free pages until the file is written again."""
    if database.engine.dialect.name == "sqlite":
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
