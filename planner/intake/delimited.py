"""CSV and its relatives: any separator, any encoding, quotes left open."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from planner.intake.cells import cell_text
from planner.intake.encodings import NAMES, detect_encoding
from planner.intake.headings import locate_header
from planner.intake.problems import Problem, Severity
from planner.intake.sheet import Grid, Row
from planner.intake.synonyms import Kind

# Separators met in the trade, most usual in France first: the first of equals wins.
SEPARATORS = (";", ",", "\t", "|", ":", "~", "^", "#", "¤", "§", "\x1f")
SEPARATOR_NAMES = {"\t": "tabulation", "\x1f": "séparateur d'unité"}
# Rows parsed to judge a separator: the ten where headings may stand, and some data.
_TRIAL_ROWS = 40
# Longest cell accepted (characters): csv's own 131,072 refuses the long programmes of some providers.
_CELL_LIMIT = 10_000_000


def read_delimited(data: bytes, name: str, kind: Kind) -> Grid:
    """Read delimited text; the separator is the one that makes most headings of ``kind`` appear.

    Raises:
        IntakeError: the bytes are not text, or mix encodings.
    """
    csv.field_size_limit(_CELL_LIMIT)
    encoding = detect_encoding(data, name)
    start = _declared_separator(data, encoding)
    separator = start or _best_separator(data, encoding, kind)
    rows, problems = _rows(data, encoding, separator)
    if start:
        rows = rows[1:]
    return Grid("", tuple(rows), _note(encoding, separator), problems=tuple(problems))


def _lines(data: bytes, encoding: str) -> Iterator[str]:
    # Streamed: a decoded copy of the whole file would double the memory. NUL bytes stop csv.
    wrapper = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="")
    return (line.replace("\0", "") for line in wrapper)


def _declared_separator(data: bytes, encoding: str) -> str | None:
    """The separator of a first line « sep=; », which some spreadsheets write."""
    first = next(_lines(data, encoding), "").strip().strip('"')
    is_declared = first.casefold().startswith("sep=") and len(first) == len("sep=;")
    return first[-1] if is_declared else None


def _best_separator(data: bytes, encoding: str, kind: Kind) -> str:
    return max(SEPARATORS, key=lambda separator: _separator_score(data, encoding, separator, kind))


def _separator_score(data: bytes, encoding: str, separator: str, kind: Kind) -> tuple[float, float]:
    """Headings recognised, then regularity: share of rows with the usual number of cells."""
    reader = csv.reader(_lines(data, encoding), delimiter=separator)
    rows = [row for row in islice(reader, _TRIAL_ROWS) if any(row)]
    numbered = [Row(i, tuple(row)) for i, row in enumerate(rows, 1)]
    _, headings = locate_header(numbered, kind)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    usual = widths.most_common(1)[0][1] if widths else 0
    return headings, usual / max(1, len(rows))


def _rows(data: bytes, encoding: str, separator: str) -> tuple[list[Row], list[Problem]]:
    """All non-blank rows; strict quotes first, lenient with a problem when they do not hold."""
    try:
        return list(_parse(data, encoding, separator, strict=True)), []
    except csv.Error:
        rows = list(_parse(data, encoding, separator, strict=False))
        return rows, [_open_quote(rows)]


def _parse(data: bytes, encoding: str, separator: str, strict: bool) -> Iterator[Row]:
    reader = csv.reader(_lines(data, encoding), delimiter=separator, strict=strict)
    for number, values in enumerate(reader, 1):
        if any(values):
            yield Row(number, tuple(cell_text(value) for value in values))


def _open_quote(rows: list[Row]) -> Problem:
    longest = max(rows, key=lambda row: max(map(len, row.values)))
    return Problem(
        Severity.A_CORRIGER,
        "guillemets",
        "",
        (),
        (longest.number,),
        "",
        "",
        "Un guillemet droit est ouvert sans être fermé, ou mal placé : des cellules ont pu être collées.",
        'Doublez les guillemets dans le texte (""), ou enregistrez le fichier en .xlsx.',
    )


def _note(encoding: str, separator: str) -> str:
    shown = SEPARATOR_NAMES.get(separator, f"« {separator} »")
    return f"CSV, encodage {NAMES.get(encoding, encoding)}, séparateur {shown}"
