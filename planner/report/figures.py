"""The tidy tables behind every figure: screens, workbook and JSON read the same ones.

Pure functions of the results and the filters. Demand, supply and missing are in people ×
skills per year (see :mod:`planner.report.scope`); shares are 0–1; NaN where there is nothing
to divide by. Floats hold ten significant digits.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from planner.model import Signal
from planner.needs import SAYING_ONLY
from planner.report.filters import Filters
from planner.report.precision import significant, significant_frame
from planner.report.reading import (
    among,
    asked_in_scope,
    courses_counted,
    courses_in_scope,
    postings_in_scope,
)
from planner.report.remembered import remembered
from planner.report.scope import gaps_in_scope, jobs_by_cell, layer_label, people_at_least, ratio, summed
from planner.results import Results

EVERYTHING = Filters()
# Column of each signal: four columns side by side, never added.
SIGNAL_COLUMNS = {
    str(Signal.ANNONCES): "annonces",
    str(Signal.EXPOSITION): "exposition",
    str(Signal.OBLIGATION): "obligation",
    str(Signal.DECLARE): "declare",
}


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The figures of the home page and of the Synthèse.

    Postings and courses in scope are those of the filters' territory, sector and public; a posting
    published again (``postings_republished``, over the whole run) counts once.
    ``demand``, ``low``, ``high``, ``supply``, ``missing``: people × skills per year; the bounds
    are sums of bounds, wider than a 95 % interval of the sum. ``people_at_least``: people per year.
    ``cost``, ``places``, ``closed``: of the actions chosen (all of them without a budget).
    """

    postings_read: int
    postings_republished: int
    postings_in_scope: int
    postings_coded: int
    postings_asking_ai: int
    courses_read: int
    courses_in_scope: int
    courses_teaching_ai: int
    courses_saying_only: int
    profiles_read: int
    skills_in_framework: int
    skills_in_gap: int
    demand: float
    low: float
    high: float
    supply: float
    missing: float
    people_at_least: float
    coverage: float
    answered: float
    reliability: float
    needs: int
    actions: int
    actions_chosen: int
    places: int
    cost: float
    closed: float


@remembered
def key_figures(results: Results, filters: Filters = EVERYTHING) -> KeyFigures:
    """Count and sum what the filters keep."""
    gaps = gaps_in_scope(results, filters)
    postings, courses = postings_in_scope(results, filters), courses_counted(results, filters)
    coded = results.codings.loc[results.codings["rome"] != "", "posting_id"]
    total = summed(gaps.assign(all=1), ["all"])
    figures = {} if total.empty else total.iloc[0].to_dict()
    zero = {
        name: figures.get(name, 0.0) for name in ("demand", "low", "high", "supply", "missing", "reliability")
    }
    actions = actions_in_scope(results, filters)
    chosen = actions[actions["chosen"].astype(bool)]
    return KeyFigures(
        postings_read=len(results.inputs.postings),
        postings_republished=len(results.repeats),
        postings_in_scope=len(postings),
        postings_coded=int(among(postings["posting_id"], coded).sum()),
        postings_asking_ai=int(asked_in_scope(results, filters)["document_id"].nunique()),
        courses_read=len(results.inputs.courses),
        courses_in_scope=len(courses),
        courses_teaching_ai=int((courses["teaches_ai"] & (courses["skills"] > 0)).sum()),
        courses_saying_only=int(courses["reading"].isin(SAYING_ONLY).sum()),
        profiles_read=len(results.inputs.profiles),
        skills_in_framework=len(filters.skills(results.skills)),
        skills_in_gap=int(gaps.loc[gaps["missing"] > 0, "skill_id"].nunique()),
        **zero,
        people_at_least=significant(people_at_least(gaps)),
        coverage=figures.get("coverage", float("nan")),
        answered=figures.get("answered", float("nan")),
        needs=int(results.needs.members.merge(gaps[["skill_id"]].drop_duplicates())["need_id"].nunique()),
        actions=len(actions),
        actions_chosen=len(chosen),
        places=int(chosen["places"].sum()),
        cost=significant(float(chosen["cost"].sum())),
        closed=significant(float(chosen["closed"].sum())),
    )


@remembered
def by_layer(results: Results, filters: Filters = EVERYTHING) -> pd.DataFrame:
    """layer, label, skills, measures, missing_share: one row a layer that has a line."""
    gaps = gaps_in_scope(results, filters)
    table = _with_share(summed(gaps, ["layer"]))
    table.insert(1, "label", [layer_label(layer) for layer in table["layer"]])
    table.insert(2, "skills", table["layer"].map(gaps.groupby("layer")["skill_id"].nunique()))
    return table


@remembered
def by_public(results: Results, filters: Filters = EVERYTHING) -> pd.DataFrame:
    """public, measures, missing_share."""
    return _with_share(summed(gaps_in_scope(results, filters), ["public"]))


@remembered
def by_department(results: Results, filters: Filters = EVERYTHING) -> pd.DataFrame:
    """dept, label, jobs, measures, missing_share, missing_per_1000 (per 1,000 jobs of the département)."""
    table = _with_share(summed(gaps_in_scope(results, filters), ["dept"]))
    table.insert(1, "label", table["dept"].map(results.departments))
    return _with_jobs(table, jobs_by_cell(results, filters), "dept")


@remembered
def by_filiere(results: Results, filters: Filters = EVERYTHING) -> pd.DataFrame:
    """filiere, label, jobs, measures, missing_share, missing_per_1000; most missing first."""
    table = _with_share(summed(gaps_in_scope(results, filters), ["filiere"]))
    table.insert(1, "label", table["filiere"].map(results.filieres))
    table = _with_jobs(table, jobs_by_cell(results, filters), "filiere")
    return table.sort_values(["missing", "filiere"], ascending=[False, True], ignore_index=True)


