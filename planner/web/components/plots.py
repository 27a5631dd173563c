"""Plotly figures: tidy table → figure. French numbers; colours told apart by colour-blind readers.

Colour never speaks alone: a shape, a position or a written number says the same thing.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from planner import french
from planner.web.language import _

# Okabe & Ito (2008), Color Universal Design.
BLUE, ORANGE, GREEN, RED, SKY, PINK = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7"
SERIES = (BLUE, ORANGE, GREEN, RED, SKY, PINK)
# From light to dark in one hue: keeps its order in grey and for colour-blind readers.
# Light enough for dark figures to stay above 4.5:1 on each shade.
SHADES = [[0.0, "#F1F6FA"], [0.5, "#B5D4E9"], [1.0, "#6BAED6"]]
ON_SHADE = "#1B2733"
SEPARATORS = f",{french.NARROW_SPACE}"
ROW, MARGIN, LEGEND = 34, 70, 56  # pixels
MIDDLE, ABOVE = "middle center", "top center"
LABEL_WIDTH = 34  # characters before a label goes to the next line


def heatmap(data: pd.DataFrame, rows: str, columns: str, value: str, *, share: bool = False) -> go.Figure:
    """``value`` by ``rows`` × ``columns``: shade and written number. Counts are shaded by their logarithm."""
    wide = data.pivot(index=rows, columns=columns, values=value)
    wide = wide.reindex(list(dict.fromkeys(data[rows])))
    shade = wide if share else np.log10(wide.clip(lower=1.0))
    written = wide.map((lambda cell: french.percent(cell, 1)) if share else french.number)
    figure = go.Figure(
        go.Heatmap(
            z=shade,
            x=list(wide.columns),
            y=[wrapped(label) for label in wide.index],
            text=written,
            texttemplate="%{text}",
            colorscale=SHADES, textfont_color=ON_SHADE,
            showscale=False,
            xgap=2,
            ygap=2,
            hovertemplate="%{y}<br>%{x} : %{text}<extra></extra>",
        )
    )  # fmt: skip
    figure.update_xaxes(type="category", side="top")
    lines = max((label.count("<br>") for label in figure.data[0].y), default=0)
    return finished(figure, len(wide), row=ROW if lines < 2 else 46, top=40)


def bars(labels: Sequence[str], values: Sequence[float], written: Sequence[str]) -> go.Figure:
    """Horizontal bars, the number written at the end of each."""
    figure = go.Figure(
        go.Bar(
            y=[wrapped(label) for label in labels],
            x=list(values),
            orientation="h",
            marker_color=BLUE,
            text=list(written),
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y} : %{text}<extra></extra>",
        )
    )  # fmt: skip
    top = max((value for value in values if value == value), default=0.0)
    figure.update_layout(xaxis_range=[0, top * 1.22 or 1.0])
    figure.update_xaxes(tickformat=",.0f", nticks=5)
    return finished(figure, len(labels))


def needs_map(data: pd.DataFrame) -> go.Figure:
    """Needs placed by likeness (x, y), the area of a disc being what is missing; the number names it."""
    largest = float(data["missing"].max()) or 1.0
    figure = go.Figure(
        go.Scatter(
            x=data["x"],
            y=data["y"],
            mode="markers+text",
            text=data["need_id"],
            customdata=np.stack([data["name"], [french.number(v) for v in data["missing"]]], axis=1),
            marker={
                "size": data["missing"],
                "sizemode": "area",
                "sizeref": 2 * largest / 62**2,
                "sizemin": 9,
                "color": SKY,
                "opacity": 0.75,
                "line": {"width": 1.5, "color": BLUE},
            },
            hovertemplate="%{text} · %{customdata[0]}<br>Manque : %{customdata[1]}<extra></extra>",
            textposition="top center",  # on a small disc the number would not be read
            cliponaxis=False,
        )
    )  # fmt: skip
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    return finished(figure, 0, height=460, reverse=False)


def spending(data: pd.DataFrame, budget: float | None) -> go.Figure:
    """What is closed, cumulative, against what is spent, cumulative; the budget is a dashed line."""
    figure = go.Figure(
        go.Scatter(
            x=[0.0, *data["cumulative"]],
            y=[0.0, *data["cumulative_closed"]],
            mode="lines",
            line={"color": BLUE, "width": 3, "shape": "linear"},
            hovertemplate="%{x:,.0f} € → %{y:,.0f}<extra></extra>",
        )
    )  # fmt: skip
    if budget is not None:
        figure.add_vline(
            x=budget, line={"color": RED, "dash": "dash"},
            annotation_text=_("budget {euros}").format(euros=french.euros(budget)), annotation_position="bottom right",
        )  # fmt: skip
    figure.update_xaxes(title=_("Coût cumulé (€ par an)"), tickformat=",.0f")
    figure.update_yaxes(title=_("Manque comblé"), tickformat=",.0f")
    return finished(figure, 0, height=320, reverse=False)


def wrapped(label: str, width: int = LABEL_WIDTH) -> str:
    """A long label over several lines."""
    return "<br>".join(textwrap.wrap(label, width)) or label


def finished(
    figure: go.Figure,
    rows: int,
    *,
    legend: bool = False,
    row: int = ROW,
    top: int = 10,
    height: int | None = None,
    reverse: bool = True,
) -> go.Figure:
    """What every figure shares: separators, height by rows, margins, legend under the figure."""
    figure.update_layout(
        separators=SEPARATORS,
        height=height or rows * row + MARGIN + (LEGEND if legend else 0) + top,
        margin={"l": 8, "r": 12, "t": top, "b": LEGEND + 24 if legend else 8},
        showlegend=legend,
        legend={
            "orientation": "h",
            "xref": "container",
            "x": 0,
            "yref": "container",
            "y": 0,
            "yanchor": "bottom",
            "traceorder": "normal",
        },
        hoverlabel={"align": "left"},
        dragmode=False,
    )
    figure.update_xaxes(fixedrange=True, automargin=True)
    figure.update_yaxes(fixedrange=True, automargin=True)
    if reverse:
        figure.update_yaxes(autorange="reversed")
    return figure
