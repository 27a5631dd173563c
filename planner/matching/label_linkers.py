"""The linkers of ROME and ESCO, built from their tables. Apart from the framework's: a command loads one of them."""

from __future__ import annotations

from planner.matching.index import Cache
from planner.matching.labels import LabelledSkill, LabelLinker
from planner.model import Skill, Taxonomy
from planner.references import Esco, Rome

KNOWLEDGE = ("savoir", "knowledge")


def _lines(cell: object) -> list[str]:
    return [line.strip() for line in str(cell).split("\n") if line.strip()]


def rome_linker(rome: Rome, cache: Cache | None = None) -> LabelLinker:
    """Links to ROME compétences and savoirs by their libellé."""
    skills = tuple(
        (Skill(row.ogr, row.label, Taxonomy.ROME, code=row.ogr), (row.label,))
        for row in rome.skills.itertuples(index=False)
    )
    known = rome.skills.loc[rome.skills["kind"].isin(KNOWLEDGE), "ogr"]
    return LabelLinker(skills, frozenset(known), cache=cache)


def esco_linker(esco: Esco, lang: str, cache: Cache | None = None) -> LabelLinker:
    """Links to ESCO by labels and alternative labels in ``lang``; skills without a label there are left out.

    Descriptions and labels of the other language help to rank; they are never shown.
    """
    other = "en" if lang == "fr" else "fr"
    skills: list[LabelledSkill] = []
    descriptions, translations = [], []
    for row in esco.skills.to_dict("records"):
        labels = _names(row, lang)
        if labels:
            skills.append((Skill(row["uri"], labels[0], Taxonomy.ESCO), labels))
            descriptions.append(str(row.get(f"description_{lang}", "")))
            translations.append(_names(row, other))
    known = esco.skills.loc[esco.skills["kind"].isin(KNOWLEDGE), "uri"]
    return LabelLinker(tuple(skills), frozenset(known), tuple(descriptions), tuple(translations), cache)


def _names(row: dict[str, object], lang: str) -> tuple[str, ...]:
    """Label then alternative labels in one language, once each."""
    return tuple(dict.fromkeys(_lines(row[f"label_{lang}"]) + _lines(row[f"alt_{lang}"])))
