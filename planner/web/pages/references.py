"""Référentiels: browsing the AI framework, searching ROME and ESCO, handing over, live sources, official releases."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from planner import french
from planner.references import Framework, InstallationRefused, export_framework, in_taxonomy, install
from planner.settings import Settings
from planner.store import Act
from planner.web import data, state, visitor, work
from planner.web.components import chart, framework_map, live_sources, reference_search
from planner.web.components.words import plain, typeset
from planner.web.language import N_, WORDS, _
from planner.web.progress import progress_bar
from planner.web.refusals import refusals

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Label, format of export_framework, suffix, media type, icon.
FORMS = (
    (N_("Classeur Excel"), "xlsx", "xlsx", EXCEL, ":material/table:"),
    (N_("Tableau CSV"), "csv", "csv", "text/csv", ":material/data_table:"),
    (N_("SKOS (Turtle)"), "skos", "ttl", "text/turtle", ":material/account_tree:"),
)
IN_USE = {
    "name": N_("Référentiel"),
    "version": N_("Version"),
    "date": N_("Date"),
    "origin": N_("Origine"),
    "rows": N_("Lignes"),
    "licence": N_("Licence"),
}


def render() -> None:
    """Draw the page; installing stays possible when a release is damaged."""
    with refusals():
        _map()
        reference_search.show()
        _hand_over()
        _in_use()
        if visitor.may(Act.READ_POSTINGS):
            live_sources.show()
    if visitor.may(Act.INSTALL_REFERENCES):
        _install()


def _map() -> None:
    """The framework within the filters, as a map."""
    framework = work.references_said().framework
    skills = state.filters().skills(framework.skills)
    if not skills.empty:
        chart.show(framework_map.chart(skills, in_taxonomy(framework)))


def _hand_over() -> None:
    """The whole framework as files, made at the click."""
    st.header(_("Emporter le référentiel IA"), anchor=False)
    st.markdown(
        typeset(
            _(
                "Compétences, formes écrites et liens vers ROME et ESCO, en entier, sous licence CC BY 4.0 : reprenez-les, adaptez-les, citez-les."
            )
        )
    )
    framework = work.references().framework
    for column, (label, format, suffix, mime, icon) in zip(st.columns(len(FORMS)), FORMS, strict=True):
        column.download_button(
            _(label), partial(_exported, framework, format, suffix), f"referentiel_competences_ia.{suffix}", mime,
            icon=icon, on_click="ignore", width="stretch",
        )  # fmt: skip


def _exported(framework: Framework, format: str, suffix: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"referentiel.{suffix}"
        export_framework(framework, format, path)
        return path.read_bytes()


def _in_use() -> None:
    known = work.references().in_use
    rows = [
        {name: _(str(getattr(used, name))) for name in IN_USE}
        | {"rows": french.number(used.rows), "date": french.date(used.date)}
        for used in known
    ]
    st.header(_("Référentiels utilisés"), anchor=False)
    headings = {name: _(heading) for name, heading in IN_USE.items()}
    st.table(pd.DataFrame(rows).rename(columns=headings), hide_index=True, alt=_("Référentiels utilisés"))


def _install() -> None:
    """Official archives, recognised by content; a wrong file changes nothing and says why."""
    st.header(_("Installer les référentiels officiels"), anchor=False)
    st.markdown(
        _(
            "Les extraits fournis suffisent pour commencer. Pour tout le ROME 4.0 et tout ESCO, déposez les archives "
            "officielles : ROME (`RefRomeCsv….zip`, France Travail, data.gouv.fr) et ESCO (`ESCO dataset….zip`, en français "
            "et en anglais, esco.ec.europa.eu). Comptez une minute."
        )
    )
    st.markdown(
        _(
            "Pour vérifier que les codes RNCP et RS d'un catalogue existent encore, déposez ici le registre : l'archive "
            "`export-fiches-csv….zip` (France compétences, data.gouv.fr), ou le fichier Certif Info (`.csv`)."
        )
    )
    with st.form("installation", clear_on_submit=True, border=True):
        files = st.file_uploader(
            _("Archives officielles (.zip ou .csv)"), accept_multiple_files=True, type=["zip", "csv"]
        )
        if st.form_submit_button(_("Installer"), type="primary") and files:
            _installed([(file.name, file.getvalue()) for file in files])


def _installed(files: list[tuple[str, bytes]]) -> None:
    home = Settings.from_environment().home
    with tempfile.TemporaryDirectory() as folder, progress_bar(_("Lecture des archives")) as progress:
        paths = [Path(folder) / Path(name).name for name, _content in files]
        for path, (_name, content) in zip(paths, files, strict=True):
            path.write_bytes(content)
        try:
            with data.database().recording(
                Act.INSTALL_REFERENCES, french.listed([path.name for path in paths])
            ):
                outcomes = install(paths, home, progress)
        except InstallationRefused as refusal:
            for line in str(refusal).splitlines():
                st.error(plain(line))
            return
    for outcome in outcomes:
        st.success(plain(outcome.said(WORDS)))
    st.info(_("Les prochains calculs les utilisent : changez de page."))
