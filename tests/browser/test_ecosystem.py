"""The register of actors in a browser: template, filled, brought with a fault, and what the chain says then."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from playwright.sync_api import Page

from tests.browser.conftest import downloaded, settled, shows, visit

ROWS = [
    {"Nom": "Atelier A", "Maillon": "Utilisateurs", "Commune": "Laval"},
    {"Nom": "Atelier B", "Maillon": "Créateurs de modèles de fondation", "Commune": "Nantes", "SIRET": "123"},
    {"Nom": "Atelier C", "Maillon": "Boulangerie", "Commune": "Nantes"},
]


def test_register_goes_from_the_template_to_the_value_chain(
    page: Page, own_address: str, tmp_path: Path
) -> None:
    visit(page, f"{own_address}/ecosysteme")
    shows(page, "est le maillon le plus présent (+++")
    page.get_by_role("tab", name="Registre des acteurs").click()
    template = downloaded(page, "Télécharger le modèle de registre", tmp_path)
    workbook = openpyxl.load_workbook(template)
    headings = [cell.value for cell in workbook["Acteurs"][1]]
    for row in ROWS:
        workbook["Acteurs"].append([row.get(heading) for heading in headings])
    workbook.save(template)
    page.locator('input[type="file"]').first.set_input_files(template)
    page.get_by_role("button", name="Importer", exact=True).click()
    shows(page, "importé : 2 lignes")
    shows(page, "Problèmes relevés")
    settled(page)
    page.get_by_role("tab", name="Chaîne de valeur").click()
    shows(page, "est le maillon le plus présent (+, 1 acteur)")
