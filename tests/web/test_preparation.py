"""The first screen is made beside the server, once, and what it refuses is left to the page."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from planner.needs import Parameters
from planner.web import data, preparation, work
from planner.web.progress import SharedStep, without_page


def test_prepared_screen_is_not_computed_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    preparation.first_screen()
    monkeypatch.setattr(work.pipeline, "run", lambda *_a, **_k: pytest.fail("calculé une seconde fois"))
    inputs = work._loaded(data.sources(()))
    _, results = work._counted(inputs, Parameters(), without_page)
    assert results.inputs.demonstration


def test_refusal_is_told_to_the_log_and_left_to_the_page(
    home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PLANNER_DATABASE_URL", f"sqlite:///{home / 'absent' / 'base.sqlite'}")
    (home / "absent").write_text("un fichier à la place du dossier", encoding="utf-8")
    with caplog.at_level(logging.WARNING, logger=preparation.__name__):
        preparation.first_screen()
    assert len(caplog.records) == 1


def test_who_waits_sees_the_step_of_who_works() -> None:
    shared, mine, theirs = SharedStep(), [], []
    shared.tell(lambda *step: theirs.append(step))
    progress = shared.noted_by(lambda *step: mine.append(step))
    progress("lecture des offres", 3, 10)
    shared.tell(lambda *step: theirs.append(step))
    assert mine == theirs == [("lecture des offres", 3, 10)]
