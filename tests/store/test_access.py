"""Who may do what: every function of the store × every role; a provider and the others' courses; the one door."""

from __future__ import annotations

import ast
import datetime
import inspect
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from planner import columns, store
from planner.store import (
    MACHINE,
    NOBODY,
    Act,
    Actor,
    Database,
    NotPermitted,
    Role,
    ScenarioRefused,
    UnknownImport,
    access,
    forget_import,
    forget_scenario,
    keep_catalogue,
    keep_import,
    keep_scenario,
    list_audit,
    list_imports,
    list_versions,
    load_catalogue,
    load_table,
    load_version,
    preview_catalogue,
    restore_import,
)
from tests.store.test_imports import postings
from tests.store.test_versions import catalogue, course

STORE = Path(store.__file__).parent
DAY = datetime.date(2026, 1, 1)
EVERYONE = {Role.PROVIDER, Role.COUNSELLOR, Role.PLANNER, Role.ADMINISTRATOR}
STAFF, PLANNERS, ADMINISTRATOR = EVERYONE - {Role.PROVIDER}, {Role.PLANNER, Role.ADMINISTRATOR}, {Role.ADMINISTRATOR}  # fmt: skip


def offered(provider: str, title: str) -> pd.DataFrame:
    """The catalogue of one course."""
    return catalogue(course(f"R {title}", title, provider=provider))


def _restored(database: Database, folder: Path) -> None:
    """The file is no backup: whoever may restore is told so, in another sentence."""
    (folder / "b.zip").touch()
    with pytest.raises(store.UnusableBackup, match="n’est pas une sauvegarde"):
        store.restore_backup(database, folder / "b.zip")


OWN = offered("Afpa Nantes", "Excel")

# Public function of the store that takes a database → who may call it, and a call with good arguments.
Call = Callable[[Database, Path], object]
DOORS: dict[str, tuple[set[Role], Call]] = {
    "audit_csv": (ADMINISTRATOR, lambda d, p: store.audit_csv(d)),
    "catalogue_order": (EVERYONE, lambda d, p: store.catalogue_order(d)),
    "corrections_csv": (STAFF, lambda d, p: store.corrections_csv(d)),
    "erasable": (ADMINISTRATOR, lambda d, p: store.erasable(d, p, DAY)),
    "erase": (ADMINISTRATOR, lambda d, p: store.erase(d, p, DAY)),
    "forget_author": (ADMINISTRATOR, lambda d, p: store.forget_author(d, "X")),
    "forget_import": (PLANNERS, lambda d, p: forget_import(d, 1, "postings")),
    "forget_scenario": (STAFF, lambda d, p: forget_scenario(d, 1)),
    "keep_catalogue": (PLANNERS | {Role.PROVIDER}, lambda d, p: keep_catalogue(d, "n.xlsx", "9", OWN)),
    "keep_correction": (STAFF, lambda d, p: store.keep_correction(d, {"verdict": "juste"})),
    "keep_import": (PLANNERS, lambda d, p: keep_import(d, "postings", "n.csv", "9", postings("9"))),
    "keep_run": (PLANNERS, lambda d, p: store.keep_run(d, "2027", {}, {})),
    "keep_scenario": (STAFF, lambda d, p: keep_scenario(d, "autre", {}, columns.ACTIONS.frame())),
    "list_audit": (ADMINISTRATOR, lambda d, p: list_audit(d)),
    "list_campaigns": (STAFF, lambda d, p: store.list_campaigns(d)),
    "list_corrections": (STAFF, lambda d, p: store.list_corrections(d)),
    "list_imports": (STAFF, lambda d, p: list_imports(d)),
    "list_latest_runs": (STAFF, lambda d, p: store.list_latest_runs(d)),
    "list_runs": (STAFF, lambda d, p: store.list_runs(d)),
    "list_scenarios": (STAFF, lambda d, p: store.list_scenarios(d)),
    "list_versions": (EVERYONE, lambda d, p: list_versions(d)),
    "load_catalogue": (EVERYONE, lambda d, p: load_catalogue(d)),
    "load_run": (STAFF, lambda d, p: store.load_run(d, "2026")),
    "load_table": (STAFF, lambda d, p: load_table(d, "postings")),
    "load_version": (EVERYONE, lambda d, p: load_version(d, 2)),
    "preview_catalogue": (EVERYONE, lambda d, p: preview_catalogue(d, OWN)),
    "restore_backup": (ADMINISTRATOR, _restored),
    "restore_import": (PLANNERS | {Role.PROVIDER}, lambda d, p: restore_import(d, 2)),
    "undo_correction": (STAFF, lambda d, p: store.undo_correction(d, 1)),
    "write_backup": (ADMINISTRATOR, lambda d, p: store.write_backup(d, p / "b.zip")),
}  # fmt: skip


