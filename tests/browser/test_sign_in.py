"""Signing in for true: the app, a real OpenID Connect provider on this machine, a real browser, each role."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from planner.store import MACHINE, keep_catalogue, open_database
from tests.browser.conftest import downloaded, settled, shows
from tests.store.test_versions import catalogue, course
from tools.app_server import free_port, running, wait_for

SECRET = "Zyxwvut"  # in every course that is not the provider's
PEOPLE = {
    "prestataire": 'role = "prestataire", organisations = ["Afpa Nantes"]',
    "conseiller": 'role = "conseiller"',
    "planificateur": 'role = "planificateur"',
    "administrateur": 'role = "administrateur"',
}
OPEN_TO_ALL = {"Catalogue", "Référentiels", "Méthode"}
FORBIDDEN = ["ecarts", "offres", "plan", "rapport", "journal", "accueil"]


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the identity provider, a program of its own; each person's name is its ``sub``."""
    port, log = free_port(), tmp_path_factory.mktemp("provider") / "log"
    users = [
        {"sub": who, "email": f"{who}@exemple.fr", "email_verified": True} for who in (*PEOPLE, "inconnu")
    ]
    claims = [word for user in users for word in ("--user-claims", json.dumps(user))]
    with log.open("wb") as written:
        program = subprocess.Popen(
            [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *claims],
            stdout=written, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            address = f"http://localhost:{port}"
            wait_for(f"{address}/.well-known/openid-configuration", program, log)
            yield address
        finally:
            program.terminate()
            program.wait(timeout=30)


@pytest.fixture(scope="module")
def address(provider: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app with sign-in, on a base where two organisations have a catalogue."""
    home, port = tmp_path_factory.mktemp("home"), free_port()
    people = "\n".join(f'"{who}@exemple.fr" = {{{told}}}' for who, told in PEOPLE.items())
    (home / "connexion.toml").write_text(
        f"""
[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
client_id = "planificateur"
server_metadata_url = "{provider}/.well-known/openid-configuration"
[roles]
contact = "la cellule emploi-formation"
[roles.people]
{people}
""",
        encoding="utf-8",
    )
    base = open_database(f"sqlite:///{home / 'planner.sqlite'}", MACHINE)
    own = course(
        "R1", "Chatbot pour les PME", provider="Afpa Nantes", content="Concevoir un agent conversationnel"
    )
    keep_catalogue(base, "afpa.xlsx", "1", catalogue(own))
    keep_catalogue(
        base, f"{SECRET}.xlsx", "2", catalogue(course("R2", f"Soudure {SECRET}", provider=f"Greta {SECRET}"))
    )
    base.close()
    settings = {
        "PLANNER_SIGN_IN": str(home / "connexion.toml"),
        "PLANNER_SIGN_IN_CLIENT_SECRET": "secret-du-client",
        "PLANNER_SIGN_IN_COOKIE_SECRET": "0123456789abcdef" * 2,
    }
    with running(home, port, settings) as (url, _):
        yield url


def sign_in(page: Page, address: str, who: str) -> Page:
    """From the app's sign-in page to the provider and back."""
    page.goto(address)
    page.get_by_role("button", name="Se connecter").click()
    page.get_by_role("button", name=who, exact=True).first.click()
    page.wait_for_url(f"{address}/**")
    page.get_by_role("button", name="Se déconnecter").wait_for()
    return settled(page)


def menu(page: Page) -> set[str]:
    """Names of the pages in the sidebar."""
    return {link.inner_text().splitlines()[-1] for link in page.get_by_test_id("stSidebarNavLink").all()}


def titled(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


def test_unsigned_visitor_gets_the_sign_in_page_and_nothing_else(page: Page, address: str) -> None:
    for path in ("", "catalogue", *FORBIDDEN):
        page.goto(f"{address}/{path}")
        page.get_by_role("button", name="Se connecter").wait_for()
        settled(page)
        assert menu(page) == set()
        assert SECRET not in page.content() and "Chatbot pour les PME" not in page.content()


def test_health_says_neither_name_nor_address_to_an_unsigned_visitor(address: str, provider: str) -> None:
    with urllib.request.urlopen(f"{address}/sante", timeout=60) as answer:
        told = json.loads(answer.read())
    assert set(told) == {"status", "faults", "version"}
    assert provider not in str(told)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "_stcore/upload_file/session-inventee/fichier"),
        ("GET", "media/0123456789abcdef.csv"),
        ("POST", "_stcore/agent/interact"),
    ],
)
def test_addresses_beside_the_pages_give_nothing_to_an_unsigned_visitor(
    address: str, method: str, path: str
) -> None:
    asked = urllib.request.Request(
        f"{address}/{path}", data=b"{}" if method != "GET" else None, method=method
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(asked, timeout=60)
    assert 400 <= refused.value.code < 500


def test_provider_finds_its_own_catalogue_and_no_other_page_by_address(
    page: Page, address: str, tmp_path: Path
) -> None:
    sign_in(page, address, "prestataire")
    titled(page, "Catalogue")
    shows(page, "prestataire@exemple.fr · prestataire · Afpa Nantes")
    shows(page, "afpa.xlsx")
    assert menu(page) == OPEN_TO_ALL
    assert SECRET not in page.content()
    exported = downloaded(page, "LHEO 2.3 (XML)", tmp_path).read_text(encoding="utf-8")
    assert "Chatbot pour les PME" in exported and SECRET not in exported
    for path in FORBIDDEN:
        page.goto(f"{address}/{path}")
        page.get_by_role("button", name="Se déconnecter").wait_for()
        settled(page)
        titled(page, "Page fermée")
        shows(page, "Cette page n'est pas ouverte à votre rôle.")
        assert menu(page) == OPEN_TO_ALL and SECRET not in page.content()


@pytest.mark.parametrize("who", ["conseiller", "planificateur", "administrateur"])
def test_each_other_role_signs_in_and_finds_its_pages(page: Page, address: str, who: str) -> None:
    sign_in(page, address, who)
    titled(page, "Accueil")
    shows(page, f"{who}@exemple.fr · {who}")
    assert menu(page) >= OPEN_TO_ALL | {"Offres d'emploi", "Plan"}
    assert ("Journal" in menu(page)) == (who == "administrateur")
    page.goto(f"{address}/offres")
    page.get_by_role("tab", name="Importer des fichiers").click()
    settled(page)
    shown = page.get_by_role("button", name="Importer", exact=True).locator("visible=true").count()
    assert (shown > 0) == (who != "conseiller")


def test_person_without_role_is_told_whom_to_ask(page: Page, address: str) -> None:
    sign_in(page, address, "inconnu")
    shows(page, "la cellule emploi-formation")
    assert menu(page) == set() and SECRET not in page.content()


def test_signing_out_closes_the_pages(page: Page, address: str) -> None:
    sign_in(page, address, "prestataire")
    with page.expect_navigation():  # to the provider, which closes its own session too
        page.get_by_role("button", name="Se déconnecter").click()
    assert "_streamlit_user" not in {cookie["name"] for cookie in page.context.cookies()}
    page.goto(f"{address}/catalogue")
    page.get_by_role("button", name="Se connecter").wait_for()
    assert "Chatbot pour les PME" not in page.content()


def test_cookie_made_up_by_hand_opens_nothing(page: Page, address: str) -> None:
    forged = '{"email": "administrateur@exemple.fr", "is_logged_in": true, "iat": 4000000000}'
    page.context.add_cookies(
        [{"name": "_streamlit_user", "value": forged.replace('"', "%22"), "url": address}]
    )
    page.goto(address)
    page.get_by_role("button", name="Se connecter").wait_for()
    assert menu(page) == set()
