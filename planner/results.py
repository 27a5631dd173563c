"""Everything that one run of the road gives: what the screens, the workbook and the JSON show."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from planner.columns import ACTORS
from planner.needs import (
    COURSE_CLAIMS,
    DISPARITIES,
    SECTOR_CARDS,
    SENSITIVITY,
    STRENGTHS,
    VALUE_CHAIN,
    Needs,
    Parameters,
)
from planner.plan import Plan
from planner.references import ReferenceInUse


@dataclass(frozen=True, slots=True)
class Message:
    """A remark on what was read, for the person who reads the report: ``severity`` as in intake."""

    file: str
    severity: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Inputs:
    """What people brought, tidy: ``columns.POSTINGS``, ``PROFILES``, ``COURSES``.

    ``demonstration`` is True when nothing was brought and the fictional data are used.
    """

    postings: pd.DataFrame
    profiles: pd.DataFrame
    courses: pd.DataFrame
    files: tuple[str, ...] = ()
    messages: tuple[Message, ...] = ()
    demonstration: bool = False
    actors: pd.DataFrame = field(default_factory=ACTORS.frame)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Results:
    """One run. Tables are those of :mod:`planner.columns`.

    Attributes:
        inputs: what was read.
        mentions: AI skills read in the postings, with their evidence.
        codings: ROME occupation of each posting.
        teachings: AI skills that each course teaches (course_id, skill_id, share, evidence).
        profile_mentions: AI skills read in the stated needs.
        skills: the framework, one row a skill.
        departments, filieres: code → label.
        demand, supply, gaps: people and places per year.
        needs: skills in gap that belong together.
        actions: ranked plan.
        parameters: values in force.
        budget: euros a year, None when no budget was given.
        references: which releases are behind the figures.
        campaign: name of the run, empty when it has none.
        run_date: ISO date, given by the caller: the road has no clock.
        repeats: posting published again → posting that counts.
        disparities, strengths, value_chain, cards: ``needs.DISPARITIES``, ``STRENGTHS``, ``VALUE_CHAIN``, ``SECTOR_CARDS``.
        plan: why and how sure each action is, the solver's proof; None in results made by hand.
        course_claims: ``needs.COURSE_CLAIMS``, what each course says of AI and teaches.
        sensitivity: ``needs.SENSITIVITY``, empty unless asked for (it computes the gaps forty times).
    """

    inputs: Inputs
    mentions: pd.DataFrame
    codings: pd.DataFrame
    teachings: pd.DataFrame
    profile_mentions: pd.DataFrame
    skills: pd.DataFrame
    departments: dict[str, str]
    filieres: dict[str, str]
    demand: pd.DataFrame
    supply: pd.DataFrame
    gaps: pd.DataFrame
    needs: Needs
    actions: pd.DataFrame
    parameters: Parameters
    budget: float | None
    references: tuple[ReferenceInUse, ...]
    campaign: str = ""
    run_date: str = ""
    repeats: dict[str, str] = field(default_factory=dict)
    disparities: pd.DataFrame = field(default_factory=DISPARITIES.frame)
    strengths: pd.DataFrame = field(default_factory=STRENGTHS.frame)
    value_chain: pd.DataFrame = field(default_factory=VALUE_CHAIN.frame)
    cards: pd.DataFrame = field(default_factory=SECTOR_CARDS.frame)
    sensitivity: pd.DataFrame = field(default_factory=SENSITIVITY.frame)
    course_claims: pd.DataFrame = field(default_factory=COURSE_CLAIMS.frame)
    plan: Plan | None = None
