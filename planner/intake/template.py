"""The provider's template: an example to imitate, a table to fill, lists to choose from.

Nothing is locked and nothing is refused at typing: a list proposes, the check explains. The
headings are those that :mod:`planner.intake.synonyms` advises, so the file reads back as is.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from planner.intake.choices import CHOICES
from planner.intake.sheet_layout import WRAPPED, fit_page, fit_row, font

AUTHOR = "Modèle de catalogue"
GUIDE, COURSES_SHEET, LISTS = "Mode d'emploi", "Formations", "Listes"
# Rows where the drop-down lists work: more than the largest regional catalogue of one provider. Our choice.
LIST_ROWS = 2000
_REQUIRED = PatternFill("solid", start_color="1F4E79")
_OPTIONAL = PatternFill("solid", start_color="DCE6F1")
_GUIDE_WIDTHS = (28, 58, 44, 48)


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """A heading of the template: its note, its width in characters, what the two examples write."""

    heading: str
    note: str
    width: int
    text_only: str
    complete: str
    required: bool = False
    as_text: bool = False


TEMPLATE_COLUMNS = (
    TemplateColumn("Intitulé", "Le titre de la formation.", 40, "Utiliser l'IA générative au bureau",
                   "Assistant en traitement de données", required=True),
    TemplateColumn("Objectifs", "Ce que la personne saura faire. Une ou deux phrases suffisent. Les objectifs ou le"
                   " contenu : un seul des deux est nécessaire.", 60,
                   "Rédiger des consignes claires, vérifier les réponses, protéger les données.",
                   "Préparer des données, construire un tableau de bord, documenter ses choix.", required=True),
    TemplateColumn("Organisme", "Le nom de votre organisme de formation.", 30, "Organisme exemple A",
                   "Organisme exemple B", required=True),
    TemplateColumn("Contenu", "Le programme, une ligne par partie.", 60, "",
                   "Tableur avancé ; bases de données ; visualisation ; éthique et RGPD"),
    TemplateColumn("Référence", "Votre code interne : il permet de mettre la formation à jour plus tard.", 14, "",
                   "DATA-01", as_text=True),
    TemplateColumn("Type de formation", "continue ou initiale. Sans réponse : continue.", 18, "", "continue"),
    TemplateColumn("Public", "À qui s'adresse la formation.", 24, "", "Demandeurs d'emploi"),
    TemplateColumn("Niveau", "Niveau de la certification, s'il y en a une.", 22, "", "Niveau 5 (bac+2)"),
    TemplateColumn("Durée", "En heures ou en jours : 14 h, 2 jours.", 14, "1 jour", "400 h", as_text=True),
    TemplateColumn("Prix", "Euros par personne : 1200, ou « gratuit ».", 14, "", "4200", as_text=True),
    TemplateColumn("Places par an", "Nombre de personnes formées par an.", 14, "", "24"),
    TemplateColumn("Département", "Le numéro ou le nom. Laissez vide si tout est à distance.", 24, "",
                   "49 - Maine-et-Loire"),
    TemplateColumn("Commune", "Le lieu de la formation.", 20, "", "Angers"),
    TemplateColumn("Modalité", "présentiel, à distance ou mixte.", 16, "", "présentiel"),
    TemplateColumn("SIRET", "14 chiffres.", 18, "", "", as_text=True),
    TemplateColumn("RNCP", "RNCP suivi du numéro, si la formation est certifiante.", 14, "", "", as_text=True),
    TemplateColumn("RS", "RS suivi du numéro, pour le répertoire spécifique.", 12, "", "", as_text=True),
    TemplateColumn("Formacode", "Cinq chiffres ; plusieurs codes séparés par |. IA : 31028.", 16, "", "31028",
                   as_text=True),
    TemplateColumn("ROME", "Une lettre et quatre chiffres ; plusieurs codes séparés par |.", 16, "", "M1419",
                   as_text=True),
    TemplateColumn("Date de début", "La prochaine session : 31/03/2027.", 16, "", "04/01/2027", as_text=True),
    TemplateColumn("Courriel", "Une adresse du service, pas d'une personne : elle n'est pas conservée.", 26, "", ""),
)  # fmt: skip

_STEPS = (
    "Remplissez la feuille « Formations », une ligne par formation.",
    "Trois colonnes suffisent : Intitulé, Objectifs (ou Contenu), Organisme. Les autres aident, aucune n'est exigée.",
    "Vos propres colonnes peuvent rester ; l'ordre est libre.",
    "Le contrôle liste toutes les erreurs d'un coup, avec la correction proposée.",
)


def write_template(path: Path | str) -> None:
    """Write the empty template, to be filled in any spreadsheet program."""
    workbook = Workbook()
    guide = workbook.active
    guide.title = GUIDE
    _write_guide(guide)
    _write_courses(workbook.create_sheet(COURSES_SHEET))
    _write_lists(workbook.create_sheet(LISTS))
    for sheet in workbook.worksheets:
        fit_page(sheet)
    workbook.save(path)


def _write_guide(sheet: Worksheet) -> None:
    sheet.append(["Votre catalogue de formations en trois colonnes"])
    sheet["A1"].font = font(14, bold=True)
    for number, step in enumerate(_STEPS, 1):
        sheet.append([f"{number}. {step}"])
    sheet.append([])
    sheet.append(
        ["Que faut-il écrire ?", "Explication", "Exemple 1 : trois colonnes", "Exemple 2 : détaillé"]
    )
    for cell in sheet[sheet.max_row]:
        cell.font, cell.fill = font(bold=True), _OPTIONAL
    for column in TEMPLATE_COLUMNS:
        name = f"{column.heading} (nécessaire)" if column.required else column.heading
        sheet.append([name, column.note, column.text_only, column.complete])
    for letter, width in zip("ABCD", _GUIDE_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows(min_row=len(_STEPS) + 3):
        for cell in row:
            cell.alignment = WRAPPED
        fit_row(sheet, row[0].row, _GUIDE_WIDTHS)


def _write_courses(sheet: Worksheet) -> None:
    sheet.append([column.heading for column in TEMPLATE_COLUMNS])
    sheet.freeze_panes = "B2"
    for index, column in enumerate(TEMPLATE_COLUMNS, 1):
        letter = get_column_letter(index)
        cell = sheet.cell(1, index)
        cell.font = font(bold=True, color="FFFFFF" if column.required else "000000")
        cell.fill = _REQUIRED if column.required else _OPTIONAL
        cell.comment = Comment(_note(column), AUTHOR, height=90, width=260)
        sheet.column_dimensions[letter].width = column.width
        # Codes typed as numbers lose their zeros: the whole column is text.
        if column.as_text:
            sheet.column_dimensions[letter].number_format = "@"
        if column.heading in CHOICES:
            sheet.add_data_validation(_choice(column.heading, letter))


def _note(column: TemplateColumn) -> str:
    return f"Nécessaire. {column.note}" if column.required else column.note


def _choice(heading: str, letter: str) -> DataValidation:
    """A drop-down list that proposes and never refuses."""
    source = get_column_letter(list(CHOICES).index(heading) + 1)
    formula = f"'{LISTS}'!${source}$2:${source}${len(CHOICES[heading]) + 1}"
    validation = DataValidation("list", formula1=formula, allow_blank=True, showErrorMessage=False)
    validation.add(f"{letter}2:{letter}{LIST_ROWS}")
    return validation


def _write_lists(sheet: Worksheet) -> None:
    # « Choix : … » rather than the bare headings, so that this sheet never passes for the table.
    for index, (heading, values) in enumerate(CHOICES.items(), 1):
        sheet.cell(1, index, f"Choix pour « {heading} »").font = font(bold=True)
        sheet.column_dimensions[get_column_letter(index)].width = 32
        for row, value in enumerate(values, 2):
            sheet.cell(row, index, value)
