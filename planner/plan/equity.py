"""Who a plan serves: the share of each territory and public in the gap, in euros, in places, in what is closed."""

from __future__ import annotations

import pandas as pd

from planner import french
from planner.columns import Table
from planner.model import ActionKind
from planner.plan.settings import Floor
from planner.words import IN_FRENCH, Words

FAVOURED = 0.05  # hypothèse: five points more of the euros than of the gap are worth a sentence
EQUITY = Table(
    "equity",
    {
        "dimension": "dept | public",
        "member": "its code",
        "gap_share": "share of the missing people × skills, 0–1",
        "cost_share": "share of the euros of the plan, 0–1",
        "created_share": "share of the euros of the plan that courses to create take there, 0–1",
        "places_share": "share of the places, 0–1",
        "closed_share": "share of the people × skills closed, 0–1",
        "floor": "least share asked, NaN without a floor",
    },
)
MEASURES = {"cost_share": "cost", "places_share": "places", "closed_share": "closed"}


def equity(actions: pd.DataFrame, gaps: pd.DataFrame, floors: tuple[Floor, ...]) -> pd.DataFrame:
    """One row (``EQUITY``) a département, then one a public.

    Args:
        actions: ``columns.ACTIONS``; those chosen count.
        gaps: ``columns.GAPS``.
    """
    chosen = actions[actions["chosen"].astype(bool)]
    created = chosen[chosen["kind"] == ActionKind.CREER]
    asked = {(floor.dimension, floor.member): floor.share for floor in floors}
    rows = []
    for dimension in ("dept", "public"):
        missing = gaps.groupby(dimension)["missing"].sum()
        for member in sorted(missing.index):
            here = chosen[chosen[dimension] == member]
            row = {"dimension": dimension, "member": member, "gap_share": _part(missing[member], missing)}
            row |= {name: _part(here[measure].sum(), chosen[measure]) for name, measure in MEASURES.items()}
            row["created_share"] = _part(
                created.loc[created[dimension] == member, "cost"].sum(), chosen["cost"]
            )
            rows.append(row | {"floor": asked.get((dimension, member), float("nan"))})
    return EQUITY.frame(rows)


def favoured(shares: pd.DataFrame) -> pd.Series | None:
    """The département that takes most beyond its share of the gap (row of ``EQUITY``), None when none does."""
    depts = shares[shares["dimension"] == "dept"]
    beyond = depts["cost_share"] - depts["gap_share"]
    return depts.loc[beyond.idxmax()] if len(depts) and beyond.max() > FAVOURED else None


def favour(row: pd.Series, label: str, words: Words = IN_FRENCH) -> str:
    """Why a département takes more of the euros than it weighs, and what to move."""
    return words.say(
        "{place} : {cost} des euros pour {gap} du manque, dont {created} pour des formations à créer. Une création ne s'ouvre "
        "la première année que dans un département, et un groupe rapporte plus là où il manque le plus de monde. "
        "Pour partager davantage, relevez « Plancher par département »."
    ).format(
        place=label, cost=french.percent(row["cost_share"]), gap=french.percent(row["gap_share"]),
        created=french.percent(row["created_share"]),
    )  # fmt: skip


def _part(value: float, whole: pd.Series) -> float:
    total = float(whole.sum())
    return float(value) / total if total else 0.0
