"""Pathway (parcours): for a need and a public, the steps to climb, layer after layer, in existing courses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from planner.columns import Table
from planner.model import Layer, Public
from planner.needs import Needs
from planner.plan.context import Context
from planner.plan.offer import REMOTE

# hypothèse: one understands before using, uses before framing; building and leading come last
LAYER_ORDER = (
    Layer.COMPRENDRE,
    Layer.UTILISER,
    Layer.CADRER,
    Layer.INTEGRER,
    Layer.CONCEVOIR,
    Layer.CONDUIRE,
)
LEAST_ADDED = 0.5  # hypothèse: a course that adds less than half a skill is not worth a step
COURSES_PER_STEP = 2

PATHWAY = Table(
    "pathway",
    {
        "step": "1 = first",
        "layer": "1–6",
        "layer_label": "name of the layer",
        "skill_ids": "skills of the step joined by |: the need's own and their prerequisites",
        "course_id": "course to follow, empty when none teaches the step",
        "course": "its title",
        "provider": "its provider",
        "place": "commune, « à distance », or empty",
        "hours": "hours per learner, NaN when silent",
        "price": "euros per learner, NaN when silent",
        "taught": "skills of the step that the course adds, joined by |",
        "note": "reservation in French, empty when none",
    },
)


def pathway(
    need_id: str, public: Public | str, needs: Needs, context: Context, dept: str | None = None
) -> pd.DataFrame:
    """Steps of the pathway (``PATHWAY``), one row a course, or one row that says that none exists.

    Args:
        dept: where the learner lives: courses there or at a distance come first; None for the region.

    Raises:
        KeyError: no such need.
    """
    members = list(needs.members.loc[needs.members["need_id"] == need_id, "skill_id"])
    if not members:
        raise KeyError(f"besoin « {need_id} » inconnu")
    skills = _with_prerequisites(members, context)
    rows: list[dict[str, object]] = []
    followed: list[str] = []
    for layer in LAYER_ORDER:
        wanted = [skill for skill in skills if context.offer.layers[skill] == layer]
        if wanted:
            step = len({row["step"] for row in rows}) + 1
            rows += list(_step(step, layer, wanted, Public(public), dept, followed, context))
    return PATHWAY.frame(rows)


def _with_prerequisites(members: Sequence[str], context: Context) -> list[str]:
    """The members and everything they rest upon, sorted."""
    found, waiting = set(), list(members)
    while waiting:
        skill = waiting.pop()
        if skill in found or skill not in context.offer.skills.index:
            continue
        found.add(skill)
        waiting += [p for p in str(context.offer.skills.at[skill, "prerequisites"]).split("|") if p]
    return sorted(found)


def _step(
    step: int,
    layer: Layer,
    wanted: list[str],
    public: Public,
    dept: str | None,
    followed: list[str],
    context: Context,
) -> Iterator[dict[str, object]]:
    left = list(wanted)
    common = {"step": step, "layer": int(layer), "layer_label": layer.label, "skill_ids": "|".join(wanted)}
    for _ in range(COURSES_PER_STEP):
        course_id = _next_course(left, public, dept, followed, context)
        if course_id is None:
            break
        shares = context.offer.shares.loc[course_id]
        taught = [skill for skill in left if shares.get(skill, 0.0) > 0]
        followed.append(course_id)
        left = [s for s in left if s not in taught]
        yield common | _course(course_id, taught, dept, context)
    if len(left) == len(wanted):
        yield dict.fromkeys(PATHWAY.names, "") | common | {
            "hours": float("nan"), "price": float("nan"), "note": context.words.say("aucune formation du catalogue : à créer"),
        }  # fmt: skip


def _next_course(
    left: list[str], public: Public, dept: str | None, followed: list[str], context: Context
) -> str | None:
    """Course not yet followed that adds most of what is left; the nearest, then the shortest, on a tie."""
    known = [skill for skill in left if skill in context.offer.shares.columns]
    courses = context.offer.teaching
    courses = courses[(courses["public"] == str(public)) & ~courses["course_id"].isin(followed)]
    if not known or courses.empty:
        return None
    table = pd.DataFrame(
        {
            "added": context.offer.shares.loc[courses.index, known].sum(axis=1),
            "near": (courses["modality"] == REMOTE) | (dept is None) | (courses["dept"] == dept),
            "hours": courses["hours"].fillna(float("inf")),
        }
    )
    table = table[table["added"] >= LEAST_ADDED].sort_values(
        ["near", "added", "hours"], ascending=[False, False, True], kind="stable"
    )
    return str(table.index[0]) if len(table) else None


def _course(course_id: str, taught: list[str], dept: str | None, context: Context) -> dict[str, object]:
    course = context.offer.courses.loc[course_id]
    remote = course["modality"] == REMOTE
    far = dept is not None and not remote and course["dept"] not in (dept, "")
    return {
        "course_id": course_id,
        "course": course["title"],
        "provider": course["provider"],
        "place": context.words.say("à distance") if remote else course["commune"],
        "hours": course["hours"],
        "price": course["price"],
        "taught": "|".join(taught),
        "note": context.words.say("hors du département") if far else "",
    }
