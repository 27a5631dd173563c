"""A register of actors: links recognised by their words, places resolved, faults named."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from planner.intake import IntakeError, read_actors, short_link, write_actors_template

LINKS = {
    "modeles": "Créateurs de modèles de fondation",
    "deploiement": "Services de déploiement des modèles et d'application",
    "accompagnement": "Services d'accompagnement des organisations",
    "editeurs": "Éditeurs de logiciels intégrant l'IA",
    "utilisateurs": "Utilisateurs : entreprises, administrations, associations, individus",
}


class Towns:
    def dept_of(self, text: str) -> str:
        return {"44": "44", "Laval": "53"}.get(text, "")


def read(text: str):
    return read_actors(text.encode(), "acteurs.csv", Towns(), LINKS)


def test_links_are_read_by_their_words() -> None:
    intake = read(
        "Nom;Maillon;Commune\nOrganisme A;Services d'accompagnement;Laval\nOrganisme B;éditeur de logiciels;\n"
    )
    assert intake.frame["link"].tolist() == ["accompagnement", "editeurs"]
    assert intake.frame["dept"].tolist() == ["53", ""]
    assert [p.rule for p in intake.problems] == ["departement-inconnu", "maillon-deviné"]
    assert "« Éditeurs de logiciels intégrant l'IA »" in intake.problems[1].message


def test_unknown_link_leaves_the_row_out_and_says_which_links_exist() -> None:
    intake = read("Nom;Maillon;Dept\nA;Accompagnement;44\nB;Boulangerie;44\n")
    assert intake.frame["name"].tolist() == ["A"]
    assert intake.problems[0].cells == ("B3",) and "sept maillons" in intake.problems[0].fix


def test_register_without_link_column_is_refused() -> None:
    with pytest.raises(IntakeError, match="maillon"):
        read("Nom;Commune\nA;Laval\n")


def test_words_of_two_links_name_neither() -> None:
    with pytest.raises(IntakeError, match="Maillon de la chaîne de valeur non reconnu"):
        read("Nom;Maillon;Dept\nA;Services;44\n")


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("modeles", "modeles"),
        ("MODÈLES", "modeles"),
        ("Services d'accompagnement", "accompagnement"),
        ("Utilisateurs", "utilisateurs"),
        ("Utilisateur", "utilisateurs"),
        ("Editeur de logiciel", "editeurs"),
        ("Service de déploiement", "deploiement"),
    ],
)
def test_link_is_known_by_id_label_first_words_or_likeness(written: str, link: str) -> None:
    assert read(f"Nom;Maillon;Dept\nA;{written};44\n").frame["link"].tolist() == [link]


def test_wrong_siret_is_said_and_the_actor_still_counts() -> None:
    intake = read("Nom;Maillon;Dept;SIRET\nA;editeurs;44;12345678901234\nB;editeurs;44;73282932000074\n")
    assert intake.frame["siret"].tolist() == ["", "73282932000074"]
    assert intake.frame["actor_id"].tolist() == ["A", "73282932000074"]
    assert [(p.rule, p.cells) for p in intake.problems] == [("siret", ("D2",))]


def test_same_actor_of_same_link_and_place_counts_once_and_of_two_links_twice() -> None:
    intake = read(
        "Nom;Maillon;Dept\nA;editeurs;44\nA;Utilisateurs;44\na;éditeurs;44\nA;editeurs;53\n".replace(
            ";53", ";Laval"
        )
    )
    assert intake.frame[["link", "dept"]].to_numpy().tolist() == [
        ["editeurs", "44"],
        ["utilisateurs", "44"],
        ["editeurs", "53"],
    ]
    assert [p.message for p in intake.problems] == [
        "Acteur déjà lu à la ligne 2, pour le même maillon et au même lieu : il compte une fois."
    ]


def test_template_filled_reads_back_without_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "modele.xlsx"
    write_actors_template(path, LINKS)
    workbook = openpyxl.load_workbook(path)
    table = workbook["Acteurs"]
    headings = [cell.value for cell in table[1]]
    for label in LINKS.values():
        row = {"Nom": f"Organisme {label}", "Maillon": short_link(label), "Commune": "Laval"}
        table.append([row.get(heading, "") for heading in headings])
    workbook.save(path)
    intake = read_actors(path, path.name, Towns(), LINKS)
    assert intake.frame["link"].tolist() == list(LINKS)
    assert intake.problems == []


def test_template_proposes_the_seven_links_and_refuses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "modele.xlsx"
    write_actors_template(path, LINKS)
    workbook = openpyxl.load_workbook(path)
    choice = workbook["Acteurs"].data_validations.dataValidation[0]
    sheet, cells = choice.formula1.rsplit("!", 1)
    listed = [cell.value for (cell,) in workbook[sheet.strip("'").replace("''", "'")][cells.replace("$", "")]]
    assert listed == [short_link(label) for label in LINKS.values()]
    assert not choice.showErrorMessage
