"""Plan: which courses to strengthen, spread or create, in which order, and who can pay."""

from planner.plan.briefs import Brief, brief, brief_text
from planner.plan.candidates import Candidate, candidates
from planner.plan.clashes import Clash
from planner.plan.context import Context
from planner.plan.equity import EQUITY, equity, favour, favoured
from planner.plan.funding import fundings
from planner.plan.offer import Offer
from planner.plan.pathways import PATHWAY, pathway
from planner.plan.priorities import SCORES, Plan, build_plan, priorities
from planner.plan.scenarios import Comparison, compare
from planner.plan.settings import EUROS, PEOPLE, PLAN_DESCRIPTIONS, Floor, PlanSettings, Wishes
from planner.plan.solution import Solution

__all__ = [
    "EQUITY",
    "EUROS",
    "PATHWAY",
    "PEOPLE",
    "PLAN_DESCRIPTIONS",
    "SCORES",
    "Brief",
    "Candidate",
    "Clash",
    "Comparison",
    "Context",
    "Floor",
    "Offer",
    "Plan",
    "PlanSettings",
    "Solution",
    "Wishes",
    "brief",
    "brief_text",
    "build_plan",
    "candidates",
    "compare",
    "equity",
    "favour",
    "favoured",
    "fundings",
    "pathway",
    "priorities",
]
