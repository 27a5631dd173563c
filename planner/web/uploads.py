"""From a file that a person drops to what the store keeps: read, report every problem, keep whole."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from planner.intake import (
    Intake,
    IntakeError,
    Problem,
    annotate,
    read_actors,
    read_catalogue,
    read_postings,
    read_profiles,
    write_actors_template,
    write_template,
)
from planner.matching import Progress, silent
from planner.references import References, installed_certifications
from planner.report import export_catalogue
from planner.settings import Settings
from planner.store import CatalogueDiff, keep_catalogue, keep_import, load_catalogue, preview_catalogue
from planner.web import data

CATALOGUE = "catalogue"


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """A file read but not kept yet. ``intake`` is None when nothing of it can be used: ``refusal`` says why."""

    kind: str
    name: str
    content: bytes
    intake: Intake | None
    problems: tuple[Problem, ...]
    refusal: str = ""
    rows_read: int = 0

    @property
    def sentence(self) -> str:
        """What was found, in French."""
        if self.intake is None:
            return self.refusal
        usable, rows = self.intake.rows_usable, self.intake.rows_read
        return (
            f"« {self.name} » : {usable} lignes utilisables sur {rows} lues. {self.intake.detected}".strip()
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: the sentence to show, whether it was kept, and its problems."""

    sentence: str
    kept: bool
    problems: tuple[Problem, ...]


def read(kind: str, name: str, content: bytes, references: References, progress: Progress = silent) -> Read:
    """Read a file of ``kind`` (postings, profiles, catalogue, actors); never raises for what is wrong with it."""
    try:
        intake = _reader(kind, references, progress)(content, name).required(name)
    except IntakeError as error:
        return Read(kind, name, content, None, error.problems, str(error), error.rows_read)
    return Read(kind, name, content, intake, tuple(intake.problems), rows_read=intake.rows_read)


def keep(file: Read) -> Outcome:
    """Keep a file that was read, all its usable rows or none.

    Raises:
        StoreUnavailable: the database refused; nothing has changed.
    """
    if file.intake is None:
        return Outcome(file.refusal, False, file.problems)
    sha256 = hashlib.sha256(file.content).hexdigest()
    keeping = (data.database(), file.name, sha256, file.intake.frame)
    if file.kind == CATALOGUE:
        return Outcome(keep_catalogue(*keeping).sentence, True, file.problems)
    return Outcome(keep_import(keeping[0], file.kind, *keeping[1:]).sentence, True, file.problems)


def preview(file: Read) -> CatalogueDiff | None:
    """What keeping a catalogue would change in the courses in use; None when nothing of it can be used.

    Raises:
        StoreUnavailable: the database does not answer.
    """
    return preview_catalogue(data.database(), file.intake.frame) if file.intake else None


def exported(kind: str) -> bytes:
    """The catalogue in use, in one of :data:`planner.report.CATALOGUE_FORMATS`."""
    return _written(lambda path: export_catalogue(load_catalogue(data.database()), kind, path))


def annotated(file: Read) -> bytes:
    """The person's own workbook given back, each fault where it stands, certain corrections made.

    Raises:
        IntakeError: the file does not open.
    """
    corrections = file.intake.corrections if file.intake else ()
    return _written(lambda path: annotate(file.content, file.problems, path, file.name, corrections))


def template() -> bytes:
    """The catalogue template to fill."""
    return _written(write_template)


def actors_template(links: Mapping[str, str]) -> bytes:
    """The template of a register of actors; ``links``: link id → label."""
    return _written(lambda path: write_actors_template(path, links))


def problem_lines(problems: tuple[Problem, ...]) -> pd.DataFrame:
    """severity, where, column, value, message, fix: one line a group of equal problems."""
    columns = ["severity", "where", "column", "value", "message", "fix"]
    rows = [(str(p.severity), p.place(), p.column, p.value, p.message, p.fix) for p in problems]
    return pd.DataFrame(rows, columns=columns)


def _reader(kind: str, references: References, progress: Progress) -> Callable[[bytes, str], Intake]:
    places, sectors = references.territories, references.sectors
    readers: dict[str, Callable[[bytes, str], Intake]] = {
        "postings": lambda content, name: read_postings(content, name, places, sectors),
        "profiles": lambda content, name: read_profiles(content, name, places, sectors),
        "actors": lambda content, name: read_actors(content, name, places, references.links),
        "catalogue": lambda content, name: read_catalogue(
            content,
            name,
            places,
            sectors,
            occupations=references.rome.occupations,
            certifications=installed_certifications(Settings.from_environment().home),
            progress=progress,
        ),
    }
    return readers[kind]


def _written(write: Callable[[Path], None]) -> bytes:
    """Bytes of the file that ``write`` makes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "classeur.xlsx"
        write(path)
        return path.read_bytes()
