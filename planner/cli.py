"""The command line: parse, call the road, print. Errors are French sentences on stderr.

Exit status: 0 done, 1 the input is unusable, 2 wrong usage (design §7).
"""

from __future__ import annotations

import datetime
import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from planner import evaluation, french, pipeline, settings
from planner.intake import IntakeError, annotate, check_catalogue, read_catalogue, write_template
from planner.loading import Files, UnusableInputs, load_inputs
from planner.matching import (
    LINK_TAXONOMIES,
    OccupationCoder,
    PostingMatcher,
    candidate_record,
    linker_for,
    reader_version,
)
from planner.needs import Parameters
from planner.references import (
    FORMATS,
    InstallationRefused,
    References,
    export_framework,
    install,
    installed_certifications,
    load_references,
)
from planner.report import CATALOGUE_FORMATS, export_catalogue, summary, write_report
from planner.store import (
    Cache,
    StoreUnavailable,
    UnusableRelease,
    cache_key,
    keep_catalogue,
    load_catalogue,
    open_database,
)
from planner.texts import read_rows, read_texts
from planner.trace import UnknownCell, explain

app = typer.Typer(
    help="Besoins de formation aux compétences de l'IA en Pays de la Loire.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
references_app = typer.Typer(help="Référentiels officiels ROME et ESCO.", no_args_is_help=True)
catalogue_app = typer.Typer(help="Catalogue de formations : modèle, contrôle.", no_args_is_help=True)
app.add_typer(references_app, name="references")
app.add_typer(catalogue_app, name="catalogue")

errors = Console(stderr=True, highlight=False, soft_wrap=True)
screen = Console(highlight=False, soft_wrap=True)
Out = Annotated[Path, typer.Option("--out", help="Fichier à écrire.", dir_okay=False)]
PostingFiles = Annotated[list[Path] | None, typer.Option("--postings", help="Offres d'emploi (répétable).")]
SectorFiles = Annotated[list[Path] | None, typer.Option("--sectors", help="Profils sectoriels (répétable).")]
ActorFiles = Annotated[
    list[Path] | None, typer.Option("--actors", help="Registre d'acteurs de l'IA (répétable).")
]
CatalogueFiles = Annotated[list[Path] | None, typer.Option("--catalogue", help="Catalogue (répétable).")]


@app.command("app")
def run_app(
    port: Annotated[int, typer.Option(help="Port local.")] = 8501,
    address: Annotated[str, typer.Option(help="Adresse d'écoute.")] = "127.0.0.1",
) -> None:
    """Ouvrir l'application web sur les données de démonstration."""
    page = settings.streamlit_page()
    command = [sys.executable, "-m", "streamlit", "run", str(page)]
    options = [f"--server.port={port}", f"--server.address={address}", "--server.headless=true"]
    screen.print(f"Application : http://{address}:{port} (Ctrl+C pour arrêter)")
    raise typer.Exit(
        subprocess.call([*command, *options, "--browser.gatherUsageStats=false"], cwd=page.parent)
    )


@references_app.command("install")
def references_install(
    files: Annotated[list[Path], typer.Argument(help="Archives officielles ROME et ESCO, ou leurs CSV.")],
) -> None:
    """Installer des référentiels officiels, reconnus par leur contenu."""
    with progress_bar() as progress:
        outcomes = install(files, _home(), progress)
    for outcome in outcomes:
        screen.print(outcome.sentence)


@references_app.command("list")
def references_list() -> None:
    """Dire quels référentiels sont utilisés, leur version et leur licence."""
    for used in load_references(_home()).in_use:
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
    _choice(format, FORMATS, "--format")
    export_framework(load_references(_home()).framework, format, out)
    screen.print(f"Référentiel écrit : {out.name} (licence CC BY 4.0)")


@app.command()
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
    _choice(taxonomy, LINK_TAXONOMIES, "--taxonomy")
    _choice(lang, ("fr", "en"), "--lang")
    lines = read_texts(texts)
    loaded = load_references(_home())
    linker = linker_for(taxonomy, lang, rome=loaded.rome, esco=loaded.esco, framework=loaded.framework)
    linked = linker.link(lines, top, abstain=abstain)
    pairs = zip(lines, linked, strict=True)
    write_jsonl(out, ({"text": t, "candidates": [candidate_record(c) for c in found]} for t, found in pairs))


@app.command()
def occupation(
    titles: Annotated[
        Path, typer.Argument(metavar="INPUT.csv", help="CSV : title, description (facultative).")
    ],
    out: Out,
    top: Annotated[int, typer.Option(min=1, help="Nombre de métiers au plus.")] = 5,
) -> None:
    """Coder des intitulés de poste en métiers ROME 4.0."""
    rows = read_rows(titles, ("title",))
    loaded = load_references(_home())
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


@app.command()
def match(
    postings: Annotated[
        list[Path], typer.Argument(metavar="POSTINGS…", help="Offres : CSV, XLSX, JSON, .gz.")
    ],
    out: Out,
) -> None:
    """Lire des offres d'emploi : métier, compétences IA, compétences ROME et ESCO."""
    loaded = load_references(_home())
    cache, key = Cache(_home()), _match_key(postings, loaded)
    kept = cache.load(key)
    if kept is not None:
        write_lines(out, kept["records"]["line"])
        return
    inputs = load_inputs(Files(postings=tuple(postings)), loaded)
    matcher = PostingMatcher(loaded.rome, loaded.esco, loaded.framework)
    with progress_bar() as progress:
        records = matcher.records(inputs.postings, progress)
        lines = [json.dumps(record, ensure_ascii=False) for record in records]
    write_lines(out, lines)
    cache.save(key, {"records": pd.DataFrame({"line": lines})})


def _match_key(postings: Iterable[Path], loaded: References) -> str:
    """The same files, references and reader give the same records."""
    named = [part for path in postings if path.is_file() for part in (path.name, path.read_bytes())]
    used = [f"{r.name}|{r.version}|{r.origin}|{r.rows}" for r in loaded.in_use]
    forms = loaded.framework.forms.to_csv(index=False)
    return cache_key("match", reader_version(), forms, *used, *named)


@catalogue_app.command("template")
def catalogue_template(out: Annotated[Path, typer.Argument(metavar="OUT.xlsx", dir_okay=False)]) -> None:
    """Écrire le modèle de catalogue à remplir."""
    write_template(out)
    screen.print(f"Modèle écrit : {out.name}")


@catalogue_app.command("check")
def catalogue_check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Catalogue : xlsx, ods, csv.")],
    annotated: Annotated[Path | None, typer.Option(help="Classeur corrigé à écrire.", dir_okay=False)] = None,
    json_out: Annotated[Path | None, typer.Option("--json", help="Contrôle en JSON.", dir_okay=False)] = None,
) -> None:
    """Contrôler un catalogue : toutes les erreurs en une fois, avec la correction proposée."""
    loaded = load_references(_home())
    check = check_catalogue(
        file,
        file.name,
        loaded.territories,
        loaded.sectors,
        occupations=loaded.rome.occupations,
        certifications=installed_certifications(_home()),
    )
    if json_out:
        json_out.write_text(json.dumps(check.as_json(), ensure_ascii=False, indent=1), encoding="utf-8")
    if annotated and check.rows_read:
        annotate(file, check.problems, annotated, corrections=check.corrections)
    for problem in check.problems:
        screen.print(problem.sentence(), markup=False)
    screen.print(f"{check.rows_usable} formations utilisables sur {check.rows_read} lignes lues.")
    raise typer.Exit(0 if check.rows_usable else 1)


