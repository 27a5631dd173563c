"""The database: opened lazily, refused when it is not ours to read."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy import insert, text, update

from planner.store import NewerDatabase, StoreUnavailable, atomic, list_imports, open_database
from planner.store.database import IMPORTS, SCHEMA, SCHEMA_VERSION, now


@pytest.fixture
def url(tmp_path) -> str:
    return f"sqlite:///{tmp_path / 'nouveau' / 'planner.sqlite'}"


def test_folder_and_tables_are_made_at_first_use(tmp_path, url):
    engine = open_database(url)
    assert (tmp_path / "nouveau" / "planner.sqlite").is_file()
    with atomic(engine) as connection:
        assert connection.scalar(text("SELECT version FROM schema_version")) == SCHEMA_VERSION
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"


def test_opening_again_changes_nothing(url):
    open_database(url).dispose()
    with atomic(open_database(url)) as connection:
        assert connection.scalar(text("SELECT count(*) FROM schema_version")) == 1


def test_newer_database_is_refused_untouched(tmp_path, url):
    engine = open_database(url)
    with atomic(engine) as connection:
        connection.execute(update(SCHEMA).values(version=SCHEMA_VERSION + 1))
        connection.execute(text("DROP TABLE runs"))
    expected = (
        rf"La base est au format {SCHEMA_VERSION + 1}, ce logiciel lit jusqu’au format {SCHEMA_VERSION}\. "
        r"Mettez le logiciel à jour"
    )
    with pytest.raises(NewerDatabase, match=expected):
        open_database(url)
    with sqlite3.connect(tmp_path / "nouveau" / "planner.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'runs'").fetchone() == (0,)


def test_file_that_is_no_database_is_told(tmp_path):
    (tmp_path / "planner.sqlite").write_bytes(b"ceci n'est pas une base de donnees" * 100)
    with pytest.raises(StoreUnavailable, match=r"ne répond pas \(file is not a database\). Rien n’a changé"):
        open_database(f"sqlite:///{tmp_path / 'planner.sqlite'}")


def test_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "fichier").touch()
    with pytest.raises(StoreUnavailable, match=r"ne peut pas être créé .*PLANNER_HOME"):
        open_database(f"sqlite:///{tmp_path / 'fichier' / 'sous' / 'planner.sqlite'}")


@pytest.mark.parametrize("wrong", ["planner.sqlite", "inconnu://hote/base", ""])
def test_address_that_is_none_is_told(wrong):
    with pytest.raises(StoreUnavailable, match="PLANNER_DATABASE_URL n’est pas une adresse"):
        open_database(wrong)


def test_password_never_shows(monkeypatch):
    engine = open_database("sqlite://")
    monkeypatch.setattr(
        type(engine.url), "render_as_string", lambda self, hide_password: f"caché={hide_password}"
    )
    with pytest.raises(StoreUnavailable, match="La base « caché=True »"), atomic(engine) as connection:
        connection.execute(text("SELECT * FROM absente"))


def test_block_that_raises_leaves_nothing(url):
    engine = open_database(url)
    entry = {"kind": "postings", "filename": "a.csv", "sha256": "0", "imported_at": now(), "rows": 0}
    with pytest.raises(RuntimeError), atomic(engine) as connection:
        connection.execute(insert(IMPORTS).values(entry))
        raise RuntimeError
    assert list_imports(engine).empty
