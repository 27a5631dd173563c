"""What each role finds on the pages: a provider, its own courses and nothing else, by whatever address."""

from __future__ import annotations

import ast
import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import planner.web
from planner.settings import Settings
from planner.sign_in import SignIn, UnusableSignIn
from planner.store import (
    MACHINE,
    NOBODY,
    Act,
    Actor,
    Database,
    NotPermitted,
    Role,
    keep_catalogue,
    keep_import,
    list_audit,
    list_corrections,
    open_database,
)
from planner.web import data, gate, preparation, uploads, visitor, work
from planner.web.navigation import SECTIONS
from tests.store.test_imports import postings
from tests.store.test_versions import catalogue, course
from tests.web.conftest import OpenPage, said

PATHS = [entry.path for entries in SECTIONS.values() for entry in entries]
OPEN_TO_PROVIDERS = ["catalogue", "referentiels", "methode"]
SECRET = "Zyxwvut"  # in every row that is not the provider's
PROVIDER = Actor("a@afpa.fr", Role.PROVIDER, ("AFPA Nantes",))
COUNSELLOR, PLANNER = Actor("c@region.fr", Role.COUNSELLOR), Actor("p@region.fr", Role.PLANNER)
ADMINISTRATOR = Actor("x@region.fr", Role.ADMINISTRATOR)
SignedAs = Callable[[Actor], None]


@pytest.fixture
def base(home: Path) -> Database:
    """A base that others filled, the provider's catalogue beside theirs."""
    database = open_database(Settings.from_environment().database_url, MACHINE)
    own = course("R1", "Chatbot pour les PME", provider="Afpa Nantes", source="region.csv")
    other = course("R2", f"Soudure {SECRET}", provider=f"Greta {SECRET}", source="region.csv")
    keep_catalogue(database, "region.csv", "1", catalogue(own, other))
    keep_catalogue(database, f"{SECRET}.csv", "2", catalogue(other))
    keep_import(database, "postings", f"{SECRET}.json", "3", postings("1", title=f"Soudeur {SECRET}"))
    return database


@pytest.fixture
def signed_as(base: Database, monkeypatch: pytest.MonkeyPatch) -> SignedAs:
    """Sign-in is on, and the person is that one."""

    def signed(person: Actor) -> None:
        roles = {person.name: person} if person.role else {}
        asked = SignIn({}, "la cellule emploi-formation", "", "", {}, roles)
        now = int(datetime.datetime.now(datetime.UTC).timestamp())
        told = {"is_logged_in": True, "sub": person.name, "iat": now} if person.name else {}
        monkeypatch.setattr(visitor, "sign_in", lambda: asked)
        monkeypatch.setattr(visitor, "claims", lambda: told)

    return signed


def everything(app: AppTest) -> str:
    """All that the browser receives, tables included."""
    return "".join(str(getattr(node, "proto", "")) for node in app._tree)


def titles(app: AppTest) -> list[str]:
    return [title.value for title in app.title]


# ── a provider ───────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("path", PATHS)
def test_provider_finds_nothing_of_the_others_by_whatever_address(
    open_page: OpenPage, signed_as: SignedAs, path: str
) -> None:
    signed_as(PROVIDER)
    app = open_page(path, competence="IA301", dept="44", campagne="2026")
    assert not app.exception and not app.error, said(app)
    assert SECRET not in everything(app)
    expected = path if path in OPEN_TO_PROVIDERS else "catalogue"
    entry = next(entry for entries in SECTIONS.values() for entry in entries if entry.path == expected)
    assert titles(app) == [entry.title]


def test_provider_sees_its_courses_its_limit_and_no_import_of_others(
    open_page: OpenPage, signed_as: SignedAs
) -> None:
    signed_as(PROVIDER)
    app = open_page("catalogue")
    words = said(app)
    assert "Afpa Nantes" in everything(app) and "region.csv" in words and "a@afpa.fr" in words
    assert "Un prestataire lit et change les formations de son organisme seulement" in words
    assert "Importer des fichiers" not in words


def test_provider_that_has_imported_nothing_is_told_so_without_the_data_of_others(
    open_page: OpenPage, signed_as: SignedAs
) -> None:
    signed_as(Actor("b@cnam.fr", Role.PROVIDER, ("Cnam",)))
    words = said(open_page("catalogue"))
    assert "Votre organisme n'a encore importé aucun fichier." in words and "démonstration" not in words


def test_provider_who_asks_to_remove_a_shared_file_is_told_why_not(
    open_page: OpenPage, signed_as: SignedAs
) -> None:
    signed_as(PROVIDER)
    app = open_page("catalogue")
    app.button(key="retirer-1").click().run()
    assert not app.exception
    assert "porte aussi les formations d’autres organismes" in said(app)


@pytest.mark.parametrize("whose", ["Afpa Nantes", f"Greta {SECRET}"])
def test_provider_keeps_a_file_of_its_own_and_is_refused_anothers(
    base: Database, signed_as: SignedAs, whose: str
) -> None:
    signed_as(PROVIDER)
    content = f"intitulé;organisme;contenu\nIA pour tous;{whose};Rédiger des prompts\n".encode()
    read = uploads.read("catalogue", "n.csv", content, work.references())
    if whose == "Afpa Nantes":
        assert uploads.keep(read).kept
        assert list_audit(base).at[0, "actor"] == "a@afpa.fr"
        return
    for refused in (uploads.keep, uploads.preview):
        with pytest.raises(NotPermitted, match="d’autres organismes que « AFPA Nantes »"):
            refused(read)


