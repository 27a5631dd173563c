"""Bring a database to the tables of today, one numbered revision after another (Alembic).

Loaded only when there is something to do: opening a database that is up to date costs one query.
"""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Apply the revisions that are missing, up to ``revision``, in the caller's transaction.

    A database of format 1, from before revisions were numbered, is recognised: what it has stays.
    """
    config = Config()
    config.set_main_option("script_location", "planner.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
