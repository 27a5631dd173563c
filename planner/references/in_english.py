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


def skills_in_english(skills: pd.DataFrame) -> pd.DataFrame:
    """``columns.SKILLS`` whose French columns hold the English texts, for a screen; a skill of an older framework keeps its own.

    Raises:
        FileNotFoundError: the file of the translations is absent.
    """
    known = SKILLS_EN.read(settings.embedded_folder("taxonomies")).set_index("skill_id")
    texts = {
        f"{name}_fr": skills["skill_id"].map(known[f"{name}_en"]).fillna(skills[f"{name}_fr"])
        for name in TEXTS
    }
    return skills.assign(label_fr=skills["label_en"], **texts)
