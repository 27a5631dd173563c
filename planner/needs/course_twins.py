"""Courses that are likely the same: inside a file, and against the catalogue in use.

Titles are compared by the sorted neighbourhood method (Hernández & Stolfo, *The merge/purge
problem for large databases*, SIGMOD 1995): sorted, each with its next ``WINDOW`` neighbours,
so that 20,000 courses take seconds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
from rapidfuzz import fuzz

from planner.matching import keys
from planner.words import marked

TWINS = ["course_id", "other_id", "where", "why", "likeness"]
IN_FILE, IN_CATALOGUE = marked("fichier"), marked("catalogue")
SAME_COURSE = marked("même organisme, intitulé proche")
SAME_TEXT = marked("même texte chez un autre organisme")
# rapidfuzz token_sort_ratio, 0–100, from which two titles of one provider are likely one course. Hypothèse.
NEAR_TITLE = 92
# rapidfuzz ratio, 0–100, from which two words are one word misspelt or in another number. Hypothèse.
SAME_WORD = 75
LITTLE = 3  # letters of a word that may be there or not: « au », « les »
WINDOW = 12  # neighbours compared on each side of the sort; our choice
# Words of content under which two equal texts say little (« Voir le site »). Hypothèse.
MINIMUM_WORDS = 12
# Two rows that differ here are two sessions of one course, not a duplicate.
_SESSION = ("dept", "commune", "date", "modality")


@dataclass(frozen=True, slots=True)
class _Card:
    course_id: str
    provider: str
    title: str
    text: str
    session: tuple[str, ...]
    own: bool


def likely_twins(courses: pd.DataFrame, catalogue: pd.DataFrame | None = None) -> pd.DataFrame:
    """Pairs of courses that are likely one: course_id, other_id, where, why, likeness (0–1).

    Args:
        courses: the courses read (``columns.COURSES``).
        catalogue: the courses in use; a course of the same provider with the same identifier is
            the former version of the course, not its twin.
    """
    cards = list(_cards(courses, own=True))
    if catalogue is not None:
        cards += _cards(catalogue, own=False)
    found = {**_same_texts(cards), **_same_titles(cards)}
    rows = [
        (a.course_id, b.course_id, IN_FILE if b.own else IN_CATALOGUE, *why) for (a, b), why in found.items()
    ]
    return pd.DataFrame(rows, columns=TWINS).sort_values(["course_id", "other_id"], ignore_index=True)


def _cards(courses: pd.DataFrame, *, own: bool) -> Iterator[_Card]:
    for row in courses.itertuples(index=False):
        title = " ".join(sorted(keys(str(row.title))))
        text = keys(str(row.content))
        session = tuple(str(getattr(row, name)) for name in _SESSION)
        words = " ".join(text) if len(text) >= MINIMUM_WORDS else ""
        yield _Card(str(row.course_id), " ".join(keys(str(row.provider))), title, words, session, own)


def _same_titles(cards: list[_Card]) -> dict[tuple[_Card, _Card], tuple[str, float]]:
    found: dict[tuple[_Card, _Card], tuple[str, float]] = {}
    # Twice: by the beginning of the title, then by its end, so that a slip in the first word is seen.
    for key in (lambda c: (c.provider, c.title), lambda c: (c.provider, c.title[::-1])):
        ordered = sorted(cards, key=key)
        for i, card in enumerate(ordered):
            for other in ordered[i + 1 : i + 1 + WINDOW]:
                if other.provider != card.provider:
                    break
                likeness = fuzz.ratio(card.title, other.title)
                if likeness >= NEAR_TITLE and _may_be_one(card, other):
                    found[_pair(card, other)] = (SAME_COURSE, round(likeness / 100, 2))
    return found


def _same_texts(cards: list[_Card]) -> dict[tuple[_Card, _Card], tuple[str, float]]:
    by_text: dict[str, list[_Card]] = defaultdict(list)
    for card in cards:
        if card.text:
            by_text[card.text].append(card)
    pairs = {}
    for same in by_text.values():
        first = same[0]
        for other in same[1 : 1 + WINDOW]:
            if other.provider != first.provider and (first.own or other.own):
                pairs[_pair(first, other)] = (SAME_TEXT, 1.0)
    return pairs


def _may_be_one(a: _Card, b: _Card) -> bool:
    """Neither two sessions, nor two levels (« Excel 1 », « Excel 2 »), nor a course and its former version."""
    if not (a.own or b.own) or (a.own != b.own and a.course_id == b.course_id):
        return False
    sessions = zip(a.session, b.session, strict=True)
    if any(one and two and one != two for one, two in sessions):
        return False
    return re.findall(r"\d+", a.title) == re.findall(r"\d+", b.title) and _same_words(a.title, b.title)


def _same_words(a: str, b: str) -> bool:
    """True when the titles differ by spelling or little words only: « Anglais » is not « Espagnol ».

    A long title hides a whole word in a high likeness.
    """
    ours, theirs = set(a.split()) - set(b.split()), set(b.split()) - set(a.split())
    alone = [w for w in ours if len(w) > LITTLE and not any(fuzz.ratio(w, o) >= SAME_WORD for o in theirs)]
    missing = [w for w in theirs if len(w) > LITTLE and not any(fuzz.ratio(w, o) >= SAME_WORD for o in ours)]
    return not (alone or missing)


def _pair(a: _Card, b: _Card) -> tuple[_Card, _Card]:
    """The course of the file first; the smaller identifier first when both are."""
    if a.own == b.own:
        return (a, b) if a.course_id <= b.course_id else (b, a)
    return (a, b) if a.own else (b, a)
