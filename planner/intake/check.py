"""The check of a catalogue: the same answer for a good file, a faulty one, or one that does not open."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from planner.intake.catalogue import read_catalogue
from planner.intake.corrections import Correction
from planner.intake.problems import IntakeError, Problem, Severity
from planner.intake.result import Progress, Sectors, Territories, silent
from planner.references import Certifications

# Said once for a file that gives codes, when nothing installed can tell whether they exist.
NOT_VERIFIED = Problem(
    Severity.CONSEIL,
    "certifications-non-verifiees",
    "",
    (),
    (),
    "",
    "",
    "L'existence des codes RNCP et RS n'a pas été vérifiée : aucun registre n'est installé.",
    "Installez le fichier de France compétences ou de Certif Info : planner references install FICHIER.",
)


@dataclass(frozen=True, slots=True)
class Check:
    """Rows read, rows that would go in, problems grouped, what was recognised of the file.

    ``corrections`` go to :func:`planner.intake.annotate`, which applies those that are certain.
    """

    rows_read: int
    rows_usable: int
    problems: tuple[Problem, ...]
    detected: str = ""
    corrections: tuple[Correction, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The check as ``planner catalogue check --json`` writes it."""
        return {
            "rows_read": self.rows_read,
            "rows_usable": self.rows_usable,
            "problems": [problem.as_json() for problem in self.problems],
        }


def check_catalogue(
    source: Path | str | bytes,
    name: str | None,
    territories: Territories,
    sectors: Sectors | None = None,
    *,
    occupations: pd.DataFrame | None = None,
    certifications: Certifications | None = None,
    progress: Progress = silent,
) -> Check:
    """Check a catalogue without importing it; never raises for what is wrong with the file.

    The arguments are those of :func:`planner.intake.read_catalogue`.
    """
    try:
        intake = read_catalogue(
            source,
            name,
            territories,
            sectors,
            occupations=occupations,
            certifications=certifications,
            progress=progress,
        )
    except IntakeError as error:
        return Check(error.rows_read, 0, error.problems)
    problems = list(intake.problems)
    if certifications is None and (intake.frame[["rncp", "rs"]] != "").to_numpy().any():
        problems.append(NOT_VERIFIED)
    return Check(intake.rows_read, intake.rows_usable, tuple(problems), intake.detected, intake.corrections)
