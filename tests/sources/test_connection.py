"""The way out: trusted sites only, patient within limits, bounded in size and time; every fault is a sentence."""

from __future__ import annotations

import gzip
import itertools
import logging
import threading
from collections.abc import Callable, Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from planner.sources import Addresses, AddressRefused, SourceUnavailable
from planner.sources import connection as limits
from planner.sources.windows import Window
from tests.sources.conftest import CREDENTIALS, SEARCH, Site, answering, at_hand, offer, serving


def ask(site: Site, clock: Callable[[], float] = lambda: 0.0) -> object:
    """The JSON of the site's page « file »."""
    connection = site.connection(clock)
    with connection.answer("Le site", "GET", f"{site.address}/file") as answer:
        return connection.json(answer, "Le site")


# ── patience ─────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_site_is_asked_again_twice_later_each_time(site: Site, status: int) -> None:
    site.files["file"] = b"{}"
    site.faults = [answering(status=status, times=4)]
    assert ask(site) == {}
    assert site.pauses == [2.0, 4.0, 8.0]  # the first attempt again is at once


def test_a_site_that_says_when_to_come_back_is_obeyed(site: Site) -> None:
    site.files["file"] = b"{}"
    site.faults = [answering(status=429, times=2, Retry_After="17")]
    ask(site)
    assert site.pauses == [17, 17]


def test_a_site_that_stays_busy_is_left_after_a_minute(site: Site) -> None:
    site.faults = [answering(status=503)]
    connection = site.connection()
    with connection.answer("Le site", "GET", f"{site.address}/file") as answer:
        assert answer.status_code == 503
    assert sum(site.pauses) == 62 and len(site.pauses) == limits.ATTEMPTS - 1


@pytest.mark.parametrize("when", ["3600", formatdate(4_000_000_000, usegmt=True)], ids=["seconds", "date"])
def test_a_site_that_asks_to_come_back_much_later_is_left_at_once(site: Site, when: str) -> None:
    site.faults = [answering(status=429, Retry_After=when)]
    with pytest.raises(SourceUnavailable, match=r"attendre \d+\sminutes.*relancez"):
        ask(site)
    assert site.pauses == []


def test_a_date_to_come_back_that_is_no_date_is_a_sentence(site: Site) -> None:
    site.faults = [answering(status=429, Retry_After="bientôt".encode().decode("latin-1"))]
    with pytest.raises(SourceUnavailable, match="Le site ne répond pas"):
        ask(site)


# ── bounds ───────────────────────────────────────────────────────────────────────────────
def test_nobody_there_is_said_after_two_more_attempts(site: Site) -> None:
    connection = site.connection()
    connection.addresses = Addresses(france_travail="http://127.0.0.1:9")
    with (
        pytest.raises(SourceUnavailable, match=r"connexion impossible.*relancez"),
        connection.answer("Le site", "GET", "http://127.0.0.1:9/"),
    ):
        pass
    assert len(site.pauses) == 1


@pytest.fixture
def silence(site: Site) -> Iterator[None]:
    """A site that takes the request and says nothing until the test is over."""
    over = threading.Event()

    def wait(handler: BaseHTTPRequestHandler) -> bool:
        over.wait()
        handler.close_connection = True
        return True

    site.faults = [wait]
    yield
    over.set()


