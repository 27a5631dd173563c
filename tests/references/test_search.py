"""The search box of the references."""

from __future__ import annotations

import pandas as pd
import pytest

from planner import columns
from planner.references.search import EXACT, NEAR_SPELLING, fold, search_occupations, search_skills

ESCO = (
    columns.ESCO_SKILLS.frame(
        [
            {
                "uri": "1",
                "label_fr": "apprentissage automatique",
                "label_en": "machine learning",
                "alt_fr": "",
                "alt_en": "ML",
            },
            {
                "uri": "2",
                "label_fr": "utiliser l’apprentissage automatique",
                "label_en": "utilise machine learning",
            },
            {"uri": "3", "label_fr": "logiciel d’IAO", "label_en": "CAE software"},
            {
                "uri": "4",
                "label_fr": "principes de l’intelligence artificielle",
                "label_en": "",
                "alt_fr": "IA\nbases de l’IA",
            },
            {"uri": "5", "label_fr": "mise en œuvre d’une politique", "label_en": ""},
            {"uri": "6", "label_fr": "", "label_en": "pruning (éléagage)"},
        ]
    )
    .astype(object)
    .fillna("")
)
OCCUPATIONS = columns.OCCUPATIONS.frame(
    [{"rome": "M1405", "label": "Data scientist"}, {"rome": "M1401", "label": "Enquêteur / Enquêtrice"}]
)
APPELLATIONS = columns.APPELLATIONS.frame(
    [
        {"ogr": "1", "rome": "M1405", "label": "Ingénieur / Ingénieure big data"},
        {"ogr": "2", "rome": "M1405", "label": "Data scientist"},
        {"ogr": "3", "rome": "Z9999", "label": "Fiche absente"},
    ]
)


def uris(query: str, limit: int = 20) -> list[str]:
    return search_skills(ESCO, query, limit)["uri"].tolist()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("apprentissage automatique", ["1", "2"]),
        ("automatique apprentissage", ["1", "2"]),
        ("MACHINE  learn", ["1", "2"]),
        ("ml", ["1"]),
        ("mise en oeuvre", ["5"]),
        ("Élĕagage", ["6"]),
        ("pprentissage", ["1", "2"]),
        ("inconnu au bataillon", []),
        ("", []),
        ("   ", []),
        ("(", []),
        ("(élé", ["6"]),
        ("d’IAO", ["3"]),
    ],
)
def test_query_finds(query, expected):
    assert uris(query) == expected


def test_exact_label_scores_highest_and_says_which_label_answered():
    first = search_skills(ESCO, "Machine Learning").iloc[0]
    assert (first["matched"], first["score"]) == ("machine learning", EXACT)


def test_whole_word_comes_before_a_word_that_begins_so():
    assert uris("IA") == ["4", "3"]


def test_typing_error_is_forgiven_under_every_right_spelling():
    found = search_skills(ESCO, "inteligense artificielle")
    assert found["uri"].tolist() == ["4"]
    assert found["score"].iloc[0] <= NEAR_SPELLING[1]


def test_limit_and_one_row_a_skill():
    assert uris("apprentissage", limit=1) == ["1"]
    assert not search_skills(ESCO, "ia")["uri"].duplicated().any()


@pytest.mark.parametrize("query", ["data scientist", "big data", "M1405", "m1405", "ingenieure"])
def test_occupation_is_found_by_label_appellation_or_code(query):
    found = search_occupations(OCCUPATIONS, APPELLATIONS, query)
    assert found["rome"].tolist() == ["M1405"]


def test_code_begun_finds_its_domain():
    assert set(search_occupations(OCCUPATIONS, APPELLATIONS, "M14")["rome"]) == {"M1405", "M1401"}


def test_any_table_of_skills_can_be_searched():
    rome = columns.ROME_SKILLS.frame([{"ogr": "7", "label": "Labourer un champ", "kind": "competence"}])
    assert search_skills(rome, "champ")["ogr"].tolist() == ["7"]


def test_empty_table_finds_nothing():
    assert search_skills(columns.ESCO_SKILLS.frame(), "ia").empty


def test_table_without_label_is_refused():
    with pytest.raises(KeyError, match="aucune colonne de libellé"):
        search_skills(pd.DataFrame({"code": ["1"]}), "ia")


def test_search_does_not_depend_on_the_index_nor_modify_the_table():
    shuffled = ESCO.iloc[::-1]
    before = shuffled.copy()
    assert search_skills(shuffled, "ml")["uri"].tolist() == ["1"]
    pd.testing.assert_frame_equal(shuffled, before)


def test_fold():
    assert fold("Œuvre d’ÉTÉ") == "oeuvre d'ete"