@remembered
def by_skill(results: Results, filters: Filters = EVERYTHING) -> pd.DataFrame:
    """skill_id, label, layer, layer_label, need_id, postings, courses, measures, missing_share.

    Every skill of the framework that passes the filters, most missing first; measures are
    NaN where no line speaks of the skill. ``postings`` ask for it, ``courses`` teach it.
    """
    table = filters.skills(results.skills)[["skill_id", "label_fr", "layer"]].rename(
        columns={"label_fr": "label"}
    )
    table["layer"] = table["layer"].astype(int)
    table["layer_label"] = [layer_label(layer) for layer in table["layer"]]
    needs = results.needs.members.set_index("skill_id")["need_id"]
    table["need_id"] = table["skill_id"].map(needs).fillna("")
    taught = results.teachings[
        among(results.teachings["course_id"], courses_in_scope(results, filters)["course_id"])
    ]
    for name, pairs in (("postings", asked_in_scope(results, filters)), ("courses", taught)):
        table[name] = table["skill_id"].map(pairs.groupby("skill_id").size()).fillna(0).astype(int)
    measures = _with_share(summed(gaps_in_scope(results, filters), ["skill_id"]))
    table = table.merge(measures, on="skill_id", how="left")
    return table.sort_values(["missing", "skill_id"], ascending=[False, True], ignore_index=True)


@remembered
def by_need(results: Results, filters: Filters = EVERYTHING) -> pd.DataFrame:
    """need_id, name, skills, measures, missing_share, cohesion, x, y, in the order of ``columns.NEEDS``.

    ``skills`` counts the members that pass the filters.
    """
    gaps = gaps_in_scope(results, filters).merge(
        results.needs.members[["need_id", "skill_id"]], on="skill_id"
    )
    table = _with_share(summed(gaps, ["need_id"]))
    table["skills"] = table["need_id"].map(gaps.groupby("need_id")["skill_id"].nunique())
    known = results.needs.needs[["need_id", "name", "cohesion", "x", "y"]]
    table = significant_frame(known).merge(table, on="need_id", how="inner")
    first = ["need_id", "name", "skills"]
    return table[
        [*first, *[c for c in table.columns if c not in {*first, "cohesion", "x", "y"}], "cohesion", "x", "y"]
    ]


@remembered
def signals_by_skill(
    results: Results, filters: Filters = EVERYTHING, *, by: tuple[str, ...] = ()
) -> pd.DataFrame:
    """skill_id, label, layer, then ``by`` (dept, filiere, public), then one column a signal, people per year.

    The four columns see in part the same people: they compare, they do not add up. NaN where a
    signal says nothing.
    """
    demand = filters.apply(results.demand, results.skills)
    keys = ["skill_id", *by]
    table = demand.pivot_table(index=keys, columns="signal", values="people", aggfunc="sum")
    table = table.reindex(columns=list(SIGNAL_COLUMNS)).rename(columns=SIGNAL_COLUMNS).reset_index()
    table.columns.name = None
    known = results.skills.set_index("skill_id")
    table.insert(1, "label", table["skill_id"].map(known["label_fr"]))
    table.insert(2, "layer", table["skill_id"].map(known["layer"].astype(int)))
    return significant_frame(table)


@remembered
def heatmap(results: Results, filters: Filters = EVERYTHING) -> pd.DataFrame:
    """skill_id, label, layer, dept, department, measures: one row a skill × département."""
    table = summed(gaps_in_scope(results, filters), ["layer", "skill_id", "dept"])
    labels = results.skills.set_index("skill_id")["label_fr"]
    table.insert(2, "label", table["skill_id"].map(labels))
    table.insert(4, "department", table["dept"].map(results.departments))
    return table


@remembered
def crossed(results: Results, filters: Filters = EVERYTHING, *, rows: str, columns: str) -> pd.DataFrame:
    """Measures over two dimensions of the gaps, tidy.

    ``rows`` and ``columns``: dept, filiere, public, layer, skill_id, or ``everywhere`` for one
    column that sums them all.
    """
    gaps = gaps_in_scope(results, filters).assign(everywhere="")
    return summed(gaps, [rows, columns])


@remembered
def actions_in_scope(results: Results, filters: Filters = EVERYTHING) -> pd.DataFrame:
    """Actions (``columns.ACTIONS``) whose need misses someone in the filters' cells, in rank order.

    Their figures are those of the whole plan: an action is not cut into sectors.
    """
    if filters.none or results.actions.empty:
        return significant_frame(results.actions)
    gaps = gaps_in_scope(results, filters).merge(
        results.needs.members[["need_id", "skill_id"]], on="skill_id"
    )
    cells = gaps.loc[gaps["missing"] > 0, ["need_id", "dept", "public"]].drop_duplicates()
    return significant_frame(results.actions.merge(cells, on=["need_id", "dept", "public"], how="inner"))


def _with_share(table: pd.DataFrame) -> pd.DataFrame:
    """Add ``missing_share``, the part of all that is missing."""
    total = table["missing"].sum()
    return significant_frame(table.assign(missing_share=[ratio(m, total) for m in table["missing"]]))


def _with_jobs(table: pd.DataFrame, jobs: pd.DataFrame, key: str) -> pd.DataFrame:
    """Add ``jobs`` and ``missing_per_1000``; NaN where no job is known."""
    table = table.merge(jobs.groupby(key, as_index=False)["jobs"].sum(), on=key, how="left")
    table["missing_per_1000"] = 1000 * table["missing"] / table["jobs"].where(table["jobs"] > 0)
    return significant_frame(table)
