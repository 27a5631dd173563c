"""ROME items to suggest for a posting: what its text says, joined with what its likely occupations ask.

Each item gets seven pieces of evidence (``EVIDENCE``), joined by a conditional logit learned on the
compétences that employers declared (development half; :mod:`planner.matching.suggestion_training`).
Only its twenty-one numbers are shipped. The score orders items within a posting; it is no probability.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.special import expit
from sklearn.feature_extraction.text import CountVectorizer

from planner.matching.occupations import Likeness, stemmed
from planner.model import Occupation
from planner.references import Rome

PATH = Path(__file__).parent / "models" / "suggestions.json"
SUGGESTIONS = 30
BATCH = 128  # postings at once: 128 × 33,671 items × 7 pieces of evidence in float32 are 121 MB
FLATTENING = 0.6  # power of the occupations' scores: spreads trust over several of them (cross-validated)
LIKENESS_POWER = 3  # power of the likeness between text and fiche: only near fiches count (hypothèse)
NEAR_FICHES = 40  # fiches whose items the text may call for
EVIDENCE = ("occupations", "core", "domains", "fiches", "words", "knowledge", "breadth")
FLOORS = (0.01, 0.01, 0.003, 0.003)  # added before the logarithm of the four priors (hypothèse)


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """Mean and scale of each piece of evidence, and its weight, in the order of ``EVIDENCE``."""

    mean: np.ndarray
    scale: np.ndarray
    theta: np.ndarray

    @classmethod
    def load(cls, path: Path = PATH) -> Learned:
        """Read the shipped numbers.

        Raises:
            FileNotFoundError: the installation is incomplete.
        """
        stored = json.loads(path.read_text(encoding="utf-8"))
        return cls(*(np.array(stored[name], np.float32) for name in ("mean", "scale", "theta")))

    def save(self, path: Path) -> None:
        """Write the numbers as JSON."""
        numbers = {name: [round(float(x), 5) for x in getattr(self, name)] for name in self.__slots__}
        path.write_text(json.dumps({"evidence": EVIDENCE} | numbers, indent=1) + "\n", encoding="utf-8")


@dataclass(frozen=True)
class Suggester:
    """Suggests ROME items for postings. ``likeness``: that of the occupation coder, built here when
    not given. ``learned``: weights, the shipped ones when not given."""

    rome: Rome
    likeness: Likeness | None = None
    learned: Learned | None = None

    @cached_property
    def _fiches(self) -> Likeness:
        return self.likeness or Likeness(self.rome.occupations, self.rome.appellations, self.rome.texts)

    @cached_property
    def items(self) -> pd.Index:
        """OGR codes, in the order of the columns of ``evidence``."""
        return pd.Index(self.rome.skills["ogr"].to_numpy(object))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {str(code): i for i, code in enumerate(self._fiches.codes)}

    @cached_property
    def _links(self) -> tuple[sparse.csr_matrix, sparse.csr_matrix, sparse.csr_matrix]:
        """Items of each occupation, its core items, share of each domain's occupations that carry an item."""
        codes, table = pd.Index(self._fiches.codes), self.rome.occupation_skills
        row, column = codes.get_indexer(table["rome"]), self.items.get_indexer(table["ogr"])
        known = (row >= 0) & (column >= 0)
        shape = (len(codes), len(self.items))
        place = (row[known], column[known])
        every = sparse.csr_matrix((np.ones(known.sum(), np.float32), place), shape)
        core = sparse.csr_matrix((table["core"].to_numpy(np.float32)[known], place), shape)
        domains, of_domain = np.unique([code[:3] for code in codes], return_inverse=True)
        members = sparse.csr_matrix(
            (np.ones(len(codes), np.float32), (of_domain, np.arange(len(codes)))), (len(domains), len(codes))
        )
        share = sparse.diags_array(1 / np.asarray(members.sum(axis=1)).ravel()).tocsr() @ members
        return every, core, (members.T @ (share @ every)).tocsr()

    @cached_property
    def _labels(self) -> tuple[CountVectorizer, sparse.csr_matrix]:
        """Stems of the labels; each label's rare stems weigh more, their weights sum to 1."""
        vectorizer = CountVectorizer(analyzer=stemmed, binary=True, dtype=np.float32)
        present = vectorizer.fit_transform(self.rome.skills["label"])
        idf = np.log((1 + present.shape[0]) / (1 + np.asarray(present.sum(axis=0)).ravel())) + 1
        weights = present @ sparse.diags_array(idf.astype(np.float32))
        total = np.asarray(weights.sum(axis=1)).ravel()
        return vectorizer, (sparse.diags_array(1 / np.where(total > 0, total, 1)) @ weights).T.tocsr()

    @cached_property
    def _knowledge(self) -> np.ndarray:
        return (self.rome.skills["kind"] == "savoir").to_numpy(np.float32)

    @cached_property
    def _breadth(self) -> np.ndarray:
        """Logarithm of 1 + the number of fiches that carry each item: employers pick what many trades share."""
        table = self.rome.occupation_skills.drop_duplicates(["rome", "ogr"])
        carried = table["ogr"].value_counts().reindex(self.items, fill_value=0)
        return np.log1p(carried.to_numpy(np.float32))

    @cached_property
    def _weights(self) -> Learned:
        return self.learned or Learned.load()

    def evidence(
        self, texts: Sequence[str], occupations: Sequence[Sequence[Occupation]]
    ) -> Iterator[np.ndarray]:
        """The seven pieces of evidence, each of shape (texts, items), in the order of ``EVIDENCE``."""
        every, core, domains = self._links
        trust = self._trust(occupations)
        near = _sharpened(self._fiches.with_fiches(texts))
        for prior, floor in zip(
            (trust @ every, trust @ core, trust @ domains, near @ every), FLOORS, strict=True
        ):
            yield np.log(prior.toarray() + np.float32(floor))
        vectorizer, weights = self._labels
        yield (vectorizer.transform(texts) @ weights).toarray()
        for constant in (self._knowledge, self._breadth):
            yield np.broadcast_to(constant, (len(texts), len(self.items)))

    def _trust(self, occupations: Sequence[Sequence[Occupation]]) -> sparse.csr_matrix:
        """Share of trust of each occupation, rows sum to 1 (to 0 without candidates)."""
        rows, columns, values = [], [], []
        for row, candidates in enumerate(occupations):
            scores = np.array([candidate.score or 0.0 for candidate in candidates]) ** FLATTENING
            for candidate, score in zip(candidates, scores, strict=True):
                column = self._places.get(candidate.code)
                if column is not None and score > 0:
                    rows.append(row)
                    columns.append(column)
                    values.append(score / scores.sum())
        return sparse.csr_matrix(
            (np.array(values, np.float32), (rows, columns)), (len(occupations), len(self._places))
        )

    def scores(self, texts: Sequence[str], occupations: Sequence[Sequence[Occupation]]) -> np.ndarray:
        """Score of every item, shape (texts, items)."""
        learned = self._weights
        total = np.zeros((len(texts), len(self.items)), np.float32)
        for piece, mean, scale, theta in zip(
            self.evidence(texts, occupations), learned.mean, learned.scale, learned.theta, strict=True
        ):
            total += (piece - np.float32(mean)) * np.float32(theta / scale)
        return total

    def suggest(
        self, texts: Sequence[str], occupations: Sequence[Sequence[Occupation]], top: int = SUGGESTIONS
    ) -> list[list[tuple[str, str, float]]]:
        """(OGR code, libellé, score 0–1) of the ``top`` items of each text, best first, ties by order of the release."""
        labels, items = self.rome.skills["label"].to_numpy(object), self.items.to_numpy(object)
        suggested = []
        for begin in range(0, len(texts), BATCH):
            part = slice(begin, begin + BATCH)
            for row in self.scores(texts[part], occupations[part]):
                near = np.argpartition(-row, min(top, len(row) - 1))[:top]
                order = near[np.lexsort((near, -row[near]))]
                # Evidence is centred on an ordinary candidate item: the logistic brings it between 0 and 1.
                suggested.append([(str(items[i]), labels[i], round(float(expit(row[i])), 4)) for i in order])
        return suggested


def _sharpened(likeness: np.ndarray) -> sparse.csr_matrix:
    """Shares of the fiches nearest to each text, rows sum to 1 (to 0 when nothing is alike)."""
    size = min(NEAR_FICHES, likeness.shape[1] - 1)
    near = np.argpartition(-likeness, size, axis=1)[:, :size]
    values = np.take_along_axis(likeness, near, axis=1) ** LIKENESS_POWER
    total = values.sum(axis=1, keepdims=True)
    values = values / np.where(total > 0, total, 1)
    rows = np.repeat(np.arange(len(likeness)), size)
    return sparse.csr_matrix((values.ravel().astype(np.float32), (rows, near.ravel())), likeness.shape)
