"""What the word vectors learn from: texts that name the same skill, and the words they are written with."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from planner.matching.text import WORD, key
from planner.references import References
from planner.references.esco import esco_relation

POSTINGS_MINIMUM = 5  # postings that must hold a word absent from the references (names of persons fall out)
WORD_MAXIMUM_LENGTH = 30  # hypothèse: a longer « word » is an identifier or words run together
TRANSLATION_WEIGHT = (
    3  # times that label_fr ↔ label_en is seen per epoch; there are six English labels a skill
)
DESCRIPTION_WEIGHT = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that name the skill ``group``."""

    text: str
    label: str
    group: int


def lines(cell: str) -> list[str]:
    """Lines of a cell of alternative labels."""
    return [line for line in cell.split("\n") if line]


def pairs(skills: pd.DataFrame) -> list[Pair]:
    """Pairs of ``columns.ESCO_SKILLS``. French alternative labels are left out: the French task is measured on them."""
    found: list[Pair] = []
    for group, row in enumerate(skills.itertuples(index=False)):
        found += [Pair(alt, row.label_en, group) for alt in lines(row.alt_en)]
        related = (
            (row.description_en, row.label_en, DESCRIPTION_WEIGHT),
            (row.label_fr, row.label_en, TRANSLATION_WEIGHT),
            (row.description_fr, row.label_fr, 1),
            (row.description_en, row.label_fr, 1),
        )
        found += [Pair(a, b, group) for a, b, times in related if a and b for _ in range(times)]
    return found


def vocabulary(references: References, home: Path, postings: Path) -> dict[str, str]:
    """Keys of the words to learn, sorted, each with its most frequent written form."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for text in _reference_texts(references, home):
        _count(text, forms)
    held: Counter[str] = Counter()
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    table = pd.read_csv(postings, usecols=["title", "description"]).fillna("")
    for title, description in table.itertuples(index=False):
        held.update(set(_count(f"{title}\n{description}", seen)))
    frequent = (word for word, count in held.items() if count >= POSTINGS_MINIMUM)
    for word in frequent:
        forms.setdefault(word, seen[word])
    kept = sorted(word for word in forms if not word.isdigit() and len(word) <= WORD_MAXIMUM_LENGTH)
    return {word: max(forms[word].items(), key=lambda form: (form[1], form[0]))[0] for word in kept}


def labels(references: References) -> list[str]:
    """Short texts whose words weigh by their rarity."""
    esco, rome = references.esco.skills, references.rome.skills
    english = [alt for cell in esco["alt_en"] for alt in lines(cell)]
    return [*esco["label_en"], *esco["label_fr"], *english, *esco["description_en"], *rome["label"]]


def _reference_texts(references: References, home: Path) -> Iterator[str]:
    names = ("label_fr", "label_en", "alt_fr", "alt_en", "description_fr", "description_en")
    for name in names:
        yield from references.esco.skills[name]
    for table in (references.rome.skills, references.rome.appellations, references.rome.occupations):
        yield from table["label"]
    held = esco_relation(home, "occupations")
    if held:
        for name in ("label", "alt", "description"):
            yield from held[1][name]


def _count(text: str, forms: dict[str, Counter[str]]) -> Iterable[str]:
    """Count the written forms of the words of ``text``; return their keys."""
    words = WORD.findall(text)
    for word in words:
        forms[key(word)][word] += 1
    return [key(word) for word in words]
