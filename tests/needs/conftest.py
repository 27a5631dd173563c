"""A region small enough to count on one's fingers."""

from __future__ import annotations

import pandas as pd
import pytest

from planner.columns import CODINGS, COURSES, MENTIONS, POSTINGS, PROFILES, SKILLS
from planner.needs import Grid, Workforce

DEPTS, FILIERES = ("44", "53"), ("numerique", "sante-social")


def skill(skill_id: str, layer: int, publics: str = "", filieres: str = "") -> dict[str, object]:
    return dict.fromkeys(SKILLS.names, "") | {
        "skill_id": skill_id,
        "layer": layer,
        "level": 1,
        "label_fr": f"Compétence {skill_id}",
        "definition_fr": f"Définition {skill_id}",
        "publics": publics,
        "filieres": filieres,
    }


@pytest.fixture
def grid() -> Grid:
    skills = [
        skill("IA101", 1),
        skill("IA301", 3, publics="salaries"),
        skill("IA302", 3, filieres="sante-social"),
        skill("IA401", 4, publics="salaries|eleves-etudiants"),
        skill("IA601", 6, publics="managers"),
    ]
    return Grid(DEPTS, FILIERES, SKILLS.frame(skills))


@pytest.fixture
def workforce() -> Workforce:
    jobs = [
        ("44", "numerique", "M2Z", 8000.0),
        ("44", "sante-social", "V0Z", 20000.0),
        ("53", "numerique", "M2Z", 1000.0),
        ("53", "sante-social", "V0Z", 6000.0),
    ]
    exposure = [
        ("M2Z", "G4", 0.5, 0.2),
        ("M2Z", "none", 0.5, 0.0),
        ("V0Z", "G1", 0.4, 0.0),
        ("V0Z", "unknown", 0.6, 0.0),
    ]
    adoption = [("numerique", 0.4, 0.3, 0.5, 1.0), ("sante-social", 0.1, 0.05, 0.2, 0.0)]
    return Workforce(
        jobs=pd.DataFrame(jobs, columns=["dept", "filiere", "fap", "jobs"]).assign(observed=1.0),
        exposure=pd.DataFrame(exposure, columns=["fap", "gradient", "share", "managers_share"]),
        domains=pd.DataFrame([("M2Z", "M18", 1.0), ("V0Z", "J15", 1.0)], columns=["fap", "domain", "share"]),
        adoption=pd.DataFrame(adoption, columns=["filiere", "rate", "low", "high", "observed"]),
        recruitments=3500.0,
        distances=pd.DataFrame([[0.0, 120.0], [120.0, 0.0]], index=DEPTS, columns=DEPTS),
    )


def postings(rows: list[tuple[str, str, str]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(posting_id, dept, rome) → postings and codings."""
    posted = POSTINGS.frame(
        [dict.fromkeys(POSTINGS.names, "") | {"posting_id": p, "dept": d} for p, d, _ in rows]
    )
    coded = CODINGS.frame(
        [{"posting_id": p, "rome": r, "label": "", "score": 1.0, "runner_up": ""} for p, _, r in rows]
    )
    return posted, coded


def mention(
    document_id: str, skill_id: str, part: str = "missions", force: str = "exigé", sentence: str = "x"
) -> dict[str, object]:
    return dict.fromkeys(MENTIONS.names, "") | {
        "document_id": document_id,
        "skill_id": skill_id,
        "part": part,
        "force": force,
        "sentence": sentence,
        "evidence": "mots",
    }


def mentions(*rows: dict[str, object]) -> pd.DataFrame:
    return MENTIONS.frame(rows)


def course(course_id: str, **values: object) -> dict[str, object]:
    return (
        dict.fromkeys(COURSES.names, "")
        | {
            "course_id": course_id,
            "title": f"Cours {course_id}",
            "content": "Une ligne",
            "public": "continu",
            "places": float("nan"),
            "hours": float("nan"),
            "price": float("nan"),
            "row": 1,
        }
        | values
    )


def courses(*rows: dict[str, object]) -> pd.DataFrame:
    return COURSES.frame(rows)


def profile(profile_id: str, **values: object) -> dict[str, object]:
    empty = {
        "headcount": float("nan"),
        "people_stated": float("nan"),
        "adoption_rate": float("nan"),
        "year": 2025,
    }
    return dict.fromkeys(PROFILES.names, "") | {"profile_id": profile_id} | empty | values


def profiles(*rows: dict[str, object]) -> pd.DataFrame:
    return PROFILES.frame(rows)
