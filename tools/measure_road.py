"""Seconds and memory of the road, each beside a baseline measured in the same run.

    python tools/measure_road.py POSTINGS… [--references ARCHIVE…] [--app]

Prints the Markdown table of docs/MEASURES.md. Each step is a process of its own, charged with its
wall time, its processor time and its peak memory. The baseline of a step is a process that
reads the same file and does nothing of it; the ratio is taken on processor time, which other
programs of the machine disturb least. POSIX only (``os.wait4``).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from planner import french
from tools.app_server import CHROMIUM_OPTIONS, ROOT, chromium, free_port

MIB = 1024.0 if sys.platform != "darwin" else 1024.0**2  # ru_maxrss: KiB on Linux, bytes on macOS
PLANNER = (sys.executable, "-c", "from planner.cli import main; main()")
READ_CSV = "import sys, pandas; pandas.read_csv(sys.argv[1])"
READ_BYTES = "import sys, pathlib; [pathlib.Path(name).read_bytes() for name in sys.argv[1:]]"
IMPORT_PANDAS = "import pandas"
FIRST_FIGURE = '[data-testid="stMetricValue"]'  # the home page is filled once its key figures stand
PAGE_TIMEOUT_S, POLL_S = 300, 0.05


@dataclass(frozen=True, slots=True)
class Spent:
    """What a process cost: seconds of the clock, seconds of processor, peak memory in MiB."""

    wall: float
    processor: float
    memory: float


@dataclass(frozen=True, slots=True)
class Step:
    """A command to measure and the baseline that it is compared with, each a whole process."""

    name: str
    command: Sequence[str]
    baseline_name: str
    baseline: Sequence[str]


def steps(postings: Sequence[Path], references: Sequence[Path], scratch: Path) -> Iterator[Step]:
    """Install and load the references, then go down the road once a file."""
    if references:
        names = [str(path) for path in references]
        read = [sys.executable, "-c", READ_BYTES, *names]
        yield Step(
            "`planner references install`",
            [*PLANNER, "references", "install", *names],
            "lire les archives",
            read,
        )
    load = [sys.executable, "-c", IMPORT_PANDAS]
    yield Step(
        "`planner references list` (chargement)", [*PLANNER, "references", "list"], "`import pandas`", load
    )
    for path in postings:
        outputs = ["--out", str(scratch / "r.xlsx"), "--json", str(scratch / "s.json")]
        read = [sys.executable, "-c", READ_CSV, str(path)]
        command = [*PLANNER, "run", "--postings", str(path), *outputs]
        yield Step(f"`planner run` sur {path.name}", command, "`pandas.read_csv` du même fichier", read)


def spend(command: Sequence[str], home: Path) -> Spent:
    """Run a command to its end.

    Raises:
        subprocess.CalledProcessError: it failed; its messages are on stderr.
    """
    environment = {**os.environ, "PLANNER_HOME": str(home), "PYTHONPATH": str(ROOT)}
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    spent = _finish(process, began)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return spent


def _finish(process: subprocess.Popen[bytes], began: float) -> Spent:
    """Wait for the end of a process and read its account."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Spent(time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MIB)


def first_page(home: Path) -> Spent:
    """From the start of the server to the figures of the home page, seen by a browser; the account is the server's."""
    from playwright.sync_api import sync_playwright  # a tool of developers, needed by this step alone

    port = free_port()
    options = [
        f"--server.port={port}",
        "--server.address=127.0.0.1",
        "--server.headless=true",
        "--browser.gatherUsageStats=false",
    ]
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(ROOT / "planner" / "web" / "server.py"),
        *options,
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(CHROMIUM_OPTIONS))
        page = browser.new_page()
        began = time.perf_counter()
        server = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "PLANNER_HOME": str(home)}, stdout=subprocess.DEVNULL
        )
        try:
            _open(page, f"http://127.0.0.1:{port}")
            page.locator(FIRST_FIGURE).first.wait_for(timeout=PAGE_TIMEOUT_S * 1000)
            seen = time.perf_counter() - began
        finally:
            server.terminate()
        spent = _finish(server, began)
        browser.close()
    return Spent(seen, spent.processor, spent.memory)


def _open(page: object, address: str) -> None:
    """Go to a server that is still starting."""
    from playwright.sync_api import Error

    deadline = time.monotonic() + PAGE_TIMEOUT_S
    while True:
        try:
            page.goto(address)
            return
        except Error:
            if time.monotonic() > deadline:
                raise
            time.sleep(POLL_S)


def line(name: str, spent: Spent, baseline_name: str = "", baseline: Spent | None = None) -> str:
    """A row of the table, in French."""
    if baseline is None:
        ratio = "—"
    else:
        ratio = f"{french.number(spent.processor / baseline.processor)} × {baseline_name}"
    seconds = [french.number(spent.wall, 1), french.number(spent.processor, 1)]
    cells = [name, *seconds, french.number(spent.memory), ratio]
    return f"| {' | '.join(cells)} |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, one row a step as it ends."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("postings", nargs="*", type=Path)
    parser.add_argument("--references", nargs="+", type=Path, default=[])
    parser.add_argument("--app", action="store_true", help="also the first page, in a browser")
    asked = parser.parse_args(arguments)
    print(
        "| étape | secondes | dont processeur | mémoire, Mio | rapport (processeur) |\n|---|--:|--:|--:|---|"
    )
    with tempfile.TemporaryDirectory() as name:
        home, scratch = Path(name, "home"), Path(name)
        for step in steps(asked.postings, asked.references, scratch):
            baseline = spend(step.baseline, home)
            print(line(step.name, spend(step.command, home), step.baseline_name, baseline), flush=True)
        if asked.app:
            print(line("première page de `planner app`", first_page(home)), flush=True)


if __name__ == "__main__":
    main()
