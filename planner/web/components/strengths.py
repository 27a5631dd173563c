"""Strengths and weaknesses: the sentences that passed their test, and all of them as a table."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from planner import french
from planner.needs import MINIMUM_DEMAND
from planner.web import evidence
from planner.web.components import fold, table
from planner.web.components.table import UNIT, layer_name
from planner.web.components.words import plain, typeset
from planner.web.language import N_, _
from planner.web.work import View

COLUMNS = [
    "verdict_label", "place_label", "layer_label", "finding", "coverage", "coverage_low", "coverage_high",
    "region_coverage", "reliability",
]  # fmt: skip
VERDICTS = {"force": N_("Forces"), "faiblesse": N_("Faiblesses")}
SCOPES = {"dept": N_("Territoires"), "filiere": N_("Secteurs")}
TOLD = 6  # sentences of each verdict that are read at once; the others stay in the table


def show(view: View) -> None:
    """Draw the test, then what passed it: territories, sectors, the whole table."""
    lines = view.figure(evidence.strengths_said)
    st.caption(
        typeset(
            _(
                "Une phrase n'est écrite que si la couverture de la région, pour la même couche de compétences, sort de "
                "l'intervalle du territoire ou du secteur, et si la demande y dépasse {minimum} {unit}. Les plus marquées d'abord."
            ).format(minimum=french.number(MINIMUM_DEMAND), unit=_(UNIT))
        )
    )
    if lines.empty:
        st.info(_("Aucun écart à la région ne dépasse son intervalle dans ce périmètre."))
        return
    for scope, heading in SCOPES.items():
        of_scope = lines[lines["scope"] == scope]
        if len(of_scope):
            st.header(_(heading), anchor=False)
            _by_verdict(of_scope)
    _all(lines)


def _by_verdict(lines: pd.DataFrame) -> None:
    for place, (verdict, label) in zip(st.columns(len(VERDICTS), gap="large"), VERDICTS.items(), strict=True):
        with place:
            _sentences(_(label), lines.loc[lines["verdict"] == verdict, "sentence"])


def _sentences(heading: str, sentences: pd.Series) -> None:
    st.markdown(f"**{heading}** ({french.number(len(sentences))})")
    if sentences.empty:
        st.caption(_("Aucune ne passe le test."))
        return
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in sentences.head(TOLD)))
    if len(sentences) > TOLD:
        st.caption(_("Les autres sont dans le tableau."))


def _all(lines: pd.DataFrame) -> None:
    names = {
        "label": "place_label",
        "low": "coverage_low",
        "high": "coverage_high",
        "region": "region_coverage",
    }
    shown = lines.rename(columns={**names, "sentence": "finding", "verdict": "verdict_label"})
    shown["layer_label"] = [layer_name(layer) for layer in shown["layer"]]
    draw = partial(table.show, shown, COLUMNS, "forces", what=_("forces et faiblesses"))
    fold.show(_("Voir toutes les forces et faiblesses"), "pli-forces", draw)
