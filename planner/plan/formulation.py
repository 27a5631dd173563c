"""From candidates, gaps and settings to the executable problem: items, baskets, limits, floors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from planner.needs import Parameters
from planner.plan.candidates import Candidate
from planner.plan.offer import REMOTE
from planner.plan.problem import EPSILON, FULL, PUBLIC_FR, Basket, Item, Limit, Problem
from planner.plan.settings import Floor, PlanSettings, Wishes
from planner.words import Phrase


def build(
    proposed: Sequence[Candidate],
    cells: pd.DataFrame,
    parameters: Parameters,
    settings: PlanSettings,
    wishes: Wishes,
    offer_modality: Mapping[str, str],
    budget: float | None,
    dept_labels: Mapping[str, str],
) -> Problem:
    """The problem of ``proposed`` (sorted by key) over ``cells``.

    Args:
        cells: skill_id, need_id, dept, public, missing (> 0), reliability; one row a slot.
        offer_modality: course → modality: trainers of a remote course are not those of the département.
    """
    kept = [c for c in proposed if c.key not in wishes.forbidden]
    slot_of = {
        k: i for i, k in enumerate(zip(cells["skill_id"], cells["dept"], cells["public"], strict=True))
    }
    baskets, slot_baskets = _baskets(cells, settings)
    items = tuple(_item(c, slot_of, parameters) for c in kept)
    floors = () if budget is None else _floors(cells, settings, wishes, dept_labels)
    return Problem(
        items=items,
        slot_missing=tuple(cells["missing"].astype(float)),
        slot_baskets=slot_baskets,
        baskets=baskets,
        shares=settings.shares,
        values=settings.values,
        budget=budget,
        limits=tuple(_limits(kept, parameters, settings, wishes, offer_modality, dept_labels)),
        floors=floors,
        floor_basis=wishes.floor_basis,
        pinned=tuple(int(wishes.pinned.get(item.key, 0)) for item in items),
        families=_families(items),
    )


def _item(candidate: Candidate, slot_of: Mapping[tuple[str, str, str], int], parameters: Parameters) -> Item:
    pairs = [
        (slot_of[(skill, candidate.dept, str(candidate.public))], parameters.group_size * share)
        for skill, share in zip(candidate.skills, candidate.taught, strict=True)
        if (skill, candidate.dept, str(candidate.public)) in slot_of
    ]
    return Item(
        key=candidate.key,
        dept=candidate.dept,
        public=str(candidate.public),
        group_cost=candidate.price * parameters.group_size,
        opening=candidate.one_off,
        most=candidate.most,
        learners=parameters.group_size,
        slots=tuple(slot for slot, _ in pairs),
        brings=tuple(people for _, people in pairs),
        family=candidate.family,
    )


def _baskets(
    cells: pd.DataFrame, settings: PlanSettings
) -> tuple[tuple[Basket, ...], tuple[tuple[int, ...], ...]]:
    cells = cells.assign(sure=cells["missing"] * cells["reliability"])
    found: list[Basket] = []
    columns: list[list[int]] = []
    for by, part in (
        (["need_id", "dept", "public"], 1.0 - settings.region_part),
        (["need_id"], settings.region_part),
    ):
        table = cells.groupby(by, sort=True)[["missing", "sure"]].sum()
        pull = 1.0 - settings.reliability_pull * (1.0 - table["sure"] / table["missing"])
        weight = table["missing"] ** settings.size_exponent * pull
        weight *= FULL * part / max(weight.sum(), EPSILON)
        keys = list(cells[by].itertuples(index=False, name=None))
        names = [name if isinstance(name, tuple) else (name,) for name in table.index]
        index = {name: len(found) + i for i, name in enumerate(names)}
        columns.append([index[key] for key in keys])
        found += [
            Basket(n, float(m), float(w)) for n, m, w in zip(names, table["missing"], weight, strict=True)
        ]
    return tuple(found), tuple(zip(*columns, strict=True))


def _floors(
    cells: pd.DataFrame, settings: PlanSettings, wishes: Wishes, dept_labels: Mapping[str, str]
) -> tuple[Floor, ...]:
    """Floors wished for, or a part of what each département and each public weighs in the gap."""
    if wishes.floors is not None:
        return tuple(floor for floor in wishes.floors if floor.share > 0)
    labels = {**dept_labels, **{str(public): label for public, label in PUBLIC_FR.items()}}
    floors = []
    for dimension, part in (("dept", settings.floor_dept), ("public", settings.floor_public)):
        weights = cells.groupby(dimension, sort=True)["missing"].sum()
        for member, share in (part * weights / weights.sum()).items():
            label = labels.get(str(member), str(member))
            floors.append(Floor(dimension, str(member), float(share), label))
    return tuple(floor for floor in floors if floor.share > 0)


def _limits(
    kept: Sequence[Candidate],
    parameters: Parameters,
    settings: PlanSettings,
    wishes: Wishes,
    modality: Mapping[str, str],
    dept_labels: Mapping[str, str],
) -> list[Limit]:
    """Capacity of the trainers of a département, of a provider, of a course strengthened in several places."""
    hours: dict[str, dict[int, float]] = {}
    providers: dict[str, dict[int, float]] = {}
    courses: dict[str, dict[int, float]] = {}
    for i, c in enumerate(kept):
        if modality.get(c.course_id) != REMOTE or c.family:
            hours.setdefault(c.dept, {})[i] = c.hours
        if c.provider:
            providers.setdefault(c.provider, {})[i] = 1.0
        if not c.family and not c.one_off:
            courses.setdefault(c.course_id, {})[i] = 1.0
    limits = [
        Limit(
            Phrase("heures des formateurs, {place}", {"place": dept_labels.get(dept, dept)}),
            use,
            wishes.trainer_hours.get(dept, settings.trainer_hours),
        )
        for dept, use in sorted(hours.items())
    ]
    limits += [
        Limit(Phrase("groupes de l'organisme {name}", {"name": name}), use, settings.provider_groups)
        for name, use in sorted(providers.items())
    ]
    limits += [
        Limit(
            Phrase("groupes de la formation {course}", {"course": course_id}),
            use,
            float(max(kept[i].most for i in use)),
        )
        for course_id, use in sorted(courses.items())
        if len(use) > 1
    ]
    return limits


def _families(items: Sequence[Item]) -> tuple[tuple[int, ...], ...]:
    groups: dict[str, list[int]] = {}
    for i, item in enumerate(items):
        if item.family:
            groups.setdefault(item.family, []).append(i)
    return tuple(tuple(members) for members in groups.values() if len(members) > 1)
