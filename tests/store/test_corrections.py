from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from sqlalchemy import Engine

from planner.store import (
    UnknownCorrection,
    corrections_at,
    corrections_csv,
    keep_correction,
    list_corrections,
    undo_correction,
)

SAID = {"verdict": "rejetée", "words": "prompts", "sentence": "Vos prompts secours.", "skill_id": "IA301"}


def test_correction_says_who_when_and_why(engine: Engine) -> None:
    keep_correction(engine, SAID | {"author": " Service études ", "reason": "véhicule de pompiers"})
    keep_correction(engine, SAID)
    kept = list_corrections(engine)
    assert kept["author"].tolist() == ["Service études", "anonyme"]
    assert kept["reason"].tolist() == ["véhicule de pompiers", ""]
    assert kept["created_at"].notna().all() and kept["replacement"].tolist() == ["", ""]


def test_undone_correction_counts_no_more_and_stays_on_record(engine: Engine) -> None:
    number = keep_correction(engine, SAID)
    undo_correction(engine, number)
    assert list_corrections(engine).empty
    assert list_corrections(engine, undone=True)["undone_at"].notna().all()
    with pytest.raises(UnknownCorrection, match=f"numéro {number}"):
        undo_correction(engine, number)


def test_export_neutralises_formulas(engine: Engine) -> None:
    keep_correction(engine, SAID | {"reason": "=1+1"})
    text = corrections_csv(engine).decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert (row["words"], row["reason"], row["undone_at"]) == ("prompts", "'=1+1", "")


def test_asking_where_nothing_was_kept_makes_no_file(tmp_path: Path) -> None:
    assert corrections_at(f"sqlite:///{tmp_path}/absente.sqlite").empty
    assert list(tmp_path.iterdir()) == []
