"""From a file that a person drops to what the store keeps: read, report every problem, keep whole."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from planner import intake

# The modules that write workbooks are loaded when one is asked for, by ``intake.…``: the first screen needs none.
from planner.intake import (
    Intake,
    IntakeError,
    Problem,
    not_verified,
    read_actors,
    read_catalogue,
    read_postings,
    read_profiles,
)
from planner.matching import Progress, silent
from planner.references import Certifications, References, installed_certifications
from planner.report import export_catalogue
from planner.settings import Settings
from planner.store import (
    CatalogueDiff,
    Database,
    keep_catalogue,
    keep_import,
    load_catalogue,
    preview_catalogue,
)
from planner.web import data
from planner.web.language import WORDS, _, counted

CATALOGUE = "catalogue"


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """A file read but not kept yet. ``intake`` is None when nothing of it can be used: ``refusal`` says why.

    ``provider``: who gives the courses of rows that do not say it; ``chosen``: ROME codes that the person
    gave on the page (course_id → code).
    """

    kind: str
    name: str
    content: bytes
    intake: Intake | None
    problems: tuple[Problem, ...]
    refusal: str = ""
    rows_read: int = 0
    provider: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """What was found, in the reader's language."""
        if self.intake is None:
            return self.refusal
        usable = counted(self.intake.rows_usable, "ligne utilisable", "lignes utilisables")
        found = self.intake.detected
        read = f" {found[:1].upper()}{found[1:]}." if found else ""
        lines = counted(self.intake.rows_read, "lue", "lues")
        return (
            _("« {file} » : {usable} sur {lines}.").format(file=self.name, usable=usable, lines=lines) + read
        )

    @property
    def sha256(self) -> str:
        """What makes the same file the same: its bytes, and what the person said on top of them."""
        said = repr((self.provider, sorted(self.chosen.items()))) if self.provider or self.chosen else ""
        return hashlib.sha256(self.content + said.encode()).hexdigest()

    def with_occupations(self, chosen: Mapping[str, str]) -> Read:
        """The file with a ROME code given to some courses (course_id → code), in place of the one it gave."""
        if self.intake is None:
            return self
        frame = self.intake.frame
        romes = frame["course_id"].map(dict(chosen)).fillna(frame["rome"])
        found = replace(self.intake, frame=frame.assign(rome=romes))
        return replace(self, intake=found, chosen={**self.chosen, **chosen})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: the sentence to show, whether it was kept, and its problems."""

    sentence: str
    kept: bool
    problems: tuple[Problem, ...]


def read(
    kind: str,
    name: str,
    content: bytes,
    references: References,
    progress: Progress = silent,
    provider: str = "",
) -> Read:
    """Read a file of ``kind`` (postings, profiles, catalogue, actors); never raises for what is wrong with it."""
    try:
        found = _reader(kind, references, progress, provider)(content, name).required(name)
    except IntakeError as error:
        return Read(kind, name, content, None, error.problems, str(error), error.rows_read)
    problems = tuple(found.problems)
    if kind == CATALOGUE:
        problems += not_verified(found.frame, _certifications())
    return Read(kind, name, content, found, problems, rows_read=found.rows_read, provider=provider)


def keep(file: Read) -> Outcome:
    """Keep a file that was read, all its usable rows or none.

    Raises:
        StoreUnavailable: the database refused; nothing has changed.
    """
    if file.intake is None:
        return Outcome(file.refusal, False, file.problems)
    keeping = (data.database(), file.name, file.sha256, file.intake.frame)
    if file.kind == CATALOGUE:
        return Outcome(keep_catalogue(*keeping).said(WORDS), True, file.problems)
    return Outcome(keep_import(keeping[0], file.kind, *keeping[1:]).said(WORDS), True, file.problems)


def preview(file: Read) -> CatalogueDiff | None:
    """What keeping a catalogue would change in the courses in use; None when nothing of it can be used.

    Raises:
        StoreUnavailable: the database does not answer.
    """
    return preview_catalogue(data.database(), file.intake.frame) if file.intake else None


def exported(kind: str, database: Database) -> bytes:
    """The catalogue in use, in one of :data:`planner.report.CATALOGUE_FORMATS`."""
    return _written(lambda path: export_catalogue(load_catalogue(database), kind, path))


def annotated(file: Read) -> bytes:
    """The person's own workbook given back, each fault where it stands, certain corrections made.

    Raises:
        IntakeError: the file does not open.
    """
    corrections = file.intake.corrections if file.intake else ()
    return _written(lambda path: intake.annotate(file.content, file.problems, path, file.name, corrections))


def template() -> bytes:
    """The catalogue template to fill."""
    return _written(intake.write_template)


def actors_template(links: Mapping[str, str]) -> bytes:
    """The template of a register of actors; ``links``: link id → label."""
    return _written(lambda path: intake.write_actors_template(path, links))


def problem_lines(problems: tuple[Problem, ...]) -> pd.DataFrame:
    """severity, where, column, value, message, fix: one line a group of equal problems."""
    columns = ["severity", "where", "column", "value", "message", "fix"]
    rows = [(str(p.severity), p.place(), p.column, p.value, p.message, p.fix) for p in problems]
    return pd.DataFrame(rows, columns=columns)


def _certifications() -> Certifications | None:
    return installed_certifications(Settings.from_environment().home)


def _reader(
    kind: str, references: References, progress: Progress, provider: str
) -> Callable[[bytes, str], Intake]:
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
            certifications=_certifications(),
            provider=provider,
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
