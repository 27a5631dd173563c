"""Territorial disparities: what each département lacks beside the region, and what makes the difference.

    missing per 1,000 jobs, index = 100 × département / region
    coverage = supply / demand, its interval from that of the demand
    in-person access = places of AI courses held in the département, per 1,000 jobs

The difference from the region is split exactly in three, all per 1,000 jobs (Kitagawa 1955,
doi:10.1080/01621459.1955.10501299):

    mix       Σ_filières (own part of jobs − region's) × mean demand rate of the filière
    demand    the rest of the difference of demand: other rates in the same filières
    places    region's places that meet a demand − own ones
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner import french
from planner.columns import Table
from planner.needs.gaps import coverage, roll_up
from planner.needs.parameters import Parameters
from planner.needs.supply import REMOTE, yearly_places
from planner.needs.workforce import Workforce
from planner.words import IN_FRENCH, Words, marked

PER_JOBS = 1000.0
FEW_COURSES = 3  # hypothèse: under three courses held there, one opening or closing changes the picture
SAME_WITHIN = 0.05  # hypothèse: under 5 % of the region's figure, a difference is not commented on

# What makes a difference.
CAUSES = {
    "by_mix": marked("{part} par les secteurs qui y emploient"),
    "by_demand": marked("{part} par la demande à secteur égal"),
    "by_places": marked("{part} par les places"),
}

DISPARITIES = Table(
    "disparities",
    {
        "dept": "département code",
        "jobs": "people in post",
        "demand": "people × skills per year",
        "supply": "places per year",
        "missing": "people × skills per year",
        "missing_per_1000": "missing per 1,000 jobs",
        "index": "100 = region",
        "by_mix": "part of the difference from the region, per 1,000 jobs, due to which filières employ people there",
        "by_demand": "part due to the demand in the same filières",
        "by_places": "part due to the places that meet a demand",
        "coverage": "supply / demand",
        "coverage_low": "supply / upper bound of demand",
        "coverage_high": "supply / lower bound of demand",
        "in_person_per_1000": "places a year in AI courses held there, per 1,000 jobs",
        "in_person_courses": "AI courses held there",
        "reliability": "share observed, 0–1",
        "small": "True when few courses are held there: read with care",
        "driver": "what drives the difference, in French",
    },
)


def disparities(
    gaps: pd.DataFrame,
    courses: pd.DataFrame,
    taught: pd.DataFrame,
    workforce: Workforce,
    parameters: Parameters,
) -> pd.DataFrame:
    """One row per département (:data:`DISPARITIES`)."""
    table = roll_up(gaps, ["dept"])
    table["jobs"] = table["dept"].map(workforce.jobs.groupby("dept")["jobs"].sum()).astype(float)
    table["missing_per_1000"] = PER_JOBS * table["missing"] / table["jobs"]
    region = PER_JOBS * table["missing"].sum() / table["jobs"].sum()
    table["index"] = 100.0 * table["missing_per_1000"] / region if region else np.nan
    table["coverage_low"] = coverage(table["high"], table["supply"])
    table["coverage_high"] = coverage(table["low"], table["supply"])
    held = _held(courses, taught, parameters)
    places = table["dept"].map(held["places"]).fillna(0.0)
    table["in_person_per_1000"] = PER_JOBS * places / table["jobs"]
    table["in_person_courses"] = table["dept"].map(held["courses"]).fillna(0).astype(int)
    table["small"] = table["in_person_courses"] < FEW_COURSES
    table = table.merge(_split(table, gaps, workforce.jobs), on="dept")
    table["driver"] = [
        _driver(row, row["missing_per_1000"] - region, region, IN_FRENCH) for row in table.to_dict("records")
    ]
    return table[DISPARITIES.names]


def drivers(table: pd.DataFrame, words: Words) -> list[str]:
    """``driver`` of each row of :data:`DISPARITIES`, said in ``words``."""
    rows = table.to_dict("records")
    differences = [sum(row[cause] for cause in CAUSES) for row in rows]
    return [
        _driver(row, difference, row["missing_per_1000"] - difference, words)
        for row, difference in zip(rows, differences, strict=True)
    ]


def _held(courses: pd.DataFrame, taught: pd.DataFrame, parameters: Parameters) -> pd.DataFrame:
    """Places and number of the AI courses held in person, by département."""
    teaching = courses["course_id"].isin(taught["course_id"]) & (courses["modality"] != REMOTE)
    here = courses[teaching & (courses["dept"] != "")]
    table = here[["course_id", "dept"]].merge(yearly_places(here, parameters), on="course_id")
    return table.groupby("dept").agg(places=("places", "sum"), courses=("course_id", "size"))


def _split(table: pd.DataFrame, gaps: pd.DataFrame, jobs: pd.DataFrame) -> pd.DataFrame:
    """dept, by_mix, by_demand, by_places: they sum to the difference of ``missing_per_1000`` from the region.

    Args:
        table: dept, jobs, demand, missing. jobs: dept, filiere, jobs.
    """
    depts = table["dept"]
    at_work, asked = (
        frame.pivot_table(index="filiere", columns="dept", values=value, aggfunc="sum").reindex(columns=depts)
        for frame, value in ((jobs, "jobs"), (gaps, "demand"))
    )
    at_work = at_work.fillna(0.0)
    asked = asked.reindex(at_work.index).fillna(0.0)
    part, whole = at_work / at_work.sum(), at_work.sum(axis=1) / at_work.to_numpy().sum()
    rate_there = asked.sum(axis=1) / at_work.sum(axis=1)
    rate = (asked / at_work).where(at_work > 0, rate_there, axis=0)
    mean_rate = rate.add(rate_there, axis=0) / 2
    by_mix = PER_JOBS * (part.sub(whole, axis=0) * mean_rate).sum()
    demand = _difference(table, table["demand"])
    split = pd.DataFrame({"dept": depts, "by_mix": by_mix.to_numpy()})
    split["by_demand"] = demand - split["by_mix"]
    split["by_places"] = _difference(table, table["missing"]) - demand
    return split


def _difference(table: pd.DataFrame, people: pd.Series) -> pd.Series:
    """``people`` per 1,000 jobs of each département, less the region's."""
    return PER_JOBS * (people / table["jobs"] - people.sum() / table["jobs"].sum())


def _driver(row: dict[str, float], difference: float, region: float, words: Words) -> str:
    """The sentence for one département: how far from the region, and the three parts of the difference."""
    if abs(difference) < SAME_WITHIN * region:
        return words.say("Manque proche de celui de la région.")
    parts = sorted(CAUSES, key=lambda name: -abs(row[name]))
    causes = words.listed([words.say(CAUSES[name]).format(part=_signed(row[name])) for name in parts])
    said = (
        words.say("{number} de plus pour 1 000 emplois que la région : {causes}.")
        if difference > 0
        else words.say("{number} de moins pour 1 000 emplois que la région : {causes}.")
    )
    return said.format(number=french.number(abs(difference), 1), causes=causes)


def _signed(value: float) -> str:
    return ("+" if value >= 0 else "−") + french.number(abs(value), 1)