def somebody(role: Role | None) -> Actor:
    return Actor("Agent", role, ("AFPA Nantes",) if role is Role.PROVIDER else ())


@pytest.fixture
def filled(database: Database) -> Database:
    """One of each thing, kept by somebody else; the catalogue n° 2 is of « Afpa Nantes » alone."""
    keep_import(database, "postings", "o.csv", "1", postings("1"))
    keep_catalogue(database, "afpa.xlsx", "2", offered("Afpa Nantes", "Word"))
    store.keep_correction(database, {"verdict": "juste"})
    store.keep_run(database, "2026", {}, {})
    keep_scenario(database.by(somebody(Role.PLANNER)), "le mien", {}, columns.ACTIONS.frame())
    return database


def test_every_function_that_takes_a_database_is_a_door_told_here() -> None:
    public = {name: getattr(store, name) for name in store.__all__}
    doors = {
        name
        for name, function in public.items()
        if inspect.isfunction(function)
        and any("Database" in str(p.annotation) for p in inspect.signature(function).parameters.values())
    }
    assert doors == set(DOORS)


@pytest.mark.parametrize("role", [*Role, None], ids=str)
@pytest.mark.parametrize("name", DOORS)
def test_door_opens_to_its_roles_alone(
    filled: Database, tmp_path: Path, name: str, role: Role | None
) -> None:
    allowed, call = DOORS[name]
    before = len(list_audit(filled))
    if role in allowed:
        call(filled.by(somebody(role)), tmp_path)
        return
    with pytest.raises(NotPermitted, match=r"ne peut pas .* Le peut, selon son rôle : "):
        call(filled.by(somebody(role)), tmp_path)
    assert len(list_audit(filled)) == before


def test_act_left_out_of_the_table_is_allowed_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "PERMITTED", {})
    assert not any(somebody(role).may(act) for role in Role for act in Act)


def test_table_names_every_act_and_nobody_may_do_any() -> None:
    assert set(access.PERMITTED) == set(Act)
    assert all(access.PERMITTED.values())
    assert not any(NOBODY.may(act) for act in Act)


def test_transactions_are_opened_by_the_door_and_the_opening_of_a_base_alone() -> None:
    """``VACUUM`` reads no row: it is the one exception (retention)."""
    opening = {
        (path.name, node.func.id if isinstance(node.func, ast.Name) else node.func.attr)
        for path in STORE.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and (
            getattr(node.func, "id", "") == "atomic" or getattr(node.func, "attr", "") in ("begin", "connect")
        )
    }
    assert opening == {
        ("acting.py", "atomic"), ("database.py", "atomic"), ("database.py", "begin"), ("retention.py", "connect")
    }  # fmt: skip
    assert not hasattr(store, "atomic")


# ── a provider ───────────────────────────────────────────────────────────────────────────
@pytest.fixture
def shared(database: Database) -> Database:
    """Import 1: two organisations; 2: Greta alone; 3: no organisation; 4: postings."""
    both = pd.concat([offered("Afpa Nantes", "Excel"), offered("Greta", "Soudure")], ignore_index=True)
    keep_catalogue(database, "region.xlsx", "1", both)
    keep_catalogue(database, "greta.xlsx", "2", offered("Greta", "Soudure TIG"))
    keep_catalogue(database, "sans_nom.xlsx", "3", offered("", "Cuisine"))
    keep_import(database, "postings", "o.csv", "4", postings("1"))
    return database


@pytest.fixture
def afpa(shared: Database) -> Database:
    """The same base for « AFPA NANTES »: case and accents do not matter."""
    return shared.by(Actor("a@afpa.fr", Role.PROVIDER, ("AFPA NANTES",)))