@catalogue_app.command("import")
def catalogue_import(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Catalogue : xlsx, ods, csv.")],
) -> None:
    """Garder un catalogue : une transaction, les lignes utilisables entrent, le même fichier n'entre qu'une fois."""
    loaded = load_references(_home())
    intake = read_catalogue(
        file,
        file.name,
        loaded.territories,
        loaded.sectors,
        occupations=loaded.rome.occupations,
        certifications=installed_certifications(_home()),
    ).required(file.name)
    for problem in intake.problems:
        errors.print(problem.sentence(), markup=False)
    database = open_database(settings.Settings.from_environment().database_url)
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    screen.print(keep_catalogue(database, file.name, sha256, intake.frame).sentence, markup=False)


@catalogue_app.command("export")
def catalogue_export(
    out: Annotated[Path, typer.Argument(metavar="OUT", dir_okay=False, help="Fichier à écrire.")],
    format: Annotated[str, typer.Option(help=f"{', '.join(CATALOGUE_FORMATS)}.")] = "xlsx",
) -> None:
    """Écrire le catalogue gardé : LHEO 2.3, colonnes de Mon Compte Formation, ou classeur."""
    _choice(format, tuple(CATALOGUE_FORMATS), "--format")
    courses = load_catalogue(open_database(settings.Settings.from_environment().database_url))
    if courses.empty:
        raise IntakeError(
            out.name,
            "Aucune formation n'est gardée.",
            "Importez d'abord un catalogue : planner catalogue import.",
        )
    export_catalogue(courses, format, out)
    screen.print(f"Catalogue écrit : {out.name} ({french.plural(len(courses), 'formation')})")


