"""``planner link``, ``occupation``, ``match`` and ``evaluate``: reading texts, and how well it is done."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from planner import evaluation, french, settings
from planner.cli.console import Out, choice, home, progress_bar, screen, write_jsonl, write_lines
from planner.loading import Files, load_inputs
from planner.matching import (
    LINK_TAXONOMIES,
    Corrections,
    OccupationCoder,
    PostingMatcher,
    candidate_record,
    linker_for,
    reader_version,
)
from planner.references import References, load_references
from planner.store import Cache, cache_key, corrections_at
from planner.texts import read_rows, read_texts


def link(
    texts: Annotated[
        Path, typer.Argument(metavar="INPUT", help=".txt, un texte par ligne, ou .csv avec une colonne text.")
    ],
    taxonomy: Annotated[str, typer.Option(help="esco, rome ou ai.")],
    out: Out,
    lang: Annotated[str, typer.Option(help="fr ou en.")] = "fr",
    top: Annotated[int, typer.Option(min=1, help="Nombre de candidats au plus.")] = 10,
    abstain: Annotated[
        bool, typer.Option("--abstain/--no-abstain", help="S'abstenir quand rien n'est sûr.")
    ] = True,
) -> None:
    """Relier des textes aux compétences d'un référentiel, avec les mots lus."""
    choice(taxonomy, LINK_TAXONOMIES, "--taxonomy")
    choice(lang, ("fr", "en"), "--lang")
    lines = read_texts(texts)
    loaded = load_references(home())
    linker = linker_for(taxonomy, lang, rome=loaded.rome, esco=loaded.esco, framework=loaded.framework)
    linked = linker.link(lines, top, abstain=abstain)
    pairs = zip(lines, linked, strict=True)
    write_jsonl(out, ({"text": t, "candidates": [candidate_record(c) for c in found]} for t, found in pairs))


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
    corrections = Corrections.of(corrections_at(settings.Settings.from_environment().database_url))
    cache, key = Cache(home()), _match_key(postings, loaded, corrections)
    kept = cache.load(key)
    if kept is not None:
        write_lines(out, kept["records"]["line"])
        return
    inputs = load_inputs(Files(postings=tuple(postings)), loaded)
    matcher = PostingMatcher(loaded.rome, loaded.esco, loaded.framework, corrections)
    with progress_bar() as progress:
        records = matcher.records(inputs.postings, progress)
        lines = [json.dumps(record, ensure_ascii=False) for record in records]
    write_lines(out, lines)
    cache.save(key, {"records": pd.DataFrame({"line": lines})})


def _match_key(postings: Iterable[Path], loaded: References, corrections: Corrections) -> str:
    """The same files, references, reader and corrections give the same records."""
    named = [part for path in postings if path.is_file() for part in (path.name, path.read_bytes())]
    used = [f"{r.name}|{r.version}|{r.origin}|{r.rows}" for r in loaded.in_use]
    forms = loaded.framework.forms.to_csv(index=False)
    return cache_key("match", reader_version(), corrections.key, forms, *used, *named)


def evaluate(
    json_out: Annotated[Path | None, typer.Option("--json", help="Mesures en JSON.", dir_okay=False)] = None,
) -> None:
    """Mesurer l'exactitude sur les fichiers de PLANNER_BENCHMARKS, à côté de méthodes simples (quelques minutes)."""
    folder = settings.Settings.from_environment().benchmarks
    with progress_bar() as progress:
        measures = evaluation.evaluate(folder, load_references(home()), progress)
    for m in measures:
        interval = f"[{french.number(m.low, 3)} – {french.number(m.high, 3)}]"
        line = f"{m.task} · {m.method} · {m.figure} : {french.number(m.value, 3)} {interval}, {m.n} lignes, {m.protocol}"
        screen.print(line, markup=False)
    screen.print(evaluation.PROTOCOLS)
    if json_out:
        json_out.write_text(evaluation.as_json(measures), encoding="utf-8")
