"""Static word vectors, French and English in one table: a text is the sum of its words' vectors.

The table (``models/word_vectors.npy``, int8, one scale a row) is learned by
``tools/train_linking.py`` so that texts that name the same skill are near. The length of a
word's vector is its weight: « gestion » weighs little, « soudure » much. It is memory-mapped:
only the rows in use are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein
from scipy import sparse

from planner.matching.text import keys

MODELS = Path(__file__).parent / "models"
# Function words carry no skill; written as keys (no accent, no plural).
STOP_WORDS = frozenset(
    "a au aux avec ce ces cette d dans de des du elle en et il l la le les leur leurs lui ne nos notre nou on ou par pa pour qu que qui "
    "s sa se ses son sont sur un une vo vos votre vou the of and or to in for with on at by an as is are be you your our".split()
)
TYPO_MINIMUM_LENGTH = 6  # hypothèse: shorter, one letter away is often another word (« poste », « peste »)
ENDING_MAXIMUM_LENGTH = 3  # letters that an unknown inflected form may lose (« soudeuses » → « soud »)
STEM_MINIMUM_LENGTH = 5  # hypothèse: shorter beginnings are shared by unrelated words
SMALL = 1e-6  # added to lengths, so that the vector of an empty text stays zero


def unit(vectors: np.ndarray) -> np.ndarray:
    """The vectors divided by their length, row by row; a null vector stays null."""
    return vectors / (np.linalg.norm(vectors, axis=-1, keepdims=True) + SMALL)


@dataclass(frozen=True)
class WordVectors:
    """``table[i] × scales[i]`` is the weighted vector of ``words[i]`` (keys, sorted)."""

    words: tuple[str, ...]
    table: np.ndarray
    scales: np.ndarray
    _place: dict[str, int] = field(init=False, repr=False, compare=False)
    _near: dict[str, int] = field(init=False, repr=False, compare=False, default_factory=dict)
    _typos: dict[tuple[str, int], list[str]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "_place", {word: i for i, word in enumerate(self.words)})

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self.table.shape[1])

    def places(self, word_keys: Iterable[str]) -> list[int]:
        """Rows of the meaningful words, in order; a word that resembles none is left out."""
        found = (
            self._place.get(word, -1) if word in self._place else self._resembling(word) for word in word_keys
        )
        return [place for place in found if place >= 0]

    def rows(self, places: Sequence[int] | np.ndarray) -> np.ndarray:
        """Weighted vectors of these rows, shape (len(places), dimension), float32."""
        index = np.asarray(places, np.int64)
        return self.table[index].astype(np.float32) * self.scales[index, None]

    def bags(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Words of each text counted, sparse (text, word)."""
        found = [self.places(meaningful(text)) for text in texts]
        ends = np.cumsum([0, *map(len, found)])
        columns = np.fromiter((place for places in found for place in places), np.int64, ends[-1])
        ones = np.ones(len(columns), np.float32)
        return sparse.csr_matrix((ones, columns, ends), shape=(len(texts), len(self.words)))

    def embed(self, bags: sparse.csr_matrix) -> np.ndarray:
        """Unit vectors of bags of words, shape (bags, dimension), float32."""
        used = np.unique(bags.indices)
        return unit(np.asarray(bags[:, used] @ self.rows(used), np.float32))

    def _resembling(self, word: str) -> int:
        """Row of the known word that an unknown one inflects or misspells, -1 when there is none."""
        if word not in self._near:
            self._near[word] = self._shortened(word) if len(word) >= TYPO_MINIMUM_LENGTH else -1
        return self._near[word]

    def _shortened(self, word: str) -> int:
        for lost in range(1, ENDING_MAXIMUM_LENGTH + 1):
            beginning = word[:-lost]
            if len(beginning) >= STEM_MINIMUM_LENGTH and beginning in self._place:
                return self._place[beginning]
        return self._misspelt(word)

    def _misspelt(self, word: str) -> int:
        """Row of the known word one letter away that starts with the same letter, first in order."""
        if not self._typos:
            for known in self.words:
                self._typos.setdefault((known[0], len(known)), []).append(known)
        nearby = [w for n in (-1, 0, 1) for w in self._typos.get((word[0], len(word) + n), ())]
        found = process.extractOne(word, nearby, scorer=DamerauLevenshtein.distance, score_cutoff=1)
        return self._place[found[0]] if found else -1


def meaningful(text: str) -> list[str]:
    """Keys of the words of ``text`` that are not function words, in order."""
    return [word for word in keys(text) if word not in STOP_WORDS]


@lru_cache(maxsize=1)
def word_vectors() -> WordVectors:
    """The table shipped with the product, memory-mapped.

    Raises:
        FileNotFoundError: the installation lacks ``models/word_vectors.npy`` or its companions.
    """
    words = tuple((MODELS / "word_vectors.txt").read_text(encoding="utf-8").split("\n"))
    table = np.load(MODELS / "word_vectors.npy", mmap_mode="r")
    return WordVectors(words, table, np.load(MODELS / "word_scales.npy"))


def quantised(vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """int8 rows and their scales, so that ``rows × scales[:, None]`` is within 1/254 of each row's maximum."""
    scales = np.abs(vectors).max(axis=1) / 127 + np.finfo(np.float32).tiny
    return np.round(vectors / scales[:, None]).astype(np.int8), scales.astype(np.float32)
