"""Learn the numbers shipped in ``planner/matching/models`` from the development half and the official ROME.

    python tools/train_matching.py [--benchmarks FOLDER] [--home PLANNER_HOME]

Needs the official ROME release installed under PLANNER_HOME (``planner references install``). About one minute.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd

from planner.matching.occupation_model import PATH
from planner.matching.occupation_training import fit
from planner.matching.occupations import Likeness
from planner.references import load_references
from planner.settings import Settings


def main() -> None:
    settings = Settings.from_environment()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--benchmarks", type=Path, default=settings.benchmarks)
    parser.add_argument("--home", type=Path, default=settings.home)
    chosen = parser.parse_args()
    rome = load_references(chosen.home).rome
    if not len(rome.texts):
        parser.error(f"official ROME release not installed under {chosen.home}: planner references install RefRomeCsv….zip")
    rows = pd.read_csv(chosen.benchmarks / "rome_titles_dev.csv", dtype=str).fillna("")
    PATH.parent.mkdir(exist_ok=True)
    fit(rows, Likeness(rome.occupations, rome.appellations, rome.texts)).save(PATH)
    print(f"{PATH.name}: {PATH.stat().st_size / 1e6:.2f} MB, {len(rows)} rows")


if __name__ == "__main__":
    main()
