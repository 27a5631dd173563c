"""The command line: parse, call the road, print. Errors are French sentences on stderr.

Exit status: 0 done, 1 the input is unusable, 2 wrong usage (design §7).
"""

from __future__ import annotations

import subprocess
import sys
from typing import Annotated

import typer

from planner import evaluation, settings
from planner.cli import catalogue, fetching, reading, references, road
from planner.cli.console import errors, screen
from planner.intake import IntakeError
from planner.loading import UnusableInputs
from planner.references import InstallationRefused
from planner.report import NotComparable
from planner.sources import CredentialsMissing, SourceUnavailable
from planner.store import StoreUnavailable, UnknownCampaign, UnusableRelease
from planner.trace import UnknownCell

REFUSALS = (
    evaluation.BenchmarksMissing,
    IntakeError,
    UnusableInputs,
    InstallationRefused,
    UnusableRelease,
    StoreUnavailable,
    UnknownCell,
    UnknownCampaign,
    NotComparable,
    CredentialsMissing,
    SourceUnavailable,
)

app = typer.Typer(
    help="Besoins de formation aux compétences de l'IA en Pays de la Loire.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(references.references_app, name="references")
app.add_typer(catalogue.catalogue_app, name="catalogue")
app.add_typer(fetching.postings_app, name="postings")


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


for name, command in (
    ("link", reading.link),
    ("occupation", reading.occupation),
    ("match", reading.match),
    ("run", road.run_road),
    ("explain", road.explain_figure),
    ("evaluate", reading.evaluate),
):
    app.command(name)(command)


def main() -> None:
    """Entry point: refusals become one French sentence each and exit status 1."""
    try:
        app()
    except REFUSALS as refusal:
        errors.print(str(refusal), markup=False)
        sys.exit(1)
    except OSError as error:
        found = error.filename or ""
        errors.print(f"Lecture ou écriture impossible : {found} ({error.strerror}).", markup=False)
        sys.exit(1)
