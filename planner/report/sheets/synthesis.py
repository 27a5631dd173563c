"""Sheet Synthèse: one printable page — key figures, five findings, three charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from xlsxwriter.chart_bar import ChartBar
from xlsxwriter.worksheet import Worksheet

from planner import french
from planner.report import figures
from planner.report.book import DEMONSTRATION, Book
from planner.report.findings import (
    TOP,
    departments_title,
    findings,
    layers_title,
    proposals,
    sectors_title,
)
from planner.report.styles import DARK, FONT, INK, MIDDLE, RULE
from planner.report.table import Place, height

NAME = "Synthèse"
COLUMNS, COLUMN_WIDTH = 4, 27  # characters; an A4 page in portrait
COLUMN_PIXELS = 7 * COLUMN_WIDTH + 5  # Arial 10, Microsoft's rule for column widths
ROW_PIXELS = 20
CHART_ROWS, WIDE_CHART_ROWS = 13, 15
LABEL_ROOM = 1.25  # axis / longest bar: the figure at its end stays in the chart
FINDING_WIDTH, FINDING_LINE = 94, 13  # characters in a line over the four columns, points, at 10 points


def write_synthesis(book: Book) -> None:
    """Write the page. The tables that its charts draw must be written already."""
    sheet, styles = book.sheet(NAME), book.styles
    sheet.hide_gridlines(2)
    sheet.set_column(0, COLUMNS - 1, COLUMN_WIDTH)
    sheet.write_string(
        0, 0, "Compétences de l'IA : besoins de formation en Pays de la Loire", styles.named("title")
    )
    sheet.set_row(0, 24)
    sheet.write_string(1, 0, f"{book.identity}. {book.scope}", styles.named("scope"))
    row = 2
    if book.results.inputs.demonstration:
        sheet.write_string(row, 0, DEMONSTRATION, styles.named("doubtful"))
        row += 1
    row = _key_figures(book, sheet, row + 1)
    said = [
        f"{number}. {f.sentence}" for number, f in enumerate(findings(book.results, book.filters), start=1)
    ]
    row = _sentences(book, sheet, row + 1, "Ce que disent les chiffres", said)
    whole, *first = proposals(book.results, book.filters)
    row = _sentences(book, sheet, row + 1, "Ce qui est proposé", [whole, *(f"• {text}" for text in first)])
    row = _charts(book, sheet, row + 1)
    sheet.write_string(
        row,
        0,
        "Personnes × compétences par an : une personne à qui il manque trois compétences compte trois fois.",
        styles.named("subtitle"),
    )
    sheet.write_url(
        row + 1, 0, "internal:'Lisez-moi'!A1", styles.named("link"), "Comment lire, limites et sommaire"
    )
    book.print_setup(NAME, last_row=row + 1, last_column=COLUMNS - 1, portrait=True)
    sheet.fit_to_pages(1, 1)


def _key_figures(book: Book, sheet: Worksheet, row: int) -> int:
    """Two rows of four figures, each a link to its lines, its caption beneath."""
    key = figures.key_figures(book.results, book.filters)
    tiles = (
        (key.people_at_least, "#,##0", "personnes par an, au moins, sans place de formation", "Ecarts"),
        (key.missing, "#,##0", "personnes × compétences manquent par an", "Ecarts"),
        (key.answered, "0.0 %", "de la demande estimée trouve une place", "Couches"),
        (key.reliability, "0 %", "de fiabilité : part observée de ces chiffres", "Reserves"),
        (key.postings_asking_ai, "#,##0", f"annonces sur {french.number(key.postings_in_scope)} demandent une compétence IA", "Lectures"),
        (key.courses_teaching_ai, "#,##0", f"formations sur {french.number(key.courses_in_scope)} en enseignent une", "Catalogue"),
        (key.needs, "#,##0", f"besoins de formation réunissent {french.number(key.skills_in_gap)} compétences", "Besoins"),
        (key.actions_chosen, "#,##0", f"actions retenues sur {french.number(key.actions)}, pour {french.euros(key.cost)} par an", "Preconisations"),
    )  # fmt: skip
    for position, (value, number_format, caption, target) in enumerate(tiles):
        top, column = row + 3 * (position // COLUMNS), position % COLUMNS
        style = book.styles.named("figure", number_format)
        place = book.places[target]
        url = f"internal:'{place.sheet}'!A{place.heading_row + 1}"
        sheet.write_url(top, column, url, style, tip=f"Voir la feuille {place.sheet}")
        if value != value:
            sheet.write_string(top, column, french.UNKNOWN, style)
        else:
            sheet.write_number(top, column, value, style)
        sheet.write_string(top + 1, column, caption, book.styles.named("caption"))
    for line in (0, 3):
        sheet.set_row(row + line, 30)
        sheet.set_row(row + line + 1, 28)
        sheet.set_row(row + line + 2, 5)
    return row + 6


def _sentences(book: Book, sheet: Worksheet, row: int, heading: str, texts: Sequence[str]) -> int:
    """Sentences across the page, each a merged line (text, not data) high enough to be read whole."""
    sheet.write_string(row, 0, heading, book.styles.named("section"))
    for text in texts:
        row += 1
        sheet.merge_range(row, 0, row, COLUMNS - 1, text, book.styles.named("finding"))
        sheet.set_row(row, height(text, FINDING_WIDTH, FINDING_LINE) + 3)
    return row + 1


@dataclass(frozen=True, slots=True)
class _Chart:
    """A chart: the table it draws and its figures, its series (column, name, colour), and where it stands."""

    table: str
    figures: pd.DataFrame
    series: tuple[tuple[str, str, str], ...]
    title: str
    subject: str
    row: int
    column: int
    width: int
    rows: int


def _charts(book: Book, sheet: Worksheet, row: int) -> int:
    """Two charts side by side, one beneath; returns the first row under them."""
    half, whole = 2 * COLUMN_PIXELS - 6, COLUMNS * COLUMN_PIXELS - 6
    asked = (book.results, book.filters)
    charts = (
        _Chart("Couches", figures.by_layer(*asked), (("demand", "Demande", MIDDLE), ("supply", "Places", DARK)), layers_title(*asked),
               "Demande et places par couche du référentiel", row, 0, half, CHART_ROWS),
        _Chart("Departements", figures.by_department(*asked), (("answered", "Demande servie", DARK),), departments_title(*asked),
               "Part de la demande servie par département", row, COLUMNS // 2, half, CHART_ROWS),
        _Chart("Secteurs", figures.by_filiere(*asked), (("missing", "Manque", DARK),), sectors_title(*asked),
               "Manque des dix premiers secteurs, en personnes × compétences par an", row + CHART_ROWS, 0, whole, WIDE_CHART_ROWS),
    )  # fmt: skip
    for chart in charts:
        place = book.places[chart.table]
        drawn = _bars(book, place, chart)
        drawn.set_size({"width": chart.width, "height": chart.rows * ROW_PIXELS - 6})
        description = (
            f"Graphique en barres. {chart.subject}. {chart.title}. Chiffres : feuille {place.sheet}."
        )
        sheet.insert_chart(chart.row, chart.column, drawn, {"description": description, "object_position": 1})
    return row + CHART_ROWS + WIDE_CHART_ROWS


def _bars(book: Book, place: Place, spec: _Chart) -> ChartBar:
    """Horizontal bars, first line of the table on top; labels carry the figures, so no grid is needed."""
    chart = book.workbook.add_chart({"type": "bar"})
    font = {"name": FONT, "size": 9, "color": INK}
    for key, name, colour in spec.series:
        number_format = "0.0 %" if key == "answered" else "#,##0"
        chart.add_series(
            {
                "name": name,
                "categories": place.reference("label", TOP),
                "values": place.reference(key, TOP),
                "fill": {"color": colour},
                "gap": 60,
                "data_labels": {"value": True, "font": font, "num_format": number_format},
            }
        )
    chart.set_title(
        {
            "name": spec.title,
            "name_font": {"name": FONT, "size": 11, "bold": True, "color": INK},
            "overlay": False,
        }
    )
    chart.set_y_axis({"reverse": True, "num_font": font, "line": {"color": RULE}, "major_tick_mark": "none"})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0, **_longest(spec)})
    chart.set_legend({"none": True} if len(spec.series) == 1 else {"position": "bottom", "font": font})
    chart.set_chartarea({"border": {"color": RULE}})
    return chart


def _longest(spec: _Chart) -> dict[str, float]:
    """End of the axis: room beyond the longest bar for its label; nothing when there is no bar."""
    most = spec.figures[[key for key, _, _ in spec.series]].max(axis=None)
    return {"max": LABEL_ROOM * most} if most > 0 else {}
