"""The screen in English: no sentence of ours is left in French, and the figures and files stay those of the French."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from babel.messages.pofile import read_po
from streamlit.testing.v1 import AppTest

from planner.references import load_references
from planner.web import language, progress, vocabulary
from tests.references.test_in_english import FRENCH
from tests.web.conftest import OpenPage, said

PLANNER = Path(language.__file__).parent.parent
# French by right inside an English sentence.
NAMES = re.compile(
    r"Caisse des [dD]épôts|Les métiers en 2030|plan d'investissement dans les compétences|"
    r"[“«].*?[”»]|Pays de la Loire|Loire-Atlantique|Maine-et-Loire"
)
# Said alike in both languages: titles, units, names of standards.
ALIKE = {
    "km",
    "€",
    "actions",
    "initial",
    "possible",
    "managers",
    "certifications",
    "Formacodes",
    "formations",
}
LONG = 20  # characters of a piece of sentence that stands for the whole; our choice
SETTINGS = ("réglages-poids", "réglages-capacités", "réglages-besoins")  # folds of the form of the plan
# Folds to open: what a closed one holds is not drawn.
PAGES = {
    "plan": ("plan-preuve", "pli-score-A001", "pli-dispositifs-A001", *SETTINGS),
    "besoins": (), "ecarts": ("pli-compétences par département",), "territoires": ("pli-disparités par département",),
    "methode": (), "referentiels": (), "catalogue": (),
}  # fmt: skip


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    """Every French message → its English one."""
    with language.CATALOGUE.open("rb") as file:
        messages = [message for message in read_po(file, locale=language.ENGLISH) if message.id]
    pairs = [(m.id, m.string) if isinstance(m.id, tuple) else ((m.id,), (m.string,)) for m in messages]
    return {french: text for ids, texts in pairs for french, text in zip(ids, texts, strict=True)}


# ── none missing ─────────────────────────────────────────────────────────────────────────
def test_no_english_sentence_holds_french_words(english: dict[str, str]) -> None:
    assert {text for text in english.values() if FRENCH.search(NAMES.sub("", text))} == set()


def test_every_parameter_has_its_english(english: dict[str, str]) -> None:
    texts = set(vocabulary.parameters())
    assert texts
    assert {text for text in texts if english.get(text, text) == text} <= ALIKE


def test_every_condition_of_a_programme_has_its_english(english: dict[str, str]) -> None:
    texts = set(filter(None, vocabulary.programmes()))
    assert texts
    assert {text for text in texts if english.get(text, text) == text} == set()


@pytest.mark.parametrize(
    "module", ["plan/sentences.py", "plan/clashes.py", "plan/solution.py", "needs/names.py"]
)
def test_every_kind_of_sentence_has_its_english(english: dict[str, str], module: str) -> None:
    calls = _calls(PLANNER / module)
    texts = {text for name, text in calls if name in ("say", "marked", "Phrase") and " " in text.strip()}
    assert texts
    assert {text for text in texts if english.get(text, text) == text and text not in ("{number} point", "{number} points")} == set()  # fmt: skip


def test_every_step_of_a_computation_has_its_english(english: dict[str, str]) -> None:
    rooms = ("pipeline.py", "matching/*.py", "needs/*.py", "intake/*.py")
    told = {
        text
        for room in rooms
        for path in PLANNER.glob(room)
        for name, text in _calls(path)
        if name == "progress"
    }
    assert {"lecture des offres", "calcul des besoins"} <= told <= set(progress.STEPS)
    assert {step for step in progress.STEPS if english[step] == step} == set()


def _calls(path: Path) -> Iterator[tuple[str, str]]:
    """Name of each function called with a text first, and that text; both texts of « a if x else b »."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args:
            name = ast.unparse(node.func).rpartition(".")[2]
            first = node.args[0]
            for part in (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield name, part.value


def test_steps_are_said_in_the_language_of_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "current", lambda: language.ENGLISH)
    assert progress.said("calcul des besoins") == "counting needs"
    assert (
        progress.said("ROME 4.0 version 60 : lecture, métiers") == "ROME 4.0 version 60: reading, occupations"
    )
    monkeypatch.setattr(language, "current", lambda: language.FRENCH)
    assert progress.said("ROME 4.0 version 60 : lecture, métiers") == "ROME 4.0 version 60 : lecture, métiers"


@pytest.mark.parametrize(
    ("items", "most", "expected"),
    [(["a"], None, "a"), (["a", "b", "c"], None, "a, b and c"), (["a", "b", "c", "d"], 2, "a, b and 2 others"), ([], 2, "")],
)  # fmt: skip
def test_lists_are_written_in_english(items: list[str], most: int | None, expected: str) -> None:
    assert language.IN_ENGLISH.listed(items, most) == expected


