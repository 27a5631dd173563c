"""The database: opened lazily, whole or unchanged, refused when it is not ours to read."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, text

from planner.store import MACHINE, StoreUnavailable, list_imports, open_database
from planner.store.database import IMPORTS, atomic, now


def test_folder_is_made_at_first_use(tmp_path):
    open_database(f"sqlite:///{tmp_path / 'nouveau' / 'planner.sqlite'}", MACHINE).close()
    assert (tmp_path / "nouveau" / "planner.sqlite").is_file()


def test_sqlite_holds_constraints_and_lets_readers_read(new_sqlite):
    with atomic(open_database(new_sqlite, MACHINE).engine) as connection:
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"


def test_file_that_is_no_database_is_told(tmp_path):
    (tmp_path / "planner.sqlite").write_bytes(b"ceci n'est pas une base de donnees" * 100)
    with pytest.raises(StoreUnavailable, match=r"ne répond pas \(file is not a database\). Rien n’a changé"):
        open_database(f"sqlite:///{tmp_path / 'planner.sqlite'}", MACHINE)


def test_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "fichier").touch()
    with pytest.raises(StoreUnavailable, match=r"ne peut pas être créé .*PLANNER_HOME"):
        open_database(f"sqlite:///{tmp_path / 'fichier' / 'sous' / 'planner.sqlite'}", MACHINE)


@pytest.mark.parametrize("wrong", ["planner.sqlite", "inconnu://hote/base", ""])
def test_address_that_is_none_is_told(wrong):
    with pytest.raises(StoreUnavailable, match="PLANNER_DATABASE_URL n’est pas une adresse"):
        open_database(wrong, MACHINE)


def test_password_never_shows(monkeypatch):
    database = open_database("sqlite://", MACHINE)
    monkeypatch.setattr(
        type(database.engine.url), "render_as_string", lambda self, hide_password: f"caché={hide_password}"
    )
    with (
        pytest.raises(StoreUnavailable, match="La base « caché=True »"),
        atomic(database.engine) as connection,
    ):
        connection.execute(text("SELECT * FROM absente"))


def test_block_that_raises_leaves_nothing(database):
    entry = {"kind": "postings", "filename": "a.csv", "sha256": "0", "imported_at": now(), "rows": 0}
    with pytest.raises(RuntimeError), atomic(database.engine) as connection:
        connection.execute(insert(IMPORTS).values(entry))
        raise RuntimeError
    assert list_imports(database).empty
