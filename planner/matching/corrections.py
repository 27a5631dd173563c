"""What people said of readings, used as examples: a mention is read as the nearest correction of its words says.

One nearest example (Fix & Hodges, *Discriminatory analysis*, 1951) among the corrections of the same
words read as the same skill; likeness is the share of words that two sentences have in common
(Jaccard). Pure: the examples come from the store.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from enum import StrEnum

import pandas as pd

from planner.matching.framework import GENERIC_SCORE, SPECIFIC_SCORE
from planner.matching.text import Document, keys
from planner.model import Candidate, Skill

CORRECTION_METHOD = "correction"
# Share of words in common from which two sentences are one context. Hypothèse.
SAME_CONTEXT = 0.5


class Verdict(StrEnum):
    """What a person says of a reading; the values are kept in the database."""

    ACCEPTED = "acceptée"
    REJECTED = "rejetée"
    REPLACED = "remplacée"
    NOT_A_SKILL = "pas une compétence"


@dataclass(frozen=True, slots=True)
class Example:
    """One correction: the words read, their sentence, the skill read, the skill that it is (replaced only)."""

    verdict: Verdict
    words: str
    sentence: str
    skill_id: str
    replacement: str = ""


class Corrections:
    """Examples by the words that they judge, the latest last; with none, readings stay as they are."""

    def __init__(self, examples: Iterable[Example] = ()) -> None:
        self.examples = tuple(examples)
        self._by_words: dict[tuple[str, ...], list[tuple[Example, frozenset[str]]]] = defaultdict(list)
        for example in self.examples:
            self._by_words[_words(example.words)].append((example, frozenset(keys(example.sentence))))

    @classmethod
    def of(cls, kept: pd.DataFrame) -> Corrections:
        """The corrections of a table: verdict, words, sentence, skill_id, replacement; oldest first."""
        rows = kept[["verdict", "words", "sentence", "skill_id", "replacement"]]
        return cls(
            Example(Verdict(verdict), *said) for verdict, *said in rows.itertuples(index=False, name=None)
        )

    @property
    def key(self) -> str:
        """What a result that used these examples depends on; empty when there is none."""
        if not self.examples:
            return ""
        return hashlib.sha256(repr([astuple(example) for example in self.examples]).encode()).hexdigest()

    def nearest(self, words: str, sentence: str, skill_id: str, score: float) -> Example | None:
        """The example that decides how these words are read here, None when none does.

        A verdict holds in a like sentence. A specific form accepted or replaced is read so
        everywhere, unless an example of a like sentence says otherwise; « IA » alone is not.
        """
        own = [
            (_likeness(context, sentence), place, example)
            for place, (example, context) in enumerate(self._by_words.get(_words(words), ()))
            if example.skill_id == skill_id or example.verdict is Verdict.NOT_A_SKILL
        ]
        anywhere = (Verdict.ACCEPTED, Verdict.REPLACED) if score > GENERIC_SCORE else ()
        holding = [one for one in own if one[0] >= SAME_CONTEXT or one[2].verdict in anywhere]
        return max(holding, key=lambda one: one[:2])[2] if holding else None

    def apply(self, mentions: pd.DataFrame) -> pd.DataFrame:
        """Mentions (``columns.MENTIONS``) as corrected; a skill that a correction gives has a method of its own."""
        concerned = [_words(words) in self._by_words for words in mentions["evidence"]]
        if not any(concerned):
            return mentions
        rows = []
        for row, judged in zip(mentions.to_dict("records"), concerned, strict=True):
            said = (row["evidence"], row["sentence"], row["skill_id"], row["score"])
            example = self.nearest(*said) if judged else None
            if example is None:
                rows.append(row)
            elif skill_id := _read_as(example, row["skill_id"]):
                rows.append(
                    row | {"skill_id": skill_id, "score": SPECIFIC_SCORE, "method": CORRECTION_METHOD}
                )
        corrected = pd.DataFrame(rows, columns=mentions.columns).astype(mentions.dtypes)
        return corrected.drop_duplicates(["document_id", "skill_id", "start", "end"], ignore_index=True)

    def candidates(
        self, found: Sequence[Candidate], skills: Mapping[str, Skill], document: Document
    ) -> list[Candidate]:
        """Candidates found in a document as corrected, surest first, once each."""
        if not any(_words(candidate.evidence.text) in self._by_words for candidate in found):
            return list(found)
        read: dict[str, Candidate] = {}
        for candidate in found:
            evidence, skill_id = candidate.evidence, candidate.skill.skill_id
            sentence = _sentence(document, evidence.start or 0)
            example = self.nearest(evidence.text, sentence, skill_id, candidate.score or 0.0)
            if example is None:
                read.setdefault(skill_id, candidate)
            elif given := _read_as(example, skill_id):
                words = replace(evidence, method=CORRECTION_METHOD)
                read[given] = Candidate(skills[given], SPECIFIC_SCORE, words)
        return sorted(read.values(), key=lambda c: (-(c.score or 0.0), c.evidence.start or 0))


def _read_as(example: Example, skill_id: str) -> str:
    """The skill to read, empty for none."""
    if example.verdict is Verdict.ACCEPTED:
        return skill_id
    return example.replacement if example.verdict is Verdict.REPLACED else ""


def _sentence(document: Document, start: int) -> str:
    """The sentence that holds the character, the whole text when none does."""
    for sentence in document.sentences:
        if sentence.start <= start < sentence.end:
            return document.text[sentence.start : sentence.end]
    return document.text


def _words(text: str) -> tuple[str, ...]:
    return tuple(keys(text))


def _likeness(context: frozenset[str], sentence: str) -> float:
    words = frozenset(keys(sentence))
    union = context | words
    return len(context & words) / len(union) if union else 1.0
