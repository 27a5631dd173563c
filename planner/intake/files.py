"""From any file to one table: format recognised by content, sheet and heading row by headings.

The extension is never trusted: providers rename files, portals serve a CSV as ``.xls``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from planner.intake.cells import address
from planner.intake.delimited import read_delimited
from planner.intake.encodings import detect_encoding, not_text
from planner.intake.headings import HEADER_DEPTH, locate_header
from planner.intake.lheo import is_lheo, read_lheo
from planner.intake.problems import IntakeError, Problem, Severity, enumeration, quoted
from planner.intake.records import read_records
from planner.intake.safety import MAX_FILE, gunzip, too_big
from planner.intake.sheet import Grid, Row, Sheet
from planner.intake.spreadsheet import SAVE_AS, read_ole_workbook, read_zip_workbook
from planner.intake.synonyms import CATALOGUE_KIND, Kind

_GZIP, _ZIP, _OLE = b"\x1f\x8b", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# First bytes of files that people pick by mistake, and what to tell them.
_STRANGERS = (
    (b"%PDF", "C'est un PDF, pas un tableau."),
    (b"\x89PNG", "C'est une image, pas un tableau."),
    (b"\xff\xd8\xff", "C'est une image, pas un tableau."),
    (b"GIF8", "C'est une image, pas un tableau."),
    (b"Rar!", "C'est une archive, pas un tableau."),
    (b"7z\xbc\xaf", "C'est une archive, pas un tableau."),
    (
        b"PAR1",
        "C'est un fichier Parquet : seules les commandes match et run en lisent, et seulement des offres.",
    ),
    (b"{\\rtf", "C'est un texte RTF, pas un tableau."),
)
# How many headings are quoted when none is recognised.
_HEADINGS_QUOTED = 6


def read_sheet(source: Path | str | bytes, name: str | None, kind: Kind) -> Sheet:
    """Read the one table of a file that looks most like ``kind``.

    ``source`` is a path or the bytes of the file; ``name`` is shown to the user and
    defaults to the file name of the path.

    Raises:
        IntakeError: nothing can be read: empty, locked, cut short, hostile, not a table, or
            no heading of ``kind`` on the first ten rows of any sheet.
    """
    data, name = load(source, name)
    grids = read_grids(data, name, kind)
    if not any(grid.rows for grid in grids):
        raise empty(name)
    return _table(grids, name, kind)


def load(source: Path | str | bytes, name: str | None) -> tuple[bytes, str]:
    """Bytes of the source, unpacked when gzipped, and the name to show.

    Raises:
        IntakeError: absent, empty, too big, or a damaged .gz.
    """
    if isinstance(source, bytes):
        data, name = source, name or "fichier"
    else:
        name = name or Path(source).name
        data = _file_bytes(Path(source), name)
    if len(data) > MAX_FILE:
        raise too_big(name)
    if data.startswith(_GZIP):
        data = gunzip(data, name)
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise empty(name)
    return data, name


def _file_bytes(path: Path, name: str) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE:
            raise too_big(name)
        return path.read_bytes()
    except FileNotFoundError:
        sentence, remedy = "Ce fichier n'existe pas.", "Vérifiez le chemin et le nom du fichier."
    except IsADirectoryError:
        sentence, remedy = "C'est un dossier, pas un fichier.", "Donnez un fichier de ce dossier."
    except OSError as error:
        sentence, remedy = f"Le fichier ne s'ouvre pas ({error.strerror}).", "Vérifiez vos droits de lecture."
    raise IntakeError(name, sentence, remedy, rule="ouverture")


def empty(name: str) -> IntakeError:
    """The refusal of a file that holds nothing."""
    return IntakeError(
        name,
        "Le fichier est vide.",
        "Vérifiez que vous avez choisi le bon fichier et qu'il a été enregistré.",
        rule="fichier-vide",
    )


def read_grids(data: bytes, name: str, kind: Kind) -> list[Grid]:
    """Every sheet of a file, its format recognised by its first bytes.

    Raises:
        IntakeError: the format is none that we read, or the file is locked, cut or hostile.
    """
    for magic, sentence in _STRANGERS:
        if data.startswith(magic):
            raise IntakeError(
                name, sentence, "Donnez un fichier .xlsx, .xls, .ods, .csv ou .json.", rule="format"
            )
    if data.startswith(_ZIP):
        return read_zip_workbook(data, name)
    if data.startswith(_OLE):
        return read_ole_workbook(data, name)
    if data.startswith(b"PK"):
        raise empty(name)
    return [_text_grid(data, name, kind)]


def _text_grid(data: bytes, name: str, kind: Kind) -> Grid:
    head = data[:4096].decode(detect_encoding(data, name), "ignore").lstrip("\ufeff \t\r\n")
    if head[:1] in {"{", "["}:
        return read_records(data, name)
    if kind is CATALOGUE_KIND and is_lheo(data):
        return read_lheo(data, name)
    if head[:1] == "<":
        raise IntakeError(
            name, "C'est une page web ou un fichier XML, pas un tableau.", SAVE_AS, rule="format"
        )
    if not head.strip():
        raise not_text(name)
    return read_delimited(data, name, kind)


def _table(grids: list[Grid], name: str, kind: Kind) -> Sheet:
    """The grid with most recognised headings; then the longest; then the first."""
    located = [(*locate_header(grid.rows, kind), grid) for grid in grids]
    index, score, grid = max(located, key=lambda found: (found[1], len(found[2].rows)))
    if not score:
        raise _no_heading(grids, name, kind)
    header = grid.rows[index]
    rows = _fill_merged(grid, [row for row in grid.rows if row.number > header.number])
    shown = f", feuille « {grid.name} »" if grid.name else ""
    rivals = [other for _, rival, other in located if other is not grid and rival >= score]
    return Sheet(
        name,
        grid.name,
        header.number,
        header.values,
        tuple(rows),
        f"{grid.note}{shown}, {_count(len(rows))}",
        _spread_rows(grid),
        grid.problems + tuple(_unread(rival) for rival in rivals),
    )


def _count(rows: int) -> str:
    return f"{rows} ligne" if rows < 2 else f"{rows} lignes"


def _unread(grid: Grid) -> Problem:
    return Problem(
        Severity.CONSEIL,
        "feuille-non-lue",
        grid.name,
        (),
        (),
        "",
        "",
        f"Cette feuille porte les mêmes colonnes mais n'a pas été lue ({_count(len(grid.rows) - 1)}).",
        "Si elle compte aussi, réunissez les feuilles en une seule.",
    )


def _fill_merged(grid: Grid, rows: list[Row]) -> list[Row]:
    """Repeat the value of vertically merged cells on every row that they cover."""
    values = {row.number: list(row.values) for row in rows}
    for (top, column), (bottom, _) in grid.merged:
        if bottom == top or top not in values or column >= len(values[top]):
            continue
        for number in range(top + 1, bottom + 1):
            if number in values:
                cells = values[number]
                cells.extend([""] * (column + 1 - len(cells)))
                cells[column] = cells[column] or values[top][column]
    return [replace(row, values=tuple(values[row.number])) for row in rows]


def _spread_rows(grid: Grid) -> frozenset[int]:
    """Rows that a merged cell crosses over three columns or more."""
    return frozenset(top for (top, left), (_, right) in grid.merged if right - left >= 2)


def _no_heading(grids: Iterable[Grid], name: str, kind: Kind) -> IntakeError:
    """Say which headings were read on the first filled row and which are expected."""
    first = next(row for grid in grids for row in grid.rows)
    read = enumeration([quoted(value) for value in first.values if value] or ["rien"], _HEADINGS_QUOTED)
    wanted = ", ".join(f"« {kind.label(key)} »" for key in kind.required)
    sentence = (
        f"Aucun nom de colonne reconnu sur les {HEADER_DEPTH} premières lignes"
        f" (attendu : {kind.name} ; lu : {read})."
    )
    problem = Problem(
        Severity.BLOQUANT,
        "colonnes-inconnues",
        "",
        (address(0, first.number),),
        (first.number,),
        "",
        read,
        sentence,
        f"Nommez au moins {wanted} en tête de colonne.",
    )
    return IntakeError(name, sentence, problem.fix, problems=[problem], rule=problem.rule)
