"""Every link of the framework against the official releases: the target exists, its label too, its kind holds."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pytest
import Stemmer

from planner.matching import FrameworkReader
from planner.references import embedded
from planner.references.framework import parts
from planner.references.search import fold
from planner.references.vocabulary import Framework
from planner.settings import embedded_folder

FOLDER = Path(__file__).parents[2].parent / "shared" / "reference"
SENTENCES = FOLDER.parent / "benchmarks" / "ai_layers_dev.csv"
pytestmark = [
    pytest.mark.reference,
    pytest.mark.skipif(not FOLDER.exists(), reason="../shared/reference is not at hand"),
]
TEXT = {"dtype": str, "keep_default_na": False}
# An exactMatch shares half of the words of the shorter label; a closeMatch finds a quarter of the
# target's words in what we say of the skill; any other link shares a word with it (hypothèse: our choice,
# loose on purpose, for the words alone do not judge; a person does, see docs/FRAMEWORK.md).
EXACT_SHARE, CLOSE_SHARE = 0.5, 0.25
EMPTY = set(
    "de des du d la le les l un une et ou en a au aux pour par sur dans avec son sa ses leur qui que ce the of and to in "
    "for with on systeme systemes system systems".split()
)
STEMMER = Stemmer.Stemmer("french")
PRECISION, RECALL = 0.85, 0.85  # what the issue asks of surface forms alone


def stems(text: str) -> set[str]:
    """Stems of the words that carry meaning; « intelligence artificielle » and « IA » are one word."""
    plain = fold(text).replace("intelligence artificielle", "ia")
    return {
        STEMMER.stemWord(word) for word in re.findall(r"\w+", plain) if word not in EMPTY and len(word) > 1
    }


@pytest.fixture(scope="module")
def framework() -> Framework:
    return embedded.load_framework(embedded_folder("taxonomies"))


@pytest.fixture(scope="module")
def official() -> dict[tuple[str, str], set[str]]:
    """Labels of each official item, by (taxonomy, code)."""
    labels: dict[tuple[str, str], set[str]] = {}
    with ZipFile(next((FOLDER / "rome").glob("RefRomeCsv_*.zip"))) as archive:
        for name, code, label in (
            ("referentiel_competence", "code_ogr", "libelle_competence"),
            ("referentiel_savoir", "code_ogr_savoir", "libelle_savoir"),
        ):
            member = next(found for found in archive.namelist() if found.startswith(f"unix_{name}_v"))
            table = pd.read_csv(archive.open(member), **TEXT)
            for ogr, text in zip(table[code], table[label], strict=True):
                labels.setdefault(("rome", ogr), set()).add(text.strip())
    for lang in ("en", "fr"):
        with ZipFile(next((FOLDER / "esco").glob(f"*- {lang} - csv.zip"))) as archive:
            table = pd.read_csv(archive.open(f"skills_{lang}.csv"), **TEXT)
            for uri, text in zip(table["conceptUri"], table["preferredLabel"], strict=True):
                labels.setdefault(("esco", uri), set()).add(text.strip())
    return labels


def test_every_target_exists_under_that_label(
    framework: Framework, official: dict[tuple[str, str], set[str]]
) -> None:
    wrong = [
        (row.skill_id, row.code, row.label)
        for row in framework.mappings.itertuples(index=False)
        if row.label.strip() not in official.get((row.taxonomy, row.code), set())
    ]
    assert wrong == []


def test_kinds_agree_with_the_words(framework: Framework) -> None:
    skills = framework.skills.set_index("skill_id")
    said = framework.forms.groupby("skill_id")["form"].agg(" ".join)
    wrong = []
    for row in framework.mappings.itertuples(index=False):
        skill, target = skills.loc[row.skill_id], stems(row.label)
        label = stems(skill["label_fr"]) | (stems(skill["label_en"]) if row.taxonomy == "esco" else set())
        whole = label | stems(" ".join([skill["definition_fr"], skill["can_do_fr"], said[row.skill_id]]))
        if not _holds(row.kind, stems(skill["label_fr"]), target, whole):
            wrong.append((row.kind, row.skill_id, row.label))
    assert wrong == []


def _holds(kind: str, label: set[str], target: set[str], whole: set[str]) -> bool:
    if kind == "exactMatch":
        return len(label & target) >= EXACT_SHARE * min(len(label), len(target))
    if kind == "closeMatch":
        return len(whole & target) >= CLOSE_SHARE * len(target)
    return bool(whole & target)


def test_the_word_check_sees_a_wrong_link() -> None:
    vision = stems("Concevoir un système de vision par ordinateur")
    assert not _holds("exactMatch", vision, stems("gérer des archives numériques"), vision)
    assert not _holds("closeMatch", vision, stems("animer le dialogue social"), vision)
    assert not _holds("relatedMatch", vision, stems("animer le dialogue social"), vision)
    assert _holds("exactMatch", vision, stems("mettre au point un système de vision par ordinateur"), vision)


def test_formacodes_are_official(framework: Framework) -> None:
    table = pd.read_csv(FOLDER / "certifications" / "certif_info.csv", sep=None, engine="python", **TEXT)
    known = {code.strip() for cell in table["Code_FormaCode"] for code in re.split(r"[;|]", cell)}
    used = {code for cell in framework.skills["formacode"] for code in parts(cell)}
    assert sorted(used - known) == []


@pytest.mark.skipif(not SENTENCES.exists(), reason="../shared/benchmarks is not at hand")
def test_forms_alone_tell_which_sentences_ask_for_ai(framework: Framework) -> None:
    rated = pd.read_csv(SENTENCES, **TEXT)
    reader = FrameworkReader(framework.forms)
    said = rated["sentence"].map(lambda sentence: bool(reader.hits(sentence)))
    true = rated["layers"].ne("")
    assert (said & true).sum() / said.sum() >= PRECISION
    assert (said & true).sum() / true.sum() >= RECALL
