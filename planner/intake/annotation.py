"""The provider's own workbook given back: cells coloured, commented, corrected; a « Contrôle » sheet.

The layout is kept; formulas leave as the values they showed, macros and external links stay
behind. A file that is not an xlsx comes back as a plain workbook with the same addresses.
"""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from planner.intake.control_sheet import AUTHOR, COLOURS, CORRECTED, safe_text, sheet_of, write_summary
from planner.intake.corrections import Correction
from planner.intake.files import load, read_grids
from planner.intake.problems import SEVERITY_ORDER, Problem, Severity, quoted
from planner.intake.safety import check_archive, check_xlsx
from planner.intake.sheet import Grid
from planner.intake.synonyms import CATALOGUE_KIND

# Comments beyond this number make a workbook slow to open; the cells after it are only coloured. Our choice.
MAX_COMMENTS = 3_000
_SHEET_NAME_LENGTH = 31
# What openpyxl raises on workbooks that other programs wrote out of the standard.
_UNREADABLE = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    InvalidFileException,
    zipfile.BadZipFile,
)


def annotate(
    source: Path | str | bytes,
    problems: Sequence[Problem],
    path_out: Path | str,
    name: str | None = None,
    corrections: Sequence[Correction] = (),
) -> None:
    """Write ``source`` back to ``path_out`` as xlsx, its problems shown where they stand.

    ``corrections`` (:attr:`planner.intake.Check.corrections`) are written in their cells when
    they are certain, and told in a comment in any case.

    Raises:
        IntakeError: the source does not open (see :func:`planner.intake.files.load`).
    """
    data, name = load(source, name)
    workbook, kept = _workbook(data, name)
    _neutralise(workbook)
    _mark(workbook, problems, corrections)
    write_summary(workbook, problems, corrections, kept)
    workbook.save(path_out)


def _workbook(data: bytes, name: str) -> tuple[Workbook, bool]:
    """The workbook, and whether its own layout could be kept."""
    if data.startswith(b"PK\x03\x04"):
        parts = check_archive(data, name)
        if "content.xml" not in parts:
            check_xlsx(data, name)
            try:
                return load_workbook(io.BytesIO(data), data_only=True, keep_links=False), True
            except _UNREADABLE:
                return _rebuilt(data, name), False
    return _rebuilt(data, name), False


def _rebuilt(data: bytes, name: str) -> Workbook:
    workbook = Workbook()
    workbook.remove(workbook.active)
    for grid in read_grids(data, name, CATALOGUE_KIND):
        _write_grid(workbook.create_sheet((grid.name or "Formations")[:_SHEET_NAME_LENGTH]), grid)
    return workbook


def _write_grid(sheet: Worksheet, grid: Grid) -> None:
    for row in grid.rows:
        for index, value in enumerate(row.values, 1):
            if value:
                sheet.cell(row.number, index).value = safe_text(value)


def _neutralise(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and isinstance(cell, Cell):
                    cell.value = safe_text(cell.value)


def _mark(workbook: Workbook, problems: Iterable[Problem], corrections: Iterable[Correction]) -> None:
    """Colour each cell by its worst problem or its correction, and say in a comment what to do."""
    notes: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        for address in problem.cells:
            notes[problem.sheet, address].append(problem)
    rewritten = {(correction.sheet, correction.cell): correction for correction in corrections}
    places = dict.fromkeys([*notes, *rewritten])
    # One fill a colour: making one a cell takes longer than all the rest.
    fills = {colour: PatternFill("solid", start_color=colour) for colour in (*COLOURS.values(), CORRECTED)}
    for number, (title, address) in enumerate(places):
        cell = sheet_of(workbook, title)[address]
        found, correction = notes.get((title, address), []), rewritten.get((title, address))
        cell.fill = fills[_colour(found, correction)]
        if not isinstance(cell, Cell):
            continue
        if number < MAX_COMMENTS:
            cell.comment = Comment(_comment(cell, found, correction), AUTHOR, height=120, width=320)
        if correction and correction.applied:
            # As text: a code written as a number loses its zeros.
            cell.value, cell.number_format = safe_text(correction.after), "@"


def _colour(problems: Sequence[Problem], correction: Correction | None) -> str:
    severities = [problem.severity for problem in problems if problem.severity is not Severity.CONSEIL]
    if severities:
        return COLOURS[min(severities, key=SEVERITY_ORDER.__getitem__)]
    return CORRECTED if correction and correction.applied else COLOURS[Severity.CONSEIL]


def _comment(cell: Cell, problems: Iterable[Problem], correction: Correction | None) -> str:
    own = [cell.comment.text] if cell.comment and cell.comment.author != AUTHOR else []
    lines = [
        f"{problem.severity.value.capitalize()} : {problem.message} {problem.fix}" for problem in problems
    ]
    if correction and correction.applied:
        lines.append(f"Corrigé : {quoted(correction.before)} réécrit ({correction.reason}).")
    elif correction and not problems:
        lines.append(f"Proposition : écrire {quoted(correction.after)} ({correction.reason}).")
    return "\n".join([*own, *lines])
