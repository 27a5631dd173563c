"""One posting, read: its text with the skills marked, why each was read, and what the territory lacks."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from planner.matching import joined
from planner.report import by_skill
from planner.web import labels
from planner.web.components import correction, marked, skill_card, table, why_read
from planner.web.components.words import plain
from planner.web.evidence import mention_lines
from planner.web.language import N_, _
from planner.web.work import View

LACK = ["label", "demand", "supply", "missing", "answered", "courses", "reliability"]
NOTHING = N_(
    "Aucune compétence IA lue dans ce texte. Le lecteur préfère s'abstenir que forcer un rapprochement."
)


def show(posting: pd.Series, occupation: str, mentions: pd.DataFrame, view: View, key: str) -> None:
    """Draw a posting of ``columns.POSTINGS`` with its ``columns.MENTIONS``; ``occupation`` is a sentence."""
    lines = why_read.numbered(mention_lines(mentions, view.results.skills))
    text, why = st.columns([3, 2], gap="large")
    with text.container(border=True):
        marked.show(joined(posting["title"], posting["description"]), lines)
    with why:
        st.markdown(_("**Métier lu.** {occupation}").format(occupation=plain(occupation)))
        if lines.empty:
            st.info(_(NOTHING))
        else:
            why_read.show(lines, voices=True)
            correction.ask(lines, view, str(posting["posting_id"]), key)
    _lack(lines, view, key)


def _lack(lines: pd.DataFrame, view: View, key: str) -> None:
    """The gap of the skills asked, within the filters; picking one opens its courses and actions."""
    skills = view.figure(by_skill)
    asked = lines.loc[lines["counts"], "skill_id"].unique()
    skills = skills[skills["skill_id"].isin(asked)].reset_index(drop=True)
    if skills.empty:
        return
    where = labels.scope(view.filters, view.results.departments, view.results.filieres)
    st.markdown(_("**Ces compétences dans le périmètre** ({where})").format(where=plain(where)))
    st.caption(_("Cliquez à gauche d'une ligne pour ses formations, ses actions et leurs financements."))
    picked = table.show(
        skills, LACK, f"{key}-manque", what=_("manque des compétences de l'offre"), select=True
    )
    if picked is not None:
        with st.container(border=True):
            skill_card.show(view, skills.at[picked, "skill_id"], key)
