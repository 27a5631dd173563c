"""Skills that a course teaches, with the words that say so and the share of the course that they take.

The AI framework is read form by form (:func:`planner.needs.supply.teachings`); ROME and ESCO line
by line: each item of a programme is linked to the one label that it names, or to none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from planner.matching import LabelLinker
from planner.model import Candidate, Taxonomy
from planner.needs.claims import is_bare
from planner.needs.supply import _LINE, teachings
from planner.references import Framework

Progress = Callable[[str, int, int], None]
SKILLS_READ = ["course_id", "taxonomy", "skill_id", "label", "layer", "share", "evidence", "score"]
# Lines linked to ROME and ESCO between two reports of progress.
BATCH = 1_024
SHORT_WORD = 3  # letters; « son », « les », « sur » name no skill unless they are an acronym (SQL)


def ai_skills(courses: pd.DataFrame, mentions: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    taught = teachings(courses, mentions)
    known = framework.skills.set_index("skill_id")
    score = mentions.groupby(["document_id", "skill_id"])["score"].max()
    frame = taught.assign(
        taxonomy=str(Taxonomy.AI),
        label=taught["skill_id"].map(known["label_fr"]),
        layer=taught["skill_id"].map(known["layer"]).astype(float),
        score=[score[row.course_id, row.skill_id] for row in taught.itertuples(index=False)],
    )
    return frame.sort_values(["course_id", "share", "skill_id"], ascending=[True, False, True])[SKILLS_READ]


def lines_of(title: str, content: str) -> list[str]:
    """Title and items of the programme, blanks dropped."""
    return [line.strip(" \t-–•*") for line in [title, *_LINE.split(content)] if line.strip(" \t-–•*")]


def linked_skills(
    courses: pd.DataFrame, linker: LabelLinker, taxonomy: Taxonomy, progress: Progress
) -> pd.DataFrame:
    """The skill that each line names best, gathered by course; a line that names none is left out."""
    owned = [
        (row.course_id, line)
        for row in courses.itertuples(index=False)
        for line in lines_of(str(row.title), str(row.content))
    ]
    texts = list(dict.fromkeys(line for _, line in owned))
    best: dict[str, Candidate] = {}
    for begin in range(0, len(texts), BATCH):
        progress(f"compétences {str(taxonomy).upper()}", begin, len(texts))
        batch = texts[begin : begin + BATCH]
        found = linker.link(batch, 1)
        best.update((t, c[0]) for t, c in zip(batch, found, strict=True) if c and _names_a_skill(c[0]))
    rows = [
        (course_id, candidate.skill.skill_id, candidate.skill.label, candidate.score, line)
        for course_id, line in owned
        if (candidate := best.get(line)) is not None
    ]
    lines = pd.Series([course_id for course_id, _ in owned]).value_counts()
    return _gathered(rows, lines, taxonomy)


def _names_a_skill(candidate: Candidate) -> bool:
    """False for a little word found by chance: « son métier » is not about sound."""
    words = candidate.evidence.text if candidate.evidence.start is not None else ""
    return not words or len(words) > SHORT_WORD or not words.islower()


def _gathered(rows: Sequence[tuple[object, ...]], lines: pd.Series, taxonomy: Taxonomy) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["course_id", "skill_id", "label", "score", "evidence"])
    table = frame.groupby(["course_id", "skill_id"], as_index=False).agg(
        label=("label", "first"),
        score=("score", "max"),
        evidence=("evidence", "first"),
        count=("evidence", "size"),
    )
    table["share"] = table["count"] / table["course_id"].map(lines)
    table = table.assign(taxonomy=str(taxonomy), layer=float("nan"))
    return table.sort_values(
        ["course_id", "share", "score", "skill_id"], ascending=[True, False, False, True]
    )[SKILLS_READ]


def ai_formacodes(ai: pd.DataFrame, framework: Framework) -> dict[str, list[str]]:
    """Formacodes of the skills that each course teaches, those of the larger shares first."""
    codes = dict(zip(framework.skills["skill_id"], framework.skills["formacode"], strict=True))
    precise = ai[~ai["evidence"].map(is_bare)]
    weights: dict[str, dict[str, float]] = {}
    for row in precise.itertuples(index=False):
        for code in filter(None, str(codes[row.skill_id]).split("|")):
            own = weights.setdefault(row.course_id, {})
            own[code] = own.get(code, 0.0) + row.share
    return {course: sorted(own, key=lambda code: (-own[code], code)) for course, own in weights.items()}
