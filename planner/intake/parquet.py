"""Parquet, one file or a folder of them: read some rows at a time, so that a national feed needs little memory.

Taken by path alone, from the command line: the app receives spreadsheets. A folder may be cut by
columns in its names (``dept=44/…``), as Spark, Dask and pandas write it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.parquet as pq

from planner.intake.headings import match_heading
from planner.intake.problems import IntakeError
from planner.intake.records import flat
from planner.intake.sheet import Row, Sheet
from planner.intake.synonyms import Kind

MAGIC = b"PAR1"
NOTE = "Parquet : premier élément en ligne 2"
# What Hive, and those who follow it, write for a missing value in a folder's name.
NOTHING = "__HIVE_DEFAULT_PARTITION__"
_UNREADABLE = (pa.ArrowException, OSError)


@dataclass(frozen=True, slots=True)
class ParquetFile:
    """One file: its path, the name to show, and the columns that its folders' names give."""

    path: Path
    name: str
    given: dict[str, str]

    @property
    def rows(self) -> int:
        """Rows, by the file's own footer.

        Raises:
            IntakeError: the file is cut or altered.
        """
        return self._open().metadata.num_rows

    def sheets(self, kind: Kind, rows: int) -> Iterator[Callable[[], Sheet]]:
        """``rows`` rows at a time, as functions: what nobody asks for is not turned into text.

        Columns that feed no field of ``kind`` are not read. Rows are counted from 2, as in JSON.

        Raises:
            IntakeError: the file is cut or altered.
        """
        file = self._open()
        leaves, headings = list(_leaves(file.schema_arrow)), self._headings(file)
        try:
            first = 2
            for batch in file.iter_batches(rows, columns=[n for n in leaves if match_heading(n, kind)]):
                yield partial(self._sheet, headings, first, batch.cast(_readable(batch.schema)))
                first += batch.num_rows
        except _UNREADABLE:
            raise _damaged(self.name) from None

    def headings_alone(self) -> Sheet:
        """The table without its rows.

        Raises:
            IntakeError: the file is cut or altered.
        """
        return self._of(self._headings(self._open()))

    def _headings(self, file: pq.ParquetFile) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*_leaves(file.schema_arrow), *self.given]))

    def _sheet(self, headings: tuple[str, ...], first: int, batch: pa.RecordBatch) -> Sheet:
        records = (flat(record) | self.given for record in batch.to_pylist())
        rows = (
            Row(i, tuple(record.get(key, "") for key in headings)) for i, record in enumerate(records, first)
        )
        return self._of(headings, tuple(rows))

    def _of(self, headings: tuple[str, ...], rows: tuple[Row, ...] = ()) -> Sheet:
        return Sheet(self.name, self.name.partition("/")[2], 1, headings, rows, NOTE)

    def _open(self) -> pq.ParquetFile:
        try:
            return pq.ParquetFile(self.path, pre_buffer=False, page_checksum_verification=True)
        except _UNREADABLE:
            raise _damaged(self.name) from None


def is_parquet(path: Path) -> bool:
    """True for a folder, and for a file that begins as Parquet does."""
    if not path.is_file():
        return path.is_dir()
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def parquet_files(path: Path) -> list[ParquetFile]:
    """The file itself, or those of a folder by name; what begins by a dot or ``_`` is not data.

    Raises:
        IntakeError: the folder holds none.
    """
    if path.is_file():
        return [ParquetFile(path, path.name, {})]
    within = sorted(file.relative_to(path) for file in path.rglob("*.parquet"))
    shown = [file for file in within if not any(part.startswith((".", "_")) for part in file.parts)]
    if not shown:
        raise IntakeError(
            path.name,
            "Ce dossier ne contient aucun fichier .parquet.",
            "Donnez le dossier qui contient les fichiers, ou un fichier.",
            rule="ouverture",
        )
    return [ParquetFile(path / file, f"{path.name}/{file.as_posix()}", _given(file)) for file in shown]


def _given(file: Path) -> dict[str, str]:
    """``dept=44/mois=2026-01/0.parquet`` → dept, mois."""
    pairs = [part.split("=", 1) for part in file.parts[:-1] if "=" in part]
    return {unquote(key): "" if value == NOTHING else unquote(value) for key, value in pairs}


def _leaves(fields: pa.Schema | pa.StructType, prefix: str = "") -> Iterator[str]:
    """Names of columns, nested ones joined by a dot, as in JSON."""
    for field in fields:
        if pa.types.is_struct(field.type):
            yield from _leaves(field.type, f"{prefix}{field.name}.")
        else:
            yield prefix + field.name


def _readable(schema: pa.Schema) -> pa.Schema:
    """Bytes are text without saying so in files of old programs."""
    binary = pa.types.is_binary, pa.types.is_large_binary
    return pa.schema(f.with_type(pa.string()) if any(of(f.type) for of in binary) else f for f in schema)


def _damaged(name: str) -> IntakeError:
    return IntakeError(
        name,
        "Ce fichier Parquet est tronqué ou abîmé, ou ses textes ne sont pas en UTF-8.",
        "Téléchargez-le ou exportez-le de nouveau.",
        rule="fichier-abîmé",
    )
