from __future__ import annotations

import pandas as pd

from planner.report import actions_in_scope, by_department, by_need, by_skill, courses_read
from planner.web.components import table


def test_csv_opens_in_a_french_spreadsheet() -> None:
    frame = pd.DataFrame({"label": ["Rédiger ; relire"], "missing": [12.5]})
    content = table.csv(frame)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == 'Compétence;Manque\n"Rédiger ; relire";12,5\n'


def test_headings_of_one_table_are_distinct() -> None:
    for frame in (by_skill, by_department, by_need, actions_in_scope, courses_read):
        assert callable(frame)
    gaps = [
        "label",
        "layer_label",
        "demand",
        "low",
        "high",
        "supply",
        "missing",
        "coverage",
        "answered",
        "sample",
    ]
    headings = [table.COLUMNS[name].heading for name in gaps]
    assert len(set(headings)) == len(headings)


def test_layer_is_written_with_its_number() -> None:
    assert table.layer_name(4) == "4 Comprendre"
