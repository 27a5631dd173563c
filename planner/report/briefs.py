"""Courses to create, one line each: what a provider is asked to build."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from planner import french
from planner.columns import Table
from planner.model import ActionKind
from planner.plan import Brief, Context, brief
from planner.report import figures
from planner.report.filters import Filters
from planner.report.precision import significant_frame
from planner.results import Results

Briefs = Mapping[str, Brief]
LIST = " ; "

BRIEF_LINES = Table(
    "course briefs",
    {
        "action_id": "action of the plan",
        "rank": "1 = first",
        "title": "what the course is about: the skills to teach",
        "need": "need answered",
        "dept": "département code",
        "department": "département",
        "public": "initial | continu",
        "audiences": "who it is for",
        "prerequisites": "skills to have before",
        "skill_ids": "skills to teach, joined by |",
        "objectives": "what a person can do once trained",
        "level": "level aimed at, 1–4, NaN when no brief was written",
        "hours": "hours per learner",
        "groups": "groups of learners per year",
        "places": "places per year",
        "cost_per_learner": "euros per learner, NaN when no brief was written",
        "cost": "euros per year, design included",
        "missing": "people × skills per year missing for the need there",
        "closest": "existing courses nearest to it, and what they lack",
        "certifications": "certifications to lean on",
        "programmes": "programmes that could fund it",
    },
)


def course_briefs(results: Results, context: Context) -> dict[str, Brief]:
    """Action id → brief of each course that the plan chooses to create; nothing when the run kept no plan.

    Args:
        context: what the plan looked up, :func:`planner.pipeline.plan_context` of the same run.
    """
    plan = results.plan
    if plan is None:
        return {}
    created = plan.actions[(plan.actions["kind"] == ActionKind.CREER) & plan.actions["chosen"].astype(bool)]
    return {
        action_id: brief(plan.action(action_id), context, results.parameters, plan.settings)
        for action_id in created["action_id"]
    }


def brief_lines(results: Results, filters: Filters = Filters(), briefs: Briefs | None = None) -> pd.DataFrame:
    """One row (``BRIEF_LINES``) a course that the plan chooses to create, in rank order.

    Args:
        briefs: as :func:`course_briefs` gives them. Without it, a line says the skills that the plan
            puts in the course, and leaves empty what only a brief knows.
    """
    actions = figures.actions_in_scope(results, filters)
    actions = actions[(actions["kind"] == ActionKind.CREER) & actions["chosen"].astype(bool)]
    written = briefs or {}
    rows = []
    for action in actions.to_dict("records"):
        made = written.get(action["action_id"])
        rows.append(_common(action, results) | (_of_brief(made) if made else _of_plan(action, results)))
    return significant_frame(BRIEF_LINES.frame(rows))


def _common(action: dict[str, object], results: Results) -> dict[str, object]:
    fields = ("action_id", "rank", "need", "dept", "public", "hours", "groups", "places", "cost", "missing")
    return {name: action[name] for name in fields} | {"department": results.departments[str(action["dept"])]}


def _of_plan(action: dict[str, object], results: Results) -> dict[str, object]:
    """What the plan says by itself."""
    taught = "" if results.plan is None else str(results.plan.action(str(action["action_id"]))["skill_ids"])
    labels = results.skills.set_index("skill_id")["label_fr"]
    return {
        "title": action["need"],
        "audiences": "",
        "prerequisites": "",
        "skill_ids": taught,
        "objectives": LIST.join(labels[skill] for skill in taught.split("|") if skill),
        "level": float("nan"),
        "cost_per_learner": float("nan"),
        "closest": action["course"],
        "certifications": "",
        "programmes": action["programmes"],
    }


def _of_brief(brief: Brief) -> dict[str, object]:
    return {
        "title": brief.title,
        "audiences": french.listed(brief.audiences),
        "prerequisites": LIST.join(brief.prerequisites),
        "skill_ids": "|".join(objective.skill_id for objective in brief.objectives),
        "objectives": LIST.join(o.can_do or o.label for o in brief.objectives),
        "level": float(brief.level),
        "cost_per_learner": brief.cost_per_learner,
        "closest": _closest(brief),
        "certifications": LIST.join(brief.certifications),
        "programmes": LIST.join(f"{match.name} ({match.verdict})" for match in brief.programmes),
    }


def _closest(brief: Brief) -> str:
    """« Titre (lieu), 2 compétences sur 3 à ajouter » for each course nearest to it."""
    asked = french.number(len(brief.objectives))
    return LIST.join(
        f"{course.title} ({course.place})"
        + (
            f", {french.plural(len(course.lacks), 'compétence')} sur {asked} à ajouter"
            if course.lacks
            else ""
        )
        for course in brief.closest
    )
