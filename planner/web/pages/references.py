"""Référentiels: which releases are in use, installing the official ones, searching all three."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd
import streamlit as st

from planner import french
from planner.references import InstallationRefused, install
from planner.settings import Settings
from planner.web import shell, work
from planner.web.components import reference_search
from planner.web.components.words import plain
from planner.web.progress import progress_bar

IN_USE = {
    "name": "Référentiel",
    "version": "Version",
    "date": "Date",
    "origin": "Origine",
    "rows": "Lignes",
    "licence": "Licence",
}


def render() -> None:
    """Draw the page; installing stays possible when a release is damaged."""
    with shell.refusals():
        _in_use()
        reference_search.show()
    _install()


def _in_use() -> None:
    known = work.references().in_use
    rows = [
        {name: getattr(used, name) for name in IN_USE}
        | {"rows": french.number(used.rows), "date": french.date(used.date)}
        for used in known
    ]
    st.header("Référentiels utilisés", anchor=False)
    st.table(pd.DataFrame(rows).rename(columns=IN_USE), hide_index=True, alt="Référentiels utilisés")


def _install() -> None:
    """Official archives, recognised by content; a wrong file changes nothing and says why."""
    st.header("Installer les référentiels officiels", anchor=False)
    st.markdown(
        "Les extraits fournis suffisent pour commencer. Pour tout le ROME 4.0 et tout ESCO, déposez les archives "
        "officielles : ROME (`RefRomeCsv….zip`, France Travail, data.gouv.fr) et ESCO (`ESCO dataset….zip`, en français "
        "et en anglais, esco.ec.europa.eu). Comptez une minute."
    )
    with st.form("installation", clear_on_submit=True, border=True):
        files = st.file_uploader(
            "Archives officielles (.zip ou .csv)", accept_multiple_files=True, type=["zip", "csv"]
        )
        if st.form_submit_button("Installer", type="primary") and files:
            _installed([(file.name, file.getvalue()) for file in files])


def _installed(files: list[tuple[str, bytes]]) -> None:
    home = Settings.from_environment().home
    with tempfile.TemporaryDirectory() as folder, progress_bar("Lecture des archives") as progress:
        paths = [Path(folder) / Path(name).name for name, _ in files]
        for path, (_, content) in zip(paths, files, strict=True):
            path.write_bytes(content)
        try:
            outcomes = install(paths, home, progress)
        except InstallationRefused as refusal:
            for line in str(refusal).splitlines():
                st.error(plain(line))
            return
    for outcome in outcomes:
        st.success(plain(outcome.sentence))
    st.info("Les prochains calculs les utilisent : changez de page.")
