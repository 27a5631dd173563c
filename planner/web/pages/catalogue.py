"""Catalogue: how courses are read, and checking one's own file before importing it."""

from __future__ import annotations

import streamlit as st

from planner import french
from planner.matching import joined
from planner.report import courses_read, key_figures
from planner.store import Act
from planner.web import data, visitor, work
from planner.web.components import catalogue_check, marked, page_tabs, table, why_read
from planner.web.components import figures as main_figures
from planner.web.components.figures import Figure
from planner.web.components.words import plain
from planner.web.evidence import mention_lines
from planner.web.language import _, counted
from planner.web.work import View

LINES = [
    "title", "reading", "skills", "skill_labels", "provider", "public", "dept_label", "modality", "hours", "price",
    "places", "places_stated",
]  # fmt: skip


def render() -> None:
    """Draw the page: the courses read, then one's own file; for a provider, its own courses alone."""
    if not visitor.may(Act.READ_POSTINGS):
        catalogue_check.show()
        return
    parts = {
        _("Formations lues"): lambda: _read(work.view()),
        _("Contrôler et importer un catalogue"): catalogue_check.show,
    }
    page_tabs.show("catalogue", parts)


def _read(view: View) -> None:
    main_figures.show(_main_figures(view))
    lines = view.figure(courses_read)
    if lines.empty:
        st.info(_("Aucune formation dans ce périmètre : élargissez les filtres ou importez un catalogue."))
        return
    found = list(dict.fromkeys(lines["reading"]))
    readings = st.pills(_("Lecture"), found, format_func=_, selection_mode="multi")
    if readings:
        lines = lines[lines["reading"].isin(readings)].reset_index(drop=True)
    lines["dept_label"] = lines["dept"].map(view.results.departments).fillna("")
    st.caption(
        _(
            "{courses}. Une compétence est enseignée quand l'intitulé ou le programme la nomme ; le seul mot « IA » ne dit "
            "pas ce qu'on apprend. Cliquez à gauche d'une ligne pour lire la formation."
        ).format(courses=counted(len(lines), "formation", "formations"))
    )
    picked = table.show(lines, LINES, "formations", what=_("formations lues"), select=True)
    _show_course(view, lines.at[picked or 0, "course_id"])


def _show_course(view: View, course_id: str) -> None:
    """One course: its text with the skills marked, and the words that made them read."""
    courses = view.results.inputs.courses
    course = courses[courses["course_id"] == course_id].iloc[0]
    mentions = work.matcher().reader.mentions(
        [(course_id, course["title"], course["content"])], postings=False
    )
    mentions = data.corrections().apply(mentions)
    lines = why_read.numbered(mention_lines(mentions, view.results.skills).assign(counts=True))
    text, why = st.columns([3, 2], gap="large")
    with text.container(border=True):
        where = _("{provider} · {file}, ligne {row}")
        st.caption(plain(where.format(provider=course["provider"], file=course["source"], row=course["row"])))
        marked.show(joined(course["title"], course["content"]), lines, marked.OF_A_COURSE)
    with why:
        if lines.empty:
            st.info(
                _(
                    "Aucune compétence IA lue dans cette formation. Si elle en enseigne, dites lesquelles dans les objectifs ou le contenu."
                )
            )
            return
        why_read.show(lines, voices=False)


def _main_figures(view: View) -> list[Figure]:
    figures = view.figure(key_figures)
    lines = view.figure(courses_read)
    stated = lines["places_stated"].mean() if len(lines) else float("nan")
    return [
        Figure(_("Formations lues"), french.number(figures.courses_in_scope), _("dans le périmètre")),
        Figure(_("Enseignent l'IA"), french.number(figures.courses_teaching_ai), _("une compétence précise du référentiel, au moins")),
        Figure(_("Disent seulement IA"), french.number(figures.courses_saying_only), _("nomment l'IA, sans compétence précise lue")),
        Figure(_("Places connues"), french.percent(stated), _("des formations ; les autres ont une valeur par défaut")),
    ]  # fmt: skip
