"""What changed since an earlier campaign: cautions, movements, totals, what was done of its recommendations."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from planner import french
from planner.report import Evolution, cautions, followed_sentence, movements
from planner.web.components.words import plain
from planner.web.language import WORDS, _

RATES = ("answered", "reliability")  # shares; every other total is a count


def show(found: Evolution) -> None:
    """Draw the comparison; the workbook holds its tables, line by line."""
    st.header(_("Depuis la campagne « {name} »").format(name=plain(found.earlier)), anchor=False)
    for sentence, warning in cautions(found, WORDS):
        if warning:
            st.warning(plain(sentence), icon=":material/warning:")
        else:
            st.caption(plain(sentence))
    for sentence in movements(found, WORDS):
        st.markdown(f"- {plain(sentence)}")
    if len(found.recommendations):
        sheet = _("feuille {sheet}").format(sheet="Suites données")
        st.markdown(f"- {plain(followed_sentence(found.recommendations, WORDS))} *({sheet})*")
    st.table(_totals(found), hide_index=True, alt=_("Les deux campagnes"))


def _totals(found: Evolution) -> pd.DataFrame:
    """The totals that both campaigns have, written in French; the part of the method where it is counted apart."""
    known = found.totals.dropna(subset=["before", "after"])
    shown = {_("Chiffre"): "label", _("Avant"): "before", _("Maintenant"): "after", _("Changement"): "change"}
    if found.separated:
        shown |= {_("Dû à la méthode"): "by_method", _("Dû aux faits"): "by_facts"}
    rows = [
        [_(row[key]) if key == "label" else _written(row["measure"], row[key]) for key in shown.values()]
        for row in known.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=list(shown))


def _written(measure: str, value: float) -> str:
    return french.percent(value, 1) if measure in RATES else french.number(value)
