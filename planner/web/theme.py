"""The theme that the reader's browser shows (.streamlit/config.toml), and what Streamlit leaves unreadable in it."""

from __future__ import annotations

import streamlit as st

DARK = "dark"
# Streamlit writes white on the primary colour (main buttons, chosen filters), which in the dark is light enough to be
# read as text: 2.7:1. The page's background on it is 6.6:1 (WCAG 2.2, 1.4.3: at least 4.5:1).
ON_PRIMARY = ":is([data-testid^=stBaseButton-primary], [data-tag]), :is([data-testid^=stBaseButton-primary], [data-tag]) *"


def current() -> str:
    """« light » or « dark »."""
    return st.context.theme.type or "light"


def ink() -> str:
    """Colour of the text."""
    return str(st.get_option(f"theme.{current()}.textColor"))


def mend() -> None:
    """Write in the page the rule that the dark theme lacks."""
    if current() == DARK:
        background = st.get_option(f"theme.{DARK}.backgroundColor")
        st.html(f"<style>{ON_PRIMARY} {{ color: {background}; }}</style>")
