"""« Comment mes formations sont lues »: skills with evidence and share, verdict, advice, likely duplicates, codes."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from planner import french
from planner.model import Taxonomy
from planner.needs import CourseReading, course_remarks, read_courses
from planner.references import References, installed_certifications
from planner.settings import Settings
from planner.web import data, work
from planner.web.components import course_occupations, table
from planner.web.components.table import layer_name
from planner.web.language import FRENCH, N_, WORDS, _, current
from planner.web.progress import progress_bar

# Beyond this number of courses, ROME and ESCO (some milliseconds a line of programme) are not read on screen. Our choice.
MOST_LINKED = 300
READINGS_KEPT = 8
COURSES = [
    "own_title", "reading", "layer_label", "level_read", "publics_read", "ai_share", "skills", "rome_proposed", "formacode", "origin",
]  # fmt: skip
SKILLS = ["own_title", "evidence", "label", "share", "taxonomy_label", "layer_label", "score"]
IN_FILE = N_("écrit dans le fichier ou retenu par vous")
TAXONOMIES = {"ai": N_("Référentiel IA"), "rome": N_("ROME"), "esco": N_("ESCO")}


def show(courses: pd.DataFrame, catalogue: pd.DataFrame) -> CourseReading:
    """Draw how these courses are read, and return it; duplicates are sought in ``catalogue`` too (both ``columns.COURSES``)."""
    linked = len(courses) <= MOST_LINKED
    read = _read(courses, catalogue, linked)
    st.caption(
        _(
            "Une compétence est enseignée quand l'intitulé ou le programme la nomme ; le seul mot « IA » ne dit pas ce qu'on "
            "apprend. Un code proposé reste à vérifier."
        )
    )
    table.show(
        _course_lines(read, courses), COURSES, "lecture-formations", what=_("formations du fichier contrôlé")
    )
    st.markdown(_("**Compétences lues, et les mots qui le disent**"))
    if not linked:
        st.caption(
            _("Au-delà de {most} formations, seul le référentiel IA est lu ici.").format(most=MOST_LINKED)
        )
    titles = dict(zip(courses["course_id"], courses["title"], strict=True))
    _or_nothing(
        _skill_lines(read, titles),
        SKILLS,
        "lecture-compétences",
        _("compétences lues"),
        _("Aucune compétence lue."),
    )
    st.markdown(_("**Conseils pour que vos formations soient trouvées**"))
    remarks = read.remarks
    if current() != FRENCH:
        remarks = course_remarks(courses, read.courses, read.twins, WORDS)
    advice = remarks.assign(own_title=remarks["course_id"].map(titles))
    _or_nothing(
        advice, ["own_title", "message", "fix"], "lecture-conseils", _("conseils"), _("Rien à conseiller.")
    )
    st.markdown(_("**Doublons probables**"))
    _or_nothing(_twin_lines(read, titles), ["own_title", "other", "where", "reason"], "lecture-doublons", _("doublons probables"), _("Aucun doublon probable, dans le fichier ni avec le catalogue importé."))  # fmt: skip
    return read


def _read(courses: pd.DataFrame, catalogue: pd.DataFrame, linked: bool) -> CourseReading:
    key = "|".join((work.references_key(), data.content_key(courses), data.content_key(catalogue)))
    return _reading(key, linked, courses, catalogue, work.references())


@st.cache_resource(max_entries=READINGS_KEPT, show_spinner=False)
def _reading(
    key: str, linked: bool, _courses: pd.DataFrame, _catalogue: pd.DataFrame, _references: References
) -> CourseReading:
    """``key`` is the content of what is read."""
    with progress_bar(_("Lecture de vos formations")) as progress:
        return read_courses(
            _courses,
            framework=_references.framework,
            rome=_references.rome,
            esco=_references.esco,
            certifications=installed_certifications(Settings.from_environment().home),
            catalogue=_catalogue,
            vocabularies=(Taxonomy.ROME, Taxonomy.ESCO) if linked else (),
            progress=progress,
        )


def _course_lines(read: CourseReading, courses: pd.DataFrame) -> pd.DataFrame:
    lines = read.courses
    own = lines["course_id"].map(dict(zip(courses["course_id"], courses["rome"], strict=True)))
    sources = lines["rome_source"].fillna("").mask(own != "", IN_FILE)
    origins = zip(sources, lines["formacode_source"].fillna(""), strict=True)
    return lines.assign(
        own_title=lines["title"],
        layer_label=lines["layer"].map(_layer),
        publics_read=lines["publics"].str.replace("|", ", ", regex=False),
        rome_proposed=course_occupations.named(
            own.where(own != "", lines["rome"]), course_occupations.labels()
        ),
        formacode=lines["formacode"].fillna("").str.replace("|", ", ", regex=False),
        origin=[_(" ; ").join(_(said) for said in dict.fromkeys(filter(None, pair))) for pair in origins],
    )


def _skill_lines(read: CourseReading, titles: dict[str, str]) -> pd.DataFrame:
    labels = read.skills["label"]
    if current() != FRENCH:
        own = work.references_said().framework.skills.set_index("skill_id")["label_fr"]
        labels = read.skills["skill_id"].map(own).fillna(labels)
    return read.skills.assign(
        label=labels,
        own_title=read.skills["course_id"].map(titles),
        taxonomy_label=read.skills["taxonomy"].map(TAXONOMIES).map(_),
        layer_label=read.skills["layer"].map(_layer),
    )


def _twin_lines(read: CourseReading, titles: dict[str, str]) -> pd.DataFrame:
    return read.twins.assign(
        own_title=read.twins["course_id"].map(titles),
        other=read.twins["other_id"].map(lambda other: titles.get(other, other)),
        reason=read.twins["why"].map(_),
        where=read.twins["where"].map(_),
    )


def _layer(layer: float) -> str:
    return french.UNKNOWN if pd.isna(layer) else layer_name(int(layer))


def _or_nothing(lines: pd.DataFrame, columns: list[str], key: str, what: str, nothing: str) -> None:
    if lines.empty:
        st.caption(nothing)
    else:
        table.show(lines, columns, key, what=what)
