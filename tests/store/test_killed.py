"""A program killed while it imports: what was there stays whole, what was coming is not there at all."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from planner.store import MACHINE, keep_import, list_imports, load_table, open_database
from tests.store.test_imports import postings

# Imports one row after another inside the transaction of the product, says so, then waits to be killed.
KILLED = """
import sys, time
from planner.store import MACHINE, imports, open_database
from planner.store.database import atomic
from tests.store.test_imports import postings

with atomic(open_database(sys.argv[1], MACHINE).engine) as connection:
    imports.insert_import(connection, "postings", "coupé.csv", "2", postings(*map(str, range(5000))))
    print("written", flush=True)
    time.sleep(600)
"""


def test_program_killed_in_the_middle_of_an_import_leaves_what_was_there(url: str) -> None:
    database = open_database(url, MACHINE)
    keep_import(database, "postings", "a.csv", "1", postings("A", "B"))
    program = subprocess.Popen(
        [sys.executable, "-c", KILLED, url],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    with program:
        assert program.stdout is not None and program.stdout.readline() == "written\n"
        program.send_signal(signal.SIGKILL)
    assert list_imports(database)["filename"].tolist() == ["a.csv"]
    assert load_table(database, "postings")["posting_id"].tolist() == ["A", "B"]
    kept = keep_import(database, "postings", "coupé.csv", "2", postings("C"))
    assert not kept.already
    database.close()
