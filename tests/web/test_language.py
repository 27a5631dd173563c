"""Every sentence of the screen has its English one, and both name the same values."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from planner.web import language, vocabulary

ROOT = Path(__file__).parent.parent.parent
SPOKEN = [(pattern, "python") for pattern in language.SPOKEN]


def ids(message: object) -> tuple[str, ...]:
    """A message and its plural form, if any."""
    return tuple(message) if isinstance(message, (tuple, list)) else (str(message),)


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    """Every French message of the code → where it stands."""
    found = dict.fromkeys(vocabulary.words(), "planner/web/vocabulary.py")
    for name, line, message, *_rest in extract_from_dir(ROOT / "planner", SPOKEN, keywords=language.KEYWORDS):
        found |= dict.fromkeys(ids(message), f"planner/{name}:{line}")
    return found


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with language.CATALOGUE.open("rb") as file:
        return read_po(file, locale=language.ENGLISH)


@pytest.fixture(scope="module")
def english(catalogue: Catalog) -> dict[str, str]:
    """Every French message of the catalogue → its English one."""
    pairs = ((ids(m.id), ids(m.string)) for m in catalogue if m.id)
    return {
        french: text for french_ids, texts in pairs for french, text in zip(french_ids, texts, strict=True)
    }


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_no_message_is_without_its_english(written: dict[str, str], english: dict[str, str]) -> None:
    assert written
    assert {text: place for text, place in written.items() if not english.get(text)} == {}


def test_catalogue_holds_nothing_that_the_code_no_longer_says(
    written: dict[str, str], english: dict[str, str]
) -> None:
    assert english.keys() - written.keys() == set()


def test_both_languages_name_the_same_values(english: dict[str, str]) -> None:
    different = {
        french: text for french, text in english.items() if placeholders(french) != placeholders(text)
    }
    assert different == {}


def test_no_translation_is_marked_as_doubtful(catalogue: Catalog) -> None:
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []
