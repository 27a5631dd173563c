"""Faults in the middle of an import, and two at once: nothing lost, nothing half-written, a sentence that says what to do."""

from __future__ import annotations

import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pandas as pd
import pytest

from planner.store import (
    MACHINE,
    Act,
    Database,
    StoreUnavailable,
    catalogue_order,
    keep_catalogue,
    keep_import,
    list_imports,
    load_catalogue,
    load_table,
    open_database,
)
from planner.store.imports import insert_import
from tests.store.conftest import ENGINES
from tests.store.test_imports import postings
from tests.store.test_versions import catalogue, course
from tools.postgresql_server import serving_postgresql

ROOT = Path(__file__).parents[2]
MANY, LONG = (
    4_000,
    3_000,
)  # rows, and bytes of the text of each, written in twice as many characters: 24 MB in all
ROOM = 2_000_000  # bytes that a file may still grow by
POSTGRESQL_ROOM = 17_000_000  # more than a file of its journal, less than the rows
SAYS = "Rien n’a changé. Vérifiez l’adresse PLANNER_DATABASE_URL, les droits et la place libre, puis recommencez."
# A file that may not grow is what a full disk does to a program: the system refuses to write, in the middle.
FULL = """
import resource, signal, sys
from pathlib import Path
from planner.store import MACHINE, StoreUnavailable, keep_import, open_database
from tests.store.test_faults import ROOM, large

database = open_database(sys.argv[1], MACHINE)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))
try:
    keep_import(database, "postings", "trop.csv", "2", large())
except StoreUnavailable as refusal:
    print(refusal)
"""


def large() -> pd.DataFrame:
    """Postings whose texts no database can shorten."""
    drawn = random.Random(0)
    return postings(*map(str, range(MANY))).assign(
        description=[drawn.randbytes(LONG).hex() for _ in range(MANY)]
    )


def test_full_disk_in_the_middle_of_an_import_changes_nothing(new_sqlite: str) -> None:
    database = open_database(new_sqlite, MACHINE)
    keep_import(database, "postings", "a.csv", "1", postings("A", "B"))
    done = subprocess.run(
        [sys.executable, "-c", FULL, new_sqlite], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert SAYS in done.stdout
    _still_there_and_works(database)


@pytest.mark.skipif("postgresql" not in ENGINES, reason="PostgreSQL est absent (apt-get install postgresql)")
def test_full_disk_of_postgresql_changes_nothing() -> None:
    with serving_postgresql(POSTGRESQL_ROOM) as server:
        database = open_database(server.address, MACHINE)
        keep_import(database, "postings", "a.csv", "1", postings("A", "B"))
        with pytest.raises(StoreUnavailable) as refused:
            keep_import(database, "postings", "trop.csv", "2", large())
        assert SAYS in str(refused.value)
        _still_there_and_works(database)


@pytest.mark.skipif("postgresql" not in ENGINES, reason="PostgreSQL est absent (apt-get install postgresql)")
def test_postgresql_killed_in_the_middle_of_an_import_loses_nothing() -> None:
    with serving_postgresql() as server:
        database = open_database(server.address, MACHINE)
        keep_import(database, "postings", "a.csv", "1", postings("A", "B"))
        with pytest.raises(StoreUnavailable) as refused, database.acting(Act.KEEP_POSTINGS) as connection:
            insert_import(connection, "postings", "coupé.csv", "2", postings(*map(str, range(MANY))))
            server.kill()
        assert "Rien n’a changé." in str(refused.value)
        with pytest.raises(StoreUnavailable, match="ne répond pas"):
            list_imports(database)
        server.start()
        _still_there_and_works(database)


def test_two_providers_import_at_once_and_both_are_in_use(database: Database) -> None:
    together = Barrier(2)

    def bring(provider: str) -> str:
        together.wait()
        own = catalogue(*(course(f"R{n}", f"Formation {n}", provider=provider) for n in range(300)))
        return keep_catalogue(database, f"{provider}.csv", provider, own).sentence

    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(bring, ("Greta", "Cnam")))
    assert all("300 lignes" in sentence for sentence in said)
    assert load_catalogue(database)["provider"].value_counts().to_dict() == {"Greta": 300, "Cnam": 300}


def test_versions_of_one_provider_imported_at_once_leave_one_in_use(database: Database) -> None:
    together = Barrier(4)

    def bring(version: int) -> None:
        together.wait()
        own = catalogue(*(course(f"R{n}", f"Version {version}", provider="Greta") for n in range(2)))
        keep_catalogue(database, f"{version}.csv", str(version), own)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(bring, range(4)))
    used = load_catalogue(database)
    assert len(used) == 2 and used["title"].nunique() == 1
    assert len(set(catalogue_order(database))) == 4


def _still_there_and_works(database: Database) -> None:
    """What was there is there, nothing of the second file is, and that file comes in afterwards."""
    assert list_imports(database)["filename"].tolist() == ["a.csv"]
    assert load_table(database, "postings")["posting_id"].tolist() == ["A", "B"]
    assert not keep_import(database, "postings", "trop.csv", "2", postings("C")).already
    assert load_table(database, "postings")["posting_id"].tolist() == ["A", "B", "C"]
    database.close()
