"""Seconds and peak memory of checking a large catalogue, against only reading the same file with pandas.

Run: ``python -m tests.benchmarks.bench_catalogue [ROWS]`` (default 20,000). Each measure is taken in a
process of its own, so that one peak does not hide another.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.intake.conftest import xlsx_bytes
from tests.intake.test_catalogue import FULL_HEADINGS, changed

ROWS = 20_000
_MEASURE = """
import json, sys, time
from tests.benchmarks.memory import peak_mebibytes
{imports}
wall, cpu = time.perf_counter(), time.process_time()
{work}
print(json.dumps([time.perf_counter() - wall, time.process_time() - cpu, round(peak_mebibytes())]))
"""
STEPS = {
    "pandas.read_excel (openpyxl)": ("import pandas as pd", "pd.read_excel(sys.argv[1], dtype=str)"),
    "pandas.read_excel (calamine)": (
        "import pandas as pd",
        "pd.read_excel(sys.argv[1], dtype=str, engine='calamine')",
    ),
    "check_catalogue": (
        "from planner.intake import check_catalogue\nfrom tests.intake.conftest import SmallTerritories",
        "check_catalogue(sys.argv[1], None, SmallTerritories())",
    ),
    "check_catalogue + annotate": (
        "from planner.intake import annotate, check_catalogue\nfrom tests.intake.conftest import SmallTerritories",
        "check = check_catalogue(sys.argv[1], None, SmallTerritories())\n"
        "annotate(sys.argv[1], check.problems, sys.argv[1] + '.out.xlsx', None, check.corrections)",
    ),
}


def measure(step: str, path: Path) -> tuple[float, float, int]:
    """Wall seconds, processor seconds and peak memory (MiB) of one step on a file."""
    imports, work = STEPS[step]
    script = _MEASURE.format(imports=imports, work=work)
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], check=True, capture_output=True, text=True
    )
    return tuple(json.loads(done.stdout))


def main(rows: int = ROWS) -> None:
    """Print each step with its ratio to pandas reading the same file with openpyxl."""
    faults = [{"SIRET": "73282932000075"}, {"Durée": "bientôt"}, {}, {"Modalité": "FOAD"}, {}]
    table = [FULL_HEADINGS, *(changed(**{"Référence": f"R{i}", **faults[i % 5]}) for i in range(rows))]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "catalogue.xlsx"
        path.write_bytes(xlsx_bytes({"Formations": table}))
        baseline = 0.0
        for step in STEPS:
            wall, cpu, peak = measure(step, path)
            baseline = baseline or cpu
            print(f"{step:<34} {wall:7.2f} s  {cpu:7.2f} s CPU  {peak:5d} MiB  × {cpu / baseline:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
