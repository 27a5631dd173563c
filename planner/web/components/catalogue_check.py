"""A provider's own file: template, check with every problem at once, corrected workbook, import."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from planner import french
from planner.needs import teachings
from planner.report import Filters, courses_read
from planner.web import uploads, work
from planner.web.components import imports, problems, table
from planner.web.components.words import plain
from planner.web.state import Key
from planner.web.uploads import Read
from planner.web.work import View

KIND = "catalogue"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
READ_AS = [
    "title",
    "reading",
    "skills",
    "skill_labels",
    "public",
    "hours",
    "price",
    "places",
    "places_stated",
]
NOTE = (
    "Excel, LibreOffice ou CSV, vos propres colonnes sont reconnues. L'intitulé suffit avec l'organisme ou quelques "
    "lignes d'objectifs ; RNCP, Formacode, prix et places sont facultatifs."
)


def show() -> None:
    """Draw the three steps: template, check, import."""
    st.markdown("**1. Partez du modèle** (ou de votre propre tableur)")
    st.download_button(
        "Télécharger le modèle de catalogue", uploads.template, "modele_catalogue.xlsx", EXCEL,
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip
    st.markdown("**2. Contrôlez votre fichier** : rien n'est enregistré à cette étape")
    with st.form("contrôle-catalogue", clear_on_submit=True, border=True):
        file = st.file_uploader(
            "Catalogue de formations", type=["xlsx", "ods", "csv", "gz", "txt", "tsv"], help=NOTE
        )
        st.caption(NOTE)
        if st.form_submit_button("Contrôler", type="primary") and file:
            st.session_state[Key.CHECKED] = uploads.read(KIND, file.name, file.getvalue(), work.references())
            st.session_state[Key.OUTCOMES] = {}
    checked = st.session_state.get(Key.CHECKED)
    if checked is not None:
        _checked(checked)
    for outcome in st.session_state.get(Key.OUTCOMES, {}).get(KIND, ()):
        (st.success if outcome.kept else st.error)(plain(outcome.sentence))
    imports.kept(KIND)


def _checked(file: Read) -> None:
    """What was found in the file, the corrected workbook, how its courses are read, the import."""
    (st.info if file.intake else st.error)(plain(file.sentence))
    problems.show(file.problems, "problèmes-catalogue")
    if file.rows_read and file.problems:
        st.download_button(
            "Télécharger mon fichier annoté", lambda: uploads.annotated(file), f"annoté_{file.name.rsplit('.', 1)[0]}.xlsx",
            EXCEL, icon=":material/edit_note:", on_click="ignore",
            help="Votre tableur, chaque cellule fautive en couleur avec la correction en commentaire.",
        )  # fmt: skip
    if file.intake is None:
        return
    st.markdown("**Comment vos formations sont lues**")
    table.show(
        _reading(work.view(), file.intake.frame),
        READ_AS,
        "catalogue-lu",
        what="formations du fichier contrôlé",
    )
    st.markdown("**3. Importez** : les écarts et les priorités comptent alors vos formations")
    usable = french.plural(file.intake.rows_usable, "formation utilisable", "formations utilisables")
    if st.button(f"Importer {usable}", type="primary"):
        st.session_state[Key.CHECKED] = None
        imports.remember(KIND, [uploads.keep(file)])


def _reading(view: View, courses: pd.DataFrame) -> pd.DataFrame:
    """How these courses would be read (:func:`planner.report.courses_read`)."""
    texts = zip(courses["course_id"], courses["title"], courses["content"], strict=True)
    taught = teachings(courses, work.matcher().reader.mentions(texts, postings=False))
    inputs = replace(view.results.inputs, courses=courses)
    return courses_read(replace(view.results, inputs=inputs, teachings=taught), Filters())
