"""Besoins: skills that are missing together, placed by likeness, and each need in full."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from planner import french
from planner.report import by_need, by_skill, key_figures
from planner.web import work
from planner.web.components import chart, plots, table
from planner.web.components.chart import Chart
from planner.web.components.table import UNIT
from planner.web.components.words import plain
from planner.web.work import View

COLUMNS = [
    "need_id",
    "name",
    "skills",
    "demand",
    "supply",
    "missing",
    "missing_share",
    "answered",
    "reliability",
    "cohesion",
]
MEMBERS = [
    "skill_id",
    "label",
    "layer_label",
    "demand",
    "supply",
    "missing",
    "answered",
    "courses",
    "silhouette",
]
CARDS = 6  # needs shown open to read; the others stay in the table
LOW_COHESION = 0.1  # hypothèse: under it, a member is hardly nearer to its own need than to another


def render() -> None:
    """Draw the page."""
    view = work.view()
    needs = view.figure(by_need)
    if needs.empty:
        st.info("Aucun besoin dans ce périmètre : élargissez les filtres.")
        return
    _trust(view)
    chart.show(_map(view, needs))
    st.header("Les besoins un par un", anchor=False)
    st.caption(
        "Du plus grand manque au plus petit, dans le périmètre. Cliquez à gauche d'une ligne pour ouvrir un autre besoin."
    )
    picked = table.show(needs, COLUMNS, "besoins", what="besoins de formation", select=True)
    shown = needs.head(CARDS) if picked is None else needs.iloc[[picked]]
    for need in shown.itertuples(index=False):
        _card(view, need, opened=picked is not None or need.need_id == shown["need_id"].iloc[0])


def _trust(view: View) -> None:
    """How far to trust the grouping, said before it is shown."""
    stability = french.number(view.results.needs.stability, 2)
    if view.results.needs.fragile:
        st.warning(
            f"**Regroupement fragile** : stabilité {stability} sur 1 (indice de Rand ajusté, 30 tirages). Retirez quelques "
            "compétences, et d'autres groupes se forment : lisez-les comme une aide au tri, et jugez sur les compétences.",
            icon=":material/warning:",
        )
    else:
        st.success(
            f"Regroupement stable : {stability} sur 1 (indice de Rand ajusté, 30 tirages).",
            icon=":material/check_circle:",
        )


def _map(view: View, needs: pd.DataFrame) -> Chart:
    figures = view.figure(key_figures)
    first = needs.loc[needs["missing"].idxmax()]
    return Chart(
        key="carte des besoins",
        title=f"{len(needs)} besoins ; « {first['name']} » pèse {french.percent(first['missing_share'])} du manque",
        figure=plots.needs_map(needs),
        reading=f"Deux disques proches : des compétences voisines. Aire : manque. Les axes n'ont pas d'unité. "
        f"{chart.reading(UNIT, french.plural(figures.postings_in_scope, 'offre'), figures.reliability)}",
        data=needs,
        columns=COLUMNS,
    )


def _card(view: View, need: tuple, opened: bool) -> None:
    """A need: its figures and its skills, with how well each belongs."""
    members = view.results.needs.members
    members = members.loc[members["need_id"] == need.need_id, ["skill_id", "silhouette"]]
    skills = view.figure(by_skill).merge(members, on="skill_id").dropna(subset="demand")
    title = f"{need.need_id} · {need.name} · manque {french.number(need.missing)}"
    with st.expander(plain(title), expanded=opened):
        loose = " Cohésion faible : les membres se ressemblent peu." if need.cohesion < LOW_COHESION else ""
        st.caption(
            f"{french.plural(len(skills), 'compétence')} · demande {french.number(need.demand)} · places "
            f"{french.number(need.supply)} · demande servie {french.percent(need.answered, 1)} · fiabilité "
            f"{french.percent(need.reliability)} · cohésion {french.number(need.cohesion, 2)}.{loose}"
        )
        table.show(skills, MEMBERS, f"besoin-{need.need_id}", what=f"compétences du besoin {need.need_id}")
