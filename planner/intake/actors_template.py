"""The template of a register of AI actors: how to fill it, the table, the seven links to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from planner.intake.actors import short_link
from planner.intake.sheet_layout import WRAPPED, fit_page, fit_row, font

GUIDE, ACTORS_SHEET = "Mode d'emploi", "Acteurs"
LIST_ROWS = 2000  # rows where the drop-down lists work; our choice, as in the catalogue template
_HEADING = PatternFill("solid", start_color="1F4E79")
_OPTIONAL = PatternFill("solid", start_color="DCE6F1")
_GUIDE_WIDTHS = (54, 90)
DEPARTMENTS_NOTE = "44, 49, 53, 72 ou 85. La commune suffit le plus souvent."
# Heading, whether it is required, its width in characters, what to write there.
COLUMNS = (
    ("Nom", True, 44, "Le nom de l'organisme : entreprise, laboratoire, association, service public."),
    (
        "Maillon",
        True,
        52,
        "Un des sept maillons ci-dessous. Un organisme de deux maillons prend deux lignes.",
    ),
    ("SIRET", False, 20, "14 chiffres. Il reconnaît l'organisme quand le registre est mis à jour."),
    ("Commune", False, 26, "Le lieu de l'établissement."),
    ("Département", False, 16, DEPARTMENTS_NOTE),
    ("Source", False, 40, "Qui le dit : annuaire, site, enquête, et sa date."),
)
_STEPS = (
    "Remplissez la feuille « Acteurs », une ligne par organisme et par maillon.",
    "Deux colonnes suffisent : Nom et Maillon. Sans lieu, l'acteur compte pour la région seulement.",
    "À l'import, toutes les erreurs sont dites d'un coup, avec leur correction.",
)


def write_actors_template(path: Path | str, links: Mapping[str, str]) -> None:
    """Write the empty template.

    Args:
        links: link id → French label.
    """
    workbook = Workbook()
    guide = workbook.active
    guide.title = GUIDE
    listed = _write_guide(guide, links)
    _write_table(workbook.create_sheet(ACTORS_SHEET), listed)
    for sheet in workbook.worksheets:
        fit_page(sheet)
    workbook.save(path)


def _write_guide(sheet: Worksheet, links: Mapping[str, str]) -> str:
    """The guide; returns the range that holds the names of the links."""
    sheet.append(["Votre registre des acteurs de l'intelligence artificielle"])
    sheet["A1"].font = font(14, bold=True)
    for number, step in enumerate(_STEPS, 1):
        sheet.append([f"{number}. {step}"])
    _rows(sheet, "Colonne", "Que faut-il écrire ?", [_guided(*column) for column in COLUMNS])
    names = [(short_link(label), label) for label in links.values()]
    first = _rows(sheet, "Les sept maillons, à écrire ainsi", "Ce que chacun réunit", names)
    for letter, width in zip("AB", _GUIDE_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    return f"'{GUIDE.replace(chr(39), chr(39) * 2)}'!$A${first}:$A${first + len(names) - 1}"


def _guided(heading: str, required: bool, _width: int, note: str) -> tuple[str, str]:
    return (f"{heading} (nécessaire)" if required else heading, note)


def _rows(sheet: Worksheet, left: str, right: str, rows: list[tuple[str, str]]) -> int:
    """A small table under what is there, after an empty row; returns its first row."""
    sheet.append([])
    sheet.append([left, right])
    for cell in sheet[sheet.max_row]:
        cell.font, cell.fill = font(bold=True), _OPTIONAL
    first = sheet.max_row + 1
    for row in rows:
        sheet.append(row)
        for cell in sheet[sheet.max_row]:
            cell.alignment = WRAPPED
        fit_row(sheet, sheet.max_row, _GUIDE_WIDTHS)
    return first


def _write_table(sheet: Worksheet, links: str) -> None:
    sheet.append([heading for heading, *_ in COLUMNS])
    sheet.freeze_panes = "B2"
    for index, (heading, required, width, _note) in enumerate(COLUMNS, 1):
        cell, letter = sheet.cell(1, index), get_column_letter(index)
        cell.font = font(bold=True, color="FFFFFF" if required else "000000")
        cell.fill = _HEADING if required else _OPTIONAL
        sheet.column_dimensions[letter].width = width
        # A SIRET typed as a number loses its last digits.
        if heading == "SIRET":
            sheet.column_dimensions[letter].number_format = "@"
        if heading == "Maillon":
            # The list proposes and never refuses: the import explains.
            choice = DataValidation("list", formula1=links, allow_blank=True, showErrorMessage=False)
            choice.add(f"{letter}2:{letter}{LIST_ROWS}")
            sheet.add_data_validation(choice)
