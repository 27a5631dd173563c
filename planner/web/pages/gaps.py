"""Écarts: demand, places and what is missing, skill by skill, down to the words read."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from planner import french
from planner.report import KeyFigures, by_skill, crossed, heatmap, key_figures
from planner.web import state, work
from planner.web.components import chart, plots, skill_card, table
from planner.web.components.chart import Chart
from planner.web.components.table import UNIT, layer_name
from planner.web.language import N_, _, counted
from planner.web.refusals import part
from planner.web.state import Key
from planner.web.work import View

# Skills on the heatmap, what fits a screen: the first ones of each layer, or more when one layer is asked.
OF_EACH_LAYER, OF_ONE_LAYER = 4, 20
MEASURES = {"missing": N_("Manque"), "answered": N_("Demande servie")}
FIGURES = ["demand", "low", "high", "supply", "missing", "coverage", "answered", "reliability", "sample"]
# What a line of the table is → columns that name it and second dimension of the gaps.
GRAINS = {
    N_("Compétence"): ((), ""),
    N_("Compétence × département"): (("department",), "dept"),
    N_("Compétence × secteur"): (("filiere_label",), "filiere"),
    N_("Compétence × public"): (("public",), "public"),
}


def render() -> None:
    """Draw the page."""
    view = work.view()
    figures = view.figure(key_figures)
    if not figures.demand:
        st.info(_("Aucun écart dans ce périmètre : élargissez les filtres."))
        return
    chart.show(_heatmap(view, figures))
    st.divider()
    _lines(view)


def _heatmap(view: View, figures: KeyFigures) -> Chart:
    """The skills most missing × département, shaded by what is missing or by what is served."""
    measure = st.segmented_control(
        _("Mesure"),
        list(MEASURES),
        format_func=lambda name: _(MEASURES[name]),
        default="missing",
        required=True,
    )
    skills = view.figure(by_skill)
    lacking = skills[skills["missing"] > 0]
    most = OF_EACH_LAYER if lacking["layer"].nunique() > 1 else OF_ONE_LAYER
    top = lacking.groupby("layer").head(most).sort_values(["layer", "missing"], ascending=[True, False])
    data = view.figure(heatmap)
    data = data[data["skill_id"].isin(top["skill_id"])]
    rank = {skill: place for place, skill in enumerate(top["skill_id"])}
    data = data.sort_values(
        ["skill_id", "dept"], key=lambda cells: cells.map(rank) if cells.name == "skill_id" else cells
    )
    data["layer_label"] = [layer_name(layer) for layer in data["layer"]]
    codes = " · ".join(f"{code} {label}" for code, label in view.results.departments.items())
    share = top["missing"].sum() / figures.missing if figures.missing else float("nan")
    return Chart(
        key="compétences par département",
        title=_("{count} sur {all}, les premières de chaque couche, font {share} du manque").format(
            count=counted(len(top), "compétence", "compétences"), all=figures.skills_in_gap, share=french.percent(share)
        ),
        figure=plots.heatmap(data, "label", "dept", measure, share=measure == "answered"),
        reading=f"{chart.reading(UNIT, counted(figures.postings_in_scope, 'offre', 'offres'), figures.reliability)} · {codes}",
        data=data,
        columns=["skill_id", "label", "layer_label", "department", *FIGURES],
    )  # fmt: skip


@part
def _lines(view: View) -> None:
    """The long table at the chosen grain, then one skill: the one of the line picked."""
    st.header(_("Tous les écarts"), anchor=False)
    grain = st.selectbox(_("Une ligne par"), list(GRAINS), format_func=_)
    named, dimension = GRAINS[grain]
    lines = _at_grain(view, dimension) if dimension else view.figure(by_skill).dropna(subset="demand")
    layers = lines["skill_id"].map(view.results.skills.set_index("skill_id")["layer"])
    lines["layer_label"] = [layer_name(layer) for layer in layers]
    counts = ["postings", "courses"] if not dimension else []
    st.caption(
        _(
            "{lines}. Unité : {unit} ; une personne à qui il manque trois compétences compte dans trois lignes. Cliquez "
            "à gauche d'une ligne pour voir d'où vient le chiffre."
        ).format(lines=counted(len(lines), "ligne", "lignes"), unit=_(UNIT))
    )
    columns = [
        "label",
        "layer_label",
        *named,
        *FIGURES[:5],
        "coverage",
        "answered",
        *counts,
        "reliability",
        "sample",
        "skill_id",
    ]
    picked = table.show(
        lines,
        columns,
        f"écarts-{dimension}",
        what=_("écarts par {grain}").format(grain=_(grain).lower()),
        select=True,
    )
    if picked is not None:
        st.session_state[Key.SKILL] = lines.at[picked, "skill_id"]
    st.divider()
    _one_skill(view)


def _at_grain(view: View, dimension: str) -> pd.DataFrame:
    """Gaps by skill and one more dimension, most missing first, with labels."""
    lines = view.figure(crossed, rows="skill_id", columns=dimension)
    known = view.results.skills.set_index("skill_id")
    lines["label"] = lines["skill_id"].map(known["label_fr"])
    lines["department"] = lines["dept"].map(view.results.departments) if dimension == "dept" else ""
    lines["filiere_label"] = lines["filiere"].map(view.results.filieres) if dimension == "filiere" else ""
    return lines.sort_values(["missing", "skill_id"], ascending=[False, True], ignore_index=True)


def _one_skill(view: View) -> None:
    """Everything behind the figures of one skill."""
    st.header(_("D'où vient le chiffre"), anchor=False)
    skills = view.figure(by_skill).set_index("skill_id")
    options = list(skills.index)
    if st.session_state.get(Key.SKILL) not in options:
        st.session_state[Key.SKILL] = options[0]
    skill_id = st.selectbox(
        _("Compétence"),
        options,
        format_func=lambda code: f"{skills.at[code, 'label']} ({code})",
        key=Key.SKILL,
    )
    state.note_skill(skill_id)
    skill_card.show(view, skill_id, "écarts")
