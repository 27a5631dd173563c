from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from planner.loading import NO_ACTORS
from planner.references import References, load_references
from planner.web import data, uploads

POSTINGS = b"id;title;description;dept\n1;Data scientist;Vous savez entra\xc3\xaener un mod\xc3\xa8le de machine learning.;44\n"
CATALOGUE = "Intitulé;Organisme;Objectifs;Durée;Prix\nIA au bureau;Org. A;Rédiger des prompts;2 jours;beaucoup\n;Org. A;;;\n"


@pytest.fixture(scope="module")
def references(tmp_path_factory: pytest.TempPathFactory) -> References:
    return load_references(tmp_path_factory.mktemp("home"))


def test_file_is_kept_once_and_survives_the_session(home: Path, references: References) -> None:
    file = uploads.read("postings", "offres.csv", POSTINGS, references)
    first, again = uploads.keep(file), uploads.keep(file)
    assert first.kept and "offres.csv" in first.sentence
    assert "déjà importé" in again.sentence
    assert data.imports()["rows"].tolist() == [1]


def test_refused_file_changes_nothing_and_says_why(home: Path, references: References) -> None:
    uploads.keep(uploads.read("postings", "offres.csv", POSTINGS, references))
    refused = uploads.keep(uploads.read("postings", "vide.csv", b"", references))
    assert not refused.kept and "vide.csv" in refused.sentence
    assert len(data.imports()) == 1


def test_imports_take_the_place_of_the_demonstration_kind_by_kind(home: Path, references: References) -> None:
    uploads.keep(uploads.read("postings", "offres.csv", POSTINGS, references))
    loaded = data.load(data.sources(), references)
    shown = data.load(data.sources(()), references)
    assert loaded.inputs.postings["title"].tolist() == ["Data scientist"]
    assert not loaded.inputs.demonstration and loaded.inputs.files == ("offres.csv",)
    assert [m.text for m in loaded.inputs.messages] == [
        "Aucun import de profils sectoriels : la démonstration en tient lieu.",
        "Aucun import de formations : la démonstration en tient lieu.",
        NO_ACTORS,
    ]
    assert shown.inputs.demonstration and loaded.postings_key != shown.postings_key
    assert len(loaded.inputs.courses) == len(shown.inputs.courses)


def test_faulty_catalogue_gives_its_problems_and_comes_back_annotated(references: References) -> None:
    file = uploads.read("catalogue", "catalogue.csv", CATALOGUE.encode(), references)
    lines = uploads.problem_lines(file.problems)
    assert file.intake is not None and file.intake.rows_usable == 1
    assert "Prix" in set(lines["column"]) and lines["fix"].str.len().min() > 0
    workbook = openpyxl.load_workbook(io.BytesIO(uploads.annotated(file)))
    assert "Contrôle" in workbook.sheetnames


def test_template_reads_back_without_error(references: References) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(uploads.template()))
    assert "Formations" in workbook.sheetnames


def test_content_key_follows_the_content() -> None:
    frame = data.content_key(uploads.problem_lines(()))
    assert frame == data.content_key(uploads.problem_lines(()))
