"""How often the interval of the demand read in postings holds the truth, in simulated regions.

    python -m tests.benchmarks.bench_intervals

Not a speed: the test asks for 93 %, this tells the figure by number of postings and by how much départements
differ (worth of their prior, in postings; 100 is the least alike that was measured).
"""

from __future__ import annotations

import pandas as pd

from tests.needs.simulated import population
from tests.needs.test_interval_coverage import held

SIZES, DEPT_PRIORS, POPULATIONS = (150, 600, 2400), (20.0, 100.0, 1000.0), 20


def main() -> None:
    """Print coverage (%) and relative width, one line a size."""
    for size in SIZES:
        told = []
        for prior in DEPT_PRIORS:
            table = pd.concat([held(population(seed, size, prior)) for seed in range(POPULATIONS)])
            inside = ((table["low"] <= table["truth"]) & (table["truth"] <= table["high"])).mean()
            told.append(f"prior {prior:.0f}: {100 * inside:.1f} %")
        width = ((table["high"] - table["low"]) / table["truth"].clip(lower=1e-9)).median()
        print(f"{size} postings: {', '.join(told)}; width {width:.1f} × the figure")


if __name__ == "__main__":
    main()
