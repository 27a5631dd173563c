"""One action of the plan, whole: what, where, why, its score, what is lost without it, who can pay, the brief."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from planner import french
from planner.model import ActionKind
from planner.plan import Context, Plan, brief, brief_text, fundings
from planner.references import ProgrammeMatch
from planner.web import labels, work
from planner.web.components import fold, plan_wishes, table
from planner.web.components.words import plain
from planner.web.language import _, counted
from planner.web.work import View

PARTS = ["score_part", "points"]
PROGRAMMES = ["programme", "verdict", "reasons", "lacks"]


def show(view: View, context: Context, action_id: str) -> None:
    """Draw the card of one action; its buttons pin it or leave it out."""
    plan = view.results.plan
    if plan is None:
        return
    action = plan.action(action_id)
    with st.container(border=True):
        st.markdown(f"**{action['rank']}. {plain(action['title'])}** · {labels.public(action['public'])}")
        st.caption(_figures(action))
        st.markdown(_("**Pourquoi.**") + f" {plain(action['reason'])}")
        st.markdown(plain(action["loss"]))
        _score(plan, action)
        _programmes(action, context)
        if action["kind"] == ActionKind.CREER:
            said = _("Cahier des charges, à coller dans un traitement de texte")
            fold.show(said, f"pli-cahier-{action['action_id']}", partial(_brief, action_id))
        plan_wishes.buttons(action)


def _figures(action: Mapping[str, Any]) -> str:
    chosen = _("retenue") if action["chosen"] else _("non retenue")
    parts = [
        _("imposée") if action["pinned"] else chosen,
        counted(action["groups"], "groupe", "groupes"),
        _("{places} par an").format(places=counted(action["places"], "place", "places")),
        _("{hours} h par personne").format(
            hours=french.number(action["hours"], 1 if action["hours"] % 1 else 0)
        ),
        _("{cost} par an").format(cost=french.euros(action["cost"])),
        _("{closed} personnes × compétences comblées").format(closed=french.number(action["closed"])),
        _("fiabilité {share}").format(share=french.percent(action["reliability"])),
    ]
    return " · ".join(parts)


def _score(plan: Plan, action: Mapping[str, Any]) -> None:
    """Parts of the points, counterfactual, and how far the rank moves."""
    said = _("Score : {points} sur 100, et stabilité du rang").format(
        points=french.number(action["points"], 2)
    )
    fold.show(said, f"pli-score-{action['action_id']}", partial(_score_parts, plan, action))


def _score_parts(plan: Plan, action: Mapping[str, Any]) -> None:
    rows = [
        (_("Le besoin dans ce territoire et pour ce public"), action["points_territory"]),
        (_("Le besoin dans toute la région"), action["points_region"]),
        (_("Ensemble, après les actions classées avant"), action["points"]),
        (_("Par millier d'euros"), action["points_per_1000"]),
        (_("Perdus si on l'écarte, le reste du plan gardé"), action["points_lost"]),
    ]
    lines = pd.DataFrame(rows, columns=PARTS)
    table.show(lines, PARTS, f"score-{action['action_id']}", what=_("parts du score"))
    st.caption(_rank(plan, action))


def _rank(plan: Plan, action: Mapping[str, Any]) -> str:
    if action["kept"] != action["kept"]:
        return _("100 points : tous les manques comblés. L'intervalle du rang demande un budget.")
    return _(
        "100 points : tous les manques comblés. Rang de {low} à {high} dans 90 % des tirages ; retenue dans {kept} "
        "d'entre eux ; τ de Kendall du classement {tau}."
    ).format(
        low=action["rank_low"],
        high=action["rank_high"],
        kept=french.percent(action["kept"]),
        tau=french.number(plan.tau, 2),
    )


def _programmes(action: Mapping[str, Any], context: Context) -> None:
    st.markdown(_("**Financements à étudier.**") + " " + (plain(action["programmes"]) or _("aucun trouvé")))
    said = _("Chaque dispositif : pour qui, pourquoi, ce qui manque")
    fold.show(said, f"pli-dispositifs-{action['action_id']}", partial(_each_programme, action, context))


def _each_programme(action: Mapping[str, Any], context: Context) -> None:
    lines = pd.DataFrame([_match(match) for match in fundings(action, context)], columns=PROGRAMMES)
    table.show(lines, PROGRAMMES, f"dispositifs-{action['action_id']}", what=_("dispositifs de financement"))
    st.caption(
        _("Jamais une promesse : le financeur décide. Ce que le fichier ne dit pas est « à vérifier ».")
    )


def _match(match: ProgrammeMatch) -> dict[str, str]:
    return {
        "programme": match.name,
        "verdict": str(match.verdict),
        "reasons": _(" ; ").join(match.reasons),
        "lacks": _(" ; ").join(match.missing),
    }


def _brief(action_id: str) -> None:
    """The text to send to providers, in French whatever the screen: copied from the box or downloaded."""
    kept = work.kept_view()
    plan = kept.results.plan
    if plan is None:
        return
    action = plan.action(action_id)
    text = brief_text(brief(action, work.plan_context(kept), kept.results.parameters, plan.settings))
    st.code(text, language=None, wrap_lines=True)
    st.download_button(
        _("Télécharger le cahier des charges (texte)"), text, f"cahier_des_charges_{action['action_id']}.txt",
        "text/plain", key=f"cahier-{action['action_id']}", icon=":material/download:", on_click="ignore",
    )  # fmt: skip
