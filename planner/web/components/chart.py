"""A chart on screen: a title that states the finding, how to read it, its data, a download."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from planner import french
from planner.web import theme
from planner.web.components import fold, table
from planner.web.components.words import plain, typeset
from planner.web.language import _

CONFIG = {"displayModeBar": False, "scrollZoom": False}


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """A figure with its words. ``reading``: unit, sample, reliability; ``columns``: of ``data``, shown below.

    ``figure``: Plotly's, or HTML of :mod:`planner.web.components.plain_plots`.
    """

    key: str
    title: str
    figure: go.Figure | str
    reading: str
    data: pd.DataFrame
    columns: Sequence[str]


def show(chart: Chart) -> None:
    """Draw title, figure, reading, then « Voir les données » with its CSV."""
    st.subheader(plain(chart.title), anchor=False)
    if isinstance(chart.figure, str):
        st.html(f'<div role="img" aria-label="{html.escape(chart.title)}">{chart.figure}</div>')
    else:
        _plotly(chart.figure, chart)
    st.caption(typeset(chart.reading))
    fold.show(_("Voir les données"), f"pli-{chart.key}", partial(_data, chart))


def _plotly(figure: go.Figure, chart: Chart) -> None:
    ink = theme.ink()  # the grey that Streamlit gives to axes is under 4.5:1
    figure.update_layout(font_color=ink)
    figure.update_xaxes(tickfont_color=ink)
    figure.update_yaxes(tickfont_color=ink)
    st.plotly_chart(figure, width="stretch", key=chart.key, config=CONFIG, alt=chart.title)


def _data(chart: Chart) -> None:
    table.show(chart.data, chart.columns, f"{chart.key}-table", what=chart.key)


def reading(unit: str, sample: str, reliability: float) -> str:
    """« Unité : … · Effectif : … · Fiabilité : 22 % »."""
    return _("Unité : {unit} · Effectif : {sample} · Fiabilité : {share} du chiffre est observé").format(
        unit=_(unit), sample=sample, share=french.percent(reliability)
    )
