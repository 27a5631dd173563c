"""Uses of AI by filière: enough of them, each told once, in the vocabulary of the other tables."""

from __future__ import annotations

import pandas as pd
import pytest

from planner.references import load_use_cases, uses_of
from planner.settings import embedded_folder

FOLDER = embedded_folder("taxonomies")
USE_CASES = pd.read_csv(FOLDER / "use_cases.csv", dtype=str, keep_default_na=False)
FILIERES = set(pd.read_csv(FOLDER / "filieres.csv")["filiere"])
SENTENCES = ["potential_fr", "risk_fr", "limit_fr"]
SHORTEST, LONGEST = 35, 200  # characters: below, a slogan; above, two ideas (our choice)


def parts(column: str) -> set[str]:
    return {part for cell in USE_CASES[column] for part in cell.split("|")}


def test_columns_are_those_announced() -> None:
    assert list(USE_CASES.columns) == [
        "use_case_id",
        "filiere",
        "title_fr",
        *SENTENCES,
        "axes",
        "rome",
        "layers",
        "skills_fr",
        "skills",
        "maturity",
        "source",
    ]


def test_table_covers_a_hundred_and_twenty_five_uses_over_fifteen_filieres() -> None:
    assert len(USE_CASES) >= 125
    assert USE_CASES["filiere"].nunique() >= 15
    assert USE_CASES["filiere"].value_counts().min() >= 5


def test_identifiers_follow_each_other() -> None:
    assert USE_CASES["use_case_id"].tolist() == [f"UC{rank:03d}" for rank in range(1, len(USE_CASES) + 1)]


@pytest.mark.parametrize(
    ("column", "allowed"),
    [
        ("filiere", FILIERES),
        ("axes", {"economique", "social", "environnement", "ethique"}),
        ("layers", set("123456")),
        ("maturity", {"exploration", "pilote", "déployé"}),
    ],
)
def test_use_cases_use_only_the_stated_vocabulary(column: str, allowed: set[str]) -> None:
    assert parts(column) <= allowed


def test_layers_and_axes_are_all_represented() -> None:
    assert parts("layers") == set("123456")
    assert parts("axes") == {"economique", "social", "environnement", "ethique"}


@pytest.mark.parametrize("column", SENTENCES)
def test_each_cell_is_one_whole_sentence(column: str) -> None:
    whole = USE_CASES[column].str.fullmatch(r"[A-ZÀÂÉÈÊÎÔÛÇ][^.!?…\n]+\.")
    assert USE_CASES.loc[~whole, column].tolist() == []
    lengths = USE_CASES[column].str.len()
    assert USE_CASES.loc[~lengths.between(SHORTEST, LONGEST), column].tolist() == []


def test_no_sentence_nor_title_is_told_twice() -> None:
    sentences = pd.concat([USE_CASES[column] for column in SENTENCES]).str.casefold()
    assert sentences[sentences.duplicated()].tolist() == []
    assert USE_CASES["title_fr"].str.casefold().is_unique


def test_no_list_repeats_an_element() -> None:
    for column in ("axes", "rome", "layers", "skills"):
        lists = USE_CASES[column].str.split("|")
        assert lists[lists.map(lambda cell: len(cell) != len(set(cell)))].tolist() == [], column


def test_every_use_names_occupations_skills_and_a_source() -> None:
    assert USE_CASES["rome"].str.fullmatch(r"[A-N]\d{4}(\|[A-N]\d{4})*").all()
    for column in ("title_fr", "skills_fr", "source"):
        assert (USE_CASES[column].str.strip() != "").all(), column


def test_skills_belong_to_the_framework_and_give_the_layers() -> None:
    layer = pd.read_csv(FOLDER / "ai_skills.csv", dtype=str).set_index("skill_id")["layer"]
    linked = USE_CASES["skills"].str.split("|")
    assert linked.map(len).min() >= 2
    assert sorted(set(linked.explode()) - set(layer.index)) == []
    needed = linked.map(lambda ids: "|".join(sorted({layer[skill] for skill in ids})))
    assert USE_CASES.loc[needed != USE_CASES["layers"], "use_case_id"].tolist() == []


def test_uses_of_a_skill_are_those_that_name_it_whole() -> None:
    uses = load_use_cases(FOLDER)
    found = uses_of(uses, "IA329")
    assert not found.empty
    assert all("IA329" in cell.split("|") for cell in found["skills"])
    named = sum("IA329" in cell.split("|") for cell in uses["skills"])
    assert len(found) == named
    assert uses_of(uses, "IA3").empty
