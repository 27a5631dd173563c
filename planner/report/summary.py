"""The run as one JSON document (docs/summary.schema.json): the workbook's figures, machine-readable."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

import pandas as pd

from planner.report import figures, reading, regional
from planner.report.briefs import Briefs, brief_lines
from planner.report.filters import Filters
from planner.report.findings import findings
from planner.report.hearings import by_audience, by_axis
from planner.report.precision import significant, significant_frame
from planner.report.scope import gaps_in_scope, summed
from planner.results import Results

SCHEMA = "planner-summary-1"
UNIT = "personnes × compétences par an"


def summary(
    results: Results, filters: Filters = Filters(), *, briefs: Briefs | None = None
) -> dict[str, Any]:
    """Everything that the workbook states, JSON-ready: NaN is null, floats hold ten significant digits.

    ``inputs`` counts the whole run, ``sensitivity`` moves the whole run; the other parts are what the
    filters keep. Signals are four figures side by side, never a sum.

    Args:
        briefs: action id → brief of a course to create, as :func:`planner.report.briefs.brief_lines` takes them.
    """
    return {
        "schema": SCHEMA,
        "unit": UNIT,
        "run": _run(results, filters),
        "references": [asdict(reference) for reference in results.references],
        "inputs": _inputs(results),
        "key_figures": _clean(asdict(figures.key_figures(results, filters))),
        "findings": [finding.sentence for finding in findings(results, filters)],
        "by_public": _records(figures.by_public(results, filters)),
        "by_layer": _records(figures.by_layer(results, filters)),
        "by_department": _records(figures.by_department(results, filters)),
        "by_filiere": _records(figures.by_filiere(results, filters)),
        "by_axis": _records(by_axis(results, filters)),
        "by_audience": _records(by_audience(results, filters)),
        "by_skill": _records(figures.by_skill(results, filters)),
        "gaps": _records(summed(gaps_in_scope(results, filters), ["skill_id", "dept", "public"])),
        "signals": _records(figures.signals_by_skill(results, filters, by=("dept",))),
        "needs": _needs(results, filters),
        "disparities": _records(regional.disparities_in_scope(results, filters)),
        "strengths": _records(regional.strengths_in_scope(results, filters)),
        "sector_cards": _records(regional.cards_in_scope(results, filters)),
        "value_chain": _records(regional.value_chain_in_scope(results, filters)),
        "sensitivity": _records(significant_frame(results.sensitivity)),
        "plan": _plan(results),
        "actions": _records(figures.actions_in_scope(results, filters)),
        "briefs": _records(brief_lines(results, filters, briefs)),
        "courses": _records(reading.courses_read(results, filters)),
        "parameters": [_clean(row) for row in results.parameters.as_rows()],
        "plan_settings": [_clean(row) for row in (results.plan.settings.as_rows() if results.plan else ())],
        "messages": [asdict(message) for message in results.inputs.messages],
    }


def _run(results: Results, filters: Filters) -> dict[str, Any]:
    return {
        "campaign": results.campaign,
        "date": results.run_date,
        "demonstration": results.inputs.demonstration,
        "budget": None if results.budget is None else significant(results.budget),
        "files": list(results.inputs.files),
        "filters": filters.as_dict(),
        "scope": filters.describe(results.departments, results.filieres),
        "departments": dict(results.departments),
        "filieres": dict(results.filieres),
    }


def _inputs(results: Results) -> dict[str, Any]:
    whole = figures.key_figures(results)
    return {
        "postings": {
            "read": whole.postings_read,
            "republished": whole.postings_republished,
            "in_region": whole.postings_in_scope,
            "coded": whole.postings_coded,
            "asking_ai": whole.postings_asking_ai,
        },
        "courses": {
            "read": whole.courses_read,
            "teaching_ai": whole.courses_teaching_ai,
            "saying_ai_only": whole.courses_saying_only,
        },
        "profiles": {"read": whole.profiles_read},
        "actors": {"read": len(results.inputs.actors)},
    }


def _needs(results: Results, filters: Filters) -> dict[str, Any]:
    members = filters.apply(results.needs.members, results.skills)
    labels = dict(zip(results.skills["skill_id"], results.skills["label_fr"], strict=True))
    of_need: dict[str, list[dict[str, Any]]] = {}
    for member in _records(significant_frame(members)):
        shown = {
            "skill_id": member["skill_id"],
            "label": labels[member["skill_id"]],
            "silhouette": member["silhouette"],
        }
        of_need.setdefault(member["need_id"], []).append(shown)
    rows = _records(figures.by_need(results, filters))
    return {
        "silhouette": significant(results.needs.silhouette),
        "stability": significant(results.needs.stability),
        "fragile": results.needs.fragile,
        "list": [{**row, "members": of_need.get(row["need_id"], [])} for row in rows],
    }


def _plan(results: Results) -> dict[str, Any] | None:
    """How good the plan is; null for results made by hand."""
    if results.plan is None:
        return None
    solution = results.plan.solution
    figures_known = {
        "points": solution.worth,
        "bound": solution.bound,
        "gap": solution.gap,
        "greedy_ratio": solution.greedy_ratio,
        "tau": results.plan.tau,
    }
    return {**_clean(figures_known), "sentences": list(solution.sentences())}


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        _clean(dict(zip(table.columns, row, strict=True))) for row in table.itertuples(index=False, name=None)
    ]


def _clean(row: dict[str, Any]) -> dict[str, Any]:
    return {str(name): _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    """A value that JSON knows: numpy scalars become Python's, NaN and infinities become null."""
    value = value.item() if hasattr(value, "item") else value
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, float):
        return significant(value) if math.isfinite(value) else None
    return value