@app.command("run")
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
    loaded = load_references(_home())
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


@app.command("explain")
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
    loaded = load_references(_home())
    inputs = load_inputs(_files(postings, sectors, catalogue), loaded)
    with progress_bar() as progress:
        results = pipeline.run(inputs, loaded, Parameters(), progress=progress)
    traced = explain(results, pipeline.workforce_of(loaded), skill, dept, public)
    out.write_text(
        json.dumps(traced, ensure_ascii=False, indent=1, default=lambda number: number.item()),
        encoding="utf-8",
    )
    screen.print(f"Trace écrite : {out.name}")


@app.command("evaluate")
def evaluate_all(
    json_out: Annotated[Path | None, typer.Option("--json", help="Mesures en JSON.", dir_okay=False)] = None,
) -> None:
    """Mesurer l'exactitude sur les fichiers de PLANNER_BENCHMARKS, à côté de méthodes simples (quelques minutes)."""
    folder = settings.Settings.from_environment().benchmarks
    with progress_bar() as progress:
        measures = evaluation.evaluate(folder, load_references(_home()), progress)
    for m in measures:
        interval = f"[{french.number(m.low, 3)} – {french.number(m.high, 3)}]"
        line = f"{m.task} · {m.method} · {m.figure} : {french.number(m.value, 3)} {interval}, {m.n} lignes, {m.protocol}"
        screen.print(line, markup=False)
    screen.print(evaluation.PROTOCOLS)
    if json_out:
        json_out.write_text(evaluation.as_json(measures), encoding="utf-8")


@contextmanager
def progress_bar() -> Iterator[pipeline.Progress]:
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


def _files(*kinds: list[Path] | None) -> Files:
    """Files of each kind, in the order of :class:`planner.loading.Files`."""
    return Files(*(tuple(paths or ()) for paths in kinds))


def _home() -> Path:
    return settings.Settings.from_environment().home


def _choice(value: str, allowed: Iterable[str], option: str) -> None:
    if value not in allowed:
        raise typer.BadParameter(f"« {value} » : choisissez parmi {', '.join(allowed)}", param_hint=option)


def main() -> None:
    """Entry point: refusals become one French sentence each and exit status 1."""
    try:
        app()
    except (
        evaluation.BenchmarksMissing,
        IntakeError,
        UnusableInputs,
        InstallationRefused,
        UnusableRelease,
        StoreUnavailable,
        UnknownCell,
    ) as refusal:
        errors.print(str(refusal), markup=False)
        sys.exit(1)
    except OSError as error:
        errors.print(
            f"Lecture ou écriture impossible : {error.filename or ''} ({error.strerror}).", markup=False
        )
        sys.exit(1)
