"""A chart on screen: a title that states the finding, how to read it, its data, a download."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from planner import french
from planner.web.components import table
from planner.web.components.words import plain, typeset

CONFIG = {"displayModeBar": False, "scrollZoom": False}
# Text of the theme (.streamlit/config.toml): the grey that Streamlit gives to axes is under 4.5:1.
INK = {"light": "#1B2733", "dark": "#E8EDF2"}


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """A figure with its words. ``reading``: unit, sample, reliability; ``columns``: of ``data``, shown below."""

    key: str
    title: str
    figure: go.Figure
    reading: str
    data: pd.DataFrame
    columns: Sequence[str]


def show(chart: Chart) -> None:
    """Draw title, figure, reading, then « Voir les données » with its CSV."""
    st.subheader(plain(chart.title), anchor=False)
    chart.figure.update_layout(font_color=INK[_theme()])
    chart.figure.update_xaxes(tickfont_color=INK[_theme()])
    chart.figure.update_yaxes(tickfont_color=INK[_theme()])
    st.plotly_chart(chart.figure, width="stretch", key=chart.key, config=CONFIG, alt=chart.title)
    st.caption(typeset(chart.reading))
    with st.expander("Voir les données"):
        table.show(chart.data, chart.columns, f"{chart.key}-table", what=chart.key)


def reading(unit: str, sample: str, reliability: float) -> str:
    """« Unité : … · Effectif : … · Fiabilité : 22 % »."""
    return f"Unité : {unit} · Effectif : {sample} · Fiabilité : {french.percent(reliability)} du chiffre est observé"


def _theme() -> str:
    """« light » or « dark », as the reader's browser shows the page."""
    return st.context.theme.type or "light"
