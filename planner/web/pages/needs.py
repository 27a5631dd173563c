"""Besoins: skills that are missing together, placed by likeness, and each need in full."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from planner import french
from planner.plan import Context
from planner.report import by_need, key_figures
from planner.web import work
from planner.web.components import chart, fold, need_card, plots, table
from planner.web.components.chart import Chart
from planner.web.components.table import UNIT
from planner.web.components.words import plain
from planner.web.language import _, counted
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
        st.info(_("Aucun besoin dans ce périmètre : élargissez les filtres."))
        return
    _trust(view)
    chart.show(_map(view, needs))
    st.header(_("Les besoins un par un"), anchor=False)
    st.caption(
        _(
            "Du plus grand manque au plus petit, dans le périmètre. Cliquez à gauche d'une ligne pour ouvrir un autre besoin."
        )
    )
    picked = table.show(needs, COLUMNS, "besoins", what=_("besoins de formation"), select=True)
    shown = needs.head(CARDS) if picked is None else needs.iloc[[picked]]
    context = work.plan_context(view)
    for need in shown.itertuples(index=False):
        _card(view, context, need, opened=picked is not None or need.need_id == shown["need_id"].iloc[0])


def _trust(view: View) -> None:
    """How far to trust the grouping, said before it is shown."""
    needs = view.results.needs
    stability, silhouette = french.number(needs.stability, 2), french.number(needs.silhouette, 2)
    nature = _(
        "Silhouette moyenne {silhouette} (de −1 à 1) : des voisinages commodes plus que des catégories naturelles."
    ).format(silhouette=silhouette)
    if needs.fragile:
        said = _(
            "**Regroupement fragile** : stabilité {stability} sur 1 (indice de Rand ajusté, 30 tirages). Retirez quelques "
            "compétences, et d'autres groupes se forment : lisez-les comme une aide au tri, et jugez sur les compétences."
        )
        st.warning(f"{said.format(stability=stability)} {nature}", icon=":material/warning:")
    else:
        said = _("Regroupement stable : {stability} sur 1 (indice de Rand ajusté, 30 tirages).")
        st.success(f"{said.format(stability=stability)} {nature}", icon=":material/check_circle:")


def _map(view: View, needs: pd.DataFrame) -> Chart:
    figures = view.figure(key_figures)
    first = needs.loc[needs["missing"].idxmax()]
    return Chart(
        key=_("carte des besoins"),
        title=_("{count} ; « {name} » pèse {share} du manque").format(
            count=counted(len(needs), "besoin", "besoins"),
            name=first["name"],
            share=french.percent(first["missing_share"]),
        ),
        figure=plots.needs_map(needs),
        reading=_(
            "Deux disques proches : des compétences voisines. Aire : manque. Les axes n'ont pas d'unité."
        )
        + " "
        + chart.reading(UNIT, counted(figures.postings_in_scope, "offre", "offres"), figures.reliability),
        data=needs,
        columns=COLUMNS,
    )


def _card(view: View, context: Context, need: tuple, opened: bool) -> None:
    title = _("{number} · {name} · manque {missing}").format(
        number=need.need_id, name=need.name, missing=french.number(need.missing)
    )
    draw = partial(need_card.show, view, context, need)
    fold.show(plain(title), f"pli-besoin-{need.need_id}-{opened}", draw, opened=opened)
