"""``planner app``: the web app."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import Annotated

import typer

from planner import settings
from planner.cli.console import screen
from planner.sign_in import FILE, configured, on_this_machine


def run_app(
    port: Annotated[int, typer.Option(help="Port local.")] = 8501,
    address: Annotated[str, typer.Option(help="Adresse d'écoute.")] = "127.0.0.1",
    exposed: Annotated[
        bool,
        typer.Option(
            "--expose-without-sign-in",
            help="Écouter hors de cette machine, sans connexion : qui l'atteint lit et change tout.",
        ),
    ] = False,
) -> None:
    """Ouvrir l'application web sur les données de démonstration."""
    signed = configured() is not None
    if not signed and not exposed and not on_this_machine(address):
        raise typer.BadParameter(
            f"« {address} » est ouverte à d'autres machines, et aucune connexion n'est réglée : qui l'atteint lit et "
            f"change tout. Réglez-la par {FILE} (docs/SECURITY.md), gardez 127.0.0.1, ou ajoutez "
            "--expose-without-sign-in si l'accès est déjà gardé.",
            param_hint="--address",
        )
    server = settings.PACKAGE / "web" / "server.py"
    command = [sys.executable, "-m", "streamlit", "run", str(server)]
    options = [f"--server.port={port}", f"--server.address={address}", "--server.headless=true"]
    options += ["--browser.gatherUsageStats=false", "--logger.hideWelcomeMessage=true"]
    screen.print(f"Application : http://{address}:{port} (Ctrl+C pour arrêter)")
    with subprocess.Popen([*command, *options], cwd=settings.streamlit_page().parent) as running:
        # A service manager or a container asks this process alone to stop.
        signal.signal(signal.SIGTERM, lambda *_: running.terminate())
        status = running.wait()
    raise typer.Exit(0 if status == -signal.SIGTERM else status)


COMMANDS = {"app": run_app}
