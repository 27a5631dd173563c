"""Words of the other rooms on screen: as those rooms write them in French, and known in English."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from planner.model import LAYER_LABELS
from planner.report import AXIS_LABELS, PUBLIC_LABELS, Filters
from planner.web import labels

WEB = Path(labels.__file__).parent
DEPTS, FILIERES = {"44": "Loire-Atlantique", "53": "Mayenne"}, {"sante": "Santé et action sociale"}
# Up to Python 3.11, Babel reads an f-string as one text: a sentence marked inside it is never extracted.
IN_F_STRING = re.compile(r"""f(["']).*\{_\(["'].*\1""")


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(depts=("44",)),
        Filters(
            depts=("44", "53"), filieres=("sante",), publics=("continu",), layers=(4, 5), axes=("ethique",)
        ),
    ],
)
def test_scope_is_said_as_the_report_says_it(filters: Filters) -> None:
    assert labels.scope(filters, DEPTS, FILIERES) == filters.describe(DEPTS, FILIERES)


def test_every_word_of_the_other_rooms_is_marked_for_translation() -> None:
    words = {*LAYER_LABELS.values(), *PUBLIC_LABELS.values(), *AXIS_LABELS.values()}
    assert words == set(labels.MARKED)


def test_no_sentence_is_marked_inside_an_f_string() -> None:
    lines = {
        f"{path.name}:{number}": line.strip()
        for path in WEB.rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    }
    assert lines
    assert {place: line for place, line in lines.items() if IN_F_STRING.search(line)} == {}
