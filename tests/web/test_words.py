from __future__ import annotations

import pytest

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
