"""Rapport: what the workbook will say, then the workbook."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import streamlit as st

from planner import french
from planner.report import (
    KeyFigures,
    actions_in_scope,
    by_department,
    findings,
    key_figures,
    summary,
    write_report,
)
from planner.web import work
from planner.web.components import table
from planner.web.components.table import UNIT
from planner.web.components.words import plain
from planner.web.state import Key
from planner.web.work import View

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PREVIEWED = 10  # actions shown before the download
SHEETS = (
    "une synthèse à imprimer, les préconisations, les besoins, tous les écarts, les territoires, le référentiel, le "
    "catalogue lu, la qualité, les paramètres, les sources et un glossaire"
)


def render() -> None:
    """Draw the page."""
    view = work.view()
    st.markdown(
        "**Le classeur obéit aux filtres, aux paramètres et au budget en cours : ses chiffres sont ceux de l'écran.**"
    )
    campaign = st.text_input(
        "Campagne (facultatif)", key=Key.CAMPAIGN, placeholder="par exemple : Campagne 2027"
    )
    _downloads(View(view.key, replace(view.results, campaign=campaign.strip()), view.filters))
    st.divider()
    _preview(view)


def _downloads(view: View) -> None:
    """Two files made at the click, so that an unread page costs nothing."""
    demonstration = "demonstration_" if view.results.inputs.demonstration else ""
    name = f"besoins_formation_ia_{demonstration}{view.results.run_date}"
    excel, as_json = st.columns([1, 1], width=560)
    excel.download_button(
        "Télécharger le classeur Excel", workbook(view), f"{name}.xlsx", EXCEL,
        type="primary", icon=":material/table:", on_click="ignore", width="stretch",
    )  # fmt: skip
    as_json.download_button(
        "Télécharger la synthèse JSON", as_text(view), f"{name}.json", "application/json",
        icon=":material/data_object:", on_click="ignore", width="stretch",
    )  # fmt: skip
    st.caption(f"Classeur : {SHEETS}. La préparation prend quelques secondes.")


def workbook(view: View) -> Callable[[], bytes]:
    """What makes the bytes of the workbook, when asked."""

    def make() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "rapport.xlsx"
            write_report(view.results, path, view.filters)
            return path.read_bytes()

    return make


def as_text(view: View) -> Callable[[], str]:
    """What makes the JSON summary, when asked."""
    return lambda: json.dumps(summary(view.results, view.filters), ensure_ascii=False, indent=1)


def _preview(view: View) -> None:
    """The first figures of the Synthèse and of the plan."""
    st.header("Aperçu de la synthèse", anchor=False)
    figures = view.figure(key_figures)
    st.table(_key_lines(figures), hide_index=True, alt="Chiffres clés du périmètre")
    for finding in view.figure(findings):
        st.markdown(f"- {plain(finding.sentence)} *(feuille {finding.sheet})*")
    st.markdown("**Par département**")
    departments = view.figure(by_department).rename(columns={"label": "department"})
    columns = [
        "department",
        "jobs",
        "demand",
        "supply",
        "missing",
        "answered",
        "missing_per_1000",
        "reliability",
    ]
    table.show(departments, columns, "rapport-départements", what="écarts par département")
    actions = view.figure(actions_in_scope)
    st.markdown(
        f"**Premières actions du plan** ({french.number(min(PREVIEWED, len(actions)))} sur {french.number(len(actions))})"
    )
    actions["department"] = actions["dept"].map(view.results.departments)
    columns = ["rank", "chosen", "kind", "need", "department", "public", "course", "places", "cost", "closed"]
    table.show(actions.head(PREVIEWED), columns, "rapport-actions", what="premières actions")


def _key_lines(figures: KeyFigures) -> pd.DataFrame:
    """Key figures with their unit, as the Synthèse gives them."""
    rows = [
        ("Demande estimée", french.number(figures.demand), f"{UNIT} (de {french.number(figures.low)} à {french.number(figures.high)})"),
        ("Places", french.number(figures.supply), UNIT),
        ("Manque", french.number(figures.missing), UNIT),
        ("Personnes sans place, au moins", french.number(figures.people_at_least), "personnes par an"),
        ("Demande servie", french.percent(figures.answered, 1), "de la demande"),
        ("Taux de fiabilité", french.percent(figures.reliability), "du chiffre est observé"),
        ("Offres lues", french.number(figures.postings_in_scope), f"dont {french.number(figures.postings_asking_ai)} demandent une compétence IA"),
        ("Formations lues", french.number(figures.courses_in_scope), f"dont {french.number(figures.courses_teaching_ai)} enseignent une compétence IA précise"),
        ("Coût des actions retenues", french.euros(figures.cost), f"{french.number(figures.actions_chosen)} actions, {french.number(figures.places)} places par an"),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["Chiffre", "Valeur", "Unité et portée"])
