"""``planner backup`` and ``planner restore``: the whole database in a file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner import french
from planner.cli.console import database, screen
from planner.store import KeptTable, restore_backup, write_backup


def backup(
    file: Annotated[Path, typer.Argument(metavar="FICHIER.zip", dir_okay=False, help="Fichier à écrire.")],
) -> None:
    """Copier toute la base (imports, catalogues, corrections, scénarios, campagnes) dans un fichier."""
    tables = write_backup(database(), file)
    screen.print(f"{_counted(tables)} dans {file}")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FICHIER.zip", exists=True, dir_okay=False)],
) -> None:
    """Remplir une base neuve avec une sauvegarde, et vérifier que chaque table est la même."""
    tables = restore_backup(database(), file)
    screen.print(f"{_counted(tables)} : chaque table est celle qui fut sauvegardée")


def _counted(tables: dict[str, KeptTable]) -> str:
    rows = sum(kept.rows for kept in tables.values())
    return f"{french.plural(len(tables), 'table')}, {french.plural(rows, 'ligne')}"


COMMANDS = {"backup": backup, "restore": restore}
