"""A register of actors: links recognised by their words, places resolved, faults named."""

from __future__ import annotations

import pytest

from planner.intake import IntakeError, read_actors

LINKS = {
    "accompagnement": "Services d'accompagnement des organisations",
    "editeurs": "Éditeurs de logiciels intégrant l'IA",
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
    assert [p.rule for p in intake.problems] == ["departement-inconnu"]


def test_unknown_link_leaves_the_row_out_and_says_which_links_exist() -> None:
    intake = read("Nom;Maillon;Dept\nA;Accompagnement;44\nB;Boulangerie;44\n")
    assert intake.frame["name"].tolist() == ["A"]
    assert intake.problems[0].cells == ("B3",) and "sept maillons" in intake.problems[0].fix


def test_register_without_link_column_is_refused() -> None:
    with pytest.raises(IntakeError, match="maillon"):
        read("Nom;Commune\nA;Laval\n")
