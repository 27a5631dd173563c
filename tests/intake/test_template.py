import openpyxl
import pytest

from planner.intake import IntakeError, read_catalogue, write_template
from planner.intake.choices import CHOICES
from planner.intake.headings import match_heading
from planner.intake.synonyms import CATALOGUE_KIND
from planner.intake.template import TEMPLATE_COLUMNS


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "modele.xlsx"
    write_template(path)
    return path


def test_template_has_its_three_sheets_and_locks_nothing(template):
    workbook = openpyxl.load_workbook(template)
    assert workbook.sheetnames == ["Mode d'emploi", "Formations", "Listes"]
    assert not any(sheet.protection.sheet for sheet in workbook.worksheets)
    assert not any(v.showErrorMessage for v in workbook["Formations"].data_validations.dataValidation)


def test_only_three_columns_are_required():
    assert [c.heading for c in TEMPLATE_COLUMNS if c.required] == ["Intitulé", "Objectifs", "Organisme"]


def test_every_heading_has_a_note_and_is_read_back(template):
    sheet = openpyxl.load_workbook(template)["Formations"]
    headings = [cell.value for cell in sheet[1]]
    assert len({match_heading(heading, CATALOGUE_KIND)[0] for heading in headings}) == len(headings)
    assert all(cell.comment for cell in sheet[1])


def test_empty_template_is_refused_for_having_no_course(template, territories):
    with pytest.raises(IntakeError, match="aucune ligne"):
        read_catalogue(template, None, territories)


@pytest.mark.parametrize("example", ["text_only", "complete"])
def test_examples_come_in_without_anything_to_correct(example, template, territories):
    workbook = openpyxl.load_workbook(template)
    workbook["Formations"].append([getattr(column, example) for column in TEMPLATE_COLUMNS])
    workbook.save(template)
    intake = read_catalogue(template, None, territories)
    assert intake.rows_usable == 1
    assert {p.severity for p in intake.problems} <= {"conseil"}


@pytest.mark.parametrize("heading", CHOICES)
def test_every_choice_of_the_lists_is_understood(heading, template, territories):
    workbook = openpyxl.load_workbook(template)
    for number, choice in enumerate(CHOICES[heading]):
        values = {"Intitulé": f"Cours {number}", "Organisme": "OF", "Objectifs": "Écrire", heading: choice}
        workbook["Formations"].append([values.get(column.heading, "") for column in TEMPLATE_COLUMNS])
    workbook.save(template)
    intake = read_catalogue(template, None, territories)
    assert intake.rows_usable == len(CHOICES[heading])
    assert {p.severity for p in intake.problems} <= {"conseil"}
