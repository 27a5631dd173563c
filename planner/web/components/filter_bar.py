"""The one filter bar: every page and every export obeys it, and the URL keeps it."""

from __future__ import annotations

import streamlit as st

from planner.model import LAYER_LABELS, Public
from planner.references import References
from planner.report import AXIS_LABELS, PUBLIC_LABELS
from planner.web.state import Key

EVERYTHING = "Tout"


def show(references: References) -> None:
    """Draw the filters in the sidebar; :func:`planner.web.state.filters` gives what they keep."""
    layers = {str(int(layer)): label for layer, label in LAYER_LABELS.items()}
    publics = {str(public): PUBLIC_LABELS[public].capitalize() for public in Public}
    axes = {axis: label.capitalize() for axis, label in AXIS_LABELS.items()}
    with st.sidebar:
        st.markdown("**Filtres** (toutes les pages et le rapport)")
        _choose("Département", references.departments, Key.DEPTS, with_code=True)
        _choose("Secteur", references.filieres, Key.FILIERES)
        _choose("Public", publics, Key.PUBLICS)
        _choose("Couche de compétences", layers, Key.LAYERS)
        _choose("Axe", axes, Key.AXES)
        st.button("Effacer les filtres", on_click=_clear, disabled=not _any(), width="stretch")


def _choose(label: str, options: dict[str, str], key: Key, with_code: bool = False) -> None:
    st.multiselect(
        label,
        list(options),
        format_func=lambda code: f"{options[code]} ({code})" if with_code else options[code],
        key=key,
        placeholder=EVERYTHING,
    )


def _keys() -> tuple[Key, ...]:
    return (Key.DEPTS, Key.FILIERES, Key.PUBLICS, Key.LAYERS, Key.AXES)


def _any() -> bool:
    return any(st.session_state.get(key) for key in _keys())


def _clear() -> None:
    for key in _keys():
        st.session_state[key] = []
