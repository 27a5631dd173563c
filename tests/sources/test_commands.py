"""The fetch commands as processes, against the local server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.sources.conftest import CREDENTIALS, Site, offer
from tests.sources.test_postings import TODAY, at

CATALOGUE = b"nom_of;intitule_formation;points_forts\nOrganisme;Prompts au bureau;Rediger avec une IA\n"


def planner(
    site: Site, home: Path, *words: object, credentials: bool = True
) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PLANNER_")}
    environment |= {
        "PLANNER_HOME": str(home),
        "PLANNER_FRANCE_TRAVAIL_URL": site.addresses.france_travail,
        "PLANNER_FRANCE_TRAVAIL_TOKEN_URL": site.addresses.france_travail_token,
        "PLANNER_DATA_GOUV_URL": site.addresses.data_gouv,
        "PLANNER_CAISSE_DES_DEPOTS_URL": site.addresses.caisse_des_depots,
    }
    if credentials:
        environment["PLANNER_FRANCE_TRAVAIL_ID"] = CREDENTIALS.client_id
        environment["PLANNER_FRANCE_TRAVAIL_SECRET"] = CREDENTIALS.secret
    command = [sys.executable, "-c", "from planner.cli import main; main()", *map(str, words)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


def test_postings_fetch_writes_a_file_of_offers(site: Site, tmp_path: Path) -> None:
    out = tmp_path / "offres.json"
    # The command reads the clock: the offer is created « today » whatever the day of the test.
    site.offers = []
    first = planner(site, tmp_path, "postings", "fetch", "--dept", "44", "--days", 2, "--out", out)
    assert first.returncode == 0, first.stderr
    day = max(asked["minCreationDate"] for asked in site.searches)[:10]
    site.offers = [offer(1, at(TODAY.fromisoformat(day), 1))]
    done = planner(site, tmp_path, "postings", "fetch", "--dept", "44", "--days", 2, "--out", out)
    assert done.returncode == 0, done.stderr
    assert [o["id"] for o in json.loads(out.read_text())["resultats"]] == ["44000001"]
    assert "1 jour déjà connu" in done.stdout.replace("\xa0", " ")


def test_postings_fetch_without_credentials_says_how_to_get_them(site: Site, tmp_path: Path) -> None:
    done = planner(site, tmp_path, "postings", "fetch", "--out", tmp_path / "o.json", credentials=False)
    assert done.returncode == 1 and "PLANNER_FRANCE_TRAVAIL_ID" in done.stderr
    assert "Traceback" not in done.stderr and not (tmp_path / "o.json").exists()


def test_postings_fetch_of_another_region_is_wrong_usage(site: Site, tmp_path: Path) -> None:
    assert planner(site, tmp_path, "postings", "fetch", "--dept", "75", "--out", "o.json").returncode == 2


def test_catalogue_fetch_writes_the_region_s_courses(site: Site, tmp_path: Path) -> None:
    place = "cdc/catalog/datasets/moncompteformation_catalogueformation/exports/csv"
    site.files[place] = CATALOGUE
    out = tmp_path / "mcf.csv"
    done = planner(site, tmp_path, "catalogue", "fetch", "--out", out)
    assert done.returncode == 0, done.stderr
    assert out.read_bytes() == CATALOGUE


def test_references_fetch_refuses_what_is_not_the_register(site: Site, tmp_path: Path) -> None:
    site.files["rome.zip"] = b"PK not a zip"
    site.resources = [{"title": "RefRomeCsv.zip", "url": f"{site.address}/rome.zip", "last_modified": "2026"}]
    done = planner(site, tmp_path, "references", "fetch", "rome")
    assert done.returncode == 1 and "rome.zip" in done.stderr and "Traceback" not in done.stderr
