"""Fetching offers from a server that pages, limits, tires and fails as the real one does."""

from __future__ import annotations

import datetime
import json
import tempfile
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from planner.intake import read_postings
from planner.references import load_references
from planner.sources import Credentials, CredentialsMissing, Fetched, SourceUnavailable, fetch_postings
from planner.sources.offers import read_offers
from planner.sources.postings import KEPT, SKILLS, without_contacts
from planner.store import LastFetch, OfferShelf
from tests.sources.conftest import FORMAT, SEARCH, Site, answering, offer, token_expiring

NOW = datetime.datetime(2026, 11, 23, 9, 30, tzinfo=datetime.UTC)
TODAY = NOW.date()
YESTERDAY = TODAY - datetime.timedelta(days=1)
DAY_BEFORE = TODAY - datetime.timedelta(days=2)


def at(day: datetime.date, second: int = 0) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC) + datetime.timedelta(seconds=second)


def fetch(
    site: Site,
    home: Path,
    depts: tuple[str, ...] = ("44",),
    first: datetime.date = YESTERDAY,
    refresh: bool = False,
    now: datetime.datetime = NOW,
) -> Fetched:
    shelf = OfferShelf(home)
    return fetch_postings(site.search(), shelf, depts, first, now, lambda *_: None, refresh=refresh)


def kept(home: Path, depts: tuple[str, ...] = ("44",)) -> list[str]:
    return sorted(o["id"] for o in OfferShelf(home).offers(depts, DAY_BEFORE, TODAY))


# ── pages, windows ───────────────────────────────────────────────────────────────────────
def test_every_offer_comes_once_over_pages_days_and_departements(site: Site, tmp_path: Path) -> None:
    site.offers = [offer(i, at(YESTERDAY, i)) for i in range(400)]
    site.offers += [offer(i, at(TODAY, i), "85") for i in range(3)]
    fetched = fetch(site, tmp_path, ("44", "85"))
    assert kept(tmp_path, ("44", "85")) == sorted(str(o["id"]) for o in site.offers)
    assert fetched == Fetched(4, 0, 403, 403, 0, 0, (), 0)


def test_pages_are_of_150_and_of_one_departement(site: Site, tmp_path: Path) -> None:
    site.offers = [offer(i, at(YESTERDAY, i)) for i in range(301)]
    fetch(site, tmp_path)
    asked = [s["range"] for s in site.searches if s["minCreationDate"].startswith(YESTERDAY.isoformat())]
    assert asked == ["0-149", "150-299", "300-449"]
    assert {s["departement"] for s in site.searches} == {"44"}


