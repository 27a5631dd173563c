"""The server is killed during an import: nothing that was there is lost, and the page resumes where the person was."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import shows, uploaded, visit
from tools.app_server import free_port, running

POSTINGS = "id;title;description;dept\nA1;Data scientist;Vous entraînez des modèles de machine learning.;44\n"
MANY = 30_000  # lines: some seconds to read and keep


def test_killed_server_loses_nothing_and_the_page_resumes(page: Page, tmp_path: Path) -> None:
    home, port = tmp_path / "home", free_port()
    home.mkdir()
    small, large = tmp_path / "mes_offres.csv", tmp_path / "tout.csv"
    small.write_text(POSTINGS, encoding="utf-8")
    large.write_text(
        POSTINGS + "".join(f"B{n};Boulanger;Vous pétrissez.;85\n" for n in range(MANY)), encoding="utf-8"
    )
    with running(home, port) as (address, server):
        visit(page, f"{address}/offres?dept=44")
        page.get_by_role("tab", name="Importer des fichiers").click()
        uploaded(page, small, "Importer")
        shows(page, "« mes_offres.csv » importé : 1 ligne")
        uploaded(page, large, "Importer")
        page.get_by_text("Lecture de tout.csv").first.wait_for()
        server.kill()
        server.wait()
    with running(home, port):
        page.reload()
        shows(page, "Vos données (mes_offres.csv) : 1 offre lue")
        shows(page, "département : Loire-Atlantique")
        expect(page.get_by_role("heading", name="Offres d'emploi", level=1)).to_be_visible()
        expect(page.get_by_role("tab", name="Importer des fichiers")).to_have_attribute(
            "aria-selected", "true"
        )
        uploaded(page, large, "Importer")
        shows(page, f"« tout.csv » importé : {MANY + 1} lignes")