def test_a_silent_site_is_left(site: Site, silence: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TIMEOUT", (1.0, 0.01))
    with pytest.raises(SourceUnavailable, match="délai dépassé"):
        ask(site)


def test_an_answer_that_drips_is_left(site: Site) -> None:
    site.files["file"] = b"{}"
    hours = itertools.count(0.0, 3_600.0)
    with pytest.raises(SourceUnavailable, match="3 minutes pour tout recevoir"):
        ask(site, lambda: next(hours))


def test_an_answer_without_end_is_left(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_JSON", limits.MEBIBYTE)
    site.files["file"] = b"[" + b" " * (limits.MEBIBYTE + 1) + b"]"
    with pytest.raises(SourceUnavailable, match="plus de 1 Mio"):
        ask(site)


def test_a_small_answer_that_decompresses_without_end_is_left(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LARGEST_JSON", limits.MEBIBYTE)
    bomb = gzip.compress(b" " * 64 * limits.MEBIBYTE)
    assert len(bomb) < limits.MEBIBYTE
    site.faults = [answering(bomb, Content_Encoding="gzip")]
    with pytest.raises(SourceUnavailable, match="plus de 1 Mio"):
        ask(site)


@pytest.mark.parametrize("chunked", [False, True], ids=["length", "chunks"])
def test_an_answer_cut_short_is_said(site: Site, chunked: bool) -> None:
    body, headers = (
        (b"40\r\n{", {"Transfer_Encoding": "chunked", "Content_Length": ""}) if chunked else (b"{", {})
    )
    site.faults = [answering(body, **({"Content_Length": "64"} | headers))]
    with pytest.raises(SourceUnavailable, match="réponse interrompue"):
        ask(site)


@pytest.mark.parametrize("body", [b"<html>maintenance</html>", b"", b"[" * 200_000, b"\xff\xfe"])
def test_what_is_not_json_is_said(site: Site, body: bytes) -> None:
    site.files["file"] = body
    with pytest.raises(SourceUnavailable, match="ce n'est pas du JSON"):
        ask(site)


# ── trust ────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    "address",
    [
        "https://static.data.gouv.fr/resources/rome.zip",
        "https://api.francetravail.fr/api-nomenclatureemploi/v1/open-data/csv",
        "https://opendata.caissedesdepots.fr/api",
        "http://127.0.0.1:8000/relais",
    ],
)
def test_official_sites_and_the_relay_are_trusted(address: str) -> None:
    assert Addresses(france_travail="http://127.0.0.1:8000/api").trust(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://www.data.gouv.fr/rome.zip",
        "https://data.gouv.fr.exemple.net/rome.zip",
        "https://exempledata.gouv.fr@exemple.net/rome.zip",
        "https://faux-data.gouv.fr/rome.zip",
        "http://127.0.0.1:8001/rome.zip",
        "file:///etc/passwd",
        "ftp://data.gouv.fr/rome.zip",
    ],
)
def test_other_sites_are_not(address: str) -> None:
    assert not Addresses(france_travail="http://127.0.0.1:8000/api").trust(address)


def test_a_redirection_to_another_site_is_refused_before_it_is_asked(site: Site) -> None:
    site.faults = [answering(status=302, Location="http://127.0.0.1:9/ailleurs")]
    with pytest.raises(SourceUnavailable, match=r"Adresse refusée.*127\.0\.0\.1:9/ailleurs"):
        ask(site)


def test_redirections_within_the_site_are_followed_a_few_times(site: Site) -> None:
    site.files["file"] = b"{}"
    site.faults = [answering(status=302, times=3, Location="/file")]
    assert ask(site) == {}
    site.faults = [answering(status=302, Location="/file")]
    with pytest.raises(SourceUnavailable, match="trop de redirections"):
        ask(site)


def test_an_address_in_clear_is_refused_by_the_name_of_its_variable() -> None:
    with pytest.raises(AddressRefused, match=r"PLANNER_FRANCE_TRAVAIL_TOKEN_URL.*https"):
        Addresses.from_environment({"PLANNER_FRANCE_TRAVAIL_TOKEN_URL": "http://relais.exemple.fr/jeton"})


UNSIGNED = Path(__file__).with_name("unsigned.pem")


def test_a_certificate_that_nobody_signed_is_refused_before_the_secret_is_sent() -> None:
    with serving(Site(), UNSIGNED) as site, pytest.raises(SourceUnavailable, match="certificat refusé"):
        site.search().page("44", *_first_page())
    assert site.forms == []


def test_a_certificate_that_the_organisation_signed_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(UNSIGNED))
    with serving(Site(offers=[offer(1, at_hand())]), UNSIGNED) as site:
        assert site.search().page("44", *_first_page())[1] == 1


# ── secrets ──────────────────────────────────────────────────────────────────────────────
def test_secret_and_token_are_in_no_log(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    site.offers = [offer(1, at_hand())]
    with caplog.at_level(logging.DEBUG):
        search = site.search()
        search.page("44", *_first_page())
    assert any(SEARCH in record.getMessage() for record in caplog.records)
    assert not {CREDENTIALS.secret, "jeton-1"} & set(caplog.text.split())
    assert CREDENTIALS.secret not in caplog.text + repr(search) and "jeton-1" not in caplog.text + repr(
        search
    )


def test_the_secret_is_sent_once_in_the_body_of_a_form(site: Site) -> None:
    site.search().page("44", *_first_page())
    (form,) = site.forms
    assert form["client_secret"] == [CREDENTIALS.secret]
    assert form["scope"] == ["api_offresdemploiv2 o2dsoffre"] and form["grant_type"] == ["client_credentials"]
    assert form["path"] == ["/token?realm=/partenaire"]


def test_the_secret_follows_no_redirection(site: Site) -> None:
    site.faults = [answering(status=307, where="/token", Location=f"{site.address}/token2")]
    with pytest.raises(SourceUnavailable, match="réponse 307 à la demande de jeton"):
        site.search().page("44", *_first_page())
    assert len(site.forms) == 1


def test_a_netrc_does_not_replace_the_token(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login quelqu-un password autre\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    site.offers = [offer(1, at_hand())]
    assert site.search().page("44", *_first_page())[1] == 1


def _first_page() -> tuple[Window, int]:
    return Window.of_day(at_hand().date()), 0
