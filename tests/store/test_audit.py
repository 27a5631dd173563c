"""The audit: a line in the transaction of each act, and nothing that changes or removes one before its time."""

from __future__ import annotations

import ast
import datetime
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import text

from planner import columns, store
from planner.store import (
    AUDIT_KEPT,
    Act,
    Actor,
    Database,
    Role,
    audit_csv,
    corrections_csv,
    erase,
    keep_catalogue,
    keep_correction,
    keep_import,
    list_audit,
    list_corrections,
    list_imports,
    load_table,
)
from planner.store.database import atomic
from tests.store.test_imports import postings
from tests.store.test_versions import catalogue, course

SOMEBODY = Actor("a@exemple.fr", Role.ADMINISTRATOR)


@pytest.fixture
def acted(database: Database) -> Database:
    return database.by(SOMEBODY)


def test_line_says_who_what_and_when_without_a_word_of_what_was_read(acted: Database) -> None:
    keep_import(acted, "postings", "offres.csv", "ab" * 32, postings("1", title="secret"))
    keep_correction(
        acted, {"verdict": "refusé", "skill_id": "IA301", "words": "secret", "sentence": "secret"}
    )
    correction, kept = list_audit(acted).to_dict("records")
    assert (kept["actor"], kept["role"], kept["act"]) == ("a@exemple.fr", "administrateur", Act.KEEP_POSTINGS)
    assert kept["subject"] == "« offres.csv », empreinte abababababab"
    assert correction["subject"] == "refusé, IA301"
    assert abs(kept["at"] - datetime.datetime.now(datetime.UTC)) < datetime.timedelta(minutes=5)
    assert b"secret" not in audit_csv(acted)


def test_reading_leaves_no_line_and_an_export_does(acted: Database) -> None:
    list_imports(acted), load_table(acted, "postings"), list_corrections(acted), list_audit(acted)
    assert list_audit(acted).empty
    corrections_csv(acted)
    assert list(list_audit(acted)["act"]) == [Act.EXPORT_CORRECTIONS]


def test_act_that_changes_nothing_leaves_no_line(acted: Database) -> None:
    keep_catalogue(acted, "a.xlsx", "1", catalogue(course("R1", "Excel")))
    keep_catalogue(acted, "a.xlsx", "1", catalogue(course("R1", "Excel")))
    with pytest.raises(store.UnknownCorrection):
        store.undo_correction(acted, 7)
    assert len(list_audit(acted)) == 1


def test_act_is_undone_when_its_line_cannot_be_written(acted: Database) -> None:
    with atomic(acted.engine) as connection:
        connection.execute(text("ALTER TABLE audit RENAME TO perdue"))
    with pytest.raises(store.StoreUnavailable, match="Rien n’a changé"):
        keep_import(acted, "postings", "o.csv", "1", postings("1"))
    assert list_imports(acted).empty


def test_act_on_folders_is_recorded_when_it_ends_well_alone(acted: Database) -> None:
    with pytest.raises(OSError, match="plein"), acted.recording(Act.INSTALL_REFERENCES, "rome.zip"):
        raise OSError("disque plein")
    assert list_audit(acted).empty
    with acted.recording(Act.INSTALL_REFERENCES, "rome.zip"):
        pass
    assert list(list_audit(acted)["subject"]) == ["rome.zip"]


def test_purge_erases_old_lines_leaves_its_own_and_keeps_those_of_a_year(
    acted: Database, tmp_path: Path
) -> None:
    for name in ("vieux.csv", "récent.csv"):
        keep_import(acted, "actors", name, name, register())
    age(acted, 1, AUDIT_KEPT + datetime.timedelta(days=2))
    age(acted, 2, AUDIT_KEPT - datetime.timedelta(days=2))
    tomorrow = datetime.date.today() + datetime.timedelta(days=1)
    assert store.erasable(acted, tmp_path, tomorrow).audit_lines == 1
    assert erase(acted, tmp_path, tomorrow).audit_lines == 1
    assert list(list_audit(acted)["id"]) == [3, 2]
    assert list_audit(acted).at[0, "subject"] == f"avant le {tomorrow.isoformat()}"


def test_only_the_retention_purge_removes_a_line_and_nothing_changes_one() -> None:
    changing = set()
    for path in Path(store.__file__).parent.glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            words = (
                [ast.unparse(part) for part in (call.func, *call.args)] if isinstance(call, ast.Call) else []
            )
            changing |= {
                (path.name, verb) for verb in ("insert", "update", "delete") if [verb, "AUDIT"] == words
            }
            changing |= {
                (path.name, f"AUDIT.{verb}")
                for verb in ("insert", "update", "delete")
                if words[:1] == [f"AUDIT.{verb}"]
            }
    assert changing == {("audit.py", "insert"), ("backup.py", "AUDIT.insert"), ("retention.py", "delete")}


def register() -> pd.DataFrame:
    return columns.ACTORS.frame(
        [dict.fromkeys(columns.ACTORS.names, "") | {"actor_id": "A", "link": "editeurs"}]
    )


def age(database: Database, number: int, by: datetime.timedelta) -> None:
    moment = (datetime.datetime.now(datetime.UTC) - by).isoformat(" ", "seconds")
    with atomic(database.engine) as connection:
        connection.execute(text(f"UPDATE audit SET at = '{moment}' WHERE id = {number}"))
