"""Learn the numbers shipped in ``planner/matching/models`` from the development half and the official ROME.

    python tools/train_matching.py [--benchmarks FOLDER] [--home PLANNER_HOME]

Needs the official ROME release installed under PLANNER_HOME (``planner references install``). About one minute.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pandas as pd

from planner.matching.occupation_model import PATH
from planner.matching.occupation_training import fit
from planner.matching.occupations import Likeness, OccupationCoder
from planner.matching.postings import OCCUPATION_CANDIDATES
from planner.matching.suggestion_training import fit as fit_suggestions
from planner.matching.suggestion_training import read
from planner.matching.suggestions import PATH as SUGGESTIONS
from planner.matching.suggestions import Suggester
from planner.references import Rome, load_references
from planner.settings import Settings


def main() -> None:
    """Learn and write both models."""
    settings = Settings.from_environment()
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--benchmarks", type=Path, default=settings.benchmarks)
    parser.add_argument("--home", type=Path, default=settings.home)
    chosen = parser.parse_args()
    rome = load_references(chosen.home).rome
    if not len(rome.texts):
        parser.error(
            f"official ROME release not installed under {chosen.home}: planner references install RefRomeCsv….zip"
        )
    PATH.parent.mkdir(exist_ok=True)
    train_occupations(rome, chosen.benchmarks / "rome_titles_dev.csv")
    train_suggestions(rome, chosen.benchmarks / "rome_skills_dev.jsonl")


def train_occupations(rome: Rome, rows: Path) -> None:
    """Learn the coding of titles."""
    frame = pd.read_csv(rows, dtype=str).fillna("")
    fit(frame, Likeness(rome.occupations, rome.appellations, rome.texts)).save(PATH)
    print(f"{PATH.name}: {PATH.stat().st_size / 1e6:.2f} MB, {len(frame)} rows")


def train_suggestions(rome: Rome, rows: Path) -> None:
    """Learn the order of suggested items; the coder of titles is learned first."""
    postings = [json.loads(line) for line in rows.read_text(encoding="utf-8").splitlines() if line.strip()]
    declared = [
        {str(item["code"]) for item in posting["competences"] if item.get("code")} for posting in postings
    ]
    titles, texts = [p["intitule"] for p in postings], [p["description"] for p in postings]
    coder = OccupationCoder(rome.occupations, rome.appellations, rome.texts)
    coded = coder.candidates(titles, OCCUPATION_CANDIDATES, texts)
    whole = [f"{title}\n{text}" for title, text in zip(titles, texts, strict=True)]
    fit_suggestions(read(Suggester(rome, coder.likeness), whole, coded, declared)).save(SUGGESTIONS)
    print(f"{SUGGESTIONS.name}: {sum(map(bool, declared))} postings")


if __name__ == "__main__":
    main()
