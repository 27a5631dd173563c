"""What every reader of a table does with its rows: note problems, demand columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.intake.headings import Columns
from planner.intake.problems import IntakeError, Problem, Severity, enumeration, quoted
from planner.intake.sheet import Row, Sheet
from planner.intake.synonyms import Kind

# Headings quoted when a column is missing: enough to see what was read instead.
_HEADINGS_QUOTED = 8


@dataclass(frozen=True, slots=True)
class Rule:
    """One check: its name, how much it matters, what to say and what to do.

    ``message`` and ``fix`` may hold ``{places}`` filled in when a problem is noted.
    """

    name: str
    severity: Severity
    message: str
    fix: str


class Ledger:
    """The problems of one table, gathered row after row."""

    def __init__(self, sheet: Sheet, columns: Columns, problems: Iterable[Problem] = ()) -> None:
        self.sheet, self.columns = sheet, columns
        self.problems = list(problems)

    def add(self, row: Row, field: str, rule: Rule, value: str | None = None, **details: object) -> None:
        """Note that the field of a row breaks a rule; ``value`` defaults to what its cell holds."""
        heading, cell = self.columns.cell(row, field)
        self.problems.append(
            Problem(
                rule.severity,
                rule.name,
                self.sheet.name,
                (cell,) if cell else (),
                (row.number,),
                heading,
                self.columns.first(row, field) if value is None else value,
                rule.message.format(**details),
                rule.fix.format(**details),
            )
        )


def require_columns(columns: Columns, kind: Kind, sheet: Sheet) -> None:
    """Refuse a table that lacks a required column, naming all of them at once.

    Raises:
        IntakeError: with one problem per missing column.
    """
    missing = [key for key in kind.required if key not in columns]
    if not missing:
        return
    read = enumeration([quoted(heading) for heading in columns.headings if heading], _HEADINGS_QUOTED)
    problems = [_missing(kind.label(key), read, sheet) for key in missing]
    labels = ", ".join(f"« {kind.label(key)} »" for key in missing)
    noun = "Colonne absente" if len(missing) == 1 else "Colonnes absentes"
    raise IntakeError(
        sheet.file,
        f"{noun} : {labels} (colonnes lues, ligne {sheet.header_row} : {read}).",
        "Ajoutez la colonne, ou renommez celle qui en tient lieu.",
        problems,
        len(sheet.rows),
        rule="colonne-absente",
    )


def _missing(label: str, read: str, sheet: Sheet) -> Problem:
    return Problem(
        Severity.BLOQUANT,
        "colonne-absente",
        sheet.name,
        (),
        (sheet.header_row,),
        label,
        "",
        f"La colonne « {label} » manque (colonnes lues : {read}).",
        f"Ajoutez une colonne « {label} », ou renommez celle qui en tient lieu.",
    )
