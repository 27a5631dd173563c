"""Hostile files read in a process of their own: time and peak memory stay within the promise."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from planner.intake import annotate, check_catalogue
from tests.intake.conftest import COURSE, HEADINGS, SmallTerritories, xlsx_bytes
from tests.intake.test_files import GOOD_XLSX, PATIENCE, READABLE, UNUSABLE, File, made
from tests.intake.test_lheo import FORMATION, lheo

MEMORY = 1 << 30  # bytes, the promise
ROOT = Path(__file__).parents[2]
CHILD = """
import json, sys, time
from planner.intake import check_catalogue
from tests.benchmarks.memory import peak_mebibytes
from tests.intake.conftest import SmallTerritories
start = time.process_time()
check = check_catalogue(sys.argv[1], None, SmallTerritories())
peak = peak_mebibytes() * 2**20
print(json.dumps([time.process_time() - start, peak, check.rows_usable, [p.message for p in check.problems]]))
"""
BOMB = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "lol"}">' for i in range(10))


def widest() -> bytes:
    """As many short cells as fit under the limit of what is unfolded."""
    return xlsx_bytes({"F": [HEADINGS, COURSE, *([[f"t{i}", "o", "p"] * 30 for i in range(20_000)])]})


HOSTILE: dict[str, File] = {
    **{
        name: UNUSABLE[name][0]
        for name in (
            "zip-bomb",
            "lying-zip-bomb",
            "gz-bomb",
            "csv-of-100-mb",
            "cell-at-the-far-corner",
            "shared-string-bomb",
            "ods-repeated-bomb",
            "xls-cell-at-the-far-corner",
            "xls-of-many-far-sheets",
            "deep-json",
            "truncated-xlsx",
            "password-protected-xlsx",
        )
    },
    "million-empty-rows": READABLE["million-empty-rows"],
    "ods-million-empty-rows": READABLE["ods-million-empty-rows"],
    "entity-bomb": lheo(FORMATION).replace(b"<lheo", f"<!DOCTYPE lheo [{BOMB}]><lheo".encode(), 1),
    "million-rows-of-csv": lambda: b"Intitule;Objectifs;Organisme\n" + b"a;b;c\n" * 1_000_000,
    "two-million-cells": widest,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_stays_within_time_and_memory(name, tmp_path):
    path = tmp_path / "fichier.xlsx"
    path.write_bytes(made(HOSTILE[name]))
    command = [sys.executable, "-c", CHILD, str(path)]
    child = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT, timeout=300)
    assert child.returncode == 0, child.stderr[-2000:]
    seconds, peak, usable, messages = json.loads(child.stdout)
    assert seconds < PATIENCE
    assert peak < MEMORY
    assert usable or messages
    assert "panicked" not in child.stderr


def with_parts(**parts: bytes) -> bytes:
    """A good workbook with more parts, as macros and links to other files add."""
    buffer = BytesIO(GOOD_XLSX)
    with zipfile.ZipFile(buffer, "a") as archive:
        for name, content in parts.items():
            archive.writestr(f"xl/{name.replace('__', '/')}", content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "parts",
    [{"vbaProject.bin": b"\xd0\xcf\x11\xe0" * 50}, {"externalLinks__externalLink1.xml": b"<externalLink/>"}],
    ids=["macros", "external-links"],
)
def test_macros_and_links_are_neither_run_nor_given_back(parts, tmp_path):
    data = with_parts(**parts)
    check = check_catalogue(data, "c.xlsm", SmallTerritories())
    assert check.rows_usable == 1
    annotate(data, check.problems, tmp_path / "a.xlsx", "c.xlsm", check.corrections)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert not [name for name in archive.namelist() if "vba" in name or "external" in name]
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == ["Formations", "Contrôle"]
