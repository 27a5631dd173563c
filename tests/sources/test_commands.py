"""The fetch commands as processes, against the local server: what a person types, reads and finds."""

from __future__ import annotations

import datetime
import io
import json
import os
import re
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from planner.cli import main
from planner.references import installed_certifications
from planner.sources import source_standing
from planner.store import DownloadShelf, OfferShelf
from tests.references.test_certifications import REGISTER_ROWS, register_files
from tests.sources.conftest import CREDENTIALS, SEARCH, Site, answering, offer
from tests.sources.test_downloads import COURSES

REGISTER = "export-fiches-csv-2026-11-01.zip"
CATALOGUE_PLACE = "cdc/catalog/datasets/moncompteformation_catalogueformation/exports/csv"


def command(site: Site, home: Path, *words: object, **settings: str) -> tuple[list[str], dict[str, str]]:
    """A command line and its environment; an empty setting is taken away."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PLANNER_")}
    environment |= {
        "PLANNER_HOME": str(home),
        "PLANNER_FRANCE_TRAVAIL_ID": CREDENTIALS.client_id,
        "PLANNER_FRANCE_TRAVAIL_SECRET": CREDENTIALS.secret,
        "PLANNER_FRANCE_TRAVAIL_URL": site.addresses.france_travail,
        "PLANNER_FRANCE_TRAVAIL_TOKEN_URL": site.addresses.france_travail_token,
        "PLANNER_DATA_GOUV_URL": site.addresses.data_gouv,
        "PLANNER_CAISSE_DES_DEPOTS_URL": site.addresses.caisse_des_depots,
    }
    called = [sys.executable, "-c", "from planner.cli import main; main()", *map(str, words)]
    return called, {name: value for name, value in (environment | settings).items() if value}


def planner(site: Site, home: Path, *words: object, **settings: str) -> subprocess.CompletedProcess[str]:
    called, environment = command(site, home, *words, **settings)
    done = subprocess.run(called, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert "Traceback" not in done.stderr
    assert CREDENTIALS.secret not in done.stdout + done.stderr
    return done


def noon(days_ago: int) -> datetime.datetime:
    """A moment of a day near the real clock, which the commands read."""
    day = datetime.datetime.now(datetime.UTC).date() - datetime.timedelta(days=days_ago)
    return datetime.datetime.combine(day, datetime.time(12), datetime.UTC)


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


# ── postings fetch ───────────────────────────────────────────────────────────────────────
def test_postings_fetch_writes_a_file_of_offers_then_asks_for_what_is_new(site: Site, tmp_path: Path) -> None:
    out = tmp_path / "offres.json"
    words = ("postings", "fetch", "--dept", "44", "--days", 3, "--out", out)
    site.offers = [offer(1, noon(2))]
    done = planner(site, tmp_path, *words)
    assert done.returncode == 0, done.stderr
    assert [o["id"] for o in json.loads(out.read_text(encoding="utf-8"))["resultats"]] == ["44000001"]
    told = plain(done.stdout)
    assert "3 jours demandés, 0 jour déjà connu" in told and "1 nouvelle et 0 actualisée" in told
    assert "Source : France Travail" in told
    # Whatever the hour of the test: yesterday is closed some hours after its end.
    assert re.search(r"[12] jours? déjà connus?", plain(planner(site, tmp_path, *words).stdout))
    assert "3 jours demandés" in plain(planner(site, tmp_path, *words, "--refresh").stdout)
    assert source_standing(tmp_path, {}).offers is not None


def test_postings_fetch_without_credentials_says_how_to_get_them(site: Site, tmp_path: Path) -> None:
    done = planner(
        site, tmp_path, "postings", "fetch", "--out", tmp_path / "o.json", PLANNER_FRANCE_TRAVAIL_SECRET=""
    )
    assert done.returncode == 1 and "PLANNER_FRANCE_TRAVAIL_SECRET. Déclarez" in done.stderr
    assert not (tmp_path / "o.json").exists() and not site.forms


def test_postings_fetch_with_wrong_credentials_says_which(site: Site, tmp_path: Path) -> None:
    wrong = {"PLANNER_FRANCE_TRAVAIL_SECRET": "autre"}
    done = planner(site, tmp_path, "postings", "fetch", "--out", tmp_path / "o.json", **wrong)
    assert done.returncode == 1 and "refuse ces identifiants" in done.stderr
    assert not (tmp_path / "o.json").exists()


def test_postings_fetch_of_a_server_down_says_so(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    naps: list[float] = []
    monkeypatch.setattr("planner.cli.console.time.sleep", naps.append)
    words = ("postings", "fetch", "--out", tmp_path / "o.json")
    called, environment = command(site, tmp_path, *words)
    environment["PLANNER_FRANCE_TRAVAIL_TOKEN_URL"] = "http://127.0.0.1:9/token"
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "argv", ["planner", *called[3:]])
    with pytest.raises(SystemExit) as ended:
        main()
    told = plain(capsys.readouterr().err)
    assert ended.value.code == 1 and naps == [2.0]
    assert "nouvel essai dans 2 secondes" in told and "connexion impossible" in told


def test_postings_fetch_through_a_relay_in_clear_is_refused(site: Site, tmp_path: Path) -> None:
    clear = {"PLANNER_FRANCE_TRAVAIL_URL": "http://relais.exemple.fr/offres"}
    done = planner(site, tmp_path, "postings", "fetch", "--out", tmp_path / "o.json", **clear)
    assert done.returncode == 1 and "PLANNER_FRANCE_TRAVAIL_URL" in done.stderr and not site.forms


def test_postings_fetch_of_another_region_is_wrong_usage(site: Site, tmp_path: Path) -> None:
    assert planner(site, tmp_path, "postings", "fetch", "--dept", "75", "--out", "o.json").returncode == 2


@pytest.fixture
def held(site: Site) -> Iterator[threading.Event]:
    """The server holds its answer to the second page of a day; the event says that it was asked."""
    asked, over = threading.Event(), threading.Event()

    def hold(handler: BaseHTTPRequestHandler) -> bool:
        if SEARCH not in handler.path or "range=150-299" not in handler.path:
            return False
        asked.set()
        over.wait()
        handler.close_connection = True
        return True

    site.faults = [hold]
    yield asked
    over.set()


def test_a_fetch_killed_in_the_middle_goes_on_where_it_was(
    site: Site, held: threading.Event, tmp_path: Path
) -> None:
    site.offers = [offer(i, noon(2)) for i in range(20)] + [offer(100 + i, noon(1)) for i in range(200)]
    words = ("postings", "fetch", "--dept", "44", "--days", 3, "--out", tmp_path / "o.json")
    called, environment = command(site, tmp_path, *words)
    process = subprocess.Popen(called, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert held.wait(60)
    process.send_signal(signal.SIGKILL)
    assert process.wait(60) == -signal.SIGKILL
    shelf = OfferShelf(tmp_path)
    assert [len(shelf.day("44", noon(days).date())) for days in (2, 1)] == [20, 0]
    assert shelf.last_fetch() is None and not (tmp_path / "o.json").exists()

    site.faults.clear()
    site.searches.clear()
    done = planner(site, tmp_path, *words)
    assert done.returncode == 0, done.stderr
    assert noon(2).date().isoformat() not in {asked["minCreationDate"][:10] for asked in site.searches}
    assert len(json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))["resultats"]) == 220


# ── references fetch ─────────────────────────────────────────────────────────────────────
def register() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in register_files(*REGISTER_ROWS).items():
            archive.writestr(name, content)
    return packed.getvalue()


def publish(site: Site, content: bytes) -> None:
    site.files[REGISTER] = content
    site.resources = [{"title": REGISTER, "url": f"{site.address}/{REGISTER}", "last_modified": "2026-11-01"}]


def test_references_fetch_installs_then_says_that_nothing_changed(site: Site, tmp_path: Path) -> None:
    publish(site, register())
    done = planner(site, tmp_path, "references", "fetch", "certifications")
    assert done.returncode == 0, done.stderr
    assert "reçu, 0,1 Mio" in plain(done.stdout) and "installé" in done.stdout
    assert installed_certifications(tmp_path).find("RNCP37429") is not None
    again = planner(site, tmp_path, "references", "fetch", "certifications")
    assert again.returncode == 0 and "inchangé depuis la dernière réception" in again.stdout
    assert "déjà installé" in again.stdout and site.statuses == [200, 304]
    assert source_standing(tmp_path, {}).received["certifications"] is not None


@pytest.mark.parametrize(
    "content",
    [b"<html>maintenance</html>", b"PK not a zip", register()[:-500]],
    ids=["html", "not-zip", "cut"],
)
def test_references_fetch_of_a_wrong_file_changes_nothing_and_says_why(
    site: Site, tmp_path: Path, content: bytes
) -> None:
    publish(site, register())
    assert planner(site, tmp_path, "references", "fetch", "certifications").returncode == 0
    shelf = DownloadShelf(tmp_path)
    before = sorted(tmp_path.rglob("*")), shelf.latest("certifications")
    publish(site, content)
    done = planner(site, tmp_path, "references", "fetch", "certifications")
    assert done.returncode == 1 and f"« {REGISTER} »" in done.stderr
    assert (sorted(tmp_path.rglob("*")), shelf.latest("certifications")) == before
    assert installed_certifications(tmp_path).find("RNCP37429") is not None


def test_references_fetch_of_two_installs_both_or_none(site: Site, tmp_path: Path) -> None:
    publish(site, register())
    site.files["rome.zip"] = b"<html>maintenance</html>"
    site.resources.append({"title": "RefRomeCsv.zip", "url": f"{site.address}/rome.zip"})
    done = planner(site, tmp_path, "references", "fetch", "certifications", "rome")
    assert done.returncode == 1 and "« rome.zip »" in done.stderr
    assert installed_certifications(tmp_path) is None
    assert DownloadShelf(tmp_path).noted("certifications") is None


def test_references_fetch_of_a_file_on_another_site_is_refused(site: Site, tmp_path: Path) -> None:
    site.resources = [{"title": REGISTER, "url": f"http://exemple.fr/{REGISTER}"}]
    done = planner(site, tmp_path, "references", "fetch", "certifications")
    assert done.returncode == 1 and "Adresse refusée" in done.stderr


@pytest.mark.parametrize(("name", "remedy"), [("esco", "formulaire"), ("mcf", "planner catalogue fetch")])
def test_what_comes_another_way_is_told(site: Site, tmp_path: Path, name: str, remedy: str) -> None:
    done = planner(site, tmp_path, "references", "fetch", name)
    assert done.returncode == 1 and remedy in done.stderr


def test_an_unknown_reference_is_wrong_usage(site: Site, tmp_path: Path) -> None:
    assert planner(site, tmp_path, "references", "fetch", "onisep").returncode == 2


# ── catalogue fetch ──────────────────────────────────────────────────────────────────────
def test_catalogue_fetch_writes_the_region_s_courses(site: Site, tmp_path: Path) -> None:
    site.files[CATALOGUE_PLACE] = COURSES
    out = tmp_path / "mcf.csv"
    done = planner(site, tmp_path, "catalogue", "fetch", "--out", out)
    assert done.returncode == 0, done.stderr
    assert out.read_bytes() == COURSES
    checked = planner(site, tmp_path, "catalogue", "check", out)
    assert checked.returncode == 0 and "1 formation utilisable" in plain(checked.stdout)


def test_catalogue_fetch_of_a_page_of_maintenance_leaves_the_earlier_file(site: Site, tmp_path: Path) -> None:
    out = tmp_path / "mcf.csv"
    out.write_bytes(COURSES)
    site.faults = [answering(b"<html>maintenance</html>\n")]
    done = planner(site, tmp_path, "catalogue", "fetch", "--out", out)
    assert done.returncode == 1 and "intitule_formation absentes" in done.stderr
    assert out.read_bytes() == COURSES
