"""Importing files of one kind: drop, read, keep in one transaction; and the list of what is kept."""

from __future__ import annotations

import streamlit as st

from planner.store import Act, NotPermitted, forget_import
from planner.web import data, state, uploads, visitor, work
from planner.web.components import problems
from planner.web.components.words import plain
from planner.web.language import N_, _, counted
from planner.web.progress import progress_bar
from planner.web.state import Key
from planner.web.uploads import Outcome

FILES = ["csv", "xlsx", "ods", "json", "gz", "txt", "tsv"]
NOTHING = N_("Aucun fichier importé : les données de démonstration tiennent lieu d'exemple.")


def show(kind: str, label: str, note: str, nothing: str = NOTHING) -> None:
    """Draw the form of one kind, what became of the last files, and the files kept; ``nothing`` when there is none."""
    if not visitor.may(Act.KEEP_POSTINGS):
        st.info(_("Importer des fichiers demande le rôle de planificateur ou d'administrateur."))
        kept(kind, nothing)
        return
    with st.form(f"import-{kind}", clear_on_submit=True, border=True):
        files = st.file_uploader(label, accept_multiple_files=True, type=FILES, help=note)
        st.caption(note)
        if st.form_submit_button(_("Importer"), type="primary") and files:
            _import(kind, [(file.name, file.getvalue()) for file in files])
    for place, outcome in enumerate(st.session_state.get(Key.OUTCOMES, {}).get(kind, ())):
        _outcome(outcome, f"{kind}-{place}")
    kept(kind, nothing)


def kept(kind: str, nothing: str = NOTHING) -> None:
    """Files of that kind in the store, each with a button that removes it."""
    listed = data.imports(kind)
    if listed.empty:
        st.caption(_(nothing))
        return
    st.markdown(
        _(
            "**Fichiers importés** (conservés d'une visite à l'autre, communs aux personnes qui utilisent ce serveur)"
        )
    )
    may_forget = visitor.may(Act.FORGET_CATALOGUE if kind == data.CATALOGUE else Act.FORGET_POSTINGS)
    for row in listed.itertuples(index=False):
        words, button = st.columns([5, 1], vertical_alignment="center")
        day = row.imported_at.strftime("%d/%m/%Y")
        lines = counted(row.rows, "ligne", "lignes")
        words.markdown(
            _("{file} · {lines} · importé le {day}").format(file=plain(row.filename), lines=lines, day=day)
        )
        if may_forget:
            button.button(
                _("Retirer"), key=f"retirer-{row.id}", on_click=forget, args=(row.id, kind), width="stretch"
            )


def forget(import_id: int, kind: str) -> None:
    """Remove an import, or say why not; the other files stay."""
    st.session_state[Key.OUTCOMES] = {}
    try:
        forget_import(data.database(), import_id, kind)
    except NotPermitted as refusal:
        st.session_state[Key.OUTCOMES] = {kind: (Outcome(str(refusal), False, ()),)}


def remember(kind: str, outcomes: list[Outcome]) -> None:
    """Show these outcomes after the page has run again, on the imported data."""
    st.session_state[Key.OUTCOMES] = {kind: tuple(outcomes)}
    if any(outcome.kept for outcome in outcomes):
        state.ask(state.with_demonstration(False))
    st.rerun()


def _import(kind: str, files: list[tuple[str, bytes]]) -> None:
    """Read and keep each file; a file that is refused leaves the others and the store as they are."""
    outcomes = []
    with progress_bar(_("Lecture des fichiers")) as progress:
        for done, (name, content) in enumerate(files):
            progress(_("lecture de {name}").format(name=name), done, len(files))
            outcomes.append(uploads.keep(uploads.read(kind, name, content, work.references())))
    remember(kind, outcomes)


def _outcome(outcome: Outcome, key: str) -> None:
    show_sentence = st.success if outcome.kept else st.error
    show_sentence(plain(outcome.sentence))
    if outcome.problems:
        problems.show(outcome.problems, f"problèmes-{key}")
