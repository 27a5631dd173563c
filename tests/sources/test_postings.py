"""Fetching offers from a server that pages, limits, tires and fails as the real one does."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from planner.intake import read_postings
from planner.references import load_references
from planner.sources import (
    Credentials,
    CredentialsMissing,
    OfferSearch,
    SourceUnavailable,
    connection,
    fetch_postings,
)
from planner.store import OfferShelf
from tests.sources.conftest import Site, busy, expired_token, offer

TODAY = datetime.date(2026, 11, 23)
YESTERDAY = TODAY - datetime.timedelta(days=1)
DAY_BEFORE = TODAY - datetime.timedelta(days=2)


def at(day: datetime.date, second: int = 0) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC) + datetime.timedelta(seconds=second)


def fetch(site: Site, home: Path, depts: tuple[str, ...] = ("44",), first: datetime.date = YESTERDAY):
    return fetch_postings(site.search(), OfferShelf(home), depts, first, TODAY, lambda *_: None)


def kept(home: Path, depts: tuple[str, ...] = ("44",)) -> list[str]:
    return sorted(o["id"] for o in OfferShelf(home).offers(depts, DAY_BEFORE, TODAY))


def test_every_offer_comes_once_over_pages_days_and_departements(site: Site, tmp_path: Path) -> None:
    site.offers = [offer(i, at(YESTERDAY, i)) for i in range(400)]
    site.offers += [offer(i, at(TODAY, i), "85") for i in range(3)]
    fetched = fetch(site, tmp_path, ("44", "85"))
    assert kept(tmp_path, ("44", "85")) == sorted(str(o["id"]) for o in site.offers)
    assert (fetched.asked, fetched.known, fetched.offers, fetched.cut) == (4, 0, 403, ())


def test_a_day_larger_than_the_search_is_cut_in_halves(site: Site, tmp_path: Path) -> None:
    site.offers = [offer(i, at(YESTERDAY, i * 10)) for i in range(7_000)]
    assert fetch(site, tmp_path).offers == 7_000
    assert len(kept(tmp_path)) == 7_000
    assert max(int(asked["range"].split("-")[1]) for asked in site.searches) < site.most


def test_more_offers_in_one_second_than_the_search_gives_are_said_cut(site: Site, tmp_path: Path) -> None:
    site.offers = [offer(i, at(YESTERDAY, 5)) for i in range(3_200)]
    fetched = fetch(site, tmp_path)
    assert fetched.offers == 3_150
    assert [window.first for window in fetched.cut] == [at(YESTERDAY, 5)]


def test_only_what_is_new_is_asked_again(site: Site, tmp_path: Path) -> None:
    site.offers = [offer(1, at(YESTERDAY)), offer(2, at(TODAY))]
    fetch(site, tmp_path)
    site.searches.clear()
    site.offers.append(offer(3, at(TODAY, 60)))
    fetched = fetch(site, tmp_path)
    assert {asked["minCreationDate"][:10] for asked in site.searches} == {TODAY.isoformat()}
    assert (fetched.asked, fetched.known) == (1, 1)
    assert kept(tmp_path) == ["44000001", "44000002", "44000003"]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again(site: Site, tmp_path: Path, status: int) -> None:
    site.offers, site.faults = [offer(1, at(YESTERDAY))], [busy(status, 3)]
    fetch(site, tmp_path)
    assert kept(tmp_path) == ["44000001"]


def test_a_token_that_expires_is_renewed(site: Site, tmp_path: Path) -> None:
    site.offers, site.faults = [offer(1, at(YESTERDAY))], [expired_token]
    fetch(site, tmp_path)
    assert kept(tmp_path) == ["44000001"] and site.tokens == 2


def test_a_server_that_gives_up_leaves_finished_days_and_the_next_fetch_goes_on(
    site: Site, tmp_path: Path
) -> None:
    site.offers = [offer(1, at(DAY_BEFORE)), offer(2, at(YESTERDAY)), offer(3, at(TODAY))]

    def down(handler) -> bool:
        if YESTERDAY.isoformat() not in handler.path:
            return False
        handler.send_error(503)
        return True

    site.faults = [down]
    with pytest.raises(SourceUnavailable, match=r"déjà reçu est gardé.*reprendra"):
        fetch(site, tmp_path, first=DAY_BEFORE)
    assert kept(tmp_path) == ["44000001"]
    site.faults.clear()
    assert fetch(site, tmp_path, first=DAY_BEFORE).known == 1
    assert kept(tmp_path) == ["44000001", "44000002", "44000003"]


def test_an_answer_cut_short_keeps_nothing_of_that_day(site: Site, tmp_path: Path) -> None:
    def cut(handler) -> bool:
        if "/offres/search" not in handler.path:
            return False
        handler.send_response(206)
        handler.send_header("Content-Range", "offres 0-0/1")
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b'{"resultats": [')
        handler.close_connection = True
        return True

    site.faults = [cut]
    with pytest.raises(SourceUnavailable):
        fetch(site, tmp_path)
    assert kept(tmp_path) == []


@pytest.mark.parametrize("body", [b"<html>maintenance</html>", b'{"offres": []}', b'{"resultats": []}'])
def test_an_answer_of_another_form_is_refused(site: Site, tmp_path: Path, body: bytes) -> None:
    def other(handler) -> bool:
        if "/offres/search" not in handler.path:
            return False
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
        return True

    site.faults = [other]
    with pytest.raises(SourceUnavailable, match="France Travail"):
        fetch(site, tmp_path)


def test_refused_credentials_say_so_without_the_secret(site: Site, tmp_path: Path) -> None:
    search = OfferSearch(connection(0.0), site.addresses, Credentials("PAR_essai", "faux-secret"))
    with pytest.raises(SourceUnavailable, match="refuse ces identifiants") as refused:
        fetch_postings(search, OfferShelf(tmp_path), ("44",), TODAY, TODAY, lambda *_: None)
    assert "faux-secret" not in f"{refused.value} {search}"


def test_missing_credentials_are_named() -> None:
    with pytest.raises(CredentialsMissing, match=r"PLANNER_FRANCE_TRAVAIL_SECRET\. Déclarez"):
        Credentials.from_environment({"PLANNER_FRANCE_TRAVAIL_ID": "PAR_essai"})


def test_no_contact_and_no_employer_is_kept(site: Site, tmp_path: Path) -> None:
    site.offers = [offer(1, at(YESTERDAY))]
    fetch(site, tmp_path)
    text = json.dumps(list(OfferShelf(tmp_path).offers(("44",), YESTERDAY, TODAY)), ensure_ascii=False)
    for secret in ("exemple.fr", "02 40", "Nom du contact", "Entreprise fictive"):
        assert secret not in text


def test_what_is_kept_is_read_as_postings(site: Site, tmp_path: Path) -> None:
    site.offers = [offer(i, at(YESTERDAY)) for i in range(2)]
    fetch(site, tmp_path)
    offers = list(OfferShelf(tmp_path).offers(("44",), YESTERDAY, TODAY))
    references = load_references(tmp_path)
    read = read_postings(
        json.dumps({"resultats": offers}).encode(), "offres.json", references.territories, references.sectors
    )
    assert read.frame["posting_id"].tolist() == ["44000000", "44000001"]
    assert set(read.frame["dept"]) == {"44"} and set(read.frame["date"]) == {YESTERDAY.isoformat()}
