"""Texts whose right skills are known, with the candidates that the linker examines for each.

Two sources: the development halves of the ESCO benchmark (English sentences of postings,
Decorte et al. 2022, arXiv:2209.05987), and the French alternative labels of ESCO, each removed
from the index when it is asked (leave-one-out).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from linking_training.pairs import lines
from planner.matching.features import Reading, compare
from planner.matching.label_linkers import esco_linker
from planner.matching.labels import BATCH, LabelLinker
from planner.matching.text import keys
from planner.matching.vectors import word_vectors
from planner.references import Esco

HALVES = ("house", "tech")
FRENCH, SILENT = "français", "sans compétence"
NOT_A_LABEL = {"UNDERSPECIFIED", "LABEL NOT PRESENT", ""}
LIKENESS = 0.5  # share of the words of the shorter of two sentences: above, they fall in the same fold
SHARED_MINIMUM = 3  # words
FOLDS = 5
REMOVED_AT_ONCE = 400  # alternative labels out of 17,000: rivals keep nearly all of theirs


@dataclass(frozen=True, slots=True, eq=False)
class Examined:
    """A text and its candidates: features (k, FEATURES), ``right`` (k,), and the number of right skills asked."""

    source: str
    text: str
    table: np.ndarray
    right: np.ndarray
    asked: int
    brevity: float
    fold: int


def gold(folder: Path, half: str) -> tuple[dict[str, set[str]], list[str]]:
    """Sentences with their right labels, and sentences in which no label of ESCO was seen."""
    known = set((folder / "skills_en_label.txt").read_text(encoding="utf-8").splitlines())
    right: dict[str, set[str]] = {}
    with (folder / f"{half}_validation_annotations.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            labels = right.setdefault(row["sentence"], set())
            if row["label"] not in NOT_A_LABEL and row["label"] in known:
                labels.add(row["label"])
    return {s: found for s, found in right.items() if found}, [s for s, found in right.items() if not found]


def sentences(folder: Path, linker: LabelLinker) -> list[Examined]:
    """Candidates of every sentence of the development halves; near-duplicates share a fold."""
    asked = [(half, s, labels) for half in HALVES for s, labels in gold(folder, half)[0].items()]
    asked += [(SILENT, s, set()) for half in HALVES for s in gold(folder, half)[1]]
    place = {skill.label: i for i, (skill, _) in enumerate(linker.skills)}
    wanted = [{place.get(label, -1) for label in labels} for _, _, labels in asked]
    examined = examine(linker, [text for _, text, _ in asked], wanted)
    folds = folds_of([text for _, text, _ in asked])
    return [
        replace(one, source=source, fold=fold, asked=len(labels))
        for (source, _, labels), one, fold in zip(asked, examined, folds, strict=True)
    ]


def french(esco: Esco) -> list[Examined]:
    """Candidates of every French alternative label, which the index has lost; folds by skill."""
    found = []
    for queries in _rounds(esco):
        removed = {(uri, alt) for uri, alt in queries}
        skills = esco.skills.copy()
        skills["alt_fr"] = [
            "\n".join(alt for alt in lines(cell) if (uri, alt) not in removed)
            for uri, cell in zip(skills["uri"], skills["alt_fr"], strict=True)
        ]
        linker = esco_linker(Esco(skills), "fr")
        place = {skill.skill_id: i for i, (skill, _) in enumerate(linker.skills)}
        examined = examine(linker, [alt for _, alt in queries], [{place[uri]} for uri, _ in queries])
        found += [
            replace(one, source=FRENCH, fold=place[uri] % FOLDS)
            for one, (uri, _) in zip(examined, queries, strict=True)
        ]
    return found


def _rounds(esco: Esco) -> Iterator[list[tuple[str, str]]]:
    """(URI, alternative label) asked together: one a skill, ``REMOVED_AT_ONCE`` at most."""
    labelled = esco.skills[(esco.skills["label_fr"] != "") & (esco.skills["alt_fr"] != "")]
    alternatives = {row.uri: lines(row.alt_fr) for row in labelled.itertuples(index=False)}
    for rank in range(max(map(len, alternatives.values()))):
        asked = [(uri, alts[rank]) for uri, alts in alternatives.items() if rank < len(alts)]
        for begin in range(0, len(asked), REMOVED_AT_ONCE):
            yield asked[begin : begin + REMOVED_AT_ONCE]


def examine(linker: LabelLinker, texts: Sequence[str], wanted: Sequence[set[int]]) -> Iterator[Examined]:
    """Candidates of each text; ``wanted`` holds the places of its right skills."""
    for begin in range(0, len(texts), BATCH):
        batch = texts[begin : begin + BATCH]
        compared = compare(linker.index, [Reading.of(text, word_vectors()) for text in batch])
        for i, text in enumerate(batch):
            places, table, _ = linker.examined(text, compared, i)
            right = np.isin(places, list(wanted[begin + i]))
            brevity = compared.readings[i].brevity
            yield Examined("", text, table, right, len(wanted[begin + i]), brevity, 0)


def folds_of(texts: Sequence[str]) -> list[int]:
    """A fold for each text, texts that share most of their words together; folds of like size."""
    words = [set(keys(text)) for text in texts]
    group = list(range(len(texts)))
    for i in range(len(texts)):
        for j in range(i):
            shared = len(words[i] & words[j])
            if shared >= SHARED_MINIMUM and shared >= LIKENESS * min(len(words[i]), len(words[j])):
                old, new = group[i], group[j]
                group = [new if g == old else g for g in group]
    sizes = {g: group.count(g) for g in group}
    load, fold = [0] * FOLDS, {}
    for g in sorted(sizes, key=lambda g: (-sizes[g], g)):
        fold[g] = load.index(min(load))
        load[fold[g]] += sizes[g]
    return [fold[g] for g in group]
