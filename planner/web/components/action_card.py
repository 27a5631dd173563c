"""One action of the plan, whole: what, where, why, what is lost without it, who can pay."""

from __future__ import annotations

from typing import Any

import streamlit as st

from planner import french
from planner.model import Public
from planner.report import PUBLIC_LABELS
from planner.web.components.words import plain

VERBS = {"renforcer": "Renforcer", "essaimer": "Essaimer", "créer": "Créer"}


def show(action: Any) -> None:
    """Draw a row of ``columns.ACTIONS`` with its ``department``."""
    with st.container(border=True):
        st.markdown(
            f"**{action.rank}. {VERBS[action.kind]}** · {plain(action.department)} · "
            f"{PUBLIC_LABELS[Public(action.public)]} · {plain(_what(action))}"
        )
        st.caption(_figures(action))
        st.markdown(f"**Pourquoi.** {plain(action.reason)}")
        st.markdown(plain(action.loss))
        st.markdown(f"**Financements possibles.** {plain(action.programmes) or 'aucun trouvé'}")


def _what(action: Any) -> str:
    if action.kind == "créer":
        return f"une formation pour « {action.need} »"
    provider = f", {action.provider}" if action.provider else ""
    return f"« {action.course} »{provider}"


def _figures(action: Any) -> str:
    chosen = "retenue" if action.chosen else "non retenue"
    parts = [
        french.plural(action.groups, "groupe"),
        f"{french.plural(action.places, 'place')} par an",
        f"{french.number(action.hours, 1 if action.hours % 1 else 0)} h par personne",
        f"{french.euros(action.cost)} par an",
        f"{french.number(action.closed)} personnes × compétences comblées",
        f"fiabilité {french.percent(action.reliability)}",
    ]
    return " · ".join([chosen, *parts])
