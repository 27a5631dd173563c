"""Reading many postings: occupation and AI skills of each, in batches, with progress."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial

import pandas as pd

from planner.columns import CODINGS, MENTIONS
from planner.matching.cores import Engine, in_turn
from planner.matching.corrections import Corrections
from planner.matching.duplicates import republished
from planner.matching.framework import FrameworkReader, joined
from planner.matching.framework_linking import framework_candidates, framework_skills
from planner.matching.label_linkers import esco_linker, rome_linker
from planner.matching.occupations import MINIMUM_SCORE, OccupationCoder
from planner.matching.records import candidate_record
from planner.matching.suggestions import Suggester
from planner.matching.text import Document
from planner.references import Esco, Framework, Rome

BATCH = (
    500  # postings of a block: what a process takes at once, and what stands between two reports of progress
)
OCCUPATION_CANDIDATES = 10  # occupations whose items are suggested (cross-validated with the suggestions)
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, eq=False)
class Matched:
    """What was read in a set of postings: ``columns.MENTIONS`` and ``columns.CODINGS``.

    ``repeats``: identifier of a posting published again → identifier of the one that counts.
    """

    mentions: pd.DataFrame
    codings: pd.DataFrame
    repeats: Mapping[str, str] = field(default_factory=dict)


def silent(step: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class PostingMatcher:
    """Reads postings against the references in use.

    ``corrections`` are followed in :meth:`records`; :meth:`read` gives what the texts say, worth
    keeping whatever people correct (:meth:`planner.pipeline.Reading.corrected`).
    """

    rome: Rome
    esco: Esco
    framework: Framework
    corrections: Corrections = field(default_factory=Corrections)

    def __reduce__(self) -> tuple[type[PostingMatcher], tuple[object, ...]]:
        """Sent to another process as its references alone: what is built from them is built there."""
        return PostingMatcher, (self.rome, self.esco, self.framework, self.corrections)

    @cached_property
    def reader(self) -> FrameworkReader:
        """Finds framework skills."""
        return FrameworkReader(self.framework.forms)

    @cached_property
    def coder(self) -> OccupationCoder:
        """Codes titles to ROME."""
        return OccupationCoder(self.rome.occupations, self.rome.appellations, self.rome.texts)

    def read(self, postings: pd.DataFrame, progress: Progress = silent, engine: Engine = in_turn) -> Matched:
        """Occupations and AI skills of ``columns.POSTINGS``; ``engine`` says who reads (``cores.py``)."""
        codings, mentions = [], []
        for coded, mentioned in engine(partial(_reading, self), blocks(postings)):
            codings.append(coded)
            mentions.append(mentioned)
            progress("lecture des offres", min(len(codings) * BATCH, len(postings)), len(postings))
        if not codings:
            return Matched(MENTIONS.frame(), CODINGS.frame())
        progress("recherche des offres republiées", 0, 1)
        return Matched(
            pd.concat(mentions, ignore_index=True),
            pd.concat(codings, ignore_index=True),
            republished(postings),
        )

    def read_block(self, block: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
        """``columns.CODINGS`` and ``columns.MENTIONS`` of some postings."""
        codings = self.coder.code(list(block["posting_id"]), list(block["title"]), list(block["description"]))
        documents = block[["posting_id", "title", "description"]].itertuples(index=False, name=None)
        return codings, self.reader.mentions(documents, postings=True)

    def records(
        self, postings: pd.DataFrame, progress: Progress = silent, engine: Engine = in_turn
    ) -> Iterator[dict[str, object]]:
        """One record per posting, as ``planner match`` writes it."""
        for done, records in enumerate(self.records_of(blocks(postings), engine), 1):
            progress("lecture des offres", min(done * BATCH, len(postings)), len(postings))
            yield from records

    def records_of(self, some: Iterable[pd.DataFrame], engine: Engine) -> Iterator[list[dict[str, object]]]:
        """The records of each block of ``columns.POSTINGS``; blocks are asked for as they are read."""
        return engine(partial(_Recorder, self), some)


def blocks(postings: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """``BATCH`` postings at a time, in order."""
    return (postings.iloc[begin : begin + BATCH] for begin in range(0, len(postings), BATCH))


def _reading(matcher: PostingMatcher) -> Callable[[pd.DataFrame], tuple[pd.DataFrame, pd.DataFrame]]:
    return matcher.read_block


class _Recorder:
    """Everything that a record needs, ready before the first posting: what several processes share."""

    def __init__(self, matcher: PostingMatcher) -> None:
        self.matcher = matcher
        self.skills = framework_skills(matcher.framework.skills)
        self.linkers = (rome_linker(matcher.rome), esco_linker(matcher.esco, "fr"))
        self.suggester = Suggester(matcher.rome, matcher.coder.likeness)
        document = Document.read("")
        for linker in self.linkers:
            linker.found(document)
        self.suggester.suggest([""], matcher.coder.candidates([""], OCCUPATION_CANDIDATES, [""]))
        framework_candidates(matcher.reader, self.skills, document, top=1)

    def __call__(self, part: pd.DataFrame) -> list[dict[str, object]]:
        """Records of some postings, in their order."""
        matcher = self.matcher
        texts = [joined(t, d) for t, d in zip(part["title"], part["description"], strict=True)]
        occupations = matcher.coder.candidates(
            list(part["title"]), OCCUPATION_CANDIDATES, list(part["description"])
        )
        suggested = self.suggester.suggest(texts, occupations)
        rows = zip(part.itertuples(index=False), texts, occupations, suggested, strict=True)
        return [self._record(*row) for row in rows]

    def _record(self, posting: tuple, text: str, coded: list, items: list) -> dict[str, object]:
        document = Document.read(text)
        read = framework_candidates(self.matcher.reader, self.skills, document, top=len(self.skills))
        found = self.matcher.corrections.candidates(read, self.skills, document)
        return {
            "id": posting.posting_id,
            "title": posting.title,
            "occupation": _occupation(coded),
            "ai_skills": [candidate_record(c) for c in found],
            "skills": [candidate_record(c) for linker in self.linkers for c in linker.found(document)],
            "suggested_rome_skills": [{"code": c, "label": n, "score": s} for c, n, s in items],
        }


def _occupation(candidates: list) -> dict[str, object] | None:
    """The best occupation, None when the coder abstains."""
    if not candidates or (candidates[0].score or 0.0) < MINIMUM_SCORE:
        return None
    best = candidates[0]
    return {"code": best.code, "label": best.label, "score": best.score}
