"""Finding a skill or an occupation by its words, for the page of the references.

This is a search box, not the linker of :mod:`planner.matching`: a person looks at the
results, so it forgives accents, word order, unfinished words and small typing errors.
"""

from __future__ import annotations

import re
import unicodedata

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from planner import columns

# Columns that name a skill in the framework, ROME or ESCO; the first ones win ties.
LABEL_COLUMNS = ("label_fr", "label", "label_en", "alt_fr", "alt_en")

# Scores out of 100, our choice: an exact label, then labels holding every word of the query,
# then labels where a word begins so, then labels of a near spelling. Within a band, the
# shorter label is the nearer one.
EXACT = 100.0
WHOLE_WORDS = (80.0, 99.0)
BEGUN_WORDS = (60.0, 79.0)
NEAR_SPELLING = (40.0, 59.0)
# Likeness of two spellings under which a word is not taken for a typing error; our choice,
# "developeur" and "développeur" score 95, "boulanger" and "boulangerie" 90.
SAME_WORD_MIN = 80.0

ACCENTS = re.compile("[\u0300-\u036f]")
WORD = re.compile(r"\w+")
NOT_A_WORD = re.compile(r"^\W+")
# NFKD leaves these whole; typographic apostrophes are typed straight.
LIGATURES = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "’": "'"}


def search_skills(skills: pd.DataFrame, query: str, limit: int = 20) -> pd.DataFrame:
    """Skills whose label, in either language, answers the query, best first.

    Args:
        skills: table of skills of the framework, ROME or ESCO (any column of ``LABEL_COLUMNS``;
            alternative labels one a line).
        query: words as typed; empty gives no result.
        limit: number of skills at most.

    Returns:
        The rows found with ``matched``, the label that answered, and ``score``, 0–100.
    """
    return _search(skills, _labels(skills), query, limit)


def search_occupations(
    occupations: pd.DataFrame, appellations: pd.DataFrame, query: str, limit: int = 20
) -> pd.DataFrame:
    """Occupations whose code, label or one appellation answers the query, best first.

    Args:
        occupations: table :data:`planner.columns.OCCUPATIONS`.
        appellations: table :data:`planner.columns.APPELLATIONS`.
        query: words or a ROME code, whole or begun ("M14").
        limit: number of occupations at most.

    Returns:
        Rows of ``occupations`` with ``matched`` and ``score`` as in :func:`search_skills`.
    """
    columns.OCCUPATIONS.check(occupations)
    position = pd.Series(np.arange(len(occupations)), index=occupations["rome"])
    known = appellations[appellations["rome"].isin(position.index)]
    labels = pd.concat(
        [
            pd.Series(occupations["label"].to_numpy(), index=position.to_numpy()),
            pd.Series(occupations["rome"].to_numpy(), index=position.to_numpy()),
            pd.Series(known["label"].to_numpy(), index=position.loc[known["rome"]].to_numpy()),
        ]
    )
    return _search(occupations, labels, query, limit)


def fold(text: str) -> str:
    """Text without accents, case nor ligatures: « Œuvre » gives "oeuvre"."""
    for ligature, letters in LIGATURES.items():
        text = text.replace(ligature, letters)
    return ACCENTS.sub("", unicodedata.normalize("NFKD", text)).casefold()


def _search(frame: pd.DataFrame, labels: pd.Series, query: str, limit: int) -> pd.DataFrame:
    """Score every label, keep the best label of each row, then the best rows."""
    scores = _scores(labels, _words(query))
    found = pd.DataFrame({"row": labels.index, "matched": labels.to_numpy(), "score": scores})
    found = found[found["score"] > 0].sort_values("score", ascending=False, kind="stable")
    best = found.drop_duplicates("row").head(limit)
    rows = frame.iloc[best["row"].to_numpy(dtype=int)].reset_index(drop=True)
    return rows.assign(matched=best["matched"].to_numpy(), score=best["score"].to_numpy().round(1))


def _words(query: str) -> list[str]:
    """Words of the query, folded, without the punctuation before them."""
    return [word for word in (NOT_A_WORD.sub("", word) for word in fold(query).split()) if word]


def _labels(frame: pd.DataFrame) -> pd.Series:
    """Every label of every row; the index is the position of the row in ``frame``."""
    named = [frame[name] for name in LABEL_COLUMNS if name in frame]
    if not named:
        raise KeyError(f"aucune colonne de libellé parmi {', '.join(LABEL_COLUMNS)}")
    series = [column.reset_index(drop=True).str.split("\n").explode() for column in named]
    labels = pd.concat(series)
    return labels[labels.fillna("") != ""]


def _scores(labels: pd.Series, words: list[str]) -> np.ndarray:
    """Score 0–100 of each label against the words of the query."""
    if not words or labels.empty:
        return np.zeros(len(labels))
    folded = fold("\n".join(labels)).split("\n")
    scores = _band(folded, words, WHOLE_WORDS, BEGUN_WORDS)
    corrected = [] if scores.any() else _correct(words, folded)
    return _band(folded, corrected, NEAR_SPELLING, NEAR_SPELLING) if corrected else scores


def _band(
    folded: list[str], words: list[str], whole: tuple[float, float], begun: tuple[float, float]
) -> np.ndarray:
    """Scores of the labels that hold every word, whole or begun."""
    scores = np.zeros(len(folded))
    query = " ".join(words)
    starts = [re.compile(rf"\b{re.escape(word)}(?=(\w)?)") for word in words]
    for row, label in enumerate(folded):
        if not all(word in label for word in words):
            continue
        found = [match for start in starts if (match := start.search(label))]
        if len(found) == len(words):
            low, high = whole if all(match[1] is None for match in found) else begun
            exact = label == query and high == WHOLE_WORDS[1]
            scores[row] = EXACT if exact else low + (high - low) * min(1.0, len(query) / len(label))
    return scores


def _correct(words: list[str], folded: list[str]) -> list[str]:
    """The query with each word replaced by the nearest word of the labels; empty when one has none."""
    known = sorted(set(WORD.findall("\n".join(folded))))
    found = [process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=SAME_WORD_MIN) for word in words]
    nearest = [match[0] for match in found if match]
    return nearest if len(nearest) == len(words) else []
