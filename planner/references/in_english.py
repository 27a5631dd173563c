"""The texts of our framework and of its uses in English, beside the French ones that make the figures.

They stand in files of their own: what is read, grouped and kept depends on the French alone, and does not move when
a translation does.
"""

from __future__ import annotations

import pandas as pd

from planner import settings
from planner.columns import Table
from planner.references.embedded import EmbeddedFile

TEXTS = ("definition", "can_do", "level_1", "level_2", "level_3", "level_4")
SKILLS_EN = EmbeddedFile(
    "ai_skills_en.csv",
    Table(
        "AI skills in English",
        {"skill_id": "IA101…"} | {f"{name}_en": f"English of {name}_fr" for name in TEXTS},
    ),
)

USE_TEXTS = ("title", "potential", "risk", "limit", "skills")
USES_EN = EmbeddedFile(
    "use_cases_en.csv",
    Table(
        "use cases in English",
        {"use_case_id": "identifier"} | {f"{name}_en": f"English of {name}_fr" for name in USE_TEXTS},
    ),
)


def skills_in_english(skills: pd.DataFrame) -> pd.DataFrame:
    """``columns.SKILLS`` whose French columns hold the English texts, for a screen; a skill of an older framework keeps its own.

    ``label_en`` is then the French label: the other name, still to be searched and shown beside.

    Raises:
        FileNotFoundError: the file of the translations is absent.
    """
    labels = {"label_fr": skills["label_en"], "label_en": skills["label_fr"]}
    return skills.assign(**labels, **_texts(skills, SKILLS_EN, TEXTS))


def uses_in_english(use_cases: pd.DataFrame) -> pd.DataFrame:
    """``use_cases.USE_CASES``, likewise.

    Raises:
        FileNotFoundError: the file of the translations is absent.
    """
    return use_cases.assign(**_texts(use_cases, USES_EN, USE_TEXTS))


def _texts(rows: pd.DataFrame, file: EmbeddedFile, names: tuple[str, ...]) -> dict[str, pd.Series]:
    """Each French column, its cells in English where the file has them."""
    key = file.table.names[0]
    known = file.read(settings.embedded_folder("taxonomies")).set_index(key)
    return {f"{name}_fr": rows[key].map(known[f"{name}_en"]).fillna(rows[f"{name}_fr"]) for name in names}
