"""Secteurs et territoires: where things stand and why, what is strong or weak, a card a sector, the four hearings."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from planner import french
from planner.needs import FEW_COURSES
from planner.report import by_audience, by_axis, key_figures
from planner.web import evidence, labels, work
from planner.web.components import chart, page_tabs, plots, sector_card, strengths
from planner.web.components.chart import Chart
from planner.web.components.disparity_map import INDICATORS, MISSING, disparity_map
from planner.web.components.table import UNIT
from planner.web.components.words import plain, typeset
from planner.web.language import _, counted, each
from planner.web.work import View

MEASURES = [
    "skills",
    "demand",
    "low",
    "high",
    "supply",
    "missing",
    "missing_share",
    "answered",
    "reliability",
]


def render() -> None:
    """Draw the page."""
    view = work.view()
    if not view.figure(key_figures).demand:
        st.info(_("Aucun écart dans ce périmètre : élargissez les filtres."))
        return
    parts = {
        _("Carte et disparités"): _disparities,
        _("Forces et faiblesses"): strengths.show,
        _("Fiches par secteur"): sector_card.show,
        _("Par axe et par public"): _hearings,
    }
    page_tabs.show("territoires", {label: partial(draw, view) for label, draw in parts.items()})


def _disparities(view: View) -> None:
    """The map of one indicator, then for each département how far it is from the region, and why."""
    lines = view.figure(evidence.disparities_said).rename(columns={"label": "department"})
    name = st.segmented_control(
        _("Indicateur"), list(INDICATORS), format_func=lambda key: _(INDICATORS[key].label),
        default=MISSING, required=True,
    )  # fmt: skip
    chart.show(disparity_map(view, lines, name))
    st.markdown(_("**Ce qui fait la différence avec la région**"))
    for line in lines.sort_values("index", ascending=False).itertuples(index=False):
        st.markdown(typeset(_said(line)))


def _said(line: tuple) -> str:
    said = _("- **{department}**, indice {index} : {driver}").format(
        department=line.department,
        index=french.number(line.index),
        driver=plain(line.driver[0].lower() + line.driver[1:]),
    )
    few = _(" Petit effectif : moins de {few} formations IA y sont tenues, à lire avec prudence.")
    return said + few.format(few=FEW_COURSES) if line.small else said


def _hearings(view: View) -> None:
    """The same gaps by axis and by who is to be trained."""
    st.caption(
        typeset(
            _(
                "Les quatre axes sont ceux des auditions du rapport régional. Une compétence peut relever de plusieurs axes et "
                "concerner plusieurs publics : ces barres se comparent, elles ne s'additionnent pas."
            )
        )
    )
    left, right = st.columns(2, gap="large")
    axes = view.figure(by_axis).rename(columns={"label": "axis_label"})
    audiences = view.figure(by_audience).rename(columns={"label": "audience_label"})
    audiences["public"] = audiences["public"].map(labels.publics())
    axes["axis_label"], audiences["audience_label"] = (
        each(axes["axis_label"]),
        each(audiences["audience_label"]),
    )
    with left:
        chart.show(
            _bars(view, axes, "axis_label", ["axis_label", *MEASURES], _("manque par axe"), _("L'axe « {name} » porte {share} du manque")),
        )  # fmt: skip
    with right:
        chart.show(
            _bars(view, audiences, "audience_label", ["audience_label", "public", *MEASURES], _("manque par public à former"),
                  _("{share} du manque porte sur des compétences utiles au public « {name} »")),
        )  # fmt: skip


def _bars(view: View, lines: pd.DataFrame, label: str, columns: list[str], key: str, title: str) -> Chart:
    figures = view.figure(key_figures)
    first = lines.loc[lines["missing"].idxmax()]
    return Chart(
        key=key,
        title=title.format(name=first[label], share=french.percent(first["missing_share"])),
        figure=plots.bars(
            [text.capitalize() for text in lines[label]],
            lines["missing"].tolist(),
            [french.number(value) for value in lines["missing"]],
        ),
        reading=chart.reading(
            UNIT, counted(figures.postings_in_scope, "offre", "offres"), figures.reliability
        ),
        data=lines,
        columns=columns,
    )
