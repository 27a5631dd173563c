"""Correcting a reading: say of a skill read whether it is right; see, undo and take away what was said."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from planner.matching import Verdict
from planner.store import corrections_csv, keep_correction, list_corrections, undo_correction
from planner.web import data, visitor
from planner.web.components.words import plain
from planner.web.language import N_, _, counted
from planner.web.state import Key
from planner.web.work import View

CHOICES = {
    Verdict.ACCEPTED: N_("Juste"),
    Verdict.REJECTED: N_("Fausse : cette compétence n'est pas demandée ici"),
    Verdict.REPLACED: N_("À remplacer par une autre compétence"),
    Verdict.NOT_A_SKILL: N_("Ces mots ne sont pas une compétence"),
}


def ask(lines: pd.DataFrame, view: View, document: str, key: str) -> None:
    """Draw the form for the mentions of one text (``evidence.mention_lines``, numbered)."""
    if lines.empty:
        return
    rows = lines.drop_duplicates(["number", "evidence"]).to_dict("records")
    with (
        st.expander(_("Corriger une lecture"), icon=":material/rate_review:"),
        st.form(f"{key}-correction", border=False),
    ):
        read = st.selectbox(_("Compétence lue"), rows, format_func=_named, key=f"{key}-lue")
        verdict = st.radio(
            _("Votre avis"), list(CHOICES), format_func=lambda verdict: _(CHOICES[verdict]), key=f"{key}-avis"
        )
        labels = dict(zip(view.results.skills["skill_id"], view.results.skills["label_fr"], strict=True))
        other = st.selectbox(
            _("Compétence à lire à la place"), sorted(labels, key=labels.get), format_func=labels.get, index=None,
            key=f"{key}-autre", placeholder=_("Seulement pour un remplacement"),
        )  # fmt: skip
        reason = st.text_input(_("Pourquoi (facultatif)"), key=f"{key}-raison")
        author = _author(key)
        st.caption(
            _(
                "La correction vaut aussitôt pour ce texte et pour les phrases semblables, et pour tous ceux qui utilisent ce serveur."
            )
        )
        sent = st.form_submit_button(_("Enregistrer la correction"), type="primary")
    if not sent:
        return
    if verdict is Verdict.REPLACED and not other:
        st.error(_("Choisissez la compétence à lire à la place."))
        return
    st.session_state[Key.AUTHOR] = author.strip()
    said = {name: str(read[name]) for name in ("sentence", "skill_id")}
    keep_correction(
        data.database(),
        said | {"verdict": verdict.value, "words": read["evidence"], "document": document, "reason": reason,
                "author": author, "replacement": (other or "") if verdict is Verdict.REPLACED else ""},
    )  # fmt: skip
    st.rerun()


def _author(key: str) -> str:
    """The name of the person signed in; without sign-in, the one that it gives."""
    if visitor.sign_in() is not None:
        return visitor.actor().name
    return st.text_input(_("Votre nom ou service"), value=st.session_state.get(Key.AUTHOR, ""), placeholder=_("anonyme"), key=f"{key}-nom")  # fmt: skip


def show_all(view: View) -> None:
    """Draw the corrections in force, each with a button that undoes it, and the file of all of them."""
    kept = list_corrections(data.database())
    labels = dict(zip(view.results.skills["skill_id"], view.results.skills["label_fr"], strict=True))
    if kept.empty:
        st.info(_("Aucune correction en vigueur. Ouvrez une offre, puis « Corriger une lecture » sous ses compétences."))  # fmt: skip
    else:
        st.caption(_("{corrections} en vigueur : la lecture les suit comme des exemples.").format(corrections=counted(len(kept), "correction", "corrections")))  # fmt: skip
    for row in kept.iloc[::-1].itertuples(index=False):
        words, button = st.columns([5, 1], vertical_alignment="center")
        words.markdown(_sentence(row, labels))
        button.button(_("Annuler"), key=f"annuler-{row.id}", on_click=_undo, args=(row.id,), width="stretch")
    st.download_button(
        _("Télécharger les corrections (CSV)"), partial(corrections_csv, data.database()), "corrections.csv", "text/csv",
        icon=":material/download:", on_click="ignore", help=_("Toutes, celles qui ont été annulées comprises."),
    )  # fmt: skip


def _undo(correction_id: int) -> None:
    undo_correction(data.database(), correction_id)


def _named(row: dict[str, object]) -> str:
    return f"{row['number']}. {row['label']} — « {row['evidence']} »"


def _sentence(row: object, labels: dict[str, str]) -> str:
    other = (
        _(" par « {skill} »").format(skill=labels.get(row.replacement, row.replacement))
        if row.replacement
        else ""
    )
    label = labels.get(row.skill_id, row.skill_id)
    why = f" · {row.reason}" if row.reason else ""
    said = f"« {row.words} » → « {label} »" + _(" : ") + _(row.verdict) + other
    when = _("{author}, le {day}").format(author=row.author, day=f"{row.created_at:%d/%m/%Y}")
    return f"{plain(said)}  \n{plain(when + why)}"
