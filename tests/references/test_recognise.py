"""Recognition by content, whatever the names."""

from __future__ import annotations

import pytest

from planner.references.archive import UnusableReference, open_files, open_zip
from planner.references.recognise import UNSTATED_ESCO_VERSION, recognise, title


def test_rome_version_and_date_come_from_its_version_file(zipped, rome_files):
    found = recognise(open_zip(zipped("x.zip", rome_files)))
    assert (found.kind, found.version, found.date, found.lang) == ("rome", "60", "2025-09-18", None)
    assert title(found) == "ROME 4.0 version 60"


def test_rome_version_comes_from_its_file_names_when_nothing_else_says_it(zipped, rome_files):
    files = {name: content for name, content in rome_files.items() if name != "version.txt"}
    assert recognise(open_zip(zipped("x.zip", files))).version == "60"


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("ESCO dataset - v1.1.1 - classification - en - csv.zip", "1.1.1"),
        ("ESCO dataset - v1.2.0 - classification - en - csv (1).zip", "1.2.0"),
        ("esco_v1.2.zip", "1.2"),
        ("ESCO 1.2.0 en.zip", "1.2.0"),
        ("competences du 12.11.zip", UNSTATED_ESCO_VERSION),
        ("téléchargement.zip", UNSTATED_ESCO_VERSION),
    ],
)
def test_esco_version_comes_from_the_name_of_the_archive(zipped, esco_files, name, version):
    found = recognise(open_zip(zipped(name, esco_files["en"])))
    assert (found.kind, found.version, found.lang) == ("esco", version, "en")


def test_esco_version_comes_from_the_folder_inside(zipped, esco_files):
    nested = {f"ESCO dataset - v1.2.1 - csv/{name}": data for name, data in esco_files["fr"].items()}
    assert title(recognise(open_zip(zipped("x.zip", nested)))) == "ESCO version 1.2.1 (fr)"


def test_theme_collections_are_not_taken_for_the_skills(zipped, esco_files):
    found = recognise(open_zip(zipped("x.zip", esco_files["en"])))
    assert found.members["skills"] == ("skills_en.csv",)
    assert "digitalSkillsCollection_en.csv" not in {
        name for names in found.members.values() for name in names
    }


def test_both_hierarchies_make_one_table(zipped, esco_files):
    hierarchy = b"conceptType,conceptUri,broaderType,broaderUri\n"
    files = {
        **esco_files["en"],
        "broaderRelationsOccPillar.csv": hierarchy,
        "broaderRelationsSkillPillar_en.csv": hierarchy,
    }
    found = recognise(open_zip(zipped("x.zip", files)))
    assert found.members["broader"] == ("broaderRelationsOccPillar.csv", "broaderRelationsSkillPillar_en.csv")


def test_language_without_a_frequent_word_is_unknown(tmp_path, esco_files):
    german = esco_files["en"]["skills_en.csv"].replace(b"manage the stock of parts", b"Teilelager verwalten")
    path = tmp_path / "kompetenzen.csv"
    path.write_bytes(german)
    with pytest.raises(UnusableReference, match="ESCO en langue « inconnue »"):
        recognise(open_files([path]))


def test_rome_of_the_previous_generation_is_refused(zipped):
    files = {
        "unix_referentiel_code_rome_v347_utf8.csv": b"code_rome,code_fiche_em,code_ogr,libelle_rome,statut\n",
        "unix_item_v347_utf8.csv": b"code_ogr,libelle\n",
    }
    with pytest.raises(
        UnusableReference, match=r"ROME 4\.0 incomplet, il manque unix_referentiel_appellation"
    ):
        recognise(open_zip(zipped("RefRomeCsv.zip", files)))
