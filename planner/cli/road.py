"""``planner run`` and ``planner explain``: the whole road, and one figure followed down it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from planner import pipeline, settings
from planner.cli.console import (
    ActorFiles,
    CatalogueFiles,
    Out,
    PostingFiles,
    SectorFiles,
    database,
    errors,
    home,
    progress_bar,
    screen,
    write_lines,
)
from planner.cli.engines import LOCAL, EngineName, Scheduler, Workers, engine_of
from planner.delivery import Delivery, deliver
from planner.loading import Files, load_inputs
from planner.matching import Corrections, in_turn
from planner.needs import Parameters
from planner.references import Earlier, load_references
from planner.results import Inputs, Results
from planner.store import MACHINE, corrections_at, keep_run, load_run
from planner.trace import explain


def run_road(
    out: Out,
    postings: PostingFiles = None,
    sectors: SectorFiles = None,
    catalogue: CatalogueFiles = None,
    actors: ActorFiles = None,
    budget: Annotated[float | None, typer.Option(min=0, help="Budget annuel en euros.")] = None,
    campaign: Annotated[
        str, typer.Option(help="Nom de la campagne, sous lequel le calcul est gardé dans la base.")
    ] = "",
    against: Annotated[str, typer.Option(help="Campagne gardée à laquelle comparer.")] = "",
    json_out: Annotated[Path | None, typer.Option("--json", help="Synthèse en JSON.", dir_okay=False)] = None,
    bundle: Annotated[
        Path | None, typer.Option(help="Tableaux CSV et datapackage.json : dossier ou .zip à écrire.")
    ] = None,
    page: Annotated[
        Path | None, typer.Option(help="Synthèse à imprimer (HTML) à écrire.", dir_okay=False)
    ] = None,
    engine: EngineName = LOCAL,
    scheduler: Scheduler = "",
    workers: Workers = None,
) -> None:
    """Calculer les besoins et écrire le rapport Excel ; sans fichier, sur les données de démonstration."""
    engines = engine_of(engine, scheduler, workers, in_turn)
    earlier = _kept(against)
    loaded = load_references(home())
    inputs = load_inputs(_files(postings, sectors, catalogue, actors), loaded)
    for message in inputs.messages:
        errors.print(f"{message.file} : {message.text}", markup=False)
    with progress_bar() as progress:
        with engines as chosen:
            reading = pipeline.read(inputs, loaded, progress, chosen).corrected(_corrections())
        count = partial(
            pipeline.run,
            inputs,
            loaded,
            budget=budget,
            campaign=campaign,
            run_date=datetime.date.today().isoformat(),
            reading=reading,
            progress=progress,
        )
        results = count(Parameters(), with_sensitivity=json_out is not None)
        progress("écriture du rapport", 0, 1)
        context = pipeline.plan_context(loaded, results.needs, inputs.courses, results.teachings)
        recount = partial(_recounted, inputs, count, progress)
        delivery = deliver(results, context, recount, earlier=earlier)
        delivery.workbook(out)
        _write_others(delivery, json_out, bundle, page)
    if campaign:
        kept = delivery.summary()
        keep_run(database(), campaign, {p["name"]: p["value"] for p in kept["parameters"]}, kept)
        screen.print(f"Campagne gardée : {campaign}", markup=False)
    screen.print(f"Rapport écrit : {out.name}", markup=False)


def _recounted(
    inputs: Inputs,
    count: Callable[..., Results],
    progress: pipeline.Progress,
    parameters: Parameters,
    earlier: Earlier | None,
) -> Results:
    """The same inputs with other parameters, read again with the references of an earlier run when asked."""
    if earlier is None:
        return count(parameters)
    known = load_references(home(), earlier)
    reading = pipeline.read(inputs, known, progress).corrected(_corrections())
    return pipeline.run(inputs, known, parameters, reading=reading, progress=progress)


def _write_others(delivery: Delivery, json_out: Path | None, bundle: Path | None, page: Path | None) -> None:
    if json_out:
        write_lines(json_out, [json.dumps(delivery.document(), ensure_ascii=False, indent=1)])
    if bundle:
        delivery.bundle(bundle)
    if page:
        delivery.page(page)


def _kept(campaign: str) -> dict[str, Any] | None:
    """Summary of a kept campaign; asked before the long work, so that a wrong name is said at once."""
    return load_run(database(), campaign)["summary"] if campaign else None


def _corrections() -> Corrections:
    """What people said of readings in the app: the same in both."""
    return Corrections.of(corrections_at(settings.Settings.from_environment().database_url, MACHINE))


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
        reading = pipeline.read(inputs, loaded, progress).corrected(_corrections())
        results = pipeline.run(inputs, loaded, Parameters(), reading=reading, progress=progress)
    traced = explain(results, pipeline.workforce_of(loaded), skill, dept, public)
    out.write_text(
        json.dumps(traced, ensure_ascii=False, indent=1, default=lambda number: number.item()),
        encoding="utf-8",
    )
    screen.print(f"Trace écrite : {out.name}")


def _files(*kinds: list[Path] | None) -> Files:
    """Files of each kind, in the order of :class:`planner.loading.Files`."""
    return Files(*(tuple(paths or ()) for paths in kinds))


COMMANDS = {"run": run_road, "explain": explain_figure}
