"""``planner postings fetch``, ``references fetch`` and ``catalogue fetch``: live sources, on demand."""

from __future__ import annotations

import datetime
import json
import shutil
from typing import Annotated

import typer

from planner import french
from planner.cli.catalogue import catalogue_app
from planner.cli.console import Out, choice, home, progress_bar, screen
from planner.cli.references import references_app
from planner.references import install, load_references
from planner.sources import (
    OFFICIAL,
    Addresses,
    Credentials,
    OfferSearch,
    connection,
    download,
    fetch_postings,
    regional_catalogue,
    resource_address,
)
from planner.store import DownloadShelf, OfferShelf

postings_app = typer.Typer(help="Offres d'emploi de France Travail.", no_args_is_help=True)
DAYS = 30  # default of --days: what a monthly campaign needs; our choice


@postings_app.command("fetch")
def fetch_offers(
    out: Out,
    dept: Annotated[list[str] | None, typer.Option(help="Département (répétable) ; tous par défaut.")] = None,
    days: Annotated[int, typer.Option(min=1, max=365, help="Jours de création, aujourd'hui compris.")] = DAYS,
) -> None:
    """Recevoir les offres d'emploi de la région ; seul ce qui est nouveau est demandé."""
    known = load_references(home()).departments
    for code in dept or ():
        choice(code, known, "--dept")
    depts = dept or list(known)
    today = datetime.datetime.now(datetime.UTC).date()
    first = today - datetime.timedelta(days=days - 1)
    search = OfferSearch(connection(), Addresses.from_environment(), Credentials.from_environment())
    shelf = OfferShelf(home())
    with progress_bar() as progress:
        fetched = fetch_postings(search, shelf, depts, first, today, progress)
    offers = list(shelf.offers(depts, first, today))
    partial = out.with_name(out.name + ".partiel")
    partial.write_text(json.dumps({"resultats": offers}, ensure_ascii=False), encoding="utf-8")
    partial.replace(out)
    screen.print(
        f"{french.plural(len(offers), 'offre')} dans {out.name} : {french.plural(fetched.offers, 'reçue')} "
        f"en {french.plural(fetched.asked, 'jour demandé', 'jours demandés')}, "
        f"{french.plural(fetched.known, 'jour déjà connu', 'jours déjà connus')}."
    )
    for window in fetched.cut:
        screen.print(
            f"Plus d'offres que l'API n'en donne, le {window.first:%d/%m/%Y à %H:%M:%S} : liste incomplète."
        )


@references_app.command("fetch")
def fetch_references(
    names: Annotated[
        list[str], typer.Argument(metavar="rome|certifications…", help="Ce qu'il faut recevoir.")
    ],
) -> None:
    """Recevoir et installer la dernière version officielle de ROME ou des certifications."""
    for name in names:
        choice(name, OFFICIAL, "rome|certifications")
    session, addresses, shelf = connection(), Addresses.from_environment(), DownloadShelf(home())
    with progress_bar() as progress:
        received = [
            download(session, resource_address(session, addresses, name), name, shelf, progress)
            for name in names
        ]
        outcomes = install([file.path for file in received], home(), progress)
    for outcome in outcomes:
        screen.print(outcome.sentence)


@catalogue_app.command("fetch")
def fetch_catalogue(out: Out) -> None:
    """Recevoir les formations de la région dans Mon Compte Formation (CSV, à contrôler puis importer)."""
    with progress_bar() as progress:
        received = download(
            connection(),
            regional_catalogue(Addresses.from_environment()),
            "mcf",
            DownloadShelf(home()),
            progress,
        )
    partial = out.with_name(out.name + ".partiel")
    shutil.copyfile(received.path, partial)
    partial.replace(out)
    state = "nouvelle version" if received.changed else "inchangé depuis la dernière fois"
    screen.print(f"Catalogue écrit : {out.name} ({state}). Ensuite : planner catalogue check {out.name}")
