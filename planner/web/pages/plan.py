"""Plan: under a budget, which actions first, why, how surely, who can pay; scenarios compared."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from planner import french
from planner.model import ActionKind
from planner.plan import Context, Plan
from planner.report import actions_in_scope, key_figures
from planner.web import shell, state, work
from planner.web.components import (
    action_card,
    chart,
    fold,
    plan_form,
    plan_proof,
    plan_wishes,
    plots,
    scenarios,
    table,
)
from planner.web.components import figures as main_figures
from planner.web.components.chart import Chart
from planner.web.components.figures import Figure, amount
from planner.web.language import _
from planner.web.refusals import part
from planner.web.state import Asked
from planner.web.work import View

CARDS = 3  # first actions shown whole
SCORES = ["action_id", "title", "points", "points_per_1000", "points_lost", "people_lost", "pinned"]
COLUMNS = [
    "rank",
    "title",
    "chosen",
    "pinned",
    "rank_range",
    "need",
    "public",
    "places",
    "cost",
    "closed",
    "points",
    "points_per_1000",
    "people_lost",
    "reliability",
    "programmes",
]
SPENT = ["rank", "kind", "need", "department", "cost", "cumulative", "closed", "cumulative_closed"]


def render() -> None:
    """Draw the page."""
    view = work.view()
    plan_form.show(view.results.departments)
    plan, context = view.results.plan, work.plan_context(view)
    plan_wishes.show(context)
    if plan is not None:
        plan_proof.show_clashes(plan, context)
    actions = view.figure(actions_in_scope)
    if actions.empty or plan is None:
        st.info(_("Aucune action dans ce périmètre : élargissez les filtres."))
        return
    lines = _with_scores(actions, plan, view.results.departments)
    main_figures.show(_main_figures(view))
    _plan_chart(view, lines)
    plan_proof.show_equity(view)
    best = _("Ce plan est-il le meilleur ? Calcul exact, calcul glouton, stabilité")
    fold.show(best, "plan-preuve", partial(plan_proof.show, plan))
    _ranked(view, context, lines, state.asked())
    scenarios.show(view)
    shell.link("rapport", _("Mettre ce plan dans le classeur Excel"))


def _with_scores(actions: pd.DataFrame, plan: Plan, departments: dict[str, str]) -> pd.DataFrame:
    """Actions with the scores that the table shows."""
    scores = plan.scores.assign(rank_range=_ranges(plan))
    lines = actions.merge(scores[[*SCORES, "rank_range"]], on="action_id", how="left", validate="1:1")
    return lines.assign(department=lines["dept"].map(departments))


def _ranges(plan: Plan) -> list[str]:
    """« 1–3 »: best and worst rank over the draws; unknown without draws."""
    if plan.tau != plan.tau:
        return [french.UNKNOWN] * len(plan.scores)
    return [
        f"{low}–{high}" for low, high in zip(plan.scores["rank_low"], plan.scores["rank_high"], strict=True)
    ]


def _main_figures(view: View) -> list[Figure]:
    figures, budget = view.figure(key_figures), view.results.budget
    share = figures.closed / figures.missing if figures.missing else float("nan")
    limit = (
        _("sans limite de budget, dans les capacités")
        if budget is None
        else _("budget {euros}").format(euros=french.euros(budget))
    )
    closed = _("{closed} sur {missing} personnes × compétences par an").format(
        closed=french.number(figures.closed), missing=french.number(figures.missing)
    )
    return [
        Figure(_("Actions retenues"), french.number(figures.actions_chosen), _("sur {count} possibles").format(count=french.number(figures.actions))),
        Figure(_("Coût annuel"), amount(figures.cost), limit),
        Figure(_("Places ouvertes"), french.number(figures.places), _("par an")),
        Figure(_("Manque comblé"), french.percent(share, 1), closed),
    ]  # fmt: skip


def _plan_chart(view: View, actions: pd.DataFrame) -> None:
    """What each further euro brings, over the actions that are kept."""
    actions = actions[actions["chosen"].astype(bool)]
    if actions.empty:
        st.info(
            _("Ce budget ne finance aucun groupe dans ce périmètre : augmentez-le ou élargissez les filtres.")
        )
        return
    data = actions.assign(cumulative=actions["cost"].cumsum(), cumulative_closed=actions["closed"].cumsum())
    half = data["cumulative_closed"].searchsorted(data["cumulative_closed"].iloc[-1] / 2)
    chart.show(
        Chart(
            key=_("coût et manque comblé"),
            title=_("La moitié de ce que le plan apporte coûte {half} sur {whole}").format(
                half=french.euros(data["cumulative"].iloc[int(half)]),
                whole=french.euros(data["cumulative"].iloc[-1]),
            ),
            figure=plots.spending(data, view.results.budget),
            reading=_(
                "Unité : personnes × compétences par an et euros par an. Actions retenues, dans l'ordre du classement ; "
                "chacune compte ce que les précédentes n'ont pas déjà comblé."
            ),
            data=data,
            columns=SPENT,
        )
    )


@part
def _ranked(view: View, context: Context, lines: pd.DataFrame, asked: Asked) -> None:
    """The whole list; picking a line shows it whole, else the first actions are."""
    if state.asked() != asked:  # an action was imposed or refused: the plan is another
        st.rerun()
    st.header(_("Le classement entier"), anchor=False)
    kinds = st.pills(_("Actions"), [str(kind) for kind in ActionKind], format_func=_, selection_mode="multi")
    shown = lines[lines["kind"].isin(kinds)].reset_index(drop=True) if kinds else lines
    st.caption(
        _(
            "Cliquez à gauche d'une ligne pour lire son score, sa raison, ses financements, et l'imposer ou la refuser."
        )
    )
    picked = table.show(shown, COLUMNS, "actions", what=_("actions classées"), select=True)
    if picked is None:
        st.subheader(_("Les premières actions"), anchor=False)
    cards = shown.head(CARDS) if picked is None else shown.iloc[[picked]]
    for action_id in cards["action_id"]:
        action_card.show(view, context, action_id)
