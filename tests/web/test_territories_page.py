"""The page Secteurs et territoires: the figures of the report, on a map, in sentences, on cards, by hearing."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from planner import french
from planner.report import by_axis, cards_in_scope, disparities_in_scope, strengths_in_scope
from planner.results import Results
from planner.web import work
from tests.web.conftest import OpenPage, said, unfolded

TABS = "onglets-territoires"
PATH = "territoires"


def on_tab(open_page: OpenPage, name: str, **query: str) -> AppTest:
    app = open_page(PATH, **query)
    app.session_state[TABS] = name
    return app.run()


def shown() -> Results:
    """The results of the page just opened, from the server's memory."""
    runs = work._shelves().runs
    return next(reversed(runs._items.values()))


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_map_names_the_lowest_and_highest_and_each_department_says_why(open_page: OpenPage) -> None:
    app = open_page(PATH)
    text = said(app)
    assert not app.exception and not app.error
    lines = disparities_in_scope(shown()).sort_values("missing_per_1000")
    lowest, highest = lines.iloc[0], lines.iloc[-1]
    assert (
        f"le manque va de {french.number(lowest['missing_per_1000'])} ({lowest['label']}) "
        f"à {french.number(highest['missing_per_1000'])} ({highest['label']})"
    ) in text
    for line in lines.itertuples(index=False):
        assert f"**{line.label}**, indice {french.number(line.index)}" in text
        assert spaced(line.driver[1:]) in text
    assert "Contours simplifiés" in text


@pytest.mark.parametrize("indicator", ["coverage", "in_person_per_1000", "reliability"])
def test_every_indicator_draws_its_map(open_page: OpenPage, indicator: str) -> None:
    app = open_page(PATH)
    first = app.subheader[0].value
    app.segmented_control[0].set_value(indicator).run()
    assert not app.exception
    assert app.subheader[0].value != first


def test_map_of_one_department_gives_its_value_alone(open_page: OpenPage) -> None:
    app = open_page(PATH, dept="53")
    title = app.subheader[0].value
    assert title.startswith("Mayenne") and "Sarthe" not in title
    assert not any("Sarthe" in element.value for element in app.markdown)


def test_strengths_are_those_that_passed_their_test(open_page: OpenPage) -> None:
    app = on_tab(open_page, "Forces et faiblesses")
    text = said(app)
    assert not app.exception
    lines = strengths_in_scope(shown())
    assert len(lines)
    for (scope, verdict), group in lines.groupby(["scope", "verdict"]):
        assert spaced(group["sentence"].iloc[0]) in text, (scope, verdict)
    assert len(unfolded(app, "pli-forces").dataframe[0].value) == len(lines)
    assert "sort de l'intervalle" in text


def test_scope_without_strength_says_so(open_page: OpenPage) -> None:
    app = on_tab(
        open_page, "Forces et faiblesses", dept="53", secteur="naval-aero", public="initial", couche="6"
    )
    assert not app.exception
    assert "Aucun écart" in said(app)


def test_card_shows_the_figures_of_the_report_and_says_what_is_completed(open_page: OpenPage) -> None:
    app = on_tab(open_page, "Fiches par secteur", dept="53", secteur="sante-social")
    text = said(app)
    assert not app.exception
    card = cards_in_scope(shown()).set_index(["filiere", "dept"]).loc[("sante-social", "53")]
    metrics = {metric.label: metric.value for metric in app.metric}
    assert metrics["Effectif"] == french.number(card["headcount"])
    assert metrics["Adoption de l'IA"] == french.percent(card["adoption"])
    assert "complété par un chiffre public" in text or "dit par le profil du secteur" in text
    assert card["missing"].split(" ; ")[0] in text
    assert len(unfolded(app, "pli-fiches").dataframe[0].value) == 1


def test_cards_say_which_filters_do_not_cut_them(open_page: OpenPage) -> None:
    app = on_tab(open_page, "Fiches par secteur", couche="4")
    assert any("ne les découpent pas" in warning.value for warning in app.warning)


def test_hearings_give_the_four_axes_with_the_figures_of_the_report(open_page: OpenPage) -> None:
    app = on_tab(open_page, "Par axe et par public")
    assert not app.exception
    unfolded(app, "pli-manque par axe")
    axes = by_axis(shown())
    assert app.dataframe[0].value["missing"].round(3).tolist() == axes["missing"].round(3).tolist()
    assert app.dataframe[0].value["axis_label"].tolist() == axes["label"].tolist()
    assert "ne s'additionnent pas" in said(app)


def test_page_speaks_english(open_page: OpenPage) -> None:
    app = open_page(PATH, langue="en")
    assert not app.exception
    assert app.title[0].value == "Sectors and territories"
    assert "What makes the difference from the region" in said(app)
