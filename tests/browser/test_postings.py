"""The officer's journey: paste a posting, see its skills and what the territory lacks; import a file."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import downloaded, opened_tab, pick_line, shows, table_lines, visit

CSV = "Télécharger le tableau (CSV)"
TEXT = """Missions :
Vous rédigez des prompts pour l'assistant d'IA générative de l'équipe.
Vous appliquez le RGPD aux projets d'IA.
Une connaissance du machine learning serait un plus.
Contact : recrutement@exemple.fr <b>urgent</b>"""
POSTINGS = (
    "id;title;description;dept;date\n"
    "A1;Data scientist;Vous entraînez des modèles de machine learning et les mettez en production (MLOps).;44;2026-09-01\n"
    "A2;Boulanger;Vous préparez le pain.;85;2026-09-02\n"
)


def test_pasted_posting_shows_its_skills_and_why(page: Page, address: str) -> None:
    visit(page, f"{address}/offres?dept=49")
    page.get_by_role("tab", name="Lire une offre").click()
    page.get_by_label("Intitulé du poste").fill("Chargé de projet IA H/F")
    page.get_by_label("Texte de l'offre").fill(TEXT)
    page.get_by_role("button", name="Lire cette offre").click()
    marks = page.locator('[data-testid="stHtml"]:visible mark')
    expect(marks.filter(has_text="RGPD").first).to_be_visible()
    assert marks.count() >= 3
    shown = page.locator('[data-testid="stHtml"]:visible').first.inner_text()
    assert "<b>urgent</b>" in shown and "recrutement@exemple.fr" not in shown
    shows(page, "Métier lu.")
    expect(page.get_by_text("souhaité").locator("visible=true").first).to_be_visible()
    shows(page, "(département : Maine-et-Loire)")


def test_officer_goes_from_a_posting_to_courses_and_programmes(
    page: Page, address: str, tmp_path: Path
) -> None:
    visit(page, address)
    page.get_by_role("link", name="Lire une offre").click()
    page.get_by_role("tab", name="Lire une offre").click()
    page.get_by_label("Texte de l'offre").fill(TEXT)
    page.get_by_role("button", name="Lire cette offre").click()
    shows(page, "Ces compétences dans le périmètre")
    pick_line(page, line=1)
    expect(page.get_by_test_id("stMetric").filter(has_text="Manque").locator("visible=true")).to_be_visible()
    courses = table_lines(downloaded(opened_tab(page, "Formations"), CSV, tmp_path))
    assert courses and all(line["Intitulé"] and line["Mots lus"] for line in courses)
    actions = table_lines(downloaded(opened_tab(page, "Actions proposées"), CSV, tmp_path))
    assert actions and any(line["Financements possibles"] for line in actions)


def test_corrected_reading_is_followed_until_it_is_undone(page: Page, own_address: str) -> None:
    visit(page, f"{own_address}/offres?dept=49")
    page.get_by_role("tab", name="Lire une offre").click()
    page.get_by_label("Texte de l'offre").fill("Vous rédigez des prompts pour l'équipe.")
    page.get_by_role("button", name="Lire cette offre").click()
    marks = page.locator('[data-testid="stHtml"]:visible mark')
    expect(marks.filter(has_text="prompts").first).to_be_visible()
    page.get_by_text("Corriger une lecture").locator("visible=true").first.click()
    page.get_by_text("Ces mots ne sont pas une compétence").locator("visible=true").first.click()
    page.get_by_role("button", name="Enregistrer la correction").locator("visible=true").first.click()
    shows(page, "Aucune compétence IA lue dans ce texte")
    page.get_by_role("tab", name="Corrections").click()
    shows(page, "anonyme, le")
    page.get_by_role("button", name="Annuler").locator("visible=true").first.click()
    shows(page, "Aucune correction en vigueur")


def test_imported_postings_take_over_and_survive_a_reload(
    page: Page, own_address: str, tmp_path: Path
) -> None:
    file = tmp_path / "mes_offres.csv"
    file.write_text(POSTINGS, encoding="utf-8")
    visit(page, f"{own_address}/offres")
    page.get_by_role("tab", name="Importer des fichiers").click()
    page.locator('input[type="file"]').first.set_input_files(file)
    page.get_by_text("mes_offres.csv").first.wait_for()
    page.get_by_role("button", name="Importer", exact=True).first.click()
    shows(page, "importé : 2 lignes")
    page.reload()
    shows(page, "Vos données (mes_offres.csv) : 2 offres lues")
    shows(page, "profils sectoriels et formations sont ceux de la démonstration")
    expect(page.get_by_text("Données de démonstration", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Voir la démonstration").click()
    shows(page, "Données de démonstration")
    page.get_by_role("button", name="Revenir à vos données").click()
    shows(page, "Vos données (mes_offres.csv)")


def test_unusable_file_says_why_and_changes_nothing(page: Page, own_address: str, tmp_path: Path) -> None:
    file = tmp_path / "sans_intitule.csv"
    file.write_text("a;b\n1;2\n", encoding="utf-8")
    visit(page, f"{own_address}/offres")
    page.get_by_role("tab", name="Importer des fichiers").click()
    page.locator('input[type="file"]').first.set_input_files(file)
    page.get_by_text("sans_intitule.csv").first.wait_for()
    page.get_by_role("button", name="Importer", exact=True).first.click()
    expect(page.get_by_test_id("stAlert").filter(has_text="sans_intitule.csv").first).to_be_visible()
    shows(page, "2 offres lues")
