"""The ROME occupation of one's own courses: keep what is proposed, or choose another, before importing."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from planner.needs import CourseReading
from planner.web import work
from planner.web.language import _, counted
from planner.web.state import Key
from planner.web.uploads import Read

NONE = ""


def labels() -> dict[str, str]:
    """ROME code → « M1805 – Études et développement informatique », in the order of the codes."""
    occupations = work.references().rome.occupations.sort_values("rome")
    pairs = zip(occupations["rome"], occupations["label"], strict=True)
    return {code: f"{code} – {label}" for code, label in pairs}


def named(codes: pd.Series, known: dict[str, str]) -> pd.Series:
    """Codes joined by | as a person reads them: « M1805 – Études…, M1405 – Data scientist »."""
    return codes.fillna("").map(
        lambda joined: ", ".join(known.get(code, code) for code in joined.split("|") if code)
    )


def ask(file: Read, read: CourseReading) -> None:
    """Draw the form; what is chosen goes in with the import, and leaves in the exports."""
    if file.intake is None:
        return
    known, courses = labels(), file.intake.frame
    proposed = {
        row.course_id: row.rome
        for row in read.courses.itertuples(index=False)
        if isinstance(row.rome, str) and row.rome
    }
    with st.expander(_("Métier ROME d'une formation : le retenir ou le changer"), icon=":material/work:"):
        keep_all = _("Retenir les métiers proposés")
        if proposed and st.button(f"{keep_all} ({len(proposed)})", key="métiers-proposés"):
            _keep(file, proposed)
        titles = dict(zip(courses["course_id"], courses["title"], strict=True))
        course = st.selectbox(
            _("Formation"), list(titles), format_func=titles.__getitem__, key="métier-formation"
        )
        current = dict(zip(courses["course_id"], courses["rome"], strict=True))[course] or proposed.get(
            course, NONE
        )
        codes = [NONE, *known]
        first = current.split("|")[0]
        code = st.selectbox(
            _("Métier visé"),
            codes,
            index=codes.index(first) if first in known else 0,
            format_func=lambda code: known.get(code, _("Aucun métier précis")),
            key=f"métier-choisi-{course}",
        )
        if st.button(_("Retenir ce métier"), key="métier-retenu"):
            _keep(file, {course: code})
    if file.chosen:
        kept = counted(len(file.chosen), "métier retenu", "métiers retenus")
        st.caption(f"{kept}. " + _("Ils entrent avec l'import et sortent dans les exports."))


def _keep(file: Read, chosen: dict[str, str]) -> None:
    st.session_state[Key.CHECKED] = file.with_occupations(chosen)
    st.rerun()
