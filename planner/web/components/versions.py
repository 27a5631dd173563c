"""Versions of catalogues: what an import would change, the versions kept, bringing one back, the catalogue out."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from planner.report import CATALOGUE_FORMATS
from planner.store import Act, CatalogueDiff, restore_import
from planner.web import data, uploads, visitor
from planner.web.components import imports, table
from planner.web.components.words import plain, typeset
from planner.web.language import N_, WORDS, _, counted
from planner.web.uploads import Outcome

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Format → button, file name and type.
EXPORTS = {
    "xlsx": (N_("Classeur Excel"), "catalogue.xlsx", EXCEL),
    "lheo": (N_("LHEO 2.3 (XML)"), "catalogue_lheo.xml", "application/xml"),
    "mcf": (N_("Colonnes de Mon Compte Formation (CSV)"), "catalogue_mcf.csv", "text/csv"),
}
NOTHING = N_("Aucun catalogue importé : les formations de démonstration tiennent lieu d'exemple.")
NOTHING_OF_YOURS = N_("Votre organisme n'a encore importé aucun fichier.")
CHANGES = ["change", "title", "provider", "column", "before", "after"]


def show_changes(diff: CatalogueDiff) -> None:
    """Draw what an import would change in the courses in use, before anything is written."""
    st.markdown(
        _("Par rapport au catalogue importé : **{changes}**").format(changes=typeset(diff.said(WORDS)))
    )
    lines = _change_lines(diff)
    if not lines.empty:
        table.show(lines, CHANGES, "catalogue-changements", what=_("changements que fera l'import"))


def show_kept(kind: str) -> None:
    """Draw the versions of each provider, with a button to bring an earlier one back, and the exports."""
    kept = data.versions()
    if kept.empty:
        st.caption(_(NOTHING if visitor.may(Act.READ_POSTINGS) else NOTHING_OF_YOURS))
        return
    st.markdown(_("**Versions gardées** (une version n'en efface aucune)"))
    may_restore = visitor.may(Act.RESTORE_CATALOGUE)
    for row in kept.itertuples(index=False):
        words, button = st.columns([5, 1], vertical_alignment="center")
        state = _(" · **en service**") if row.in_use else ""
        day = row.imported_at.strftime("%d/%m/%Y")
        courses = counted(row.courses, "formation", "formations")
        provider = row.provider or _("Organisme non dit")
        line = _("{provider} · {file} · {courses} · importée le {day}")
        said = line.format(provider=plain(provider), file=plain(row.filename), courses=courses, day=day)
        words.markdown(said + state)
        if not row.in_use and may_restore:
            key = f"restaurer-{row.provider}-{row.import_id}"
            if button.button(_("Restaurer"), key=key, width="stretch"):
                back = _("Version du {day} remise en service.").format(day=day)
                sentence = f"{back} {restore_import(data.database(), row.import_id).diff.said(WORDS)}"
                imports.remember(kind, [Outcome(sentence, True, ())])
    st.markdown(_("**Le catalogue en service, à télécharger**"))
    for place, name in zip(st.columns(len(CATALOGUE_FORMATS)), CATALOGUE_FORMATS, strict=True):
        label, file, mime = EXPORTS[name]
        place.download_button(
            _(label), data.recorded(partial(uploads.exported, name), Act.EXPORT_CATALOGUE, file), file, mime, key=f"export-{name}",
            icon=":material/download:", on_click="ignore", width="stretch",
        )  # fmt: skip


def _change_lines(diff: CatalogueDiff) -> pd.DataFrame:
    blank = {"column": "", "before": "", "after": ""}
    parts = [
        diff.new[["title", "provider"]].assign(change=N_("nouvelle"), **blank),
        diff.changes.assign(change=N_("modifiée")),
        diff.gone[["title", "provider"]].assign(change=N_("retirée"), **blank),
    ]
    return pd.concat([part[CHANGES].astype(str) for part in parts], ignore_index=True)
