"""The skills of one vocabulary as matrices, ready to be compared with a text.

Views of a skill, unit vectors of :mod:`planner.matching.vectors`:

- *label*: its preferred label; *names*: the mean of all its labels; *description*;
- *translation*: the mean of its labels in the other language, of its own where there is none (ROME);
- *whole*: the four together, the view that is searched.

A second reading aligns words: each word of a name takes the nearest word of the text, and
the name scores the weighted mean (as the late interaction of ColBERT, Khattab & Zaharia 2020,
arXiv:2004.12832, without its transformer). A long sentence that asks for several skills is
read better so than through the one vector of the whole sentence.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd
from scipy import sparse

from planner.matching.vectors import WordVectors, unit

VIEWS = ("label", "names", "description", "translation")
# Share of each view in the searched one; set on the ESCO development halves and the French task.
WHOLE = {"label": 1.0, "names": 1.0, "description": 0.5, "translation": 0.3}
# « Python (computer programming) »: a text says « Python », not the words that tell it from the snake.
QUALIFIER = re.compile(r"\s*\([^)]*\)")
READING_VERSION = "4"  # raise when the same labels are read in another way: kept matrices are then left aside


class Cache(Protocol):
    """Where matrices are kept between two runs, by content; entries may disappear."""

    def load(self, key: str) -> dict[str, pd.DataFrame] | None:
        """The tables kept under ``key``, None when there are none."""
        ...

    def save(self, key: str, tables: Mapping[str, pd.DataFrame]) -> None:
        """Keep tables under ``key``."""
        ...


@dataclass(frozen=True, eq=False)
class SkillIndex:
    """Matrices of ``n`` skills and their ``m`` names (preferred label first, then the others).

    Attributes:
        vectors: the word vectors.
        views: for each of :data:`VIEWS`, unit vectors (n, dimension); a null row where there is no description.
        whole: unit vectors (n, dimension).
        words: rows of ``vectors`` used by names, (w,).
        alignment: weight of each word in each name, (m, w) sparse, rows of sum 1.
        firsts: place of each skill's preferred label among names, (n,).
    """

    vectors: WordVectors
    views: dict[str, np.ndarray]
    whole: np.ndarray
    words: np.ndarray
    word_units: np.ndarray
    alignment: sparse.csr_matrix
    firsts: np.ndarray

    @classmethod
    def build(
        cls,
        vectors: WordVectors,
        names: Sequence[Sequence[str]],
        descriptions: Sequence[str],
        translations: Sequence[Sequence[str]],
    ) -> SkillIndex:
        """Read the names, the description and the translations of each skill."""
        bags = vectors.bags([name for group in names for name in (_bare(group[0]), *group[1:])])
        firsts = _firsts(names)
        embedded = vectors.embed(bags)
        means = unit(np.add.reduceat(embedded, firsts, axis=0))
        translated = _mean_of_groups(vectors, translations)
        views = {
            "label": embedded[firsts],
            "names": means,
            "description": vectors.embed(vectors.bags(descriptions)),
            "translation": np.where(translated.any(axis=1, keepdims=True), translated, means),
        }
        words = np.unique(bags.indices)
        return cls.of(vectors, views, words, _alignment(vectors, bags, words), firsts)

    @classmethod
    def of(
        cls,
        vectors: WordVectors,
        views: dict[str, np.ndarray],
        words: np.ndarray,
        alignment: sparse.csr_matrix,
        firsts: np.ndarray,
    ) -> SkillIndex:
        """Complete an index with what follows from its views and words."""
        whole = unit(sum(WHOLE[view] * views[view] for view in VIEWS))
        return cls(vectors, views, whole, words, unit(vectors.rows(words)), alignment, firsts)

    def similarities(self, places: Sequence[int]) -> np.ndarray:
        """Cosine of text words with the words of names, shape (len(places), w)."""
        return unit(self.vectors.rows(places)) @ self.word_units.T


def cached_index(
    vectors: WordVectors,
    names: Sequence[Sequence[str]],
    descriptions: Sequence[str],
    translations: Sequence[Sequence[str]],
    cache: Cache | None = None,
) -> SkillIndex:
    """The index of these skills: taken from the cache when it was built from the same content."""
    if cache is None:
        return SkillIndex.build(vectors, names, descriptions, translations)
    key = _content(vectors, names, descriptions, translations)
    if kept := cache.load(key):
        return _from_tables(vectors, kept, _firsts(names))
    index = SkillIndex.build(vectors, names, descriptions, translations)
    cache.save(key, _tables(index))
    return index


def _content(vectors: WordVectors, names: Iterable, descriptions: Iterable, translations: Iterable) -> str:
    """SHA-256 of everything that the index is computed from."""
    digest = hashlib.sha256(vectors.table.tobytes() + vectors.scales.tobytes())
    digest.update("\n".join(vectors.words).encode())
    digest.update(repr((list(names), list(descriptions), list(translations))).encode())
    return f"index-{READING_VERSION}-{digest.hexdigest()}"


def _tables(index: SkillIndex) -> dict[str, pd.DataFrame]:
    """The index as tables, to the last digit: views in one long column, read at once; alignment as coordinates."""
    tables = {name: pd.DataFrame({"value": view.ravel()}) for name, view in index.views.items()}
    entries = index.alignment.tocoo()
    tables["alignment"] = pd.DataFrame(
        {"name": entries.row, "word": index.words[entries.col], "weight": entries.data}
    )
    tables["shape"] = pd.DataFrame({"names": [index.alignment.shape[0]]})
    return tables


def _from_tables(vectors: WordVectors, tables: Mapping[str, pd.DataFrame], firsts: np.ndarray) -> SkillIndex:
    """The reverse of :func:`_tables`."""
    views = {name: tables[name]["value"].to_numpy(np.float32).reshape(len(firsts), -1) for name in VIEWS}
    entries = tables["alignment"]
    words, columns = np.unique(entries["word"].to_numpy(), return_inverse=True)
    shape = (int(tables["shape"]["names"].iloc[0]), len(words))
    alignment = sparse.csr_matrix((entries["weight"].to_numpy(np.float32), (entries["name"], columns)), shape)
    return SkillIndex.of(vectors, views, words, alignment, firsts)


def _alignment(vectors: WordVectors, bags: sparse.csr_matrix, words: np.ndarray) -> sparse.csr_matrix:
    """Weight of each word in each name, rows of sum 1 (0 for a name without a known word)."""
    weights = bags[:, words] @ sparse.diags(np.linalg.norm(vectors.rows(words), axis=1).astype(np.float32))
    total = np.asarray(weights.sum(axis=1)).ravel()
    share = np.divide(1, total, out=np.zeros_like(total), where=total > 0)
    return sparse.csr_matrix(sparse.diags(share) @ weights, dtype=np.float32)


def _bare(label: str) -> str:
    """The label without the qualifier in brackets, whole when nothing would be left."""
    return QUALIFIER.sub("", label).strip() or label


def _firsts(groups: Sequence[Sequence[str]]) -> np.ndarray:
    return np.cumsum([0, *map(len, groups)])[:-1]


def _mean_of_groups(vectors: WordVectors, groups: Sequence[Sequence[str]]) -> np.ndarray:
    filled = [group or ("",) for group in groups]
    embedded = vectors.embed(vectors.bags([text for group in filled for text in group]))
    return unit(np.add.reduceat(embedded, _firsts(filled), axis=0))
