"""Rapport: the campaign, what is handed over, what changed since an earlier one, what the workbook will say."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from planner.delivery import Delivery
from planner.report import NotComparable
from planner.store import Act, UnknownCampaign
from planner.web import campaigns, data, visitor, work
from planner.web.components import evolution, report_preview
from planner.web.components.words import plain, typeset
from planner.web.language import N_, _
from planner.web.state import Key
from planner.web.work import View

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NONE = N_("aucune")


def render() -> None:
    """Draw the page."""
    view = work.kept_view()
    words = _(
        "Le classeur obéit aux filtres, aux paramètres et au budget en cours : ses chiffres sont ceux de l'écran."
    )
    st.markdown(f"**{words}**")
    name, earlier = st.columns(2)
    campaign = name.text_input(
        _("Campagne (facultatif)"), key=Key.CAMPAIGN, placeholder=_("par exemple : Campagne 2027")
    )
    against = earlier.selectbox(
        _("Comparer à une campagne gardée"), [NONE, *campaigns.known()], key=Key.AGAINST,
        format_func=lambda choice: _(NONE) if choice == NONE else choice,
        help=_("Gardez une campagne sous un nom, ici ou par « planner run --campaign » ; elle apparaît alors dans cette liste."),
    )  # fmt: skip
    named = campaigns.named(view, campaign) if campaign else view
    made = _made(named, "" if against == NONE else against)
    _keep(made)
    _downloads(made)
    _evolution(made)
    st.divider()
    report_preview.show(work.view())


def _made(view: View, against: str) -> Delivery:
    """What is handed over; without the comparison when the earlier campaign cannot be used, and why."""
    try:
        return campaigns.delivery(view, against)
    except (NotComparable, UnknownCampaign) as refusal:
        st.error(plain(str(refusal)), icon=":material/error:")
        return campaigns.delivery(view, "")


def _keep(made: Delivery) -> None:
    """Keep the run, all filters aside, under the campaign's name; the lists of campaigns then hold it at once."""
    name = made.results.campaign
    asked = st.button(
        _("Garder cette campagne"), icon=":material/save:", disabled=not name or not visitor.may(Act.KEEP_RUN),
        help=_("Garde le calcul entier, sans les filtres, pour lui comparer les suivants. Donnez d'abord un nom."),
    )  # fmt: skip
    if asked:
        campaigns.keep(made)
        st.session_state[Key.KEPT] = name
        st.rerun()
    if kept := st.session_state.pop(Key.KEPT, ""):
        st.success(_("Campagne gardée : {name}.").format(name=plain(kept)), icon=":material/check:")


def _downloads(made: Delivery) -> None:
    """Four forms of the same figures, made at the click, so that an unread page costs little."""
    demonstration = "demonstration_" if made.results.inputs.demonstration else ""
    name = f"besoins_formation_ia_{demonstration}{made.results.run_date}"
    forms = (
        (_("Classeur Excel"), written(made.workbook, "rapport.xlsx"), "xlsx", EXCEL, ":material/table:"),
        (_("Synthèse à imprimer"), written(made.page, "synthese.html"), "html", "text/html", ":material/print:"),
        (_("Tableaux CSV (zip)"), written(made.bundle, "tables.zip"), "zip", "application/zip", ":material/folder_zip:"),
        (_("Synthèse JSON"), as_text(made), "json", "application/json", ":material/data_object:"),
    )  # fmt: skip
    for column, (label, make, suffix, mime, icon) in zip(st.columns(len(forms)), forms, strict=True):
        column.download_button(
            label, data.recorded(lambda _person, make=make: make(), Act.EXPORT_REPORT, f"{name}.{suffix}"), f"{name}.{suffix}", mime, icon=icon, on_click="ignore", width="stretch",
            type="primary" if suffix == "xlsx" else "secondary",
        )  # fmt: skip
    st.caption(
        typeset(_("Classeur : une synthèse à imprimer, les préconisations, les cahiers des charges, les besoins, tous les écarts, les territoires, le référentiel, le catalogue lu, la qualité, l'évolution, les paramètres, les sources et un glossaire. Sa préparation prend quelques secondes. La synthèse à imprimer est une page HTML : un navigateur l'ouvre, l'imprime ou en fait un PDF."))
    )  # fmt: skip


def written(write: Callable[[Path], None], name: str) -> Callable[[], bytes]:
    """What makes the bytes of a file that ``write`` writes, when asked."""

    def make() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            write(path)
            return path.read_bytes()

    return make


def as_text(made: Delivery) -> Callable[[], str]:
    """What makes the JSON summary, when asked."""
    return lambda: json.dumps(made.summary(), ensure_ascii=False, indent=1)


def _evolution(made: Delivery) -> None:
    """What changed since the earlier campaign, or why it cannot be told."""
    try:
        found = campaigns.evolution(made)
    except NotComparable as refusal:
        st.error(plain(str(refusal)), icon=":material/error:")
        return
    if found is not None:
        evolution.show(found)
