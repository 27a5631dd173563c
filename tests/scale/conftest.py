"""A scheduler and two workers as processes of their own, on loopback; demonstration postings in small blocks."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

from planner.loading import Files, load_inputs
from planner.matching import PostingMatcher, in_turn
from planner.references import References, load_references

ROOT = Path(__file__).parents[2]
BLOCK = 20  # postings: a dozen blocks of the demonstration


@pytest.fixture(autouse=True)
def plain_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers run again the file of the main program; a page tried before without a browser leaves its own in its place."""
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))


@dataclass
class Cluster:
    """Processes that a person would start on several machines."""

    scheduler: subprocess.Popen[str]
    address: str
    workers: list[subprocess.Popen[str]] = field(default_factory=list)

    def start_worker(self) -> subprocess.Popen[str]:
        """Started without the process that would start it again."""
        options = (
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
            "--host",
            "127.0.0.1",
            "--memory-limit",
            "0",
        )
        self.workers.append(_dask("worker", self.address, *options))
        return self.workers[-1]

    def stop(self) -> str:
        """End every process that is left; what they wrote."""
        told = ""
        for process in (*self.workers, self.scheduler):
            process.kill()
            if process.stdout is not None and not process.stdout.closed:
                told += process.communicate()[0]
        return told


def _dask(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
    )


@contextmanager
def cluster_of(workers: int) -> Iterator[Cluster]:
    """A scheduler that answers; its workers come when they are ready."""
    scheduler = _dask("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
    assert scheduler.stdout is not None
    lines = iter(scheduler.stdout.readline, "")
    address = next(found[0] for line in lines if (found := re.search(r"tcp://127\.0\.0\.1:\d+", line)))
    cluster = Cluster(scheduler, address)
    try:
        for _ in range(workers):
            cluster.start_worker()
        yield cluster
    finally:
        cluster.stop()


@pytest.fixture(scope="session")
def references(tmp_path_factory: pytest.TempPathFactory) -> References:
    return load_references(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def postings(references: References) -> pd.DataFrame:
    return load_inputs(Files(), references).postings


@pytest.fixture(scope="session")
def matcher(references: References) -> PostingMatcher:
    return PostingMatcher(references.rome, references.esco, references.framework)


@pytest.fixture(scope="session")
def some(postings: pd.DataFrame) -> list[pd.DataFrame]:
    return [postings.iloc[begin : begin + BLOCK] for begin in range(0, len(postings), BLOCK)]


@pytest.fixture(scope="session")
def expected(matcher: PostingMatcher, some: list[pd.DataFrame]) -> list[list[dict[str, object]]]:
    """What one process gives, block by block."""
    return list(matcher.records_of(some, in_turn))
