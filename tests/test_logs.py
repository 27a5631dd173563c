"""Logs gathered as JSON lines: every one reads as JSON, none tells what people brought."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.logs import JsonLines

ROOT = Path(__file__).parent.parent
CONTENT = "Contactez rh@exemple.fr, cellule A12"
# A library that makes its own handler before and after, a warning, and two ends that nobody foresaw.
PROGRAM = f"""
import logging, threading, warnings
early = logging.getLogger("library.early")
early.addHandler(logging.StreamHandler()); early.propagate = False; early.setLevel("INFO")
silenced = logging.getLogger("library.silenced")
silenced.propagate = False; silenced.setLevel("INFO")
from planner import logs
logs.begin("json")
late = logging.getLogger("library.late")
late.addHandler(logging.StreamHandler()); late.propagate = False; late.setLevel("INFO")
early.info("avant"); late.info("après"); silenced.info("tu"); silenced.error("dit")
warnings.warn("attention")
def fail():
    raise ValueError({CONTENT!r})
thread = threading.Thread(target=fail); thread.start(); thread.join()
fail()
"""


def record(message: object, *args: object, fault: BaseException | None = None) -> logging.LogRecord:
    exc_info = (type(fault), fault, fault.__traceback__) if fault else None
    return logging.LogRecord("planner.essai", logging.WARNING, "essai.py", 1, message, args, exc_info)


def line(*told: object, fault: BaseException | None = None) -> dict[str, object]:
    written = JsonLines().format(record(*told, fault=fault))
    assert "\n" not in written
    return json.loads(written)


@given(message=st.text(), word=st.text())
def test_any_message_is_one_line_of_json(message: str, word: str) -> None:
    assert set(line(message)) == {"time", "level", "logger", "message"}
    told = line("lu : %s", word)["message"]
    assert isinstance(told, str) and told.startswith("lu :")


def test_words_of_an_exception_stay_out_and_its_class_and_place_are_told() -> None:
    try:
        raise ValueError(CONTENT)
    except ValueError as fault:
        told = line("Lecture arrêtée : %s", fault, fault=fault)
    assert told["message"] == "Lecture arrêtée : ValueError"
    assert told["exception"] == "ValueError"
    assert "test_logs.py" in str(told["raised"])
    assert "exemple" not in json.dumps(told) and "A12" not in json.dumps(told)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Écrire à rh@exemple.fr", "Écrire à [contact masqué]"),
        ("Tâche perdue\nfuture: ValueError('une offre')", "Tâche perdue"),
    ],
    ids=["address", "lines below"],
)
def test_contact_data_are_masked_and_lines_below_the_first_left_out(message: str, told: str) -> None:
    assert line(message)["message"] == told


def test_libraries_warnings_and_faults_all_come_as_json_lines() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    told = [json.loads(written) for written in ended.stderr.splitlines()]
    assert [found["logger"] for found in told] == [
        "library.early",
        "library.late",
        "library.silenced",
        "py.warnings",
        "planner.logs",
        "planner.logs",
    ]
    assert "exemple" not in ended.stderr and ended.returncode == 1


def command(folder: Path, *words: str, log: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PLANNER_HOME": str(folder), "PLANNER_LOG": log}
    called = [sys.executable, "-c", "from planner.cli import main; main()", *words]
    return subprocess.run(
        called, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def test_command_tells_its_end_without_what_was_typed(tmp_path: Path) -> None:
    absent = tmp_path / "offres de Jeanne.csv"
    ended = command(tmp_path, "match", str(absent), "--out", str(tmp_path / "lues.jsonl"), log="json")
    logged = [json.loads(written) for written in ended.stderr.splitlines() if written.startswith("{")]
    assert [(found["level"], found["message"]) for found in logged] == [
        ("ERROR", "planner match : refusé (UnusableInputs)")
    ]
    assert ended.returncode == 1 and absent.name in ended.stderr  # the sentence for the person stays
    plain = command(tmp_path, "match", str(absent), "--out", str(tmp_path / "lues.jsonl"), log="")
    assert plain.stderr.splitlines() == ended.stderr.splitlines()[1:]


def test_other_value_of_the_setting_is_refused(tmp_path: Path) -> None:
    ended = command(tmp_path, "references", "list", log="xml")
    assert ended.returncode == 1
    assert ended.stderr == "PLANNER_LOG vaut « xml » : écrivez json, ou retirez cette variable.\n"
