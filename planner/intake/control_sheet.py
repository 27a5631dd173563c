"""The « Contrôle » sheet of the workbook given back: what was found, what was corrected, where to click."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from planner.french import plural
from planner.intake.corrections import Correction, by_reason
from planner.intake.problems import Problem, Severity, enumeration, quoted, rows_phrase
from planner.intake.sheet_layout import WRAPPED, fit_page, fit_row, font

AUTHOR = "Contrôle"
TITLE = "Contrôle"
COLOURS = {Severity.BLOQUANT: "F4B6B6", Severity.A_CORRIGER: "FCE4A8", Severity.CONSEIL: "CFE8F5"}
CORRECTED = "D3EBCD"
_PROBLEM_HEADINGS = ("Gravité", "Feuille", "Où", "Colonne", "Valeur lue", "Problème", "Correction proposée")
_CORRECTION_HEADINGS = ("État", "Feuille", "Où", "Colonne", "Valeur lue", "Ce qui change", "Valeur écrite")
_WIDTHS = (13, 15, 22, 18, 32, 52, 56)
_LINE = Border(bottom=Side("hair", color="999999"))
_HEADING_FILL = PatternFill("solid", start_color="1F4E79")
# Values quoted for a group of corrections. Our choice.
_EXAMPLES = 2
# Characters that a spreadsheet may take for the start of a formula.
_FORMULA_STARTS = ("=", "+", "@", "\t", "\r")
_PLURALS = {
    Severity.BLOQUANT: "bloquants",
    Severity.A_CORRIGER: "à corriger",
    Severity.CONSEIL: "conseils",
}
# What each colour means, in the order of the legend.
_LEGEND = (
    (COLOURS[Severity.BLOQUANT], "bloquant", "la ligne ne peut pas entrer"),
    (COLOURS[Severity.A_CORRIGER], "à corriger", "la ligne entre, la valeur est laissée de côté"),
    (COLOURS[Severity.CONSEIL], "conseil", "la valeur est comprise, elle pourrait être plus claire"),
    (CORRECTED, "corrigé", "la valeur a été réécrite, l'ancienne est dans le commentaire"),
)


def safe_text(text: str) -> str:
    """Text that no spreadsheet will run: a leading = + - @ gets an apostrophe before it.

    A dash and a blank begin an item of a list, and stay as they are unless a « | » could
    call another program.
    """
    dash = text.startswith("-") and (not text.startswith("- ") or "|" in text)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) or dash else text


def sheet_of(workbook: Workbook, title: str) -> Worksheet:
    """The sheet of that name; the first one when the source had none (CSV, JSON, XML)."""
    return workbook[title] if title in workbook.sheetnames else workbook.worksheets[0]


def write_summary(
    workbook: Workbook, problems: Sequence[Problem], corrections: Sequence[Correction], kept: bool
) -> None:
    """Add the sheet, last and open first; one left by an earlier check is replaced.

    ``kept``: whether the provider's own layout could be kept.
    """
    if TITLE in workbook.sheetnames:
        workbook.remove(workbook[TITLE])
    sheet = workbook.create_sheet(TITLE)
    _write_head(sheet, problems, corrections, kept)
    if problems:
        _write_table(sheet, "Problèmes", _PROBLEM_HEADINGS, [_problem_row(p) for p in problems])
        _link(workbook, sheet, [(p.sheet, p.cells[0] if p.cells else "") for p in problems])
    if corrections:
        groups = by_reason(corrections)
        _write_table(sheet, "Réécritures", _CORRECTION_HEADINGS, [_correction_row(g) for g in groups])
        _link(workbook, sheet, [(group[0].sheet, group[0].cell) for group in groups])
    _lay_out(sheet)
    for other in workbook.worksheets:
        other.sheet_view.tabSelected = False
    workbook.active = sheet


def _write_head(
    sheet: Worksheet, problems: Sequence[Problem], corrections: Sequence[Correction], kept: bool
) -> None:
    sheet.append([f"Contrôle du catalogue : {_counts(problems, corrections)}"])
    sheet["A1"].font = font(14, bold=True)
    if not kept:
        sheet.append(["Le fichier n'étant pas un .xlsx, ses valeurs ont été recopiées dans ce classeur."])
    for colour, name, meaning in _LEGEND:
        sheet.append([name, meaning])
        sheet.cell(sheet.max_row, 1).fill = PatternFill("solid", start_color=colour)


def _counts(problems: Sequence[Problem], corrections: Sequence[Correction]) -> str:
    counts = [(sum(p.severity is severity for p in problems), severity) for severity in Severity]
    applied = sum(correction.applied for correction in corrections)
    said = [plural(count, severity.value, _PLURALS[severity]) for count, severity in counts if count]
    if applied:
        said.append(plural(applied, "cellule réécrite", "cellules réécrites"))
    return ", ".join(said) or "aucun problème"


def _write_table(
    sheet: Worksheet, title: str, headings: Sequence[str], rows: Sequence[tuple[str, tuple[str, ...]]]
) -> None:
    """A title, headings, then rows as (colour of the first cell, texts)."""
    sheet.append([])
    sheet.append([title])
    sheet.cell(sheet.max_row, 1).font = font(12, bold=True)
    sheet.append(headings)
    for cell in sheet[sheet.max_row]:
        cell.font, cell.fill = font(bold=True, color="FFFFFF"), _HEADING_FILL
    for colour, texts in rows:
        sheet.append([safe_text(text) for text in texts])
        for cell in sheet[sheet.max_row]:
            cell.alignment, cell.border, cell.font = WRAPPED, _LINE, font()
            # As text: « #REF! » read in a cell would be an error here too.
            cell.data_type = "s"
        sheet.cell(sheet.max_row, 1).fill = PatternFill("solid", start_color=colour)
        fit_row(sheet, sheet.max_row, _WIDTHS)


def _problem_row(problem: Problem) -> tuple[str, tuple[str, ...]]:
    place = (problem.severity.value, problem.sheet, problem.place(), problem.column, problem.value)
    return COLOURS[problem.severity], (*place, problem.message, problem.fix)


def _correction_row(group: Sequence[Correction]) -> tuple[str, tuple[str, ...]]:
    first = group[0]
    state = ("corrigé" if first.applied else "proposé", first.sheet)
    where = first.cell if len(group) == 1 else rows_phrase(tuple(sorted({c.row for c in group})))
    return CORRECTED if first.applied else COLOURS[Severity.CONSEIL], (
        *state,
        where,
        first.column,
        _examples([c.before for c in group]),
        first.reason,
        _examples([c.after for c in group]),
    )


def _examples(values: Sequence[str]) -> str:
    different = list(dict.fromkeys(quoted(value) for value in values))
    return different[0] if len(different) == 1 else enumeration(different, _EXAMPLES + 1)


def _link(workbook: Workbook, sheet: Worksheet, places: Sequence[tuple[str, str]]) -> None:
    """Make « Où » of the last rows lead to their first cell."""
    first = sheet.max_row - len(places) + 1
    for row, (title, address) in enumerate(places, first):
        if address:
            target = sheet_of(workbook, title).title.replace("'", "''")
            cell = sheet.cell(row, 3)
            cell.hyperlink = f"'{target}'!{address}"
            # A place of the workbook itself, not an address outside of it: a name with a blank is no valid URI.
            cell.hyperlink.location, cell.hyperlink.target = cell.hyperlink.target, None
            cell.font = font(underline="single", color="1F4E79")


def _lay_out(sheet: Worksheet) -> None:
    for letter, width in zip("ABCDEFG", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    fit_page(sheet)
