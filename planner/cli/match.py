"""``planner match``: reading postings, a few files or a national feed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from planner import french
from planner.cli.console import home, progress_bar, screen, write_lines
from planner.cli.engines import LOCAL, EngineName, Engines, Scheduler, Workers, engine_of
from planner.cli.feed import PART, Feed
from planner.intake import is_parquet
from planner.loading import Files, load_inputs
from planner.matching import Corrections, PostingMatcher, on_cores, reader_version
from planner.references import References, load_references
from planner.scale import PartFolder
from planner.settings import Settings
from planner.store import MACHINE, Cache, cache_key, corrections_at

PARTS = ".parquet"


def match(
    postings: Annotated[
        list[Path],
        typer.Argument(
            metavar="POSTINGS…", help="Offres : CSV, XLSX, JSON, .gz, Parquet (fichier ou dossier)."
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            help="Fichier JSONL ; ou dossier de parties Parquet (nom en .parquet, ou dossier qui existe) : après un "
            "arrêt, la même commande fait ce qui manque.",
        ),
    ],
    engine: EngineName = LOCAL,
    scheduler: Scheduler = "",
    workers: Workers = None,
) -> None:
    """Lire des offres d'emploi : métier, compétences IA, compétences ROME et ESCO."""
    engines = engine_of(engine, scheduler, workers, on_cores)
    loaded = load_references(home())
    corrections = Corrections.of(corrections_at(Settings.from_environment().database_url, MACHINE))
    matcher = PostingMatcher(loaded.rome, loaded.esco, loaded.framework, corrections)
    used = (reader_version(), corrections.key, *_used(loaded))
    if out.suffix == PARTS or out.is_dir():
        _refuse_inside(out, postings)
        feed = Feed(postings, loaded)
        _to_parts(
            feed, matcher, engines, PartFolder(out, cache_key("parts", str(PART), *used, *feed.content()))
        )
    elif any(map(is_parquet, postings)):
        _to_lines(Feed(postings, loaded), matcher, engines, out)
    else:
        _kept(postings, loaded, matcher, engines, out, used)


def _refuse_inside(out: Path, postings: Iterable[Path]) -> None:
    """A second run would take the records of the first for postings."""
    if any(folder.is_dir() and out.resolve().is_relative_to(folder.resolve()) for folder in postings):
        raise typer.BadParameter("donnez un dossier hors de celui des offres", param_hint="--out")


def _to_parts(feed: Feed, matcher: PostingMatcher, engines: Engines, folder: PartFolder) -> None:
    """Each part appears when it is whole; those that are there are left."""
    folder.check()
    with engines as engine, progress_bar() as progress:
        folder.write(feed.records(matcher, engine, progress, folder.done))
    rows, parts = folder.close()
    screen.print(
        f"{french.plural(rows, 'offre lue', 'offres lues')}, {french.plural(parts, 'partie')}.", markup=False
    )


def _to_lines(feed: Feed, matcher: PostingMatcher, engines: Engines, out: Path) -> None:
    with engines as engine, progress_bar() as progress:
        found = feed.records(matcher, engine, progress)
        write_lines(out, (_line(record) for _, records in found for record in records))


def _kept(
    postings: Iterable[Path],
    loaded: References,
    matcher: PostingMatcher,
    engines: Engines,
    out: Path,
    used: Iterable[str],
) -> None:
    """A few files, read whole; the same files, references, reader and corrections are not read again."""
    named = [part for path in postings if path.is_file() for part in (path.name, path.read_bytes())]
    cache, key = Cache(home()), cache_key("match", *used, *named)
    kept = cache.load(key)
    if kept is not None:
        write_lines(out, kept["records"]["line"])
        return
    inputs = load_inputs(Files(postings=tuple(postings)), loaded)
    with engines as engine, progress_bar() as progress:
        lines = [_line(record) for record in matcher.records(inputs.postings, progress, engine)]
    write_lines(out, lines)
    cache.save(key, {"records": pd.DataFrame({"line": lines})})


def _used(loaded: References) -> list[str]:
    """What tells the references in use from others."""
    named = [f"{r.name}|{r.version}|{r.origin}|{r.rows}" for r in loaded.in_use]
    return [loaded.framework.forms.to_csv(index=False), *named]


def _line(record: dict[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False)


COMMANDS = {"match": match}
