"""``make bench``: every benchmark, each with its ratio to a baseline measured in the same run."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.benchmarks import bench_needs, bench_references

REFERENCE = Path("../shared/reference")


def main() -> None:
    """Run what can be run; say what is left out."""
    if REFERENCE.is_dir():
        bench_references.main(REFERENCE)
    else:
        print(f"{REFERENCE} absent : la mesure de l'installation des référentiels est laissée de côté.")
    with tempfile.TemporaryDirectory() as home:
        bench_needs.main(Path(home))


if __name__ == "__main__":
    main()