def test_provider_reaches_no_result_that_others_had_computed(base: Database, signed_as: SignedAs) -> None:
    """What the server keeps in memory for all is behind a read of the store."""
    with visitor.preparing():
        work.prepare()
    signed_as(PROVIDER)
    for read in (
        work.loaded,
        work.view,
        lambda: work.recounted(None),
        data.sources,
        data.imports,
        data.corrections,
    ):
        with pytest.raises(NotPermitted):
            read()


def test_file_made_outside_of_a_page_is_that_of_the_person_who_asked(
    base: Database, signed_as: SignedAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Streamlit answers a click on a download button in another thread, where nobody is known."""
    signed_as(PROVIDER)
    make = data.recorded(lambda person: uploads.exported("lheo", person), Act.EXPORT_CATALOGUE, "c.xml")
    monkeypatch.setattr(visitor, "claims", dict)
    assert data.database().actor == NOBODY
    exported = make()
    assert b"Chatbot pour les PME" in exported and SECRET.encode() not in exported
    line = list_audit(base).iloc[0]
    assert (line["actor"], line["act"], line["subject"]) == ("a@afpa.fr", Act.EXPORT_CATALOGUE, "c.xml")


# ── nobody, and nobody yet ───────────────────────────────────────────────────────────────
@pytest.mark.parametrize("path", PATHS)
def test_unsigned_visitor_gets_one_page_that_asks_to_sign_in(
    open_page: OpenPage, signed_as: SignedAs, path: str
) -> None:
    signed_as(NOBODY)
    app = open_page(path)
    assert [button.label for button in app.button] == ["Se connecter"]
    assert SECRET not in everything(app) and not app.sidebar.children and not app.exception


def test_person_without_role_is_told_what_to_ask_and_to_whom(
    open_page: OpenPage, signed_as: SignedAs
) -> None:
    signed_as(Actor("z@ailleurs.fr", None))
    app = open_page("accueil")
    words = said(app)
    assert "z@ailleurs.fr, sans rôle" in words and "la cellule emploi-formation" in words
    assert [button.label for button in app.button] == ["Se déconnecter"]
    assert SECRET not in everything(app)


def test_file_of_sign_in_spoilt_meanwhile_lets_nobody_pass(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoilt() -> None:
        raise UnusableSignIn("Connexion : le fichier ne se lit pas")

    monkeypatch.setattr(visitor, "sign_in", spoilt)
    app = open_page("accueil")
    assert "Connexion : le fichier ne se lit pas" in said(app)
    assert not app.title


# ── the others ───────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("person", [COUNSELLOR, PLANNER, ADMINISTRATOR], ids=lambda person: str(person.role))
def test_each_role_is_offered_what_it_may_do(open_page: OpenPage, signed_as: SignedAs, person: Actor) -> None:
    signed_as(person)
    app = open_page("referentiels")
    words = said(app)
    assert f"{person.name} · {person.role}" in words
    assert ("Installer les référentiels officiels" in words) == (person is ADMINISTRATOR)
    app = open_page("journal")
    assert (titles(app) == ["Journal"]) == (person is ADMINISTRATOR)


def test_journal_tells_who_did_what(open_page: OpenPage, signed_as: SignedAs) -> None:
    signed_as(ADMINISTRATOR)
    app = open_page("journal")
    shown = app.dataframe[0].value
    assert list(shown.columns) == ["Date", "Personne", "Rôle", "Organisme", "Acte", "Objet"]
    assert list(shown["Acte"]) == [Act.KEEP_POSTINGS, Act.KEEP_CATALOGUE, Act.KEEP_CATALOGUE]
    assert set(shown["Personne"]) == {MACHINE.name}


def test_journal_is_not_there_without_sign_in(open_page: OpenPage, base: Database) -> None:
    assert titles(open_page("journal")) == ["Accueil"]


def test_without_sign_in_whoever_sits_on_the_machine_may_do_all(home: Path) -> None:
    assert visitor.actor() == MACHINE


def test_with_sign_in_nothing_of_the_web_acts_as_the_machine() -> None:
    named = {
        path.name
        for path in Path(planner.web.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name) and node.id == "MACHINE"
    }
    assert named == {"visitor.py"}


def test_first_screen_is_prepared_by_somebody_who_changes_nothing(
    base: Database, signed_as: SignedAs
) -> None:
    signed_as(NOBODY)
    before = len(list_audit(base))
    preparation.first_screen()
    assert len(work._shelves().inputs) and len(list_audit(base)) == before
    assert list_corrections(base).empty
    changing = {act for act in Act if act.recorded and visitor.PREPARATION.may(act)}
    assert Act.KEEP_CATALOGUE not in changing and Act.ERASE not in changing


def test_installation_and_fetched_files_are_reached_by_the_door_alone() -> None:
    """Folders are written by the rooms; whoever calls them from a page or a command does it inside ``recording``."""
    for path in [
        *Path(planner.web.__file__).parent.rglob("*.py"),
        *Path(planner.web.__file__).parents[1].glob("cli/*.py"),
    ]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        inside = {
            id(call)
            for block in ast.walk(tree)
            if isinstance(block, ast.With) and any("recording(" in ast.unparse(item) for item in block.items)
            for call in ast.walk(block)
        }
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in (
                "install",
                "fetch_postings",
                "downloaded",
                "save_release",
            ):
                assert id(call) in inside, f"{path.name}, ligne {call.lineno}"


def test_role_names_on_screen_are_those_of_the_file() -> None:
    assert {str(role): name for role, name in gate.ROLES.items()} == {str(role): str(role) for role in Role}
