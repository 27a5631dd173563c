"""What the training offer covers: places × share taught × access.

*Share taught*: 1 when the course's title carries the skill, otherwise the share of the lines
of its objectives and content that carry it. *Access*: the places of a course are shared
between départements in proportion to jobs × access, access being 1 at home or at a distance
course, halved every ``half_distance_km`` elsewhere. Places are conserved: what one
département takes another does not have.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from planner.columns import SUPPLY
from planner.matching import TITRE
from planner.model import Public
from planner.needs.parameters import Parameters
from planner.needs.workforce import Workforce

TEACHINGS = ["course_id", "skill_id", "share", "evidence"]
REMOTE = "distance"
# A line of a programme: a line break, a bullet, a semicolon or the end of a sentence.
_LINE = re.compile(r"[\n;•●▪]+|(?<=[.!?])\s+")


def teachings(courses: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Skills that each course teaches: course_id, skill_id, share (0–1), evidence (first words read)."""
    lines = {row.course_id: _line_count(row.content) for row in courses.itertuples(index=False)}
    in_title = mentions["part"] == TITRE
    grouped = mentions.assign(in_title=in_title).groupby(["document_id", "skill_id"], sort=True)
    table = grouped.agg(
        in_title=("in_title", "any"), sentences=("sentence", "nunique"), evidence=("evidence", "first")
    ).reset_index()
    count = table["document_id"].map(lines).fillna(1)
    table["share"] = np.where(table["in_title"], 1.0, np.minimum(table["sentences"] / count, 1.0))
    return table.rename(columns={"document_id": "course_id"})[TEACHINGS]


def _line_count(content: str) -> int:
    return max(1, sum(1 for line in _LINE.split(content) if line.strip()))


def yearly_places(courses: pd.DataFrame, parameters: Parameters) -> pd.DataFrame:
    """course_id, places (imputed when silent), stated (True when read)."""
    default = courses["public"].map(
        {
            str(Public.INITIAL): parameters.default_places_initial,
            str(Public.CONTINU): parameters.default_places_continu,
        }
    )
    stated = courses["places"].notna()
    return pd.DataFrame(
        {"course_id": courses["course_id"], "places": courses["places"].fillna(default), "stated": stated}
    )


def access(courses: pd.DataFrame, workforce: Workforce, parameters: Parameters) -> pd.DataFrame:
    """Share of each course's places that each département takes; rows are courses and sum to 1.

    A course with neither place nor remote mention is shared like a remote one.
    """
    depts = list(workforce.distances.columns)
    jobs = workforce.jobs.groupby("dept")["jobs"].sum().reindex(depts).fillna(0.0).to_numpy()
    decay = 0.5 ** (workforce.distances.to_numpy() / parameters.half_distance_km)
    home = pd.Index(depts).get_indexer(courses["dept"])
    anywhere = (courses["modality"] == REMOTE).to_numpy() | (home < 0)
    reach = np.where(anywhere[:, None], 1.0, decay[np.maximum(home, 0)])
    weights = reach * jobs
    return pd.DataFrame(
        weights / weights.sum(axis=1, keepdims=True), index=courses["course_id"].to_numpy(), columns=depts
    )


def supply(
    courses: pd.DataFrame, taught: pd.DataFrame, workforce: Workforce, parameters: Parameters
) -> pd.DataFrame:
    """Places per year by skill, département of the learners and public (``columns.SUPPLY``).

    Args:
        courses: ``columns.COURSES``, unique ``course_id``.
        taught: result of :func:`teachings`.
    """
    if taught.empty:
        return SUPPLY.frame()
    known = courses.set_index("course_id")
    lines = taught.merge(yearly_places(courses, parameters), on="course_id")
    shares = access(courses, workforce, parameters)
    per_dept = (
        shares.loc[lines["course_id"]].to_numpy() * (lines["share"] * lines["places"]).to_numpy()[:, None]
    )
    lines = lines.assign(public=known.loc[lines["course_id"], "public"].to_numpy())
    wide = lines[["skill_id", "public", "stated"]].join(
        pd.DataFrame(per_dept, columns=shares.columns, index=lines.index)
    )
    long = wide.melt(["skill_id", "public", "stated"], var_name="dept", value_name="places")
    long["read"], long["courses"] = long["places"] * long["stated"], (long["places"] > 0).astype(int)
    table = long.groupby(["skill_id", "dept", "public"], as_index=False, sort=True).agg(
        places=("places", "sum"), read=("read", "sum"), courses=("courses", "sum")
    )
    table["observed"] = np.divide(
        table["read"], table["places"], out=np.zeros(len(table)), where=table["places"] > 0
    )
    return table[SUPPLY.names]
