"""Whatever comes in, no fault comes out, no markup and no formula: files, addresses, free text, exported cells.

Some hundred cases each time; ``FUZZ_CASES=100000`` makes a campaign of it (figures in docs/SECURITY.md).
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from types import SimpleNamespace

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from planner.columns import COURSES
from planner.intake import (
    IntakeError,
    read_actors,
    read_catalogue,
    read_postings,
    read_profiles,
    safe_text,
)
from planner.needs import DESCRIPTIONS
from planner.plan import PLAN_DESCRIPTIONS
from planner.report import export_catalogue
from planner.report.exports.cells import harmless
from planner.store.csv_file import cell as store_cell
from planner.web import state
from planner.web.components import marked
from planner.web.components.words import plain
from tests.intake.conftest import SmallSectors, SmallTerritories
from tests.intake.test_files import READABLE
from tests.intake.test_lheo import FORMATION, lheo

CASES = int(os.environ.get("FUZZ_CASES", "300"))
FEWER = max(CASES // 10, 30)  # where a case writes a whole workbook

HOSTILE = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\"'><svg/onload=alert(1)>",
        "[lien](javascript:alert(1))",
        "![](http://exemple.fr)",
        ":material/home:",
        ":red[x]",
        "$\\href{javascript:alert(1)}{x}$",
        "=cmd|' /C calc'!A0",
        "=HYPERLINK(A1)",
        "+33",
        "@SUM(A1)",
        "-2+3",
        "\t=1",
        "\r=1",
        "'; DROP TABLE imports; --",
        "%00",
        "../../etc/passwd",
        "&lt;b&gt;",
        "9" * 5000,
        "1e999",
        "nan",
        "٣",
        "²",
    ]
)
TEXT = st.lists(HOSTILE | st.text(max_size=20), max_size=4).map("".join)


def fuzzed(cases: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The same cases each time: a campaign can be run again."""
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
    return settings(
        max_examples=cases, derandomize=True, database=None, deadline=None, suppress_health_check=slow
    )


# ── files ────────────────────────────────────────────────────────────────────────────────
HEADINGS = (
    "Intitulé;Objectifs;Organisme;ROME;Durée;Coût;Département;Secteur;SIRET;Maillon;id;title;description;date"
)
OFFER = {
    "id": "1A",
    "intitule": "Data scientist",
    "description": "Python",
    "lieuTravail": {"codePostal": "44000"},
}
SAMPLES = [
    *(
        file for file in READABLE.values() if isinstance(file, bytes)
    ),  # the heavy: tests/intake/test_hostile_memory.py
    lheo(FORMATION),
    json.dumps({"resultats": [OFFER]}).encode(),
    f"{HEADINGS}\na;b;c;M1405;14 h;200;44;62;1;1;x;t;d;2025-01-01\n".encode(),
]
ARCHIVES = [sample for sample in SAMPLES if sample.startswith(b"PK")]
READERS = (
    lambda data, name: read_catalogue(data, name, SmallTerritories(), SmallSectors()),
    lambda data, name: read_postings(data, name, SmallTerritories(), SmallSectors()),
    lambda data, name: read_profiles(data, name, SmallTerritories(), SmallSectors()),
    lambda data, name: read_actors(data, name, SmallTerritories(), {"VC01": "Données"}),
)


@st.composite
def damaged(draw: st.DrawFn, samples: list[bytes] = SAMPLES) -> bytes:
    """A good file with bytes changed, put in, cut."""
    data = bytearray(draw(st.sampled_from(samples)))
    for place, byte in draw(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=30)):
        data[int(place * (len(data) - 1))] = byte
    place = int(draw(st.floats(0, 1)) * len(data))
    data[place:place] = draw(st.binary(max_size=20) | TEXT.map(str.encode))
    return bytes(data[: draw(st.just(len(data)) | st.integers(0, len(data)))])


