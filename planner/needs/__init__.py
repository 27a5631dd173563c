"""Needs: demand signals, supply, gaps with their reliability, and what belongs together."""

from planner.needs.annonces import (
    asked_skills,
    demand_from_postings,
    recruited_shares,
    strata_of_postings,
    stratum_lines,
)
from planner.needs.cards import SECTOR_CARDS, sector_cards
from planner.needs.claims import COURSE_CLAIMS, READINGS, SAYING_ONLY, course_claims, says_ai
from planner.needs.clusters import Needs, find_needs
from planner.needs.course_remarks import course_remarks
from planner.needs.declare import declared_lines, demand_from_profiles
from planner.needs.disparities import DISPARITIES, FEW_COURSES, disparities, drivers
from planner.needs.exposition import demand_from_exposure, exposure_lines
from planner.needs.features import grouping_texts
from planner.needs.gaps import coverage, gap_table, retained_demand, roll_up, signal_weights
from planner.needs.grid import Grid
from planner.needs.intervals import wilson
from planner.needs.obligation import demand_from_obligation, obligation_lines
from planner.needs.parameters import DESCRIPTIONS, Description, Parameters
from planner.needs.profiles import NEED_PROFILE, need_profile
from planner.needs.reading import CourseReading, read_courses
from planner.needs.sensitivity import SENSITIVITY, sensitivity
from planner.needs.strengths import MINIMUM_DEMAND, STRENGTHS, strength_sentences, strengths
from planner.needs.supply import access, supply, teachings, yearly_places
from planner.needs.value_chain import STEPS, UNKNOWN, USERS, VALUE_CHAIN, presence, value_chain
from planner.needs.workforce import Workforce

__all__ = [
    "COURSE_CLAIMS",
    "DESCRIPTIONS",
    "DISPARITIES",
    "FEW_COURSES",
    "MINIMUM_DEMAND",
    "NEED_PROFILE",
    "READINGS",
    "SAYING_ONLY",
    "SECTOR_CARDS",
    "SENSITIVITY",
    "STEPS",
    "STRENGTHS",
    "UNKNOWN",
    "USERS",
    "VALUE_CHAIN",
    "CourseReading",
    "Description",
    "Grid",
    "Needs",
    "Parameters",
    "Workforce",
    "access",
    "asked_skills",
    "course_claims",
    "course_remarks",
    "coverage",
    "declared_lines",
    "demand_from_exposure",
    "demand_from_obligation",
    "demand_from_postings",
    "demand_from_profiles",
    "disparities",
    "drivers",
    "exposure_lines",
    "find_needs",
    "gap_table",
    "grouping_texts",
    "need_profile",
    "obligation_lines",
    "presence",
    "read_courses",
    "recruited_shares",
    "retained_demand",
    "roll_up",
    "says_ai",
    "sector_cards",
    "sensitivity",
    "signal_weights",
    "strata_of_postings",
    "stratum_lines",
    "strength_sentences",
    "strengths",
    "supply",
    "teachings",
    "value_chain",
    "wilson",
    "yearly_places",
]
