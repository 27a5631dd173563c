"""The disparities on a map: which indicator to shade, what the title finds, the table behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from planner import french
from planner.report import key_figures
from planner.web.components import chart, maps
from planner.web.components.chart import Chart
from planner.web.language import N_, _, counted
from planner.web.work import View


class Indicator(NamedTuple):
    """What the map shades, a column of the disparities: its name, how it is written, what it counts, its title."""

    label: str
    write: Callable[[float], str]
    unit: str
    title: str


MISSING, COVERAGE, IN_PERSON, RELIABILITY = (
    "missing_per_1000",
    "coverage",
    "in_person_per_1000",
    "reliability",
)
INDICATORS = {
    MISSING: Indicator(
        N_("Manque pour 1 000 emplois"), french.number, N_("personnes × compétences par an, pour 1 000 emplois"),
        N_("Pour 1 000 emplois, le manque va de {low} ({lowest}) à {high} ({highest})"),
    ),
    COVERAGE: Indicator(
        N_("Taux de couverture"), lambda value: french.percent(value, 2), N_("places / demande"),
        N_("Les places couvrent de {low} ({lowest}) à {high} ({highest}) de la demande"),
    ),
    IN_PERSON: Indicator(
        N_("Places sur place"), lambda value: french.number(value, 1),
        N_("places par an des formations IA tenues dans le département, pour 1 000 emplois"),
        N_("Pour 1 000 emplois, de {low} ({lowest}) à {high} ({highest}) places sur place"),
    ),
    RELIABILITY: Indicator(
        N_("Fiabilité"), french.percent, N_("part du chiffre qui est observée"),
        N_("La part observée des chiffres va de {low} ({lowest}) à {high} ({highest})"),
    ),
}  # fmt: skip
COLUMNS = [
    "department", "missing_per_1000", "index", "driver", "coverage", "coverage_low", "coverage_high",
    "in_person_per_1000", "in_person_courses", "small", "reliability", "jobs", "demand", "supply", "missing",
]  # fmt: skip


def disparity_map(view: View, lines: pd.DataFrame, column: str) -> Chart:
    """The chart of one of ``INDICATORS``.

    Args:
        lines: :func:`planner.report.disparities_in_scope`, ``department`` being the label.
    """
    indicator, figures = INDICATORS[column], view.figure(key_figures)
    known = lines.dropna(subset=column)
    sample = (
        counted(figures.postings_in_scope, "offre", "offres"),
        counted(figures.courses_in_scope, "formation", "formations"),
    )
    return Chart(
        key=_("disparités par département"),
        title=_title(known, column, indicator),
        figure=maps.departments(
            dict(zip(known["dept"], known[column], strict=True)),
            {line.dept: _written(line, column, indicator) for line in known.itertuples(index=False)},
            view.results.departments,
        ),
        reading=chart.reading(_(indicator.unit), ", ".join(sample), figures.reliability)
        + " · "
        + _("Plus foncé : valeur plus haute. Contours simplifiés."),
        data=lines,
        columns=COLUMNS,
    )


def _title(known: pd.DataFrame, column: str, indicator: Indicator) -> str:
    lowest, highest = (known.loc[pick] for pick in (known[column].idxmin(), known[column].idxmax()))
    if len(known) == 1:
        return f"{lowest['department']} : {indicator.write(lowest[column])}, {_(indicator.unit)}"
    return _(indicator.title).format(
        low=indicator.write(lowest[column]),
        lowest=lowest["department"],
        high=indicator.write(highest[column]),
        highest=highest["department"],
    )


def _written(line: tuple, column: str, indicator: Indicator) -> str:
    """The value on the map, with its interval or its reserve when there is one."""
    said = indicator.write(getattr(line, column))
    if column == COVERAGE:
        said += f"<br>({french.number(100 * line.coverage_low, 2)} – {indicator.write(line.coverage_high)})"
    return said + "<br>" + _("petit effectif") if line.small else said
