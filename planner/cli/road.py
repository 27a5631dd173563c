"""``planner run`` and ``planner explain``: the whole road, and one figure followed down it."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Annotated

import typer

from planner import pipeline
from planner.cli.console import (
    ActorFiles,
    CatalogueFiles,
    Out,
    PostingFiles,
    SectorFiles,
    errors,
    home,
    progress_bar,
    screen,
)
from planner.loading import Files, load_inputs
from planner.needs import Parameters
from planner.references import load_references
from planner.report import summary, write_report
from planner.trace import explain


def run_road(
    out: Out,
    postings: PostingFiles = None,
    sectors: SectorFiles = None,
    catalogue: CatalogueFiles = None,
    actors: ActorFiles = None,
    budget: Annotated[float | None, typer.Option(min=0, help="Budget annuel en euros.")] = None,
    campaign: Annotated[str, typer.Option(help="Nom de la campagne.")] = "",
    json_out: Annotated[Path | None, typer.Option("--json", help="Synthèse en JSON.", dir_okay=False)] = None,
) -> None:
    """Calculer les besoins et écrire le rapport Excel ; sans fichier, sur les données de démonstration."""
    loaded = load_references(home())
    inputs = load_inputs(_files(postings, sectors, catalogue, actors), loaded)
    for message in inputs.messages:
        errors.print(f"{message.file} : {message.text}", markup=False)
    with progress_bar() as progress:
        results = pipeline.run(
            inputs,
            loaded,
            Parameters(),
            budget=budget,
            campaign=campaign,
            run_date=datetime.date.today().isoformat(),
            with_sensitivity=json_out is not None,
            progress=progress,
        )
    write_report(results, out)
    if json_out:
        json_out.write_text(json.dumps(summary(results), ensure_ascii=False, indent=1), encoding="utf-8")
    screen.print(f"Rapport écrit : {out.name}")


def explain_figure(
    skill: Annotated[str, typer.Argument(help="Compétence du référentiel, par exemple IA301.")],
    dept: Annotated[str, typer.Argument(help="Département : 44, 49, 53, 72 ou 85.")],
    out: Out,
    public: Annotated[str, typer.Option(help="initial ou continu.")] = "continu",
    postings: PostingFiles = None,
    sectors: SectorFiles = None,
    catalogue: CatalogueFiles = None,
) -> None:
    """Suivre un chiffre jusqu'aux offres, aux formations et aux paramètres qui le font (JSON)."""
    loaded = load_references(home())
    inputs = load_inputs(_files(postings, sectors, catalogue), loaded)
    with progress_bar() as progress:
        results = pipeline.run(inputs, loaded, Parameters(), progress=progress)
    traced = explain(results, pipeline.workforce_of(loaded), skill, dept, public)
    out.write_text(
        json.dumps(traced, ensure_ascii=False, indent=1, default=lambda number: number.item()),
        encoding="utf-8",
    )
    screen.print(f"Trace écrite : {out.name}")


def _files(*kinds: list[Path] | None) -> Files:
    """Files of each kind, in the order of :class:`planner.loading.Files`."""
    return Files(*(tuple(paths or ()) for paths in kinds))