@pytest.mark.parametrize("count", [0, 1, 149, 150, 151, 3_150])
def test_no_page_is_asked_for_nothing(site: Site, tmp_path: Path, count: int) -> None:
    site.offers = [offer(i, at(YESTERDAY, i)) for i in range(count)]
    assert fetch(site, tmp_path).offers == count
    assert len(site.searches) == 1 + max(1, -(-count // 150))  # today's, which is empty, and yesterday's


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


def test_a_search_that_no_longer_heeds_dates_is_left_at_once(site: Site, tmp_path: Path) -> None:
    page = json.dumps({"resultats": [offer(1, at(YESTERDAY))]}).encode()
    site.faults = [answering(page, 206, where=SEARCH, Content_Range="offres 0-0/50000")]
    with pytest.raises(SourceUnavailable, match="ne tient plus compte des dates"):
        fetch(site, tmp_path)


# ── only what is new ─────────────────────────────────────────────────────────────────────
def test_only_days_that_are_not_over_are_asked_again(site: Site, tmp_path: Path) -> None:
    site.offers = [offer(1, at(YESTERDAY)), offer(2, at(TODAY))]
    fetch(site, tmp_path)
    site.searches.clear()
    site.offers.append(offer(3, at(TODAY, 60)))
    fetched = fetch(site, tmp_path)
    assert {asked["minCreationDate"][:10] for asked in site.searches} == {TODAY.isoformat()}
    assert (fetched.asked, fetched.known, fetched.new, fetched.updated) == (1, 1, 1, 0)
    assert kept(tmp_path) == ["44000001", "44000002", "44000003"]


def test_a_day_that_has_just_ended_is_asked_once_more(site: Site, tmp_path: Path) -> None:
    site.offers = [offer(1, at(YESTERDAY))]
    fetch(site, tmp_path, now=at(TODAY, 300))
    site.offers.append(offer(2, at(YESTERDAY, 86_399)))
    assert fetch(site, tmp_path).new == 1
    assert fetch(site, tmp_path).known == 1


def test_on_demand_known_days_are_asked_again_for_what_changed(site: Site, tmp_path: Path) -> None:
    site.offers = [offer(number, at(YESTERDAY, number)) for number in (1, 2, 3)]
    fetch(site, tmp_path)
    del site.offers[0]
    site.offers[0] |= {"intitule": "Autre titre", "dateActualisation": at(TODAY).strftime(FORMAT)}
    site.offers.append(offer(4, at(YESTERDAY, 4)))
    fetched = fetch(site, tmp_path, refresh=True)
    assert (fetched.asked, fetched.known) == (2, 0)
    assert (fetched.new, fetched.updated, fetched.withdrawn) == (1, 1, 1)
    titles = {o["id"]: o["intitule"] for o in OfferShelf(tmp_path).day("44", YESTERDAY)}
    assert titles == {"44000002": "Autre titre", "44000003": "Poste 3 (H/F)", "44000004": "Poste 4 (H/F)"}


def test_a_list_that_moves_while_it_is_read_is_asked_again(site: Site, tmp_path: Path) -> None:
    site.offers = [offer(i, at(YESTERDAY, i)) for i in range(400)]

    def withdraw(handler: BaseHTTPRequestHandler) -> bool:
        if "range=150-299" in handler.path and len(site.offers) == 400:
            del site.offers[-10:]  # on the first page: the ten that follow it move there, unseen
        return False

    site.faults = [withdraw]
    fetched = fetch(site, tmp_path)
    assert fetched.moved == 1 and fetched.offers == 390
    assert not OfferShelf(tmp_path).finished("44", YESTERDAY)
    fetched = fetch(site, tmp_path)
    assert (fetched.asked, fetched.moved, fetched.offers) == (2, 0, 390)


def test_the_last_fetch_is_noted_when_it_ends(site: Site, tmp_path: Path) -> None:
    site.faults = [answering(status=404, where=SEARCH, times=1)]
    with pytest.raises(SourceUnavailable):
        fetch(site, tmp_path)
    assert OfferShelf(tmp_path).last_fetch() is None
    site.offers = [offer(1, at(YESTERDAY))]
    fetch(site, tmp_path)
    noted = LastFetch("2026-11-23T09:30:00+00:00", ("44",), YESTERDAY.isoformat(), 1)
    assert OfferShelf(tmp_path).last_fetch() == noted


# ── faults ───────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_in_the_middle_loses_nothing(site: Site, tmp_path: Path, status: int) -> None:
    site.offers = [offer(i, at(YESTERDAY, i)) for i in range(200)]
    site.faults = [answering(status=status, where="range=150", times=3)]
    assert fetch(site, tmp_path).offers == 200
    assert sum(site.pauses) > 0


@pytest.mark.parametrize("after", [2, 3, 4])
def test_a_token_that_expires_in_the_middle_is_renewed(site: Site, tmp_path: Path, after: int) -> None:
    site.offers = [offer(i, at(YESTERDAY, i)) for i in range(400)]
    site.faults = [token_expiring(site, after)]
    assert fetch(site, tmp_path).offers == 400
    assert len(site.forms) == 2


def test_a_token_never_taken_is_said_and_asked_twice_at_most(site: Site, tmp_path: Path) -> None:
    site.faults = [answering(status=401, where=SEARCH)]
    with pytest.raises(SourceUnavailable, match="refuse ces identifiants"):
        fetch(site, tmp_path)
    assert len(site.forms) == 1


def test_a_server_that_gives_up_leaves_finished_days_and_the_next_fetch_goes_on(
    site: Site, tmp_path: Path
) -> None:
    site.offers = [offer(1, at(DAY_BEFORE)), offer(2, at(YESTERDAY)), offer(3, at(TODAY))]
    site.faults = [answering(status=503, where=f"minCreationDate={YESTERDAY}")]
    with pytest.raises(SourceUnavailable, match=r"réponse 503.*n'est perdu.*relancez"):
        fetch(site, tmp_path, first=DAY_BEFORE)
    assert kept(tmp_path) == ["44000001"]
    site.faults.clear()
    assert fetch(site, tmp_path, first=DAY_BEFORE).known == 1
    assert kept(tmp_path) == ["44000001", "44000002", "44000003"]


def test_an_answer_cut_short_keeps_nothing_of_that_day(site: Site, tmp_path: Path) -> None:
    cut = {"Content_Length": "1000", "Content_Range": "offres 0-0/1"}
    site.faults = [answering(b'{"resultats": [', 206, where=SEARCH, **cut)]
    with pytest.raises(SourceUnavailable, match="réponse interrompue"):
        fetch(site, tmp_path)
    assert kept(tmp_path) == []


@pytest.mark.parametrize(
    "body",
    [
        b"<html>maintenance</html>",
        b'{"offres": []}',
        b'{"resultats": {}}',
        b'{"resultats": [1]}',
        b'{"resultats": [{"intitule": "sans identifiant"}]}',
        b'{"resultats": [{"id": 12}]}',
        b"[]",
        b"null",
    ],
)
def test_an_answer_of_another_form_is_refused(site: Site, tmp_path: Path, body: bytes) -> None:
    site.faults = [answering(body, where=SEARCH, Content_Range="offres 0-0/1")]
    with pytest.raises(SourceUnavailable, match="France Travail"):
        fetch(site, tmp_path)
    assert kept(tmp_path) == []


@pytest.mark.parametrize("told", ["", "items 0-0/1", "offres 0-0/*", "offres"])
def test_an_answer_that_does_not_say_how_many_it_holds_is_refused(
    site: Site, tmp_path: Path, told: str
) -> None:
    site.faults = [answering(b'{"resultats": []}', where=SEARCH, Content_Range=told)]
    with pytest.raises(SourceUnavailable, match="Content-Range"):
        fetch(site, tmp_path)


@pytest.mark.parametrize("status", [301, 400, 404, 418])
def test_an_answer_that_no_document_foresees_is_said(site: Site, tmp_path: Path, status: int) -> None:
    site.faults = [answering(status=status, where=SEARCH)]
    with pytest.raises(SourceUnavailable, match=f"réponse {status}"):
        fetch(site, tmp_path)


@pytest.mark.parametrize("body", [b"[]", b'{"token": "x"}', b'{"access_token": 3}', b"<html>"])
def test_a_token_of_another_form_is_said(site: Site, tmp_path: Path, body: bytes) -> None:
    site.faults = [answering(body, where="/token")]
    with pytest.raises(SourceUnavailable, match=r"jeton|JSON"):
        fetch(site, tmp_path)


def test_refused_credentials_say_so_without_the_secret(site: Site, tmp_path: Path) -> None:
    search = site.search(Credentials("PAR_essai", "faux-secret"))
    with pytest.raises(SourceUnavailable, match="refuse ces identifiants") as refused:
        fetch_postings(search, OfferShelf(tmp_path), ("44",), TODAY, NOW, lambda *_: None)
    assert "faux-secret" not in f"{refused.value} {search}"


def test_missing_credentials_are_named() -> None:
    with pytest.raises(CredentialsMissing, match=r"PLANNER_FRANCE_TRAVAIL_SECRET\. Déclarez"):
        Credentials.from_environment({"PLANNER_FRANCE_TRAVAIL_ID": "PAR_essai"})


def test_a_damaged_day_is_asked_again(site: Site, tmp_path: Path) -> None:
    site.offers = [offer(1, at(YESTERDAY))]
    fetch(site, tmp_path)
    (tmp_path / "offres" / "44" / f"{YESTERDAY}.json.gz").write_bytes(b"\x1f\x8b tronqu\xc3\xa9")
    assert kept(tmp_path) == []
    assert fetch(site, tmp_path).known == 0
    assert kept(tmp_path) == ["44000001"]


# ── personal data ────────────────────────────────────────────────────────────────────────
def test_no_contact_no_employer_and_no_commune_is_written(site: Site, tmp_path: Path) -> None:
    site.offers = [offer(1, at(YESTERDAY))]
    site.offers[0]["description"] = "<p>Postulez&nbsp;: <b>rh</b>&#64;exemple.fr ou 02&nbsp;40 00 00 00</p>"
    fetch(site, tmp_path)
    text = json.dumps(OfferShelf(tmp_path).day("44", YESTERDAY), ensure_ascii=False)
    for secret in ("exemple.fr", "40 00", "40 11", "Nom du contact", "Entreprise fictive", "VILLE", "44999"):
        assert secret not in text
    assert text.count("[contact masqué]") == 3


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters())
values = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=10
)
offers_of_any_form = st.dictionaries(st.sampled_from((*KEPT, SKILLS, "contact", "entreprise")), values)


