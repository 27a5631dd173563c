"""Where the pages of a sheet of several tables end: a heading never stands alone at the foot of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

POINTS = 72  # in an inch
PIXEL = 0.75  # points
ROW_POINTS = 15.0  # height of a row that none was given
A3, A4 = 8, 9  # paper codes of the file format
LANDSCAPE = {A3: (16.54, 11.69), A4: (11.69, 8.27)}  # inches, ISO 216
MARGINS = {"left": 0.4, "right": 0.4, "top": 0.6, "bottom": 0.6}  # inches
SURE = 0.95  # of a page: viewers do not agree on the last lines
KEPT = 0.25  # of a page (our choice): a table longer than a page begins on the page under way when this much is left


@dataclass(frozen=True, slots=True)
class Block:
    """A heading and its table: first row (0-based), height in points."""

    row: int
    points: float


def page_points(widths: Sequence[float], paper: int) -> float:
    """Points of rows that a landscape page holds once columns of these widths (characters) are shrunk to fit it."""
    width, height = LANDSCAPE[paper]
    room = (width - MARGINS["left"] - MARGINS["right"]) * POINTS
    # Microsoft's rule for Arial 10: 7 pixels a character, 5 of padding.
    needed = sum((7 * characters + 5) * PIXEL for characters in widths)
    return SURE * (height - MARGINS["top"] - MARGINS["bottom"]) * POINTS * max(1.0, needed / room)


def page_breaks(blocks: Sequence[Block], page: float) -> list[int]:
    """Rows that begin a page: a table that a page can hold is not cut in two, and the first follows the title.

    >>> page_breaks([Block(3, 100.0), Block(12, 80.0)], page=200.0)
    [12]
    """
    breaks, used = [], blocks[0].row * ROW_POINTS
    for block in blocks:
        left = page - used
        alone = block.points <= page or left < KEPT * page
        if block is not blocks[0] and block.points > left and alone:
            breaks.append(block.row)
            used = 0.0
        used = (used + block.points) % page
    return breaks
