"""Finding many phrases at once in a text, whole words only, each with its rules.

One Aho-Corasick automaton holds every phrase (pyahocorasick; Aho & Corasick 1975,
doi:10.1145/360825.360855). A phrase is found on word keys, then its rules are applied:
case, context in the sentence, forbidden neighbours. Where phrases overlap the longest wins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import ahocorasick

from planner.matching.text import WORD, Document, key

FORBIDDEN_WINDOW = 4  # words on each side; hypothèse: a neighbour further away seldom changes the meaning
ACRONYM_MAXIMUM_LENGTH = 5  # an all-capitals context word up to this length is compared with its case


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase that stands for ``target``, with its rules (see ``columns.FORMS``)."""

    target: str
    form: str
    exact: bool = False
    context: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    generic: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """``pattern`` found on words ``first`` to ``last`` (included) of the document.

    ``runner_up``: the longest pattern of another target that overlapped it and was dropped.
    """

    pattern: Pattern
    first: int
    last: int
    start: int
    end: int
    sentence: int
    runner_up: Pattern | None = None

    @property
    def length(self) -> int:
        """Number of words."""
        return self.last - self.first + 1


@dataclass(slots=True)
class _Phrase:
    """What one key sequence of the automaton stands for."""

    length: int
    patterns: list[Pattern] = field(default_factory=list)
    clues: set[str] = field(default_factory=set)


class Lexicon:
    """A set of patterns ready to be searched. Building is linear in their total length."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        phrases: dict[str, _Phrase] = {}
        for pattern in sorted(set(patterns), key=lambda p: (p.target, p.form)):
            if entry := _entry(phrases, pattern.form):
                entry.patterns.append(pattern)
            for clue in pattern.context + pattern.forbidden:
                if entry := _entry(phrases, clue):
                    entry.clues.add(clue)
        self._automaton = ahocorasick.Automaton()
        for encoded, phrase in phrases.items():
            self._automaton.add_word(encoded, phrase)
        self._empty = not phrases
        if phrases:
            self._automaton.make_automaton()

    def find(self, document: Document) -> list[Hit]:
        """Every hit whose rules hold, longest first where they overlap, in reading order."""
        hits, clues = self._raw(document)
        kept = [hit for hit in hits if _rules_hold(hit, clues, document)]
        return _drop_generic(_longest(kept))

    def _raw(self, document: Document) -> tuple[list[Hit], dict[str, list[tuple[int, int]]]]:
        hits: list[Hit] = []
        clues: dict[str, list[tuple[int, int]]] = defaultdict(list)
        if self._empty:
            return hits, clues
        for encoded_end, phrase in self._automaton.iter(document.encoded):
            last = document.word_at(encoded_end)
            first = last - phrase.length + 1
            for clue in phrase.clues:
                if not _is_acronym(clue) or document.words[first] == clue:
                    clues[clue].append((first, last))
            for pattern in phrase.patterns:
                if not pattern.exact or _same_case(pattern.form, document.words[first : last + 1]):
                    start, end = document.span(first, last)
                    hits.append(Hit(pattern, first, last, start, end, document.sentence_of(last)))
        return hits, clues


def _entry(phrases: dict[str, _Phrase], form: str) -> _Phrase | None:
    """The entry of ``form``'s keys, made when new; None when ``form`` has no word."""
    words = [key(word) for word in WORD.findall(form)]
    if not words:
        return None
    return phrases.setdefault(" " + " ".join(words) + " ", _Phrase(len(words)))


def _is_acronym(clue: str) -> bool:
    return clue.isupper() and clue.isalpha() and len(clue) <= ACRONYM_MAXIMUM_LENGTH


def _same_case(form: str, words: tuple[str, ...]) -> bool:
    """True when the words are written as in ``form``, a plural s allowed (« LLMs »)."""
    return all(word in (model, model + "s") for model, word in zip(WORD.findall(form), words, strict=True))


def _rules_hold(hit: Hit, clues: dict[str, list[tuple[int, int]]], document: Document) -> bool:
    sentence = document.sentences[hit.sentence]
    if hit.first < sentence.first:
        return False  # a phrase does not run over the end of a sentence
    pattern = hit.pattern
    if pattern.context and not any(
        sentence.first <= first < sentence.last and (last < hit.first or first > hit.last)
        for clue in pattern.context
        for first, last in clues.get(clue, ())
    ):
        return False
    low, high = hit.first - FORBIDDEN_WINDOW, hit.last + FORBIDDEN_WINDOW
    return not any(
        last >= low and first <= high for clue in pattern.forbidden for first, last in clues.get(clue, ())
    )


def _longest(hits: list[Hit]) -> list[Hit]:
    """Drop a hit that overlaps a longer one, which remembers it; two targets of the very same words both stay."""
    taken: dict[int, tuple[int, int]] = {}
    kept: list[Hit] = []
    dropped: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (-h.length, h.first, h.pattern.target)):
        words = range(hit.first, hit.last + 1)
        span = (hit.first, hit.last)
        if all(taken.get(word, span) == span for word in words):
            taken.update((word, span) for word in words)
            kept.append(hit)
        else:
            dropped.append(hit)
    return sorted((_remembering(hit, dropped) for hit in kept), key=lambda h: (h.first, h.pattern.target))


def _remembering(hit: Hit, dropped: list[Hit]) -> Hit:
    """``hit`` with the first of ``dropped`` (longest first) that overlaps it for another target."""
    for other in dropped:
        overlaps = other.first <= hit.last and hit.first <= other.last
        if overlaps and other.pattern.target != hit.pattern.target:
            return replace(hit, runner_up=other.pattern)
    return hit


def _drop_generic(hits: list[Hit]) -> list[Hit]:
    specific = {hit.sentence for hit in hits if not hit.pattern.generic}
    return [hit for hit in hits if not hit.pattern.generic or hit.sentence not in specific]
