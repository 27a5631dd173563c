from __future__ import annotations

import pandas as pd

from planner.web.components import why_read


def test_skills_read_in_the_same_words_name_one_another() -> None:
    rows = [(0, 10, "A", "Rédiger"), (5, 12, "B", "Relire"), (20, 24, "C", "Cadrer"), (20, 24, "C", "Cadrer")]
    lines = pd.DataFrame(rows, columns=["start", "end", "skill_id", "label"])
    assert why_read.rivals(lines) == {"A": ["Relire"], "B": ["Rédiger"]}
