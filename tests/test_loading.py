"""Files become inputs: every refusal at once, stand-ins said, identifiers unique."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.loading import Files, UnusableInputs, demonstration, load_inputs
from planner.references import References, load_references

CATALOGUE = "Référence;Intitulé;Organisme;Objectifs\n1;{title};{provider};Comprendre l'IA\n"


@pytest.fixture(scope="module")
def references(tmp_path_factory: pytest.TempPathFactory) -> References:
    return load_references(tmp_path_factory.mktemp("home"))


def catalogue(folder: Path, name: str, title: str, provider: str) -> Path:
    path = folder / name
    path.write_text(CATALOGUE.format(title=title, provider=provider), encoding="utf-8")
    return path


def test_nothing_brought_is_the_demonstration(references: References) -> None:
    inputs = load_inputs(Files(), references)
    assert inputs.demonstration and inputs.files == ()
    assert len(inputs.postings) >= 60 and len(inputs.courses) >= 30
    assert set(inputs.profiles["dept"]) >= {"44", "49", "53", "72", "85"}


def test_missing_kind_is_stood_in_for_and_said(references: References) -> None:
    inputs = load_inputs(Files(postings=demonstration().postings), references)
    assert not inputs.demonstration
    assert any("catalogue" in m.text and "démonstration" in m.text for m in inputs.messages)


def test_every_unusable_file_is_named(references: References, tmp_path: Path) -> None:
    empty = tmp_path / "vide.csv"
    empty.write_bytes(b"")
    with pytest.raises(UnusableInputs) as refusal:
        load_inputs(Files(postings=(empty,), catalogue=(tmp_path / "absent.xlsx",)), references)
    assert "vide.csv" in str(refusal.value) and "absent.xlsx" in str(refusal.value)


def test_same_reference_of_two_providers_stays_two_courses(references: References, tmp_path: Path) -> None:
    files = (
        catalogue(tmp_path, "a.csv", "Cours A", "Organisme A"),
        catalogue(tmp_path, "b.csv", "Cours B", "Organisme B"),
    )
    inputs = load_inputs(Files(catalogue=files), references)
    assert sorted(inputs.courses["title"]) == ["Cours A", "Cours B"]
    assert inputs.courses["course_id"].is_unique


def test_same_course_twice_is_one_course(references: References, tmp_path: Path) -> None:
    path = catalogue(tmp_path, "a.csv", "Cours A", "Organisme A")
    inputs = load_inputs(Files(catalogue=(path, path)), references)
    assert len(inputs.courses) == 1


def test_fictional_actors_never_stand_in_beside_own_data(references: References) -> None:
    inputs = load_inputs(Files(postings=demonstration().postings), references)
    assert inputs.actors.empty
    assert any("reste « ? »" in message.text for message in inputs.messages)
    assert not load_inputs(Files(), references).actors.empty


def test_actor_of_two_links_counts_in_both_and_once_over_two_files(
    references: References, tmp_path: Path
) -> None:
    text = "Nom;Maillon;Commune\nA;éditeurs;Nantes\nA;utilisateurs;Nantes\n"
    paths = (tmp_path / "a.csv", tmp_path / "b.csv")
    for path in paths:
        path.write_text(text, encoding="utf-8")
    inputs = load_inputs(Files(actors=paths), references)
    assert inputs.actors["link"].tolist() == ["editeurs", "utilisateurs"]
