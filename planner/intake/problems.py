"""Problems found in a file, as data: what was read and where, why it is wrong, what to do.

A reader collects problems and goes on; it raises :class:`IntakeError` only when nothing
of the file can be used. A person then sees every problem of the file at once, equal ones
grouped over their rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from planner.refusal import Refusal

# Most rows named in one phrase, the count of the others being one of them (our choice: taken in at a glance).
ROWS_NAMED = 3
# Most values quoted when a group holds several (same choice).
VALUES_QUOTED = 3
# A value quoted in a message is cut there: enough to recognise the cell, not to flood the screen.
VALUE_LENGTH = 80


class Severity(StrEnum):
    """How much a problem matters: the row is lost, the value is lost, or it could be better."""

    BLOQUANT = "bloquant"
    A_CORRIGER = "à corriger"
    CONSEIL = "conseil"


SEVERITY_ORDER = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a file, or the same fault on several rows.

    ``cells`` are addresses as a spreadsheet writes them (``C12``), ``rows`` are counted
    from 1 in the source; both are empty for a fault of the whole file. ``column`` is the
    heading as written, ``value`` what was read, ``fix`` what to write or do instead.
    """

    severity: Severity
    rule: str
    sheet: str
    cells: tuple[str, ...]
    rows: tuple[int, ...]
    column: str
    value: str
    message: str
    fix: str

    def as_json(self) -> dict[str, object]:
        """The problem as the command line writes it."""
        return {
            "severity": self.severity.value,
            "rule": self.rule,
            "sheet": self.sheet,
            "cells": list(self.cells),
            "rows": list(self.rows),
            "column": self.column,
            "value": self.value,
            "message": self.message,
            "fix": self.fix,
        }

    def place(self) -> str:
        """Cell when there is one, else rows: « C12 », « lignes 2, 5 et 298 autres »."""
        if len(self.cells) == 1:
            return self.cells[0]
        return rows_phrase(self.rows) if self.rows else ""

    def where(self) -> str:
        """Place in the file: « feuille « Formations », colonne « SIRET », lignes 2, 5 et 298 autres »."""
        parts = [f"feuille « {self.sheet} »"] if self.sheet else []
        parts += [f"colonne « {self.column} »"] if self.column else []
        parts += [rows_phrase(self.rows)] if self.rows else []
        return ", ".join(parts)

    def sentence(self) -> str:
        """The whole problem as one French line: severity, place, value read, reason, correction."""
        value = (
            f" (lu : {self.value if self.value.startswith('«') else quoted(self.value)})"
            if self.value
            else ""
        )
        place = f"{self.where()} : " if self.where() else ""
        fix = f" {self.fix}" if self.fix else ""
        return f"[{self.severity.value}] {place}{self.message}{value}{fix}"


class IntakeError(Refusal):
    """Nothing of the file can be used. Carries the file name, what was found and what to do.

    ``problems`` is never empty, so that a check can be written out even for a file that
    does not open; ``rows_read`` counts the data rows seen before giving up.
    """

    def __init__(
        self,
        file: str,
        sentence: str,
        remedy: str,
        problems: Iterable[Problem] = (),
        rows_read: int = 0,
        rule: str = "fichier",
    ) -> None:
        super().__init__(f"{file} : {sentence} {remedy}".strip())
        self.file = file
        self.sentence = sentence
        self.remedy = remedy
        self.rows_read = rows_read
        own = Problem(Severity.BLOQUANT, rule, "", (), (), "", "", sentence, remedy)
        self.problems = tuple(problems) or (own,)


def rows_phrase(rows: tuple[int, ...]) -> str:
    """Rows as a person says them: « ligne 2 », « lignes 2 et 5 », « lignes 2, 5 et 298 autres »."""
    if len(rows) == 1:
        return f"ligne {rows[0]}"
    return "lignes " + enumeration([str(row) for row in rows], ROWS_NAMED)


def enumeration(items: list[str], named: int) -> str:
    """Join items in French; beyond ``named`` items, the last place goes to the count of the others."""
    if len(items) <= named:
        return " et ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)
    shown = items[: named - 1]
    return f"{', '.join(shown)} et {len(items) - len(shown)} autres"


def quoted(value: str) -> str:
    """A value between French quotes, on one line, cut when long."""
    flat = " ".join(value.split())
    return f"« {flat if len(flat) <= VALUE_LENGTH else flat[: VALUE_LENGTH - 1] + '…'} »"


def grouped(problems: Iterable[Problem]) -> list[Problem]:
    """Gather equal problems over their rows; most severe first, then in reading order.

    Equal means same rule, sheet, column, message and fix: the value may differ, and the
    group then quotes the first ones.
    """
    groups: dict[tuple[str, ...], list[Problem]] = {}
    for problem in problems:
        key = (problem.severity, problem.rule, problem.sheet, problem.column, problem.message, problem.fix)
        groups.setdefault(key, []).append(problem)
    merged = [_merged(group) for group in groups.values()]
    return sorted(merged, key=lambda p: (SEVERITY_ORDER[p.severity], p.rows[:1], p.cells[:1]))


def _merged(group: list[Problem]) -> Problem:
    rows = sorted({row for problem in group for row in problem.rows})
    cells = dict.fromkeys(cell for problem in group for cell in problem.cells)
    values = list(dict.fromkeys(problem.value for problem in group if problem.value))
    if len(values) > 1:
        values = [enumeration([quoted(value) for value in values], VALUES_QUOTED)]
    return replace(group[0], rows=tuple(rows), cells=tuple(cells), value="".join(values))
