"""Gap table on synthetic sizes: 60,000 postings × 20,000 courses, once matched.

The baseline, in the same run, is one pandas group-by over the mentions of the postings: what any
program would at least have to do. The ratio is what to follow over time, not the seconds.

    python -m tests.benchmarks.bench_needs
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from planner import pipeline
from planner.columns import CODINGS, COURSES, MENTIONS, POSTINGS
from planner.needs import (
    Parameters,
    demand_from_exposure,
    demand_from_obligation,
    demand_from_postings,
    gap_table,
    supply,
    teachings,
)
from planner.references import References, load_references
from tests.benchmarks.memory import peak_mebibytes

POSTING_COUNT, COURSE_COUNT, SEED = 60_000, 20_000, 1
STATED_PLACES = 0.5  # of the courses: the places of the others are imputed
MENTIONS_PER_DOCUMENT = 2


def main(home: Path) -> None:
    """Print seconds, ratio to the baseline and peak memory."""
    references = load_references(home)
    postings, codings, mentions = _postings(references)
    courses, course_mentions = _courses(references)
    began = time.process_time()
    mentions.groupby(["document_id", "skill_id"])["score"].max()
    baseline = time.process_time() - began

    began = time.process_time()
    grid, workforce, parameters = (
        pipeline.grid_of(references),
        pipeline.workforce_of(references),
        Parameters(),
    )
    demand = pd.concat(
        [
            demand_from_postings(grid, postings, codings, mentions, workforce, parameters),
            demand_from_exposure(grid, workforce, parameters),
            demand_from_obligation(grid, workforce, parameters),
        ]
    )
    offered = supply(courses, teachings(courses, course_mentions), workforce, parameters)
    gaps = gap_table(demand, offered, parameters)
    seconds = time.process_time() - began
    peak = peak_mebibytes() / 1024
    print(f"gap table, {POSTING_COUNT} postings × {COURSE_COUNT} courses: {len(gaps)} cells")
    print(
        f"{seconds:.1f} s of processor, {seconds / baseline:.0f} × one group-by of the mentions ({baseline:.2f} s), peak {peak:.2f} GiB"
    )


def _mentions(documents: np.ndarray, skills: np.ndarray, random: np.random.Generator) -> pd.DataFrame:
    count = len(documents) * MENTIONS_PER_DOCUMENT
    frame = pd.DataFrame("", index=range(count), columns=MENTIONS.names)
    frame["document_id"] = np.repeat(documents, MENTIONS_PER_DOCUMENT)
    frame["skill_id"] = random.choice(skills, count)
    frame["part"] = random.choice(["missions", "profil", "titre", "entreprise"], count)
    frame["force"] = random.choice(["exigé", "souhaité", "nié"], count, p=[0.9, 0.08, 0.02])
    frame["sentence"] = random.integers(0, 10, count).astype(str)
    frame["score"] = 1.0
    return frame


def _postings(references: References) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    random = np.random.default_rng(SEED)
    ids = np.char.add("p", np.arange(POSTING_COUNT).astype(str))
    postings = pd.DataFrame("", index=range(POSTING_COUNT), columns=POSTINGS.names)
    postings["posting_id"], postings["dept"] = ids, random.choice(list(references.departments), POSTING_COUNT)
    codings = pd.DataFrame("", index=range(POSTING_COUNT), columns=CODINGS.names)
    codings["posting_id"] = ids
    codings["rome"] = random.choice(references.rome.occupations["rome"].to_numpy(), POSTING_COUNT)
    codings["score"] = random.uniform(0.35, 1.0, POSTING_COUNT)
    skills = references.framework.skills["skill_id"].to_numpy()
    return postings, codings, _mentions(ids[: POSTING_COUNT // 4], skills, random)


def _courses(references: References) -> tuple[pd.DataFrame, pd.DataFrame]:
    random = np.random.default_rng(SEED + 1)
    ids = np.char.add("c", np.arange(COURSE_COUNT).astype(str))
    courses = pd.DataFrame("", index=range(COURSE_COUNT), columns=COURSES.names)
    courses["course_id"], courses["content"] = ids, "Un\nDeux\nTrois"
    courses["dept"] = random.choice(list(references.departments), COURSE_COUNT)
    courses["public"] = random.choice(["initial", "continu"], COURSE_COUNT)
    courses["places"] = random.integers(6, 60, COURSE_COUNT).astype(float)
    courses["places"] = courses["places"].where(random.random(COURSE_COUNT) < STATED_PLACES)
    skills = references.framework.skills["skill_id"].to_numpy()
    return courses, _mentions(ids, skills, random)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        main(Path(folder))
