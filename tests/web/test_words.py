from __future__ import annotations

from pathlib import Path

import pytest

from planner.references import load_references
from planner.web.components import framework_card
from planner.web.components.words import plain, typeset


@pytest.mark.parametrize(
    "text", ["*gras*", "$x^2$", "[lien](http://a.b)", ":material/home:", "<b>", "# titre", "1. a"]
)
def test_signs_of_markdown_are_shown_literally(text: str) -> None:
    escaped = plain(text)
    assert escaped.replace("\\", "") == text
    assert escaped != text


def test_lines_become_one_and_narrow_spaces_stay() -> None:
    assert plain("30\u202f624\npersonnes") == "30\u202f624 personnes"


def test_high_signs_are_not_left_at_the_start_of_a_line() -> None:
    assert typeset("« IA » : oui ; 3 % ?") == "«\u00a0IA\u00a0»\u00a0: oui\u00a0; 3\u00a0%\u00a0?"


def test_thousands_are_not_cut_by_the_end_of_a_line() -> None:
    assert typeset("pour 1 000 emplois en 2025") == "pour 1\u202f000 emplois en 2025"


def test_every_public_and_relation_of_the_framework_has_french_words(tmp_path: Path) -> None:
    framework = load_references(tmp_path).framework
    publics = {public for cell in framework.skills["publics"] for public in cell.split("|") if public}
    assert publics <= set(framework_card.PUBLICS)
    assert set(framework.mappings["kind"]) <= set(framework_card.RELATIONS)
