"""Linking a text to ROME or ESCO: skills near the text are found, then ordered by the re-ranker.

Three readings of the same labels:

- the *lexical* one finds a label, or one of its alternative labels, as it stands in the text,
  and gives the span;
- *static word vectors* (:mod:`planner.matching.index`) compare the text, its segments and its
  words with every skill; they have no span: the whole text is the evidence;
- *TF-IDF* (word stems, sublinear frequencies) is kept for longer texts, where suggestions are
  read (:mod:`planner.matching.suggestions`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
import Stemmer
from scipy import sparse

from planner.matching.features import FEATURES, Comparison, Reading, compare, features
from planner.matching.index import Cache, SkillIndex, cached_index
from planner.matching.lexical import Lexicon, Pattern
from planner.matching.reranker import reranker
from planner.matching.text import Document, has_several_words, keys
from planner.matching.vectors import STOP_WORDS, word_vectors
from planner.model import Candidate, Evidence, RunnerUp, Skill

if TYPE_CHECKING:
    from sklearn.feature_extraction.text import TfidfVectorizer

LEXICAL = "libellé"
VECTORS = "vecteurs"
LEXICAL_SCORE = 1.0
MINIMUM_PROBABILITY = (
    0.2  # from there over four links in ten are in the (partial) gold lists (docs/measures_linking.md)
)
# Value of the feature « found » from which the preferred label itself stands in the text: such a link
# is right three times in four in a sentence, and is kept whatever its score.
STANDS = 0.99
NEAREST = 64  # candidates re-ranked; nine right skills in ten of the development halves are among them
BATCH = 64  # texts compared at once: 64 × 86,000 names in float32 are 22 MB

LabelledSkill = tuple[Skill, tuple[str, ...]]


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    # No cache of its own: ours is larger, and without it a stemmer keeps no state that threads could share.
    return Stemmer.Stemmer("french", 0)


@lru_cache(maxsize=300_000)
def stem(word_key: str) -> str:
    """French Snowball stem of a key (English words keep most of their form)."""
    return _stemmer().stemWord(word_key)


def stems(text: str) -> list[str]:
    """Stems of the meaningful words of ``text``, in order."""
    return [stem(word) for word in keys(text) if word not in STOP_WORDS]


@dataclass(frozen=True)
class LabelLinker:
    """Links texts to the skills of one vocabulary.

    Args:
        skills: each skill with every text that names it: preferred label, then alternative labels.
        single_words: ids of knowledge skills; their one-word labels may be found word for word
            (« Python »); the one-word label of an ability (« former ») is too weak a sign.
        descriptions: one text per skill, empty where there is none; () when no skill has one.
        translations: labels in the other language, likewise.
        cache: where the matrices are kept between two runs; they are computed each time without it.
    """

    skills: tuple[LabelledSkill, ...]
    single_words: frozenset[str] = frozenset()
    descriptions: tuple[str, ...] = ()
    translations: tuple[tuple[str, ...], ...] = ()
    cache: Cache | None = None

    @cached_property
    def _place(self) -> dict[str, int]:
        return {skill.skill_id: i for i, (skill, _) in enumerate(self.skills)}

    @cached_property
    def _knowledge(self) -> np.ndarray:
        return np.array([skill.skill_id in self.single_words for skill, _ in self.skills], np.float32)

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon(
            Pattern(target=skill.skill_id, form=label)
            for skill, labels in self.skills
            for label in labels
            if skill.skill_id in self.single_words or has_several_words(label)
        )

    @cached_property
    def index(self) -> SkillIndex:
        """The skills as matrices."""
        names = [labels for _, labels in self.skills]
        descriptions = self.descriptions or ("",) * len(names)
        translations = self.translations or ((),) * len(names)
        return cached_index(word_vectors(), names, descriptions, translations, self.cache)

    @cached_property
    def _tfidf(self) -> tuple[TfidfVectorizer, sparse.csr_matrix, np.ndarray]:
        from sklearn.feature_extraction.text import (
            TfidfVectorizer,
        )  # a second to import: linking does without it

        texts = [label for _, labels in self.skills for label in labels]
        sizes = np.array([len(labels) for _, labels in self.skills])
        vectorizer = TfidfVectorizer(analyzer=stems, sublinear_tf=True, dtype=np.float32)
        matrix = vectorizer.fit_transform(texts).T.tocsr()
        return vectorizer, matrix, np.r_[0, np.cumsum(sizes)[:-1]]

    def found(self, document: Document) -> list[Candidate]:
        """Skills whose label stands in the document, in reading order, once each."""
        seen: dict[str, Candidate] = {}
        for hit in self._lexicon.find(document):
            evidence = Evidence(document.text[hit.start : hit.end], hit.start, hit.end, LEXICAL)
            skill = self.skills[self._place[hit.pattern.target]][0]
            seen.setdefault(skill.skill_id, Candidate(skill, LEXICAL_SCORE, evidence))
        return list(seen.values())

    def cosines(self, texts: Sequence[str]) -> np.ndarray:
        """TF-IDF cosine of each text with the nearest label of each skill, shape (texts, skills), float32."""
        vectorizer, matrix, firsts = self._tfidf
        near = (vectorizer.transform(texts) @ matrix).toarray()
        return np.maximum.reduceat(near, firsts, axis=1)

    def link(self, texts: Sequence[str], top: int = 10, *, abstain: bool = True) -> list[list[Candidate]]:
        """The ``top`` skills of each text, likeliest first; with ``abstain``, only those sure enough
        and those whose preferred label stands in the text.

        The score is the calibrated probability that a reader would keep the skill.
        """
        minimum = MINIMUM_PROBABILITY if abstain else 0.0
        linked: list[list[Candidate]] = []
        for begin in range(0, len(texts), BATCH):
            batch = texts[begin : begin + BATCH]
            compared = compare(self.index, [Reading.of(text, word_vectors()) for text in batch])
            linked += [self._ranked(text, compared, i, top, minimum) for i, text in enumerate(batch)]
        return linked

    def examined(
        self, text: str, compared: Comparison, i: int, top: int = 10
    ) -> tuple[np.ndarray, np.ndarray, dict[int, Candidate]]:
        """Places of the candidates of text ``i`` of ``compared``, their features, and those that stand in it."""
        found = {self._place[c.skill.skill_id]: c for c in self.found(Document.read(text))}
        count = min(len(self.skills), max(NEAREST, 2 * top))
        nearest = (
            np.argpartition(-compared.order[i], count - 1)[:count] if compared.readings[i].segments else []
        )
        places = np.union1d(nearest, list(found)).astype(np.int64)
        stands = np.isin(places, list(found)).astype(np.float32)
        return places, features(self.index, compared, i, places, stands, self._knowledge[places]), found

    def _ranked(self, text: str, compared: Comparison, i: int, top: int, minimum: float) -> list[Candidate]:
        places, table, found = self.examined(text, compared, i, top)
        scores = reranker().scores(table)
        sure = reranker().probabilities(scores, compared.readings[i].brevity)
        kept = (sure >= minimum) | (table[:, FEATURES.index("found")] >= STANDS)
        order = np.argsort(-scores, kind="stable")[: top + 1]
        ranked = [RunnerUp(self.skills[int(places[j])][0], round(float(sure[j]), 4)) for j in order]
        whole = Evidence(text, None, None, VECTORS)
        return [
            Candidate(this.skill, this.score, _evidence(found.get(int(places[j])), whole), following)
            for j, this, following in zip(order[:top], ranked, [*ranked[1:], None], strict=False)
            if kept[j]
        ]


def _evidence(found: Candidate | None, whole: Evidence) -> Evidence:
    """The words where the label stands, else the whole text."""
    return found.evidence if found else whole
