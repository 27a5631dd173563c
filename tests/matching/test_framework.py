"""Mentions say who speaks and how strongly, hit by hit."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from planner.columns import FORMS, MENTIONS
from planner.matching.framework import FrameworkReader
from planner.references import load_references


def reader() -> FrameworkReader:
    rows = [
        {
            "skill_id": "IA105",
            "lang": "fr",
            "form": "machine learning",
            "case": "any",
            "context": "",
            "forbidden": "",
            "generic": "no",
        },
        {
            "skill_id": "IA303",
            "lang": "fr",
            "form": "ChatGPT",
            "case": "any",
            "context": "",
            "forbidden": "",
            "generic": "no",
        },
    ]
    return FrameworkReader(FORMS.frame(rows))


def mentions(text: str, *, postings: bool = True) -> pd.DataFrame:
    return reader().mentions([("1", "Poste", text)], postings=postings)


def test_denial_reaches_its_clause_only() -> None:
    found = mentions("Le machine learning n'est pas nécessaire, mais vous utilisez ChatGPT.")
    assert dict(zip(found["skill_id"], found["force"], strict=True)) == {"IA105": "nié", "IA303": "exigé"}


def test_denial_of_a_list_reaches_all_of_it() -> None:
    found = mentions("Aucune connaissance en machine learning, ChatGPT ou Excel n'est requise.")
    assert set(found["force"]) == {"nié"}


def test_wish_is_weaker_demand() -> None:
    assert list(mentions("Le machine learning serait un plus.")["force"]) == ["souhaité"]


def test_course_is_read_as_it_stands() -> None:
    found = mentions("Aucune connaissance en machine learning n'est requise.", postings=False)
    assert list(found["force"]) == ["exigé"]


def test_evidence_stands_where_it_is_said_to_stand() -> None:
    title, text = "Poste", "Vous utilisez ChatGPT."
    row = reader().mentions([("1", title, text)], postings=True).iloc[0]
    assert f"{title}\n\n{text}"[row["start"] : row["end"]] == row["evidence"] == "ChatGPT"


def test_no_document_gives_an_empty_table() -> None:
    assert list(reader().mentions([], postings=True).columns) == MENTIONS.names


@pytest.mark.parametrize(
    ("text", "develops"),
    [
        ("Intégrer l'IA générative dans les tâches de secrétariat", False),
        ("Intégrer l'IA dans ses pratiques professionnelles", False),
        ("Intégrer l'IA dans un logiciel de gestion", True),
    ],
)
def test_bringing_ai_into_one_s_tasks_is_not_building_an_application(
    text: str, develops: bool, tmp_path: Path
) -> None:
    embedded = FrameworkReader(load_references(tmp_path).framework.forms)
    mentions = embedded.mentions([("c", "Formation", text)], postings=False)
    assert ("IA212" in set(mentions["skill_id"])) is develops
