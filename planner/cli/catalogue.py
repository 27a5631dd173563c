"""``planner catalogue``: template, check, import and export."""

from __future__ import annotations

import datetime
import hashlib
import json
import shutil
from pathlib import Path
from typing import Annotated

import typer

from planner import french
from planner.cli.console import Out, choice, database, errors, home, progress_bar, screen, wait
from planner.intake import IntakeError, annotate, check_catalogue, read_catalogue, write_template
from planner.references import installed_certifications, load_references
from planner.report import CATALOGUE_FORMATS, export_catalogue
from planner.sources import (
    Addresses,
    Connection,
    check_regional_catalogue,
    downloaded,
    regional_catalogue,
)
from planner.store import Act, DownloadShelf, keep_catalogue, load_catalogue

Provider = Annotated[str, typer.Option(help="Organisme des lignes qui ne le disent pas.", metavar="NOM")]
catalogue_app = typer.Typer(help="Catalogue de formations : modèle, contrôle.", no_args_is_help=True)


@catalogue_app.command("template")
def catalogue_template(out: Annotated[Path, typer.Argument(metavar="OUT.xlsx", dir_okay=False)]) -> None:
    """Écrire le modèle de catalogue à remplir."""
    write_template(out)
    screen.print(f"Modèle écrit : {out.name}")


@catalogue_app.command("check")
def catalogue_check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Catalogue : xlsx, xls, ods, csv, LHEO.")],
    annotated: Annotated[Path | None, typer.Option(help="Classeur corrigé à écrire.", dir_okay=False)] = None,
    json_out: Annotated[Path | None, typer.Option("--json", help="Contrôle en JSON.", dir_okay=False)] = None,
    provider: Provider = "",
) -> None:
    """Contrôler un catalogue : toutes les erreurs en une fois, avec la correction proposée."""
    loaded = load_references(home())
    with progress_bar() as progress:
        check = check_catalogue(
            file,
            file.name,
            loaded.territories,
            loaded.sectors,
            occupations=loaded.rome.occupations,
            certifications=installed_certifications(home()),
            provider=provider,
            progress=progress,
        )
    if json_out:
        json_out.write_text(json.dumps(check.as_json(), ensure_ascii=False, indent=1), encoding="utf-8")
    if annotated and check.rows_read:
        annotate(file, check.problems, annotated, corrections=check.corrections)
    if check.detected:
        screen.print(f"Lu : {check.detected}.", markup=False)
    for problem in check.problems:
        screen.print(problem.sentence(), markup=False)
    usable = french.plural(check.rows_usable, "formation utilisable", "formations utilisables")
    screen.print(f"{usable} sur {french.plural(check.rows_read, 'ligne lue', 'lignes lues')}.")
    raise typer.Exit(0 if check.rows_usable else 1)


@catalogue_app.command("import")
def catalogue_import(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Catalogue : xlsx, xls, ods, csv, LHEO.")],
    provider: Provider = "",
) -> None:
    """Garder un catalogue : une transaction, les lignes utilisables entrent, le même fichier n'entre qu'une fois."""
    loaded = load_references(home())
    with progress_bar() as progress:
        intake = read_catalogue(
            file,
            file.name,
            loaded.territories,
            loaded.sectors,
            occupations=loaded.rome.occupations,
            certifications=installed_certifications(home()),
            provider=provider,
            progress=progress,
        ).required(file.name)
    for problem in intake.problems:
        errors.print(problem.sentence(), markup=False)
    base = database()
    # The same file under another provider's name is another catalogue.
    sha256 = hashlib.sha256(file.read_bytes() + provider.strip().encode()).hexdigest()
    screen.print(keep_catalogue(base, file.name, sha256, intake.frame).sentence, markup=False)


@catalogue_app.command("export")
def catalogue_export(
    out: Annotated[Path, typer.Argument(metavar="OUT", dir_okay=False, help="Fichier à écrire.")],
    format: Annotated[str, typer.Option(help=f"{', '.join(CATALOGUE_FORMATS)}.")] = "xlsx",
) -> None:
    """Écrire le catalogue gardé : LHEO 2.3, colonnes de Mon Compte Formation, ou classeur."""
    choice(format, tuple(CATALOGUE_FORMATS), "--format")
    base = database()
    courses = load_catalogue(base)
    if courses.empty:
        raise IntakeError(
            out.name,
            "Aucune formation n'est gardée.",
            "Importez d'abord un catalogue : planner catalogue import.",
        )
    with base.recording(Act.EXPORT_CATALOGUE, out.name):
        export_catalogue(courses, format, out)
    screen.print(f"Catalogue écrit : {out.name} ({french.plural(len(courses), 'formation')})")


@catalogue_app.command("fetch")
def fetch_catalogue(out: Out) -> None:
    """Recevoir les formations de la région dans Mon Compte Formation (CSV, à contrôler puis importer)."""
    connection, shelf = Connection(Addresses.from_environment(), wait), DownloadShelf(home())
    resource, now = regional_catalogue(connection.addresses), datetime.datetime.now(datetime.UTC)
    with (
        database().recording(Act.FETCH, "Mon Compte Formation"),
        progress_bar() as progress,
        downloaded(connection, resource, "mcf", shelf, now, progress) as received,
    ):
        check_regional_catalogue(received.path)
        partial = out.with_name(out.name + ".partiel")
        shutil.copyfile(received.path, partial)
        partial.replace(out)
    screen.print(received.sentence)
    screen.print(f"Catalogue écrit : {out.name}. Ensuite : planner catalogue check {out.name}")


COMMANDS = {"catalogue": catalogue_app}
