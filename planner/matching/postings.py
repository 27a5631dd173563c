"""Reading many postings: occupation and AI skills of each, in batches, with progress."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from planner.columns import CODINGS, MENTIONS
from planner.matching.corrections import Corrections
from planner.matching.duplicates import republished
from planner.matching.framework import FrameworkReader, joined
from planner.matching.linking import esco_linker, framework_candidates, framework_skills, rome_linker
from planner.matching.occupations import MINIMUM_SCORE, OccupationCoder
from planner.matching.suggestions import Suggester
from planner.matching.text import Document
from planner.model import Candidate
from planner.references import Esco, Framework, Rome

BATCH = 500  # postings between two reports of progress
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

    @cached_property
    def reader(self) -> FrameworkReader:
        """Finds framework skills."""
        return FrameworkReader(self.framework.forms)

    @cached_property
    def coder(self) -> OccupationCoder:
        """Codes titles to ROME."""
        return OccupationCoder(self.rome.occupations, self.rome.appellations, self.rome.texts)

    def read(self, postings: pd.DataFrame, progress: Progress = silent) -> Matched:
        """Occupations and AI skills of ``columns.POSTINGS``."""
        codings, mentions = [], []
        for begin in range(0, len(postings), BATCH):
            part = postings.iloc[begin : begin + BATCH]
            codings.append(
                self.coder.code(list(part["posting_id"]), list(part["title"]), list(part["description"]))
            )
            documents = part[["posting_id", "title", "description"]].itertuples(index=False, name=None)
            mentions.append(self.reader.mentions(documents, postings=True))
            progress("lecture des offres", min(begin + BATCH, len(postings)), len(postings))
        if not codings:
            return Matched(MENTIONS.frame(), CODINGS.frame())
        progress("recherche des offres republiées", 0, 1)
        return Matched(
            pd.concat(mentions, ignore_index=True),
            pd.concat(codings, ignore_index=True),
            republished(postings),
        )

    def records(self, postings: pd.DataFrame, progress: Progress = silent) -> Iterator[dict[str, object]]:
        """One record per posting, as ``planner match`` writes it."""
        skills = framework_skills(self.framework.skills)
        linkers = (rome_linker(self.rome), esco_linker(self.esco, "fr"))
        suggester = Suggester(self.rome, self.coder.likeness)
        for begin in range(0, len(postings), BATCH):
            part = postings.iloc[begin : begin + BATCH]
            texts = [joined(t, d) for t, d in zip(part["title"], part["description"], strict=True)]
            occupations = self.coder.candidates(
                list(part["title"]), OCCUPATION_CANDIDATES, list(part["description"])
            )
            suggested = suggester.suggest(texts, occupations)
            rows = zip(part.itertuples(index=False), texts, occupations, suggested, strict=True)
            for posting, text, coded, items in rows:
                document = Document.read(text)
                read = framework_candidates(self.reader, skills, text, top=len(skills))
                found = self.corrections.candidates(read, skills, document)
                yield {
                    "id": posting.posting_id,
                    "title": posting.title,
                    "occupation": _occupation(coded),
                    "ai_skills": [candidate_record(c) for c in found],
                    "skills": [candidate_record(c) for linker in linkers for c in linker.found(document)],
                    "suggested_rome_skills": [{"code": c, "label": n, "score": s} for c, n, s in items],
                }
            progress("lecture des offres", min(begin + BATCH, len(postings)), len(postings))


def _occupation(candidates: list) -> dict[str, object] | None:
    """The best occupation, None when the coder abstains."""
    if not candidates or (candidates[0].score or 0.0) < MINIMUM_SCORE:
        return None
    best = candidates[0]
    return {"code": best.code, "label": best.label, "score": best.score}


def candidate_record(candidate: Candidate) -> dict[str, object]:
    """A candidate as the command line writes it (design §7)."""
    skill, evidence = candidate.skill, candidate.evidence
    record: dict[str, object] = {
        "id": skill.skill_id,
        "code": skill.code,
        "label": skill.label,
        "taxonomy": str(skill.taxonomy),
    }
    if skill.layer is not None:
        record["layer"] = int(skill.layer)
    whole = evidence.start is None
    return record | {
        "score": candidate.score,
        "start": evidence.start,
        "end": evidence.end,
        "evidence": None if whole else evidence.text,
        "method": evidence.method,
    }
