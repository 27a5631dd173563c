"""Formulas of the workbook: which there are, that they hold when a planner sorts, that LibreOffice agrees."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from openpyxl.formula.translate import Translator
from openpyxl.worksheet.worksheet import Worksheet

from planner.results import Results
from tests.report.test_workbook import every_cell, table

ERRORS = ("#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#N/A", "Err:")
LINK = re.compile(r"=HYPERLINK\(\"#'Besoins'!A\"&(.+),\"(B\d+)\"\)")
needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice absent")


def recalculated(path: Path, folder: Path) -> openpyxl.Workbook:
    """The workbook as LibreOffice computes it, its cached values taken out first: they cannot be handed back."""
    bare = folder / "nu.xlsx"
    openpyxl.load_workbook(path).save(bare)
    command = ["soffice", f"-env:UserInstallation={(folder / 'profil').as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "lu"), str(bare)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return openpyxl.load_workbook(folder / "lu" / bare.name, data_only=True)


def sort_backwards(sheet: Worksheet, name: str) -> None:
    """The lines of a table last first, each formula moved as a spreadsheet moves it when it sorts."""
    lines = sheet[sheet.tables[name].ref][1:]
    kept = [[(cell.coordinate, cell.value) for cell in line] for line in lines]
    for line, moved in zip(lines, reversed(kept), strict=True):
        for cell, (origin, value) in zip(line, moved, strict=True):
            formula = isinstance(value, str) and value.startswith("=") and cell.data_type == "f"
            cell.value = Translator(value, origin).translate_formula(cell.coordinate) if formula else value


def test_the_only_formulas_are_sums_costs_and_links_within_the_workbook(workbook: Path) -> None:
    formulas = [cell.value for cell in every_cell(workbook) if cell.data_type == "f"]
    assert formulas
    sums, costs = r"=(SUBTOTAL|SUM|COUNTIF|SUMIF)\(.*\)", r"=[A-Z]+\d+([*/][A-Z]+\d+)+(\*\(1\+\$D\$\d+\))?"
    allowed = f"{sums}|{costs}|{LINK.pattern}"
    assert [formula for formula in formulas if not re.fullmatch(allowed, formula)] == []


def test_costs_follow_groups_cost_of_a_group_and_the_rise_to_try(results: Results, workbook: Path) -> None:
    """Cached values are right: formulas worked out by hand give them."""
    kept = openpyxl.load_workbook(workbook)["Préconisations"]
    spent = 0.0
    for row in table(workbook, "Préconisations", "Preconisations"):
        assert row["Coût annuel"] == pytest.approx(row["Groupes par an"] * row["Coût par groupe"], rel=1e-12)
        unit_cost = row["Coût annuel"] / row["Manque comblé"]
        assert row["Coût par unité comblée"] == pytest.approx(unit_cost, rel=1e-9)
        spent += row["Coût annuel"]
        assert row["Coût cumulé"] == pytest.approx(spent)
    labels = {str(row[0].value): row[3].value for row in kept.iter_rows(max_row=20) if row[0].value}
    assert labels["Hausse des coûts à essayer"] == 0
    assert labels["Budget à essayer (modifiable)"] == (results.budget or spent)


def test_the_code_of_a_need_shows_itself_and_looks_its_line_up(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    formulas = [c.value for row in book["Préconisations"].iter_rows() for c in row if c.data_type == "f"]
    links = [LINK.fullmatch(formula) for formula in formulas if "HYPERLINK" in formula]
    shown = [row["Code du besoin"] for row in table(workbook, "Préconisations", "Preconisations")]
    assert [link[2] for link in links] == shown == ["B01", "B01"]


@needs_libreoffice
def test_libreoffice_recalculates_to_the_cached_values_without_error(workbook: Path, tmp_path: Path) -> None:
    again, mine = recalculated(workbook, tmp_path), openpyxl.load_workbook(workbook, data_only=True)
    for sheet in mine:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            value = again[sheet.title][cell.coordinate].value
            assert not str(value).startswith(ERRORS), (sheet.title, cell.coordinate)
            if isinstance(cell.value, int | float):
                assert value == pytest.approx(cell.value, rel=1e-9), (sheet.title, cell.coordinate)


@needs_libreoffice
def test_sorting_breaks_neither_the_links_nor_the_running_cost(workbook: Path, tmp_path: Path) -> None:
    """Besoins and Préconisations sorted the other way round, then recalculated."""
    book = openpyxl.load_workbook(workbook)
    needs, actions = book["Besoins"], book["Préconisations"]
    sort_backwards(needs, "Besoins")
    sort_backwards(actions, "Preconisations")
    links = [cell for row in actions.iter_rows() for cell in row if LINK.fullmatch(str(cell.value))]
    codes = {}
    for cell in links:
        # What the link looks up, in place of the link: the row that it leads to.
        lookup, codes[cell.coordinate] = LINK.fullmatch(cell.value).groups()
        cell.value = f"={lookup}"
    path = tmp_path / "trie.xlsx"
    book.save(path)
    again = recalculated(path, tmp_path)
    assert codes
    for coordinate, code in codes.items():
        row = again["Préconisations"][coordinate].value
        assert again["Besoins"].cell(int(row), 1).value == code
    before = {r["Rang"]: r["Coût cumulé"] for r in table(workbook, "Préconisations", "Preconisations")}
    sheet = again["Préconisations"]
    headings, *lines = sheet[actions.tables["Preconisations"].ref]
    names = [cell.value for cell in headings]
    rank, spent = names.index("Rang"), names.index("Coût cumulé")
    assert [line[rank].value for line in lines] == [2, 1]
    assert {line[rank].value: line[spent].value for line in lines} == pytest.approx(before)
