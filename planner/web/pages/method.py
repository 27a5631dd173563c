"""Méthode: how each figure is made, in words; parameters with their sources; limits; glossary."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from planner import french
from planner.web import method_text, shell, state
from planner.web.components import table
from planner.web.components.table import COLUMNS
from planner.web.components.words import typeset
from planner.web.language import _


def render() -> None:
    """Draw the page."""
    st.header(_("Comment un chiffre se fait"), anchor=False)
    for title, text in method_text.STEPS:
        with st.expander(_(title), expanded=title == method_text.STEPS[0][0]):
            st.markdown(typeset(_(text)))
    st.header(_("Ce que l'outil ne dit pas"), anchor=False)
    for limit in method_text.LIMITS:
        st.markdown(typeset(f"- {_(limit)}"))
    st.header(_("Paramètres"), anchor=False)
    st.markdown(
        typeset(
            _(
                "Chaque nombre supposé ou choisi, avec sa source ; « hypothèse » dit qu'aucune source publiée n'a été trouvée."
            )
        )
    )
    table.show(
        _parameters(),
        ["parameter", "value_used", "default", "unit", "source"],
        "paramètres",
        what=_("paramètres"),
    )
    shell.link("plan", _("Changer les paramètres"))
    st.header(_("Glossaire"), anchor=False)
    st.table(_glossary(), hide_index=True, alt=_("Glossaire"))


def _parameters() -> pd.DataFrame:
    rows = state.asked().parameters.as_rows()
    written = [
        {
            "parameter": _(row["label"]),
            "value_used": french.number(row["value"], _decimals(row["value"])),
            "default": french.number(row["default"], _decimals(row["default"])),
            "unit": _(row["unit"]),
            "source": _(row["source"]),
        }
        for row in rows
    ]
    return pd.DataFrame(written)


def _decimals(value: object) -> int:
    """As many decimals as the value needs, three at most."""
    text = f"{float(str(value)):.3f}".rstrip("0")
    return len(text.partition(".")[2])


def _glossary() -> pd.DataFrame:
    """Terms of the field, then every column that a table defines."""
    columns = {column.heading: column.note for column in COLUMNS.values() if column.note}
    terms = {_(term): _(note) for term, note in (columns | method_text.TERMS).items()}
    lines = sorted(terms.items(), key=lambda line: line[0].casefold().replace("é", "e"))
    return pd.DataFrame(
        [(term, typeset(note)) for term, note in lines], columns=[_("Terme"), _("Définition")]
    )