def test_provider_reads_its_own_courses_by_whatever_function(afpa: Database) -> None:
    assert set(load_catalogue(afpa)["provider"]) == {"Afpa Nantes"}
    assert set(load_catalogue(afpa, [1, 2, 3])["title"]) == {"Excel"}
    assert set(load_table(afpa, "catalogue")["title"]) == {"Excel"}
    assert set(load_version(afpa, 1)["title"]) == {"Excel"}
    assert load_version(afpa, 2).empty and load_version(afpa, 3).empty
    assert list(list_versions(afpa)["provider"]) == ["Afpa Nantes"]
    assert list(list_versions(afpa)["courses"]) == [1]
    assert store.catalogue_order(afpa) == (1,)
    listed = list_imports(afpa, "catalogue")
    assert list(listed["filename"]) == ["region.xlsx"] and list(listed["rows"]) == [1]


def test_provider_without_organisation_or_whose_name_is_blank_has_no_course(shared: Database) -> None:
    for names in ((), ("",), ("!",)):
        database = shared.by(Actor("x", Role.PROVIDER, names))
        assert load_catalogue(database).empty and list_imports(database, "catalogue").empty
        with pytest.raises(NotPermitted):
            keep_catalogue(database, "n.xlsx", "9", offered("", "Cuisine"))


@pytest.mark.parametrize("whose", ["Greta", ""])
def test_file_with_courses_of_another_is_refused_with_their_names_and_rows(
    afpa: Database, whose: str
) -> None:
    mixed = pd.concat([offered("Afpa Nantes", "Excel"), offered(whose, "Intrus")], ignore_index=True)
    named = "« Greta »" if whose else "organisme non dit"
    for refused in (
        lambda: keep_catalogue(afpa, "n.xlsx", "9", mixed),
        lambda: keep_import(afpa, "catalogue", "n.xlsx", "9", mixed),
        lambda: preview_catalogue(afpa, mixed),
    ):
        with pytest.raises(
            NotPermitted, match=rf"d’autres organismes que « AFPA NANTES » : {named} \(ligne \d+\)"
        ):
            refused()
    assert store.catalogue_order(afpa.by(MACHINE)) == (1, 2, 3)


@pytest.mark.parametrize(
    "act", [restore_import, lambda d, n: forget_import(d, n, "catalogue")], ids=["restore", "forget"]
)
def test_provider_neither_restores_nor_removes_what_is_anothers(afpa: Database, act: Callable) -> None:
    before = load_catalogue(afpa.by(MACHINE))
    with pytest.raises(NotPermitted, match="porte aussi les formations d’autres organismes"):
        act(afpa, 1)
    for number in (2, 3, 4, 99):
        with pytest.raises(UnknownImport):
            act(afpa, number)
    pd.testing.assert_frame_equal(load_catalogue(afpa.by(MACHINE)), before)


def test_provider_keeps_restores_and_removes_its_own(afpa: Database) -> None:
    kept = keep_catalogue(afpa, "afpa.xlsx", "9", offered("Afpa Nantes", "Access")).kept
    assert list(load_catalogue(afpa)["title"]) == ["Access"]
    restore_import(afpa, kept.import_id)
    forget_import(afpa, kept.import_id, "catalogue")
    assert list(load_catalogue(afpa)["title"]) == ["Excel"]
    assert set(load_catalogue(afpa.by(MACHINE))["title"]) == {"Excel", "Soudure TIG", "Cuisine"}
    lines = list_audit(afpa.by(MACHINE)).head(3)
    assert list(lines["act"]) == [Act.FORGET_CATALOGUE, Act.RESTORE_CATALOGUE, Act.KEEP_CATALOGUE]
    assert set(lines["actor"]) == {"a@afpa.fr"} and set(lines["organisation"]) == {"AFPA NANTES"}


def test_same_file_again_tells_a_provider_nothing_of_the_others(afpa: Database) -> None:
    keep_catalogue(afpa.by(MACHINE), "region_2.xlsx", "9", offered("Afpa Nantes", "Access"))
    again = keep_catalogue(afpa, "afpa.xlsx", "9", offered("Afpa Nantes", "Access"))
    assert again.kept.already and again.in_use


def test_counsellor_deletes_its_own_scenario_alone(database: Database) -> None:
    mine, other = (Actor(name, Role.COUNSELLOR) for name in ("a@x.fr", "b@x.fr"))
    number = keep_scenario(database.by(mine), "Mayenne", {}, columns.ACTIONS.frame())
    with pytest.raises(ScenarioRefused, match="est d’une autre personne"):
        forget_scenario(database.by(other), number)
    forget_scenario(database.by(mine), number)
    assert store.list_scenarios(database).empty
