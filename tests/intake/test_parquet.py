"""Parquet read some rows at a time gives what the same table gives in another format."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from planner.intake import IntakeError, is_parquet, posting_parts, posting_rows, read_postings
from planner.intake.privacy import MASK

OFFERS = [
    {
        "id": f"19{number}",
        "intitule": f"Développeur n° {number}",
        "description": f"Coder en Python, <b>{number}</b> jours ; écrire à rh{number}@exemple.fr.",
        "dateCreation": "2026-03-11T10:00:00.000Z",
        "lieuTravail": {"libelle": "49 - ANGERS", "codePostal": "49000"},
        "codeNAF": "62.02A",
        "salaire": {"commentaire": "selon profil"},
        "competences": [{"libelle": "SQL"}],
    }
    for number in range(5)
]


@pytest.fixture
def parquet(tmp_path: Path) -> Path:
    path = tmp_path / "offres.parquet"
    pq.write_table(pa.Table.from_pylist(OFFERS), path, row_group_size=2)
    return path


def test_nested_parquet_is_read_as_the_same_json(parquet, tmp_path, territories, sectors):
    (tmp_path / "offres.json").write_text(json.dumps(OFFERS), encoding="utf-8")
    expected = read_postings(tmp_path / "offres.json", None, territories, sectors).frame
    found = read_postings(parquet, None, territories, sectors).frame
    pd.testing.assert_frame_equal(
        found.drop(columns="source"), expected.drop(columns="source"), check_exact=True
    )
    assert set(found["dept"]) == {"49"} and found["description"].str.contains(MASK, regex=False).all()
    assert not found["description"].str.contains("exemple.fr|<b>").any()


def test_parts_are_the_whole_cut_in_order(parquet, territories, sectors):
    parts = [read().frame for read in posting_parts(parquet, territories, sectors, rows=2)]
    assert [len(part) for part in parts] == [2, 2, 1] and posting_rows(parquet) == 5
    whole = read_postings(parquet, None, territories, sectors).frame
    pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), whole)


def test_row_without_identifier_is_numbered_in_the_whole_file(tmp_path, territories, sectors):
    rows = [{"title": f"Poste {n}", "description": "Coder."} for n in range(3)]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "o.parquet")
    parts = [read().frame for read in posting_parts(tmp_path / "o.parquet", territories, sectors, rows=2)]
    assert [i for part in parts for i in part["posting_id"]] == ["o.parquet#2", "o.parquet#3", "o.parquet#4"]


def test_folder_cut_by_columns_gives_them_back_and_hidden_files_are_no_data(tmp_path, territories, sectors):
    frame = pd.DataFrame(
        {
            "id": ["1", "2", "1"],
            "title": ["Poste"] * 3,
            "description": ["Coder."] * 3,
            "dept": ["44", "72", "72"],
            "date": [dt.datetime(2026, 3, 11)] * 3,
        }
    )
    folder = tmp_path / "offres"
    frame.to_parquet(folder, partition_cols=["dept"])
    (folder / "_metadata.parquet").write_bytes(b"not data")
    (folder / ".draft.parquet").write_bytes(b"not data")
    read = read_postings(folder, None, territories, sectors).frame
    assert read[["posting_id", "dept", "date"]].to_numpy().tolist() == [
        ["1", "44", "2026-03-11"],
        ["2", "72", "2026-03-11"],
    ]
    assert read["source"].str.startswith("offres/dept=").all()


def test_text_written_as_bytes_by_an_old_program_is_text(tmp_path, territories, sectors):
    table = pa.table({"title": pa.array(["Boulangère".encode()]), "description": pa.array([b"Cuire."])})
    pq.write_table(table, tmp_path / "o.parquet")
    assert read_postings(tmp_path / "o.parquet", None, territories, sectors).frame["title"].tolist() == [
        "Boulangère"
    ]


def test_columns_that_are_missing_are_named(tmp_path, territories, sectors):
    pq.write_table(pa.table({"titre": ["Poste"], "couleur": ["bleu"]}), tmp_path / "o.parquet")
    with pytest.raises(IntakeError, match=r"(?s)Colonne absente : « description ».*« titre » et « couleur »"):
        read_postings(tmp_path / "o.parquet", None, territories, sectors)


def test_problem_in_a_folder_names_the_file(tmp_path, territories, sectors):
    folder = tmp_path / "offres"
    folder.mkdir()
    for name, title in (("a", "Poste"), ("b", "")):
        pq.write_table(pa.table({"title": [title], "description": ["Coder."]}), folder / f"{name}.parquet")
    (problem,) = read_postings(folder, None, territories, sectors).problems
    assert "« b.parquet »" in problem.where() and problem.rows == (2,)


@pytest.mark.parametrize("cut", [4, 40, -1])
def test_file_cut_short_is_refused(cut, parquet, territories, sectors):
    parquet.write_bytes(parquet.read_bytes()[:cut])
    with pytest.raises(IntakeError, match="tronqué ou abîmé"):
        read_postings(parquet, None, territories, sectors)


def test_byte_changed_in_a_page_is_refused(tmp_path, territories, sectors):
    path = tmp_path / "o.parquet"
    pq.write_table(pa.Table.from_pylist(OFFERS), path, write_page_checksum=True, compression="none")
    content = path.read_bytes()
    path.write_bytes(content.replace(b"Coder", b"Codor", 1))
    with pytest.raises(IntakeError, match="tronqué ou abîmé"):
        read_postings(path, None, territories, sectors)


def test_folder_without_parquet_says_what_to_give(tmp_path, territories, sectors):
    assert is_parquet(tmp_path)
    with pytest.raises(IntakeError, match=r"aucun fichier \.parquet"):
        read_postings(tmp_path, None, territories, sectors)


def test_parquet_sent_as_bytes_is_refused(parquet, territories, sectors):
    with pytest.raises(IntakeError, match="Parquet"):
        read_postings(parquet.read_bytes(), "offres.csv", territories, sectors)
