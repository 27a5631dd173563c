"""The page Écosystème: presence by its stated rule, « ? » where nothing is known, a register brought and removed."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from planner.references import load_references
from planner.store import list_imports, load_table
from planner.web import data, uploads
from tests.web.conftest import OpenPage, said, unfolded

TABS, REGISTER = "onglets-ecosysteme", "Registre des acteurs"
PATH = "ecosysteme"
TEXT = "Nom;Maillon;Commune;SIRET;Source\n{rows}"
GOOD = "Atelier A;éditeurs;Laval;;annuaire\nAtelier B;éditeurs;Laval;73282932000074;annuaire\nAtelier C;modeles;Nantes;;annuaire\n"


def keep(home: Path, text: str, name: str = "registre.csv") -> uploads.Outcome:
    return uploads.keep(uploads.read("actors", name, text.encode(), load_references(home)))


def marks(app: AppTest) -> dict[tuple[str, str], str]:
    """(link, territory) → presence, from the table under the chart."""
    unfolded(app, "pli-présence par maillon")
    table = next(frame.value for frame in app.dataframe if "presence" in frame.value)
    return {(row.link_label, row.territory): row.presence for row in table.itertuples(index=False)}


def test_rule_and_estimate_of_users_are_on_screen(open_page: OpenPage) -> None:
    app = open_page(PATH)
    text = said(app)
    assert not app.exception and not app.error
    assert "+ à partir de 1, ++ à partir de 3 et +++ à partir de 10 acteurs" in text
    assert "« ? » : le registre ne dit rien du maillon" in text
    assert "personnes travaillent dans une organisation qui utilise l'IA (de " in text
    found = marks(app)
    assert found[("Services d'accompagnement des organisations", "Région")] == "+++"
    assert found[("Créateurs de modèles de fondation", "Sarthe")] == "?"


def test_department_filter_keeps_the_region_beside_it(open_page: OpenPage) -> None:
    app = open_page(PATH, dept="72")
    assert {territory for _, territory in marks(app)} == {"Région", "Sarthe"}


def test_sector_filter_is_said_not_to_apply(open_page: OpenPage) -> None:
    app = open_page(PATH, secteur="sante-social")
    assert any("seul le filtre du département" in warning.value for warning in app.warning)


def test_imported_register_takes_the_place_of_the_fictional_one(home: Path, open_page: OpenPage) -> None:
    assert "3 lignes utilisables" in uploads.read(
        "actors", "registre.csv", TEXT.format(rows=GOOD).encode(), load_references(home)
    ).sentence.replace("\u00a0", " ")
    assert keep(home, TEXT.format(rows=GOOD)).kept
    app = open_page(PATH)
    assert not app.exception
    found = marks(app)
    assert found[("Éditeurs de logiciels intégrant l'IA", "Mayenne")] == "+"
    assert found[("Éditeurs de logiciels intégrant l'IA", "Sarthe")] == "0"
    assert found[("Services d'accompagnement des organisations", "Région")] == "?"
    app.session_state[TABS] = REGISTER
    app.run()
    assert "registre.csv" in said(app)
    assert next(f.value for f in app.dataframe if "actor" in f.value)["actor"].tolist() == [
        "Atelier C", "Atelier A", "Atelier B",
    ]  # fmt: skip


def test_own_postings_without_a_register_leave_every_mark_unknown(home: Path, open_page: OpenPage) -> None:
    postings = uploads.read(
        "postings",
        "offres.csv",
        b"id;titre;description;dept\n1;Data scientist;Python;44\n",
        load_references(home),
    )
    assert uploads.keep(postings).kept
    app = open_page(PATH)
    assert not app.exception
    assert set(marks(app).values()) == {"?"}
    assert "Aucun registre d'acteurs : la présence reste « ? »" in said(app)
    app.session_state[TABS] = REGISTER
    app.run()
    assert "la présence des maillons reste « ? »" in said(app) and "Aucun acteur dans ce périmètre" in said(
        app
    )


def test_faults_of_a_register_are_all_said_and_usable_rows_kept(home: Path) -> None:
    rows = GOOD + "Sans maillon;boulangerie;Laval;;\n;éditeurs;Laval;;\nMauvais SIRET;éditeurs;Laval;123;\n"
    outcome = keep(home, TEXT.format(rows=rows))
    assert outcome.kept
    assert {problem.rule for problem in outcome.problems} == {"maillon-inconnu", "acteur-sans-nom", "siret"}
    assert all(problem.cells and problem.fix for problem in outcome.problems)
    assert len(load_table(data.database(), "actors")) == 4


def test_register_without_a_usable_row_changes_nothing(home: Path) -> None:
    outcome = keep(home, TEXT.format(rows="A;boulangerie;Laval;;\n"))
    assert not outcome.kept and "Aucune ligne utilisable" in outcome.sentence
    assert list_imports(data.database()).empty


def test_later_register_corrects_an_actor_of_an_earlier_one(home: Path) -> None:
    keep(home, TEXT.format(rows=GOOD))
    keep(home, TEXT.format(rows="Atelier A;utilisateurs;Laval;;enquête\n"), "correction.csv")
    kept = load_table(data.database(), "actors").set_index("name")
    assert kept.loc["Atelier A", "link"] == "utilisateurs" and len(kept) == 3


def test_register_removed_gives_the_screen_back_its_example(home: Path, open_page: OpenPage) -> None:
    keep(home, TEXT.format(rows=GOOD))
    app = open_page(PATH)
    app.session_state[TABS] = REGISTER
    app.run()
    next(button for button in app.button if button.label == "Retirer").click().run()
    assert not app.exception
    assert "des acteurs fictifs tiennent lieu d'exemple" in said(app)


def test_template_has_the_seven_links(home: Path) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(uploads.actors_template(load_references(home).links)))
    words = {cell.value for row in workbook["Mode d'emploi"] for cell in row}
    assert {
        "Utilisateurs",
        "Créateurs de modèles de fondation",
        "Équipements en puissance de calcul",
    } <= words


@pytest.mark.parametrize("link", ["éditeurs", "Services d'accompagnement"])
def test_import_of_the_same_register_again_changes_nothing(home: Path, link: str) -> None:
    text = TEXT.format(rows=f"A;{link};Laval;;\n")
    keep(home, text)
    assert "déjà importé" in keep(home, text, "copie.csv").sentence
    assert len(list_imports(data.database())) == 1


def test_page_speaks_english(open_page: OpenPage) -> None:
    app = open_page(PATH, langue="en")
    assert app.title[0].value == "Ecosystem" and "Rule (assumption)" in said(app)
