"""Links to the AI framework."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from planner.matching.framework import METHOD, FrameworkReader, score
from planner.matching.text import Document
from planner.model import Candidate, Evidence, Layer, RunnerUp, Skill, Taxonomy
from planner.references import Framework


def framework_skills(skills: pd.DataFrame, lang: str = "fr") -> dict[str, Skill]:
    """Framework skills by id, labelled in ``lang``."""
    return {
        row["skill_id"]: Skill(row["skill_id"], row[f"label_{lang}"], Taxonomy.AI, Layer(int(row["layer"])))
        for row in skills.to_dict("records")
    }


def framework_candidates(
    reader: FrameworkReader, skills: dict[str, Skill], text: str | Document, top: int
) -> list[Candidate]:
    """Framework skills found in one text, surest first, then in reading order, once each."""
    best: dict[str, Candidate] = {}
    document = text if isinstance(text, Document) else Document.read(text)
    for hit in reader.asked(document):
        evidence = Evidence(document.text[hit.start : hit.end], hit.start, hit.end, METHOD)
        beaten = hit.runner_up and RunnerUp(skills[hit.runner_up.target], score(hit.runner_up))
        candidate = Candidate(skills[hit.pattern.target], score(hit.pattern), evidence, beaten)
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
