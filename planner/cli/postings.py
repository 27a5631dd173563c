"""``planner postings``: offers of France Travail, on demand."""

from __future__ import annotations

import datetime
import json
from typing import Annotated

import typer

from planner import french
from planner.cli.console import Out, choice, home, progress_bar, screen, write_lines
from planner.references import load_references
from planner.sources import Addresses, Credentials, OfferSearch, connection, fetch_postings
from planner.store import OfferShelf

postings_app = typer.Typer(help="Offres d'emploi de France Travail.", no_args_is_help=True)
DAYS = 30  # default of --days: what a monthly campaign needs; our choice
COMMANDS = {"postings": postings_app}


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
    write_lines(out, [json.dumps({"resultats": offers}, ensure_ascii=False)])
    screen.print(
        f"{french.plural(len(offers), 'offre')} dans {out.name} : {french.plural(fetched.offers, 'reçue')} "
        f"en {french.plural(fetched.asked, 'jour demandé', 'jours demandés')}, "
        f"{french.plural(fetched.known, 'jour déjà connu', 'jours déjà connus')}."
    )
    for window in fetched.cut:
        screen.print(
            f"Plus d'offres que l'API n'en donne, le {window.first:%d/%m/%Y à %H:%M:%S} : liste incomplète."
        )
