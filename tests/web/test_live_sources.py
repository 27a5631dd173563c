"""Référentiels says which credentials are missing, what is lost without them, and when each source last came."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from planner.store import DownloadShelf, KeptFile, LastFetch, OfferShelf
from tests.web.conftest import OpenPage, said

VARIABLES = ("PLANNER_FRANCE_TRAVAIL_ID", "PLANNER_FRANCE_TRAVAIL_SECRET")


@pytest.fixture(autouse=True)
def no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def table(app: AppTest, heading: str = "Il manque") -> pd.DataFrame:
    """The table of the sources, by source."""
    found = next(t.value for t in app.table if heading in t.value.columns)
    return found.set_index(found.columns[0]).map(lambda cell: cell.replace("\xa0", " "))


def test_without_credentials_the_page_names_them_and_what_is_lost(open_page: OpenPage) -> None:
    app = open_page("referentiels")
    text = said(app)
    assert "`PLANNER_FRANCE_TRAVAIL_ID` et `PLANNER_FRANCE_TRAVAIL_SECRET`" in text
    assert "Sans eux, aucune offre n'est reçue" in text and "francetravail.io" in text
    rows = table(app)
    assert rows["Il manque"].iloc[0] == "des identifiants"
    assert list(rows["Reçue le"]) == ["jamais"] * 4 + ["—"]
    assert "formulaire" in rows["Il manque"].iloc[-1]


def test_one_missing_credential_is_named_alone(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLES[0], "PAR_essai")
    text = said(open_page("referentiels"))
    assert "absents : `PLANNER_FRANCE_TRAVAIL_SECRET`." in text and "PAR_essai" not in text


def test_with_credentials_nothing_is_missing_and_they_are_not_shown(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in VARIABLES:
        monkeypatch.setenv(name, f"valeur-de-{name}")
    app = open_page("referentiels")
    assert "Identifiants de France Travail absents" not in said(app)
    assert list(table(app)["Il manque"])[:4] == ["rien"] * 4
    assert "valeur-de-" not in said(app) + table(app).to_csv()


def test_what_came_is_dated_and_attributed(home: Path, open_page: OpenPage) -> None:
    OfferShelf(home).remember(LastFetch("2026-11-23T09:30:00+00:00", ("44", "85"), "2026-10-25", 1_234))
    shelf = DownloadShelf(home)
    with shelf.draft("rome", "RefRomeCsv.zip", pd.Timestamp("2026-11-20", tz="UTC").to_pydatetime()) as draft:
        draft.write_bytes(b"rome")
        moment = "2026-11-20T08:00:00+00:00"
        shelf.keep(
            "rome", draft, KeptFile("https://exemple.fr", "", "", "0" * 64, draft.name, moment, moment)
        )
    app = open_page("referentiels")
    assert list(table(app)["Reçue le"])[:3] == ["23/11/2026, 1\u202f234 offres", "20/11/2026", "jamais"]
    text = said(app)
    assert "source France Travail, demandées le 23/11/2026" in text
    assert "depuis le 25/10/2026 (Loire-Atlantique et Vendée)" in text and "licence-offres-emploi" in text


def test_the_section_speaks_english(open_page: OpenPage) -> None:
    app = open_page("referentiels", langue="en")
    assert "France Travail credentials are missing" in said(app)
    assert table(app, "Missing")["Received on"].iloc[0] == "never"


def test_importing_postings_leads_there(open_page: OpenPage) -> None:
    app = open_page("offres")
    app.session_state["onglets-offres"] = "Importer des fichiers"
    app.run()
    assert not app.exception
    assert "Recevoir les offres de France Travail : ce qu'il faut" in {
        link.proto.label for link in app.get("page_link")
    }
