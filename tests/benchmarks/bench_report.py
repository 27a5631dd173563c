"""Seconds of processor, peak memory and size of the workbook with 50,000 gap lines (issue 9: 20 s, 500 MiB, 15 MiB).

Run: ``python -m tests.benchmarks.bench_report [FILE.xlsx]``. Lines are synthetic: 100 skills, as many
numbers of their own as a real run. The last line printed is « seconds MiB MiB », for a test to read.
"""

from __future__ import annotations

import itertools
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from planner import columns
from planner.report import write_report
from planner.results import Results
from tests.benchmarks.memory import peak_mebibytes
from tests.report.conftest import make_results

LINES, SKILLS, SEED = 50_000, 100, 1


def main(path: Path) -> None:
    """Write the workbook once and print what it took."""
    results = many_lines(make_results(), LINES)
    began = time.process_time()
    results.gaps.to_csv(path.with_suffix(".csv"))
    baseline = time.process_time() - began
    path.with_suffix(".csv").unlink()
    began = time.process_time()
    write_report(results, path)
    seconds = time.process_time() - began
    peak = peak_mebibytes()
    size = path.stat().st_size / 2**20
    print(
        f"workbook of {LINES} gap lines: {seconds:.1f} s, {seconds / baseline:.0f} × the same lines in CSV ({baseline:.2f} s)"
    )
    print(f"peak of the process {peak:.0f} MiB, file {size:.1f} MiB")
    print(f"{seconds:.2f} {peak:.1f} {size:.2f}")


def many_lines(results: Results, count: int) -> Results:
    """The run with ``count`` gap lines over ``SKILLS`` skills, each with numbers of its own."""
    random = np.random.default_rng(SEED)
    names = [f"IA{layer}{number:02d}" for layer in range(1, 6) for number in range(1, SKILLS // 5 + 1)]
    model = results.skills.iloc[:1]
    skills = model.loc[model.index.repeat(SKILLS)].assign(
        skill_id=names,
        label_fr=[f"Compétence {name}" for name in names],
        layer=[int(name[2]) for name in names],
    )
    repeats = itertools.islice(itertools.cycle(results.gaps.to_dict("records")), count)
    gaps = columns.GAPS.frame(repeats)
    demand, supply = random.gamma(1.0, 20.0, count), random.gamma(1.0, 1.0, count)
    gaps = gaps.assign(
        skill_id=list(itertools.islice(itertools.cycle(names), count)),
        demand=demand, low=demand * 0.5, high=demand * 2.0, supply=supply, gap=demand - supply,
        missing=np.maximum(demand - supply, 0.0), coverage=supply / demand, reliability=random.random(count),
        sample=random.integers(0, 500, count).astype(float),
    )  # fmt: skip
    return replace(results, gaps=gaps, skills=skills.reset_index(drop=True))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(Path(folder) / "grand.xlsx")
