"""Each page, with the demonstration and when something refuses: what a person reads."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from planner.web.navigation import SECTIONS
from tests.web.conftest import OpenPage, said

ENTRIES = [entry for entries in SECTIONS.values() for entry in entries if not entry.signed]
PATHS = [entry.path for entry in ENTRIES]
# A sentence that only that page says, on the demonstration.
SAYS = {
    "accueil": "Ce que disent les données",
    "ecarts": "D'où vient le chiffre",
    "territoires": "Ce qui fait la différence avec la région",
    "ecosysteme": "Règle (hypothèse)",
    "besoins": "Les besoins un par un",
    "plan": "Le classement entier",
    "rapport": "Aperçu de la synthèse",
    "offres": "Cliquez à gauche d'une ligne pour lire l'offre",
    "catalogue": "le seul mot « IA » ne dit pas ce qu'on apprend",
    "referentiels": "Référentiels utilisés",
    "methode": "Ce que l'outil ne dit pas",
}


@pytest.mark.parametrize("path", PATHS)
def test_page_on_the_demonstration_says_so_and_what_it_is_for(open_page: OpenPage, path: str) -> None:
    app = open_page(path)
    text = said(app)
    assert not app.exception and not app.error
    assert app.title[0].value == next(entry.title for entry in ENTRIES if entry.path == path)
    assert "aucun chiffre ne décrit la région réelle" in text
    assert "Référentiels, extraits fournis : ROME 4.0" in text
    assert "Périmètre : toute la région" in text
    assert SAYS[path] in text


@pytest.mark.parametrize("path", PATHS)
def test_page_with_a_damaged_release_says_which_and_what_to_do(
    home: Path, open_page: OpenPage, path: str
) -> None:
    damaged = home / "references" / "rome-60"
    damaged.mkdir(parents=True)
    (damaged / "manifest.json").write_text("{", encoding="utf-8")
    app = open_page(path)
    assert not app.exception
    assert "rome-60" in said(app) and "Installez de nouveau" in said(app)
    repairs = [button for button in app.button if button.label == "Installer"]
    assert bool(repairs) == (path == "referentiels")


@pytest.mark.parametrize("path", PATHS)
def test_page_without_a_database_says_what_to_check(
    open_page: OpenPage, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANNER_DATABASE_URL", "pas une adresse")
    app = open_page(path)
    assert not app.exception
    assert "PLANNER_DATABASE_URL" in said(app)


@pytest.mark.parametrize(
    "path",
    ["accueil", "ecarts", "territoires", "ecosysteme", "besoins", "plan", "rapport", "offres", "catalogue"],
)
def test_page_obeys_the_filters_of_the_link(open_page: OpenPage, path: str) -> None:
    app = open_page(path, dept="53", couche="4,5")
    assert not app.exception
    assert "département : Mayenne ; couches : Comprendre et Cadrer" in said(app)
    assert app.query_params["dept"] == "53"


@pytest.mark.parametrize("path", PATHS)
def test_page_with_filters_that_keep_nothing_stands(open_page: OpenPage, path: str) -> None:
    app = open_page(path, dept="53", secteur="naval-aero", public="initial", couche="6", axe="environnement")
    assert not app.exception and not app.error


def test_link_with_unknown_values_says_what_it_ignores(open_page: OpenPage) -> None:
    app = open_page("methode", dept="53,75", budget="beaucoup", renewal_rate="7")
    text = said(app)
    assert "département : Mayenne" in text
    for refused in ("dept = 75", "budget = beaucoup", "renewal_rate = 7"):
        assert refused in text


def test_home_figures_are_those_of_the_report(open_page: OpenPage) -> None:
    home, report = open_page("accueil", dept="44"), open_page("rapport", dept="44")
    served = next(metric.value for metric in home.metric if metric.label == "Demande servie")
    lines = report.table[0].value.set_index("Chiffre")["Valeur"]
    assert lines["Demande servie"] == served


def test_budget_keeps_fewer_actions_and_stands_in_the_address(open_page: OpenPage) -> None:
    app = open_page("plan")
    everything = _metric(app, "Actions retenues")
    app.number_input[0].set_value(50_000.0)
    next(button for button in app.button if button.label == "Recalculer").click()
    app.run()
    assert not app.exception
    assert _metric(app, "Actions retenues") < everything
    assert app.query_params["budget"] == "50000"


def test_skill_of_the_link_opens_its_card(open_page: OpenPage) -> None:
    app = open_page("ecarts", competence="IA301")
    assert app.selectbox(key="compétence").value == "IA301"
    assert "Les quatre signaux voient en partie les mêmes personnes" in said(app)


def test_searching_a_skill_shows_its_card(open_page: OpenPage) -> None:
    app = open_page("referentiels")
    app.text_input(key="recherche").input("prompt").run()
    assert not app.exception
    assert "Mots reconnus" in said(app) and "Niveau 4" in said(app)
    tables: list[pd.DataFrame] = [frame.value for frame in app.dataframe]
    found = next(table for table in tables if "matched" in table)
    assert found["matched"].str.contains("prompt", case=False).all()


def test_skill_card_tells_what_comes_before_where_it_serves_and_who_carries_it(open_page: OpenPage) -> None:
    app = open_page("referentiels")
    app.text_input(key="recherche").input("IA329").run()
    for tab, words in (
        ("Parcours", "Reconnaître ce qui relève de l'intelligence artificielle"),
        ("Usages par secteur", "Anticiper la panne d'une ligne de conditionnement"),
        ("Offres qui la demandent", ""),
        ("Formations qui l'enseignent", ""),
    ):
        app.session_state["fiche-referentiel"] = tab
        app.run()
        assert not app.exception
        assert words in said(app), tab
    assert any("evidence" in frame.value for frame in app.dataframe)


def _metric(app: AppTest, label: str) -> int:
    value = next(metric.value for metric in app.metric if metric.label == label)
    return int("".join(sign for sign in value if sign.isdigit()))


def test_open_tab_stands_in_the_address_and_comes_back(open_page: OpenPage) -> None:
    app = open_page("offres", onglet="2")
    assert "Collez une offre" in said(app)
    assert app.query_params["onglet"] == "2"
    app.session_state["onglets-offres"] = "Offres lues"
    assert "onglet" not in app.run().query_params


def test_tab_that_does_not_exist_opens_the_first(open_page: OpenPage) -> None:
    for said_of in ("9", "0", "-1", "²", "x"):
        app = open_page("ecosysteme", onglet=said_of)
        assert not app.exception and "onglet" not in app.query_params


def test_english_says_findings_skills_and_sectors_and_leaves_files_in_french(open_page: OpenPage) -> None:
    home = said(open_page("accueil", langue="en", secteur="sante-social"))
    assert "Training places meet" in home and "Scope: sector: Health" in home
    lines = open_page("ecarts", langue="en").dataframe[0].value
    assert "Explain the role of data in an AI system" in set(lines["label"])
    assert "4 Understand" in set(lines["layer_label"])
    preview = open_page("rapport", langue="en")
    assert not preview.exception and not preview.error
