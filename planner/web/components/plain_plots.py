"""Figures in HTML alone: the first page shows them without waiting for the plotting library, seconds of work for a browser.

Each returns HTML; colours and the rule that colour never speaks alone are those of :mod:`planner.web.components.plots`.
"""

from __future__ import annotations

import html
import math
from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from planner import french
from planner.web.components.plots import BLUE, ORANGE, SERIES
from planner.web.language import _

# A line is a name and a track; places on a track are in % of its width, what stands there is centred on them.
STYLE = """<style>
.plain-plot { font-size: 0.8rem; line-height: 1.3; }
.plain-plot .line { display: grid; grid-template-columns: 9rem 1fr; column-gap: 0.6rem; align-items: center; }
.plain-plot .name { text-align: right; }
.plain-plot .bar { display: flex; align-items: center; height: 1.1rem; margin: 0.45rem 0; }
.plain-plot .bar i { height: 100%; }
.plain-plot .bar b { margin-left: 0.3rem; font-weight: 400; white-space: nowrap; }
.plain-plot .track { position: relative; height: 3rem; margin: 0 1.6rem; border-bottom: 1px solid rgba(128,128,128,.25); }
.plain-plot .track > * { position: absolute; white-space: nowrap; }
.plain-plot .track > :is(b, span) { transform: translateX(-50%); font-weight: 400; }
.plain-plot .track > hr { top: calc(1.5rem - 1px); margin: 0; border: 0; height: 2px; }
.plain-plot .track > i { top: 1.15rem; margin-left: -0.35rem; }
.plain-plot .track > b { top: 1.85rem; }
.plain-plot .track > b.above { top: 0.05rem; }
.plain-plot .axis.track { height: 1.4rem; border: 0; }
.plain-plot .sign { display: inline-block; width: 0.7rem; height: 0.7rem; }
.plain-plot .round { border-radius: 50%; }
.plain-plot .turned { rotate: 45deg; }
.plain-plot .legend { display: flex; flex-wrap: wrap; gap: 0.2rem 1rem; margin-top: 0.6rem; }
</style>"""
TOTAL_ROOM = 22  # % of a track kept at the right of the longest bar, for its number
Place = Callable[[float], float]  # a number → % of the track
TICKS = 3  # intervals written on an axis: more would touch on a phone
SQUARE, ROUND, TURNED = "sign", "sign round", "sign turned"


def stacked(data: pd.DataFrame, rows: str, colours: str, value: str, names: Mapping[str, str]) -> str:
    """Horizontal bars of ``value`` by ``rows``, in the order met, cut by ``colours`` (code → name); totals are written."""
    colour = dict(zip(names, SERIES, strict=False))
    totals = data.groupby(rows, sort=False)[value].sum()
    scale = (100 - TOTAL_ROOM) / (float(totals.max()) or 1.0)
    lines = []
    for row, total in totals.items():
        parts = data[data[rows] == row].set_index(colours)[value].reindex(list(colour)).fillna(0.0)
        pieces = [
            f'<i style="width:{part * scale:.2f}%;background:{colour[code]}" title="{_words(names[code], part)}"></i>'
            for code, part in parts.items()
        ]
        lines.append(_line(row, f'<div class="bar">{"".join(pieces)}<b>{_number(total)}</b></div>'))
    return _figure([*lines, _legend((SQUARE, colour[code], names[code]) for code in colour)])


def dumbbell(data: pd.DataFrame, rows: str) -> str:
    """Demand (disc, with its interval) and places (turned square) by ``rows``, on a logarithmic axis."""
    shown = data[["demand", "low", "high", "supply"]].where(lambda cells: cells > 0)
    first = math.floor(math.log10(shown.min().min()))
    last = max(math.ceil(math.log10(shown.max().max())), first + 1)
    step = math.ceil((last - first) / TICKS)

    def place(number: float) -> float:
        return 100 * (math.log10(number) - first) / (last - first)

    lines = [
        _line(name, f'<div class="track">{_dumbbell(cell, place)}</div>')
        for name, cell in zip(data[rows], shown.to_dict("records"), strict=True)
    ]
    ticks = [f'<span style="left:{place(10.0**power):.2f}%">{_number(10.0**power)}</span>' for power in range(first, last + 1, step)]  # fmt: skip
    lines.append(_line("", f'<div class="track axis">{"".join(ticks)}</div>'))
    return _figure([*lines, _legend([(TURNED, ORANGE, _("Places")), (ROUND, BLUE, _("Demande"))])])


def _dumbbell(cell: Mapping[str, float], place: Place) -> str:
    """What stands on one track: the space between places and demand, the interval, both signs and their numbers."""
    demand, places = cell["demand"], cell["supply"]
    drawn = [
        _stroke(places, demand, place, "rgba(128,128,128,.6)"),
        _stroke(cell["low"], cell["high"], place, BLUE),
    ]
    for number, kind, colour, name, side in (
        (places, TURNED, ORANGE, _("Places"), "above"),
        (demand, ROUND, BLUE, _("Demande"), ""),
    ):
        if not math.isnan(number):
            left = f"left:{place(number):.2f}%"
            drawn.append(f'<i class="{kind}" style="{left};background:{colour}" title="{_words(name, number)}"></i>')  # fmt: skip
            drawn.append(f'<b class="{side}" style="{left}">{_number(number)}</b>')
    return "".join(drawn)


def _stroke(start: float, end: float, place: Place, colour: str) -> str:
    if math.isnan(start) or math.isnan(end):
        return ""
    left, right = sorted((place(start), place(end)))
    return f'<hr style="left:{left:.2f}%;width:{right - left:.2f}%;background:{colour}">'


def _line(name: str, track: str) -> str:
    return f'<div class="line"><span class="name">{html.escape(name)}</span>{track}</div>'


def _legend(entries: Iterable[tuple[str, str, str]]) -> str:
    signs = [
        f'<span><i class="{kind}" style="background:{colour}"></i> {html.escape(name)}</span>'
        for kind, colour, name in entries
    ]
    return f'<div class="legend">{"".join(signs)}</div>'


def _figure(lines: list[str]) -> str:
    return f'{STYLE}<div class="plain-plot">{"".join(lines)}</div>'


def _number(value: float) -> str:
    return french.number(value)


def _words(name: str, value: float) -> str:
    return html.escape(f"{name} : {_number(value)}", quote=True)
