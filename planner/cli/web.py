"""``planner app``: the web app."""

from __future__ import annotations

import subprocess
import sys
from typing import Annotated

import typer

from planner import settings
from planner.cli.console import screen


def run_app(
    port: Annotated[int, typer.Option(help="Port local.")] = 8501,
    address: Annotated[str, typer.Option(help="Adresse d'écoute.")] = "127.0.0.1",
) -> None:
    """Ouvrir l'application web sur les données de démonstration."""
    server = settings.PACKAGE / "web" / "server.py"
    command = [sys.executable, "-m", "streamlit", "run", str(server)]
    options = [f"--server.port={port}", f"--server.address={address}", "--server.headless=true"]
    screen.print(f"Application : http://{address}:{port} (Ctrl+C pour arrêter)")
    raise typer.Exit(
        subprocess.call(
            [*command, *options, "--browser.gatherUsageStats=false"], cwd=settings.streamlit_page().parent
        )
    )


COMMANDS = {"app": run_app}
