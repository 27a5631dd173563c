"""The framework in English: no text missing, none left in French, and the French untouched."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from planner.references import embedded, load_use_cases, skills_in_english, uses_in_english
from planner.references.in_english import SKILLS_EN, TEXTS, USE_TEXTS, USES_EN
from planner.settings import embedded_folder

FOLDER = embedded_folder("taxonomies")
SHORTEST, LONGEST = 15, 260  # characters, as the French texts
# Words that no English sentence holds; « on », « or » and « a » are both.
FRENCH = re.compile(
    r"\b(?:les|des|du|une|aux|et|ou|pour|dans|avec|qui|que|est|sont|sur|par|ses|leur)\b", re.I
)


@pytest.fixture(scope="module")
def skills() -> pd.DataFrame:
    return embedded.load_framework(Path(FOLDER)).skills


def test_every_skill_has_each_of_its_texts_in_english(skills: pd.DataFrame) -> None:
    table = SKILLS_EN.read(Path(FOLDER))
    assert table["skill_id"].tolist() == skills["skill_id"].tolist()
    assert not (table == "").any(axis=None)


@pytest.mark.parametrize("name", TEXTS)
def test_english_text_is_a_sentence_of_its_own(skills: pd.DataFrame, name: str) -> None:
    english, french = skills_in_english(skills)[f"{name}_fr"], skills[f"{name}_fr"]
    assert (english != french).all()
    assert english.str.len().between(SHORTEST, LONGEST).all()
    assert english.str.match(r"[A-Z].*\.$").all()
    assert english[english.str.contains(FRENCH)].tolist() == []
    assert english.is_unique or name not in ("definition", "can_do")


def test_levels_of_a_skill_differ_in_english(skills: pd.DataFrame) -> None:
    levels = skills_in_english(skills)[[f"level_{n}_fr" for n in range(1, 5)]]
    assert (levels.nunique(axis=1) == levels.shape[1]).all()


def test_every_use_has_each_of_its_texts_in_english() -> None:
    table, french = USES_EN.read(Path(FOLDER)), load_use_cases(Path(FOLDER))
    assert table["use_case_id"].tolist() == french["use_case_id"].tolist()
    assert not (table == "").any(axis=None)
    spoken, columns = uses_in_english(french), [f"{name}_fr" for name in USE_TEXTS]
    assert (spoken[columns] != french[columns]).all(axis=None)
    assert [text for text in spoken[columns].stack() if FRENCH.search(text)] == []


def test_french_framework_keeps_its_texts(skills: pd.DataFrame) -> None:
    before = skills.copy()
    skills_in_english(skills)
    pd.testing.assert_frame_equal(skills, before)


def test_skill_unknown_to_the_translation_keeps_its_french(skills: pd.DataFrame) -> None:
    older = skills.head(1).assign(skill_id="IA999")
    assert skills_in_english(older)["definition_fr"].tolist() == older["definition_fr"].tolist()
