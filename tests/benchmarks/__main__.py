"""``make bench``: every benchmark, each with its ratio to a baseline measured in the same run."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.benchmarks import (
    bench_app,
    bench_catalogue,
    bench_clusters,
    bench_matching,
    bench_needs,
    bench_plan,
    bench_references,
    bench_report,
    bench_sources,
)
from tools.app_server import chromium

REFERENCE = Path("../shared/reference")


def main() -> None:
    """Run what can be run; say what is left out."""
    if REFERENCE.is_dir():
        bench_references.main(REFERENCE)
    else:
        print(f"{REFERENCE} absent : la mesure de l'installation des référentiels est laissée de côté.")
    bench_catalogue.main()
    bench_matching.main()
    bench_plan.main()
    bench_clusters.main()
    bench_sources.main()
    with tempfile.TemporaryDirectory() as folder:
        bench_needs.main(Path(folder))
        bench_report.main(Path(folder) / "grand.xlsx")
    if chromium():
        bench_app.main()
    else:
        print("chromium absent : la mesure des attentes dans l'application est laissée de côté.")


if __name__ == "__main__":
    main()
