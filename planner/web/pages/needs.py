"""Besoins: skills that are missing together, placed by likeness, and each need in full."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from planner import french
from planner.plan import Context
from planner.report import by_need, key_figures
from planner.web import work
from planner.web.components import chart, need_card, plots, table
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
CARDS = 6  # needs shown open to read; the others stay in the table


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
    context = work.plan_context(view)
    for need in shown.itertuples(index=False):
        _card(view, context, need, opened=picked is not None or need.need_id == shown["need_id"].iloc[0])


def _trust(view: View) -> None:
    """How far to trust the grouping, said before it is shown."""
    stability = french.number(view.results.needs.stability, 2)
    silhouette = (
        f" Silhouette moyenne {french.number(view.results.needs.silhouette, 2)} (de −1 à 1) : des voisinages "
        "commodes plus que des catégories naturelles."
    )
    if view.results.needs.fragile:
        st.warning(
            f"**Regroupement fragile** : stabilité {stability} sur 1 (indice de Rand ajusté, 30 tirages). Retirez quelques "
            "compétences, et d'autres groupes se forment : lisez-les comme une aide au tri, et jugez sur les compétences."
            + silhouette,
            icon=":material/warning:",
        )
    else:
        st.success(
            f"Regroupement stable : {stability} sur 1 (indice de Rand ajusté, 30 tirages)." + silhouette,
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


def _card(view: View, context: Context, need: tuple, opened: bool) -> None:
    title = f"{need.need_id} · {need.name} · manque {french.number(need.missing)}"
    with st.expander(plain(title), expanded=opened):
        need_card.show(view, context, need)
