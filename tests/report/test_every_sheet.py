"""Every table of every sheet, read again by two readers, cell by cell beside the JSON of the same run and filters."""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from python_calamine import CalamineWorkbook

from planner import french
from planner.report import Filters, cells, layout, summary, write_report
from planner.report.sheets.front import CONTENTS, README
from planner.report.styles import Kind
from planner.report.table import Column
from planner.results import Results
from tests.report import told
from tests.report.conftest import make_results

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]
SCOPES = [Filters(), Filters(depts=("53",)), Filters(publics=("continu",), layers=(3, 4))]


# ── two readers ───────────────────────────────────────────────────────────────────────────
def with_openpyxl(path: Path) -> dict[str, list[list[Any]]]:
    """Sheet → its cells, cached values for formulas."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def with_calamine(path: Path) -> dict[str, list[list[Any]]]:
    """The same with the other reader; it writes an empty cell ""."""
    book = CalamineWorkbook.from_path(str(path))
    sheets = {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names
    }
    return {name: [[None if v == "" else v for v in row] for row in rows] for name, rows in sheets.items()}


@dataclass(frozen=True)
class Read:
    """A workbook read again: its sheets' cells and its named tables."""

    cells: Mapping[str, list[list[Any]]]
    tables: Tables
    document: Mapping[str, Any]

    def sentences(self, sheet: str) -> set[str]:
        """Texts of a sheet."""
        return {v for row in self.cells[sheet] for v in row if isinstance(v, str)}


def tables_of(path: Path, cells: Mapping[str, list[list[Any]]]) -> dict[str, list[Row]]:
    """Name of a table → its rows, heading → value; the empty line of an empty table is left out."""
    found = {}
    for sheet in openpyxl.load_workbook(path):
        for name, table in sheet.tables.items():
            left, top, right, bottom = range_boundaries(table)
            rows = [row[left - 1 : right] for row in cells[sheet.title][top - 1 : bottom]]
            lines = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
            found[name] = [line for line in lines if any(v is not None for v in line.values())]
    return found


def a_run() -> Results:
    """The run made by hand, all its actions retained: there is then a course to create."""
    results = make_results()
    return replace(results, actions=results.actions.assign(chosen=True))


