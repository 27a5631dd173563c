"""The workbook, read again by two readers: same figures as the JSON, text kept as text, page set-up in place."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from planner import columns
from planner.report import Filters, compare_campaigns, heatmap, summary, write_report
from planner.report.sheets.front import CONTENTS, README
from planner.report.sheets.regions import WHOLE
from planner.report.table import CUT, EXCEL_TEXT_LIMIT
from planner.results import Results
from tests.report.conftest import COMMAND, FORMULA

SHEETS = [README, *CONTENTS]


def table(path: Path, sheet: str, name: str) -> list[dict[str, object]]:
    """Rows of a named table, heading → value, as openpyxl reads cached values."""
    workbook = openpyxl.load_workbook(path, data_only=True)
    cells = workbook[sheet][workbook[sheet].tables[name].ref]
    headings = [cell.value for cell in cells[0]]
    return [dict(zip(headings, (cell.value for cell in row), strict=True)) for row in cells[1:]]


def every_cell(path: Path):
    workbook = openpyxl.load_workbook(path)
    return [cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_sheets_stand_in_order_for_both_readers(workbook: Path) -> None:
    assert openpyxl.load_workbook(workbook).sheetnames == SHEETS
    assert CalamineWorkbook.from_path(str(workbook)).sheet_names == SHEETS


@pytest.mark.parametrize("apart", [True, False])
def test_evolution_equals_the_comparison(results: Results, tmp_path: Path, apart: bool) -> None:
    path, now = tmp_path / "r.xlsx", summary(results)
    earlier = json.loads(json.dumps(now))
    earlier["parameters"][0]["value"] = 10.0
    same_method = now if apart else None
    write_report(results, path, earlier=earlier, same_method=same_method)
    found = compare_campaigns(earlier, now, same_method)
    fields = {
        "Compétence": "label",
        "Tendance": "verdict",
        "Manque maintenant": "missing_after",
        "Changement": "change",
    }
    fields |= {"Dû à la méthode": "by_method"} if apart else {}
    read = table(path, "Évolution", "Evolution_skills")
    assert ("Dû à la méthode" in read[0]) is apart
    expected = found.skills.to_dict("records")
    assert [[row[h] for h in fields] for row in read] == [
        [row[k] for k in fields.values()] for row in expected
    ]
    suites = table(path, "Suites données", "Suites")
    assert [row["Suite donnée"] for row in suites] == found.recommendations["status"].tolist()
    assert table(path, "Évolution", "Methode")[0]["Avant"] == 10


@pytest.mark.parametrize(
    ("kept", "asked", "word"),
    [(None, Filters(), "Aucune campagne antérieure"), (Filters(depts=("44",)), Filters(), "autre périmètre")],
)
def test_evolution_says_why_there_is_none(results: Results, tmp_path: Path, kept, asked, word: str) -> None:
    path = tmp_path / "r.xlsx"
    write_report(results, path, asked, earlier=None if kept is None else summary(results, kept))
    for name in ("Évolution", "Suites données"):
        cells = [
            str(c.value) for row in openpyxl.load_workbook(path)[name].iter_rows() for c in row if c.value
        ]
        assert any(word in text for text in cells), name


def test_a_sheet_that_filters_do_not_cut_says_so(results: Results, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    write_report(results, path, Filters(layers=(3,)))
    read = openpyxl.load_workbook(path)
    for name in ("Secteurs", "Chaîne de valeur"):
        assert any(c.value == WHOLE for row in read[name].iter_rows() for c in row), name


def _blank(row: dict[str, object]) -> dict[str, object]:
    return {key: "" if value is None else value for key, value in row.items()}


def test_matrices_equal_the_figures(results: Results, workbook: Path) -> None:
    cells = {(row["label"], row["department"]): row["missing"] for row in heatmap(results).to_dict("records")}
    rows = table(workbook, "Territoires", "Competence_departement")
    read = {
        (r["Compétence"], d): r[d] for r in rows for d in results.departments.values() if r[d] is not None
    }
    assert read == cells
    assert [r["Ensemble"] for r in rows] == [
        pytest.approx(sum(r[d] or 0 for d in results.departments.values()), rel=1e-9) for r in rows
    ]


def test_gap_lines_add_up_to_the_json_and_to_their_subtotal(results: Results, workbook: Path) -> None:
    lines = table(workbook, "Écarts", "Ecarts")
    assert len(lines) == len(results.gaps)
    cached = openpyxl.load_workbook(workbook, data_only=True)["Écarts"]
    heading = cached.tables["Ecarts"].ref.split(":")[0]
    row = int(re.sub(r"\D", "", heading)) - 1
    shown = {
        cached.cell(row + 1, c).value: cached.cell(row, c).value for c in range(1, cached.max_column + 1)
    }
    for name, key in (("Demande", "demand"), ("Places", "supply"), ("Manque", "missing")):
        total = sum(line[name] for line in lines)
        assert total == pytest.approx(summary(results)["key_figures"][key], rel=1e-9)
        assert shown[name] == pytest.approx(total, rel=1e-12)


def test_text_that_looks_like_a_formula_stays_text(workbook: Path) -> None:
    cells = every_cell(workbook)
    dangerous = [cell for cell in cells if cell.value in (FORMULA, COMMAND, "+ 2 lignes sans prix")]
    assert len(dangerous) >= 5
    assert {cell.data_type for cell in dangerous} == {"s"}
    assert all(cell.quotePrefix for cell in dangerous)


def test_no_external_link(workbook: Path) -> None:
    with zipfile.ZipFile(workbook) as archive:
        targets = [n for n in archive.namelist() if n.endswith(".rels")]
        assert not [n for n in targets if b'TargetMode="External"' in archive.read(n)]


def test_links_lead_to_sheets_that_exist(workbook: Path) -> None:
    links = [cell.hyperlink.location for cell in every_cell(workbook) if cell.hyperlink]
    assert len(links) > 20
    assert {re.match(r"'(.+)'!A\d+$", link)[1] for link in links} <= set(SHEETS)


def test_key_figures_lead_to_their_lines(workbook: Path) -> None:
    """From the Synthèse to the headings of a table."""
    book = openpyxl.load_workbook(workbook)
    headings = {f"'{sheet.title}'!{t.ref.split(':')[0]}" for sheet in book for t in sheet.tables.values()}
    tiles = [
        c.hyperlink.location for row in book["Synthèse"].iter_rows(max_row=12) for c in row if c.hyperlink
    ]
    assert len(tiles) == 8 and set(tiles) <= headings


def test_same_input_same_bytes(results: Results, workbook: Path, tmp_path: Path) -> None:
    again, later = tmp_path / "b.xlsx", tmp_path / "c.xlsx"
    time.sleep(1.1)  # a clock that leaked into the file would show
    write_report(results, again)
    assert again.read_bytes() == workbook.read_bytes()
    write_report(replace(results, run_date="2026-11-24"), later)
    assert later.read_bytes() != workbook.read_bytes()


def test_filters_are_obeyed_and_written_on_every_sheet_of_figures(results: Results, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    write_report(results, path, Filters(depts=("53",)))
    assert {row["Département"] for row in table(path, "Écarts", "Ecarts")} == {"Mayenne"}
    assert {row["Département"] for row in table(path, "Préconisations", "Preconisations")} == {"Mayenne"}
    for sheet in openpyxl.load_workbook(path):
        words = " ".join(str(cell.value) for row in sheet.iter_rows(max_row=12) for cell in row if cell.value)
        assert "département : Mayenne" in words, sheet.title


def test_demonstration_is_said_on_every_sheet(results: Results, workbook: Path, tmp_path: Path) -> None:
    real = tmp_path / "r.xlsx"
    write_report(replace(results, inputs=replace(results.inputs, demonstration=False)), real)
    for path, expected in ((workbook, True), (real, False)):
        for sheet in openpyxl.load_workbook(path):
            words = " ".join(str(c.value) for row in sheet.iter_rows(max_row=8) for c in row if c.value)
            assert ("DÉMONSTRATION" in words) is expected, sheet.title


def test_three_charts_with_alternative_text(workbook: Path) -> None:
    with zipfile.ZipFile(workbook) as archive:
        charts = [n for n in archive.namelist() if re.match(r"xl/charts/chart\d+\.xml", n)]
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    assert len(charts) == 3
    texts = re.findall(r'descr="([^"]+)"', drawing)
    assert len(texts) == 3 and all("Graphique" in text and "feuille" in text for text in texts)


def test_page_set_up(workbook: Path) -> None:
    read = openpyxl.load_workbook(workbook)
    for sheet in read:
        pages = sheet.page_setup
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and pages.fitToWidth in (None, 1), sheet.title
        assert pages.fitToHeight == (None if sheet.title == "Synthèse" else 0), sheet.title
        assert sheet.print_area and "&P" in sheet.oddFooter.right.text, sheet.title
    for name in (
        "Écarts",
        "Préconisations",
        "Cahiers des charges",
        "Secteurs",
        "Compétences",
        "Catalogue lu",
    ):
        assert read[name].page_setup.orientation == "landscape"
        assert read[name].print_title_rows and read[name].freeze_panes


@pytest.mark.parametrize("campaign", ["", "R&D", "campagne " * 60])
def test_footer_survives_any_campaign(results: Results, tmp_path: Path, campaign: str) -> None:
    """A date straight after the size code would be read as the size; « & » as a code; 255 characters are the limit."""
    path = tmp_path / "r.xlsx"
    write_report(replace(results, campaign=campaign), path)
    with zipfile.ZipFile(path) as archive:
        footer = re.search(r"<oddFooter>(.*)</oddFooter>", archive.read("xl/worksheets/sheet1.xml").decode())[
            1
        ]
    assert footer.startswith("&amp;L&amp;8 ")
    assert ("R&amp;&amp;D" in footer) is (campaign == "R&D")


def test_no_merged_cell_holds_data(workbook: Path) -> None:
    for sheet in openpyxl.load_workbook(workbook):
        for area in sheet.merged_cells.ranges:
            assert sheet.title == "Synthèse"
            assert isinstance(sheet.cell(area.min_row, area.min_col).value, str)


def test_unknown_is_an_empty_cell_and_numbers_are_numbers(workbook: Path) -> None:
    by_skill = {row["Code"]: row for row in table(workbook, "Compétences", "Competences")}
    assert by_skill["IA501"]["Taux de couverture"] is None
    assert not [cell for cell in every_cell(workbook) if str(cell.value).lower() in {"nan", "none", "inf"}]
    for row in table(workbook, "Écarts", "Ecarts"):
        assert isinstance(row["Manque"], int | float) and isinstance(row["Taux de fiabilité"], int | float)


def test_text_beyond_what_a_cell_holds_says_that_it_is_cut(workbook: Path) -> None:
    text = table(workbook, "Qualité", "Remarques")[1]["Remarque"]
    assert len(text) == EXCEL_TEXT_LIMIT
    assert text.endswith(CUT)


def test_an_unfinished_file_never_takes_the_place_of_a_good_one(results: Results, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(b"last year's report")
    with pytest.raises(KeyError):
        write_report(replace(results, gaps=results.gaps.drop(columns="missing")), path)
    assert path.read_bytes() == b"last year's report"
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_empty_run_gives_a_readable_workbook(results: Results, tmp_path: Path) -> None:
    tables = {
        name: t.frame()
        for name, t in (("gaps", columns.GAPS), ("demand", columns.DEMAND), ("actions", columns.ACTIONS))
    }
    path = tmp_path / "vide.xlsx"
    write_report(replace(results, **tables, budget=None), path)
    assert openpyxl.load_workbook(path).sheetnames == SHEETS


def test_fifty_thousand_lines_stay_within_memory_and_size(tmp_path: Path) -> None:
    """In a process of its own: 500 MiB, 15 MiB. Seconds are the benchmark's business (``make bench``)."""
    path = tmp_path / "grand.xlsx"
    command = [sys.executable, "-m", "tests.benchmarks.bench_report", str(path)]
    root = Path(__file__).parents[2]
    run = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True, timeout=300)
    _, mebibytes, size = (float(word) for word in run.stdout.splitlines()[-1].split())
    assert mebibytes < 500
    assert size < 15
