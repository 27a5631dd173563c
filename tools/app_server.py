"""The web app on a free port with a home of its own, for screenshots and browser tests."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
START_TIMEOUT_S = 60
POLL_S = 0.1
CHROMIUM_OPTIONS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def chromium() -> str | None:
    """Path of Debian's chromium, None where it is not installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def free_port() -> int:
    """A TCP port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """Address of a running app whose PLANNER_HOME is ``home``; stopped at the end.

    Raises:
        RuntimeError: the server stopped, or did not answer in time; what it wrote is quoted.
    """
    with running(home, free_port()) as (address, _):
        yield address


@contextmanager
def running(
    home: Path, port: int, settings: Mapping[str, str] | None = None
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """As :func:`serving`, on that port, with the process of the server; ``settings``: more environment variables."""
    log = home / "server.log"
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "planner" / "web" / "server.py")]
    options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
    environment = {**os.environ, **(settings or {}), "PLANNER_HOME": str(home)}
    environment.pop("PLANNER_DATABASE_URL", None)
    with log.open("wb") as written:
        server = subprocess.Popen(
            [*command, *options], cwd=ROOT, env=environment, stdout=written, stderr=subprocess.STDOUT
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health", server, log)
            yield f"http://127.0.0.1:{port}", server
        finally:
            server.terminate()
            server.wait(timeout=START_TIMEOUT_S)


def wait_for(health: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until ``health`` answers.

    Raises:
        RuntimeError: the server stopped, or did not answer in time; its ``log`` is quoted.
    """
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(health, timeout=1):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(POLL_S)
    raise RuntimeError(f"L'application ne répond pas :\n{log.read_text(errors='replace')}")
