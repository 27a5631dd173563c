"""The provider's journey: template, upload with errors, annotated file, import, how courses are read."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

from tests.browser.conftest import downloaded, shows, visit

ROWS = [
    ["Intitulé", "Organisme", "Objectifs", "Durée", "Prix", "SIRET", "Département"],
    [
        "Rédiger avec l'IA générative",
        "Organisme A",
        "Rédiger des prompts efficaces",
        "2 jours",
        "900 €",
        "123",
        "44",
    ],
    ["L'IA en une matinée", "Organisme A", "Découvrir", "bientôt", "cher", "", "Atlantide"],
    ["", "Organisme A", "Sans intitulé", "", "", "", ""],
]


def test_template_has_its_sheet_to_fill(page: Page, address: str, tmp_path: Path) -> None:
    visit(page, f"{address}/catalogue")
    page.get_by_role("tab", name="Contrôler et importer un catalogue").click()
    template = downloaded(page, "Télécharger le modèle de catalogue", tmp_path)
    assert "Formations" in openpyxl.load_workbook(template).sheetnames


def test_catalogue_with_errors_is_explained_annotated_then_imported(
    page: Page, own_address: str, tmp_path: Path
) -> None:
    file = tmp_path / "catalogue.xlsx"
    workbook = openpyxl.Workbook()
    for row in ROWS:
        workbook.active.append(row)
    workbook.save(file)
    visit(page, f"{own_address}/catalogue")
    page.get_by_role("tab", name="Contrôler et importer un catalogue").click()
    page.locator('input[type="file"]').first.set_input_files(file)
    page.get_by_text("catalogue.xlsx").first.wait_for()
    page.get_by_role("button", name="Contrôler", exact=True).click()
    shows(page, "2 lignes utilisables sur 3 lues")
    shows(page, "Problèmes relevés")
    shows(page, "Comment mes formations sont lues")
    annotated = downloaded(page, "Télécharger mon fichier corrigé", tmp_path)
    sheet = openpyxl.load_workbook(annotated)
    assert "Contrôle" in sheet.sheetnames
    assert any(cell.comment for row in sheet.worksheets[0].iter_rows() for cell in row)
    shows(page, "2 nouvelles, 0 modifiée, 0 retirée")
    page.get_by_role("button", name="Importer 2 formations utilisables").click()
    shows(page, "« catalogue.xlsx » importé : 2 lignes")
    shows(page, "Versions gardées")
    shows(page, "Conseils pour que vos formations soient trouvées")
    lheo = downloaded(page, "LHEO 2.3 (XML)", tmp_path)
    assert b"Organisme A" in lheo.read_bytes()
    page.get_by_role("tab", name="Formations lues").click()
    expect(page.get_by_test_id("stMetric").filter(has_text="Formations lues").first).to_contain_text("2")
    shows(page, "Rédiger avec l'")
