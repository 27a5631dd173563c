"""Made-up official archives, of the size that a whole release must have."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

Files = dict[str, bytes]

FICHES = [f"{letter}{number}" for letter in "ABCDEFGHIJKLMN" for number in range(1101, 1140)]
SKILLS_PER_FICHE = 110


def csv_bytes(header: list[str], rows: Iterable[Iterable[object]]) -> bytes:
    """A CSV file as the official exports write them."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def _rome_files(version: str) -> Files:
    competences = [(1_000_000 + i, f"Conduire l'opération {i}") for i in range(9_200)]
    savoirs = [(2_000_000 + i, f"Connaissance {i}") for i in range(7_600)]
    items = [code for code, _ in competences + savoirs]
    links = [
        (fiche, items[(rank * 31 + shift) % len(items)])
        for rank, fiche in enumerate(FICHES)
        for shift in range(SKILLS_PER_FICHE)
    ]
    appellations = [
        (10_000 + i, f"Appellation longue {i}", f"Appel. {i}", FICHES[i % len(FICHES)]) for i in range(7_000)
    ]
    texts = [
        (fiche, kind, position, f"{fiche} : l''étape {position}.")
        for fiche in FICHES
        for kind, positions in (("acces_metier", (1, 2)), ("definition", range(10, 0, -1)))
        for position in positions
    ]
    hearts = ("Principale", "Émergente", "")
    tables = {
        "referentiel_code_rome": (
            ["code_rome", "code_ogr", "libelle_rome", "code_rome_parent"],
            [
                (code, rank + 1, f"Métier {code}", "A1101" if code == "A1102" else code)
                for rank, code in enumerate(FICHES)
            ],
        ),
        "referentiel_appellation": (
            ["code_ogr", "libelle_appellation_long", "libelle_appellation_court", "code_rome"],
            appellations,
        ),
        "referentiel_competence": (["code_ogr", "libelle_competence"], competences),
        "referentiel_savoir": (["code_ogr_savoir", "libelle_savoir"], savoirs),
        "liens_rome_referentiels": (
            ["code_rome", "code_compo_bloc", "code_rubrique", "code_ogr"],
            [*((fiche, 5, 1, code) for fiche, code in links), *((fiche, 6, "", 77) for fiche in FICHES)],
        ),
        "coherence_item": (
            ["code_rome", "code_ogr", "coeur_metier"],
            [(fiche, code, hearts[rank % 3]) for rank, (fiche, code) in enumerate(links)],
        ),
        "texte": (["code_rome", "libelle_type_texte", "position_phrase", "libelle_texte"], texts),
    }
    files = {f"unix_{name}_v4{version}_utf8.csv": csv_bytes(*table) for name, table in tables.items()}
    statement = f"Numero de version : {version}\n\nDate de publication : 18/09/2025\n"
    return files | {"version.txt": statement.encode()}


ESCO_LABELS = {"fr": "gérer la réserve de pièces", "en": "manage the stock of parts"}


def esco_uri(concept: str, rank: int) -> str:
    return f"http://data.europa.eu/esco/{concept}/{rank:06}"


def _esco_files(lang: str) -> Files:
    header = [
        "conceptType",
        "conceptUri",
        "skillType",
        "preferredLabel",
        "altLabels",
        "status",
        "inScheme",
        "description",
    ]
    kinds = ("skill/competence", "knowledge", "")
    # The French release lacks the first skill, the English one the last.
    ranks = range(1, 13_201) if lang == "fr" else range(13_200)
    rows = [
        (
            "KnowledgeSkillCompetence",
            esco_uri("skill", rank),
            kinds[rank % 3],
            f"{ESCO_LABELS[lang]} {rank}",
            f"{lang} {rank}\nautre  {lang} {rank}\n{lang} {rank}\n{ESCO_LABELS[lang]} {rank}",
            "released",
            "scheme",
            f"description {lang} {rank} ",
        )
        for rank in ranks
    ]
    relations = [
        (esco_uri("occupation", i % 3_000), "essential", "", esco_uri("skill", i % 13_000))
        for i in range(61_000)
    ]
    occupations = [
        ("Occupation", esco_uri("occupation", i), "2511", f"métier {i}", "", f"texte {i}", f"2511.{i}")
        for i in range(3_000)
    ]
    files = {
        f"skills_{lang}.csv": csv_bytes(header, rows),
        f"occupations_{lang}.csv": csv_bytes(
            ["conceptType", "conceptUri", "iscoGroup", "preferredLabel", "altLabels", "description", "code"],
            occupations,
        ),
        # A theme collection has columns alike those of the skills and must not be taken for them.
        f"digitalSkillsCollection_{lang}.csv": csv_bytes(
            [
                "conceptType",
                "conceptUri",
                "preferredLabel",
                "skillType",
                "altLabels",
                "description",
                "broaderConceptUri",
            ],
            [],
        ),
    }
    if lang == "en":
        header = ["occupationUri", "relationType", "skillType", "skillUri"]
        files["occupationSkillRelations.csv"] = csv_bytes(header, relations)
    return files


@pytest.fixture(scope="session")
def rome_files() -> Mapping[str, bytes]:
    """Members of a ROME archive, release 60."""
    return _rome_files("60")


@pytest.fixture(scope="session")
def newer_rome_files() -> Mapping[str, bytes]:
    """Members of a ROME archive, release 61."""
    return _rome_files("61")


@pytest.fixture(scope="session")
def esco_files() -> Mapping[str, Mapping[str, bytes]]:
    """Members of the ESCO archives, by language."""
    return {lang: _esco_files(lang) for lang in ESCO_LABELS}


@pytest.fixture
def zipped(tmp_path: Path) -> Callable[[str, Mapping[str, bytes]], Path]:
    """Write members into a zip of that name."""

    def write(name: str, files: Mapping[str, bytes]) -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, content in files.items():
                archive.writestr(member, content)
        return path

    return write


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty PLANNER_HOME."""
    return tmp_path / "home"
