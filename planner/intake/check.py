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
    "Les codes RNCP et RS sont bien écrits, mais rien n'a pu dire s'ils existent encore : le registre n'est pas installé.",
    "Facultatif : téléchargez sur data.gouv.fr l'archive export-fiches-csv….zip du répertoire national des certifications"
    " (France compétences), déposez-la dans la page « Référentiels », puis contrôlez de nouveau."
    " En ligne de commande : planner references fetch certifications.",
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
    provider: str = "",
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
            provider=provider,
            progress=progress,
        )
    except IntakeError as error:
        return Check(error.rows_read, 0, error.problems)
    problems = (*intake.problems, *not_verified(intake.frame, certifications))
    return Check(intake.rows_read, intake.rows_usable, problems, intake.detected, intake.corrections)


def not_verified(courses: pd.DataFrame, certifications: Certifications | None) -> tuple[Problem, ...]:
    """What to tell of courses that give codes (``columns.COURSES``) when no register can confirm them."""
    given = (courses[["rncp", "rs"]] != "").to_numpy().any()
    return (NOT_VERIFIED,) if given and certifications is None else ()
