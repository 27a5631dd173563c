"""The provider's journey: template, fill, upload with errors, corrected file, import, how courses are read."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

from tests.browser.conftest import downloaded, shows, uploaded, visit

# Heading of the template → what a hurried person writes in two lines; the second cannot all be understood.
FILLED = {
    "Intitulé": ("Rédiger avec l'IA générative", "L'IA en une matinée"),
    "Organisme": ("Organisme A", "Organisme A"),
    "Objectifs": ("Rédiger des prompts efficaces", "Découvrir"),
    "Durée": ("2 jours", "bientôt"),
    "Prix": ("900 €", "cher"),
    "Département": ("44", "Atlantide"),
}
MENDED = {"Durée": "4 h", "Prix": 150, "Département": "49"}
SHEET = "Formations"


def test_provider_goes_from_the_template_to_courses_read(
    page: Page, own_address: str, tmp_path: Path
) -> None:
    visit(page, own_address)
    page.get_by_role("link", name="Contrôler un catalogue").click()
    page.get_by_role("tab", name="Contrôler et importer un catalogue").click()
    file = filled(downloaded(page, "Télécharger le modèle de catalogue", tmp_path))

    uploaded(page, file, "Contrôler")
    shows(page, "2 lignes utilisables sur 2 lues")
    shows(page, "Problèmes relevés")
    corrected = downloaded(page, "Télécharger mon fichier corrigé", tmp_path)
    assert mended(corrected) == set(MENDED)

    uploaded(page, corrected, "Contrôler")
    shows(page, f"« {corrected.name} » : 2 lignes utilisables sur 2 lues")
    expect(page.get_by_text("valeurs à corriger").or_(page.get_by_text("valeur à corriger"))).to_have_count(0)
    shows(page, "Comment mes formations sont lues")
    shows(page, "2 nouvelles, 0 modifiée, 0 retirée")
    page.get_by_role("button", name="Importer 2 formations utilisables").click()
    shows(page, f"« {corrected.name} » importé : 2 lignes")
    shows(page, "Versions gardées")
    shows(page, "Conseils pour que vos formations soient trouvées")
    lheo = downloaded(page, "LHEO 2.3 (XML)", tmp_path)
    assert b"Organisme A" in lheo.read_bytes()

    page.get_by_role("tab", name="Formations lues").click()
    expect(page.get_by_test_id("stMetric").filter(has_text="Formations lues").first).to_contain_text("2")
    shows(page, "Rédiger avec l'")


def filled(template: Path) -> Path:
    """The template with two lines written under its headings."""
    workbook = openpyxl.load_workbook(template)
    sheet = workbook[SHEET]
    row, columns = headings(sheet)
    for name, values in FILLED.items():
        for place, value in enumerate(values, start=1):
            sheet.cell(row + place, columns[name], value)
    path = template.with_name("mon_catalogue.xlsx")
    workbook.save(path)
    return path


def mended(corrected: Path) -> set[str]:
    """Write the right value in each cell that the corrected file marks with a comment; the headings of those cells."""
    workbook = openpyxl.load_workbook(corrected)
    sheet = workbook[SHEET]
    row, columns = headings(sheet)
    marked = {name for name, column in columns.items() if sheet.cell(row + 2, column).comment}
    for name in marked & set(MENDED):
        sheet.cell(row + 2, columns[name], MENDED[name])
    workbook.save(corrected)
    return marked & set(MENDED)


def headings(sheet: openpyxl.worksheet.worksheet.Worksheet) -> tuple[int, dict[str, int]]:
    """Row of the headings and the column of each."""
    for row in sheet.iter_rows():
        names = {str(cell.value).rstrip(" *"): cell.column for cell in row if cell.value}
        if set(FILLED) <= set(names):
            return row[0].row, names
    raise AssertionError(f"no row of headings in {sheet.title}")
