"""ESCO: each language made tidy, then joined by URI."""

from __future__ import annotations

import pandas as pd
import pytest

from planner import columns
from planner.references.esco import esco_relation, installed_esco, join_languages, tidy
from planner.references.installation import install

URI = "http://data.europa.eu/esco/skill/"


def skills(**columns_: list[str]) -> pd.DataFrame:
    """A raw skills file of one row, but for the columns given."""
    row = {
        "conceptUri": [URI + "1"],
        "skillType": ["knowledge"],
        "preferredLabel": ["Haskell"],
        "altLabels": [""],
        "description": [""],
        "status": ["released"],
        "inScheme": [""],
    }
    return pd.DataFrame(row | columns_, dtype="str")


def one(raw: pd.DataFrame) -> dict[str, str]:
    """The only skill of a raw file once tidy."""
    (record,) = tidy({"skills": raw})["skills"].to_dict("records")
    return record


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("a\nb\na", "a\nb"),
        ("a | b", "a\nb"),
        (" ", ""),
        ("Haskell\nHaskell 98", "Haskell 98"),
        ("un\xa0 mot ", "un mot"),
    ],
    ids=["repeated", "bars", "blank", "preferred label repeated", "spaces"],
)
def test_alternative_labels_are_one_a_line_without_repetition(cell, expected):
    assert one(skills(altLabels=[cell]))["alt"] == expected


def test_label_over_two_lines_becomes_one():
    assert one(skills(preferredLabel=["gérer \n la paie"]))["label"] == "gérer la paie"


def test_skill_without_type_is_an_ability():
    assert one(skills(skillType=[""]))["kind"] == "skill/competence"


def test_obsolete_skill_is_left_out():
    raw = pd.concat([skills(), skills(conceptUri=[URI + "2"], status=["obsolete"])])
    assert one(raw)["uri"] == URI + "1"


def test_file_without_status_is_read_whole():
    assert one(skills().drop(columns="status"))["label"] == "Haskell"


def test_languages_join_by_uri_and_leave_holes_empty():
    french = tidy({"skills": skills(preferredLabel=["langage Haskell"])})["skills"]
    english = tidy({"skills": pd.concat([skills(), skills(conceptUri=[URI + "2"], preferredLabel=["Go"])])})[
        "skills"
    ]
    joined = join_languages({"fr": french, "en": english})
    assert list(joined) == columns.ESCO_SKILLS.names
    assert joined[["label_fr", "label_en", "kind"]].values.tolist() == [
        ["langage Haskell", "Haskell", "knowledge"],
        ["", "Go", "knowledge"],
    ]


def test_two_languages_installed(zipped, esco_files, home):
    install([zipped(f"ESCO v1.1.1 {lang}.zip", files) for lang, files in esco_files.items()], home)
    joined = installed_esco(home).skills.set_index("uri")
    assert len(joined) == 13_201
    assert joined.iloc[0][["label_fr", "label_en"]].tolist() == ["", "manage the stock of parts 0"]
    assert joined.iloc[5].to_dict() == {
        "label_fr": "gérer la réserve de pièces 5",
        "label_en": "manage the stock of parts 5",
        "alt_fr": "fr 5\nautre fr 5",
        "alt_en": "en 5\nautre en 5",
        "description_fr": "description fr 5",
        "description_en": "description en 5",
        "kind": "skill/competence",
    }
    assert joined.iloc[-1]["label_en"] == ""


@pytest.mark.parametrize(("lang", "absent"), [("fr", "en"), ("en", "fr")])
def test_one_language_installed_leaves_the_other_empty(zipped, esco_files, home, lang, absent):
    install([zipped("ESCO v1.1.1.zip", esco_files[lang])], home)
    skills_ = installed_esco(home).skills
    assert (skills_[f"label_{absent}"] == "").all()
    assert (skills_[f"label_{lang}"] != "").all()
    assert set(skills_["kind"]) == {"skill/competence", "knowledge"}


def test_relations_come_from_the_language_that_has_them(zipped, esco_files, home):
    paths = [
        zipped("ESCO v1.1.1 en.zip", esco_files["en"]),
        zipped("ESCO v1.2.0 fr.zip", esco_files["fr"]),
    ]
    install(paths, home)
    release, relations = esco_relation(home, "occupation_skills")
    assert (release.version, release.lang) == ("1.1.1", "en")
    assert list(relations) == ["occupation", "skill", "relation"]
    assert len(relations) == release.rows["occupation_skills"]


def test_relation_that_nobody_installed_is_none(zipped, esco_files, home):
    install([zipped("ESCO v1.1.1.zip", esco_files["fr"])], home)
    assert esco_relation(home, "occupation_skills") is None
