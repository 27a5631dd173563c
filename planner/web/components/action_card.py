"""One action of the plan, whole: what, where, why, its score, what is lost without it, who can pay, the brief."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from planner import french
from planner.model import ActionKind, Public
from planner.plan import Context, Plan, brief, brief_text, fundings
from planner.references import ProgrammeMatch
from planner.report import PUBLIC_LABELS
from planner.web.components import plan_wishes, table
from planner.web.components.words import plain
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
        st.markdown(
            f"**{action['rank']}. {plain(action['title'])}** · {PUBLIC_LABELS[Public(action['public'])]}"
        )
        st.caption(_figures(action))
        st.markdown(f"**Pourquoi.** {plain(action['reason'])}")
        st.markdown(plain(action["loss"]))
        _score(plan, action)
        _programmes(action, context)
        if action["kind"] == ActionKind.CREER:
            _brief(view, plan, action, context)
        plan_wishes.buttons(action)


def _figures(action: Mapping[str, Any]) -> str:
    chosen = "retenue" if action["chosen"] else "non retenue"
    parts = [
        "imposée" if action["pinned"] else chosen,
        french.plural(action["groups"], "groupe"),
        f"{french.plural(action['places'], 'place')} par an",
        f"{french.number(action['hours'], 1 if action['hours'] % 1 else 0)} h par personne",
        f"{french.euros(action['cost'])} par an",
        f"{french.number(action['closed'])} personnes × compétences comblées",
        f"fiabilité {french.percent(action['reliability'])}",
    ]
    return " · ".join(parts)


def _score(plan: Plan, action: Mapping[str, Any]) -> None:
    """Parts of the points, counterfactual, and how far the rank moves."""
    with st.expander(f"Score : {french.number(action['points'], 2)} sur 100, et stabilité du rang"):
        rows = [
            ("Le besoin dans ce territoire et pour ce public", action["points_territory"]),
            ("Le besoin dans toute la région", action["points_region"]),
            ("Ensemble, après les actions classées avant", action["points"]),
            ("Par millier d'euros", action["points_per_1000"]),
            ("Perdus si on l'écarte, le reste du plan gardé", action["points_lost"]),
        ]
        lines = pd.DataFrame(rows, columns=PARTS)
        table.show(lines, PARTS, f"score-{action['action_id']}", what="parts du score")
        st.caption(_rank(plan, action))


def _rank(plan: Plan, action: Mapping[str, Any]) -> str:
    if action["kept"] != action["kept"]:
        return "100 points : tous les manques comblés. L'intervalle du rang demande un budget."
    return (
        f"100 points : tous les manques comblés. Rang de {action['rank_low']} à {action['rank_high']} dans 90 % des tirages ; "
        f"retenue dans {french.percent(action['kept'])} d'entre eux ; τ de Kendall du classement {french.number(plan.tau, 2)}."
    )


def _programmes(action: Mapping[str, Any], context: Context) -> None:
    st.markdown(f"**Financements à étudier.** {plain(action['programmes']) or 'aucun trouvé'}")
    with st.expander("Chaque dispositif : pour qui, pourquoi, ce qui manque"):
        lines = pd.DataFrame([_match(match) for match in fundings(action, context)], columns=PROGRAMMES)
        table.show(lines, PROGRAMMES, f"dispositifs-{action['action_id']}", what="dispositifs de financement")
        st.caption(
            "Jamais une promesse : le financeur décide. Ce que le fichier ne dit pas est « à vérifier »."
        )


def _match(match: ProgrammeMatch) -> dict[str, str]:
    return {
        "programme": match.name,
        "verdict": str(match.verdict),
        "reasons": " ; ".join(match.reasons),
        "lacks": " ; ".join(match.missing),
    }


def _brief(view: View, plan: Plan, action: Mapping[str, Any], context: Context) -> None:
    """The text to send to providers: copied from the box or downloaded."""
    text = brief_text(brief(action, context, view.results.parameters, plan.settings))
    with st.expander("Cahier des charges, à coller dans un traitement de texte"):
        st.code(text, language=None, wrap_lines=True)
        st.download_button(
            "Télécharger le cahier des charges (texte)", text, f"cahier_des_charges_{action['action_id']}.txt",
            "text/plain", key=f"cahier-{action['action_id']}", icon=":material/download:", on_click="ignore",
        )  # fmt: skip
