"""The planner's last step: the workbook says what the screen says."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

from tests.browser.conftest import downloaded, shows, visit


def figures_on_screen(page: Page) -> dict[str, str]:
    """The table « Chiffre, Valeur » of the page."""
    lines = page.locator('[data-testid="stTable"] tbody tr')
    expect(lines.first).to_be_visible()
    rows = lines.all()
    cells = [row.locator("td, th").all_inner_texts() for row in rows]
    return {line[0]: line[1] for line in cells}


def number(text: str) -> float:
    kept = "".join(sign for sign in text if sign.isdigit() or sign == ",")
    return float(kept.replace(",", "."))


def test_workbook_and_json_hold_the_figures_of_the_screen(page: Page, address: str, tmp_path: Path) -> None:
    visit(page, f"{address}/rapport?dept=53&budget=300000")
    shows(page, "Aperçu de la synthèse")
    shown = figures_on_screen(page)
    excel = downloaded(page, "Classeur Excel", tmp_path)
    summary = json.loads(downloaded(page, "Synthèse JSON", tmp_path).read_text(encoding="utf-8"))
    assert summary["run"]["filters"]["depts"] == ["53"] and summary["run"]["budget"] == 300_000
    assert round(summary["key_figures"]["demand"]) == number(shown["Demande estimée"])
    assert round(100 * summary["key_figures"]["answered"], 1) == number(shown["Demande servie"])
    gaps = openpyxl.load_workbook(excel, data_only=True)["Écarts"]
    assert round(column_sum(gaps, "Manque")) == number(shown["Manque"])
    assert round(column_sum(gaps, "Demande")) == number(shown["Demande estimée"])


def column_sum(sheet: openpyxl.worksheet.worksheet.Worksheet, heading: str) -> float:
    """Sum of the column of the sheet's table that bears this heading."""
    table = next(iter(sheet.tables.values()))
    heads, *lines = sheet[table.ref]
    place = [cell.value for cell in heads].index(heading)
    return sum(line[place].value or 0.0 for line in lines)
