from __future__ import annotations

import pandas as pd
import pytest

from planner.web.components import action_card, need_card, plan_proof, scenarios, table
from planner.web.pages import catalogue, gaps, needs, plan, postings


def test_csv_opens_in_a_french_spreadsheet() -> None:
    frame = pd.DataFrame({"label": ["Rédiger ; relire"], "missing": [12.5]})
    content = table.csv(frame, {"label": "Compétence", "missing": "Manque"})
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == 'Compétence;Manque\n"Rédiger ; relire";12,5\n'


@pytest.mark.parametrize(
    "names",
    [
        gaps.FIGURES,
        postings.LINES,
        catalogue.LINES,
        needs.COLUMNS,
        need_card.MEMBERS,
        need_card.COURSES,
        need_card.PATH,
        plan.COLUMNS,
        plan.SPENT,
        action_card.PROGRAMMES,
        plan_proof.COLUMNS,
        plan_proof.EQUITY,
        scenarios.LINES,
        scenarios.CHANGED,
        scenarios.TOTALS,
        scenarios.EQUITY,
    ],
)
def test_columns_of_a_table_are_declared_under_distinct_headings(names: list[str]) -> None:
    headings = [table.COLUMNS[name].heading for name in names]
    assert len(set(headings)) == len(headings)


def test_layer_is_written_with_its_number() -> None:
    assert table.layer_name(4) == "4 Comprendre"
