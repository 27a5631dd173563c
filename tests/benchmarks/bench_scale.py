"""A national feed in Parquet, read by 1 and 2 Dask workers: speed, memory of each process along the way, bytes.

Run: ``python -m tests.benchmarks.bench_scale POSTINGS [--count 1000000] [--workers 1 2] [--keep FOLDER]`` (a file of
real postings; it takes hours for a million: with ``--keep``, feed and output stay, and a run that was stopped goes on). Each posting made is half of one and half of another, so that no two
texts are the same and nothing is answered by a cache. The base of the ratio is one process, without Dask.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
import psutil
from pyarrow import parquet

from planner.cli.feed import Feed
from planner.loading import Files, load_inputs
from planner.matching import PostingMatcher, blocks, in_turn
from planner.references import References, load_references
from planner.settings import Settings

MILLION = 1_000_000
FILE_ROWS = 20_000  # postings of one Parquet file of the feed
SEED = 20261127
SAMPLE_S = 2.0
BASE = 2_000  # postings that one process reads without Dask
MIB = 1 << 20
BASE_CODE = "from planner.cli import main; main()"


@dataclass
class Usage:
    """What the processes of a command used: resident MiB over time and processor seconds, by process."""

    began: float
    workers: dict[int, list[tuple[float, float]]] = field(default_factory=dict)
    driver: list[tuple[float, float]] = field(default_factory=list)
    processor: dict[int, float] = field(default_factory=dict)
    own: float = 0.0  # processor seconds of the command itself

    def sample(self, command: psutil.Process) -> None:
        """Look at the command and at the processes that it started."""
        for process in (command, *command.children(recursive=True)):
            try:
                resident = process.memory_info().rss / MIB
                spent = process.cpu_times()
                is_worker = "spawn_main" in " ".join(process.cmdline())
            except psutil.NoSuchProcess:
                continue
            moment = time.monotonic() - self.began
            if process.pid == command.pid:
                self.driver.append((moment, resident))
                self.own = spent.user + spent.system
            elif is_worker:
                self.workers.setdefault(process.pid, []).append((moment, resident))
            self.processor[process.pid] = spent.user + spent.system


def main(postings: Path, count: int, workers: list[int], kept: Path | None) -> None:
    """Make the feed, read it with each number of workers, print."""
    references = load_references(Settings.from_environment().home)
    with nullcontext(kept) if kept else tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "offres"
        if not folder.exists():
            began = time.process_time()
            make(postings, folder, count, references)
            spent = time.process_time() - began
            print(
                f"{count} offres faites en {spent:.0f} s de processeur, {_size(folder):.0f} Mio", flush=True
            )
        base = _base(folder, references)
        print(
            f"un processus, sans Dask : {1000 * base:.1f} ms de processeur par offre ({BASE} offres)",
            flush=True,
        )
        for number in workers:
            out = Path(place) / f"lues-{number}.parquet"
            already = _read(out)
            usage, seconds = _timed(folder, out, number)
            _print(usage, seconds, _read(out) - already, base)
            print(f"  sortie {_size(out):.0f} Mio en {len(list(out.glob('*.parquet')))} parties", flush=True)


def make(source: Path, folder: Path, count: int, references: References) -> None:
    """``count`` postings under ``folder``, varied from the real ones of ``source``, a file at a time."""
    real = load_inputs(Files(postings=(source,)), references).postings
    lines = [text.split("\n") for text in real["description"]]
    random = np.random.default_rng(SEED)
    folder.mkdir(parents=True)
    for number, begin in enumerate(range(0, count, FILE_ROWS)):
        size = min(FILE_ROWS, count - begin)
        first, second = random.integers(0, len(real), (2, size))
        rows = real.iloc[first]
        texts = [
            "\n".join((*_half(lines[a], 0), *_half(lines[b], 1))) for a, b in zip(first, second, strict=True)
        ]
        made = pd.DataFrame(
            {
                "id": [f"{code}-{begin + i}" for i, code in enumerate(rows["posting_id"])],
                "title": rows["title"].to_numpy(),
                "description": texts,
                "dept": rows["dept"].to_numpy(),
                "date": rows["date"].to_numpy(),
            }
        )
        made.to_parquet(folder / f"{number:05d}.parquet", compression="zstd", index=False)


def _read(out: Path) -> int:
    """Postings in the parts that ``out`` holds."""
    return sum(parquet.read_metadata(part).num_rows for part in out.glob("*.parquet"))


def _half(lines: list[str], which: int) -> list[str]:
    middle = (len(lines) + 1) // 2
    return lines[middle:] if which else lines[:middle]


def _base(folder: Path, references: References) -> float:
    """Processor seconds a posting, in this process, the indexes built."""
    matcher = PostingMatcher(references.rome, references.esco, references.framework)
    frame = next(Feed([folder], references).parts())().head(BASE)
    results = matcher.records_of(blocks(frame), in_turn)
    next(results)  # the first block builds the indexes
    began = time.process_time()
    read = sum(len(records) for records in results)
    return (time.process_time() - began) / read


def _timed(folder: Path, out: Path, workers: int) -> tuple[Usage, float]:
    """``planner match`` as a person runs it."""
    words = ["match", str(folder), "--engine", "dask", "--workers", str(workers), "--out", str(out)]
    usage = Usage(time.monotonic())
    with subprocess.Popen([sys.executable, "-c", BASE_CODE, *words], stderr=subprocess.DEVNULL) as command:
        seen = psutil.Process(command.pid)
        while command.poll() is None:
            usage.sample(seen)
            time.sleep(SAMPLE_S)
    if command.returncode:
        raise SystemExit(f"planner {' '.join(words)} : code de retour {command.returncode}")
    return usage, time.monotonic() - usage.began


def _print(usage: Usage, seconds: float, count: int, base: float) -> None:
    spent = sum(usage.processor.values())
    print(
        f"{len(usage.workers)} ouvriers : {seconds:.0f} s, {count / seconds:.0f} offres par seconde ; processeur"
        f" {spent:.0f} s (dont la commande {usage.own:.0f}), soit {1000 * spent / count:.1f} ms par offre (× {spent / count / base:.2f} un processus) ;"
        f" {spent / 3600 * MILLION / count:.1f} h de cœur par million (extrapolé)"
    )
    for name, samples in (("commande", usage.driver), *(("ouvrier", s) for s in usage.workers.values())):
        quarters = [[r for t, r in samples if q * seconds / 4 <= t < (q + 1) * seconds / 4] for q in range(4)]
        told = ", ".join(f"{max(quarter, default=0):.0f}" for quarter in quarters)
        print(f"  {name} : Mio au plus fort de chaque quart {told}")


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.iterdir()) / MIB


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("postings", type=Path)
    parser.add_argument("--count", type=int, default=MILLION)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--keep", type=Path, help="folder where feed and output stay")
    given = parser.parse_args()
    main(given.postings, given.count, given.workers, given.keep)
