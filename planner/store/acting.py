"""The one door to the database: every transaction is an act, of somebody whose role allows it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Engine

from planner.store.access import Act, Actor
from planner.store.audit import record
from planner.store.database import atomic, open_engine


@dataclass(frozen=True, slots=True)
class Database:
    """An open database and who acts on it; what every function of the store is given."""

    engine: Engine
    actor: Actor

    def by(self, actor: Actor) -> Database:
        """The same database, for somebody else."""
        return replace(self, actor=actor)

    @contextmanager
    def acting(self, act: Act, subject: str = "") -> Iterator[Connection]:
        """A transaction: kept whole when the block ends, undone when it raises.

        An act that changes something leaves its line in the audit in the same transaction.

        Args:
            subject: what the act bears on, for the audit; no text that was read.

        Raises:
            NotPermitted: the actor's role does not allow the act; nothing is read nor changed.
            StoreUnavailable: the database refused.
        """
        self.actor.require(act)
        with atomic(self.engine) as connection:
            yield connection
            if act.recorded:
                record(connection, self.actor, act, subject)

    @contextmanager
    def recording(self, act: Act, subject: str = "") -> Iterator[None]:
        """An act outside the database, on folders or files: allowed before the block, recorded when it ends well.

        Raises:
            NotPermitted, StoreUnavailable: see :meth:`acting`.
        """
        self.actor.require(act)
        yield
        with self.acting(act, subject):
            pass

    def close(self) -> None:
        """Give back the connections."""
        self.engine.dispose()


def open_database(url: str, actor: Actor) -> Database:
    """Open the database for ``actor``, creating it at first use and bringing its tables up to date.

    Args:
        url: SQLAlchemy address, :attr:`planner.settings.Settings.database_url`.

    Raises:
        NewerDatabase: it was written by a later version; nothing is touched.
        StoreUnavailable: it cannot be opened.
    """
    return Database(open_engine(url), actor)
