"""The whole database in one file, and back: every table, as lines of JSON in a zip, with its digest.

A backup made on SQLite restores on PostgreSQL and the other way round. Installed references and caches are
not in it: they are installed or computed again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from sqlalchemy import Connection, DateTime, MetaData, Table, func, select, text

from planner.refusal import Refusal
from planner.store.access import Act
from planner.store.acting import Database
from planner.store.audit import AUDIT
from planner.store.database import REVISION, claim, claim_tables, now, revision

FORMAT = 1
MANIFEST = "sauvegarde.json"
BATCH = 1_000  # rows written at once; our choice
REVISIONS = "alembic_version"


class UnusableBackup(Refusal):
    """The file is not a whole backup, or the database is not one to restore into; the French text says so."""


@dataclass(frozen=True, slots=True)
class KeptTable:
    """Rows of a table, their SHA-256, and the last number that it gave (0 when it gives none)."""

    rows: int
    sha256: str
    last_id: int


def write_backup(database: Database, path: Path) -> dict[str, KeptTable]:
    """Write every table as it stands at one moment; the file appears only when it is whole.

    Raises:
        StoreUnavailable: the database refused.
        OSError: the file cannot be written.
    """
    partial = path.with_name(path.name + ".partiel")
    try:
        with (
            database.acting(Act.BACK_UP, path.name) as connection,
            ZipFile(partial, "w", ZIP_DEFLATED) as archive,
        ):
            _at_one_moment(connection)
            found = revision(connection)
            tables = {table.name: _write(connection, table, archive) for table in _tables(connection)}
            manifest = {
                "format": FORMAT,
                "revision": found,
                "created_at": now().isoformat(),
                "tables": {name: asdict(kept) for name, kept in tables.items()},
            }
            archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return tables


def restore_backup(database: Database, path: Path) -> dict[str, KeptTable]:
    """Fill an empty database with a backup, bring it up to date, and prove that every table is the same.

    One transaction: on any refusal the database stays empty.

    Raises:
        UnusableBackup: the file is damaged, comes from a later version, or the database holds something.
        StoreUnavailable: the database refused.
    """
    database.actor.require(Act.RESTORE_BACKUP)  # before a word of the file is told
    try:
        with ZipFile(path) as archive:
            manifest = _manifest(archive, path)
            kept = {name: KeptTable(**table) for name, table in manifest["tables"].items()}
            with database.acting(Act.RESTORE_BACKUP, path.name) as connection:
                traces = _traces(connection)
                _make_ready(connection, manifest["revision"])
                for table in _tables(connection):
                    _read(connection, table, archive, kept[table.name], path)
                _bring_up_to_date(connection)
                if traces:
                    connection.execute(AUDIT.insert(), traces)
    except (BadZipFile, KeyError, TypeError, ValueError) as error:
        raise UnusableBackup(
            f"« {path.name} » n’est pas une sauvegarde complète ({error}). Rien n’a changé. "
            "Reprenez une autre copie, faite par « planner backup »."
        ) from error
    return kept


def _at_one_moment(connection: Connection) -> None:
    """What others write meanwhile is not seen."""
    if connection.dialect.name == "sqlite":
        claim(connection)
    else:
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))


def _tables(connection: Connection) -> list[Table]:
    """The tables as the database has them, those referred to first; not the revision's own."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != REVISIONS]


