"""What is too old leaves, the rest stays; an erased word is in no file any more."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from planner import columns
from planner.store import (
    MACHINE,
    Actor,
    Cache,
    Database,
    Erasable,
    OfferShelf,
    Role,
    corrections_csv,
    erasable,
    erase,
    forget_author,
    keep_correction,
    keep_import,
    keep_scenario,
    list_corrections,
    list_imports,
    list_scenarios,
    open_database,
)
from planner.store.database import atomic
from tests.store.test_imports import postings

DAY = datetime.date(2026, 1, 1)
OLD = "2025-06-01 08:00:00+00:00"


def age(database: Database, table: str, column: str, number: int) -> None:
    with atomic(database.engine) as connection:
        connection.execute(text(f"UPDATE {table} SET {column} = '{OLD}' WHERE id = {number}"))


@pytest.fixture
def filled(database: Database, tmp_path: Path) -> Database:
    """Two imports, two corrections, two fetched days: one of each before ``DAY``; a cached reading."""
    old = keep_import(database, "postings", "vieux.csv", "0", postings("1", "2")).import_id
    keep_import(database, "postings", "neuf.csv", "1", postings("3"))
    age(database, "imports", "imported_at", old)
    said = {"verdict": "refusé", "words": "secretancien", "author": "Conseil 44"}
    age(database, "corrections", "created_at", keep_correction(database, said))
    keep_correction(database, said | {"words": "récent"})
    shelf = OfferShelf(tmp_path)
    for day in (datetime.date(2025, 6, 1), datetime.date(2026, 6, 1)):
        shelf.keep("44", day, [{"id": str(day)}], finished=True)
    Cache(tmp_path).save("lecture", {"mentions": postings("1")})
    return database


def test_what_would_be_erased_is_counted_and_stays(filled: Database, tmp_path: Path) -> None:
    assert erasable(filled, tmp_path, DAY) == Erasable(1, 2, 1, 1, 0)
    assert len(list_imports(filled)) == 2
    assert Cache(tmp_path).load("lecture") is not None


def test_what_is_too_old_leaves_and_the_rest_stays(filled: Database, tmp_path: Path) -> None:
    assert erase(filled, tmp_path, DAY) == Erasable(1, 2, 1, 1, 0)
    assert list(list_imports(filled)["filename"]) == ["neuf.csv"]
    assert list(list_corrections(filled)["words"]) == ["récent"]
    with atomic(filled.engine) as connection:
        assert connection.scalar(text("SELECT count(*) FROM postings")) == 1
    shelf = OfferShelf(tmp_path)
    first, last = datetime.date(2025, 1, 1), datetime.date(2026, 12, 31)
    assert [offer["id"] for offer in shelf.offers(["44"], first, last)] == ["2026-06-01"]
    assert Cache(tmp_path).load("lecture") is None
    assert erase(filled, tmp_path, DAY) == Erasable(0, 0, 0, 0, 0)


def test_other_kinds_stay_whatever_their_age(filled: Database, tmp_path: Path) -> None:
    actor = dict.fromkeys(columns.ACTORS.names, "") | {"actor_id": "A", "name": "A", "link": "editeurs"}
    kept = keep_import(filled, "actors", "a.csv", "2", columns.ACTORS.frame([actor])).import_id
    age(filled, "imports", "imported_at", kept)
    erase(filled, tmp_path, DAY)
    assert set(list_imports(filled)["kind"]) == {"postings", "actors"}


def test_erased_words_are_in_no_page_of_the_sqlite_file(new_sqlite: str, tmp_path: Path) -> None:
    database = open_database(new_sqlite, MACHINE)
    said = {"verdict": "refusé", "words": "secretancien"}
    age(database, "corrections", "created_at", keep_correction(database, said))
    files = list(tmp_path.glob("planner.sqlite*"))
    assert any(b"secretancien" in path.read_bytes() for path in files)
    erase(database, tmp_path, DAY)
    database.close()
    for path in tmp_path.glob("planner.sqlite*"):
        assert b"secretancien" not in path.read_bytes()


def test_name_is_forgotten_and_the_correction_stays_in_force(filled: Database) -> None:
    assert forget_author(filled, " Conseil 44 ") == 2
    assert set(list_corrections(filled)["author"]) == {"anonyme"}
    assert b"Conseil 44" not in corrections_csv(filled)
    assert forget_author(filled, "Conseil 44") == 0


def test_name_is_forgotten_in_scenarios_too(database: Database) -> None:
    person = database.by(Actor("a@exemple.fr", Role.COUNSELLOR))
    keep_scenario(person, "Mayenne", {}, columns.ACTIONS.frame())
    assert list(list_scenarios(database)["author"]) == ["a@exemple.fr"]
    forget_author(database, "a@exemple.fr")
    assert list(list_scenarios(database)["author"]) == [""]
