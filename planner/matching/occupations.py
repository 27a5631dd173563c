"""Coding a posting's title (and description) to a ROME 4.0 occupation.

Likeness comes first: the title against every appellation, long and short, masculine and
feminine apart, by character n-grams (n = 2 to 5) and by word stems, each occupation scoring as
its nearest appellation; title and description against the whole fiche. Then comes what was
learned from employers' codings (:mod:`planner.matching.occupation_model`). A conditional logit
joins them, and a calibrated confidence is the score. Below ``MINIMUM_SCORE`` the coder abstains.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from planner.columns import CODINGS
from planner.matching.character_grams import CharacterGrams
from planner.matching.labels import stems
from planner.matching.occupation_model import DESCRIPTION_LENGTH, FLOOR, OccupationModel, title_features
from planner.matching.titles import clean_title
from planner.model import Occupation

MINIMUM_SCORE = (
    0.35  # confidence under which the coder abstains (our choice; docs/MEASURES.md gives the curve)
)
BATCH = 512  # titles compared at once: bounds memory to about 60 MB with the full release
LIKENESSES = ("characters", "words", "title_fiche", "description_fiche", "exact")
SAME = 0.98  # cosine of characters from which two titles are the same words


@lru_cache(maxsize=2 * BATCH)
def stemmed(text: str) -> tuple[str, ...]:
    """Stems of a text, kept a while: several comparisons read the same postings."""
    return tuple(stems(text))


def spoken_forms(occupations: pd.DataFrame, appellations: pd.DataFrame) -> pd.DataFrame:
    """Every text that names an occupation: rome, ogr (empty for the fiche's own label), text; sorted by rome."""
    known = appellations[appellations["rome"].isin(occupations["rome"])]
    labels = [occupations[["rome", "label"]].assign(ogr=""), known[["rome", "label", "ogr"]]]
    if "short" in known:
        labels.append(known[["rome", "short", "ogr"]].rename(columns={"short": "label"}))
    forms = pd.concat(labels, ignore_index=True).rename(columns={"label": "text"})
    forms = forms.assign(text=forms["text"].str.split(" / ")).explode("text")
    return (
        forms[forms["text"] != ""]
        .drop_duplicates(["rome", "text"])
        .sort_values(["rome", "text"], kind="stable")
    )


class Likeness:
    """How much titles and descriptions look like each occupation."""

    def __init__(
        self, occupations: pd.DataFrame, appellations: pd.DataFrame, texts: pd.DataFrame | None
    ) -> None:
        self.forms = spoken_forms(occupations, appellations)
        names = self.forms["rome"].to_numpy(dtype=str)
        self.firsts = np.flatnonzero(np.r_[True, names[1:] != names[:-1]])
        self.codes = names[self.firsts]
        self._told = {} if texts is None else dict(zip(texts["rome"], texts["text"], strict=True))

    @cached_property
    def _characters(self) -> tuple[CharacterGrams, sparse.csr_matrix]:
        vectorizer = CharacterGrams(2, 5)
        return vectorizer, vectorizer.fit_transform(self.forms["text"]).T.tocsr()

    @cached_property
    def _words(self) -> tuple[TfidfVectorizer, sparse.csr_matrix]:
        vectorizer = TfidfVectorizer(analyzer=stemmed, sublinear_tf=True, dtype=np.float32)
        return vectorizer, vectorizer.fit_transform(self.forms["text"]).T.tocsr()

    @cached_property
    def _whole(self) -> tuple[TfidfVectorizer, sparse.csr_matrix]:
        vectorizer = TfidfVectorizer(analyzer=stemmed, sublinear_tf=True, dtype=np.float32)
        named = self.forms.groupby("rome", sort=True)["text"].agg("\n".join)
        fiches = [f"{names}\n{self._told.get(code, '')}" for code, names in named.items()]
        return vectorizer, vectorizer.fit_transform(fiches).T.tocsr()

    def of(
        self, titles: Sequence[str], descriptions: Sequence[str], hidden: Sequence[str] | None = None
    ) -> np.ndarray:
        """Likenesses of cleaned titles, shape (titles, occupations, 5), float32, in the order of ``LIKENESSES``.

        ``hidden``: for each title, the OGR code of an appellation to leave out, "" for none (training only).
        """
        characters = self._nearest(*self._characters, titles, hidden)
        words = self._nearest(*self._words, titles, hidden)
        fiche = self.with_fiches(titles)
        if hidden is not None:
            self._hide_from_fiches(fiche, titles, hidden)
        told = self.with_fiches([text[:DESCRIPTION_LENGTH] for text in descriptions])
        exact = (characters > SAME).astype(np.float32)
        return np.stack([characters, words, fiche, told, exact], axis=2)

    def with_fiches(self, texts: Sequence[str]) -> np.ndarray:
        """Cosine of texts with every whole fiche, shape (texts, occupations)."""
        vectorizer, matrix = self._whole
        return (vectorizer.transform(texts) @ matrix).toarray()

    def _hide_from_fiches(self, cosines: np.ndarray, titles: Sequence[str], hidden: Sequence[str]) -> None:
        """Replace the likeness of an appellation with its own fiche by that with the fiche without it."""
        vectorizer, _ = self._whole
        owner = self.forms.drop_duplicates("ogr").set_index("ogr")["rome"]
        for row, (title, ogr) in enumerate(zip(titles, hidden, strict=True)):
            if ogr not in owner.index:
                continue
            place = int(np.searchsorted(self.codes, owner[ogr]))
            own = self.forms[self.forms["rome"] == owner[ogr]]
            said = "\n".join(own.loc[own["ogr"] != ogr, "text"])
            rest = vectorizer.transform([said + "\n" + self._told.get(owner[ogr], ""), title])
            cosines[row, place] = float((rest[0] @ rest[1].T).sum())

    def _nearest(
        self,
        vectorizer: TfidfVectorizer | CharacterGrams,
        matrix: sparse.csr_matrix,
        titles: Sequence[str],
        hidden: Sequence[str] | None,
    ) -> np.ndarray:
        cosines = (vectorizer.transform(titles) @ matrix).toarray()
        if hidden is not None:
            left_out = np.array(hidden, dtype=object)[:, None]
            owners = self.forms["ogr"].to_numpy(object)[None, :]
            cosines[(owners == left_out) & (left_out != "")] = 0
        return np.maximum.reduceat(cosines, self.firsts, axis=1)


def evidence(
    model: OccupationModel, codes: np.ndarray, titles: Sequence[str], descriptions: Sequence[str]
) -> tuple[np.ndarray, np.ndarray]:
    """What the learned regressions say of each occupation, (titles, occupations, 3), and the gate (titles,).

    Columns: log-probability by title, log-odds by description, 1 where the occupation was not met in training.
    """
    places = pd.Index(codes).get_indexer(model.codes)
    known = places >= 0
    features = title_features(titles)
    said = np.zeros((len(titles), len(codes), 3), np.float32)
    said[:, :, 0], said[:, :, 2] = np.log(FLOOR), 1.0
    said[:, places[known], 0] = model.title_evidence(features)[:, known]
    said[:, places[known], 1] = model.description_evidence(descriptions)[:, known]
    said[:, places[known], 2] = 0.0
    return said, model.gate(features)


class OccupationCoder:
    """Codes titles. ``occupations``, ``appellations``, ``texts`` are tables of :mod:`planner.columns`.

    ``texts`` (the fiches' own texts, official release only) and descriptions each add evidence; both may be absent.
    """

    def __init__(
        self,
        occupations: pd.DataFrame,
        appellations: pd.DataFrame,
        texts: pd.DataFrame | None = None,
        *,
        model: OccupationModel | None = None,
        likeness: Likeness | None = None,
    ) -> None:
        self._labels = dict(zip(occupations["rome"], occupations["label"], strict=True))
        self.likeness = likeness or Likeness(occupations, appellations, texts)
        self._given = model

    @cached_property
    def _model(self) -> OccupationModel:
        return self._given or OccupationModel.load()

    def candidates(
        self, titles: Sequence[str], top: int = 5, descriptions: Sequence[str] | None = None
    ) -> list[list[Occupation]]:
        """The ``top`` likeliest occupations of each title, best first; ties by code."""
        codes = self.likeness.codes
        found = []
        for rows in self.probabilities(titles, descriptions):
            scores = self._model.confidence(rows)
            best = np.argsort(-rows, axis=1, kind="stable")[:, :top]
            for row, order in zip(scores, best, strict=True):
                found.append(
                    [
                        Occupation(str(codes[i]), self._labels[str(codes[i])], round(float(row[i]), 4))
                        for i in order
                    ]
                )
        return found

    def probabilities(
        self, titles: Sequence[str], descriptions: Sequence[str] | None = None
    ) -> Iterator[np.ndarray]:
        """Batches of probabilities before calibration, shape (≤ BATCH, occupations), occupations in order of code."""
        cleaned = [clean_title(title) for title in titles]
        told = list(descriptions) if descriptions is not None else [""] * len(cleaned)
        for begin in range(0, len(cleaned), BATCH):
            part, text = cleaned[begin : begin + BATCH], told[begin : begin + BATCH]
            said, gate = evidence(self._model, self.likeness.codes, part, text)
            yield self._model.probabilities(self.likeness.of(part, text), said, gate)

    def code(
        self, posting_ids: Sequence[str], titles: Sequence[str], descriptions: Sequence[str] | None = None
    ) -> pd.DataFrame:
        """One coding per posting (``columns.CODINGS``), empty code where the coder abstains."""
        rows = []
        found = self.candidates(titles, 2, descriptions)
        for posting_id, candidates in zip(posting_ids, found, strict=True):
            rows.append({"posting_id": posting_id} | _coding(candidates))
        return CODINGS.frame(rows)


def _coding(candidates: list[Occupation]) -> dict[str, object]:
    first = next(iter(candidates), Occupation("", "", 0.0))
    sure = (first.score or 0.0) >= MINIMUM_SCORE
    return {
        "rome": first.code if sure else "",
        "label": first.label if sure else "",
        "score": first.score,
        "runner_up": candidates[1].code if len(candidates) > 1 else "",
    }
