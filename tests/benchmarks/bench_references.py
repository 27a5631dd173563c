"""Seconds and rows of installing, loading and searching the official releases.

Run: ``python tests/benchmarks/bench_references.py [FOLDER]``, the folder holding ``rome/*.zip``
and ``esco/*.zip`` (default ``../shared/reference``).
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from planner.references.esco import esco_relation, installed_esco
from planner.references.installation import install
from planner.references.rome import installed_rome
from planner.references.search import search_occupations, search_skills

Result = TypeVar("Result")
DEFAULT_FOLDER = Path("../shared/reference")


def timed(step: str, work: Callable[[], Result]) -> Result:
    """Run ``work`` and print its duration."""
    begun = time.perf_counter()
    result = work()
    print(f"{step:<40} {time.perf_counter() - begun:7.2f} s")
    return result


def main(folder: Path) -> int:
    """Print every duration, then the rows of each release."""
    archives = sorted([*folder.glob("rome/*.zip"), *folder.glob("esco/*.zip")])
    if not archives:
        print(f"Aucune archive dans « {folder} ».", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        outcomes = timed(f"install {len(archives)} archives", lambda: install(archives, home))
        timed("install again, nothing to change", lambda: install(archives, home))
        rome = timed("load ROME", lambda: installed_rome(home))
        esco = timed("load ESCO, both languages", lambda: installed_esco(home))
        timed("load ESCO occupation–skill relations", lambda: esco_relation(home, "occupation_skills"))
        if esco:
            timed(
                "search ESCO, right spelling", lambda: search_skills(esco.skills, "apprentissage automatique")
            )
            timed(
                "search ESCO, wrong spelling", lambda: search_skills(esco.skills, "aprentisage automatique")
            )
        if rome:
            timed(
                "search occupations",
                lambda: search_occupations(rome.occupations, rome.appellations, "data scientist"),
            )
        for outcome in outcomes:
            for table, rows in outcome.release.rows.items():
                print(f"{outcome.release.name:<16} {table:<23} {rows:>9,} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_FOLDER))
