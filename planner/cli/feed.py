"""The postings of a feed, part by part: never the whole in memory when it comes in Parquet."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from planner.cli.console import Progressed
from planner.columns import POSTINGS
from planner.intake import Intake, IntakeError, is_parquet, posting_files, posting_parts, posting_rows
from planner.loading import Files, load_inputs
from planner.matching import Engine, PostingMatcher
from planner.references import References
from planner.scale import Known, fresh_blocks, labelled

PART = (
    10_000  # rows of a part: what a restart does again at most, one or two minutes of two cores (our choice)
)
Records = list[dict[str, object]]


class Feed:
    """What the given files hold: first those that are read whole (spreadsheets, JSON), then those in Parquet.

    Raises:
        Refusal: a file cannot be used; all are looked at before the first posting is read.
    """

    def __init__(self, paths: Sequence[Path], references: References) -> None:
        self.parquet = [path for path in paths if is_parquet(path)]
        self.references, self.paths = references, paths
        tables = tuple(path for path in paths if not is_parquet(path))
        self.read = load_inputs(Files(postings=tables), references).postings if tables else POSTINGS.frame()
        self.rows = len(self.read) + sum(map(posting_rows, self.parquet))

    def parts(self) -> Iterator[Callable[[], pd.DataFrame]]:
        """``PART`` rows at a time, turned into ``columns.POSTINGS`` when called."""
        for begin in range(0, len(self.read), PART):
            yield partial(self.read.__getitem__, slice(begin, begin + PART))
        for path in self.parquet:
            for intake in posting_parts(path, self.references.territories, self.references.sectors, PART):
                yield partial(_postings, intake)

    def records(
        self, matcher: PostingMatcher, engine: Engine, progress: Progressed, known: Known = lambda _: None
    ) -> Iterator[tuple[int, Records]]:
        """Number of the part and records of each block, in order, for the parts that are not ``known``.

        Raises:
            IntakeError: no posting of the feed is usable.
        """
        met = 0

        def tell(done: int) -> None:
            nonlocal met
            met = done
            progress("lecture des offres", done, self.rows)

        blocks = fresh_blocks(self.parts(), known, tell)
        yield from labelled(blocks, lambda some: matcher.records_of(some, engine))
        if not met:
            raise IntakeError(
                self.paths[0].name,
                "Aucune offre utilisable.",
                "Vérifiez que la colonne du titre est remplie.",
                rule="aucune-ligne",
            )

    def content(self) -> Iterator[str]:
        """Name and SHA-256 of every file, in order: what records depend on."""
        for path in self.paths:
            files = posting_files(path) if is_parquet(path) else [(path.name, path)]
            for name, file in files:
                with file.open("rb") as opened:
                    yield f"{name}|{hashlib.file_digest(opened, 'sha256').hexdigest()}"


def _postings(read: Callable[[], Intake]) -> pd.DataFrame:
    return read().frame
