"""How good the plan is: exact and greedy side by side, the proven bound, who it serves, clashes named."""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from planner import french
from planner.plan import Clash, Context, Plan, Solution, equity, favour, favoured
from planner.report import Filters
from planner.results import Results
from planner.web import labels
from planner.web.components import table
from planner.web.components.plan_wishes import name_of
from planner.web.components.words import plain, typeset
from planner.web.language import WORDS, _, counted
from planner.web.work import View

COLUMNS = ["solver", "points", "of_bound", "said"]
EQUITY = ["member", "gap_share", "cost_share", "created_share", "places_share", "closed_share", "floor_share"]


def show_clashes(plan: Plan, context: Context) -> None:
    """Each floor or pin that no plan keeps, why, and what to loosen."""
    for clash in plan.solution.clashes:
        st.warning(plain(_readable(clash, plan, context)), icon=":material/rule:")


def show_equity(view: View) -> None:
    """Why a territory takes more than it weighs; folded, each territory and public beside its share of the gap."""
    shares = view.figure(_equity)
    named = view.results.departments | labels.publics()
    row = favoured(shares)
    if row is not None:
        st.caption(plain(favour(row, named[row["member"]], WORDS)))
    fold = st.expander(
        _("Qui ce plan sert-il ? Territoires, publics, planchers"), key="plan-équité-pli", on_change="rerun"
    )
    if fold.open:
        with fold:
            shown = shares.assign(member=shares["member"].map(named)).rename(columns={"floor": "floor_share"})
            table.show(shown, EQUITY, "plan-équité", what=_("équité du plan"))


def _equity(results: Results, filters: Filters) -> pd.DataFrame:
    """Of the whole plan: a floor is a share of it, whatever the filters show."""
    floors = tuple(floor for floor, _reached in results.plan.solution.floors) if results.plan else ()
    return equity(results.actions, results.gaps, floors)


def show(plan: Plan) -> None:
    """Draw both solvers, then the stability of the ranking."""
    solution = plan.solution
    if math.isinf(solution.bound):
        st.caption(
            _("Sans budget, chaque action que les capacités permettent est retenue : rien n'est à prouver.")
        )
    else:
        table.show(_solvers(solution), COLUMNS, "plan-solveurs", what=_("calcul exact et calcul glouton"))
        for sentence in solution.sentences(WORDS)[len(solution.clashes) :]:
            st.markdown(f"- {plain(sentence)}")
    _stability(plan)


def _solvers(solution: Solution) -> pd.DataFrame:
    found = {
        _("Exact (programmation linéaire en nombres entiers, HiGHS)"): solution.worth_exact,
        _("Glouton (points par euro)"): solution.worth_greedy,
    }
    rows = [
        {"solver": name, "points": worth, "of_bound": worth / solution.bound if worth is not None else None}
        for name, worth in found.items()
    ]
    rows.append(
        {"solver": _("Borne prouvée : aucun plan ne vaut plus"), "points": solution.bound, "of_bound": 1.0}
    )
    lines = pd.DataFrame(rows).astype({"points": float, "of_bound": float})
    kept = [worth is not None and worth == solution.worth for worth in found.values()]
    return lines.assign(said=[*(_("retenu") if own else "" for own in kept), ""])


def _stability(plan: Plan) -> None:
    if math.isnan(plan.tau):
        st.caption(_("Donnez un budget pour voir l'intervalle du rang de chaque action."))
        return
    jitter, draws = (
        french.percent(plan.settings.jitter),
        counted(int(plan.settings.draws), "tirage", "tirages"),
    )
    said = _(
        "**Stabilité du classement : τ de Kendall {tau} sur 1.** {draws} : poids et coûts à ±{jitter}, demande dans "
        "son intervalle à 95 %."
    ).format(tau=french.number(plan.tau, 2), draws=draws, jitter=jitter)
    st.markdown(typeset(said))


def _readable(clash: Clash, plan: Plan, context: Context) -> str:
    """The clash, its actions named in words."""
    said = clash.said(WORDS)
    for key in sorted(plan.wishes.pinned, key=len, reverse=True):
        said = said.replace(key, name_of(key, context))
    return said
