"""``planner references``: install, list and export what ROME, ESCO and the framework say."""

from __future__ import annotations

import datetime
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from planner import french
from planner.cli.console import choice, database, home, progress_bar, screen, wait
from planner.references import FORMATS, export_framework, install, load_references
from planner.sources import (
    ELSEWHERE,
    OFFICIAL,
    Addresses,
    Connection,
    SourceUnavailable,
    downloaded,
    resource_address,
)
from planner.store import Act, DownloadShelf

references_app = typer.Typer(help="Référentiels officiels ROME et ESCO.", no_args_is_help=True)


@references_app.command("install")
def references_install(
    files: Annotated[list[Path], typer.Argument(help="Archives officielles ROME et ESCO, ou leurs CSV.")],
) -> None:
    """Installer des référentiels officiels, reconnus par leur contenu."""
    named = french.listed([file.name for file in files])
    with progress_bar() as progress, database().recording(Act.INSTALL_REFERENCES, named):
        outcomes = install(files, home(), progress)
    for outcome in outcomes:
        screen.print(outcome.sentence)


@references_app.command("list")
def references_list() -> None:
    """Dire quels référentiels sont utilisés, leur version et leur licence."""
    for used in load_references(home()).in_use:
        screen.print(
            f"{used.name} — version {used.version} du {used.date}, {used.origin}, "
            f"{french.plural(used.rows, 'ligne')}. {used.licence}.",
            markup=False,
        )


@references_app.command("export")
def references_export(
    out: Annotated[Path, typer.Argument(metavar="OUT", dir_okay=False, help="Fichier à écrire.")],
    format: Annotated[str, typer.Option(help=f"{', '.join(FORMATS)}.")] = "skos",
) -> None:
    """Écrire le référentiel des compétences IA pour d'autres : SKOS (Turtle), CSV ou classeur."""
    choice(format, FORMATS, "--format")
    export_framework(load_references(home()).framework, format, out)
    screen.print(f"Référentiel écrit : {out.name} (licence CC BY 4.0)")


@references_app.command("fetch")
def fetch_references(
    names: Annotated[
        list[str], typer.Argument(metavar="rome|certifications…", help="Ce qu'il faut recevoir.")
    ],
) -> None:
    """Recevoir et installer la dernière version officielle de ROME ou des certifications."""
    for name in names:
        choice(name, [*OFFICIAL, *ELSEWHERE], "rome|certifications")
    for name in filter(ELSEWHERE.__contains__, names):
        raise SourceUnavailable(ELSEWHERE[name])
    connection, shelf = Connection(Addresses.from_environment(), wait), DownloadShelf(home())
    now = datetime.datetime.now(datetime.UTC)
    # Files are kept when all of them are installed: a wrong one changes nothing.
    with (
        database().recording(Act.INSTALL_REFERENCES, french.listed(names)),
        progress_bar() as progress,
        ExitStack() as stack,
    ):
        received = [
            stack.enter_context(
                downloaded(connection, resource_address(connection, name), name, shelf, now, progress)
            )
            for name in dict.fromkeys(names)
        ]
        outcomes = install([file.path for file in received], home(), progress)
    for told in [*received, *outcomes]:
        screen.print(told.sentence)


COMMANDS = {"references": references_app}
