"""``planner occupation`` and ``match``: reading postings."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from planner.cli.console import Out, home, progress_bar, write_jsonl, write_lines
from planner.loading import Files, load_inputs
from planner.matching import (
    Corrections,
    OccupationCoder,
    PostingMatcher,
    on_cores,
    reader_version,
)
from planner.references import References, load_references
from planner.settings import Settings
from planner.store import MACHINE, Cache, cache_key, corrections_at
from planner.texts import read_rows


def occupation(
    titles: Annotated[
        Path, typer.Argument(metavar="INPUT.csv", help="CSV : title, description (facultative).")
    ],
    out: Out,
    top: Annotated[int, typer.Option(min=1, help="Nombre de métiers au plus.")] = 5,
) -> None:
    """Coder des intitulés de poste en métiers ROME 4.0."""
    rows = read_rows(titles, ("title",))
    loaded = load_references(home())
    coder = OccupationCoder(loaded.rome.occupations, loaded.rome.appellations, loaded.rome.texts)
    descriptions = [row.get("description") or "" for row in rows]
    coded = coder.candidates([row["title"] for row in rows], top, descriptions)
    write_jsonl(
        out,
        (
            {
                "title": row["title"],
                "candidates": [{"code": c.code, "label": c.label, "score": c.score} for c in found],
            }
            for row, found in zip(rows, coded, strict=True)
        ),
    )


def match(
    postings: Annotated[
        list[Path], typer.Argument(metavar="POSTINGS…", help="Offres : CSV, XLSX, JSON, .gz.")
    ],
    out: Out,
) -> None:
    """Lire des offres d'emploi : métier, compétences IA, compétences ROME et ESCO."""
    loaded = load_references(home())
    corrections = Corrections.of(corrections_at(Settings.from_environment().database_url, MACHINE))
    cache, key = Cache(home()), _match_key(postings, loaded, corrections)
    kept = cache.load(key)
    if kept is not None:
        write_lines(out, kept["records"]["line"])
        return
    inputs = load_inputs(Files(postings=tuple(postings)), loaded)
    matcher = PostingMatcher(loaded.rome, loaded.esco, loaded.framework, corrections)
    with progress_bar() as progress:
        records = matcher.records(inputs.postings, progress, on_cores)
        lines = [json.dumps(record, ensure_ascii=False) for record in records]
    write_lines(out, lines)
    cache.save(key, {"records": pd.DataFrame({"line": lines})})


def _match_key(postings: Iterable[Path], loaded: References, corrections: Corrections) -> str:
    """The same files, references, reader and corrections give the same records."""
    named = [part for path in postings if path.is_file() for part in (path.name, path.read_bytes())]
    used = [f"{r.name}|{r.version}|{r.origin}|{r.rows}" for r in loaded.in_use]
    forms = loaded.framework.forms.to_csv(index=False)
    return cache_key("match", reader_version(), corrections.key, forms, *used, *named)


COMMANDS = {"occupation": occupation, "match": match}
