"""The database of what people bring: engine, tables, and transactions.

SQLite in PLANNER_HOME by default; the address is that of PLANNER_DATABASE_URL. Rows have the
typed columns of :mod:`planner.columns` and belong to the import that brought them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Connection,
    DateTime,
    Engine,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    create_engine,
    event,
    func,
    inspect,
    make_url,
    select,
    text,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError

from planner import columns
from planner.refusal import Refusal

# The latest revision of planner/store/migrations.
REVISION = "0004"
_REVISIONS = "alembic_version"

# Our choice: what programs name to PostgreSQL when each wants to write alone.
_LOCK = 52_001

# How long a writer waits for another one to finish; our choice.
BUSY_TIMEOUT_S = 30

# Kinds of import, the table that each fills and the columns that hold numbers.
KINDS: Mapping[str, columns.Table] = {
    "postings": columns.POSTINGS,
    "profiles": columns.PROFILES,
    "catalogue": columns.COURSES,
    "actors": columns.ACTORS,
}
NUMBERS: Mapping[str, type[Float] | type[Integer]] = {
    "headcount": Float,
    "people_stated": Float,
    "adoption_rate": Float,
    "year": Integer,
    "level": Float,
    "hours": Float,
    "price": Float,
    "places": Float,
    "row": Integer,
}

METADATA = MetaData()

# Kept for software of format 1, which reads it before anything and refuses what is later.
SCHEMA = Table(
    "schema_version",
    METADATA,
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
)
IMPORTS = Table(
    "imports",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column(
        "kind",
        String(20),
        CheckConstraint("kind IN ('postings', 'profiles', 'catalogue', 'actors')", name="imports_kind_check"),
        nullable=False,
    ),
    Column("filename", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("imported_at", DateTime(timezone=True), nullable=False),
    Column("rows", Integer, CheckConstraint("rows >= 0"), nullable=False),
    UniqueConstraint("kind", "sha256"),
    # Numbers are never given twice, so that a forgotten import is not mistaken for a later one.
    sqlite_autoincrement=True,
)
RUNS = Table(
    "runs",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("campaign", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("parameters", JSON, nullable=False),
    Column("summary", JSON, nullable=False),
    sqlite_autoincrement=True,
)


def _rows_table(table: columns.Table) -> Table:
    """A table of rows: import, position in its file, then the columns of the contract."""
    typed = [
        Column(name, NUMBERS[name], nullable=True) if name in NUMBERS else Column(name, Text, nullable=False)
        for name in table.names
    ]
    owner: Column[int] = Column("import_id", ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True)
    position = Column("position", Integer, primary_key=True, autoincrement=False)
    return Table(table.name, METADATA, owner, position, *typed)


ROWS = {kind: _rows_table(table) for kind, table in KINDS.items()}


class StoreUnavailable(Refusal):
    """The database cannot be read or written; the French text says what to do."""


class NewerDatabase(StoreUnavailable):
    """The database was made by a later version of the software."""


def open_engine(url: str) -> Engine:
    """Open the database, creating its folder at first use and bringing its tables up to date.

    Raises:
        NewerDatabase: it was written by a later version; nothing is touched.
        StoreUnavailable: it cannot be opened.
    """
    engine = _engine(url)
    with atomic(engine) as connection:
        current = revision(connection) == REVISION
    if not current:
        with atomic(engine) as connection:
            _upgrade(connection)
    return engine


def kept_revision(url: str) -> str | None:
    """The revision of a database left as it is, none of its rows being read; None when it is not there yet.

    Raises:
        NewerDatabase: this software does not know it.
        StoreUnavailable: it cannot be opened.
    """
    engine = _engine(url, create=False)
    if engine.url.get_backend_name() == "sqlite" and not Path(engine.url.database or "").is_file():
        return None
    try:
        with atomic(engine) as connection:
            return revision(connection) if inspect(connection).get_table_names() else None
    finally:
        engine.dispose()


def revision(connection: Connection) -> str:
    """The revision of the tables; empty for a database that has none, or of format 1.

    Raises:
        NewerDatabase: this software does not know it.
    """
    if not inspect(connection).has_table(_REVISIONS):
        return ""
    found = str(connection.scalar(text(f"SELECT version_num FROM {_REVISIONS}")) or "")
    if found > REVISION:
        raise NewerDatabase(
            f"La base est au format {found}, ce logiciel lit jusqu’au format {REVISION}. "
            "Mettez le logiciel à jour, ou indiquez une autre base dans PLANNER_DATABASE_URL."
        )
    return found


def claim(connection: Connection) -> None:
    """Write alone until the transaction ends: another program that claims waits. To be asked first of all."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def claim_tables(connection: Connection) -> None:
    """As :func:`claim`, to change the tables themselves."""
    if connection.dialect.name == "sqlite":
        # SQLite changes a table by making it again: dropping the old one must not drop what refers to it.
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    claim(connection)


@contextmanager
def atomic(engine: Engine) -> Iterator[Connection]:
    """A transaction: kept whole when the block ends, undone when it raises.

    Who acts is not asked: only :mod:`planner.store.acting` and the opening of a database come here.

    Raises:
        StoreUnavailable: the database refused (locked, full, read-only, damaged…).
    """
    try:
        with engine.begin() as connection:
            yield connection
    except IntegrityError:
        raise
    except DBAPIError as error:
        place = engine.url.render_as_string(hide_password=True)
        raise StoreUnavailable(
            f"La base « {place} » ne répond pas ({error.orig}). Rien n’a changé. "
            "Vérifiez l’adresse PLANNER_DATABASE_URL, les droits et la place libre, puis recommencez."
        ) from error


def now() -> datetime:
    """The present moment, in UTC, as the tables keep it."""
    return datetime.now(UTC).replace(microsecond=0)


def _engine(url: str, *, create: bool = True) -> Engine:
    """Make the engine; for SQLite, with its pragmas and, with ``create``, its folder."""
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() != "sqlite":
            return create_engine(parsed, pool_pre_ping=True)
    except (ArgumentError, ImportError) as error:
        raise StoreUnavailable(
            f"PLANNER_DATABASE_URL n’est pas une adresse de base utilisable ({error}). "
            "Attendu : sqlite:///chemin/fichier.sqlite ou postgresql+psycopg://utilisateur@serveur/base."
        ) from error
    if create and parsed.database and parsed.database != ":memory:":
        _make_folder(Path(parsed.database).parent)
    engine = create_engine(parsed, connect_args={"timeout": BUSY_TIMEOUT_S})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "checkout", _on_checkout)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(
            f"Le dossier « {folder} » ne peut pas être créé ({error.strerror}). "
            "Indiquez un dossier où écrire dans PLANNER_HOME."
        ) from error


def _on_connect(connection: DBAPIConnection, _record: object) -> None:
    """SQLite only: readers do not wait for a writer."""
    connection.cursor().execute("PRAGMA journal_mode = WAL")


def _on_checkout(connection: DBAPIConnection, *_: object) -> None:
    """SQLite only: constraints between tables hold, again after a migration that lifted them."""
    connection.cursor().execute("PRAGMA foreign_keys = ON")


def _upgrade(connection: Connection) -> None:
    """Apply the missing revisions, unless another program has just done so."""
    from planner.store import migrations  # Alembic takes a while to load, and is seldom needed.

    claim_tables(connection)
    if revision(connection) != REVISION:
        migrations.upgrade(connection)
