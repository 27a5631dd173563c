"""The five départements drawn from our own outlines: no tile, no network."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import cos, radians

import plotly.graph_objects as go
from plotly.colors import sample_colorscale

from planner.references import department_outlines
from planner.web.components import plots

HEIGHT = 480  # pixels
PALEST = 0.15  # of the scale, 0–1: the lowest value still stands out from the page
MIDDLE_LATITUDE = 47.4  # degrees; a degree of longitude is that much shorter there
BORDER = "#5F6B76"
LEFT_OUT = "rgba(128,128,128,0.25)"


def departments(
    values: Mapping[str, float], written: Mapping[str, str], names: Mapping[str, str]
) -> go.Figure:
    """Départements of ``values`` shaded from the lowest to the highest, each with its name and what is written.

    Colour never speaks alone: the number stands on the département. Those that are not in ``values`` are
    left grey and say nothing.
    """
    low, high = min(values.values()), max(values.values())
    figure = go.Figure()
    for dept, rings in department_outlines().items():
        place = (values[dept] - low) / (high - low) if dept in values and high > low else 0.5
        shade = sample_colorscale(plots.SHADES, PALEST + (1 - PALEST) * place)[0]
        # A gap between rings keeps an island from being tied to the mainland.
        points = [point for ring in rings for point in (*ring, (None, None))][:-1]
        figure.add_scatter(
            x=[x for x, _ in points], y=[y for _, y in points], mode="lines", fill="toself",
            fillcolor=shade if dept in values else LEFT_OUT, line={"color": BORDER, "width": 1}, hoverinfo="skip", showlegend=False,
        )  # fmt: skip
    centres = {dept: _centre(department_outlines()[dept][0]) for dept in values}
    figure.add_scatter(
        x=[x for x, _ in centres.values()], y=[y for _, y in centres.values()], mode="text",
        text=[f"<b>{names[dept]}</b><br>{written[dept]}" for dept in centres],
        textfont={"color": plots.ON_SHADE, "size": 12}, hoverinfo="skip", showlegend=False,
    )  # fmt: skip
    figure = plots.finished(figure, 0, height=HEIGHT, reverse=False)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False, scaleanchor="x", scaleratio=1 / cos(radians(MIDDLE_LATITUDE)))
    return figure


def _centre(ring: tuple[tuple[float, float], ...]) -> tuple[float, float]:
    """Centre of gravity of a closed ring."""
    parts = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in pairwise(ring)]
    whole = 3 * sum(cross for _, _, cross in parts)
    return (
        sum((a[0] + b[0]) * cross for a, b, cross in parts) / whole,
        sum((a[1] + b[1]) * cross for a, b, cross in parts) / whole,
    )