@st.composite
def damaged_inside(draw: st.DrawFn) -> bytes:
    """A workbook whose archive is sound, and one of whose parts is not."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(draw(st.sampled_from(ARCHIVES)))) as old,
        zipfile.ZipFile(buffer, "w") as new,
    ):
        chosen = draw(st.sampled_from(old.namelist()))
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, draw(damaged([content])) if name == chosen and content else content)
    return buffer.getvalue()


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    """Sound delimited text, whose cells are anything."""
    rows = draw(st.lists(st.lists(TEXT, min_size=3, max_size=14), min_size=1, max_size=4))
    text = io.StringIO()
    csv.writer(text, delimiter=draw(st.sampled_from(";,\t"))).writerows([HEADINGS.split(";"), *rows])
    return text.getvalue().encode(draw(st.sampled_from(["utf-8", "utf-16", "cp1252"])), "replace")


FILES = damaged() | damaged_inside() | tables() | st.binary(max_size=200) | damaged().map(gzip.compress)


@fuzzed(CASES)
@given(
    data=FILES,
    reader=st.sampled_from(READERS),
    name=st.sampled_from(["f.csv", "f.xlsx", "f.ods", "f.xml", ""]),
)
def test_any_file_is_read_or_refused_in_french(data: bytes, reader: Callable, name: str) -> None:
    try:
        found = reader(data, name)
    except IntakeError as refusal:
        assert str(refusal)
    else:
        assert found.rows_usable <= found.rows_read


# ── addresses ────────────────────────────────────────────────────────────────────────────
class Query(dict[str, str]):
    """As ``st.query_params``."""

    def to_dict(self) -> dict[str, str]:
        return dict(self)


DEPTS, FILIERES = {"44": "Loire-Atlantique", "85": "Vendée"}, {"numerique": "Numérique"}
NAMES = [
    *state.URL_FILTERS.values(),
    *(state.URL_SKILL, state.URL_CAMPAIGN, state.URL_BUDGET, state.URL_DATA, "impose", "refuse", "plancher", "plancher_en"),
    *(d.name for d in (*DESCRIPTIONS, *PLAN_DESCRIPTIONS)),
]  # fmt: skip
PIECES = ["44", "85", "numerique", "3", "IA401", "initial", "demo", "renforcer:f12:44:continu*2", "dept:53:0.1", "personnes", "a*" + "9" * 5000]  # fmt: skip
VALUES = st.lists(st.sampled_from(PIECES) | st.floats().map(str) | TEXT, max_size=4).map(",".join)


@fuzzed(CASES)
@given(query=st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=8), VALUES, max_size=6))
def test_any_address_gives_a_screen_whose_own_address_gives_it_back(query: dict[str, str]) -> None:
    page = SimpleNamespace(session_state={}, query_params=Query(query))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(state, "st", page)
        state.restore(DEPTS, FILIERES, ["2026"])
        found, shown = state.asked(), state.filters()
        assert set(shown.depts) <= set(DEPTS) and set(shown.filieres) <= set(FILIERES)
        assert state.campaign() in ("", "2026")
        for described, held in ((DESCRIPTIONS, found.parameters), (PLAN_DESCRIPTIONS, found.settings)):
            assert all(d.low <= getattr(held, d.name) <= d.high for d in described)
        written = state.written_question(found)
        refused: list[str] = []
        assert state.written_question(state.read_question(written, DEPTS, refused)) == written
        assert refused == []


# ── free text ────────────────────────────────────────────────────────────────────────────
class Drawn(HTMLParser):
    """Tags with the names of their attributes, and the words outside the numbers of the marks."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[tuple[str, ...]] = set()
        self.words = ""
        self._number = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add((tag, *(name for name, _ in attrs)))
        self._number |= tag == "sup"

    def handle_endtag(self, tag: str) -> None:
        self._number &= tag != "sup"

    def handle_data(self, data: str) -> None:
        self.words += "" if self._number else data


@fuzzed(CASES)
@given(
    text=TEXT,
    spans=st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), TEXT, st.sampled_from(["exigé", "nié"]))),
)
def test_any_text_is_highlighted_without_becoming_markup(text: str, spans: list[tuple]) -> None:
    rows = [
        (*sorted((int(a * len(text)), int(b * len(text)))), number, label, force, True)
        for number, (a, b, label, force) in enumerate(spans, 1)
    ]
    mentions = pd.DataFrame(rows, columns=["start", "end", "number", "label", "force", "counts"])
    drawn = Drawn(marked.marked(text, mentions))
    assert drawn.tags <= {("mark", "style", "title"), ("sup",)}
    assert drawn.words == text


@fuzzed(CASES)
@given(text=TEXT)
def test_any_text_in_a_sentence_stays_text(text: str) -> None:
    drawn = Drawn(MarkdownIt("commonmark", {"html": True}).enable("table").render(f"Lu : {plain(text)}"))
    assert drawn.tags == {("p",)}


# ── exported cells ───────────────────────────────────────────────────────────────────────
@fuzzed(CASES)
@given(text=TEXT, write=st.sampled_from([harmless, safe_text, store_cell]))
def test_no_text_leaves_in_a_cell_as_a_formula(text: str, write: Callable[[str], str]) -> None:
    cell = write(text)
    assert not cell.startswith(("=", "+", "@", "\t", "\r"))
    assert not cell.startswith("-") or (cell.startswith("- ") and "|" not in cell)
    assert cell.removeprefix("'") in (text, text.removeprefix("'"))


@fuzzed(FEWER)
@given(texts=st.lists(TEXT, min_size=1, max_size=5))
def test_no_text_leaves_in_a_workbook_as_a_formula(
    texts: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "catalogue.xlsx"
    courses = [
        dict.fromkeys(COURSES.names, "") | {"course_id": str(n), "title": text}
        for n, text in enumerate(texts)
    ]
    export_catalogue(COURSES.frame(courses), "xlsx", path)
    book = openpyxl.load_workbook(path)
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