@pytest.fixture(scope="module", params=SCOPES, ids=["toute la région", "Mayenne", "continu, deux couches"])
def written(request, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    path, results = tmp_path_factory.mktemp("feuilles") / "r.xlsx", a_run()
    write_report(results, path, request.param)
    document = summary(results, request.param) | {"cells": cells(results, request.param)}
    return path, json.loads(json.dumps(document))


@pytest.fixture(scope="module", params=[with_openpyxl, with_calamine], ids=["openpyxl", "calamine"])
def read(request, written: tuple[Path, dict[str, Any]]) -> Read:
    path, document = written
    shown = request.param(path)
    return Read(shown, tables_of(path, shown), document)


def same(read: Any, expected: Any) -> bool:
    """A cell beside the JSON's value: empty for null, « oui » for true, the figure to the tenth digit."""
    if read is None or expected is None or expected == "":
        return read is None and expected in (None, "")
    if isinstance(expected, bool):
        return read == ("oui" if expected else "non")
    if isinstance(expected, int | float):
        return isinstance(read, int | float) and math.isclose(read, expected, rel_tol=1e-9)
    if isinstance(read, datetime.date):
        return read.strftime("%Y-%m-%d") == expected[:10]
    return read == expected or (len(expected) > len(read) and expected.startswith(read.split(" […] ")[0]))


def compare(
    rows: list[Row], lines: list[Row], columns: Iterable[Column], beyond: frozenset[str] = frozenset()
) -> int:
    """Number of cells compared; fails on the first that differs."""
    assert len(rows) == len(lines)
    compared = 0
    for row, line in zip(rows, lines, strict=True):
        for column in columns:
            if column.key in beyond:
                assert column.key not in line, f"{column.key} is in the JSON: compare it"
            else:
                assert same(row[column.heading], line[column.key]), (column.heading, row, line[column.key])
                compared += 1
    return compared


@pytest.mark.parametrize("name", sorted(told.TOLD))
def test_a_table_holds_what_the_json_holds(read: Read, name: str) -> None:
    where = told.TOLD[name]
    rows = read.tables.get(name, [])
    compared = compare(rows, where.lines(read.document), where.columns, where.beyond)
    whole_region = not any(read.document["run"]["filters"].values())
    assert compared or not whole_region or name == "Reglages", "nothing was compared"


def test_no_table_and_no_sheet_is_left_out(read: Read) -> None:
    """Évolution and Suites données have no table without an earlier campaign (test_campaigns, test_workbook)."""
    assert set(read.cells) == {README, *CONTENTS}
    assert set(read.tables) - {"Reglages"} == set(told.TOLD) - {"Reglages"} | told.APART | told.NOT_TOLD


def test_gap_lines_are_those_of_the_json(read: Read) -> None:
    """Every line and every figure of Écarts; the JSON names codes where the sheet names places and sectors."""
    run, told_cells = read.document["run"], read.document["cells"]["gaps"]
    rows = {
        (row["Code"], row["Département"], row["Secteur"], row["Public"]): row for row in read.tables["Ecarts"]
    }
    assert len(rows) == len(read.tables["Ecarts"]) == len(told_cells["rows"]) > 0
    figures = [column for column in layout.GAPS if column.key in told_cells["columns"]]
    for values in told_cells["rows"]:
        line = dict(zip(told_cells["columns"], values, strict=True))
        place = run["departments"][line["dept"]], run["filieres"][line["filiere"]]
        row = rows[line["skill_id"], *place, line["public"]]
        assert [c.heading for c in figures if not same(row[c.heading], line[c.key])] == []


@pytest.mark.parametrize(
    ("name", "key", "measure"),
    [("Couche_departement", "layer", "missing"), ("Couche_servie", "layer", "answered"),
     ("Competence_departement", "skill_id", "missing")],
)  # fmt: skip
def test_a_matrix_sums_the_gap_lines_of_the_json(read: Read, name: str, key: str, measure: str) -> None:
    lines = told.matrix(read.document, key, measure)
    assert len(read.tables[name]) == len(lines) > 0
    for row, line in zip(read.tables[name], lines, strict=True):
        for column in told.departments(make_results()):
            expected = line.get(column.key)
            read_here = row.get(column.heading)
            assert (read_here is None) if expected is None else read_here == pytest.approx(expected, abs=1e-9)


def test_the_matrix_by_sector_sums_to_the_json(read: Read) -> None:
    whole = {row["label"]: row["missing"] for row in read.document["by_filiere"]}
    assert {r["Secteur"]: r["Ensemble"] for r in read.tables["Secteur_departement"]} == pytest.approx(whole)


@pytest.mark.parametrize(("name", "value"), [("Presence", "presence"), ("Acteurs", "actors")])
def test_the_value_chain_holds_what_the_json_holds(read: Read, name: str, value: str) -> None:
    columns = told.links(read.document, Kind.LONG if value == "presence" else Kind.COUNT)
    assert compare(read.tables[name], told.chain(value, users=value == "presence")(read.document), columns)


def test_readings_are_those_of_the_json(read: Read) -> None:
    key = read.document["key_figures"]
    counted = {row["Objet"]: row["Nombre"] for row in read.tables["Lectures"]}
    expected = {
        "Annonces lues": "postings_read", "… publiées à nouveau": "postings_republished",
        "… du périmètre": "postings_in_scope", "… dont le métier est reconnu": "postings_coded",
        "… qui demandent une compétence IA": "postings_asking_ai", "Formations lues": "courses_read",
        "… du périmètre qui enseignent une compétence IA précise": "courses_teaching_ai",
        "… du périmètre qui nomment l'IA sans plus": "courses_saying_only", "Profils sectoriels lus": "profiles_read",
    }  # fmt: skip
    assert {label: counted[label] for label in expected} == {
        label: key[name] for label, name in expected.items()
    }


def test_the_synthesis_holds_the_key_figures_and_findings_of_the_json(read: Read) -> None:
    key = read.document["key_figures"]
    tiles = ("people_at_least", "missing", "answered", "reliability", "postings_asking_ai", "courses_teaching_ai", "needs", "actions_chosen")  # fmt: skip
    numbers = [v for row in read.cells["Synthèse"] for v in row if isinstance(v, int | float)]
    assert numbers == pytest.approx([key[name] for name in tiles])
    said = read.sentences("Synthèse")
    assert {f"{i}. {text}" for i, text in enumerate(read.document["findings"], start=1)} <= said


def test_the_readme_says_the_run_of_the_json(read: Read) -> None:
    run, said = read.document["run"], {row[0]: row[1] for row in read.cells[README] if row[0]}
    assert said["Campagne"] == run["campaign"] and said["Périmètre"] == run["scope"]
    assert said["Date du calcul"] == french.date(run["date"])
    assert said["Budget annuel"] == french.euros(run["budget"])
    assert all(f"{r['name']} {r['version']}" in said["Référentiels"] for r in read.document["references"])
