"""The printable Synthèse: self-contained, accessible, same figures as the workbook's."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from planner import columns, french
from planner.report import Filters, by_layer, findings, key_figures, synthesis_html, write_synthesis_html
from planner.report.svg import Bars
from planner.results import Results
from tests.report.conftest import FORMULA

DANGEROUS = "<script>alert('x')</script> & « fin »"


def words(page: str) -> str:
    """Text of the page, every space plain."""
    return " ".join(html.fromstring(page).text_content().split())


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("filters", [Filters(), Filters(depts=("53",)), Filters(layers=(3,))])
def test_figures_and_sentences_are_those_of_the_report(results: Results, filters: Filters) -> None:
    text, key = words(synthesis_html(results, filters)), key_figures(results, filters)
    assert plain(french.number(key.missing)) in text and plain(french.number(key.people_at_least)) in text
    for finding in findings(results, filters):
        assert plain(finding.sentence) in text
    assert filters.describe(results.departments, results.filieres) in text


def test_nothing_is_fetched_and_nothing_runs(results: Results) -> None:
    page = synthesis_html(results)
    assert not re.search(r"<script|<link|<img|<iframe|\bsrc=|url\(|@import|\bhref=", page)


def test_text_never_becomes_markup(results: Results) -> None:
    page = synthesis_html(
        replace(results, campaign=DANGEROUS, filieres=dict.fromkeys(results.filieres, DANGEROUS))
    )
    assert "<script" not in page
    assert "<script>alert('x')</script> & « fin »" in words(page)


def test_structure_is_readable_without_seeing(results: Results) -> None:
    page = html.fromstring(synthesis_html(results))
    assert page.get("lang") == "fr" and len(page.xpath("//h1")) == 1 and page.xpath("//title")
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3")]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    charts = page.xpath("//figure")
    assert len(charts) == 3
    for chart in charts:
        assert chart.xpath(".//*[@role='img']/title/text()") and chart.xpath(".//*[@role='img']/desc/text()")
        assert chart.xpath(".//table/caption/text()") and chart.xpath("./figcaption/text()")
    for table in page.xpath("//table"):
        assert table.xpath("./caption") and table.xpath("./thead//th[@scope='col']")
        assert all(row.xpath("./th[@scope='row']") for row in table.xpath("./tbody/tr"))


def test_bars_are_in_proportion_to_their_values(results: Results) -> None:
    chart = html.fromstring(synthesis_html(results)).xpath("//figure")[0]
    widths = [float(bar.get("width")) for bar in chart.xpath(".//rect[@height='13']")]
    table = by_layer(results)
    values = [value for pair in zip(table["demand"], table["supply"], strict=True) for value in pair]
    longest = max(values)
    assert widths == pytest.approx([value / longest * max(widths) for value in values], abs=0.06)


def test_bars_survive_unknown_and_zero() -> None:
    drawn = Bars("t", "s", ["a", "b"], [("x", [float("nan"), 0.0], ["—", "0"])]).svg()
    assert drawn.count('width="0.0"') == 2 and "nan" not in drawn


def test_chosen_actions_stand_in_rank_order(results: Results) -> None:
    text = words(synthesis_html(results))
    assert f"renforcer : {FORMULA}" in text
    assert "Aucune formation." not in text and "A002" not in text


def test_empty_run_gives_a_page(results: Results) -> None:
    tables = {
        name: t.frame()
        for name, t in (("gaps", columns.GAPS), ("demand", columns.DEMAND), ("actions", columns.ACTIONS))
    }
    text = words(synthesis_html(replace(results, **tables, run_date="")))
    assert "Aucune action retenue" in text and "nan" not in text.lower().split()


def test_demonstration_is_said_and_bytes_are_the_same_each_time(results: Results, tmp_path: Path) -> None:
    real = replace(results, inputs=replace(results.inputs, demonstration=False))
    assert "DÉMONSTRATION" in synthesis_html(results) and "DÉMONSTRATION" not in synthesis_html(real)
    for name in ("a.html", "b.html"):
        write_synthesis_html(results, tmp_path / name)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert len(list(tmp_path.iterdir())) == 2
