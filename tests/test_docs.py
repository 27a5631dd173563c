"""The documents say what the code does: commands, targets, files, settings, parameters, terms."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from planner.cli import application
from planner.model import LAYER_LABELS, ActionKind, Public, Signal
from planner.needs import DESCRIPTIONS, Parameters
from planner.report.sheets.front import TERMS
from tests.test_architecture import MAY_IMPORT, ROOMS
from tools.document_method import METHOD, block
from tools.method.blocks import constants_table, parameters_table, plan_settings_table
from tools.method.example import worked_example
from tools.method.road import demonstration_run

ROOT = Path(__file__).parent.parent
READ = ("README.md", "CONTRIBUTING.md", "docs/*.md", "taxonomies/*.md", "data/*.md", "deploy/*.md")
DOCUMENTS = sorted(path for pattern in READ for path in ROOT.glob(pattern))
CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)|^ {4,}(\S.*)$", re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
# A path of the repository, as opposed to one that the user has.
OWN_PATH = re.compile(r"(?:planner|tests|tools|docs|taxonomies|data)/[\w./*-]*|\w+\.(?:md|toml)")
MODULE = re.compile(r"(?:intake|references|matching|needs|plan|report)\.[a-z_]+")
UNUSUAL_TARGETS = {"clean"}  # explains itself
BAR = "|"

documents = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def code_in(text: str) -> list[str]:
    """Code spans and indented lines."""
    return [span or line for span, line in CODE.findall(text)]


def commands_in(text: str) -> Iterator[list[str]]:
    """Words after ``planner`` in each command quoted, comments dropped."""
    for code in code_in(text):
        found = re.match(r"(?:\S*[/\\])?planner (?![A-Z]{2})(.+)", code.split("<br>")[-1])
        if found:
            yield shlex.split(found[1].replace("\\", "/"), comments=True)


def resolved(words: list[str]) -> tuple[Any, list[str]]:
    """The command that the words name, and the words that remain."""
    command: Any = typer.main.get_command(application())
    rest = list(words)
    while hasattr(command, "commands"):
        name = rest.pop(0) if rest else ""
        assert name in command.commands, f"« planner {' '.join(words)} » : commande inconnue « {name} »"
        command = command.commands[name]
    return command, rest


def every_command() -> list[str]:
    """« run », « references install »…"""
    root = typer.main.get_command(application()).commands
    names = []
    for name, command in root.items():
        below = getattr(command, "commands", None)
        names += [f"{name} {leaf}" for leaf in below] if below else [name]
    return sorted(names)


def targets() -> set[str]:
    return set(re.search(r"^\.PHONY: (.+)$", text_of("Makefile"), re.MULTILINE)[1].split())


def slug(heading: str) -> str:
    """Anchor that GitHub gives to a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def rows(text: str, columns: int) -> list[list[str]]:
    """Cells of the Markdown tables of that many columns, headings and rules left out."""
    lines = [line.strip().strip(BAR).split(BAR) for line in text.splitlines() if line.startswith(BAR)]
    cells = [[cell.strip() for cell in line] for line in lines if len(line) == columns]
    rules = [i for i, row in enumerate(cells) if re.fullmatch(r":?-+:?", row[0])]
    headings = {i - 1 for i in rules}
    return [row for i, row in enumerate(cells) if i not in headings and i not in rules]


# ── commands, files, links ───────────────────────────────────────────────────────────────
def test_the_walk_sees_the_documents() -> None:
    names = {path.name for path in DOCUMENTS}
    assert names >= {
        "README.md",
        "CONTRIBUTING.md",
        "METHOD.md",
        "ARCHITECTURE.md",
        "MEASURES.md",
        "GLOSSARY.md",
    }
    assert len(list(commands_in(text_of("README.md")))) > 10


@documents
def test_quoted_commands_exist_with_their_options(path: Path) -> None:
    for words in commands_in(path.read_text(encoding="utf-8")):
        command, rest = resolved(words)
        known = {
            name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)
        }
        unknown = [word for word in rest if word.startswith("--") and word not in {*known, "--help"}]
        assert not unknown, f"« planner {' '.join(words)} » : options inconnues {unknown}"


@pytest.mark.parametrize("command", every_command())
def test_every_command_stands_in_the_readme(command: str) -> None:
    quoted = [" ".join(words) for words in commands_in(text_of("README.md"))]
    assert any(f"{line} ".startswith(f"{command} ") for line in quoted), (
        f"« planner {command} » absent du README"
    )


@documents
def test_quoted_make_targets_exist(path: Path) -> None:
    quoted = {
        code.split()[1] for code in code_in(path.read_text(encoding="utf-8")) if code.startswith("make ")
    }
    assert quoted <= targets(), f"cibles absentes du Makefile : {quoted - targets()}"


def test_every_make_target_is_told() -> None:
    told = {code.split()[1] for code in code_in(text_of("CONTRIBUTING.md")) if code.startswith("make ")}
    assert told >= targets() - UNUSUAL_TARGETS


