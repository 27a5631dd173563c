"""Offres d'emploi: what was read in postings, in one's own text, and importing files."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from planner import french
from planner.columns import POSTINGS
from planner.intake import mask_contacts
from planner.web import data, evidence, shell, work
from planner.web.components import correction, fold, imports, page_tabs, posting_card, table
from planner.web.components.words import plain
from planner.web.language import N_, _, counted
from planner.web.state import Key
from planner.web.work import View

LINES = ["title", "dept_label", "filiere_label", "occupation", "rome", "score", "asked", "date", "same_as"]
PASTED_ID = "offre collée"
NOTE = N_(
    "CSV, Excel, .gz, ou JSON de l'API « Offres d'emploi » de France Travail. Colonnes : identifiant, intitulé, "
    "description ; facultatives : lieu, département, secteur, NAF, date. Les coordonnées sont masquées."
)
NOTE_PROFILES = N_(
    "CSV ou Excel. Colonnes : secteur, département, effectif, métiers, besoins exprimés, personnes à former par an, "
    "taux d'adoption de l'IA, source, année."
)


def render() -> None:
    """Draw the page: three ways in, and what people corrected."""
    parts = {
        _("Offres lues"): lambda: _read(work.view()),
        _("Lire une offre"): lambda: _paste(work.view()),
        _("Importer des fichiers"): _bring,
        _("Corrections"): lambda: correction.show_all(work.view()),
    }
    page_tabs.show("offres", parts)


def _bring() -> None:
    imports.show("postings", _("Offres d'emploi"), _(NOTE))
    shell.link("referentiels", _("Recevoir les offres de France Travail : ce qu'il faut"))
    imports.show("profiles", _("Profils sectoriels"), _(NOTE_PROFILES))


def _read(view: View) -> None:
    lines = view.figure(evidence.posting_lines)
    if st.toggle(_("Seulement les offres qui demandent une compétence IA"), value=True):
        lines = lines[lines["asked"] > 0].reset_index(drop=True)
    if lines.empty:
        st.info(_("Aucune offre dans ce périmètre : élargissez les filtres ou importez des offres."))
        return
    st.caption(
        _("{postings}. Cliquez à gauche d'une ligne pour lire l'offre.").format(
            postings=counted(len(lines), "offre", "offres")
        )
    )
    picked = table.show(lines, LINES, "offres", what=_("offres lues"), select=True)
    line, mentions, postings = lines.iloc[picked or 0], view.results.mentions, view.results.inputs.postings
    posting = postings[postings["posting_id"] == line["posting_id"]].iloc[0]
    mentions = mentions[mentions["document_id"] == line["posting_id"]]
    posting_card.show(posting, _occupation(line), mentions, view, "offre-lue")
    _uncounted(view)


def _paste(view: View) -> None:
    """One's own text: read at once, kept nowhere."""
    with st.form("offre-collée", border=True):
        title = st.text_input(
            _("Intitulé du poste"), key=Key.PASTED_TITLE, placeholder=_("Chargé de communication H/F")
        )
        text = st.text_area(_("Texte de l'offre"), key=Key.PASTED_TEXT, height=220)
        st.caption(
            _(
                "Le texte n'est ni enregistré ni compté dans les écarts ; les coordonnées sont masquées à l'écran."
            )
        )
        if st.form_submit_button(_("Lire cette offre"), type="primary"):
            st.session_state[Key.PASTED] = (title.strip(), text.strip())
    title, text = st.session_state.get(Key.PASTED, ("", ""))
    if not title and not text:
        st.info(
            _(
                "Collez une offre, puis « Lire cette offre » : les compétences IA apparaissent surlignées, avec leur raison."
            )
        )
        return
    posting, mentions, occupation = _reading(title, text)
    posting_card.show(posting, occupation, mentions, view, "offre-collée")


def _reading(title: str, text: str) -> tuple[pd.Series, pd.DataFrame, str]:
    """The pasted posting, its mentions, its occupation in a sentence."""
    title = title or text.split("\n", 1)[0][:120]
    row = dict.fromkeys(POSTINGS.names, "") | {
        "posting_id": PASTED_ID, "title": mask_contacts(title), "description": mask_contacts(text),
    }  # fmt: skip
    matched = work.matcher().read(POSTINGS.frame([row]))
    coding = matched.codings.rename(columns={"label": "occupation"}).iloc[0]
    return pd.Series(row), data.corrections().apply(matched.mentions), _occupation(coding)


def _occupation(coding: pd.Series) -> str:
    """The occupation read, how near it is, and the next one."""
    if not coding["rome"] or pd.isna(coding["rome"]):
        return _("aucun métier ROME assez proche de l'intitulé : l'offre n'est rattachée à aucun.")
    said = _("{occupation} ({code}), score {score}").format(
        occupation=coding["occupation"], code=coding["rome"], score=french.number(coding["score"], 2)
    )
    second = coding["runner_up"]
    if not second or pd.isna(second):
        return said
    occupations = work.references().rome.occupations
    labels = occupations.loc[occupations["rome"] == second, "label"]
    return _("{said} ; ensuite, {next} ({code})").format(
        said=said, next=labels.iloc[0] if len(labels) else _("métier absent de l'extrait"), code=second
    )


def _uncounted(view: View) -> None:
    lines = view.figure(evidence.uncounted_lines)
    if lines.empty:
        return
    said = _("{postings} dans aucune part, et pourquoi").format(
        postings=counted(len(lines), "offre lue ne compte", "offres lues ne comptent")
    )
    fold.show(said, "pli-offres-écartées", partial(_reasons, lines))


def _reasons(lines: pd.DataFrame) -> None:
    st.caption(
        plain(_("Sans département de la région ou sans métier reconnu, une offre n'entre dans aucun calcul."))
    )
    columns = ["title", "dept_label", "filiere_label", "reason"]
    table.show(lines, columns, "offres-écartées", what=_("offres hors calcul"))
