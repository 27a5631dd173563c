import shutil
import subprocess

import openpyxl
import pandas as pd
import pytest
from openpyxl.styles import Font

from planner.intake import annotate, check_catalogue, read_catalogue, safe_text, write_template
from planner.intake.control_sheet import COLOURS, CORRECTED
from planner.intake.files import read_grids
from planner.intake.problems import Severity
from planner.intake.synonyms import CATALOGUE_KIND
from tests.intake.conftest import COURSE, HEADINGS, csv_bytes, xlsx_bytes

ROWS = [[*HEADINGS, "SIRET"], [*COURSE, "123"], ["", "x", "OF", ""]]


@pytest.fixture
def annotated(tmp_path, territories):
    def run(data, name):
        path = tmp_path / "controle.xlsx"
        check = check_catalogue(data, name, territories)
        annotate(data, check.problems, path, name, check.corrections)
        return openpyxl.load_workbook(path)

    return run


def _colour(cell) -> str:
    return cell.fill.start_color.rgb[-6:]


@pytest.mark.parametrize(
    ("data", "name", "sheet"),
    [(xlsx_bytes({"Formations": ROWS}), "c.xlsx", "Formations"), (csv_bytes(ROWS), "c.csv", "Formations")],
    ids=["xlsx", "csv"],
)
def test_faulty_cells_are_coloured_and_told(annotated, data, name, sheet):
    workbook = annotated(data, name)
    cell = workbook[sheet]["D2"]
    assert (cell.value, _colour(cell)) == ("123", COLOURS[Severity.A_CORRIGER])
    assert cell.comment.text.startswith("À corriger : SIRET refusé")
    assert _colour(workbook[sheet]["A3"]) == COLOURS[Severity.BLOQUANT]
    assert workbook[sheet]["B2"].comment is None


def test_report_sheet_lists_every_problem(annotated, territories):
    data = xlsx_bytes({"Formations": ROWS})
    problems = check_catalogue(data, "c.xlsx", territories).problems
    rows = list(annotated(data, "c.xlsx")["Contrôle"].values)
    start = 1 + next(i for i, row in enumerate(rows) if row[0] == "Gravité")
    assert [row[5] for row in rows[start:]] == [p.message for p in problems]
    assert [row[6] for row in rows[start:]] == [p.fix for p in problems]


