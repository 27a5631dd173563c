"""Candidate actions: for each need, département and public, what could be done.

*renforcer* more groups in a course of the département (or at a distance) that teaches the need;
*essaimer* open in the département a course that another one has;
*créer* a course for the skills of the need that no course teaches to this public.

An existing course is proposed once per département, under the need that it answers most, and counts
for every skill it teaches, whatever the need.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from planner.model import ActionKind, Public
from planner.needs import Parameters
from planner.plan.offer import (
    REMOTE,
    Offer,
    Rate,
    groups_to_add,
    hour_price,
    hours_of,
    price_of,
)
from planner.plan.settings import PlanSettings

TAUGHT_ENOUGH = 0.5  # hypothèse: a skill taken by half of a course is taught, less is a mention


@dataclass(frozen=True, slots=True)
class Candidate:
    """An action that could be taken.

    ``taught``: share taught of each of ``skills`` (0–1, same length, all positive); ``one_off``: euros
    spent once to open; ``price``: euros per learner; ``most``: groups a year at most. ``course_id`` is
    the course to strengthen or spread, or the closest one to a course still to create. Of the
    candidates of a ``family`` (the same creation in several départements) a plan takes one.
    """

    kind: ActionKind
    need_id: str
    dept: str
    public: Public
    course_id: str
    provider: str
    skills: tuple[str, ...]
    taught: tuple[float, ...]
    hours: float
    price: float
    one_off: float
    most: int
    family: str = ""

    @property
    def key(self) -> str:
        """What names the action from one run to the next, whatever its rank."""
        what = "+".join(sorted(self.skills)) if self.kind is ActionKind.CREER else self.course_id
        return f"{self.kind}:{what}:{self.dept}:{self.public}"


@dataclass(frozen=True, slots=True, eq=False)
class _Cell:
    """Learners of one département and public: people missing per skill, and the need of each skill."""

    dept: str
    public: Public
    missing: pd.Series
    needs: pd.Series


def candidates(
    missing: pd.DataFrame,
    members: pd.DataFrame,
    offer: Offer,
    parameters: Parameters,
    settings: PlanSettings | None = None,
) -> list[Candidate]:
    """Every candidate action, sorted by key.

    Args:
        missing: skill_id, dept, public, missing (people per year), summed over filières.
        members: ``columns.NEED_MEMBERS``.
    """
    settings = settings or PlanSettings()
    asked = missing[missing["missing"] > 0].merge(members[["need_id", "skill_id"]], on="skill_id")
    found: list[Candidate] = []
    for public, of_public in asked.groupby("public", sort=True):
        price = hour_price(offer, Public(public), parameters, settings)
        contents = _contents(of_public, offer, Public(public), parameters)
        for dept, lines in of_public.groupby("dept", sort=True):
            lines = lines.sort_values("skill_id").set_index("skill_id")
            cell = _Cell(str(dept), Public(public), lines["missing"], lines["need_id"])
            found += _existing(cell, offer, price, parameters, settings)
            found += _creations(cell, contents, price, parameters, settings)
    return sorted(found, key=lambda c: c.key)


def _existing(
    cell: _Cell, offer: Offer, price: Rate, parameters: Parameters, settings: PlanSettings
) -> list[Candidate]:
    ours = (offer.teaching["public"] == str(cell.public)).to_numpy()
    courses, skills = offer.shares.index[ours], list(cell.missing.index)
    shares = offer.shares[ours].reindex(columns=skills, fill_value=0.0).to_numpy()
    # people × skills that a first group brings to each learner: no more than what is missing
    brought = np.minimum(shares, cell.missing.to_numpy() / parameters.group_size)
    need_ids, need_of = np.unique(cell.needs.to_numpy(str), return_inverse=True)
    by_need = np.stack([brought[:, need_of == k].sum(axis=1) for k in range(len(need_ids))], axis=1)
    built, worth = [], {}
    for i in np.flatnonzero(brought.sum(axis=1) >= max(settings.minimum_fill, 1e-9)):
        course_id, most = str(courses[i]), int(by_need[i].argmax())
        course, taught = offer.records[course_id], dict(zip(skills, shares[i], strict=True))
        built.append(_on_course(course, str(need_ids[most]), taught, cell, price, parameters, settings))
        worth[course_id] = float(by_need[i, most])
    return list(_best(built, worth, int(settings.courses_compared)))


def _on_course(
    course: Mapping[str, Any],
    need_id: str,
    shares: Mapping[str, float],
    cell: _Cell,
    price: Rate,
    parameters: Parameters,
    settings: PlanSettings,
) -> Candidate:
    here = course["dept"] in (cell.dept, "") or course["modality"] == REMOTE
    hours, taught = (
        hours_of(course, parameters, settings),
        {skill: float(share) for skill, share in shares.items() if share > 0},
    )
    return Candidate(
        kind=ActionKind.RENFORCER if here else ActionKind.ESSAIMER,
        need_id=need_id,
        dept=cell.dept,
        public=cell.public,
        course_id=str(course["course_id"]),
        provider=str(course["provider"]),
        skills=tuple(taught),
        taught=tuple(taught.values()),
        hours=hours,
        price=price_of(course, hours, price),
        one_off=0.0 if here else parameters.spreading_cost,
        most=groups_to_add(course, parameters, settings) if here else int(settings.opening_groups),
    )


def _best(built: list[Candidate], worth: dict[str, float], kept: int) -> Iterator[Candidate]:
    """Per need and kind, the courses that bring most to the need per euro."""
    groups: dict[tuple[str, ActionKind], list[Candidate]] = {}
    for candidate in built:
        groups.setdefault((candidate.need_id, candidate.kind), []).append(candidate)
    for group in groups.values():
        group.sort(key=lambda c: (-worth[c.course_id] / max(c.price, 1.0), c.course_id))
        yield from group[:kept]


@dataclass(frozen=True, slots=True)
class _Content:
    """A course to create: skills, hours per learner, id of the closest existing course ('' when none)."""

    skills: tuple[str, ...]
    hours: float
    closest: str


def _contents(
    asked: pd.DataFrame, offer: Offer, public: Public, parameters: Parameters
) -> dict[str, _Content]:
    """The course to create for each need, the same in every département.

    Among the skills that no course teaches to this public, the most missing one in the region,
    then those of the same layer and the same filières: a course mixes neither building with
    discovering, nor farming with banking.
    """
    ours = offer.shares[(offer.teaching["public"] == str(public)).to_numpy()]
    best = ours.max() if len(ours) else pd.Series(dtype=float)
    left = asked[asked["skill_id"].map(best).fillna(0.0) < TAUGHT_ENOUGH]
    totals = left.groupby(["need_id", "skill_id"], as_index=False)["missing"].sum()
    totals = totals.sort_values(["need_id", "missing", "skill_id"], ascending=[True, False, True])
    kind = {s: (offer.layers[s], offer.skills.at[s, "filieres"]) for s in totals["skill_id"]}
    contents = {}
    for need_id, lines in totals.groupby("need_id"):
        skills = list(lines["skill_id"])
        alike = [s for s in skills if kind[s] == kind[skills[0]]]
        contents[str(need_id)] = _content(alike[: max(1, round(parameters.skills_per_person))], ours, offer)
    return contents


def _content(skills: list[str], ours: pd.DataFrame, offer: Offer) -> _Content:
    hours = sum(offer.hours_per_skill[offer.layers[skill]].value for skill in skills)
    taught = ours[[skill for skill in skills if skill in ours]].sum(axis=1)
    closest = "" if taught.empty or taught.max() <= 0 else str(taught.idxmax())
    # half-hours, as a timetable has
    return _Content(tuple(sorted(skills)), float(np.ceil(hours * 2) / 2), closest)


def _creations(
    cell: _Cell,
    contents: dict[str, _Content],
    price: Rate,
    parameters: Parameters,
    settings: PlanSettings,
) -> Iterator[Candidate]:
    missing = dict(zip(cell.missing.index, cell.missing, strict=True))
    for need_id, content in contents.items():
        wanted = [missing[skill] for skill in content.skills if skill in missing]
        if sum(min(w / parameters.group_size, 1.0) for w in wanted) < max(settings.minimum_fill, 1e-9):
            continue
        yield Candidate(
            kind=ActionKind.CREER,
            need_id=need_id,
            dept=cell.dept,
            public=cell.public,
            course_id=content.closest,
            provider="",
            skills=content.skills,
            taught=(1.0,) * len(content.skills),
            hours=content.hours,
            price=content.hours * price.value,
            one_off=parameters.creation_cost,
            most=int(settings.opening_groups),
            family=f"{need_id}:{cell.public}",
        )
