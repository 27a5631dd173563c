"""Scenarios: keep the plan on screen under a name, open one again, compare two, delete one."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from planner import french
from planner.plan import Comparison, compare
from planner.store import Role, ScenarioRefused, forget_scenario, keep_scenario, list_scenarios
from planner.web import data, labels, state, visitor, work
from planner.web.components import table
from planner.web.components.words import plain
from planner.web.language import N_, WORDS, _, counted, each
from planner.web.state import Key
from planner.web.work import View

PRESENT = N_("Le plan à l'écran")
LINES = ["kind", "need", "department", "public", "course", "groups", "places", "cost", "closed"]
CHANGED = ["kind", "need", "department", "course", "groups_before", "groups_after"]
TOTALS = ["measure", "total_before", "total_after", "difference"]
EQUITY = ["member", "cost_share_before", "cost_share_after", "places_share_before", "places_share_after"]


def show(view: View) -> None:
    """Draw the form that keeps the plan, the list, and the comparison."""
    st.header(_("Scénarios"), anchor=False)
    st.caption(
        _(
            "Un scénario garde les actions retenues et le lien qui les redonne ; il reste après un redémarrage."
        )
    )
    _keep()
    kept = list_scenarios(data.database())
    if kept.empty:
        st.info(_("Aucun scénario gardé : donnez un nom au plan à l'écran pour pouvoir le comparer."))
        return
    for row in kept.itertuples(index=False):
        _line(row)
    _compare(view, kept)


def _keep() -> None:
    with st.form("scenario", border=False, clear_on_submit=True):
        name, button = st.columns([4, 1], vertical_alignment="bottom")
        wanted = name.text_input(
            _("Nom du scénario"), key=Key.SCENARIO, placeholder=_("par exemple : Mayenne d'abord")
        )
        if not button.form_submit_button(_("Garder"), width="stretch"):
            return
    try:
        keep_scenario(data.database(), wanted, state.url_parameters(), work.kept_view().results.actions)
    except ScenarioRefused as refusal:
        st.error(plain(str(refusal)), icon=":material/error:")


def _line(row: tuple) -> None:
    words, link, button = st.columns([4, 1, 1], vertical_alignment="center")
    cost, places = row.actions["cost"].sum(), row.actions["places"].sum()
    said = [
        f"**{plain(row.name)}**",
        row.created_at.strftime("%d/%m/%Y"),
        counted(len(row.actions), "action", "actions"),
        counted(places, "place", "places"),
        _("{cost} par an").format(cost=french.euros(cost)),
    ]
    words.markdown(" · ".join(said))
    with link:
        st.page_link(
            st.session_state[Key.PAGES]["plan"], label=_("Rouvrir"), icon=":material/open_in_new:",
            query_params={name: str(value) for name, value in row.question.items()},
        )  # fmt: skip
    person = visitor.actor()
    if person.role is Role.COUNSELLOR and row.author != person.name:
        button.caption(plain(row.author))
    elif button.button(_("Supprimer"), key=f"supprimer-{row.id}", width="stretch"):
        try:
            forget_scenario(data.database(), int(row.id))
        except ScenarioRefused as refusal:
            st.error(plain(str(refusal)), icon=":material/error:")
            return
        st.rerun()


def _compare(view: View, kept: pd.DataFrame) -> None:
    plans = {PRESENT: work.kept_view().results.actions} | dict(
        zip(kept["name"], kept["actions"], strict=True)
    )
    names = list(plans)
    left, right = st.columns(2)
    first = left.selectbox(_("Comparer"), names, index=1, format_func=_, key=Key.COMPARED_FROM)
    second = right.selectbox(_("avec"), names, index=0, format_func=_, key=Key.COMPARED_TO)
    seen = compare(plans[first], plans[second])
    st.markdown(
        _("De « {first} » à « {second} » : **{said}**").format(
            first=plain(_(first)), second=plain(_(second)), said=plain(seen.sentence(WORDS))
        )
    )
    named = view.results.departments | labels.publics()
    _totals(seen)
    kept_names = work.kept_view().results.needs.needs["name"]
    needs = dict(zip(kept_names, view.results.needs.needs["name"], strict=True))
    _lines(seen, named, needs)
    shares = seen.equity.assign(member=seen.equity["member"].map(named))
    st.markdown(_("**Équité : part de chaque territoire et de chaque public**"))
    table.show(shares, EQUITY, "comparaison-équité", what=_("équité des deux scénarios"))


def _totals(seen: Comparison) -> None:
    totals = seen.totals.assign(measure=each(seen.totals["unit"]).str.capitalize())
    totals = totals.rename(columns={"before": "total_before", "after": "total_after"})
    table.show(totals, TOTALS, "comparaison-totaux", what=_("totaux des deux scénarios"))


def _lines(seen: Comparison, named: dict[str, str], needs: dict[str, str]) -> None:
    """``needs``: name of a need as kept → in the reader's language; a need of another day keeps its own."""
    for title, lines, columns in (
        (_("Ce qui entre"), seen.enters, LINES),
        (_("Ce qui sort"), seen.leaves, LINES),
        (_("Ce qui change de taille"), seen.changed, CHANGED),
    ):
        count = counted(len(lines), "action", "actions")
        st.markdown(f"**{title}** ({count})")
        if not lines.empty:
            shown = lines.assign(
                department=lines["dept"].map(named), need=[needs.get(need, need) for need in lines["need"]]
            )
            table.show(shown, columns, f"comparaison-{title}", what=title.lower())
