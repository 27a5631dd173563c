"""Time and memory of fetching offers and files from a server of this machine, each with its ratio to a baseline.

Run: ``python -m tests.benchmarks.bench_sources``. The baseline of the offers is reading the same pages and the
JSON in them, without looking at what they say; that of a file is copying it.
"""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from planner.store import DownloadShelf
from tests.sources.conftest import CREDENTIALS, Site, offer, serving
from tests.sources.test_downloads import COURSES

OFFERS, DAYS = 30_000, 15  # of one département: two thousand offers a day
TEXT = (
    "Vous rédigez des comptes rendus avec une IA générative et contrôlez ce qu'elle écrit. " * 25
)  # 2 kB, as real ones
FILE_MIB = 300
PEAK = """
import atexit, sys
from tests.benchmarks.memory import peak_mebibytes
atexit.register(lambda: print(peak_mebibytes(), file=sys.stderr))
"""
COMMAND = "from planner.cli import main; main()"
COPY = "import shutil; shutil.copyfile(*sys.argv[1:])"
PAGES = """
import json, urllib.request
for line in sys.stdin:
    asked = urllib.request.Request(line.strip(), headers={"Authorization": "Bearer " + sys.argv[1]})
    json.loads(urllib.request.urlopen(asked).read() or b"{}")
"""


def main() -> None:
    """Print each measure."""
    with tempfile.TemporaryDirectory() as folder, serving(Site()) as site:
        home = Path(folder)
        _fill(site)
        words = ["postings", "fetch", "--dept", "44", "--days", str(DAYS), "--out", str(home / "offres.json")]
        first = _planner(site, home, words)
        pages = [f"{site.addresses.france_travail}/offres/search?{_query(s)}" for s in site.searches]
        base = _measured(PAGES, [f"jeton-{site.tokens}"], {}, "\n".join(pages))
        again = _planner(site, home, words)
        _say(f"postings fetch, {OFFERS} offres, {len(pages)} pages", first, base)
        _say("postings fetch, rien de nouveau que le jour", again, base)
        place = "cdc/catalog/datasets/moncompteformation_catalogueformation/exports/csv"
        heading, row = COURSES.splitlines(keepends=True)
        site.files[place] = heading + row * (FILE_MIB * (1 << 20) // len(row))
        fetched = _planner(site, home, ["catalogue", "fetch", "--out", str(home / "mcf.csv")])
        shelf = DownloadShelf(home)
        received = shelf.path("mcf", shelf.noted("mcf"))
        copied = _measured(COPY, [str(received), str(home / "copie.csv")], {})
        _say(f"catalogue fetch, {FILE_MIB} Mio", fetched, copied)


def _fill(site: Site) -> None:
    today = datetime.datetime.now(datetime.UTC).replace(hour=0, minute=0, second=0)
    for number in range(OFFERS):
        day, second = number % DAYS, number // DAYS * 10
        created = today - datetime.timedelta(days=day) + datetime.timedelta(seconds=second)
        site.offers.append(offer(number, created) | {"description": TEXT})


def _query(asked: dict[str, str]) -> str:
    return "&".join(f"{name}={value}" for name, value in asked.items())


def _planner(site: Site, home: Path, words: list[str]) -> tuple[float, float, float]:
    told = site.addresses
    environment = {
        "PLANNER_HOME": str(home),
        "PLANNER_FRANCE_TRAVAIL_ID": CREDENTIALS.client_id,
        "PLANNER_FRANCE_TRAVAIL_SECRET": CREDENTIALS.secret,
        "PLANNER_FRANCE_TRAVAIL_URL": told.france_travail,
        "PLANNER_FRANCE_TRAVAIL_TOKEN_URL": told.france_travail_token,
        "PLANNER_CAISSE_DES_DEPOTS_URL": told.caisse_des_depots,
    }
    return _measured(COMMAND, words, environment)


def _measured(
    code: str, words: list[str], environment: dict[str, str], given: str = ""
) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of processor and MiB at most of a Python process."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile("w+") as told:
        process = subprocess.Popen(
            [sys.executable, "-c", PEAK + code, *words],
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=told,
            text=True,
        )
        process.stdin.write(given)
        process.stdin.close()
        _, status, used = os.wait4(process.pid, 0)
        spent = time.perf_counter() - begun
        told.seek(0)
        lines = told.read().splitlines()
    if status:
        raise SystemExit("\n".join(lines))
    return spent, used.ru_utime + used.ru_stime, float(lines[-1])


def _say(what: str, measured: tuple[float, float, float], base: tuple[float, float, float]) -> None:
    clock, processor, memory = measured
    print(
        f"{what:<50} {clock:7.1f} s  {processor:6.1f} s CPU  {memory:5.0f} Mio  "
        f"{processor / max(base[1], 0.01):5.1f} × la référence ({base[1]:.1f} s CPU, {base[2]:.0f} Mio)"
    )


if __name__ == "__main__":
    main()
