"""Courses to create, one line each: what a provider is asked to build."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from planner import french
from planner.columns import Table
from planner.model import ActionKind
from planner.plan import Brief
from planner.report import figures
from planner.report.filters import Filters
from planner.report.precision import significant_frame
from planner.report.scope import gaps_in_scope
from planner.results import Results

Briefs = Mapping[str, Brief]
SKILLS_NAMED = 5  # skills of a need that stand for a brief which was not written
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


def brief_lines(results: Results, filters: Filters = Filters(), briefs: Briefs | None = None) -> pd.DataFrame:
    """One row (``BRIEF_LINES``) a course that the plan chooses to create, in rank order.

    Args:
        briefs: action id → :func:`planner.plan.brief`. Without it, a line says the skills of the need
            that lack most there, and leaves empty what only a brief knows.
    """
    actions = figures.actions_in_scope(results, filters)
    actions = actions[(actions["kind"] == ActionKind.CREER) & actions["chosen"].astype(bool)]
    lacking = _lacking(results, filters)
    rows = [
        _common(action, results) | _written(action, (briefs or {}).get(action["action_id"]), lacking)
        for action in actions.to_dict("records")
    ]
    return significant_frame(BRIEF_LINES.frame(rows))


def _common(action: dict[str, object], results: Results) -> dict[str, object]:
    fields = ("action_id", "rank", "need", "dept", "public", "hours", "groups", "places", "cost", "missing")
    return {name: action[name] for name in fields} | {"department": results.departments[str(action["dept"])]}


def _written(
    action: dict[str, object], brief: Brief | None, lacking: Mapping[tuple, pd.DataFrame]
) -> dict[str, object]:
    if brief is not None:
        return _of_brief(brief)
    members = lacking.get((action["need_id"], action["dept"], action["public"]))
    skills = [] if members is None else members["skill_id"].tolist()
    labels = [] if members is None else members["label_fr"].tolist()
    return {
        "title": action["need"],
        "audiences": "",
        "prerequisites": "",
        "skill_ids": "|".join(skills),
        "objectives": LIST.join(labels),
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
        "closest": LIST.join(
            f"{c.title} ({c.place})" + (f", sans : {french.listed(c.lacks, 2)}" if c.lacks else "")
            for c in brief.closest
        ),
        "certifications": LIST.join(brief.certifications),
        "programmes": LIST.join(f"{match.name} ({match.verdict})" for match in brief.programmes),
    }


def _lacking(results: Results, filters: Filters) -> dict[tuple, pd.DataFrame]:
    """(need, département, public) → skill_id, label_fr of the skills that lack most there."""
    gaps = gaps_in_scope(results, filters).merge(
        results.needs.members[["need_id", "skill_id"]], on="skill_id"
    )
    cell = ["need_id", "dept", "public"]
    table = gaps.groupby([*cell, "skill_id"], as_index=False)["missing"].sum()
    table = table[table["missing"] > 0].merge(results.skills[["skill_id", "label_fr"]], on="skill_id")
    table = table.sort_values(["missing", "skill_id"], ascending=[False, True])
    return {key: rows.head(SKILLS_NAMED) for key, rows in table.groupby(cell)}
