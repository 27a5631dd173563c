"""Bar charts as inline SVG: drawn at a fixed size, readable in grey, described for those who do not see them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from planner.report.styles import DARK, INK, MIDDLE

WIDTH, BAR, GAP = 720, 15, 7  # pixels
LABEL, VALUE = 270, 80  # pixels kept for the names and for the figures
FONT_SIZE = 12
COLOURS = (MIDDLE, DARK)  # in the order of the series; they keep their rank in grey


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars: a name a row, one value a series, its figure written at the end of the bar."""

    title: str
    subject: str
    names: Sequence[str]
    series: Sequence[tuple[str, Sequence[float], Sequence[str]]]  # name, values, figures as written

    def svg(self) -> str:
        """The chart; its ``<title>`` and ``<desc>`` say what it shows, the table beside it says the figures."""
        top = FONT_SIZE + 10 if len(self.series) > 1 else 0
        step = len(self.series) * BAR + GAP
        rows = [self._row(i, top + i * step) for i in range(len(self.names))]
        height = top + len(self.names) * step
        return (
            f'<svg role="img" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" font-size="{FONT_SIZE}">'
            f"<title>{escape(self.title)}</title><desc>{escape(self.subject)}</desc>"
            f"{self._legend()}{''.join(rows)}</svg>"
        )

    def _row(self, position: int, y: float) -> str:
        middle = y + len(self.series) * BAR / 2 + FONT_SIZE / 3
        name = (
            f'<text x="{LABEL - 8}" y="{middle:.1f}" text-anchor="end" fill="{INK}">'
            f"{escape(self.names[position])}</text>"
        )
        bars = [self._bar(k, position, y + k * BAR) for k in range(len(self.series))]
        return name + "".join(bars)

    def _bar(self, series: int, position: int, y: float) -> str:
        _, values, figures = self.series[series]
        length = self._length(values[position])
        colour = COLOURS[-1] if len(self.series) == 1 else COLOURS[series]
        return (
            f'<rect x="{LABEL}" y="{y:.1f}" width="{length:.1f}" height="{BAR - 2}" fill="{colour}"/>'
            f'<text x="{LABEL + length + 5:.1f}" y="{y + BAR - 4:.1f}" fill="{INK}">{escape(figures[position])}</text>'
        )

    def _length(self, value: float) -> float:
        most = max((v for _, values, _ in self.series for v in values if math.isfinite(v)), default=0.0)
        return 0.0 if most <= 0 or not math.isfinite(value) else (WIDTH - LABEL - VALUE) * value / most

    def _legend(self) -> str:
        if len(self.series) < 2:
            return ""
        parts = [
            f'<rect x="{LABEL + k * 120}" y="2" width="10" height="10" fill="{COLOURS[k]}"/>'
            f'<text x="{LABEL + k * 120 + 15}" y="11" fill="{INK}">{escape(name)}</text>'
            for k, (name, _, _) in enumerate(self.series)
        ]
        return "".join(parts)