def test_places_link_inside_the_workbook_as_excel_wants_them(annotated):
    """A sheet's name with a blank is no valid address of a relationship: Excel would repair the file."""
    sheet = annotated(xlsx_bytes({"Offre 2027": ROWS}), "c.xlsx")["Contrôle"]
    links = [cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert {(link.location, link.target) for link in links} == {
        ("'Offre 2027'!A3", None),
        ("'Offre 2027'!D2", None),
    }


def test_layout_of_the_provider_is_kept(annotated, tmp_path):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in ROWS:
        sheet.append(row)
    sheet["A1"].font = Font(bold=True, size=20)
    sheet.column_dimensions["A"].width = 55
    sheet.merge_cells("A5:C5")
    workbook.save(tmp_path / "mien.xlsx")
    own = annotated((tmp_path / "mien.xlsx").read_bytes(), "mien.xlsx").worksheets[0]
    assert (own["A1"].font.size, own.column_dimensions["A"].width) == (20, 55)
    assert "A5:C5" in own.merged_cells


def test_formulas_never_leave_as_formulas(annotated, tmp_path):
    workbook = openpyxl.Workbook()
    for row in [*ROWS, ["=1+1", "x", "OF", ""]]:
        workbook.active.append(row)
    workbook.active["B2"].value = "=cmd|' /C calc'!A0"
    workbook.active["B2"].data_type = "s"
    workbook.save(tmp_path / "mien.xlsx")
    sheet = annotated((tmp_path / "mien.xlsx").read_bytes(), "mien.xlsx").worksheets[0]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert sheet["B2"].value == "'=cmd|' /C calc'!A0"


def test_checking_the_annotated_file_again_finds_the_same(annotated, tmp_path, territories):
    data = xlsx_bytes({"Formations": ROWS})
    annotated(data, "c.xlsx")
    again = read_catalogue(tmp_path / "controle.xlsx", "c.xlsx", territories)
    assert [p.as_json() for p in again.problems] == [
        p.as_json() for p in check_catalogue(data, "c.xlsx", territories).problems
    ]


FIXABLE = [
    [*HEADINGS, "SIRET", "Durée", "Niveau", "Date de début"],
    [*COURSE, "732 829 320 00074", "14h", "bac+3", "2 mars 2026"],
    ["Excel", "Tableaux", "Organisme A", 7264696136139, "2 jours", "III", "03/25/2026"],
]


def test_certain_fixes_are_written_coloured_and_told(annotated):
    sheet = annotated(xlsx_bytes({"F": FIXABLE}), "c.xlsx")["F"]
    assert [cell.value for cell in sheet[2]][3:] == [
        "73282932000074",
        "14 h",
        "Niveau 6 (bac+3 ou 4)",
        "02/03/2026",
    ]
    assert {_colour(cell) for cell in sheet[2][3:]} == {CORRECTED}
    assert sheet["D2"].number_format == "@"
    assert "« 732 829 320 00074 » réécrit" in sheet["D2"].comment.text


def test_doubtful_fixes_are_proposed_and_not_written(annotated):
    sheet = annotated(xlsx_bytes({"F": FIXABLE}), "c.xlsx")["F"]
    assert [sheet["F3"].value, sheet["G3"].value] == ["III", "03/25/2026"]
    assert "Proposition : écrire « Niveau 5 (bac+2) »" in sheet["F3"].comment.text
    assert "« 25/03/2026 »" in sheet["G3"].comment.text


def test_control_sheet_opens_first_and_lists_the_rewritings(annotated):
    workbook = annotated(xlsx_bytes({"F": FIXABLE}), "c.xlsx")
    rows = list(workbook["Contrôle"].values)
    start = 1 + next(i for i, row in enumerate(rows) if row[0] == "État")
    assert {(row[0], row[3]) for row in rows[start:]} == {
        ("corrigé", "SIRET"), ("corrigé", "Durée"), ("corrigé", "Niveau"), ("corrigé", "Date de début"),
        ("proposé", "Niveau"), ("proposé", "Date de début"),
    }  # fmt: skip
    assert workbook.active.title == "Contrôle"
    assert "5\u00a0cellules réécrites" in rows[0][0]


def test_corrected_file_reads_the_same_and_has_nothing_left_to_rewrite(annotated, tmp_path, territories):
    data = xlsx_bytes({"F": FIXABLE})
    before = check_catalogue(data, "c.xlsx", territories)
    annotated(data, "c.xlsx")
    after = check_catalogue(tmp_path / "controle.xlsx", "c.xlsx", territories)
    assert not [c for c in after.corrections if c.applied]
    assert len(after.problems) <= len(before.problems)
    first = read_catalogue(data, "c.xlsx", territories).frame
    again = read_catalogue(tmp_path / "controle.xlsx", "c.xlsx", territories).frame
    pd.testing.assert_frame_equal(first, again)


def test_proposal_is_quoted_in_the_fix_of_its_problem(territories):
    problems = check_catalogue(xlsx_bytes({"F": FIXABLE}), "c.xlsx", territories).problems
    [date] = [p for p in problems if p.rule == "date"]
    assert date.fix.startswith("Proposition : « 25/03/2026 » (date probable).")


SOFFICE = shutil.which("soffice")


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice absent")
@pytest.mark.parametrize("kind", ["annoté", "modèle"])
def test_libreoffice_opens_it_and_says_the_same(kind, tmp_path, territories):
    path = tmp_path / "classeur.xlsx"
    if kind == "modèle":
        write_template(path)
    else:
        check = check_catalogue(xlsx_bytes({"F": FIXABLE}), "c.xlsx", territories)
        annotate(xlsx_bytes({"F": FIXABLE}), check.problems, path, "c.xlsx", check.corrections)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profil'}"
    command = [SOFFICE, profile, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    before, after = openpyxl.load_workbook(path), load_grids(tmp_path / "classeur.ods")
    assert list(after) == before.sheetnames
    for sheet in before.worksheets:
        said = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}
        assert said == after[sheet.title]


def load_grids(path) -> dict[str, set[str]]:
    grids = read_grids(path.read_bytes(), path.name, CATALOGUE_KIND)
    return {grid.name: {value for row in grid.rows for value in row.values if value} for grid in grids}


@pytest.mark.parametrize("text", ["=1+1", "+1", "@SUM(A1)", "-2+3", "- x|cmd", "\t=1"])
def test_text_that_could_run_gets_an_apostrophe(text):
    assert safe_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Excel", "- écrire une consigne", "a=b", "", "12"])
def test_plain_text_is_left_alone(text):
    assert safe_text(text) == text
