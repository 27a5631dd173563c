"""A provider's own file: template, check with every problem at once, corrected workbook, import."""

from __future__ import annotations

import streamlit as st

from planner.store import Act, NotPermitted, load_catalogue
from planner.web import data, uploads, visitor, work
from planner.web.components import course_occupations, course_reading, fold, imports, problems, versions
from planner.web.components.words import plain
from planner.web.language import N_, _, counted
from planner.web.progress import progress_bar
from planner.web.state import Key
from planner.web.uploads import Read

KIND = uploads.CATALOGUE
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES = ["xlsx", "xls", "ods", "csv", "xml", "json", "gz", "txt", "tsv", "xlsm"]
NOTE = N_(
    "Excel, LibreOffice, CSV, LHEO (XML) ou export de Mon Compte Formation ; vos propres colonnes sont reconnues. L'intitulé suffit avec l'organisme ou quelques "
    "lignes d'objectifs ; RNCP, Formacode, prix et places sont facultatifs."
)


def show() -> None:
    """Draw the three steps: template, check, import."""
    st.markdown(_("**1. Partez du modèle** (ou de votre propre tableur)"))
    st.download_button(
        _("Télécharger le modèle de catalogue"), uploads.template, "modele_catalogue.xlsx", EXCEL,
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip
    st.markdown(_("**2. Contrôlez votre fichier** : rien n'est enregistré à cette étape"))
    # Above the form: below it, neither the bar nor the answer is in sight of the button.
    answer = st.container()
    with st.form("contrôle-catalogue", clear_on_submit=True, border=True):
        file = st.file_uploader(_("Catalogue de formations"), type=FILES, help=_(NOTE))
        st.caption(_(NOTE))
        own = visitor.actor().organisations[:1]
        provider = st.text_input(
            _("Nom de votre organisme, si votre fichier ne le dit pas"),
            "".join(own),
            key="organisme-du-fichier",
        )
        wanted = st.form_submit_button(_("Contrôler"), type="primary")
    if wanted and file:
        with answer, progress_bar(_("Contrôle du fichier")) as progress:
            st.session_state[Key.CHECKED] = uploads.read(
                KIND, file.name, file.getvalue(), work.references(), progress, provider.strip()
            )
        st.session_state[Key.OUTCOMES] = {}
    checked = st.session_state.get(Key.CHECKED)
    for outcome in st.session_state.get(Key.OUTCOMES, {}).get(KIND, ()):
        (answer.success if outcome.kept else answer.error)(plain(outcome.sentence))
    if checked is not None:
        (answer.info if checked.intake else answer.error)(plain(checked.sentence))
        _checked(checked)
    versions.show_kept(KIND)
    if not data.imports(KIND).empty:
        with st.expander(_("Fichiers importés : en retirer un")):
            imports.kept(KIND)
    if checked is None:
        _in_use()


def _in_use() -> None:
    """How the courses of one provider, once imported, are read: where the provider's journey ends."""
    if data.imports(KIND).empty:
        return
    imported = any(outcome.kept for outcome in st.session_state.get(Key.OUTCOMES, {}).get(KIND, ()))
    said = _("**Comment mes formations sont lues**")
    fold.show(said, f"lecture-en-service-{imported}", _provider_reading, opened=imported)


def _provider_reading() -> None:
    courses = load_catalogue(data.database())
    unnamed = _("Organisme non dit")
    provider = st.selectbox(
        _("Organisme"),
        sorted(courses["provider"].unique()),
        format_func=lambda name: name or unnamed,
        key="organisme-lu",
    )
    own = courses["provider"] == provider
    course_reading.show(courses[own].reset_index(drop=True), courses[~own])


def _checked(file: Read) -> None:
    """What is wrong in the file, the corrected workbook, how its courses are read, the import."""
    problems.show(file.problems, "problèmes-catalogue")
    if file.rows_read and file.problems:
        st.download_button(
            _("Télécharger mon fichier corrigé"), lambda: uploads.annotated(file), f"corrigé_{file.name.rsplit('.', 1)[0]}.xlsx",
            EXCEL, icon=":material/edit_note:", on_click="ignore",
            help=_("Votre tableur : corrections sûres faites et marquées, chaque cellule fautive en couleur avec sa correction en commentaire."),
        )  # fmt: skip
    if file.intake is None:
        return
    st.markdown(_("**Comment mes formations sont lues**"))
    course_occupations.ask(file, course_reading.show(file.intake.frame, load_catalogue(data.database())))
    st.markdown(_("**3. Importez** : les écarts et les priorités comptent alors vos formations"))
    if not visitor.may(Act.KEEP_CATALOGUE):
        st.info(
            _("Importer un catalogue demande le rôle de prestataire, de planificateur ou d'administrateur.")
        )
        return
    try:
        changes = uploads.preview(file)
    except NotPermitted as refusal:
        st.error(plain(str(refusal)), icon=":material/error:")
        return
    if changes is not None:
        versions.show_changes(changes)
    usable = counted(file.intake.rows_usable, "formation utilisable", "formations utilisables")
    if st.button(_("Importer {courses}").format(courses=usable), type="primary"):
        st.session_state[Key.CHECKED] = None
        imports.remember(KIND, [uploads.keep(file)])