@given(offers_of_any_form)
def test_an_offer_of_any_form_is_kept_and_found_again(told: dict[str, object]) -> None:
    with tempfile.TemporaryDirectory() as home:
        shelf, kept = OfferShelf(Path(home)), without_contacts(told | {"id": "1"}, "44")
        shelf.keep("44", YESTERDAY, [kept], finished=True)
        (found,) = shelf.day("44", YESTERDAY)
    assert found.keys() == kept.keys() and "contact" not in found and "entreprise" not in found


@given(values, st.text())
def test_an_answer_of_any_form_is_offers_or_a_sentence(told: object, content_range: str) -> None:
    answer = requests.Response()
    answer.headers["Content-Range"] = content_range
    try:
        offers, total = read_offers(told, answer)
    except SourceUnavailable:
        return
    assert total >= 0 and all(isinstance(each["id"], str) for each in offers)


def test_what_is_kept_is_read_as_postings(site: Site, tmp_path: Path) -> None:
    site.offers = [offer(i, at(YESTERDAY)) for i in range(2)]
    fetch(site, tmp_path)
    offers = list(OfferShelf(tmp_path).offers(("44",), YESTERDAY, TODAY))
    references = load_references(tmp_path)
    read = read_postings(
        json.dumps({"resultats": offers}).encode(), "offres.json", references.territories, references.sectors
    )
    assert sorted(read.frame["posting_id"]) == ["44000000", "44000001"]
    assert set(read.frame["dept"]) == {"44"} and set(read.frame["date"]) == {YESTERDAY.isoformat()}
    assert not read.problems
