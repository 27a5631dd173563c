"""Tables on a sheet: one alone, or several beneath each other, with what every table of figures needs."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import pandas as pd
from xlsxwriter.utility import xl_rowcol_to_cell

from planner.report.book import Book
from planner.report.pages import A4, ROW_POINTS, Block, page_breaks, page_points
from planner.report.table import Column, Place, set_widths, write_table

LOW_RELIABILITY = 0.5  # repère de lecture (hypothèse): under it, most of the figure is assumed or borrowed
SECTION_GAP = 2  # empty rows between two tables of a sheet
SENTENCE_WIDTH = 110  # characters: narrower than the narrowest sheet, so that no print area cuts a sentence
Section = tuple[str, str, Sequence[Column], pd.DataFrame]  # heading, name of the table, columns, lines


def place_table(
    book: Book, sheet: str, row: int, name: str, columns: Sequence[Column], frame: pd.DataFrame
) -> Place:
    """Write a table, remember where it stands, and mark doubtful figures when it shows a reliability."""
    place = write_table(book.sheet(sheet), book.styles, row, name, columns, frame)
    book.places[name] = place
    if any(column.key == "reliability" for column in columns):
        _mark_doubtful(book, place)
    return place


def section(book: Book, sheet: str, row: int, text: str) -> int:
    """A heading between two tables; returns the row of the table."""
    book.sheet(sheet).write_string(row, 0, text, book.styles.named("section"))
    return row + 1


def lines(book: Book, sheet: str, row: int, texts: Sequence[tuple[str, str]]) -> int:
    """Sentences with their styles, beneath each other, long ones over several rows; returns the next row."""
    for text, style in texts:
        for part in textwrap.wrap(text, SENTENCE_WIDTH):
            book.sheet(sheet).write_string(row, 0, part, book.styles.named(style))
            row += 1
    return row


def stacked(
    book: Book, sheet: str, row: int, sections: Sequence[Section], *, paper: int = A4, frozen: int = 1
) -> Place:
    """Tables beneath each other, each under its heading; returns the last one's place.

    Columns are wide enough for all; on paper a table begins a page rather than being cut in two, and the
    headings of the last one, the longest of a sheet, are written again on each page.
    """
    worksheet, blocks = book.sheet(sheet), []
    for heading, name, columns, frame in sections:
        place = place_table(book, sheet, section(book, sheet, row, heading), name, columns, frame)
        blocks.append(Block(row, ROW_POINTS * (1 + SECTION_GAP) + place.points))
        row = place.last + 1 + SECTION_GAP
    widths = set_widths(worksheet, *(columns for _, _, columns, _ in sections))
    worksheet.set_h_pagebreaks(page_breaks(blocks, page_points(widths, paper)))
    worksheet.repeat_rows(place.heading_row)
    worksheet.freeze_panes(0, frozen)
    book.print_setup(sheet, last_row=place.last, last_column=len(widths) - 1, paper=paper)
    return place


def alone(
    book: Book,
    sheet: str,
    row: int,
    name: str,
    columns: Sequence[Column],
    frame: pd.DataFrame,
    *,
    frozen: int = 2,
    printed: int | None = None,
    paper: int = A4,
) -> Place:
    """The one table of a sheet: widths, frozen headings and first columns, print area over ``printed`` columns."""
    place = place_table(book, sheet, row, name, columns, frame)
    worksheet = book.sheet(sheet)
    set_widths(worksheet, columns)
    worksheet.freeze_panes(place.first, frozen)
    worksheet.repeat_rows(place.heading_row)
    book.print_setup(sheet, last_row=place.last, last_column=(printed or len(columns)) - 1, paper=paper)
    return place


def _mark_doubtful(book: Book, place: Place) -> None:
    """Italic where most of the figure is not observed."""
    column = place.index("reliability")
    reliability = xl_rowcol_to_cell(place.first, column, col_abs=True)
    criteria = f"=AND(ISNUMBER({reliability}),{reliability}<{LOW_RELIABILITY})"
    book.sheet(place.sheet).conditional_format(
        place.first, column, place.last, column,
        {"type": "formula", "criteria": criteria, "format": book.styles.differential("doubtful")},
    )  # fmt: skip
