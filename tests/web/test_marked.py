from __future__ import annotations

import pandas as pd
import pytest

from planner.web.components import marked

COLUMNS = ["start", "end", "number", "label", "force", "counts"]


def mentions(*rows: tuple[int, int, int, str, str, bool]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS)


def test_text_of_a_posting_is_escaped_inside_and_outside_the_marks() -> None:
    text = '<script>alert("1")</script> <b>prompt</b>'
    start = text.index("<b>")
    html = marked.marked(text, mentions((start, len(text), 1, 'Rédiger "vite" <i>', "exigé", True)))
    assert "<script>" not in html and "<b>" not in html and "<i>" not in html
    assert "&lt;b&gt;prompt&lt;/b&gt;<sup>1</sup></mark>" in html
    assert 'title="Rédiger &quot;vite&quot; &lt;i&gt; (exigé)"' in html


def test_overlapping_words_make_one_mark_with_both_numbers() -> None:
    text = "rédiger des prompts efficaces"
    html = marked.marked(text, mentions((0, 19, 1, "A", "exigé", True), (12, 29, 2, "B", "exigé", True)))
    assert html.count("<mark") == 1
    assert "rédiger des prompts efficaces<sup>1, 2</sup>" in html


@pytest.mark.parametrize(
    ("force", "counts", "style"),
    [
        ("exigé", True, marked.ASKED),
        ("souhaité", True, marked.WISHED),
        ("exigé", False, marked.IGNORED),
        ("nié", False, marked.DENIED),
    ],
    ids=["asked", "wished", "company talk", "denied"],
)
def test_mark_shows_whether_it_counts(force: str, counts: bool, style: str) -> None:
    assert f'style="{style}"' in marked.marked("IA", mentions((0, 2, 1, "A", force, counts)))


def test_text_without_mentions_is_given_whole() -> None:
    assert marked.marked("Soudeur\nTIG", mentions()) == "Soudeur\nTIG"
