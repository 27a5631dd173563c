"""Figures of the value chain: marks of presence by territory, and the estimate of users with its interval."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.colors import sample_colorscale

from planner import french
from planner.needs import STEPS, UNKNOWN
from planner.web.components import plots

LABEL_WIDTH = (
    17  # characters of a link before it goes to the next line: seven columns fit beside it on a phone
)
ROW = 56  # pixels
MARKS = [UNKNOWN, *(mark for _, mark in reversed(STEPS))]
NO_DATA = "#E3E6EA"
# One even step a mark: grey where nothing is known, then the shades of the other charts.
SCALE = [[0.0, NO_DATA], *zip([1 / 4, 2 / 4, 3 / 4, 1.0], sample_colorscale(plots.SHADES, 4), strict=True)]


def presence(wide: pd.DataFrame, label: str, counts: pd.DataFrame) -> go.Figure:
    """Marks by link (column ``label``) × the other columns, shaded by their step.

    Args:
        counts: actors, same shape and columns as ``wide``; NaN where nothing is counted.
    """
    columns = [name for name in wide if name != label]
    marks = wide[columns]
    told = [
        [french.plural(count, "acteur") if count == count else "" for count in row]
        for row in counts[columns].itertuples(index=False)
    ]
    figure = go.Figure(
        go.Heatmap(
            z=marks.map(MARKS.index),
            x=columns,
            y=[plots.wrapped(text, LABEL_WIDTH) for text in wide[label]],
            text=marks, texttemplate="%{text}", customdata=told, textfont={"color": plots.ON_SHADE, "size": 15},
            colorscale=SCALE, zmin=0, zmax=len(MARKS) - 1, showscale=False, xgap=2, ygap=2,
            hovertemplate="%{y}<br>%{x} : %{text} %{customdata}<extra></extra>",
        )
    )  # fmt: skip
    figure.update_xaxes(type="category", side="top", tickangle=0, tickfont_size=11)
    return plots.finished(figure, len(wide), row=ROW, top=40)


def users(estimate: pd.DataFrame, label: str) -> go.Figure:
    """``people`` by ``label`` with the bounds ``low`` and ``high``; the estimate is written, thousands at most."""
    figure = go.Figure(
        go.Scatter(
            y=estimate[label],
            x=estimate["people"],
            mode="markers+text",
            marker={"size": 12, "color": plots.BLUE},
            text=[french.number(value) for value in estimate["people"].round(-3)],
            textposition="top center",
            error_x={
                "type": "data", "symmetric": False, "thickness": 1.5, "color": plots.BLUE,
                "array": estimate["high"] - estimate["people"], "arrayminus": estimate["people"] - estimate["low"],
            },
            hovertemplate="%{y} : %{text}<extra></extra>",
            cliponaxis=False,
        )
    )  # fmt: skip
    figure.update_xaxes(tickformat=",.0f", nticks=4, rangemode="tozero")
    return plots.finished(figure, len(estimate), row=ROW)
