"""Job postings: CSV, spreadsheet, Parquet or France Travail JSON → :data:`planner.columns.POSTINGS`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path

import pandas as pd

from planner.columns import POSTINGS
from planner.intake.cells import is_blank
from planner.intake.dates import parse_date
from planner.intake.files import read_sheet
from planner.intake.headings import Columns, read_columns
from planner.intake.markup import plain_text
from planner.intake.parquet import is_parquet, parquet_files
from planner.intake.privacy import mask_contacts
from planner.intake.problems import Problem, Severity, grouped
from planner.intake.result import Intake, Places, Sectors, Territories
from planner.intake.sheet import Row, Sheet
from planner.intake.synonyms import POSTINGS_KIND
from planner.intake.table import Ledger, Rule, require_columns

PART = (
    10_000  # rows of Parquet read at once: some 50 MB of text, one or two minutes of two cores (our choice)
)
_NAF = re.compile(r"(\d{2})\.?(\d{2})\s?([A-Z])", re.IGNORECASE)
_NO_TITLE = Rule(
    "offre-sans-titre",
    Severity.BLOQUANT,
    "Offre sans titre.",
    "Écrivez le titre du poste ; la ligne est laissée de côté en attendant.",
)
_NO_TEXT = Rule(
    "offre-sans-texte",
    Severity.CONSEIL,
    "Offre sans description, lue sur son seul titre.",
    "Complétez la description si vous l'avez.",
)
_REPEATED = Rule(
    "identifiant-en-double",
    Severity.A_CORRIGER,
    "Identifiant déjà porté par la ligne {first} ; la première offre est gardée.",
    "Si les deux offres diffèrent, donnez-leur deux identifiants.",
)
_BAD_NAF = Rule(
    "naf",
    Severity.CONSEIL,
    "Ce n'est pas un code NAF, laissé vide.",
    "Attendu : quatre chiffres et une lettre, par exemple 6201Z.",
)
_BAD_DATE = Rule(
    "date",
    Severity.CONSEIL,
    "Date non reconnue, laissée vide.",
    "Écrivez-la 31/03/2026 ou 2026-03-31.",
)


def read_postings(
    source: Path | str | bytes, name: str | None, territories: Territories, sectors: Sectors
) -> Intake:
    """Read postings; HTML is stripped and contact data masked on the way in.

    ``source`` is a path (a folder of Parquet files too) or the bytes of a file, ``name`` what the user calls
    it. Rows without title and description are left out and reported, a repeated id is kept once.

    Raises:
        IntakeError: the file cannot be read, lacks the title or description column, or has
            no usable row.
    """
    if isinstance(source, Path) and is_parquet(source):
        return _together(read() for read in posting_parts(source, territories, sectors)).required(source.name)
    sheet = read_sheet(source, name, POSTINGS_KIND)
    return _read(sheet, territories, sectors).required(sheet.file)


def posting_parts(
    path: Path, territories: Territories, sectors: Sectors, rows: int = PART
) -> Iterator[Callable[[], Intake]]:
    """A Parquet file or folder, ``rows`` rows at a time, each part read when it is called for.

    A part may have no usable row. A repeated id is kept once in a part.

    Raises:
        IntakeError: a file cannot be read, or lacks the title or description column.
    """
    for file in parquet_files(path):
        for sheet in file.sheets(POSTINGS_KIND, rows):
            yield partial(_part, sheet, territories, sectors)


def posting_files(path: Path) -> list[tuple[str, Path]]:
    """Name to show and path of the files of a Parquet folder, in the order of :func:`posting_parts`.

    Raises:
        IntakeError: the folder holds none.
    """
    return [(file.name, file.path) for file in parquet_files(path)]


def posting_rows(path: Path) -> int:
    """Rows of a Parquet file or folder, before hours are spent on it: each file opens and has the columns.

    Raises:
        IntakeError: a file cannot be read, or lacks the title or description column.
    """
    files = parquet_files(path)
    for file in files:
        _columns(file.headings_alone())
    return sum(file.rows for file in files)


def _part(sheet: Callable[[], Sheet], territories: Territories, sectors: Sectors) -> Intake:
    return _read(sheet(), territories, sectors)


def _together(parts: Iterable[Intake]) -> Intake:
    """Several parts as one; an id that an earlier part bears is not kept twice."""
    frames, problems, rows = [], [], 0
    for part in parts:
        if part.rows_usable:
            frames.append(part.frame)
        problems += part.problems
        rows += part.rows_read
    frame = pd.concat(frames, ignore_index=True) if frames else POSTINGS.frame()
    frame = frame.drop_duplicates("posting_id", ignore_index=True)
    return Intake(frame, grouped(problems), "Parquet", rows)


def _read(sheet: Sheet, territories: Territories, sectors: Sectors) -> Intake:
    columns, problems = _columns(sheet)
    ledger = Ledger(sheet, columns, [*sheet.problems, *problems])
    reader = _PostingReader(sheet, columns, ledger, Places(territories), sectors)
    records = [record for row in sheet.rows if (record := reader.record(row))]
    return Intake(POSTINGS.frame(records), grouped(ledger.problems), sheet.detected, len(sheet.rows))


def _columns(sheet: Sheet) -> tuple[Columns, list[Problem]]:
    columns, problems = read_columns(sheet.headings, POSTINGS_KIND, sheet.name, sheet.header_row)
    require_columns(columns, POSTINGS_KIND, sheet)
    return columns, problems


class _PostingReader:
    """One posting a row; remembers the ids already seen."""

    def __init__(
        self, sheet: Sheet, columns: Columns, ledger: Ledger, places: Places, sectors: Sectors
    ) -> None:
        self.sheet, self.columns, self.ledger, self.places = sheet, columns, ledger, places
        self.filiere_of = lru_cache(maxsize=None)(sectors.filiere_of)
        self.seen: dict[str, int] = {}

    def record(self, row: Row) -> dict[str, object] | None:
        title = mask_contacts(plain_text(self._text(row, "title")))
        description = mask_contacts(plain_text(self._text(row, "description")))
        if not self._usable(row, title, description):
            return None
        identifier = self._identifier(row)
        if identifier is None:
            return None
        sector, naf = self._text(row, "sector"), self._naf(row)
        return {
            "posting_id": identifier,
            "title": title,
            "description": description,
            "dept": self._dept(row),
            "location": self._text(row, "location"),
            "sector": sector,
            "filiere": (self.filiere_of(sector, naf) or "") if sector or naf else "",
            "naf": naf,
            "date": self._date(row),
            "source": self.sheet.file,
        }

    def _text(self, row: Row, field: str) -> str:
        text = self.columns.first(row, field)
        return "" if is_blank(text) else text

    def _usable(self, row: Row, title: str, description: str) -> bool:
        if not title:
            self.ledger.add(row, "title", _NO_TITLE)
        elif not description:
            self.ledger.add(row, "description", _NO_TEXT)
        return bool(title)

    def _identifier(self, row: Row) -> str | None:
        """The source's id, or file and row; None when an earlier row bears it already."""
        identifier = self._text(row, "id")
        if not identifier:
            return f"{self.sheet.file}#{row.number}"
        first = self.seen.setdefault(identifier, row.number)
        if first == row.number:
            return identifier
        self.ledger.add(row, "id", _REPEATED, first=first)
        return None

    def _dept(self, row: Row) -> str:
        texts = [self._text(row, "dept"), *self.columns.all(row, "postcode"), self._text(row, "location")]
        return self.places.dept(texts)

    def _naf(self, row: Row) -> str:
        text = self._text(row, "naf")
        match = _NAF.fullmatch(text)
        if text and not match:
            self.ledger.add(row, "naf", _BAD_NAF)
        return "".join(match.groups()).upper() if match else ""

    def _date(self, row: Row) -> str:
        text = self._text(row, "date")
        date = parse_date(text) if text else ""
        if date is None:
            self.ledger.add(row, "date", _BAD_DATE)
        return date or ""
