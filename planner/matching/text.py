"""Reading a text: words with their places, word keys, sentences.

A *key* is a word without case, accent or plural mark, so that « Modèles » and « modele »
meet. Keys are compared whole: « RPA » is never found inside « parpaings ».
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")
# A sentence ends at a line break, a bullet or a semicolon, or at a stop followed by a capital, a digit or a bullet.
SENTENCE_END = re.compile(r"\n+|\s*[•●▪►✓✔]\s*|;\s+|(?<=[.!?…])\s+(?=[«\"(\[]?[A-ZÀ-ÖØ-Þ0-9\-–*])")
PLURAL_MINIMUM_LENGTH = 4  # « prix » and « gaz » keep their ending, « réseaux » loses it


@lru_cache(maxsize=500_000)
def key(word: str) -> str:
    """Return ``word`` without case, accent or plural mark: ``key("Réseaux") == "reseau"``."""
    plain = word.lower() if word.isascii() else _without_accents(word)
    if len(plain) >= PLURAL_MINIMUM_LENGTH and plain[-1] in "sx" and not plain.isdigit():
        return plain[:-1]
    return plain


def _without_accents(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word.replace("œ", "oe").replace("Œ", "oe"))
    return "".join(c for c in folded if not unicodedata.combining(c)).lower()


def keys(text: str) -> list[str]:
    """Keys of the words of ``text``, in order."""
    return [key(word) for word in WORD.findall(text)]


def has_several_words(text: str) -> bool:
    """True from two words on; it reads no further than the second."""
    first = WORD.search(text)
    return first is not None and WORD.search(text, first.end()) is not None


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text[start:end]`` of the document, words ``first`` to ``last`` (excluded)."""

    start: int
    end: int
    first: int
    last: int


_first_word = attrgetter("first")


@dataclass(frozen=True, slots=True)
class Document:
    """A text cut into words and sentences. ``encoded`` is its keys between spaces, for searching."""

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    encoded: str
    encoded_ends: tuple[int, ...]
    sentences: tuple[Sentence, ...]

    @classmethod
    def read(cls, text: str) -> Document:
        """Cut ``text`` once; every search then works on the result."""
        found = [(m.group(), m.start()) for m in WORD.finditer(text)]
        words = tuple(word for word, _ in found)
        starts = tuple(start for _, start in found)
        ends, length = [], 0
        parts = [key(word) for word in words]
        for part in parts:
            length += len(part) + 1
            ends.append(length)
        encoded = " " + " ".join(parts) + " "
        return cls(text, words, starts, encoded, tuple(ends), tuple(_sentences(text, starts)))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Characters covered by words ``first`` to ``last`` (included)."""
        return self.starts[first], self.starts[last] + len(self.words[last])

    def sentence_of(self, word: int) -> int:
        """Index of the sentence that holds the word."""
        return bisect_right(self.sentences, word, key=_first_word) - 1

    def word_at(self, encoded_end: int) -> int:
        """Index of the word whose key ends at this place of ``encoded``."""
        return bisect_right(self.encoded_ends, encoded_end - 1)


def _sentences(text: str, starts: tuple[int, ...]) -> list[Sentence]:
    """Sentences that hold at least one word, in order."""
    bounds, begin = [], 0
    for end in SENTENCE_END.finditer(text):
        bounds.append((begin, end.start()))
        begin = end.end()
    bounds.append((begin, len(text)))
    sentences, word = [], 0
    for start, stop in bounds:
        first = word
        while word < len(starts) and starts[word] < stop:
            word += 1
        if word > first:
            sentences.append(Sentence(start, stop, first, word))
    return sentences
