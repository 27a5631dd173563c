"""The row of main figures at the top of a page, each with its unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from planner import french
from planner.web.components.words import typeset

MILLION = 1_000_000


class Figure(NamedTuple):
    """A figure in words: what it is, its value written in French, its unit and sample, its definition."""

    label: str
    value: str
    unit: str
    note: str = ""


def show(figures: Sequence[Figure]) -> None:
    """Draw the figures side by side, one above the other on a phone."""
    for place, figure in zip(st.columns(len(figures)), figures, strict=True):
        with place.container(border=True, height="stretch", gap="xxsmall"):
            st.metric(typeset(figure.label), figure.value, help=typeset(figure.note) or None)
            st.caption(typeset(figure.unit))


def amount(euros: float) -> str:
    """Euros that fit a figure: « 16 800 € », « 21,5 M€ » from a million up."""
    if euros < MILLION:
        return french.euros(euros)
    return f"{french.number(euros / MILLION, 1)}{french.SPACE}M€"