def _write(connection: Connection, table: Table, archive: ZipFile) -> KeptTable:
    digest, rows = hashlib.sha256(), 0
    with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as file:
        for line in _lines(connection, table):
            file.write(line)
            digest.update(line)
            rows += 1
    return KeptTable(rows, digest.hexdigest(), _last_id(connection, table))


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """Rows in the order of their key, one JSON object a line, the same on every engine."""
    for row in connection.execute(select(table).order_by(*table.primary_key)).mappings():
        values = {name: _plain(value) for name, value in row.items()}
        yield json.dumps(values, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def _plain(value: Any) -> Any:
    """A moment as UTC text, the rest as it is; SQLite gives moments without their zone, which is UTC."""
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    return value


def _manifest(archive: ZipFile, path: Path) -> dict[str, Any]:
    manifest = json.loads(archive.read(MANIFEST))
    if manifest["format"] > FORMAT or manifest["revision"] > REVISION:
        raise UnusableBackup(
            f"« {path.name} » vient d’une version plus récente du logiciel. Rien n’a changé. "
            "Mettez le logiciel à jour, puis recommencez."
        )
    return manifest


def _traces(connection: Connection) -> list[dict[str, Any]]:
    """Lines of the audit of the base to fill, to be put after those of the backup: none is lost."""
    claim_tables(connection)
    names = [column for column in AUDIT.c if column is not AUDIT.c.id]
    return [dict(line) for line in connection.execute(select(*names).order_by(AUDIT.c.id)).mappings()]


def _make_ready(connection: Connection, wanted: str) -> None:
    """Empty tables at revision ``wanted``, alone at work."""
    from planner.store import migrations  # Alembic takes a while to load, and is seldom needed.

    tables = _tables(connection)
    # A database that was just opened holds the line that names its version, and what was done before it was filled.
    beside = ("schema_version", AUDIT.name)
    full = [t.name for t in tables if t.name not in beside and _count(connection, t)]
    if full:
        raise UnusableBackup(
            f"La base contient déjà des données ({', '.join(full)}) : elle n’a pas été touchée. "
            "Restaurez dans une base neuve, que PLANNER_HOME ou PLANNER_DATABASE_URL désigne."
        )
    if revision(connection) != wanted:
        for table in reversed(tables):
            table.drop(connection)
        connection.execute(text(f"DELETE FROM {REVISIONS}"))
        migrations.upgrade(connection, wanted)
    for table in reversed(_tables(connection)):
        connection.execute(table.delete())


def _read(connection: Connection, table: Table, archive: ZipFile, kept: KeptTable, path: Path) -> None:
    """Fill a table, then read it again: its digest must be that of the backup."""
    with archive.open(f"{table.name}.jsonl") as file:
        while lines := list(islice(file, BATCH)):
            connection.execute(table.insert(), [_typed(table, json.loads(line)) for line in lines])
    _give_numbers_after(connection, table, kept.last_id)
    digest = hashlib.sha256()
    for line in _lines(connection, table):
        digest.update(line)
    if digest.hexdigest() != kept.sha256:
        raise UnusableBackup(
            f"« {path.name} » : la table « {table.name} » n’est pas celle qui fut sauvegardée. Rien n’a changé. "
            "La copie est abîmée : reprenez-en une autre."
        )


def _typed(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    moments = [c.name for c in table.columns if isinstance(c.type, DateTime)]
    return row | {name: datetime.fromisoformat(row[name]) for name in moments if row[name]}


def _count(connection: Connection, table: Table) -> int:
    return int(connection.scalar(select(func.count()).select_from(table)) or 0)


def _last_id(connection: Connection, table: Table) -> int:
    """The last number given, even to a row since deleted."""
    if connection.dialect.name == "sqlite":
        query = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
        numbered = connection.scalar(text("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'"))
        return int(connection.scalar(query, {"name": table.name}) or 0) if numbered else 0
    sequence = _sequence(connection, table)
    if not sequence:
        return 0
    given = connection.execute(text(f"SELECT last_value, is_called FROM {sequence}")).one()
    return int(given.last_value) if given.is_called else 0


def _give_numbers_after(connection: Connection, table: Table, last_id: int) -> None:
    """Never give again a number that was given before the backup."""
    if not last_id:
        return
    if connection.dialect.name == "sqlite":
        values = {"name": table.name, "seq": last_id}
        connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), values)
        connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :seq)"), values)
    elif sequence := _sequence(connection, table):
        connection.execute(text("SELECT setval(:sequence, :last)"), {"sequence": sequence, "last": last_id})


def _sequence(connection: Connection, table: Table) -> str | None:
    if "id" not in table.columns:
        return None
    query = text("SELECT pg_get_serial_sequence(:name, 'id')")
    return connection.scalar(query, {"name": table.name})


def _bring_up_to_date(connection: Connection) -> None:
    from planner.store import migrations

    if revision(connection) != REVISION:
        migrations.upgrade(connection)
