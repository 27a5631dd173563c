from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from planner.store import (
    MACHINE,
    Actor,
    Database,
    Role,
    UnknownCorrection,
    corrections_at,
    corrections_csv,
    keep_correction,
    list_corrections,
    undo_correction,
)

SAID = {"verdict": "rejetée", "words": "prompts", "sentence": "Vos prompts secours.", "skill_id": "IA301"}


def test_correction_says_who_when_and_why(database: Database) -> None:
    keep_correction(database, SAID | {"author": " Service études ", "reason": "véhicule de pompiers"})
    keep_correction(database, SAID)
    kept = list_corrections(database)
    assert kept["author"].tolist() == ["Service études", "anonyme"]
    assert kept["reason"].tolist() == ["véhicule de pompiers", ""]
    assert kept["created_at"].notna().all() and kept["replacement"].tolist() == ["", ""]


def test_correction_of_a_person_signed_in_bears_its_name_whatever_it_says(database: Database) -> None:
    keep_correction(
        database.by(Actor("c@region.fr", Role.COUNSELLOR)), {"verdict": "juste", "author": "Une autre"}
    )
    assert list(list_corrections(database)["author"]) == ["c@region.fr"]


def test_undone_correction_counts_no_more_and_stays_on_record(database: Database) -> None:
    number = keep_correction(database, SAID)
    undo_correction(database, number)
    assert list_corrections(database).empty
    assert list_corrections(database, undone=True)["undone_at"].notna().all()
    with pytest.raises(UnknownCorrection, match=f"numéro {number}"):
        undo_correction(database, number)


def test_export_neutralises_formulas(database: Database) -> None:
    keep_correction(database, SAID | {"reason": "=1+1"})
    text = corrections_csv(database).decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert (row["words"], row["reason"], row["undone_at"]) == ("prompts", "'=1+1", "")


def test_asking_where_nothing_was_kept_makes_no_file(tmp_path: Path) -> None:
    assert corrections_at(f"sqlite:///{tmp_path}/absente.sqlite", MACHINE).empty
    assert list(tmp_path.iterdir()) == []
