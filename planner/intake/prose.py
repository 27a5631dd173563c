"""The column that tells what is taught, when its heading does not say so: the one that holds sentences.

A provider writes « Ce que la formation apporte » as readily as « Objectifs ». When no heading is one
of the objectives or of the content, the longest texts of the sheet stand for them, and the provider
is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from statistics import median

from planner.intake.cells import fold, is_blank
from planner.intake.headings import Columns, read_as
from planner.intake.problems import Problem
from planner.intake.sheet import Row, Sheet
from planner.intake.synonyms import CATALOGUE_KIND

# Characters of a usual text from which a column holds sentences, not names or codes. Hypothèse.
PROSE_LENGTH = 40
# Words of it, so that an address of a page or a long code is no sentence. Hypothèse.
PROSE_WORDS = 6
# Headings of long texts that say something else than what is taught.
_ELSE = re.compile(
    r"pre ?requi|condition|acces|evaluation|validation|financ|adresse|\burl|lien|comment|remarque|note|interne|image"
    r"|debouche|contact|moyen|methode|handicap|intervenant|formateur"
)
# Rows looked at: enough to know what a column holds. Our choice.
SAMPLE = 200


def with_prose(columns: Columns, sheet: Sheet) -> tuple[Columns, list[Problem]]:
    """The columns, one of prose standing for the content when none is named so; what to tell of it."""
    if "objectives" in columns or "content" in columns:
        return columns, []
    likely = [column for column in columns.unread if not _ELSE.search(fold(columns.headings[column]))]
    sizes = {column: _usual_length(sheet.rows[:SAMPLE], column) for column in likely}
    column = max(sizes, key=lambda number: sizes[number], default=None)
    if column is None or sizes[column] < PROSE_LENGTH:
        return columns, []
    label = CATALOGUE_KIND.label("content")
    told = read_as(
        column,
        columns.headings[column],
        label,
        sheet.name,
        sheet.header_row,
        ", d'après ses textes",
    )
    return replace(columns, of={**columns.of, "content": (column,)}), [told]


def _usual_length(rows: Iterable[Row], column: int) -> float:
    """Median length of the texts of a column that read as sentences, 0 when most do not."""
    texts = [text for row in rows if not is_blank(text := row.get(column))]
    lengths = [len(text) if len(text.split()) >= PROSE_WORDS else 0 for text in texts]
    return median(lengths) if lengths else 0.0
