"""One linker per vocabulary, built from the references."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from planner.matching.framework import METHOD, FrameworkReader, score
from planner.matching.index import Cache
from planner.matching.labels import LabelledSkill, LabelLinker
from planner.model import Candidate, Evidence, Layer, Skill, Taxonomy
from planner.references import Esco, Framework, Rome

LINK_TAXONOMIES = tuple(str(t) for t in Taxonomy)
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


def framework_skills(skills: pd.DataFrame, lang: str = "fr") -> dict[str, Skill]:
    """Framework skills by id, labelled in ``lang``."""
    return {
        row["skill_id"]: Skill(row["skill_id"], row[f"label_{lang}"], Taxonomy.AI, Layer(int(row["layer"])))
        for row in skills.to_dict("records")
    }


def framework_candidates(
    reader: FrameworkReader, skills: dict[str, Skill], text: str, top: int
) -> list[Candidate]:
    """Framework skills found in one text, surest first, then in reading order, once each."""
    best: dict[str, Candidate] = {}
    for hit in reader.asked(text):
        evidence = Evidence(text[hit.start : hit.end], hit.start, hit.end, METHOD)
        candidate = Candidate(skills[hit.pattern.target], score(hit.pattern), evidence)
        known = best.get(candidate.skill.skill_id)
        if known is None or candidate.score > known.score:
            best[candidate.skill.skill_id] = candidate
    return sorted(best.values(), key=lambda c: (-c.score, c.evidence.start))[:top]


class FrameworkLinker:
    """Links to the AI framework. It has no ranking by likeness yet: it abstains where no form stands."""

    def __init__(self, framework: Framework, lang: str) -> None:
        self._reader = FrameworkReader(framework.forms)
        self._skills = framework_skills(framework.skills, lang)

    def link(self, texts: Sequence[str], top: int = 10, *, abstain: bool = True) -> list[list[Candidate]]:
        """The ``top`` skills found in each text; ``abstain`` changes nothing here."""
        return [framework_candidates(self._reader, self._skills, text, top) for text in texts]


def linker_for(
    taxonomy: str,
    lang: str,
    *,
    rome: Rome,
    esco: Esco,
    framework: Framework,
    cache: Cache | None = None,
) -> LabelLinker | FrameworkLinker:
    """The linker of ``taxonomy`` (ai | rome | esco); ROME speaks French whatever ``lang``.

    ``cache`` keeps the matrices of ROME and ESCO between two runs.

    Raises:
        ValueError: the taxonomy is unknown.
    """
    match taxonomy:
        case Taxonomy.AI:
            return FrameworkLinker(framework, lang)
        case Taxonomy.ROME:
            return rome_linker(rome, cache)
        case Taxonomy.ESCO:
            return esco_linker(esco, lang, cache)
    raise ValueError(f"vocabulaire « {taxonomy} » inconnu : choisissez parmi {', '.join(LINK_TAXONOMIES)}")
