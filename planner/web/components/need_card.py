"""A need, whole: its skills, who lacks it and where, the courses that exist, and the path through the layers."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from planner import french
from planner.model import Public
from planner.needs import need_profile
from planner.plan import Context, pathway
from planner.report import by_skill, courses_read
from planner.web import labels
from planner.web.components import table
from planner.web.components.words import plain
from planner.web.language import N_, _, counted, listed
from planner.web.work import View

MEMBERS = [
    "skill_id",
    "label",
    "layer_label",
    "demand",
    "supply",
    "missing",
    "answered",
    "courses",
    "silhouette",
]
COURSES = ["course", "provider", "department", "public", "skill_labels", "hours", "price", "places"]
PATH = ["step", "layer_label", "course", "provider", "place", "hours", "price", "taught_labels", "note"]
LOW_COHESION = 0.1  # hypothèse: under it, a member is hardly nearer to its own need than to another
NAMED = 3  # members of a dimension named in a sentence
HEADINGS = {"dept": N_("Territoires"), "filiere": N_("Secteurs"), "public": N_("Publics")}


def show(view: View, context: Context, need: Any) -> None:
    """Draw a row of :func:`planner.report.by_need`, through the filters."""
    st.caption(_figures(need))
    for sentence in _who(view, need.need_id):
        st.markdown(sentence)
    members = view.results.needs.members
    members = members.loc[members["need_id"] == need.need_id, ["skill_id", "silhouette"]]
    skills = view.figure(by_skill).merge(members, on="skill_id").dropna(subset="demand")
    tabs = st.tabs(
        [_("Compétences"), _("Formations existantes"), _("Parcours")],
        key=f"besoin-{need.need_id}",
        on_change="rerun",
    )
    if tabs[0].open:
        with tabs[0]:
            table.show(
                skills,
                MEMBERS,
                f"membres-{need.need_id}",
                what=_("compétences du besoin {need}").format(need=need.need_id),
            )
    if tabs[1].open:
        with tabs[1]:
            _courses(view, context, need.need_id, set(members["skill_id"]))
    if tabs[2].open:
        with tabs[2]:
            _pathway(view, context, need.need_id)


def _figures(need: Any) -> str:
    return (
        _(
            "{skills} · demande {demand} · places {supply} · demande servie {answered} · fiabilité {reliability}."
        ).format(
            skills=counted(need.skills, "compétence", "compétences"),
            demand=french.number(need.demand),
            supply=french.number(need.supply),
            answered=french.percent(need.answered, 1),
            reliability=french.percent(need.reliability),
        )
        + " "
        + _cohesion(need.cohesion)
    )


def _cohesion(cohesion: float) -> str:
    """How well the members hold together; NaN for a skill that resembles no other."""
    if cohesion != cohesion:
        return _("Compétence isolée : elle ne ressemble assez à aucune autre pour entrer dans un besoin.")
    said = _("Cohésion {cohesion} sur 1.").format(cohesion=french.number(cohesion, 2))
    loose = _("Cohésion faible : les membres se ressemblent peu.") if cohesion < LOW_COHESION else ""
    return f"{said} {loose}".strip()


def _who(view: View, need_id: str) -> list[str]:
    """« **Territoires** : Loire-Atlantique 42 %, … », one sentence a dimension."""
    lines = view.figure(_profile)
    lines = lines[lines["need_id"] == need_id]
    names = view.results.departments | view.results.filieres | labels.publics()
    said = []
    for dimension, heading in HEADINGS.items():
        first = lines[lines["dimension"] == dimension].head(5 if dimension == "dept" else NAMED)
        named = [
            f"{plain(names.get(row.member, row.member))} {french.percent(row.share)}"
            for row in first.itertuples(index=False)
        ]
        said.append(f"**{_(heading)}**" + _(" : ") + (" · ".join(named) or _("aucun")))
    return said


def _profile(results: Any, filters: Any) -> pd.DataFrame:
    """Who lacks each need, in the filters' cells."""
    return need_profile(filters.apply(results.gaps, results.skills), results.needs.members)


def _courses(view: View, context: Context, need_id: str, skill_ids: set[str]) -> None:
    taught = view.results.teachings
    taught = taught[taught["skill_id"].isin(skill_ids)].sort_values("share", ascending=False, kind="stable")
    lines = view.figure(courses_read)
    lines = lines[lines["course_id"].isin(taught["course_id"])]
    if lines.empty:
        st.info(_("Aucune formation du catalogue n'enseigne une compétence de ce besoin, dans ce périmètre."))
        return
    skills = taught.assign(
        said=[
            f"{context.skill_labels[skill]} ({french.percent(share)})"
            for skill, share in zip(taught["skill_id"], taught["share"], strict=True)
        ]
    )
    lines = lines.assign(
        course=lines["title"],
        department=lines["dept"].map(view.results.departments).fillna(""),
        skill_labels=lines["course_id"].map(skills.groupby("course_id")["said"].agg(_(" ; ").join)),
    )
    table.show(
        lines, COURSES, f"formations-{need_id}", what=_("formations du besoin {need}").format(need=need_id)
    )


def _pathway(view: View, context: Context, need_id: str) -> None:
    """Steps for the public and the département that the person chooses."""
    left, right = st.columns(2)
    public = left.selectbox(
        _("Public"), [str(p) for p in reversed(Public)], format_func=labels.public,
        key=f"parcours-public-{need_id}",
    )  # fmt: skip
    places = {"": _("toute la région")} | view.results.departments
    dept = right.selectbox(
        _("Domicile"), list(places), format_func=places.get, key=f"parcours-dept-{need_id}"
    )
    steps = pathway(need_id, public, view.results.needs, context, dept or None)
    steps = steps.assign(
        layer_label=[labels.layer(layer) for layer in steps["layer"]],
        taught_labels=[
            listed([context.skill_labels[s] for s in taught.split("|") if s]) for taught in steps["taught"]
        ],
    )
    st.caption(
        _(
            "Une étape par couche : les compétences du besoin et leurs prérequis, dans des formations qui existent."
        )
    )
    table.show(steps, PATH, f"parcours-{need_id}", what=_("parcours du besoin {need}").format(need=need_id))
