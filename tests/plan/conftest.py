"""Small problems that every plan of which can be tried, and a small region to plan for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
import pytest

from planner.columns import GAPS, NEED_MEMBERS, NEEDS
from planner.needs import Needs
from planner.plan import Context, Floor, Offer, PlanSettings
from planner.plan.problem import Basket, Item, Limit, Problem, matches
from planner.references import load_programmes
from planner.settings import embedded_folder
from tests.needs.conftest import course, courses, skill

SHARES, VALUES = PlanSettings().shares, PlanSettings().values


def item(key: str, brings: dict[int, float], **values: object) -> Item:
    """One action: slot → people × skills of a group."""
    defaults = {
        "dept": "44",
        "public": "continu",
        "group_cost": 100.0,
        "opening": 0.0,
        "most": 2,
        "learners": 10.0,
    }
    return Item(key=key, slots=tuple(brings), brings=tuple(brings.values()), **{**defaults, **values})


def problem(items: Sequence[Item], missing: Sequence[float], **values: object) -> Problem:
    """A problem where each slot is a basket of its own, worth 10 points."""
    baskets = tuple(Basket((f"B{i}",), m, 10.0) for i, m in enumerate(missing))
    defaults = {"shares": SHARES, "values": VALUES, "pinned": (0,) * len(items)}
    return Problem(
        tuple(items),
        tuple(missing),
        tuple((i,) for i in range(len(missing))),
        baskets,
        **{**defaults, **values},
    )


def worth(asked: Problem, groups: Sequence[int]) -> float:
    """Points of a plan, computed otherwise than the solvers do: whole arrays, no state."""
    brought = np.zeros(len(asked.slot_missing))
    for n, each in zip(groups, asked.items, strict=True):
        for slot, people in zip(each.slots, each.brings, strict=True):
            brought[slot] += n * people
    closed = np.minimum(brought, asked.slot_missing)
    total = 0.0
    for b, basket in enumerate(asked.baskets):
        inside = sum(c for c, of in zip(closed, asked.slot_baskets, strict=True) if b in of)
        total += basket.weight * float(np.interp(inside / basket.missing, asked.shares, asked.values))
    return total


def allowed(asked: Problem, groups: Sequence[int], tolerance: float = 1e-6) -> bool:
    """True when the plan keeps every rule."""
    if asked.budget is not None and asked.cost(groups) > asked.budget + tolerance:
        return False
    if any(
        sum(use * groups[i] for i, use in limit.use.items()) > limit.most + tolerance
        for limit in asked.limits
    ):
        return False
    if any(sum(groups[i] > 0 for i in family) > 1 for family in asked.families):
        return False
    if any(
        n < least or n > each.most for n, least, each in zip(groups, asked.pinned, asked.items, strict=True)
    ):
        return False
    if asked.floors and not any(groups):
        return False
    measures = [asked.measure(each, n) for n, each in zip(groups, asked.items, strict=True)]
    return all(
        sum(m for m, each in zip(measures, asked.items, strict=True) if matches(floor, each))
        >= floor.share * sum(measures) - tolerance * max(sum(measures), 1.0)
        for floor in asked.floors
    )


def every_plan(asked: Problem) -> Iterator[tuple[int, ...]]:
    """All plans that keep the rules."""
    return (
        groups
        for groups in product(*(range(each.most + 1) for each in asked.items))
        if allowed(asked, groups)
    )


def drawn(seed: int, bare: bool = False) -> Problem:
    """A random problem small enough to try every plan; ``bare``: the budget is its only rule."""
    random = np.random.default_rng(seed)
    slots, size = int(random.integers(3, 7)), int(random.integers(3, 7))
    missing = random.integers(3, 200, slots).astype(float)
    items = tuple(
        item(
            f"a{i}",
            {
                int(s): float(random.integers(1, 13))
                for s in sorted(random.choice(slots, random.integers(1, 4), replace=False))
            },
            dept=str(random.choice(["44", "53"])),
            public=str(random.choice(["initial", "continu"])),
            group_cost=float(random.integers(1, 30)),
            opening=float(random.choice([0, 0, 5, 20])),
            most=int(random.integers(1, 4)),
        )
        for i in range(size)
    )
    cells = random.integers(0, 2, slots)  # two territories, and one need over both
    slot_baskets = tuple((int(c), 2) for c in cells)
    totals = [sum(m for m, c in zip(missing, cells, strict=True) if c == k) for k in (0, 1)] + [
        float(missing.sum())
    ]
    baskets = tuple(
        Basket((f"B{k}",), max(float(t), 1.0), float(random.integers(5, 50))) for k, t in enumerate(totals)
    )
    budget = float(random.integers(10, 120))
    common = {"shares": SHARES, "values": VALUES, "budget": budget, "pinned": (0,) * size}
    made = Problem(items, tuple(missing), slot_baskets, baskets, **common)
    return made if bare else _ruled(made, random)


def _ruled(made: Problem, random: np.random.Generator) -> Problem:
    """Some of the other rules, drawn."""
    size = len(made.items)
    floors = tuple(
        Floor("dept", dept, float(random.choice([0.0, 0.2, 0.4])), dept)
        for dept in ("44", "53")
        if random.random() < 0.5
    )
    limit = Limit(
        "capacité", {i: float(random.integers(1, 4)) for i in range(size)}, float(random.integers(3, 12))
    )
    pinned = tuple(int(random.random() < 0.1) for _ in range(size))
    return replace(
        made,
        floors=tuple(floor for floor in floors if floor.share > 0),
        floor_basis=str(random.choice(["euros", "personnes"])),
        limits=(limit,) if random.random() < 0.5 else (),
        families=((0, 1),) if random.random() < 0.5 else (),
        pinned=pinned,
    )


# ── a small region ───────────────────────────────────────────────────────────────────────
DEPTS = {"44": "Loire-Atlantique", "53": "Mayenne"}
SKILLS = ("IA401", "IA402", "IA301", "IA302", "IA101")


def _skill(skill_id: str, **values: object) -> dict[str, object]:
    texts = {f"level_{n}_fr": f"Palier {n} de {skill_id}." for n in range(1, 5)}
    return (
        skill(skill_id, int(skill_id[2]))
        | {"can_do_fr": f"Fait {skill_id}.", "level": "2", "publics": ""}
        | texts
        | values
    )


@pytest.fixture
def needs() -> Needs:
    names = {"B01": "Comprendre l'IA", "B02": "Utiliser l'IA", "B03": "Concevoir l'IA"}
    table = NEEDS.frame(
        [dict.fromkeys(NEEDS.names, 0.0) | {"need_id": n, "name": name} for n, name in names.items()]
    )
    owner = {"IA401": "B01", "IA402": "B01", "IA301": "B02", "IA302": "B02", "IA101": "B03"}
    members = NEED_MEMBERS.frame([{"need_id": n, "skill_id": s, "silhouette": 0.1} for s, n in owner.items()])
    return Needs(table, members, 0.2, 0.8)


@pytest.fixture
def gaps() -> pd.DataFrame:
    rows = []
    for position, skill_id in enumerate(SKILLS):
        for dept, size in (("44", 4.0), ("53", 1.0)):
            for public, part in (("continu", 1.0), ("initial", 0.2)):
                missing = 400.0 * size * part / (position + 1)
                rows.append(
                    dict.fromkeys(GAPS.names, "")
                    | {"skill_id": skill_id, "dept": dept, "filiere": "numerique", "public": public}
                    | {
                        "demand": missing,
                        "low": 0.5 * missing,
                        "high": 2 * missing,
                        "signal": "annonces",
                        "supply": 0.0,
                    }
                    | {
                        "gap": missing,
                        "missing": missing,
                        "coverage": 0.0,
                        "reliability": 0.5,
                        "sample": 30.0,
                    }
                )
    return GAPS.frame(rows)


@pytest.fixture
def context(needs: Needs) -> Context:
    catalogue = courses(
        course(
            "c1",
            dept="44",
            commune="Nantes",
            provider="Organisme fictif A",
            hours=7.0,
            price=200.0,
            places=48.0,
        ),
        course(
            "c2",
            dept="53",
            commune="Laval",
            provider="Organisme fictif B",
            hours=14.0,
            price=400.0,
            places=12.0,
        ),
        course(
            "c3",
            dept="",
            modality="distance",
            provider="Organisme fictif B",
            hours=7.0,
            price=0.0,
            rs="RS6202",
        ),
    )
    taught = pd.DataFrame(
        [
            ("c1", "IA401", 1.0, ""),
            ("c2", "IA301", 1.0, ""),
            ("c3", "IA301", 1.0, ""),
            ("c3", "IA402", 0.2, ""),
        ],
        columns=["course_id", "skill_id", "share", "evidence"],
    )
    table = pd.DataFrame([_skill(s, prerequisites="IA401" if s == "IA402" else "") for s in SKILLS])
    labels = dict(zip(table["skill_id"], table["label_fr"], strict=True))
    return Context(
        skill_labels=labels,
        need_names=dict(zip(needs.needs["need_id"], needs.needs["name"], strict=True)),
        dept_labels=DEPTS,
        offer=Offer.of(catalogue, taught, table),
        programmes=load_programmes(embedded_folder("taxonomies")),
        filiere_labels={"numerique": "Numérique"},
    )
