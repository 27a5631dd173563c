"""Journal: who imported, corrected, exported, erased, and when."""

from __future__ import annotations

import streamlit as st

from planner import french
from planner.store import AUDIT_KEPT, audit_csv, list_audit
from planner.web import data
from planner.web.components.words import typeset
from planner.web.language import _, counted

SHOWN = 500  # lines on screen; the file has them all; our choice


def render() -> None:
    """Draw the page."""
    lines = list_audit(data.database())
    if lines.empty:
        st.info(_("Aucun acte n'est encore au journal."))
        return
    st.caption(
        typeset(
            _("{lines}, la plus récente d'abord, heures UTC. Gardées {days} jours au moins : « planner purge » ôte ensuite les plus anciennes. Lire n'y est pas noté.")
        ).format(lines=counted(len(lines), "ligne", "lignes"), days=french.number(AUDIT_KEPT.days))
    )  # fmt: skip
    shown = lines.head(SHOWN).assign(at=lines["at"].dt.strftime("%d/%m/%Y %H:%M:%S"))
    headings = {
        "at": _("Date"), "actor": _("Personne"), "role": _("Rôle"), "organisation": _("Organisme"),
        "act": _("Acte"), "subject": _("Objet"),
    }  # fmt: skip
    st.dataframe(shown[list(headings)].rename(columns=headings), hide_index=True, width="stretch")
    database = data.database()
    st.download_button(
        _("Télécharger le journal (CSV)"), lambda: audit_csv(database), "journal.csv", "text/csv",
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip
