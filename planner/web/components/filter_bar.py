"""The one filter bar: every page and every export obeys it, and the URL keeps it."""

from __future__ import annotations

import streamlit as st

from planner.model import Layer
from planner.references import References
from planner.report import AXIS_LABELS
from planner.web import kept_campaigns, labels, state
from planner.web.language import N_, _
from planner.web.state import Key

EVERYTHING = N_("Tout")


def show(references: References) -> None:
    """Draw the filters in the sidebar; :func:`planner.web.state.filters` gives what they keep."""
    layers = {str(int(layer)): labels.layer(layer) for layer in Layer}
    publics = {public: label.capitalize() for public, label in labels.publics().items()}
    axes = {axis: labels.axis(axis).capitalize() for axis in AXIS_LABELS}
    with st.sidebar:
        st.markdown(_("**Filtres** (toutes les pages et le rapport)"))
        # Above the lists: one that has the focus is taller, and what is below it moves away under the click.
        st.button(_("Effacer les filtres"), on_click=_clear, disabled=not _any(), width="stretch")
        _choose(_("Département"), references.departments, Key.DEPTS, with_code=True)
        _choose(_("Secteur"), labels.sectors(references), Key.FILIERES)
        _choose(_("Public"), publics, Key.PUBLICS)
        _choose(_("Couche de compétences"), layers, Key.LAYERS)
        _choose(_("Axe"), axes, Key.AXES)
        _campaign(references.departments)


def _choose(label: str, options: dict[str, str], key: Key, with_code: bool = False) -> None:
    st.multiselect(
        label,
        list(options),
        format_func=lambda code: f"{options[code]} ({code})" if with_code else options[code],
        key=key,
        placeholder=_(EVERYTHING),
        select_all=False,  # its words are English, and all is what an empty filter means
    )


def _campaign(departments: dict[str, str]) -> None:
    """The present figures, or those of a kept campaign: its files, its parameters, its budget."""
    names = list(kept_campaigns.kept())
    st.selectbox(
        _("Campagne"), ["", *names], key=Key.SHOWN_CAMPAIGN, on_change=_enter, args=(departments,),
        format_func=lambda name: name or _("En cours"),
        help=_("Une campagne se garde dans la page Rapport. La choisir remet ses fichiers, ses paramètres et son budget."),
    )  # fmt: skip


def _enter(departments: dict[str, str]) -> None:
    campaign = kept_campaigns.shown()
    state.enter_campaign(campaign.asked(departments) if campaign else None)


def _keys() -> tuple[Key, ...]:
    return (Key.DEPTS, Key.FILIERES, Key.PUBLICS, Key.LAYERS, Key.AXES)


def _any() -> bool:
    return any(st.session_state.get(key) for key in (*_keys(), Key.SHOWN_CAMPAIGN))


def _clear() -> None:
    for key in _keys():
        st.session_state[key] = []
    if state.campaign():
        st.session_state[Key.SHOWN_CAMPAIGN] = ""
        state.enter_campaign(None)
