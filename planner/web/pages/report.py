"""Rapport: the campaign, what is handed over, what changed since an earlier one, what the workbook will say."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import streamlit as st

from planner import french
from planner.delivery import Delivery
from planner.report import (
    KeyFigures,
    NotComparable,
    actions_in_scope,
    by_department,
    findings,
    key_figures,
)
from planner.store import UnknownCampaign
from planner.web import campaigns, work
from planner.web.components import evolution, table
from planner.web.components.table import UNIT
from planner.web.components.words import plain
from planner.web.state import Key
from planner.web.work import View

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PREVIEWED = 10  # actions shown before the download
NONE = "aucune"
SHEETS = (
    "une synthèse à imprimer, les préconisations, les cahiers des charges, les besoins, tous les écarts, les territoires, "
    "le référentiel, le catalogue lu, la qualité, l'évolution, les paramètres, les sources et un glossaire"
)


def render() -> None:
    """Draw the page."""
    view = work.view()
    st.markdown(
        "**Le classeur obéit aux filtres, aux paramètres et au budget en cours : ses chiffres sont ceux de l'écran.**"
    )
    name, earlier = st.columns(2)
    campaign = name.text_input(
        "Campagne (facultatif)", key=Key.CAMPAIGN, placeholder="par exemple : Campagne 2027"
    )
    against = earlier.selectbox(
        "Comparer à une campagne gardée", [NONE, *campaigns.known()], key=Key.AGAINST,
        help="Gardez une campagne sous un nom, ici ou par « planner run --campaign » ; elle apparaît alors dans cette liste.",
    )  # fmt: skip
    named = campaigns.named(view, campaign) if campaign else view
    made = _made(named, "" if against == NONE else against)
    _keep(made)
    _downloads(made)
    _evolution(made)
    st.divider()
    _preview(view)


def _made(view: View, against: str) -> Delivery:
    """What is handed over; without the comparison when the earlier campaign cannot be used, and why."""
    try:
        return campaigns.delivery(view, against)
    except (NotComparable, UnknownCampaign) as refusal:
        st.error(plain(str(refusal)), icon=":material/error:")
        return campaigns.delivery(view, "")


def _keep(made: Delivery) -> None:
    """Keep the run, all filters aside, under the campaign's name."""
    name = made.results.campaign
    asked = st.button(
        "Garder cette campagne", icon=":material/save:", disabled=not name,
        help="Garde le calcul entier, sans les filtres, pour lui comparer les suivants. Donnez d'abord un nom.",
    )  # fmt: skip
    if asked:
        campaigns.keep(made)
        st.success(f"Campagne gardée : {plain(name)}.", icon=":material/check:")


def _downloads(made: Delivery) -> None:
    """Four forms of the same figures, made at the click, so that an unread page costs little."""
    demonstration = "demonstration_" if made.results.inputs.demonstration else ""
    name = f"besoins_formation_ia_{demonstration}{made.results.run_date}"
    forms = (
        ("Classeur Excel", written(made.workbook, "rapport.xlsx"), "xlsx", EXCEL, ":material/table:"),
        ("Synthèse à imprimer (HTML)", written(made.page, "synthese.html"), "html", "text/html", ":material/print:"),
        ("Tableaux CSV (zip)", written(made.bundle, "tables.zip"), "zip", "application/zip", ":material/folder_zip:"),
        ("Synthèse JSON", as_text(made), "json", "application/json", ":material/data_object:"),
    )  # fmt: skip
    for column, (label, make, suffix, mime, icon) in zip(st.columns(len(forms)), forms, strict=True):
        column.download_button(
            label, make, f"{name}.{suffix}", mime, icon=icon, on_click="ignore", width="stretch",
            type="primary" if suffix == "xlsx" else "secondary",
        )  # fmt: skip
    st.caption(
        f"Classeur : {SHEETS}. La préparation prend quelques secondes. La synthèse s'ouvre dans un navigateur, qui l'imprime ou en fait un PDF."
    )


def written(write: Callable[[Path], None], name: str) -> Callable[[], bytes]:
    """What makes the bytes of a file that ``write`` writes, when asked."""

    def make() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            write(path)
            return path.read_bytes()

    return make


def as_text(made: Delivery) -> Callable[[], str]:
    """What makes the JSON summary, when asked."""
    return lambda: json.dumps(made.summary(), ensure_ascii=False, indent=1)


def _evolution(made: Delivery) -> None:
    """What changed since the earlier campaign, or why it cannot be told."""
    try:
        found = campaigns.evolution(made)
    except NotComparable as refusal:
        st.error(plain(str(refusal)), icon=":material/error:")
        return
    if found is not None:
        evolution.show(found)


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
