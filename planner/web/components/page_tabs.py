"""Tabs of a page: only the open one is made, and the address keeps it, so that a reload or a link opens it again."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from planner.web import state


def show(page: str, parts: Mapping[str, Callable[[], None]]) -> None:
    """Draw a tab a part (label in the reader's language → what draws it); the first is open unless the link says another.

    ``page``: what the state of these tabs is named by.
    """
    key, labels = f"onglets-{page}", list(parts)
    if key not in st.session_state:
        st.session_state[key] = labels[state.linked_tab(len(labels))]
    for place, (tab, draw) in enumerate(zip(st.tabs(labels, key=key, on_change="rerun"), parts.values(), strict=True)):  # fmt: skip
        if tab.open:
            state.note_tab(place)
            with tab:
                draw()
