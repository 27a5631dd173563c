import gzip
import json
from pathlib import Path

import pytest

from planner.columns import POSTINGS
from planner.intake import IntakeError, read_postings
from planner.intake.privacy import MASK
from tests.intake.conftest import csv_bytes, xlsx_bytes

HEAD = ["id", "title", "description", "dept", "sector", "naf", "date"]
ROW = ["1", "Développeur", "Coder en Python.", "44", "Services informatiques", "62.01Z", "2025-03-11"]
SHARED = Path(__file__).parents[3] / "shared" / "postings"


def _read(data, territories, sectors):
    return read_postings(data, "offres.csv", territories, sectors)


def test_posting_has_every_column_of_the_contract(territories, sectors):
    intake = _read(csv_bytes([HEAD, ROW]), territories, sectors)
    assert list(intake.frame.columns) == POSTINGS.names
    assert intake.frame.iloc[0].to_dict() == {
        "posting_id": "1",
        "title": "Développeur",
        "description": "Coder en Python.",
        "dept": "44",
        "location": "",
        "sector": "Services informatiques",
        "filiere": "numerique",
        "naf": "6201Z",
        "date": "2025-03-11",
        "source": "offres.csv",
    }
    assert intake.problems == []


def test_workbook_and_gz_give_the_same_postings_as_csv(territories, sectors):
    reference = _read(csv_bytes([HEAD, ROW]), territories, sectors).frame
    for data in (xlsx_bytes({"Feuil1": [HEAD, ROW]}), gzip.compress(csv_bytes([HEAD, ROW]))):
        assert _read(data, territories, sectors).frame.equals(reference)


def test_france_travail_answer_is_read(territories, sectors):
    offer = {
        "id": "188WTWN",
        "intitule": "Architecte big data (H/F)",
        "description": "<p>Concevoir&nbsp;: &lt;b&gt;données&lt;/b&gt;</p>",
        "dateCreation": "2025-03-03T10:00:00.000Z",
        "dateActualisation": "2025-03-04T10:00:00.000Z",
        "lieuTravail": {"libelle": "44 - NANTES", "codePostal": "44000", "commune": "44109"},
        "romeCode": "M1805",
        "codeNAF": "62.02A",
        "secteurActivite": "62",
        "secteurActiviteLibelle": "Conseil en systèmes et logiciels informatiques",
        "competences": [{"libelle": "SQL"}],
        "entreprise": {"nom": "Entreprise fictive", "description": "Nous sommes une entreprise."},
    }
    intake = _read(json.dumps({"resultats": [offer]}).encode(), territories, sectors)
    [posting] = intake.frame.to_dict("records")
    assert (posting["posting_id"], posting["title"]) == ("188WTWN", "Architecte big data (H/F)")
    assert posting["description"] == "Concevoir\u00a0: données"
    assert (posting["dept"], posting["naf"], posting["date"]) == ("44", "6202A", "2025-03-03")
    assert intake.problems == []


def test_contact_data_never_comes_in(territories, sectors):
    row = ["1", "Développeur", "Écrire à rh@exemple.fr ou 02 40 12 34 56.", *ROW[3:]]
    [text] = _read(csv_bytes([HEAD, row]), territories, sectors).frame["description"]
    assert text == f"Écrire à {MASK} ou {MASK}."


def test_repeated_id_is_kept_once_and_told(territories, sectors):
    intake = _read(csv_bytes([HEAD, ROW, ROW, ["2", *ROW[1:]]]), territories, sectors)
    assert list(intake.frame["posting_id"]) == ["1", "2"]
    assert [(p.rule, p.rows) for p in intake.problems] == [("identifiant-en-double", (3,))]


def test_posting_without_id_is_named_by_file_and_row(territories, sectors):
    intake = _read(csv_bytes([HEAD[1:], ROW[1:]]), territories, sectors)
    assert list(intake.frame["posting_id"]) == ["offres.csv#2"]


def test_posting_without_title_is_left_out_the_others_go_in(territories, sectors):
    intake = _read(csv_bytes([HEAD, ["9", "", *ROW[2:]], ROW]), territories, sectors)
    assert (intake.rows_read, intake.rows_usable) == (2, 1)
    assert [(p.severity, p.cells) for p in intake.problems] == [("bloquant", ("B2",))]


@pytest.mark.parametrize("missing", ["title", "description"])
def test_missing_column_is_named_with_the_ones_read(missing, territories, sectors):
    keep = [i for i, name in enumerate(HEAD) if name != missing]
    rows = [[row[i] for i in keep] for row in (HEAD, ROW)]
    with pytest.raises(IntakeError, match=f"Colonne absente : « {missing} »") as refusal:
        _read(csv_bytes(rows), territories, sectors)
    assert [p.rule for p in refusal.value.problems] == ["colonne-absente"]


def test_table_of_headings_alone_is_refused(territories, sectors):
    with pytest.raises(IntakeError, match="aucune ligne"):
        _read(csv_bytes([HEAD]), territories, sectors)


@pytest.mark.reference
@pytest.mark.skipif(not SHARED.is_dir(), reason="offres réelles absentes")
@pytest.mark.parametrize(
    ("name", "count"),
    [("ft_offers_pays_de_la_loire.csv", 558), ("ft_offers_2024_2025.csv.gz", 8882)],
)
def test_real_postings_all_come_in(name, count, territories, sectors):
    intake = read_postings(SHARED / name, None, territories, sectors)
    assert (intake.rows_usable, intake.problems) == (count, [])
