"""A table as a reader hands it over: headings, rows with their numbers, what was detected."""

from __future__ import annotations

from dataclasses import dataclass

from planner.intake.problems import Problem


@dataclass(frozen=True, slots=True)
class Row:
    """One data row: its number in the source, counted from 1, and the text of its cells."""

    number: int
    values: tuple[str, ...]

    def get(self, column: int) -> str:
        """Text of a column, empty beyond the end of a short row."""
        return self.values[column] if column < len(self.values) else ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Raw rows of one sheet, before its heading row is known.

    ``merged`` holds merged areas as ((row, column), (row, column)), rows from 1, columns
    from 0, both ends included. ``note`` says what was detected, in French.
    """

    name: str
    rows: tuple[Row, ...]
    note: str
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file: ``headings`` as written on row ``header_row`` (from 1), then its rows.

    ``detected`` says in French what was recognised: format, encoding, separator, sheet.
    ``spread`` holds the numbers of rows that one merged cell crosses: titles of a section.
    ``problems`` are those of the container (a quote left open, a sheet not read).
    """

    file: str
    name: str
    header_row: int
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    detected: str
    spread: frozenset[int] = frozenset()
    problems: tuple[Problem, ...] = ()
