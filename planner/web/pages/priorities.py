"""Priorités: under a budget, which actions first, why, and who can pay."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from planner import french
from planner.model import ActionKind
from planner.report import actions_in_scope, key_figures
from planner.web import shell, work
from planner.web.components import action_card, chart, plots, question, table
from planner.web.components import figures as main_figures
from planner.web.components.chart import Chart
from planner.web.components.figures import Figure, amount
from planner.web.components.table import UNIT
from planner.web.work import View

CARDS = 3  # first actions shown whole
COLUMNS = [
    "rank",
    "chosen",
    "kind",
    "need",
    "department",
    "public",
    "course",
    "places",
    "cost",
    "closed",
    "reliability",
]


def render() -> None:
    """Draw the page."""
    question.show()
    view = work.view()
    actions = view.figure(actions_in_scope)
    if actions.empty:
        st.info("Aucune action dans ce périmètre : élargissez les filtres.")
        return
    actions["department"] = actions["dept"].map(view.results.departments)
    main_figures.show(_main_figures(view))
    _plan_chart(view, actions)
    st.header("Les premières actions", anchor=False)
    for action in actions.head(CARDS).itertuples(index=False):
        action_card.show(action)
    _ranked(view, actions)


def _main_figures(view: View) -> list[Figure]:
    figures, budget = view.figure(key_figures), view.results.budget
    share = figures.closed / figures.missing if figures.missing else float("nan")
    limit = (
        "sans limite de budget, dans les capacités" if budget is None else f"budget {french.euros(budget)}"
    )
    closed = f"{french.number(figures.closed)} sur {french.number(figures.missing)} {UNIT}"
    return [
        Figure("Actions retenues", french.number(figures.actions_chosen), f"sur {french.number(figures.actions)} possibles"),
        Figure("Coût annuel", amount(figures.cost), limit),
        Figure("Places ouvertes", french.number(figures.places), "par an"),
        Figure("Manque comblé", french.percent(share, 1), closed),
    ]  # fmt: skip


def _plan_chart(view: View, actions: pd.DataFrame) -> None:
    """What each further euro brings, over the actions that are kept."""
    actions = actions[actions["chosen"].astype(bool)]
    if actions.empty:
        st.info(
            "Ce budget ne finance aucun groupe dans ce périmètre : augmentez-le ou élargissez les filtres."
        )
        return
    data = actions.assign(cumulative=actions["cost"].cumsum(), cumulative_closed=actions["closed"].cumsum())
    half = data["cumulative_closed"].searchsorted(data["cumulative_closed"].iloc[-1] / 2)
    chart.show(
        Chart(
            key="coût et manque comblé",
            title=f"La moitié de ce que le plan apporte coûte {french.euros(data['cumulative'].iloc[int(half)])} "
            f"sur {french.euros(data['cumulative'].iloc[-1])}",
            figure=plots.spending(data, view.results.budget),
            reading=f"Unité : {UNIT} et euros par an. Actions retenues, dans l'ordre du classement ; chacune compte ce que les "
            "précédentes n'ont pas déjà comblé.",
            data=data,
            columns=[
                "rank",
                "kind",
                "need",
                "department",
                "cost",
                "cumulative",
                "closed",
                "cumulative_closed",
            ],
        )
    )


def _ranked(view: View, actions: pd.DataFrame) -> None:
    """The whole list; picking a line shows its reason, its loss and its programmes."""
    st.header("Le classement entier", anchor=False)
    kinds = st.pills("Actions", [str(kind) for kind in ActionKind], selection_mode="multi")
    lines = actions[actions["kind"].isin(kinds)].reset_index(drop=True) if kinds else actions
    st.caption("Cliquez à gauche d'une ligne pour lire sa raison et ses financements.")
    picked = table.show(lines, COLUMNS, "actions", what="actions classées", select=True)
    if picked is not None:
        action_card.show(next(lines.iloc[[picked]].itertuples(index=False)))
    shell.link("rapport", "Mettre ce plan dans le classeur Excel")
