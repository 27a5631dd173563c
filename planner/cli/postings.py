"""``planner postings``: offers of France Travail, on demand."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

import typer

from planner import french
from planner.cli.console import Out, choice, database, home, progress_bar, screen, wait, write_lines
from planner.references import load_references
from planner.sources import Addresses, Connection, Credentials, Fetched, OfferSearch, fetch_postings
from planner.store import Act, OfferShelf

postings_app = typer.Typer(help="Offres d'emploi de France Travail.", no_args_is_help=True)
DAYS = 30  # default of --days: what a monthly campaign needs; our choice
# Article 4 of the licence asks that the source and the licence be told with the offers.
LICENCE = "licence de réutilisation des offres : francetravail.io, « Licence Offres d'emploi »"
COMMANDS = {"postings": postings_app}


@postings_app.command("fetch")
def fetch_offers(
    out: Out,
    dept: Annotated[list[str] | None, typer.Option(help="Département (répétable) ; tous par défaut.")] = None,
    days: Annotated[int, typer.Option(min=1, max=365, help="Jours de création, aujourd'hui compris.")] = DAYS,
    refresh: Annotated[
        bool,
        typer.Option(
            "--refresh",
            help="Redemander aussi les jours déjà connus : offres actualisées ou retirées depuis.",
        ),
    ] = False,
) -> None:
    """Recevoir les offres d'emploi de la région ; seul ce qui est nouveau est demandé."""
    known = load_references(home()).departments
    for code in dept or ():
        choice(code, known, "--dept")
    depts = list(dict.fromkeys(dept or known))
    now = datetime.datetime.now(datetime.UTC)
    first = now.date() - datetime.timedelta(days=days - 1)
    search = OfferSearch(Connection(Addresses.from_environment(), wait), Credentials.from_environment())
    shelf = OfferShelf(home())
    asked = f"offres de {french.listed(depts)} depuis le {first.isoformat()}"
    with database().recording(Act.FETCH, asked), progress_bar() as progress:
        fetched = fetch_postings(search, shelf, depts, first, now, progress, refresh=refresh)
    offers = list(shelf.offers(depts, first, now.date()))
    write_lines(out, _document(offers))
    for sentence in _told(fetched):
        screen.print(sentence)
    screen.print(
        f"{french.plural(len(offers), 'offre')} dans {out.name}. Source : France Travail ; {LICENCE}."
    )
    screen.print(
        f"Ensuite : planner run --postings {out.name} --out rapport.xlsx, ou « Importer des fichiers » à l'écran."
    )


def _document(offers: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The offers as one answer of the API would give them, an offer a line."""
    yield '{"resultats": ['
    for number, offer in enumerate(offers, 1):
        yield json.dumps(offer, ensure_ascii=False) + ("," if number < len(offers) else "")
    yield "]}"


def _told(fetched: Fetched) -> Iterator[str]:
    """What the fetch did, then what it could not do."""
    yield (
        f"{french.plural(fetched.asked, 'jour demandé', 'jours demandés')}, "
        f"{french.plural(fetched.known, 'jour déjà connu', 'jours déjà connus')} (un jour compte une fois par "
        f"département). {french.plural(fetched.offers, 'offre reçue', 'offres reçues')}, dont "
        f"{french.plural(fetched.new, 'nouvelle')} et {french.plural(fetched.updated, 'actualisée')} ; "
        f"{french.plural(fetched.withdrawn, 'retirée')} depuis."
    )
    for window in fetched.cut:
        yield f"Plus d'offres que l'API n'en donne, le {window.first:%d/%m/%Y à %H:%M:%S} : liste incomplète."
    if fetched.moved:
        changed = french.plural(fetched.moved, "jour a changé", "jours ont changé")
        yield f"{changed} pendant la lecture : la prochaine commande les redemandera."
