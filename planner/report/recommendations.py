"""What became of the actions that an earlier campaign recommended, as this year's catalogue shows it.

The rules look at the catalogue alone: a course that is not in it, or whose places it does not say,
cannot show that a recommendation was followed.

    renforcer  the same course has more places than then
    essaimer   a course that was not there, held in the département, with the same title, or from the
               same provider and teaching a skill in common with the course to spread
    créer      a course that was not there, held in the département or at a distance, teaching at least
               one skill of the brief (of the need when there is no brief)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from planner import french
from planner.columns import Table
from planner.model import ActionKind
from planner.report.filters import public_of

DONE, PARTLY, UNSEEN, CLOSED = "suivie", "suivie en partie", "non constatée", "formation absente du catalogue"
COURSES_NAMED = 3

FOLLOWED = Table(
    "recommendations followed",
    {
        "rank": "rank in the earlier campaign",
        "kind": "renforcer | essaimer | créer",
        "need": "need answered, as named then",
        "dept": "département code",
        "department": "département",
        "public": "initial | continu",
        "course": "course to strengthen or spread; the closest one when creating",
        "places": "places per year recommended",
        "added": "places per year that the catalogue now shows in addition",
        "status": "suivie | suivie en partie | non constatée | formation absente du catalogue",
        "evidence": "courses that show it, in French",
    },
)
Record = Mapping[str, Any]


def followed(old: Record, new: Record) -> Iterator[dict[str, object]]:
    """One row (``FOLLOWED``) an action chosen by the earlier summary, in the scope of the new one."""
    catalogue = {course["course_id"]: course for course in new["courses"]}
    known = {course["course_id"]: course for course in old["courses"]}
    wanted = _skills_wanted(old)
    for action in old["actions"]:
        if action["chosen"] and _in_scope(action, new["run"]["filters"]):
            yield _row(action, known, catalogue, wanted, old["run"]["departments"])


def _in_scope(action: Record, filters: Record) -> bool:
    publics = filters["publics"] or [public_of(audience) for audience in filters["audiences"]]
    return (not filters["depts"] or action["dept"] in filters["depts"]) and (
        not publics or action["public"] in publics
    )


def _skills_wanted(old: Record) -> dict[str, set[str]]:
    """Action → skills to teach: those of its brief, else those of its need."""
    needs = {need["need_id"]: {m["skill_id"] for m in need["members"]} for need in old["needs"]["list"]}
    briefs = {brief["action_id"]: _taught(brief) for brief in old["briefs"]}
    return {
        a["action_id"]: briefs.get(a["action_id"]) or needs.get(a["need_id"], set()) for a in old["actions"]
    }


def _row(
    action: Record,
    known: Mapping[str, Record],
    catalogue: Mapping[str, Record],
    wanted: Mapping[str, set[str]],
    departments: Mapping[str, str],
) -> dict[str, object]:
    if action["kind"] == ActionKind.RENFORCER:
        added, courses = _strengthened(action, known, catalogue)
    else:
        courses = list(_opened(action, known, catalogue, wanted[action["action_id"]]))
        added = sum(course["places"] for course in courses)
    fields = ("rank", "kind", "need", "dept", "public", "course", "places")
    return {
        **{name: action[name] for name in fields},
        "department": departments[action["dept"]],
        "added": added,
        "status": _status(action, added, courses),
        "evidence": french.listed([_named(course) for course in courses], COURSES_NAMED),
    }


def _strengthened(
    action: Record, known: Mapping[str, Record], catalogue: Mapping[str, Record]
) -> tuple[float, list[Record]]:
    before, now = known.get(action["course_id"]), catalogue.get(action["course_id"])
    if now is None:
        return 0.0, []
    return max(0.0, now["places"] - (before["places"] if before else 0.0)), [now]


def _opened(
    action: Record, known: Mapping[str, Record], catalogue: Mapping[str, Record], wanted: set[str]
) -> Iterator[Record]:
    """Courses of the public that the earlier catalogue did not have and that answer the action."""
    spread = action["kind"] == ActionKind.ESSAIMER
    model = known.get(action["course_id"])
    for course_id, course in catalogue.items():
        if course_id in known or course["public"] != action["public"]:
            continue
        here = course["dept"] == action["dept"]
        if spread and here and _alike(course, action, model):
            yield course
        if not spread and (here or course["modality"] == "distance") and wanted & _taught(course):
            yield course


def _alike(course: Record, action: Record, model: Record | None) -> bool:
    if _plain(course["title"]) == _plain(action["course"]):
        return True
    same_provider = _plain(course["provider"]) == _plain(action["provider"])
    return same_provider and model is not None and bool(_taught(course) & _taught(model))


def _taught(course: Record) -> set[str]:
    """Skills of a course or of a brief."""
    return {skill for skill in course["skill_ids"].split("|") if skill}


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _status(action: Record, added: float, courses: list[Record]) -> str:
    if action["kind"] == ActionKind.RENFORCER and not courses:
        return CLOSED
    if added <= 0:
        return UNSEEN
    return DONE if added >= action["places"] else PARTLY


def _named(course: Record) -> str:
    imputed = "" if course["places_stated"] else ", imputées"
    return f"« {course['title']} » ({french.plural(course['places'], 'place')}{imputed})"
