"""What a reader hands back, and what it needs to know of territories and sectors."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

import pandas as pd

from planner.intake.corrections import Correction
from planner.intake.problems import IntakeError, Problem, Severity

# Called with (step in French, done, total), so that a screen can show how far a large file is.
Progress = Callable[[str, int, int], None]


def silent(step: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


class Territories(Protocol):
    """Finds a département in a text."""

    def dept_of(self, text: str) -> str | None:
        """Code of the département that ``text`` names (name, code, postcode, commune), or None."""
        ...


class Sectors(Protocol):
    """Finds a filière from a sector's label or a NAF code."""

    def filiere_of(self, sector_text: str, naf: str) -> str | None:
        """Filière id of ``taxonomies/filieres.csv``, or None."""
        ...


@dataclass(frozen=True)
class Intake:
    """What was read of one file.

    ``frame`` holds the usable rows, with the columns of the table of its kind;
    ``problems`` are grouped, most severe first; ``detected`` says in French what was
    recognised (format, encoding, separator, sheet); ``rows_read`` counts data rows;
    ``corrections`` say what was rewritten, or could be (catalogues only).
    """

    frame: pd.DataFrame
    problems: list[Problem] = field(default_factory=list)
    detected: str = ""
    rows_read: int = 0
    corrections: tuple[Correction, ...] = ()

    @property
    def rows_usable(self) -> int:
        """Rows that went in."""
        return len(self.frame)

    def required(self, name: str) -> Intake:
        """The intake itself, when at least one row is usable.

        Raises:
            IntakeError: none is; it carries every problem found.
        """
        if self.rows_usable:
            return self
        if not self.rows_read:
            sentence, remedy = "Le tableau n'a que ses noms de colonnes, aucune ligne.", "Ajoutez les lignes."
        else:
            sentence = f"Aucune ligne utilisable sur {self.rows_read} lue(s)."
            remedy = "\n".join(p.sentence() for p in self.problems if p.severity != Severity.CONSEIL)
        raise IntakeError(name, sentence, remedy, self.problems, self.rows_read, rule="aucune-ligne")


class Places:
    """Departments of texts, each different text asked once: a file repeats the same towns."""

    def __init__(self, territories: Territories) -> None:
        self._dept_of = lru_cache(maxsize=None)(territories.dept_of)

    def dept(self, texts: Iterable[str]) -> str:
        """Code found in the first text that names a département, empty when none does."""
        return next((code for text in texts if text and (code := self._dept_of(text))), "")
