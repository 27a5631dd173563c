"""What was read in postings and courses: counts, and which courses say AI without teaching it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

import numpy as np
import pandas as pd

from planner.columns import Table
from planner.needs import asked_skills, yearly_places
from planner.report.filters import Filters
from planner.report.precision import significant_frame
from planner.report.remembered import remembered
from planner.results import Results
from planner.words import marked

# Why a posting enters no share; the number of the posting follows the first.
ALREADY = marked("déjà publiée : ")
UNCODED, OUTSIDE, NOWHERE = (
    marked("métier non reconnu"),
    marked("hors de la région"),
    marked("département inconnu"),
)

COURSES_READ = Table(
    "courses read",
    {
        "course_id": "provider's reference, or file name and row",
        "title": "intitulé",
        "provider": "organisme",
        "public": "initial | continu",
        "dept": "département code, empty when remote or unknown",
        "modality": "présentiel | distance | mixte | empty",
        "hours": "hours per learner, NaN when silent",
        "price": "euros per learner, NaN when silent",
        "places": "places per year, read or imputed",
        "places_stated": "False when the places are imputed",
        "reading": "does the title say AI, and does the course teach it (planner.needs.READINGS)",
        "says_ai": "True when the title announces AI",
        "teaches_ai": "True when a skill is taught in more words than « IA » alone",
        "skills": "number of skills of the framework read",
        "skill_ids": "those skills joined by |",
        "skill_labels": "those skills in French with the share of the course that teaches each",
        "layers": "layers of those skills",
        "evidence": "first words that made each skill read",
    },
)


@remembered
def postings_in_scope(results: Results, filters: Filters) -> pd.DataFrame:
    """Postings of the region that pass the départements and filières of the filters, each counted once; without texts."""
    if not filters.none:
        return filters.apply(postings_in_scope(results, Filters()), results.skills)
    postings = results.inputs.postings.drop(columns="description")  # long to copy
    in_region = among(postings["dept"], results.departments)
    once = ~among(postings["posting_id"], results.repeats)
    return postings[in_region & once].reset_index(drop=True)


def among(column: pd.Series, values: Iterable[str]) -> np.ndarray:
    """True where ``column`` holds one of ``values``, by thousands: « isin » takes ten times longer on texts."""
    known = set(values)
    return np.array([value in known for value in column], dtype=bool)


@remembered
def asked_in_scope(results: Results, filters: Filters) -> pd.DataFrame:
    """document_id, skill_id, weight: AI skills asked of the person by the postings in scope."""
    asked = asked_everywhere(results)
    kept = asked[among(asked["document_id"], postings_in_scope(results, filters)["posting_id"])]
    return filters.apply(kept, results.skills)


@remembered
def asked_everywhere(results: Results, _filters: Filters = Filters()) -> pd.DataFrame:
    """As :func:`asked_in_scope`, for every posting read, outside the region or published again too."""
    return asked_skills(results.mentions, results.parameters)


def courses_in_scope(results: Results, filters: Filters) -> pd.DataFrame:
    """Courses for the publics of the filters, in their départements, at a distance or without a place."""
    courses = results.inputs.courses
    kept = pd.Series(True, index=courses.index)
    if filters.publics:
        kept &= courses["public"].isin(filters.publics)
    if filters.depts:
        anywhere = (courses["dept"] == "") | courses["dept"].isna() | (courses["modality"] == "distance")
        kept &= courses["dept"].isin(filters.depts) | anywhere
    return courses[kept].reset_index(drop=True)


@remembered
def courses_read(results: Results, filters: Filters = Filters()) -> pd.DataFrame:
    """How each course is read (``COURSES_READ``): skills taught, and whether it says AI, teaches it, or both.

    ``places`` per year are imputed when ``places_stated`` is False. ``skills`` counts those
    that pass the filters; ``teaches_ai`` looks at the whole framework, and asks for more than
    the bare word « IA »: a course that only names AI says nothing of what is learnt.
    """
    courses = courses_in_scope(results, filters)
    taught = _taught(results, filters)
    table = courses.drop(columns="places").merge(
        yearly_places(courses, results.parameters), on="course_id", how="left"
    )
    table = table.merge(taught, on="course_id", how="left").rename(columns={"stated": "places_stated"})
    table["skills"] = table["skills"].fillna(0).astype(int)
    words = ["skill_ids", "skill_labels", "layers", "evidence"]
    table[words] = table[words].astype(object).fillna("")
    table = table.merge(results.course_claims, on="course_id", how="left")
    ordered = table.sort_values(["skills", "course_id"], ascending=[False, True], ignore_index=True)
    return significant_frame(ordered[COURSES_READ.names])


@remembered
def courses_counted(results: Results, filters: Filters) -> pd.DataFrame:
    """course_id, reading, says_ai, teaches_ai, skills of :func:`courses_read`, without its words, long to write."""
    courses = courses_in_scope(results, filters)[["course_id"]]
    skills = filters.apply(results.teachings, results.skills)["course_id"].value_counts()
    counted = courses.assign(skills=courses["course_id"].map(skills).fillna(0).astype(int))
    return counted.merge(results.course_claims, on="course_id", how="left")


def _taught(results: Results, filters: Filters) -> pd.DataFrame:
    """course_id, skills (count), skill_ids, skill_labels, layers, evidence of the courses that teach a skill in scope."""
    labels, layers = (
        dict(zip(results.skills["skill_id"], results.skills[name], strict=True))
        for name in ("label_fr", "layer")
    )
    columns = ["course_id", "skill_id", "share", "evidence"]
    taught = filters.apply(results.teachings, results.skills)[columns].sort_values(columns[:2])
    # Groups are joined one by one in plain Python: pandas takes twenty times longer over thousands of small ones.
    rows = []
    for course, lines in groupby(
        zip(*(taught[name].tolist() for name in columns), strict=True), itemgetter(0)
    ):
        _, skills, shares, words = zip(*lines, strict=True)
        said = [f"{labels[skill]} ({100 * share:.0f} %)" for skill, share in zip(skills, shares, strict=True)]
        own = ", ".join(sorted({str(layers[skill]) for skill in skills}))
        row = (course, len(skills), "|".join(skills), " ; ".join(said), own, " ; ".join(dict.fromkeys(words)))
        rows.append(row)
    return pd.DataFrame(
        rows, columns=["course_id", "skills", "skill_ids", "skill_labels", "layers", "evidence"]
    )


@remembered
def uncounted_postings(results: Results, _filters: Filters = Filters()) -> pd.DataFrame:
    """posting_id, title, location, sector, source, reason: postings that no share of the *annonces* counts."""
    postings = results.inputs.postings
    coded = results.codings.loc[results.codings["rome"] != "", "posting_id"]
    outside = pd.Series(~among(postings["dept"], results.departments), index=postings.index)
    unknown = (postings["dept"].fillna("") == "") & outside
    uncoded = ~among(postings["posting_id"], coded)
    first = [results.repeats.get(posting, "") for posting in postings["posting_id"]]
    again = [f"{ALREADY}{posting}" if posting else "" for posting in first]
    reasons = pd.Series("", index=postings.index).mask(uncoded, UNCODED)
    place = pd.Series("", index=postings.index).mask(outside, OUTSIDE).mask(unknown, NOWHERE)
    both = [" ; ".join(filter(None, said)) for said in zip(again, place, reasons, strict=True)]
    table = postings[["posting_id", "title", "location", "sector", "source"]].assign(reason=both)
    return table[table["reason"] != ""].reset_index(drop=True)
