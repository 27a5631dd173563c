"""Who lacks a need: its missing people by territory, filière and public."""

from __future__ import annotations

import pandas as pd

from planner.columns import Table

DIMENSIONS = ("dept", "filiere", "public")
NEED_PROFILE = Table(
    "need profile",
    {
        "need_id": "B01…",
        "dimension": "dept | filiere | public",
        "member": "its code",
        "missing": "people × skills per year",
        "share": "part of what the need misses, 0–1",
    },
)


def need_profile(gaps: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row (``NEED_PROFILE``) a need, dimension and member that lacks someone, largest first.

    Args:
        gaps: ``columns.GAPS``.
        members: ``columns.NEED_MEMBERS``.
    """
    lacking = gaps[gaps["missing"] > 0].merge(members[["need_id", "skill_id"]], on="skill_id")
    parts = []
    for dimension in DIMENSIONS:
        part = lacking.groupby(["need_id", dimension], as_index=False)["missing"].sum()
        part["share"] = part["missing"] / part.groupby("need_id")["missing"].transform("sum")
        parts.append(part.rename(columns={dimension: "member"}).assign(dimension=dimension))
    table = pd.concat(parts, ignore_index=True)
    order = ["need_id", "dimension", "missing", "member"]
    return table.sort_values(order, ascending=[True, True, False, True], ignore_index=True)[
        NEED_PROFILE.names
    ]
