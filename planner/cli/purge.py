"""``planner purge``: erase what was kept too long, or the name of somebody who asks for it."""

from __future__ import annotations

import datetime
from typing import Annotated

import typer

from planner import french
from planner.cli.console import database, home, screen
from planner.store import Erasable, erasable, erase, forget_author


def purge(
    before: Annotated[
        datetime.datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help="Effacer offres importées ou reçues et corrections d'avant ce jour, et tout le cache.",
        ),
    ] = None,
    author: Annotated[str, typer.Option(help="Rendre anonymes les corrections de cette personne.")] = "",
    confirm: Annotated[
        bool, typer.Option("--confirm", help="Effacer vraiment ; sinon, dire ce qui le serait.")
    ] = False,
) -> None:
    """Effacer offres et corrections gardées trop longtemps, ou le nom d'une personne."""
    if before is None and not author:
        raise typer.BadParameter("donnez un jour ou une personne", param_hint="--before ou --author")
    base = database()
    if before is not None:
        look = erase if confirm else erasable
        screen.print(_told(look(base, home(), before.date()), confirm), markup=False)
    if author and confirm:
        changed = french.plural(forget_author(base, author), "correction")
        screen.print(f"{changed} de « {author} » sans nom désormais", markup=False)
    elif author:
        screen.print(f"Les corrections de « {author} » deviendraient anonymes.", markup=False)
    if not confirm:
        screen.print("Rien n'a été effacé : ajoutez --confirm pour le faire. Cela ne se défait pas.")


def _told(found: Erasable, done: bool) -> str:
    counted = french.listed(
        [
            french.plural(found.postings, "offre importée", "offres importées"),
            french.plural(found.corrections, "correction"),
            french.plural(found.fetched_days, "jour d'offres reçues", "jours d'offres reçues"),
            french.plural(found.audit_lines, "ligne du journal", "lignes du journal"),
        ]
    )
    return f"{'Effacé' if done else 'Seraient effacés'} : {counted}, et le cache des lectures."


COMMANDS = {"purge": purge}
