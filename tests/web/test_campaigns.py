"""A kept campaign is shown again: its files, its parameters, its budget, on every page, by the filter bar or a link."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from planner.references import load_references
from planner.store import forget_import
from planner.web import data, uploads
from planner.web.state import Key
from tests.web.conftest import OpenPage, said

CATALOGUE = "Intitulé;Organisme;Objectifs\n{};Organisme A;Rédiger des prompts efficaces\n"


def bring(home: Path, title: str) -> None:
    file = uploads.read("catalogue", f"{title}.csv", CATALOGUE.format(title).encode(), load_references(home))
    assert uploads.keep(file).kept


def keep_as(app: AppTest, name: str) -> None:
    app.text_input(key=Key.CAMPAIGN).set_value(name).run()
    next(button for button in app.button if button.label == "Garder cette campagne").click().run()
    assert not app.exception


def courses(app: AppTest) -> list[str]:
    return app.dataframe[0].value["title"].tolist()


def test_campaign_gives_back_its_files_its_parameters_and_its_budget(home: Path, open_page: OpenPage) -> None:
    bring(home, "Rédiger des prompts")
    keep_as(open_page("rapport", budget="90000", horizon_years="3"), "2026")
    bring(home, "Écrire des consignes")
    assert courses(open_page("catalogue")) == ["Écrire des consignes"]
    app = open_page("catalogue")
    app.selectbox(key=Key.SHOWN_CAMPAIGN).set_value("2026").run()
    assert courses(app) == ["Rédiger des prompts"]
    assert "Campagne « 2026 », gardée le" in said(app) and "recomptée" not in said(app)
    assert {name: app.query_params[name] for name in ("campagne", "budget", "horizon_years")} == {
        "campagne": "2026", "budget": "90000", "horizon_years": "3",
    }  # fmt: skip
    app.selectbox(key=Key.SHOWN_CAMPAIGN).set_value("").run()
    assert courses(app) == ["Écrire des consignes"]
    assert "budget" not in app.query_params


def test_link_shows_the_campaign_and_the_report_bears_its_name(home: Path, open_page: OpenPage) -> None:
    keep_as(open_page("rapport"), "2026")
    bring(home, "Rédiger des prompts")
    app = open_page("accueil", campagne="2026")
    assert "Données de démonstration" in said(app) and "Campagne « 2026 »" in said(app)
    unknown = open_page("accueil", campagne="1999")
    assert "« campagne = 1999 »" in said(unknown)


def test_other_budget_on_a_campaign_is_said(home: Path, open_page: OpenPage) -> None:
    keep_as(open_page("rapport"), "2026")
    app = open_page("plan", campagne="2026", budget="1000")
    assert "paramètres ou budget changés à l'écran" in said(app)


def test_campaign_whose_files_are_removed_says_so_and_leaves_a_way_out(
    home: Path, open_page: OpenPage
) -> None:
    bring(home, "Rédiger des prompts")
    keep_as(open_page("rapport"), "2026")
    forget_import(data.database(), int(data.imports().at[0, "id"]), data.imports().at[0, "kind"])
    app = open_page("ecarts", campagne="2026")
    assert not app.exception
    assert "1 fichier dont elle se servait" in said(app)
    app.selectbox(key=Key.SHOWN_CAMPAIGN).set_value("").run()
    assert not app.error
