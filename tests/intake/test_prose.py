"""A catalogue that calls its columns as it likes: the texts are found, what is not read is said."""

from __future__ import annotations

import pytest

from planner.intake import check_catalogue, read_catalogue
from tests.intake.conftest import SmallTerritories, csv_bytes

PROSE = "Rédiger des consignes claires, vérifier les réponses, protéger les données."


def checked(*rows: list[str]):
    return check_catalogue(csv_bytes(rows), "c.csv", SmallTerritories())


def test_column_of_sentences_stands_for_the_content_and_is_told():
    check = checked(["Titre", "Baratin", "Salle", "Organisme"], ["Excel", PROSE, "B12", "OF"])
    [told] = [p for p in check.problems if p.rule == "colonne-lue-comme"]
    assert (told.cells, told.message) == (("B1",), "Colonne lue comme « Contenu », d'après ses textes.")
    assert not [p for p in check.problems if p.rule == "contenu-absent"]


def test_named_content_is_never_replaced_by_longer_texts():
    check = checked(["Titre", "Objectifs", "Baratin", "Organisme"], ["Excel", "Calculer.", PROSE, "OF"])
    assert not [p for p in check.problems if p.rule == "colonne-lue-comme"]
    assert "colonnes non lues : « Baratin »" in check.detected


@pytest.mark.parametrize(
    "heading", ["Prérequis", "Conditions d'accès", "Modalités d'évaluation", "Remarques internes"]
)
def test_long_texts_of_another_subject_are_no_content(heading):
    check = checked(["Titre", heading, "Organisme"], ["Excel", PROSE, "OF"])
    assert [p.rule for p in check.problems if p.severity == "à corriger"] == ["contenu-absent"]


@pytest.mark.parametrize(
    "text", ["B12", "https://exemple.fr/formations/intelligence-artificielle/session-1", ""]
)
def test_codes_and_addresses_are_no_prose(text):
    check = checked(["Titre", "Fiche interne", "Organisme"], ["Excel", text, "OF"])
    [told] = [p for p in check.problems if p.rule == "contenu-absent"]
    assert told.fix.endswith("(colonnes non lues : « Fiche interne »).")


def test_absent_provider_column_is_told_once_with_the_columns_that_may_hold_it():
    check = checked(["Titre", "Objectifs", "Boîte"], *[[f"Cours {i}", PROSE, "OF"] for i in range(30)])
    [told] = [p for p in check.problems if p.rule == "organisme-absent"]
    assert (len(told.rows), told.message) == (30, "Aucune colonne ne dit l'organisme.")
    assert "« Boîte »" in told.fix


def test_titled_row_with_codes_only_goes_in():
    check = checked(
        ["Titre", "Objectifs", "ROME", "Durée"], ["BTS Bâtiment", "", "F1106", "1350 h"], ["BTS", "", "", ""]
    )
    assert (check.rows_read, check.rows_usable) == (2, 1)


def test_rows_equal_but_for_their_code_are_one_course_with_both_codes():
    rows = [
        ["Titre", "Objectifs", "Organisme", "ROME"],
        ["Excel", PROSE, "OF", "M1805"],
        ["Excel", PROSE, "OF", "M1405"],
    ]
    check = checked(*rows)
    assert check.rows_usable == 1
    [told] = [p for p in check.problems if p.rule == "ligne-en-double"]
    assert told.message.endswith("avec les codes des deux lignes.")


def test_certification_named_in_words_is_no_faulty_code():
    check = checked(
        ["Titre", "Objectifs", "Organisme", "Certification"], ["Excel", PROSE, "OF", "Titre professionnel"]
    )
    assert not [p for p in check.problems if p.column == "Certification"]


def test_name_given_for_the_file_stands_where_the_row_says_none():
    rows = [["Titre", "Objectifs", "Organisme"], ["Excel", PROSE, ""], ["Word", PROSE, "Autre"]]
    intake = read_catalogue(csv_bytes(rows), "c.csv", SmallTerritories(), provider=" Atelier ")
    assert list(intake.frame["provider"]) == ["Atelier", "Autre"]
    assert not [p for p in intake.problems if p.rule == "organisme-absent"]
