"""What a text and a skill have in common, as numbers for the re-ranker.

Every feature is between −1 and 1.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.matching.index import SkillIndex
from planner.matching.vectors import WordVectors, meaningful, unit

# A sentence of a posting asks for several things: it is cut where one of them may end.
SEGMENT_END = re.compile(
    r"[,;:()\[\]/•*&\n–—|]|\s-\s|\.\s|\b(?:and|or|et|ou|as well as|ainsi que|with|avec|within|through|par|via|such as|including|to|for|pour|"
    r"in order to|afin de)\b",
    re.IGNORECASE,
)
COMPARED = ("whole", "segment", "aligned")
VIEWED = ("label", "names", "translation")
# A long text is read whole, by segments and word by word. A short one is a name, and the other
# views of the skill help: each comparison counts again, multiplied by the text's brevity.
BRIEF = (*COMPARED, "found", "aligned_name", *VIEWED)
FEATURES = (*COMPARED, "found", "knowledge", *(f"brief_{name}" for name in BRIEF))
BRIEF_LENGTH = 4  # words at which brevity is one half; set on the development halves and the French task


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a text that carry meaning: rows of the word vectors, segment by segment."""

    segments: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, text: str, vectors: WordVectors) -> Reading:
        """Cut a text and look its words up."""
        segments = (tuple(vectors.places(meaningful(part))) for part in SEGMENT_END.split(text))
        return cls(tuple(segment for segment in segments if segment))

    @property
    def words(self) -> tuple[int, ...]:
        """Every word, in order."""
        return tuple(word for segment in self.segments for word in segment)

    @property
    def brevity(self) -> float:
        """1 for no word, one half at ``BRIEF_LENGTH``, near 0 for a long sentence."""
        return 1 / (1 + (len(self.words) / BRIEF_LENGTH) ** 2)


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Texts against every skill of an index; arrays are (texts, skills), ``vectors`` (texts, dimension).

    Attributes:
        whole: cosine of the whole text with the skill. segment: of its nearest segment.
        aligned: words of the preferred label met in the text. aligned_name: of the best label.
        order: first approximation of the likeness, from which candidates are taken.
    """

    readings: tuple[Reading, ...]
    vectors: np.ndarray
    whole: np.ndarray
    segment: np.ndarray
    aligned: np.ndarray
    aligned_name: np.ndarray
    order: np.ndarray


def compare(index: SkillIndex, readings: Sequence[Reading]) -> Comparison:
    """Compare texts with every skill of the index at once."""
    vectors = _sums(index.vectors, [reading.words for reading in readings])
    segments = [segment for reading in readings for segment in reading.segments or ((),)]
    firsts = np.cumsum([0, *(max(1, len(reading.segments)) for reading in readings)])[:-1]
    whole = vectors @ index.whole.T
    segment = np.maximum.reduceat(_sums(index.vectors, segments) @ index.whole.T, firsts, axis=0)
    names = index.alignment @ np.ascontiguousarray(
        _nearest(index, readings).T
    )  # (names, texts): read by rows
    aligned = np.ascontiguousarray(names[index.firsts].T)
    aligned_name = np.ascontiguousarray(np.maximum.reduceat(names, index.firsts, axis=0).T)
    order = whole + segment + aligned
    return Comparison(tuple(readings), vectors, whole, segment, aligned, aligned_name, order)


def features(
    index: SkillIndex,
    compared: Comparison,
    text: int,
    skills: np.ndarray,
    stands: np.ndarray,
    knowledge: np.ndarray,
) -> np.ndarray:
    """Features of one text with some skills.

    Args:
        text: its place in ``compared``.
        skills: places in the index, shape (k,).
        stands: 1 where a label of the skill stands word for word in the text, (k,).
        knowledge: 1 for knowledge, 0 for abilities, (k,).

    Returns:
        Shape (k, len(FEATURES)), float32, columns in the order of :data:`FEATURES`.
    """
    near = {name: getattr(compared, name)[text, skills] for name in (*COMPARED, "aligned_name")}
    near |= {name: index.views[name][skills] @ compared.vectors[text] for name in VIEWED}
    # An alternative label that shares no word with the preferred one is often a mere context.
    near["found"] = stands * near["aligned"]
    brevity = compared.readings[text].brevity
    columns = (
        [near[name] for name in (*COMPARED, "found")] + [knowledge] + [near[name] * brevity for name in BRIEF]
    )
    return np.column_stack(columns).astype(np.float32)


def _sums(vectors: WordVectors, groups: Sequence[Sequence[int]]) -> np.ndarray:
    """Unit vectors of groups of words, null for an empty group."""
    lengths = np.array([len(group) for group in groups])
    sums = np.zeros((len(groups), vectors.dimension), np.float32)
    rows = vectors.rows([word for group in groups for word in group])
    np.add.at(sums, np.repeat(np.arange(len(groups)), lengths), rows)
    return unit(sums)


def _nearest(index: SkillIndex, readings: Sequence[Reading]) -> np.ndarray:
    """Cosine of each word of names with the nearest word of each text, shape (texts, w)."""
    used = np.unique([word for reading in readings for word in reading.words]).astype(np.int64)
    similar = index.similarities(used)
    nearest = np.zeros((len(readings), len(index.words)), np.float32)
    for i, reading in enumerate(readings):
        if reading.segments:
            nearest[i] = similar[np.searchsorted(used, np.unique(reading.words))].max(axis=0)
    return nearest
