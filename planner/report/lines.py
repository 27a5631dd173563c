"""Lines of the workbook's long tables: figures joined with the labels that a reader needs beside them."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from planner import french
from planner.references import AUDIENCES_FR
from planner.report import figures
from planner.report.filters import AXIS_LABELS, Filters
from planner.report.precision import significant_frame
from planner.report.reading import asked_in_scope
from planner.report.scope import gaps_in_scope, layer_label
from planner.results import Results

NAMED = 3  # sectors and occupations quoted on a line of the plan
ELSEWHERE = "région"
_CELL = ["need_id", "dept", "public"]


def gap_lines(results: Results, filters: Filters) -> pd.DataFrame:
    """Every gap line with labels and the share answered, most missing first."""
    gaps = gaps_in_scope(results, filters)
    labels = results.skills.set_index("skill_id")["label_fr"]
    table = gaps.assign(
        skill=gaps["skill_id"].map(labels),
        layer_label=[layer_label(layer) for layer in gaps["layer"]],
        department=gaps["dept"].map(results.departments),
        sector=gaps["filiere"].map(results.filieres),
    )
    keys = ["skill_id", "dept", "filiere", "public"]
    ordered = table.sort_values(
        ["missing", *keys], ascending=[False, True, True, True, True], ignore_index=True
    )
    return significant_frame(ordered)


def plan_lines(results: Results, filters: Filters) -> pd.DataFrame:
    """Actions with their département, main sectors, occupations that ask for them, and euros per unit brought."""
    actions = figures.actions_in_scope(results, filters)
    cells = list(zip(actions["need_id"], actions["dept"], actions["public"], strict=True))
    sectors, occupations = _sectors(results, filters), _occupations(results, filters)
    lines = actions.assign(
        department=actions["dept"].map(results.departments),
        sectors=[sectors.get(cell, "") for cell in cells],
        occupations=[
            occupations.get((need, dept)) or occupations.get((need, ELSEWHERE), "") for need, dept, _ in cells
        ],
        unit_cost=actions["cost"] / actions["closed"].where(actions["closed"] > 0),
    )
    return significant_frame(lines.merge(_steadiness(results), on="action_id", how="left"))


def _steadiness(results: Results) -> pd.DataFrame:
    """action_id, rank_low, rank_high, kept: how the rank holds over the draws; no line when none was drawn."""
    known = ["action_id", "rank_low", "rank_high", "kept"]
    if results.plan is None or math.isnan(results.plan.tau):
        return pd.DataFrame(columns=known)
    return results.plan.scores[known]


def _sectors(results: Results, filters: Filters) -> dict[tuple[str, str, str], str]:
    """(need, département, public) → « Commerce (31 %), … »: where most is missing."""
    gaps = gaps_in_scope(results, filters).merge(
        results.needs.members[["need_id", "skill_id"]], on="skill_id"
    )
    table = gaps.groupby([*_CELL, "filiere"], as_index=False)["missing"].sum()
    table = table[table["missing"] > 0].sort_values(
        [*_CELL, "missing", "filiere"], ascending=[True] * 3 + [False, True]
    )
    totals = table.groupby(_CELL)["missing"].transform("sum")
    table["text"] = [
        f"{results.filieres[filiere]} ({french.percent(missing / total)})"
        for filiere, missing, total in zip(table["filiere"], table["missing"], totals, strict=True)
    ]
    return table.groupby(_CELL).head(NAMED).groupby(_CELL)["text"].agg(" ; ".join).to_dict()


def _occupations(results: Results, filters: Filters) -> dict[tuple[str, str], str]:
    """(need, département) → « Data scientist (4 offres), … »; (need, « région ») where a département has none."""
    asked = asked_in_scope(results, filters).merge(
        results.needs.members[["need_id", "skill_id"]], on="skill_id"
    )
    postings = results.inputs.postings[["posting_id", "dept"]]
    coded = results.codings.loc[results.codings["rome"] != "", ["posting_id", "rome", "label"]].merge(
        postings
    )
    pairs = asked[["document_id", "need_id"]].drop_duplicates()
    asking = pairs.merge(coded, left_on="document_id", right_on="posting_id")
    everywhere = asking.assign(dept=ELSEWHERE)
    table = (
        pd.concat([asking, everywhere]).groupby(["need_id", "dept", "rome", "label"], as_index=False).size()
    )
    table = table.sort_values(["need_id", "dept", "size", "rome"], ascending=[True, True, False, True])
    suffix = (table["dept"] == ELSEWHERE).map({True: ", en région", False: ""})
    table["text"] = [
        f"{label} ({french.plural(count, 'offre')}{where})"
        for label, count, where in zip(table["label"], table["size"], suffix, strict=True)
    ]
    cell = ["need_id", "dept"]
    return table.groupby(cell).head(NAMED).groupby(cell)["text"].agg(" ; ".join).to_dict()


def need_members(results: Results, filters: Filters) -> pd.DataFrame:
    """need_id, need, skill_id, label, layer_label, missing, coverage, silhouette: members of each need."""
    members = filters.apply(results.needs.members, results.skills)
    skills = figures.by_skill(results, filters)[["skill_id", "label", "layer_label", "missing", "coverage"]]
    names = results.needs.needs.set_index("need_id")["name"]
    table = members.merge(skills, on="skill_id", how="left").assign(need=members["need_id"].map(names))
    ordered = table.sort_values(
        ["need_id", "missing", "skill_id"], ascending=[True, False, True], ignore_index=True
    )
    return significant_frame(ordered)


def skill_lines(results: Results, filters: Filters) -> pd.DataFrame:
    """The framework: figures of :func:`figures.by_skill`, the four signals apart, level, axes, publics, definition."""
    signals = figures.signals_by_skill(results, filters).drop(columns=["label", "layer"])
    known = results.skills[["skill_id", "level", "axis", "publics", "definition_fr", "ai_act"]].copy()
    known["axis"] = [_labels(cell, AXIS_LABELS) for cell in known["axis"]]
    known["publics"] = [_labels(cell, AUDIENCES_FR) for cell in known["publics"]]
    known["ai_act"] = [_labels(cell, {}) for cell in known["ai_act"]]
    known["level"] = pd.to_numeric(known["level"], errors="coerce")
    table = figures.by_skill(results, filters).merge(signals, on="skill_id", how="left")
    return table.merge(known, on="skill_id", how="left")


def _labels(cell: str, labels: Mapping[str, str]) -> str:
    """« économique, éthique » from ``economique|ethique``; an unknown key stays as it is."""
    return ", ".join(labels.get(key, key) for key in str(cell).split("|"))


def matrix(results: Results, rows: str, measure: str, filters: Filters) -> pd.DataFrame:
    """``measure`` by ``rows`` × département, one column a département, then the region's under ``region``.

    ``missing`` is a sum; ``answered`` of the region is taken on the region's own sums.
    """
    cells = figures.crossed(results, filters, rows=rows, columns="dept")
    wide = cells.pivot(index=rows, columns="dept", values=measure)
    whole = figures.crossed(results, filters, rows=rows, columns="everywhere").set_index(rows)[measure]
    return wide.assign(region=whole).reset_index().rename_axis(columns=None)
