"""Secteurs et territoires: where things stand and why, what is strong or weak, a card a sector, the four hearings."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd
import streamlit as st

from planner import french
from planner.needs import FEW_COURSES, MINIMUM_DEMAND
from planner.report import (
    PUBLIC_LABELS,
    by_audience,
    by_axis,
    disparities_in_scope,
    key_figures,
    strengths_in_scope,
)
from planner.web import work
from planner.web.components import chart, maps, plots, sector_card, table
from planner.web.components.chart import Chart
from planner.web.components.table import UNIT, layer_name
from planner.web.components.words import plain, typeset
from planner.web.language import N_, _, counted
from planner.web.work import View


class Indicator(NamedTuple):
    """What the map shades: a column of the disparities, its name, how it is written, what it counts, its title."""

    column: str
    label: str
    write: Callable[[float], str]
    unit: str
    title: str


INDICATORS = {
    "missing_per_1000": Indicator(
        "missing_per_1000", N_("Manque pour 1 000 emplois"), french.number,
        N_("personnes × compétences par an, pour 1 000 emplois"),
        N_("Pour 1 000 emplois, le manque va de {low} ({lowest}) à {high} ({highest})"),
    ),
    "coverage": Indicator(
        "coverage", N_("Taux de couverture"), lambda value: french.percent(value, 2), N_("places / demande"),
        N_("Les places couvrent de {low} ({lowest}) à {high} ({highest}) de la demande"),
    ),
    "in_person_per_1000": Indicator(
        "in_person_per_1000", N_("Places sur place"), lambda value: french.number(value, 1),
        N_("places par an des formations IA tenues dans le département, pour 1 000 emplois"),
        N_("Pour 1 000 emplois, de {low} ({lowest}) à {high} ({highest}) places sur place"),
    ),
    "reliability": Indicator(
        "reliability", N_("Fiabilité"), french.percent, N_("part du chiffre qui est observée"),
        N_("La part observée des chiffres va de {low} ({lowest}) à {high} ({highest})"),
    ),
}  # fmt: skip
DISPARITIES = [
    "department", "missing_per_1000", "index", "driver", "coverage", "coverage_low", "coverage_high",
    "in_person_per_1000", "in_person_courses", "small", "reliability", "jobs", "demand", "supply", "missing",
]  # fmt: skip
STRENGTHS = [
    "verdict_label", "place_label", "layer_label", "finding", "coverage", "coverage_low", "coverage_high",
    "region_coverage", "reliability",
]  # fmt: skip
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
VERDICTS = {"force": N_("Forces"), "faiblesse": N_("Faiblesses")}
SCOPES = {"dept": N_("Territoires"), "filiere": N_("Secteurs")}
TOLD = 6  # sentences of each verdict that are read at once; the others stay in the table


def render() -> None:
    """Draw the page."""
    view = work.view()
    if not view.figure(key_figures).demand:
        st.info(_("Aucun écart dans ce périmètre : élargissez les filtres."))
        return
    parts = {
        _("Carte et disparités"): _disparities,
        _("Forces et faiblesses"): _strengths,
        _("Fiches par secteur"): sector_card.show,
        _("Par axe et par public"): _hearings,
    }
    for tab, draw in zip(
        st.tabs(list(parts), key="onglets-territoires", on_change="rerun"), parts.values(), strict=True
    ):
        if tab.open:
            with tab:
                draw(view)


def _disparities(view: View) -> None:
    """The map of one indicator, then for each département how far it is from the region, and why."""
    lines = view.figure(disparities_in_scope).rename(columns={"label": "department"})
    name = st.segmented_control(
        _("Indicateur"), list(INDICATORS), format_func=lambda key: _(INDICATORS[key].label),
        default="missing_per_1000", required=True,
    )  # fmt: skip
    chart.show(_map(view, lines, INDICATORS[name]))
    st.markdown(f"**{_('Ce qui fait la différence avec la région')}**")
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


def _map(view: View, lines: pd.DataFrame, indicator: Indicator) -> Chart:
    figures, column = view.figure(key_figures), indicator.column
    known = lines.dropna(subset=column)
    lowest, highest = (known.loc[pick] for pick in (known[column].idxmin(), known[column].idxmax()))
    title = _(indicator.title).format(
        low=indicator.write(lowest[column]),
        lowest=lowest["department"],
        high=indicator.write(highest[column]),
        highest=highest["department"],
    )
    if len(known) == 1:
        title = f"{lowest['department']} : {indicator.write(lowest[column])}, {_(indicator.unit)}"
    sample = ", ".join(
        (
            counted(figures.postings_in_scope, "offre", "offres"),
            counted(figures.courses_in_scope, "formation", "formations"),
        )
    )
    return Chart(
        key=_("disparités par département"),
        title=title,
        figure=maps.departments(
            dict(zip(known["dept"], known[column], strict=True)),
            {row.dept: _written(row, indicator) for row in known.itertuples(index=False)},
            view.results.departments,
        ),
        reading=chart.reading(_(indicator.unit), sample, figures.reliability)
        + " · "
        + _("Plus foncé : valeur plus haute. Contours simplifiés."),
        data=lines,
        columns=DISPARITIES,
    )


def _written(row: tuple, indicator: Indicator) -> str:
    """The value on the map, with its interval or its reserve when there is one."""
    said = indicator.write(getattr(row, indicator.column))
    if indicator.column == "coverage":
        said += f"<br>({indicator.write(row.coverage_low)} – {indicator.write(row.coverage_high)})"
    if row.small and indicator.column == "in_person_per_1000":
        said += f"<br>{_('petit effectif')}"
    return said


def _strengths(view: View) -> None:
    """Sentences that passed their test, territories then sectors, and the whole table."""
    lines = view.figure(strengths_in_scope)
    st.caption(
        typeset(
            _(
                "Une phrase n'est écrite que si la couverture de la région, pour la même couche de compétences, sort de "
                "l'intervalle du territoire ou du secteur, et si la demande y dépasse {minimum} {unit}. Les plus marquées d'abord."
            ).format(minimum=french.number(MINIMUM_DEMAND), unit=UNIT)
        )
    )
    if lines.empty:
        st.info(_("Aucun écart à la région ne dépasse son intervalle dans ce périmètre."))
        return
    for scope, heading in SCOPES.items():
        of_scope = lines[lines["scope"] == scope]
        if len(of_scope):
            st.header(_(heading), anchor=False)
            for place, (verdict, label) in zip(
                st.columns(len(VERDICTS), gap="large"), VERDICTS.items(), strict=True
            ):
                with place:
                    _sentences(_(label), of_scope[of_scope["verdict"] == verdict])
    _all_strengths(lines)


def _sentences(heading: str, lines: pd.DataFrame) -> None:
    st.markdown(f"**{heading}** ({french.number(len(lines))})")
    if lines.empty:
        st.caption(_("Aucune ne passe le test."))
    for sentence in lines["sentence"].head(TOLD):
        st.markdown(f"- {plain(sentence)}")
    if len(lines) > TOLD:
        st.caption(_("Les autres sont dans le tableau."))


def _all_strengths(lines: pd.DataFrame) -> None:
    shown = lines.rename(
        columns={
            "label": "place_label", "low": "coverage_low", "high": "coverage_high",
            "region": "region_coverage", "sentence": "finding",
        }
    )  # fmt: skip
    shown["verdict_label"] = shown["verdict"]
    shown["layer_label"] = [layer_name(layer) for layer in shown["layer"]]
    with st.expander(_("Voir toutes les forces et faiblesses"), expanded=False):
        table.show(shown, STRENGTHS, "forces", what=_("forces et faiblesses"))


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
    audiences["public"] = audiences["public"].map({str(p): label for p, label in PUBLIC_LABELS.items()})
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
