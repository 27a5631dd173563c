"""What every command shares: where it prints, the options that several take, how it writes lines."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from planner import french, settings, store

Progressed = Callable[[str, int, int], None]  # (step, done, total)

errors = Console(stderr=True, highlight=False, soft_wrap=True)
screen = Console(highlight=False, soft_wrap=True)
Out = Annotated[Path, typer.Option("--out", help="Fichier à écrire.", dir_okay=False)]
PostingFiles = Annotated[list[Path] | None, typer.Option("--postings", help="Offres d'emploi (répétable).")]
SectorFiles = Annotated[list[Path] | None, typer.Option("--sectors", help="Profils sectoriels (répétable).")]
ActorFiles = Annotated[
    list[Path] | None, typer.Option("--actors", help="Registre d'acteurs de l'IA (répétable).")
]
CatalogueFiles = Annotated[list[Path] | None, typer.Option("--catalogue", help="Catalogue (répétable).")]


@contextmanager
def progress_bar() -> Iterator[Progressed]:
    """A bar on stderr; gives the callback (step, done, total) that moves it."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=errors, transient=True) as bar:
        task = bar.add_task("démarrage", total=1)
        yield lambda step, done, total: bar.update(task, description=step, completed=done, total=total)


def write_jsonl(path: Path, records: Iterable[dict[str, object]]) -> None:
    """One JSON object a line; the file appears only when all of them are written."""
    write_lines(path, (json.dumps(record, ensure_ascii=False) for record in records))


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """One text a line; the file appears only when all of them are written."""
    partial = path.with_name(path.name + ".partiel")
    with partial.open("w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in lines)
    partial.replace(path)


def wait(seconds: float) -> None:
    """Sleep, and say why nothing seems to happen."""
    errors.print(f"Le site est occupé : nouvel essai dans {french.plural(seconds, 'seconde')}.")
    time.sleep(seconds)


def home() -> Path:
    """PLANNER_HOME."""
    return settings.Settings.from_environment().home


def database() -> store.Database:
    """The database of the settings; who has its address may do all.

    Raises:
        StoreUnavailable: it cannot be opened.
    """
    return store.open_database(settings.Settings.from_environment().database_url, store.MACHINE)


def choice(value: str, allowed: Iterable[str], option: str) -> None:
    """Refuse a value that is not among those allowed: wrong usage, exit status 2."""
    if value not in allowed:
        raise typer.BadParameter(f"« {value} » : choisissez parmi {', '.join(allowed)}", param_hint=option)
