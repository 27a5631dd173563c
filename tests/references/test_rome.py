"""The official ROME files made tidy."""

from __future__ import annotations

import pandas as pd
import pytest

from planner.references.rome import tidy


@pytest.fixture
def raw() -> dict[str, pd.DataFrame]:
    """Two fiches, one of them born of the other, with every kind of item."""
    tables = {
        "occupations": {
            "code_rome": ["A1101", "A1102"],
            "code_ogr": ["6", "7"],
            "libelle_rome": [
                "Conducteur / Conductrice d'engins agricoles",
                "Conducteur / Conductrice d'abatteuse ",
            ],
            "code_rome_parent": ["A1101", "A1101"],
        },
        "appellations": {
            "code_ogr": ["10"],
            "libelle_appellation_long": ["Tractoriste / Tractoriste agricole"],
            "libelle_appellation_court": ["Tractoriste"],
            "code_rome": ["A1101"],
        },
        "competences": {"code_ogr": ["100", "101"], "libelle_competence": ["Abattre un arbre", "Labourer"]},
        "savoirs": {"code_ogr_savoir": ["200"], "libelle_savoir": ["Agronomie"]},
        "links": {
            "code_rome": ["A1101", "A1101", "A1102", "A1102", "A1101"],
            "code_compo_bloc": ["5", "5", "5", "6", "1"],
            "code_ogr": ["101", "200", "100", "900", "6"],
        },
        "coherence": {
            "code_rome": ["A1101", "A1101", "A1102"],
            "code_ogr": ["101", "200", "100"],
            "coeur_metier": ["Principale", "", "Émergente"],
        },
        "texts": {
            "code_rome": ["A1101"] * 4,
            "libelle_type_texte": ["acces_metier", "definition", "definition", "autre"],
            "position_phrase": ["1", "10", "2", "1"],
            "libelle_texte": ["Accessible sans diplôme.", "Entretient l''outillage.", "Laboure.", "Rien."],
        },
    }
    return {name: pd.DataFrame(table, dtype="str") for name, table in tables.items()}


def test_fiches_have_domain_and_parent(raw):
    occupations = tidy(raw)["occupations"]
    assert occupations.to_dict("records")[1] == {
        "rome": "A1102",
        "label": "Conducteur / Conductrice d'abatteuse",
        "domain": "A11",
        "grand_domaine": "A",
        "parent_v3": "A1101",
    }


def test_fiches_are_their_own_parent_in_releases_that_state_none(raw):
    raw["occupations"] = raw["occupations"].drop(columns="code_rome_parent")
    assert tidy(raw)["occupations"]["parent_v3"].tolist() == ["A1101", "A1102"]


def test_competences_and_savoirs_stand_in_one_table(raw):
    skills = tidy(raw)["skills"].set_index("ogr")
    assert skills["kind"].to_dict() == {"100": "competence", "101": "competence", "200": "savoir"}
    assert skills.loc["200", "label"] == "Agronomie"


def test_links_keep_skills_only_and_say_which_are_core(raw):
    links = tidy(raw)["occupation_skills"]
    assert links.values.tolist() == [
        ["A1101", "101", True, "Principale"],
        ["A1101", "200", False, ""],
        ["A1102", "100", True, "Émergente"],
    ]


def test_texts_are_joined_in_reading_order_with_single_apostrophes(raw):
    texts = tidy(raw)["texts"].set_index("rome")["text"]
    assert texts["A1101"] == "Laboure.\nEntretient l'outillage.\nAccessible sans diplôme."


def test_sentence_without_a_place_is_read_last(raw):
    raw["texts"].loc[2, "position_phrase"] = "?"
    texts = tidy(raw)["texts"].set_index("rome")["text"]
    assert texts["A1101"] == "Entretient l'outillage.\nLaboure.\nAccessible sans diplôme."


def test_appellations_have_both_forms(raw):
    assert tidy(raw)["appellations"].to_dict("records") == [
        {"ogr": "10", "rome": "A1101", "label": "Tractoriste / Tractoriste agricole", "short": "Tractoriste"}
    ]


def test_raw_tables_are_not_modified(raw):
    before = {name: table.copy() for name, table in raw.items()}
    tidy(raw)
    for name, table in raw.items():
        pd.testing.assert_frame_equal(table, before[name])
