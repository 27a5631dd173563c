"""The page Plan: budget, weights, wishes, proof, programmes, briefs, scenarios; a link gives it all back."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from planner.plan import Floor, PlanSettings, Wishes
from planner.web import plan_link
from tests.web.conftest import OpenPage, said, unfolded

BUDGET = {"budget": "200000"}
LABELS = {"53": "Mayenne", "initial": "formation initiale"}


def _button(app: AppTest, label: str) -> Any:
    return next(button for button in app.button if button.label.startswith(label))


def _ranking(app: AppTest) -> Any:
    return next(frame.value for frame in app.dataframe if "rank_range" in frame.value)


def test_link_gives_back_settings_and_wishes() -> None:
    settings = PlanSettings(size_exponent=0.3, floor_dept=0.0)
    wishes = Wishes(
        {"renforcer:f,1*2:44:continu": 2},
        frozenset({"créer:IA101+IA102:53:initial"}),
        (Floor("dept", "53", 0.1, "Mayenne"),),
        "personnes",
    )
    query = {name: value for name, value in plan_link.written(settings, wishes).items() if value}
    refused: list[str] = []
    assert plan_link.read_settings(query, refused) == settings
    assert plan_link.read_wishes(query, LABELS, refused) == wishes
    assert not refused
    assert not any(plan_link.written(PlanSettings(), Wishes()).values())


def test_link_with_unusable_wishes_says_what_it_ignores() -> None:
    refused: list[str] = []
    query = {
        "impose": "renforcer:f1:44:continu",
        "plancher": "dept:75:0.2,dept:53:2",
        "plancher_en": "francs",
    }
    assert plan_link.read_wishes(query, LABELS, refused) == Wishes()
    assert plan_link.read_settings({"size_exponent": "7", "value_first": "0.9"}, refused) == PlanSettings()
    for said_back in (
        "impose = ",
        "dept:75:0.2",
        "dept:53:2",
        "plancher_en = francs",
        "size_exponent = 7",
        "paliers",
    ):
        assert any(said_back in text for text in refused) or said_back == "paliers"


def test_link_with_a_number_too_long_to_read_is_ignored_and_said() -> None:
    refused: list[str] = []
    groups = "9" * 5000  # Python refuses to read more than 4,300 digits
    assert plan_link.read_wishes({"impose": f"a*{groups},b*3"}, LABELS, refused) == Wishes({"b": 3})
    assert refused == [f"impose = a*{groups}"]


def test_page_proves_its_plan_and_shows_why(open_page: OpenPage) -> None:
    app = unfolded(open_page("plan", **BUDGET), "plan-preuve", "pli-dispositifs-A001")
    text = said(app)
    assert not app.exception and not app.error
    for expected in (
        "borne prouvée",
        "glouton atteint",
        "τ de Kendall",
        "Pourquoi.",
        "Sans elle, ",
        "Jamais une promesse",
    ):
        assert expected in text
    solvers = next(frame.value for frame in app.dataframe if "of_bound" in frame.value)
    assert (solvers["points"] <= solvers["points"].iloc[-1] + 1e-6).all()
    verdicts = next(frame.value for frame in app.dataframe if "verdict" in frame.value)
    assert {"possible", "à vérifier", "non"} >= set(verdicts["verdict"]) and len(verdicts) > 3
    assert (_ranking(app)["rank_range"].str.contains("–")).all()


def test_page_says_whom_the_plan_serves(open_page: OpenPage) -> None:
    app = unfolded(open_page("plan", **BUDGET, floor_dept="0"), "plan-équité-pli")
    assert not app.exception
    shares = next(frame.value for frame in app.dataframe if "gap_share" in frame.value)
    assert set(shares["member"]) >= {"Loire-Atlantique", "Mayenne"}
    assert shares["cost_share"].iloc[:5].sum() > 0.99
    assert "Pour partager davantage, relevez" in said(app)


def test_refused_action_leaves_the_plan_and_comes_back(open_page: OpenPage) -> None:
    app = open_page("plan", **BUDGET)
    first = _ranking(app)["title"].iloc[0]
    _button(app, "Refuser").click().run()
    assert not app.exception
    assert "Refusée" in said(app) and "refuse" in app.query_params
    assert first not in set(_ranking(app)["title"])
    _button(app, "Retirer").click().run()
    assert _ranking(app)["title"].iloc[0] == first and "refuse" not in app.query_params


def test_pinned_action_is_kept_under_a_budget_that_would_drop_it(open_page: OpenPage) -> None:
    app = open_page("plan", **BUDGET)
    _button(app, "Imposer").click().run()
    pinned = app.query_params["impose"]
    again = open_page("plan", budget="30000", impose=pinned)
    assert not again.exception
    kept = _ranking(again)
    assert kept.loc[kept["pinned"], "chosen"].all() and kept["pinned"].sum() == 1


def test_impossible_floors_are_named_with_what_to_loosen(open_page: OpenPage) -> None:
    app = open_page("plan", **BUDGET, plancher="dept:53:0.6,dept:72:0.6")
    warnings = [warning.value.replace("\\", "") for warning in app.warning]
    assert any("Mayenne" in text and "Baissez" in text for text in warnings)
    assert any("Sarthe" in text for text in warnings)


def test_brief_of_a_course_to_create_is_ready_to_paste(open_page: OpenPage) -> None:
    app = open_page("plan", **BUDGET)
    app.pills[0].set_value(["créer"]).run()
    assert not app.exception and not app.code  # folded: not even written
    unfolded(app, f"pli-cahier-A{_ranking(app)['rank'].iloc[0]:03d}")
    assert app.code[0].value.startswith("Cahier des charges : ")
    for heading in ("Public", "Prérequis", "Durée et coût indicatifs", "Financements à étudier"):
        assert f"\n\n{heading}\n– " in app.code[0].value


def test_scenarios_are_kept_compared_and_deleted(open_page: OpenPage) -> None:
    app = open_page("plan", budget="60000")
    app.text_input(key="scénario").input("Petit budget")
    _button(app, "Garder").click().run()
    assert not app.exception and "Petit budget" in said(app)
    app = open_page("plan", **BUDGET)
    text = said(app)
    assert "De « Petit budget » à « Le plan à l'écran »" in text and "Ce qui entre" in text
    totals = next(frame.value for frame in app.dataframe if "total_before" in frame.value)
    assert totals.loc[totals["measure"] == "€ par an", "total_after"].iloc[0] <= 200_000
    app.text_input(key="scénario").input("Petit budget")
    _button(app, "Garder").click().run()
    assert any("déjà le nom" in error.value for error in app.error)
    _button(app, "Supprimer").click().run()
    assert "Aucun scénario gardé" in said(app)


def test_form_makes_the_fields_of_a_fold_when_it_opens_and_sends_what_a_closed_one_holds(
    open_page: OpenPage,
) -> None:
    app = open_page("plan", **BUDGET, growth="1.5")
    assert len(app.number_input) == 1 and not app.slider
    app = unfolded(app, "réglages-capacités")
    growth = next(field for field in app.number_input if field.label.startswith("Places qu'une formation"))
    assert growth.value == 1.5
    growth.set_value(0.5)
    app.session_state["réglages-capacités"] = False  # closed again: what was changed there is still sent
    _button(app, "Recalculer").click().run()
    assert not app.exception and app.query_params["growth"] == "0.5"
    assert app.query_params["budget"] == BUDGET["budget"]  # what no fold was opened for stays as it was
