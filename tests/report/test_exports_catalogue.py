"""The catalogue out: LHEO, Mon Compte Formation's columns, a workbook; each comes back in as it left."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from planner import columns
from planner.intake import read_catalogue
from planner.report.exports import FORMATS, export_catalogue, lheo_xml
from planner.report.exports.cells import harmless
from planner.report.exports.mcf import COLUMNS as MCF_COLUMNS
from tests.intake.conftest import SmallTerritories

NS = {"l": "http://lheo.gouv.fr/2.3"}
WHOLE = {
    "course_id": "R1", "title": "Utiliser l'IA générative", "provider": "Organisme A",
    "content": "Rédiger une consigne.\nVérifier la réponse.", "public": "continu", "audience": "Salariés",
    "level": 6.0, "hours": 14.0, "price": 1200.0, "places": 24.0, "dept": "44", "commune": "Nantes",
    "modality": "présentiel", "siret": "73282932000074", "rncp": "RNCP35475", "rs": "", "formacode": "31028|46262",
    "rome": "M1805", "date": "2026-03-02", "source": "a.xlsx", "row": 2,
}  # fmt: skip
NAN = float("nan")
BARE = dict.fromkeys(columns.COURSES.names, "") | {
    "course_id": "b.json#2", "title": "Découvrir l'IA", "provider": "Organisme B", "public": "initial",
    "level": NAN, "hours": NAN, "price": NAN, "places": NAN, "source": "b.json", "row": 2,
}  # fmt: skip


def catalogue(*courses: dict) -> pd.DataFrame:
    return columns.COURSES.frame(courses)


def brought_back(courses: pd.DataFrame, kind: str, folder: Path) -> dict[str, object]:
    path = folder / f"sortie.{kind}"
    export_catalogue(courses, kind, path)
    [course] = read_catalogue(path, None, SmallTerritories()).frame.to_dict("records")
    return course


@pytest.mark.parametrize("kind", ["lheo", "xlsx"])
def test_course_comes_back_as_it_left(kind, tmp_path):
    course = brought_back(catalogue(WHOLE), kind, tmp_path)
    place = ("source", "row")
    assert {k: v for k, v in course.items() if k not in place} == {
        k: v for k, v in WHOLE.items() if k not in place
    }


def test_mon_compte_formation_columns_are_those_of_the_source_and_come_back(tmp_path):
    course = brought_back(catalogue(WHOLE), "mcf", tmp_path)
    kept = (
        "course_id",
        "title",
        "provider",
        "content",
        "level",
        "hours",
        "price",
        "dept",
        "siret",
        "rncp",
        "formacode",
    )
    assert {key: course[key] for key in kept} == {key: WHOLE[key] for key in kept}
    with (tmp_path / "sortie.mcf").open(encoding="utf-8-sig") as file:
        assert next(csv.reader(file, delimiter=";")) == MCF_COLUMNS
    assert (len(MCF_COLUMNS), MCF_COLUMNS[0], MCF_COLUMNS[-1]) == (35, "date_extract", "coderegion_export")


@pytest.mark.parametrize("kind", FORMATS)
def test_course_of_text_only_leaves_in_every_format(kind, tmp_path):
    course = brought_back(catalogue(BARE), kind, tmp_path)
    assert (course["title"], course["provider"]) == (BARE["title"], BARE["provider"])
    assert (course["siret"], course["dept"], course["date"]) == ("", "", "")


def test_half_hours_are_kept_in_lheo(tmp_path):
    assert brought_back(catalogue(WHOLE | {"hours": 3.5}), "lheo", tmp_path)["hours"] == 3.5


def test_month_without_day_begins_on_its_first():
    root = etree.fromstring(lheo_xml(catalogue(WHOLE | {"date": "2026-03"})))
    assert root.findtext(".//l:debut", namespaces=NS) == "20260301"


def test_texts_are_cut_to_what_lheo_allows():
    root = etree.fromstring(lheo_xml(catalogue(WHOLE | {"title": "é" * 400, "content": "x" * 9000})))
    assert len(root.findtext(".//l:intitule-formation", namespaces=NS)) == 255
    assert len(root.findtext(".//l:objectif-formation", namespaces=NS)) == 3000


def test_empty_catalogue_has_no_lheo(tmp_path):
    with pytest.raises(ValueError, match="au moins une formation"):
        export_catalogue(catalogue(), "lheo", tmp_path / "a.xml")
    assert not list(tmp_path.iterdir())


def test_unknown_format_names_those_that_exist(tmp_path):
    with pytest.raises(ValueError, match="lheo, mcf, xlsx"):
        export_catalogue(catalogue(WHOLE), "pdf", tmp_path / "a.pdf")


HOSTILE = ["=1+1", "+33", "@SUM(A1)", "-2+3", "\t=1", "=cmd|' /C calc'!A0", "- x|cmd"]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_could_run_leaves_harmless(text, tmp_path):
    assert harmless(text) == f"'{text}"
    export_catalogue(catalogue(WHOLE | {"title": text}), "xlsx", tmp_path / "a.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx")["Formations"]["B2"]
    assert (cell.data_type, cell.value) == ("s", text)
    assert cell.quotePrefix


@pytest.mark.parametrize("text", ["Excel", "- écrire une consigne", "a=b", ""])
def test_plain_text_is_left_alone(text):
    assert harmless(text) == text


@given(text=st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_text_makes_an_xml_that_opens(text):
    course = WHOLE | {"title": text, "content": text, "provider": text, "course_id": text, "commune": text}
    root = etree.fromstring(lheo_xml(catalogue(course)))
    title = root.findtext(".//l:intitule-formation", namespaces=NS)
    assert re.sub(r"\s", "", title)
