"""Records as a folder of Parquet parts, each written whole or not at all; a second run does the missing ones.

Each part bears the key of what it was computed from (postings, references, reader, corrections): parts of
two computations never stand in one folder. ``_complet.json`` is written last.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from planner.refusal import Refusal

KEY = b"planner"
COMPLETE = "_complet.json"
SUFFIX = ".parquet"

_NAMED = (("id", pa.string()), ("label", pa.string()), ("score", pa.float64()))
_CODED = pa.struct([("code", pa.string()), ("label", pa.string()), ("score", pa.float64())])
_LINKED = (("id", pa.string()), ("code", pa.string()), ("label", pa.string()), ("taxonomy", pa.string()))
_READ = (
    ("score", pa.float64()),
    ("start", pa.int64()),
    ("end", pa.int64()),
    ("evidence", pa.string()),
    ("method", pa.string()),
    ("runner_up", pa.struct(_NAMED)),
)
# The records of ``planner match``, key by key (design of :meth:`planner.matching.PostingMatcher.records`).
SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("title", pa.string()),
        ("occupation", _CODED),
        ("ai_skills", pa.list_(pa.struct([*_LINKED, ("layer", pa.int64()), *_READ]))),
        ("skills", pa.list_(pa.struct([*_LINKED, *_READ]))),
        ("suggested_rome_skills", pa.list_(_CODED)),
    ]
)
Records = list[dict[str, object]]


class PartsRefused(Refusal):
    """The folder cannot take these parts; ``str()`` says why and what to do."""


@dataclass(frozen=True, slots=True)
class PartFolder:
    """``folder`` for the parts of the computation that ``key`` names."""

    folder: Path
    key: str

    def check(self) -> None:
        """Look, before hours are spent, whether the parts can go there.

        Raises:
            PartsRefused: a file bears the folder's name, or it holds parts of something else.
        """
        if self.folder.is_file():
            raise PartsRefused(
                f"« {self.folder.name} » est un fichier. Donnez un dossier : neuf, ou celui à reprendre."
            )
        others = [path.name for path in self._parts() if self._key_of(path) != self.key]
        if others:
            raise PartsRefused(
                f"« {self.folder.name} » contient déjà « {others[0]} », abîmé, ou fait d'autres offres, référentiels ou"
                " corrections. Donnez un autre dossier, ou videz celui-ci."
            )

    def done(self, number: int) -> list[str] | None:
        """Identifiers of the postings of a part, None when it is not there, or damaged: it is to do."""
        path = self._path(number)
        if not path.exists():
            return None
        try:
            return pq.read_table(path, columns=["id"], page_checksum_verification=True)["id"].to_pylist()
        except (pa.ArrowException, OSError):
            return None

    def write(self, results: Iterable[tuple[int, Records]]) -> None:
        """Write the records of each part as they come; those of one part come together."""
        for number, group in groupby(results, key=lambda result: result[0]):
            self._write(self._path(number), (records for _, records in group))

    def close(self) -> tuple[int, int]:
        """Say in ``_complet.json`` that nothing is missing; postings and parts."""
        rows = {path.name: pq.read_metadata(path).num_rows for path in self._parts()}
        draft = self.folder / f".{COMPLETE}.partiel"
        told = {"offres": sum(rows.values()), "parties": rows, "empreinte": self.key}
        draft.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
        draft.replace(self.folder / COMPLETE)
        return sum(rows.values()), len(rows)

    def _write(self, path: Path, blocks: Iterable[Records]) -> None:
        """A block is a row group: no more than one is in memory. The name comes when all is written."""
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.partiel")
        schema = SCHEMA.with_metadata({KEY: self.key.encode()})
        try:
            with pq.ParquetWriter(draft, schema, compression="zstd", write_page_checksum=True) as file:
                for records in blocks:
                    file.write_table(pa.Table.from_pylist(records, schema=schema))
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)

    def _path(self, number: int) -> Path:
        return self.folder / f"partie-{number:06d}{SUFFIX}"

    def _parts(self) -> list[Path]:
        return sorted(path for path in self.folder.glob(f"*{SUFFIX}") if not path.name.startswith((".", "_")))

    def _key_of(self, path: Path) -> str:
        try:
            return (pq.read_metadata(path).metadata or {}).get(KEY, b"").decode()
        except (pa.ArrowException, OSError):
            return ""
