"""Territorial disparities: what each département lacks beside the region, and what makes the difference.

    missing per 1,000 jobs, index = 100 × département / region
    coverage = supply / demand, its interval from that of the demand
    in-person access = places of AI courses held in the département, per 1,000 jobs

The difference from the region is split exactly: Δ missing = Δ demand − Δ supply − Δ surplus, all
per 1,000 jobs, where the surplus is the places beyond the demand of a cell.
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

PER_JOBS = 1000.0
FEW_COURSES = 3  # hypothèse: under three courses held there, one opening or closing changes the picture
SAME_WITHIN = 0.05  # hypothèse: under 5 % of the region's figure, a difference is not commented on

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
    table["driver"] = _drivers(table)
    return table[DISPARITIES.names]


def _held(courses: pd.DataFrame, taught: pd.DataFrame, parameters: Parameters) -> pd.DataFrame:
    """Places and number of the AI courses held in person, by département."""
    teaching = courses["course_id"].isin(taught["course_id"]) & (courses["modality"] != REMOTE)
    here = courses[teaching & (courses["dept"] != "")]
    table = here[["course_id", "dept"]].merge(yearly_places(here, parameters), on="course_id")
    return table.groupby("dept").agg(places=("places", "sum"), courses=("course_id", "size"))


def _drivers(table: pd.DataFrame) -> list[str]:
    jobs = table["jobs"].sum()
    region = {name: PER_JOBS * table[name].sum() / jobs for name in ("demand", "supply", "missing")}
    return [_driver(row, region) for row in table.to_dict("records")]


def _driver(row: dict[str, float], region: dict[str, float]) -> str:
    """The sentence for one département: how far from the region, and whether demand or supply explains it."""
    own = {name: PER_JOBS * row[name] / row["jobs"] for name in region}
    difference = own["missing"] - region["missing"]
    if abs(difference) < SAME_WITHIN * region["missing"]:
        return "Manque proche de celui de la région."
    by_demand, by_supply = own["demand"] - region["demand"], region["supply"] - own["supply"]
    more = "plus" if difference > 0 else "moins"
    amount = f"{french.number(abs(difference), 1)} de {more} pour 1 000 emplois que la région"
    if abs(by_demand) >= abs(by_supply):
        cause = "une demande " + ("plus forte" if by_demand > 0 else "plus faible")
    else:
        cause = "une offre " + ("plus faible" if by_supply > 0 else "plus forte")
    return f"{amount}, surtout par {cause}."