@documents
def test_links_lead_somewhere(path: Path) -> None:
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        if target.startswith("http"):
            continue
        file, _, anchor = target.partition("#")
        page = path if not file else path.parent / file
        assert page.exists(), f"{path.name} : lien rompu vers {target}"
        headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE) if anchor else []
        assert not anchor or anchor in map(slug, headings), f"{path.name} : ancre rompue {target}"


@documents
def test_quoted_files_and_modules_exist(path: Path) -> None:
    for code in code_in(path.read_text(encoding="utf-8")):
        for word in code.split():
            if OWN_PATH.fullmatch(word):
                places = [base / word for base in (ROOT, path.parent)]
                assert any(place.exists() for place in places) or list(ROOT.glob(word)), (
                    f"{path.name} : {word} absent"
                )
            if MODULE.fullmatch(word):
                module = ROOT.joinpath("planner", *word.split("."))
                assert module.with_suffix(".py").exists(), f"{path.name} : module planner.{word} absent"


@documents
def test_quoted_tests_exist(path: Path) -> None:
    for file, name in re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", path.read_text(encoding="utf-8")):
        assert f"\ndef {name}(" in text_of(file), f"{path.name} : {file}::{name} absent"


@documents
def test_no_path_of_a_machine(path: Path) -> None:
    assert not re.search(r"(?<![\w.])/(?:work|tmp|root|home)/", path.read_text(encoding="utf-8"))


def test_every_setting_is_told_and_exists() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "planner").rglob("*.py"))
    read = set(re.findall(r"\"(PLANNER_\w+)\"", code))
    told = {cells[0].strip("`") for cells in rows(text_of("README.md"), 3) if "PLANNER_" in cells[0]}
    assert told == read


@pytest.mark.parametrize("folder", ["taxonomies", "data"])
def test_every_embedded_file_has_its_source(folder: str) -> None:
    page = "taxonomies/SOURCES.md" if folder == "taxonomies" else "data/LISEZMOI.md"
    missing = [path.name for path in (ROOT / folder).glob("*.csv") if path.name not in text_of(page)]
    assert not missing, f"{page} ne dit rien de {missing}"


def test_architecture_tells_who_may_import_whom() -> None:
    told = {
        cells[0].strip("`"): set(re.findall(r"`(\w+)`", cells[2]))
        for cells in rows(text_of("docs/ARCHITECTURE.md"), 3)
    }
    for room in ROOMS - {"web", "cli"}:  # they sit on top: all of them
        assert told[room] == MAY_IMPORT[room], f"docs/ARCHITECTURE.md : pièce {room}"


# ── METHOD.md ────────────────────────────────────────────────────────────────────────────
TABLES = {"paramètres": parameters_table, "réglages du plan": plan_settings_table, "seuils": constants_table}


@pytest.mark.parametrize("name", TABLES)
def test_method_tables_are_those_of_the_code(name: str) -> None:
    assert block(text_of("docs/METHOD.md"), name) == TABLES[name](), (
        "relancez : python tools/document_method.py"
    )


def test_sensitivity_covers_every_parameter() -> None:
    told = {cells[0] for cells in rows(block(text_of("docs/METHOD.md"), "sensibilité"), 3)}
    assert told == {d.label for d in DESCRIPTIONS}, "relancez : tools/document_method.py --sensitivity"


def test_worked_example_is_what_the_road_gives(tmp_path: Path) -> None:
    run = demonstration_run(tmp_path)
    assert block(text_of("docs/METHOD.md"), "exemple") == worked_example(run, Parameters()), (
        "relancez : python tools/document_method.py"
    )


def test_a_block_that_is_not_there_is_named() -> None:
    with pytest.raises(KeyError, match=f"« absent » absent de {METHOD.name}"):
        block("une page", "absent")


# ── GLOSSARY.md ──────────────────────────────────────────────────────────────────────────
@pytest.fixture(scope="module")
def glossary() -> list[list[str]]:
    return rows(text_of("docs/GLOSSARY.md"), 4)


def folded(term: str) -> str:
    return term.lower().translate(str.maketrans("àâçéèêëîïôöùûü", "aaceeeeiioouuu"))


def test_glossary_is_whole_and_in_order(glossary) -> None:
    assert all(len(row) == 4 and all(row) for row in glossary)
    terms = [folded(row[0]) for row in glossary]
    assert terms == sorted(terms) and len(terms) == len(set(terms))


def test_glossary_has_the_terms_of_screens_and_workbook(glossary) -> None:
    terms = " ; ".join(row[0].lower() for row in glossary)
    wanted = [
        *LAYER_LABELS.values(),
        *map(str, ActionKind),
        *map(str, Public),
        *map(str, Signal),
        *(term for term, _ in TERMS),
    ]
    missing = [
        term for term in wanted if term.lower().removesuffix(" 4.0") not in terms and term != "continu"
    ]
    assert not missing, f"absents du glossaire : {missing}"


def test_names_of_the_glossary_stand_in_the_code(glossary) -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "planner").rglob("*.py"))
    named = [name for row in glossary for name in re.findall(r"`([^`]+)`", row[2])]
    missing = [name for name in named if not re.search(rf"\b{re.escape(name.split('.')[-1])}\b", source)]
    assert named and not missing
