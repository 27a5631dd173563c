"""The planner's journey: load everything, read the gaps, plan under a budget, hand over a workbook that says the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from playwright.sync_api import Page

from planner.loading import CATALOGUE_DEMO, POSTINGS_DEMO, PROFILES_DEMO
from planner.settings import embedded_folder
from tests.browser.conftest import downloaded, settled, shows, uploaded, visit
from tests.browser.test_report import column_sum, figures_on_screen, number
from tools.app_server import serving

BUDGET = 500_000
REAL = Path(__file__).parents[3] / "shared" / "postings" / "ft_offers_2024_2025.csv.gz"
READING_MS = 600_000  # thousands of postings, on a machine that may be busy


def test_planner_goes_from_files_to_a_workbook_that_says_what_the_screen_says(
    page: Page, own_address: str, tmp_path: Path
) -> None:
    load(page, own_address, as_workbook(POSTINGS_DEMO, tmp_path), tmp_path)
    plan_is_that_of_the_workbook(page, own_address, tmp_path)


@pytest.fixture
def fresh_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("home")) as url:
        yield url


@pytest.mark.reference
@pytest.mark.skipif(not REAL.exists(), reason="../shared/postings is not at hand")
def test_planner_does_the_same_with_thousands_of_real_postings(
    page: Page, fresh_address: str, tmp_path: Path
) -> None:
    load(page, fresh_address, REAL, tmp_path)
    plan_is_that_of_the_workbook(page, fresh_address, tmp_path)
    shows(page, "8 882 offres lues")


def load(page: Page, address: str, postings: Path, folder: Path) -> None:
    """Import the three files, each where the app asks for it; the postings, long to read, at the end."""
    profiles, catalogue = as_workbook(PROFILES_DEMO, folder), as_workbook(CATALOGUE_DEMO, folder)
    visit(page, f"{address}/catalogue")
    page.get_by_role("tab", name="Contrôler et importer un catalogue").click()
    uploaded(page, catalogue, "Contrôler")
    page.get_by_role("button", name="utilisables").click()
    shows(page, f"« {catalogue.name} » importé")
    page.get_by_role("link", name="Offres d'emploi", exact=True).click()
    page.get_by_role("tab", name="Importer des fichiers").click()
    uploaded(page, profiles, "Importer", place=1)
    shows(page, f"« {profiles.name} » importé")
    uploaded(page, postings, "Importer", place=0)
    shows(page, f"« {postings.name} » importé")


def plan_is_that_of_the_workbook(page: Page, address: str, folder: Path) -> None:
    """Gaps, plan under the budget, then the workbook: its sums are the figures of the screens."""
    visit(page, f"{address}/ecarts", READING_MS)
    shows(page, "Tous les écarts")
    page.get_by_role("link", name="Plan", exact=True).click()
    page.get_by_role("spinbutton", name="Budget annuel (€)").fill(str(BUDGET))
    page.get_by_role("button", name="Recalculer").click()
    shows(page, "budget 500")
    chosen, places = metric(page, "Actions retenues"), metric(page, "Places ouvertes")
    page.get_by_role("link", name="Rapport", exact=True).click()
    shows(page, "Coût des actions retenues")
    shown = figures_on_screen(settled(page))
    workbook = openpyxl.load_workbook(downloaded(page, "Classeur Excel", folder), data_only=True)
    plan, gaps = workbook["Préconisations"], workbook["Écarts"]
    kept = [line for line in lines(plan) if line["Retenue"] == "oui"]
    cost = sum(line["Coût annuel"] for line in kept)
    assert len(kept) == chosen
    assert sum(line["Places par an"] for line in kept) == places
    assert round(cost) == number(shown["Coût des actions retenues"]) and cost <= BUDGET
    assert round(column_sum(gaps, "Manque")) == number(shown["Manque"])
    assert round(column_sum(gaps, "Demande")) == number(shown["Demande estimée"])


def lines(sheet: openpyxl.worksheet.worksheet.Worksheet) -> list[dict[str, object]]:
    """Lines of the first table of a sheet, by heading."""
    heads, *rows = sheet[next(iter(sheet.tables.values())).ref]
    names = [cell.value for cell in heads]
    return [dict(zip(names, (cell.value for cell in row), strict=True)) for row in rows]


def metric(page: Page, label: str) -> float:
    shown = page.get_by_test_id("stMetric").filter(has_text=label).get_by_test_id("stMetricValue")
    return number(settled(page) and shown.first.inner_text())


def as_workbook(name: str, folder: Path) -> Path:
    """A table of the demonstration as a person keeps it: an Excel file."""
    file = embedded_folder("data") / name
    path = folder / f"{file.stem}.xlsx"
    pd.read_csv(file, dtype=str, keep_default_na=False).to_excel(path, index=False)
    return path
