"""Revisions: from nothing or from any earlier version, to the tables that the code declares, data kept."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    JSON,
    Connection,
    DateTime,
    Engine,
    Float,
    Integer,
    MetaData,
    Table,
    create_engine,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import IntegrityError

import planner.store
from planner import columns
from planner.store import (
    MACHINE,
    Database,
    NewerDatabase,
    forget_import,
    keep_import,
    load_table,
    migrations,
    open_database,
)
from planner.store.database import REVISION, atomic
from planner.store.tables import METADATA
from tests.store.test_imports import postings

FORMAT_1 = (Path(__file__).parent / "format_1.sql").read_text(encoding="utf-8")
REVISIONS = [
    script.revision for script in ScriptDirectory(str(Path(migrations.__file__).parent)).walk_revisions()
]
EARLIER = ["early format 1", "late format 1", *sorted(REVISIONS)[:-1]]
ACTOR = dict.fromkeys(columns.ACTORS.names, "") | {"actor_id": "A", "name": "A", "link": "editeurs"}
KNOWN = {"kind": "postings", "id": 1, "import_id": 1}  # what constraints ask for
VALUES = {Integer: 7, Float: 1.5, DateTime: datetime(2026, 11, 1, 12, 0, tzinfo=UTC), JSON: {"clé": [1, "é"]}}


def differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        return compare_metadata(MigrationContext.configure(connection), METADATA)


def make_format_1(connection: Connection, script: str) -> None:
    if connection.dialect.name == "postgresql":
        script = script.replace("INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT", "SERIAL PRIMARY KEY")
        script = script.replace("DATETIME", "TIMESTAMP WITH TIME ZONE")
    for statement in script.split(";")[:-1]:
        connection.execute(text(statement))


def make(engine: Engine, version: str) -> None:
    """An empty database of an earlier version."""
    with engine.begin() as connection:
        if version == "early format 1":
            make_format_1(connection, FORMAT_1.split("-- late")[0])
        elif version == "late format 1":
            make_format_1(connection, FORMAT_1)
        else:
            migrations.upgrade(connection, version)


def value(column) -> object:
    known = KNOWN.get(column.name)
    return known or next(
        (v for kind, v in VALUES.items() if isinstance(column.type, kind)), f"é {column.name}"
    )


def content(engine: Engine, only: dict[str, list[str]] | None = None) -> dict[str, list[dict]]:
    """Every row of every table as it stands; of the tables and columns in ``only``, when given."""
    found = MetaData()
    with engine.connect() as connection:
        found.reflect(connection)
        tables = {name: found.tables[name] for name in only or found.tables}
        return {name: _rows(connection, table, (only or {}).get(name)) for name, table in tables.items()}


def _rows(connection: Connection, table: Table, names: list[str] | None) -> list[dict]:
    wanted = [column for column in table.c if names is None or column.name in names]
    return [dict(row) for row in connection.execute(select(*wanted)).mappings()]


def fill(engine: Engine) -> dict[str, list[dict]]:
    """One row in every empty table; gives what the tables hold then, those that number versions apart."""
    found = MetaData()
    with engine.begin() as connection:
        found.reflect(connection)
        for table in found.sorted_tables:
            if not _rows(connection, table, None):
                connection.execute(insert(table).values({c.name: value(c) for c in table.c}))
    kept = content(engine)
    return {name: rows for name, rows in kept.items() if name not in ("schema_version", "alembic_version")}


def test_every_table_is_declared_in_one_place() -> None:
    declared = set(METADATA.tables)
    for module in iter_modules(planner.store.__path__, "planner.store."):
        import_module(module.name)
    assert set(METADATA.tables) == declared


def test_latest_revision_is_the_one_that_the_code_expects() -> None:
    assert max(REVISIONS) == REVISION


def test_new_database_has_the_declared_tables(database: Database) -> None:
    assert differences(database.engine) == []


@pytest.mark.parametrize("version", EARLIER)
def test_earlier_version_becomes_todays_with_its_data(url: str, version: str) -> None:
    old = create_engine(url)
    make(old, version)
    before = fill(old)
    assert len(before["postings"]) == 1
    database = open_database(url, MACHINE)
    assert differences(database.engine) == []
    assert content(database.engine, {name: list(rows[0]) for name, rows in before.items()}) == before
    old.dispose()
    database.close()


def test_software_of_format_1_is_told_that_the_database_is_later(database: Database) -> None:
    with atomic(database.engine) as connection:
        assert connection.scalar(text("SELECT version FROM schema_version")) > 1


def test_later_revision_is_refused_untouched(url: str) -> None:
    database = open_database(url, MACHINE)
    with atomic(database.engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(text("DROP TABLE runs"))
    with pytest.raises(NewerDatabase, match=r"au format 9999, ce logiciel lit .* Mettez le logiciel à jour"):
        open_database(url, MACHINE)
    assert not inspect(database.engine).has_table("runs")
    database.close()


def test_revision_that_fails_leaves_the_database_as_it_was(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = create_engine(url)
    make(engine, "early format 1")
    before = fill(engine)
    upgrade = migrations.upgrade

    def fail(connection: Connection) -> None:
        upgrade(connection)
        raise RuntimeError("panne")

    monkeypatch.setattr(migrations, "upgrade", fail)
    with pytest.raises(RuntimeError, match="panne"):
        open_database(url, MACHINE)
    assert content(engine) == before | {"schema_version": [{"id": 1, "version": 1}]}
    engine.dispose()


def test_programs_that_start_at_once_all_open(url: str) -> None:
    script = (
        "import sys; from planner.store import MACHINE, open_database; open_database(sys.argv[1], MACHINE)"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", script, url], stderr=subprocess.PIPE) for _ in range(4)
    ]
    assert [process.communicate()[1].decode() for process in started] == [""] * 4
    database = open_database(url, MACHINE)
    assert differences(database.engine) == []
    database.close()


def test_up_to_date_database_opens_without_alembic(url: str) -> None:
    open_database(url, MACHINE).close()
    script = "import sys; from planner.store import MACHINE, open_database; open_database(sys.argv[1], MACHINE); print('alembic' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", script, url], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"


def test_constraints_hold_in_the_program_that_migrated(database: Database) -> None:
    kept = keep_import(database, "postings", "a.csv", "0", postings("1"))
    forget_import(database, kept.import_id, "postings")
    with atomic(database.engine) as connection:
        assert connection.scalar(text("SELECT count(*) FROM postings")) == 0


@pytest.mark.parametrize("version", EARLIER)
def test_register_of_actors_is_a_kind_of_import_and_unknown_kinds_stay_refused(
    url: str, version: str
) -> None:
    old = create_engine(url)
    make(old, version)
    old.dispose()
    database = open_database(url, MACHINE)
    assert keep_import(database, "actors", "a.csv", "0", columns.ACTORS.frame([ACTOR])).rows == 1
    assert load_table(database, "actors").to_dict("records") == [ACTOR]
    entry = value_of_an_import(kind="recettes")
    with pytest.raises(IntegrityError), atomic(database.engine) as connection:
        connection.execute(insert(METADATA.tables["imports"]).values(entry))
    database.close()


def test_number_forgotten_before_a_migration_is_not_given_again_after_it(url: str) -> None:
    old = create_engine(url)
    make(old, "0002")
    with old.begin() as connection:
        imports = METADATA.tables["imports"]
        for sha256 in "12":
            entry = value_of_an_import(sha256=sha256)
            forgotten = connection.execute(insert(imports).values(entry).returning(imports.c.id)).scalar_one()
        connection.execute(imports.delete().where(imports.c.id == forgotten))
    old.dispose()
    database = open_database(url, MACHINE)
    assert keep_import(database, "postings", "c.csv", "3", postings("1")).import_id > forgotten
    database.close()


def value_of_an_import(kind: str = "postings", sha256: str = "9") -> dict[str, object]:
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    return {"kind": kind, "filename": "b.csv", "sha256": sha256, "imported_at": moment, "rows": 0}
