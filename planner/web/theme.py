"""The theme that the reader's browser shows (.streamlit/config.toml), and what Streamlit leaves unreadable in it."""

from __future__ import annotations

import streamlit as st

DARK = "dark"
# Streamlit writes white on the primary colour (main buttons, chosen filters), which in the dark is light enough to be
# read as text: 2.7:1. The page's background on it is 6.6:1 (WCAG 2.2, 1.4.3: at least 4.5:1).
ON_PRIMARY = ":is([data-testid^=stBaseButton-primary], [data-tag]), :is([data-testid^=stBaseButton-primary], [data-tag]) *"

# Streamlit shows the focus by a pale background (links) or a pale halo (buttons): under 3:1 (WCAG 2.2, 1.4.11). The
# page itself takes the focus too, to be scrolled; inputs have a dark border.
FOCUSED = "[data-testid=stApp] :is(a, button, summary, [role]):focus-visible:not(main, input)"


def current() -> str:
    """« light » or « dark »."""
    return st.context.theme.type or "light"


def ink() -> str:
    """Colour of the text."""
    return str(st.get_option(f"theme.{current()}.textColor"))


def mend() -> None:
    """Write in the page the rules that Streamlit's own lack."""
    rules = [f"{FOCUSED} {{ outline: 2px solid {ink()}; outline-offset: 1px; }}"]
    if current() == DARK:
        rules.append(f"{ON_PRIMARY} {{ color: {st.get_option(f'theme.{DARK}.backgroundColor')}; }}")
    st.html(f"<style>{' '.join(rules)}</style>")
