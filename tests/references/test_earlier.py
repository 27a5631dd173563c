"""The references of an earlier run: found again, or refused with what to do."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from planner.references import Earlier, ReferencesGone, install, load_references


def used(references) -> Earlier:
    return Earlier.of(asdict(reference) for reference in references.in_use)


def test_extracts_are_loaded_again_once_a_release_is_installed(home: Path, zipped, rome_files) -> None:
    before = load_references(home)
    install([zipped("rome.zip", rome_files)], home)
    now, again = load_references(home), load_references(home, used(before))
    assert now.in_use != before.in_use
    assert again.in_use == before.in_use
    assert len(again.rome.occupations) == len(before.rome.occupations)


def test_an_older_release_still_installed_is_loaded_again(
    home: Path, zipped, rome_files, newer_rome_files
) -> None:
    install([zipped("60.zip", rome_files)], home)
    before = load_references(home)
    install([zipped("61.zip", newer_rome_files)], home)
    assert load_references(home).in_use[0].version == "61"
    assert load_references(home, used(before)).in_use == before.in_use


def test_a_release_that_is_gone_is_named(home: Path) -> None:
    gone = Earlier({"ROME 4.0": ("58", "2024-01-01", "officiel, installé")})
    with pytest.raises(ReferencesGone, match=r"ROME 4.0 58 du 2024-01-01 n'est plus installé.*install"):
        load_references(home, gone)


def test_an_extract_of_another_software_is_named(home: Path) -> None:
    kept = used(load_references(home)).used | {
        "Référentiel des compétences IA": ("0.9", "2025-01-01", "extrait fourni")
    }
    with pytest.raises(ReferencesGone, match=r"Référentiel des compétences IA 0.9 .* n'est plus fourni"):
        load_references(home, Earlier(kept))
