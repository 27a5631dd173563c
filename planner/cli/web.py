"""``planner app``: the web app."""

from __future__ import annotations

import ipaddress
import signal
import subprocess
import sys
from typing import Annotated

import typer

from planner import settings
from planner.cli.console import screen


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
    if not exposed and not _on_this_machine(address):
        raise typer.BadParameter(
            f"« {address} » est ouverte à d'autres machines, et l'application n'a pas encore de connexion : qui "
            "l'atteint lit et change tout. Gardez 127.0.0.1, ou ajoutez --expose-without-sign-in si l'accès est déjà "
            "gardé (docs/SECURITY.md).",
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


def _on_this_machine(address: str) -> bool:
    """True for an address that no other machine reaches."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


COMMANDS = {"app": run_app}
