"""A fold whose content is made when it is opened: a closed one costs neither the server nor the browser anything."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from planner.web.refusals import part


@part
def show(
    label: str, key: str, draw: Callable[[], None], *, opened: bool = False, icon: str | None = None
) -> None:
    """Draw a fold named ``label``, and with ``draw`` what it holds once open; opening it draws nothing else again.

    ``key``: of its state; the same key keeps it open as the person left it.
    """
    place = st.expander(label, expanded=opened, key=key, icon=icon, on_change="rerun")
    if place.open:
        with place:
            draw()
