"""A base as large as a region's: 10,000 postings and 5,000 courses, varied from the demonstration; real postings when given."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from planner.loading import Files, demonstration, load_inputs
from planner.references import load_references
from planner.store import MACHINE, keep_catalogue, keep_import, open_database

POSTINGS, COURSES, SEED = 10_000, 5_000, 1


def fill(home: Path, real: Sequence[Path] = ()) -> tuple[int, int]:
    """Import the postings (``real`` files instead of invented ones) and courses; how many of each."""
    references = load_references(home)
    brought = Files(postings=tuple(real), profiles=(), catalogue=()) if real else demonstration()
    few = load_inputs(brought if real else Files(), references)
    courses = load_inputs(Files(), references).courses
    random = np.random.default_rng(SEED)
    postings = few.postings if real else _varied(few.postings, POSTINGS, "posting_id", "description", random)
    courses = _varied(courses, COURSES, "course_id", "content", random)
    database = open_database(f"sqlite:///{home / 'planner.sqlite'}", MACHINE)
    keep_import(database, "postings", "offres.csv", "offres", postings)
    keep_catalogue(database, "catalogue.csv", "catalogue", courses)
    return len(postings), len(courses)


def _varied(rows: pd.DataFrame, count: int, key: str, text: str, random: np.random.Generator) -> pd.DataFrame:
    """``count`` rows drawn among ``rows``, each with the text of another after its own: few repeat one another."""
    drawn, others = (rows.iloc[random.integers(0, len(rows), count)].reset_index(drop=True) for _ in range(2))
    ids = [f"{code}-{place}" for place, code in enumerate(drawn[key])]
    return drawn.assign(**{key: ids, text: drawn[text] + "\n" + others[text]})
