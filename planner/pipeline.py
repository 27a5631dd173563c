"""The road, on one screen: references and inputs → matching → needs → plan.

Pure: data in, data out; no file, no clock, no randomness without a seed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from planner.matching import Corrections, Engine, Matched, PostingMatcher, encode_labels, in_turn
from planner.matching import Progress as Progress
from planner.matching import silent as silent
from planner.needs import (
    SENSITIVITY,
    Grid,
    Needs,
    Parameters,
    Workforce,
    course_claims,
    demand_from_exposure,
    demand_from_obligation,
    demand_from_postings,
    demand_from_profiles,
    disparities,
    find_needs,
    gap_table,
    sector_cards,
    sensitivity,
    strengths,
    supply,
    teachings,
    value_chain,
)
from planner.plan import Context, Offer, PlanSettings, build_plan
from planner.references import References
from planner.results import Inputs, Results


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What was read in the inputs, before any parameter: the slow part of the road, worth a cache."""

    postings: Matched
    courses: pd.DataFrame
    profiles: pd.DataFrame

    def corrected(self, corrections: Corrections) -> Reading:
        """The same reading as people corrected it; occupations stay."""
        return Reading(
            replace(self.postings, mentions=corrections.apply(self.postings.mentions)),
            corrections.apply(self.courses),
            corrections.apply(self.profiles),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """People and places under given parameters."""

    demand: pd.DataFrame
    taught: pd.DataFrame
    offered: pd.DataFrame
    gaps: pd.DataFrame


def run(
    inputs: Inputs,
    references: References,
    parameters: Parameters,
    *,
    budget: float | None = None,
    campaign: str = "",
    run_date: str = "",
    reading: Reading | None = None,
    with_sensitivity: bool = False,
    progress: Progress = silent,
) -> Results:
    """Go down the whole road once.

    Args:
        inputs: what people brought, already checked.
        references: releases in use.
        parameters: every number that turns a signal into people per year.
        budget: euros a year for the plan; None ranks every action.
        reading: what :func:`read` gave for these very inputs (a cache), None to read them.
        with_sensitivity: move each parameter by ±20 % (counts the gaps some forty times) and draw the
            stability of the ranking.
        progress: called with (step, done, total).
    """
    reading = reading or read(inputs, references, progress)
    progress("calcul des besoins", 0, 1)
    workforce, grid = workforce_of(references), grid_of(references)
    counts = count(inputs, reading, grid, workforce, parameters)

    progress("regroupement et priorités", 0, 1)
    together = pd.concat([reading.postings.mentions, reading.courses])[["document_id", "skill_id"]]
    needs = find_needs(references.framework.skills, counts.gaps, together, encode_labels, references.filieres)
    context = plan_context(references, needs, inputs.courses, counts.taught)
    settings = PlanSettings() if with_sensitivity else PlanSettings().changed(draws=0)
    plan = build_plan(counts.gaps, needs, context, parameters, budget, settings=settings)

    def missing_with(moved: Parameters) -> float:
        return float(count(inputs, reading, grid, workforce, moved).gaps["missing"].sum())

    progress("sensibilité aux paramètres" if with_sensitivity else "tableaux", 0, 1)
    results = Results(
        inputs=inputs,
        mentions=reading.postings.mentions,
        codings=reading.postings.codings,
        repeats=dict(reading.postings.repeats),
        teachings=counts.taught,
        course_claims=course_claims(inputs.courses, reading.courses),
        profile_mentions=reading.profiles,
        skills=references.framework.skills,
        departments=references.departments,
        filieres=references.filieres,
        demand=counts.demand,
        supply=counts.offered,
        gaps=counts.gaps,
        needs=needs,
        actions=plan.actions,
        plan=plan,
        parameters=parameters,
        budget=budget,
        references=references.in_use,
        campaign=campaign,
        run_date=run_date,
        disparities=disparities(counts.gaps, inputs.courses, counts.taught, workforce, parameters),
        strengths=strengths(
            counts.gaps, references.framework.skills, references.departments | references.filieres
        ),
        value_chain=value_chain(references.value_chain, inputs.actors, grid, workforce),
        cards=sector_cards(
            counts.gaps,
            counts.demand,
            inputs.profiles,
            reading.profiles,
            workforce,
            dict(context.skill_labels),
            references.fap_labels,
        ),
        sensitivity=sensitivity(parameters, missing_with) if with_sensitivity else SENSITIVITY.frame(),
    )
    progress("terminé", 1, 1)
    return results


def read(
    inputs: Inputs, references: References, progress: Progress = silent, engine: Engine = in_turn
) -> Reading:
    """Read postings, courses and stated needs: occupations, AI skills, evidence. ``engine``: who reads postings."""
    matcher = PostingMatcher(references.rome, references.esco, references.framework)
    postings = matcher.read(inputs.postings, progress, engine)
    progress("lecture du catalogue et des profils", 0, 1)
    courses = matcher.reader.mentions(_course_texts(inputs.courses), postings=False)
    profiles = matcher.reader.mentions(_profile_texts(inputs.profiles), postings=False)
    return Reading(postings, courses, profiles)


def count(
    inputs: Inputs, reading: Reading, grid: Grid, workforce: Workforce, parameters: Parameters
) -> Counts:
    """Demand by signal, supply and gaps under ``parameters``."""
    found = reading.postings
    demand = [
        demand_from_postings(
            grid, inputs.postings, found.codings, found.mentions, workforce, parameters, found.repeats
        ),
        demand_from_exposure(grid, workforce, parameters),
        demand_from_obligation(grid, workforce, parameters),
        demand_from_profiles(grid, inputs.profiles, reading.profiles, workforce, parameters),
    ]
    taught = teachings(inputs.courses, reading.courses)
    offered = supply(inputs.courses, taught, workforce, parameters)
    asked = pd.concat(demand, ignore_index=True)
    return Counts(asked, taught, offered, gap_table(asked, offered, parameters))


def grid_of(references: References) -> Grid:
    """Cells where needs are counted."""
    return Grid(
        tuple(references.departments),
        tuple(sorted(references.filieres)),
        references.framework.skills.sort_values("skill_id", ignore_index=True),
    )


def workforce_of(references: References) -> Workforce:
    """Public figures on employment, as the signals read them."""
    return Workforce(
        jobs=references.jobs,
        exposure=references.exposure,
        domains=references.domains,
        adoption=references.adoption,
        recruitments=references.recruitments,
        distances=references.distances,
    )


def plan_context(
    references: References, needs: Needs, courses: pd.DataFrame, taught: pd.DataFrame
) -> Context:
    """What the plan's sentences and rules look up."""
    skills = references.framework.skills
    return Context(
        skill_labels=dict(zip(skills["skill_id"], skills["label_fr"], strict=True)),
        need_names=dict(zip(needs.needs["need_id"], needs.needs["name"], strict=True)),
        dept_labels=references.departments,
        offer=Offer.of(courses, taught, skills),
        programmes=references.programmes,
        filiere_labels=references.filieres,
    )


def _course_texts(courses: pd.DataFrame) -> zip:
    return zip(courses["course_id"], courses["title"], courses["content"], strict=True)


def _profile_texts(profiles: pd.DataFrame) -> zip:
    return zip(profiles["profile_id"], [""] * len(profiles), profiles["stated_needs"], strict=True)
