"""How a catalogue is read: skills taught with their evidence, layer, level, public, and what to tell its provider.

One pure function, :func:`read_courses`, for the check of a provider's file, the report and the
screens. A *line* is an item of the programme; the share of a course that teaches a skill is
that of :func:`planner.needs.supply.teachings` for the AI framework, and the share of the lines
that carry the skill for ROME and ESCO.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from planner.matching import FrameworkReader, linker_for, silent
from planner.model import Taxonomy
from planner.needs.claims import course_claims
from planner.needs.course_codes import CodeProposer
from planner.needs.course_remarks import course_remarks
from planner.needs.course_skills import Progress, ai_formacodes, ai_skills, linked_skills
from planner.needs.course_twins import likely_twins
from planner.references import Certifications, Esco, Framework, Rome

COURSES_READ = [
    "course_id",
    "title",
    "provider",
    "reading",
    "says_ai",
    "teaches_ai",
    "ai_share",
    "skills",
    "layer",
    "level_read",
    "level_source",
    "publics",
    "rome",
    "rome_source",
    "formacode",
    "formacode_source",
    "certification",
    "certification_label",
]
# Level of a course (1 discover – 4 expert) as its title and public say it; our choice of words.
_LEVELS = (
    (
        1,
        r"découvr|découverte|initiation|s'initier|débutant|sensibilis|acculturation|fondamentaux|premiers pas|les bases",
    ),
    (4, r"\bexperts?\b|expertise"),
    (3, r"perfectionn|approfondi|avancée?s?\b|confirmée?s?\b"),
    (2, r"intermédiaire|en pratique|au quotidien"),
)
# Publics of the framework, as leaflets name them.
_PUBLICS = (
    ("dirigeants", r"dirigeant|chefs? d'entreprise|gérant|codir|comex|direction générale"),
    ("managers", r"manager|encadrant|responsable|chefs? d'équipe|chefs? de projet|cadres?\b"),
    ("enseignants-formateurs", r"enseignant|formateur|professeur|pédagog"),
    ("agents-publics", r"agents? (?:public|territoria)|fonction publique|collectivit|élus?\b"),
    ("demandeurs-emploi", r"demandeurs? d'emploi|reconversion|chômage"),
    ("eleves-etudiants", r"étudiant|élève|lycéen|bachelier|apprenti|initiale"),
    ("citoyens", r"citoyen|grand public|tout public|tous publics|habitant"),
    (
        "salaries",
        r"salarié|collaborateur|professionnel|assistant|commercia|technicien|employé|opérationnel|tout public|tous publics",
    ),
)


@dataclass(frozen=True, slots=True, eq=False)
class CourseReading:
    """What was read of a catalogue.

    Attributes:
        courses: one row a course (``COURSES_READ``): its reading, layer and level, the codes proposed.
        skills: one row a course and skill (``SKILLS_READ``), AI framework first, then ROME and ESCO.
        remarks: what to tell the provider (``REMARKS``).
        twins: likely duplicates (``planner.needs.course_twins.TWINS``).
    """

    courses: pd.DataFrame
    skills: pd.DataFrame
    remarks: pd.DataFrame
    twins: pd.DataFrame


def read_courses(
    courses: pd.DataFrame,
    *,
    framework: Framework,
    rome: Rome,
    esco: Esco,
    certifications: Certifications | None = None,
    catalogue: pd.DataFrame | None = None,
    vocabularies: Sequence[Taxonomy] = (Taxonomy.ROME, Taxonomy.ESCO),
    progress: Progress = silent,
) -> CourseReading:
    """Read courses against the references in use.

    Args:
        courses: ``columns.COURSES``, unique ``course_id``.
        framework, rome, esco: the vocabularies.
        certifications: registers installed, None when none is.
        catalogue: courses in use already, to find duplicates there.
        vocabularies: read beside the AI framework; each takes some milliseconds a line of programme.
        progress: called with (step in French, done, total).
    """
    mentions = FrameworkReader(framework.forms).mentions(
        zip(courses["course_id"], courses["title"], courses["content"], strict=True), postings=False
    )
    ai = ai_skills(courses, mentions, framework)
    parts = [ai]
    for taxonomy in vocabularies:
        linker = linker_for(taxonomy, "fr", rome=rome, esco=esco, framework=framework)
        parts.append(linked_skills(courses, linker, taxonomy, progress))
    progress("rapprochement des formations", 0, 1)
    twins = likely_twins(courses, catalogue)
    proposals = CodeProposer(rome, certifications).propose(courses, ai_formacodes(ai, framework))
    read = _courses_read(courses, mentions, ai, framework).merge(proposals, on="course_id", how="left")
    progress("rapprochement des formations", 1, 1)
    skills = pd.concat([part for part in parts if len(part)] or [ai], ignore_index=True)
    return CourseReading(read[COURSES_READ], skills, course_remarks(courses, read, twins), twins)


# ── the course as a whole ────────────────────────────────────────────────────────────────
def _courses_read(
    courses: pd.DataFrame, mentions: pd.DataFrame, ai: pd.DataFrame, framework: Framework
) -> pd.DataFrame:
    claims = course_claims(courses, mentions)
    taught = _taught(ai, framework)
    rows = []
    for row, claim in zip(courses.itertuples(index=False), claims.itertuples(index=False), strict=True):
        own = taught.get(row.course_id, _NOTHING_TAUGHT)
        level, source = _level(f"{row.title} {row.audience}", own.level)
        rows.append(
            {
                "course_id": row.course_id,
                "title": row.title,
                "provider": row.provider,
                "reading": claim.reading,
                "says_ai": claim.says_ai,
                "teaches_ai": claim.teaches_ai,
                "ai_share": own.share,
                "skills": own.skills,
                "layer": own.layer,
                "level_read": level,
                "level_source": source,
                "publics": "|".join(publics_of(f"{row.audience} {row.title}")),
            }
        )
    return pd.DataFrame(rows, columns=COURSES_READ[:12])


@dataclass(frozen=True, slots=True)
class _Taught:
    """The AI skills of one course: the largest share, their count, main layer, median usual level."""

    share: float
    skills: int
    layer: float
    level: float


_NOTHING_TAUGHT = _Taught(0.0, 0, float("nan"), float("nan"))


def _taught(ai: pd.DataFrame, framework: Framework) -> dict[str, _Taught]:
    """What each course that teaches AI teaches; the main layer takes the largest share, the lower of equals."""
    if ai.empty:
        return {}
    levels = dict(zip(framework.skills["skill_id"], framework.skills["level"].astype(float), strict=True))
    courses = ai.assign(level=ai["skill_id"].map(levels)).groupby("course_id")
    table = courses.agg(share=("share", "max"), skills=("share", "size"), level=("level", "median"))
    layers = ai.groupby(["course_id", "layer"])["share"].sum().groupby(level="course_id").idxmax()
    table["layer"] = layers.map(lambda pair: pair[1])
    return {
        row.Index: _Taught(float(row.share), int(row.skills), float(row.layer), float(row.level))
        for row in table.itertuples()
    }


def _level(text: str, usual: float) -> tuple[float, str]:
    """Level 1–4 and what said it: the words of the title and public, else the median of the skills taught."""
    stated = next((level for level, words in _LEVELS if re.search(words, text, re.IGNORECASE)), None)
    if stated:
        return float(stated), "intitulé"
    return (usual, "compétences") if usual == usual else (usual, "")


def publics_of(text: str) -> list[str]:
    """Publics of the framework that a text names.

    >>> publics_of("Dirigeants et salariés de PME")
    ['dirigeants', 'salaries']
    """
    return [public for public, words in _PUBLICS if re.search(words, text, re.IGNORECASE)]
