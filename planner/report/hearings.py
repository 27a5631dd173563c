"""The same gaps read as the regional council's four hearings were held, and by who is to be trained.

A skill has one axis or several, and concerns one audience or several: a line of gap counts in each
of them. These tables therefore compare; their rows do not add up to the whole, and
``missing_share`` is a share of the whole, not of the table. By axis, ``missing_split`` adds up: what is
missing on a skill is shared equally between its axes.
"""

from __future__ import annotations

import pandas as pd

from planner.references import AUDIENCES_FR
from planner.report.filters import AXIS_LABELS, Filters, public_of
from planner.report.precision import significant_frame
from planner.report.scope import gaps_in_scope, ratio, summed
from planner.results import Results


def by_axis(results: Results, filters: Filters = Filters()) -> pd.DataFrame:
    """axis, label, skills, measures, missing_share, missing_split: one row an axis that has a line, in the order of the hearings."""
    gaps = gaps_in_scope(results, filters)
    named = _named(results.skills, "axis", tuple(AXIS_LABELS))
    named["part"] = 1.0 / named.groupby("skill_id")["axis"].transform("size")
    lines = gaps.merge(named, on="skill_id")
    table = _read_by(lines, "axis", AXIS_LABELS, gaps["missing"].sum())
    split = (lines["missing"] * lines["part"]).groupby(lines["axis"]).sum()
    table["missing_split"] = split.reindex(table["axis"]).to_numpy(float)
    return significant_frame(table)


def by_audience(results: Results, filters: Filters = Filters()) -> pd.DataFrame:
    """audience, label, public, skills, measures, missing_share: one row an audience that has a line.

    What is missing on the skills meant for that audience, in the public that trains it; not a count
    of its members: no source tells how many of the people who lack a skill are managers.
    """
    gaps = gaps_in_scope(results, filters)
    lines = gaps.merge(_named(results.skills, "publics", tuple(AUDIENCES_FR)), on="skill_id")
    lines = lines[lines["public"] == lines["publics"].map(public_of)].rename(columns={"publics": "audience"})
    table = _read_by(lines, "audience", AUDIENCES_FR, gaps["missing"].sum())
    table.insert(2, "public", [public_of(audience) for audience in table["audience"]])
    return table


def _named(skills: pd.DataFrame, column: str, everyone: tuple[str, ...]) -> pd.DataFrame:
    """skill_id, ``column``: one row a skill × value; a cell that names no one names ``everyone``."""
    values = [str(cell).split("|") if cell else list(everyone) for cell in skills[column]]
    return skills[["skill_id"]].assign(**{column: values}).explode(column, ignore_index=True)


def _read_by(lines: pd.DataFrame, key: str, labels: dict[str, str], whole: float) -> pd.DataFrame:
    """Measures by ``key``, in the order of ``labels``."""
    table = summed(lines, [key])
    table.insert(1, "label", table[key].map(labels))
    table.insert(2, "skills", table[key].map(lines.groupby(key)["skill_id"].nunique()))
    table["missing_share"] = [ratio(missing, whole) for missing in table["missing"]]
    order = {name: position for position, name in enumerate(labels)}
    return significant_frame(table.sort_values(key, key=lambda k: k.map(order), ignore_index=True))
