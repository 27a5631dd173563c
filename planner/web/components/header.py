"""The lines at the top of every page: whose data, which references, which filters."""

from __future__ import annotations

import streamlit as st

from planner import french
from planner.references import OFFICIAL, References
from planner.results import Inputs
from planner.web import campaigns, kept_campaigns, labels, state, work
from planner.web.components.words import plain, typeset
from planner.web.language import N_, _, counted, listed

FICTIONAL = N_(
    "**Données de démonstration** : offres et formations continues fictives. Elles montrent l'outil ; "
    "aucun chiffre ne décrit la région réelle."
)
PARTLY = N_(
    "**En partie la démonstration** : {kinds} sont ceux de la démonstration, fictifs pour l'essentiel. "
    "Importez les vôtres pour que les chiffres décrivent votre territoire."
)


def show(references: References, demonstration_only: bool) -> None:
    """State the data, the references and the filters; offer the switch to or from the demonstration.

    ``demonstration_only``: nothing was imported, so there is nothing to switch to.
    """
    loaded = work.loaded()
    inputs = loaded.inputs
    if inputs.demonstration:
        st.warning(typeset(_(FICTIONAL)), icon=":material/science:")
    elif loaded.borrowed:
        st.warning(
            typeset(_(PARTLY).format(kinds=listed([_(kind) for kind in loaded.borrowed]))),
            icon=":material/science:",
        )
    lines = [
        *_campaign_lines(references),
        _data_line(inputs),
        references_line(references),
        _filters_line(references),
    ]
    st.caption("  \n".join(typeset(line) for line in lines))
    if not demonstration_only and not state.campaign():
        _switch(inputs.demonstration)
    for refused in st.session_state.get(state.Key.REFUSED_LINK, []):
        st.warning(
            _("Le lien demande « {asked} », qui n'existe pas : il est ignoré.").format(asked=plain(refused))
        )


def references_line(references: References) -> str:
    """« Référentiels : ROME 4.0 60 (extrait fourni), … »."""
    named = [
        f"{_(used.name)} {_(used.version)}" + (_(" (officiel)") if used.origin == OFFICIAL else "")
        for used in references.in_use
    ]
    official = sum(used.origin == OFFICIAL for used in references.in_use)
    said = (
        _("Référentiels, officiels installés : {names}")
        if official
        else _("Référentiels, extraits fournis : {names}")
    )
    return said.format(names=" · ".join(named))


def _campaign_lines(references: References) -> list[str]:
    """Which kept campaign is on screen, if any, and whether it still gives the figures of its day."""
    campaign = kept_campaigns.shown()
    if campaign is None:
        return []
    changed = campaigns.drift(work.kept_view(), campaign, references.departments)
    day = french.date(f"{campaign.created_at:%Y-%m-%d}")
    return [
        _("Campagne « {name} », gardée le {day}").format(name=plain(state.campaign()), day=day)
        + (f" · {changed}" if changed else "")
    ]


def _data_line(inputs: Inputs) -> str:
    counts = [
        counted(len(inputs.postings), "offre lue", "offres lues"),
        counted(len(inputs.courses), "formation lue", "formations lues"),
        counted(len(inputs.profiles), "profil sectoriel", "profils sectoriels"),
    ]
    dates = inputs.postings["date"]
    dates = dates[dates != ""]
    when = (
        _(", offres publiées du {first} au {last}").format(
            first=french.date(dates.min()[:10]), last=french.date(dates.max()[:10])
        )
        if len(dates)
        else ""
    )
    whose = (
        _("Démonstration")
        if inputs.demonstration
        else _("Vos données ({files})").format(files=_files(inputs.files))
    )
    return whose + _(" : ") + listed(counts) + when


def _filters_line(references: References) -> str:
    kept = labels.scope(state.filters(), references.departments, labels.sectors(references))
    changed = state.changed_parameters()
    return _("Périmètre : {kept}").format(kept=kept) + (f" · {changed}" if changed else "")


def _files(files: tuple[str, ...]) -> str:
    return plain(listed(list(files), most=2))


def _switch(demonstration: bool) -> None:
    """A button to the other data: imported or fictional."""
    label = _("Revenir à vos données") if demonstration else _("Voir la démonstration")
    if st.button(label, icon=":material/swap_horiz:"):
        state.ask(state.with_demonstration(not demonstration))
        st.rerun()