def test_counts_are_written_in_english() -> None:
    said = [language.IN_ENGLISH.counted(n, "groupe", "groupes") for n in (0, 1, 1200)]
    assert [text.replace("\u00a0", " ") for text in said] == ["0 groups", "1 group", "1,200 groups"]


# ── what a page draws ────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("path", list(PAGES))
def test_page_in_english_says_nothing_of_ours_in_french(
    open_page: OpenPage, english: dict[str, str], home: Path, path: str
) -> None:
    app = open_page(path, *PAGES[path], langue="en")
    assert not app.exception
    lines = set(drawn(app))
    assert len(lines) > 20
    assert in_french(lines, english, home) == set()


def test_the_same_look_finds_the_sentences_of_a_french_page(
    open_page: OpenPage, english: dict[str, str], home: Path
) -> None:
    found = "\n".join(in_french(set(drawn(open_page("plan", *SETTINGS))), english, home))
    for words in (
        "Il manque",
        "Créer un module",
        "Poids d'un besoin selon sa taille",
        "hypothèse : racine",
        "Budget annuel",
    ):
        assert words in found, words


def in_french(lines: set[str], english: dict[str, str], home: Path) -> set[str]:
    """Of these lines, those that are texts of ours in French, or hold a long piece of one."""
    ours, pieces = french_of_ours(english, home), _pieces(english)
    return {line for line in lines if line in ours or any(piece in line for piece in pieces)}


def drawn(app: AppTest) -> Iterator[str]:
    """Each line of text on the page: sentences, labels, help, options, cells."""
    yield from (line.lstrip("- ").replace("**", "") for line in said(app).splitlines())
    widgets = [
        *app.slider,
        *app.number_input,
        *app.selectbox,
        *app.button,
        *app.expander,
        *app.text_input,
        *app.radio,
    ]
    for widget in widgets:
        yield from (_plain(widget.label), _plain(getattr(widget, "help", "")))
        yield from map(_plain, getattr(widget, "options", ()))
    for frame in app.dataframe:
        cells = frame.value.select_dtypes(exclude=["number", "bool"])
        yield from (_plain(cell) for name in cells for cell in cells[name].dropna().unique())


def _plain(text: object) -> str:
    return str(text or "").replace("\\", "").replace("\u00a0", " ").replace("\u202f", " ").replace("**", "")


def french_of_ours(english: dict[str, str], home: Path) -> set[str]:
    """Whole texts of ours in French: messages of the catalogue, labels and texts of the framework."""
    skills = load_references(home).framework.skills
    texts = pd.concat([skills[name] for name in skills if name.endswith("_fr")])
    messages = {
        text for text, said_in_english in english.items() if said_in_english != text and "{" not in text
    }
    # A word of both languages, or a name that a person may have given: « formation », « Score ».
    return {_plain(text) for text in {*texts, *messages} if " " in text.strip()}


def _pieces(english: dict[str, str]) -> set[str]:
    """What French messages say between their values, where it is long enough to be nobody else's words."""
    translated = (text for text, said_in_english in english.items() if said_in_english != text)
    pieces = {_plain(piece).strip(" .:;()") for text in translated for piece in re.split(r"\{\w+\}", text)}
    return {piece for piece in pieces if len(piece) >= LONG and piece.count(" ") >= 2}


def test_reasons_names_and_definitions_are_english(open_page: OpenPage) -> None:
    plan = said(open_page("plan", langue="en"))
    assert "people × skills a year are missing in Loire-Atlantique" in plan
    assert "Without it," in plan and "Failing that:" in plan
    needs = open_page("besoins", langue="en").dataframe[0].value["name"]
    assert needs.str.match(r"(?:Build|Integrate|Use|Understand|Govern|Lead|Skill on its own)").all()
    assert "Describe where the data of an AI system come from" in said(open_page("ecarts", langue="en"))


# ── figures and files ────────────────────────────────────────────────────────────────────
def test_english_counts_what_the_french_counts(open_page: OpenPage) -> None:
    french, spoken = (open_page("besoins", langue=lang).dataframe[0].value for lang in ("fr", "en"))
    figures = french.select_dtypes("number").columns
    assert len(figures)
    pd.testing.assert_frame_equal(french[figures], spoken[figures])
    assert french["need_id"].tolist() == spoken["need_id"].tolist()


def test_report_seen_in_english_leaves_the_french_one_french(open_page: OpenPage) -> None:
    """A figure kept for one language is not shown to the other."""
    assert "Training places meet" in said(open_page("rapport", langue="en"))
    assert "Les places de formation répondent" in said(open_page("rapport"))


def test_course_brief_stays_french(open_page: OpenPage) -> None:
    app = open_page("plan", langue="en", budget="2000000")
    created = next(
        frame.value for frame in app.dataframe if "rank_range" in frame.value and "title" in frame.value
    )
    assert created["title"].str.startswith("Create").any()
