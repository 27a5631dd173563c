"""The road runs one way: each room imports only from the rooms named here, and only through their doors."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "planner"

BASE = {"planner", "columns", "door", "model", "settings", "french", "refusal", "words"}
# What each room may import, beside the base. The order is the road's (docs/ARCHITECTURE.md).
MAY_IMPORT = {
    "store": set(),
    "references": {"store"},
    "intake": {"references"},
    "sources": {"store", "intake"},
    "matching": {"references"},
    "scale": {"matching"},
    "needs": {"references", "matching"},
    "plan": {"references", "matching", "needs"},
    "results": {"references", "needs", "plan"},
    "report": {"references", "matching", "needs", "plan", "results"},
    "pipeline": {"references", "matching", "needs", "plan", "results"},
    "delivery": {"needs", "plan", "references", "report", "results"},
    "loading": {"references", "intake", "results"},
    "texts": {"intake"},
    "trace": {"needs", "results"},
    "evaluation": {"references", "matching"},
    "logs": {"intake"},
    "sign_in": {"store"},
    "doctor": {"store", "sign_in", "references", "matching", "sources"},
    "web": {"store", "references", "intake", "sources", "matching", "needs", "plan", "results", "report", "pipeline", "loading", "trace", "delivery", "logs", "sign_in"},
    "cli": {"store", "references", "intake", "matching", "needs", "plan", "results", "report", "pipeline", "loading", "texts", "trace", "evaluation", "sources", "delivery", "doctor", "logs", "sign_in", "scale"},
}  # fmt: skip
ROOMS = {name for name in MAY_IMPORT if (PACKAGE / name).is_dir()}
MAY_LOOK_INSIDE = {
    "evaluation": {"matching"}
}  # it measures each part apart, and trains them without some rows
ONLY_IN = {"streamlit": "web", "sqlalchemy": "store", "dask": "scale", "distributed": "scale"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def imported(path: Path) -> set[str]:
    """Dotted names that the module imports, wherever the import stands."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            if node.module == "planner":
                names |= {f"planner.{alias.name}" for alias in node.names}
    return names


def test_walk_sees_every_room() -> None:
    assert {room_of(path) for path in modules()} >= set(MAY_IMPORT) | {"columns", "model"}


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_run_one_way_and_by_the_door(path: Path) -> None:
    room = room_of(path)
    for name in imported(path):
        if not name.startswith("planner.") or name == "planner.__version__":
            continue
        target, inside = name.split(".")[1], name.split(".")[2:]
        if target == room or target in BASE:
            continue
        assert room in MAY_IMPORT, f"{room} ne doit rien importer de {name}"
        assert target in MAY_IMPORT[room], f"{room} → {target} remonte le chemin ({name})"
        assert not (inside and target in ROOMS) or target in MAY_LOOK_INSIDE.get(room, ()), (
            f"{name} : passer par la porte planner.{target}"
        )


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_libraries_stay_in_their_room(path: Path) -> None:
    for name in imported(path):
        library = name.split(".")[0]
        assert ONLY_IN.get(library, room_of(path)) == room_of(path), f"{library} hors de {ONLY_IN[library]}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_nothing_that_is_read_is_run(path: Path) -> None:
    calls = [
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
    ]
    called = {ast.unparse(call.func) for call in calls}
    assert not called & {"eval", "exec", "compile", "os.system", "os.popen"}
    assert not any(keyword.arg == "shell" for call in calls for keyword in call.keywords)
    assert not {name.split(".")[0] for name in imported(path)} & {"pickle", "marshal", "shelve", "joblib"}


def test_base_imports_no_room() -> None:
    for name in BASE - {"planner"}:
        rooms = {n.split(".")[1] for n in imported(PACKAGE / f"{name}.py") if n.startswith("planner.")}
        assert rooms <= BASE, f"{name} importe {rooms - BASE}"
