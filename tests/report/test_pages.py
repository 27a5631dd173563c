"""Pages of a sheet of several tables: no heading left alone, no table cut that a page can hold."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.report import Filters, write_report
from planner.report.pages import A3, A4, Block, page_breaks, page_points
from planner.report.sheets.analysis import GAPS_PRINTED
from tests.benchmarks.bench_report import many_lines
from tests.report.conftest import make_results

PAGE = 500.0


@pytest.mark.parametrize(
    ("heights", "expected"),
    [
        ((100.0, 100.0), []),
        ((300.0, 300.0), [20]),
        ((600.0, 100.0), []),  # the first follows the title, even when it is longer than a page
        ((100.0, 900.0), []),  # longer than a page, and most of this one is left
        ((420.0, 900.0), [20]),  # longer than a page, and little of this one is left
    ],
)
def test_a_table_begins_a_page_rather_than_being_cut(heights, expected: list[int]) -> None:
    assert page_breaks([Block(i * 20, h) for i, h in enumerate(heights)], PAGE) == expected


@given(st.lists(st.floats(10, 400), min_size=1, max_size=12))
def test_no_table_that_a_page_holds_is_cut(heights: list[float]) -> None:
    blocks = [Block(i, h) for i, h in enumerate(heights)]
    breaks = set(page_breaks(blocks, PAGE))
    used = 0.0
    for block in blocks:
        used = block.points if block.row in breaks else used + block.points
        assert used <= PAGE * (1 + 1e-9)


def test_a_page_holds_more_rows_of_a_wider_sheet_and_of_a_larger_paper() -> None:
    narrow, wide = [20.0] * 4, [20.0] * 20
    assert page_points(wide, A4) > page_points(narrow, A4)
    assert page_points(narrow, A3) > page_points(narrow, A4)


def test_only_the_largest_gaps_are_printed_and_the_sheet_says_so(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    write_report(many_lines(make_results(), GAPS_PRINTED + 50), path, Filters())
    sheet = openpyxl.load_workbook(path)["Écarts"]
    first = int(sheet.tables["Ecarts"].ref.split(":")[0][1:]) + 1
    assert sheet.print_area.endswith(f"${first + GAPS_PRINTED - 1}")
    assert any(
        "Imprimé : les 300 plus grands manques" in str(c.value) for r in sheet.iter_rows(max_row=4) for c in r
    )
