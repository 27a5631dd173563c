"""Two campaigns compared: what rose, what fell, and how much of it comes from a change of method.

Pure functions of two summaries (:func:`planner.report.summary`), so that a campaign kept a year ago
is compared without its files. Columns of every table: ``COMPARED``.

    change = after − before
    by_method = after − after with the earlier method      (known when that third summary is given)
    by_facts  = after with the earlier method − before

A change of what is missing is *nette* when the two intervals do not meet; the interval of what is
missing is that of the demand less the places: [low − supply, high − supply], never under 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from planner.columns import Table
from planner.needs import Parameters
from planner.report.campaign_scope import (
    MEASURES,
    CampaignFigures,
    NotComparable,
    Summary,
    campaign_name,
    in_scope_of,
    measured,
)
from planner.report.precision import significant_frame
from planner.report.recommendations import FOLLOWED, followed
from planner.words import marked

SAME_WITHIN = 0.05  # hypothèse: under 5 %, a change is not commented on
NEW, GONE, SAME = "nouveau", "disparu", "stable"

COMPARED = Table(
    "compared",
    {
        "key": "skill, département, filière or need of this campaign",
        "label": "its name",
        "demand_before": "people × skills per year, earlier campaign",
        "demand_after": "people × skills per year, this campaign",
        "supply_before": "places per year, earlier campaign",
        "supply_after": "places per year, this campaign",
        "missing_before": "people × skills per year, earlier campaign",
        "missing_after": "people × skills per year, this campaign",
        "change": "missing_after − missing_before",
        "relative": "change / missing_before",
        "by_method": "part of the change due to the parameters and references, NaN when not counted apart",
        "by_facts": "the rest of the change, NaN when not counted apart",
        "verdict": "nouveau | disparu | stable | hausse or baisse, nette or incertaine",
    },
)
METHOD = Table(
    "changes of method",
    {
        "kind": "paramètre | réglage du plan | référentiel | budget | données lues",
        "name": "what differs",
        "before": "earlier campaign",
        "after": "this campaign",
    },
)
TOTALS = Table(
    "totals compared",
    {
        "measure": "key of the summary's key_figures",
        "label": "in French",
        "before": "earlier campaign",
        "after": "this campaign",
        "change": "after − before",
        "by_method": "part due to the parameters and references, NaN when not counted apart",
        "by_facts": "the rest, NaN when not counted apart",
    },
)
_TOTALS = {
    "demand": marked("Demande (personnes × compétences par an)"),
    "supply": marked("Places par an"),
    "missing": marked("Manque (personnes × compétences par an)"),
    "people_at_least": marked("Personnes sans place, au moins"),
    "answered": marked("Demande servie"),
    "reliability": marked("Taux de fiabilité"),
    "postings_in_scope": marked("Annonces comptées"),
    "postings_asking_ai": marked("Annonces qui demandent une compétence IA"),
    "courses_in_scope": marked("Formations lues"),
    "courses_teaching_ai": marked("Formations qui enseignent une compétence IA"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Evolution:
    """This campaign beside an earlier one.

    Attributes:
        earlier: name and date of the earlier campaign.
        method: what differs in parameters, references, budget and data (``METHOD``), empty when nothing does.
        separated: True when the part due to the method is counted apart.
        with_references: True when that part holds what the change of references brings.
        totals: ``TOTALS``. needs, skills, departments, filieres: ``COMPARED``, largest change first; a need
            is counted in both campaigns over its members of today; no filière when the earlier campaign is cut to the scope of this one.
        recommendations: what became of the earlier campaign's chosen actions (``FOLLOWED``).
    """

    earlier: str
    method: pd.DataFrame
    separated: bool
    with_references: bool
    totals: pd.DataFrame
    needs: pd.DataFrame
    skills: pd.DataFrame
    departments: pd.DataFrame
    filieres: pd.DataFrame
    recommendations: pd.DataFrame


def compare_campaigns(old: Summary, new: Summary, same_method: Summary | None = None) -> Evolution:
    """Compare two summaries over the scope of the new one.

    An earlier campaign kept whole is cut to the départements, publics and skills of the new scope
    from its gap lines; those do not say the sector.

    Args:
        same_method: this campaign's inputs counted with :func:`earlier_parameters`, and with the earlier
            references when this machine still has them, same filters as ``new``: it sets apart what comes
            from the method.

    Raises:
        NotComparable: another format, or scopes that cannot be brought together.
    """
    before = in_scope_of(new, old)
    after, steady = CampaignFigures.of(new), None if same_method is None else CampaignFigures.of(same_method)
    return Evolution(
        earlier=campaign_name(old),
        method=_method(old, new),
        separated=steady is not None,
        with_references=same_method is not None and _versions(same_method) == _versions(old),
        totals=_totals(before.key, after.key, None if steady is None else steady.key),
        needs=_compared(_needs_of(before, after), after.needs, steady and _needs_of(steady, after)),
        skills=_compared(before.skills, after.skills, steady and steady.skills),
        departments=_compared(before.departments, after.departments, steady and steady.departments),
        filieres=COMPARED.frame()
        if before.filieres is None
        else _compared(before.filieres, after.filieres, steady and steady.filieres),
        recommendations=FOLLOWED.frame(followed(old, new)),
    )


def earlier_parameters(old: Summary) -> Parameters:
    """The parameters of a kept campaign, those that this version still has; the others keep their default.

    Raises:
        NotComparable: a value is outside today's bounds.
    """
    known = {row["name"] for row in Parameters().as_rows()}
    kept = {p["name"]: p["value"] for p in old["parameters"] if p["name"] in known}
    try:
        return Parameters().changed(**kept)
    except ValueError as error:
        raise NotComparable(
            f"La campagne « {campaign_name(old)} » a été calculée avec un paramètre que cette version refuse ({error}). "
            "Recalculez-la avec cette version, puis gardez-la de nouveau."
        ) from error


def changes_of_method(old: Summary, new: Summary) -> frozenset[str]:
    """What differs, as ``METHOD`` says it: counting again is worth its time for « paramètre » and « référentiel »."""
    return frozenset(_method(old, new)["kind"])


def _needs_of(figures: CampaignFigures, after: CampaignFigures) -> pd.DataFrame:
    """Needs of this campaign over another campaign's skills: the same members, however that one grouped them.

    Grouping is made anew each time: a need compared with the one of nearest members would rise or fall
    with the skills that it gains or loses.
    """
    rows = []
    for need, members in after.members.items():
        own = figures.skills.reindex(sorted(members)).dropna(subset="demand")
        if len(own):
            label = after.needs["label"].get(need, need)
            rows.append({"key": need, "label": label, **own[MEASURES].sum().to_dict()})
    return measured(rows, "key")


# ── tables ───────────────────────────────────────────────────────────────────────────────
def _compared(before: pd.DataFrame, after: pd.DataFrame, steady: pd.DataFrame | None) -> pd.DataFrame:
    """``COMPARED``; what one campaign does not have is unknown, not zero."""
    keys = [*after.index, *(key for key in before.index if key not in after.index)]
    old, now = before.reindex(keys), after.reindex(keys)
    table = pd.DataFrame({"key": keys, "label": now["label"].fillna(old["label"]).to_numpy()})
    for measure in ("demand", "supply", "missing"):
        table[f"{measure}_before"] = old[measure].to_numpy(float)
        table[f"{measure}_after"] = now[measure].to_numpy(float)
    table["change"] = table["missing_after"] - table["missing_before"]
    base = table["missing_before"]
    table["relative"] = table["change"] / base.where(base > 0)
    same = now if steady is None else steady.reindex(keys)
    known = steady is not None
    apart = same["missing"].to_numpy(float)
    table["by_method"] = table["missing_after"] - apart if known else float("nan")
    table["by_facts"] = apart - table["missing_before"] if known else float("nan")
    table["verdict"] = [_verdict(o, n) for o, n in zip(_records(old), _records(same), strict=True)]
    order = table.assign(size=table["change"].abs())
    order = order.sort_values(["size", "key"], ascending=[False, True], ignore_index=True)
    return significant_frame(COMPARED.frame(order[COMPARED.names].to_dict("records")))


def _records(table: pd.DataFrame) -> list[dict[str, float]]:
    return table[MEASURES].to_dict("records")


def _verdict(before: Mapping[str, float], after: Mapping[str, float]) -> str:
    if before["demand"] != before["demand"]:
        return NEW
    if after["demand"] != after["demand"]:
        return GONE
    change = after["missing"] - before["missing"]
    if abs(change) <= SAME_WITHIN * before["missing"]:
        return SAME
    low, high = (after, before) if change > 0 else (before, after)
    apart = max(0.0, low["low"] - low["supply"]) > max(0.0, high["high"] - high["supply"])
    return f"{'hausse' if change > 0 else 'baisse'} {'nette' if apart else 'incertaine'}"


def _totals(
    before: Mapping[str, float], after: Mapping[str, float], steady: Mapping[str, float] | None
) -> pd.DataFrame:
    rows = []
    for measure, label in _TOTALS.items():
        old, now = _number(before.get(measure)), _number(after.get(measure))
        same = _number(steady.get(measure)) if steady is not None else float("nan")
        rows.append(
            {"measure": measure, "label": label, "before": old, "after": now, "change": now - old,
             "by_method": now - same, "by_facts": same - old}
        )  # fmt: skip
    return significant_frame(TOTALS.frame(rows))


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(value)


def _method(old: Summary, new: Summary) -> pd.DataFrame:
    """Parameters, references, budget and files that differ."""
    rows = _differing(
        "paramètre",
        _values(old, "parameters", "label", "value"),
        _values(new, "parameters", "label", "value"),
    )
    rows += _differing(
        "réglage du plan", *(_values(s, "plan_settings", "label", "value") for s in (old, new))
    )
    rows += _differing("référentiel", _versions(old), _versions(new))
    rows += _differing(
        "budget", {"Budget annuel (€)": old["run"]["budget"]}, {"Budget annuel (€)": new["run"]["budget"]}
    )
    files = [{"Fichiers": " ; ".join(s["run"]["files"])} for s in (old, new)]
    return METHOD.frame(rows + _differing("données lues", *files))


def _values(summary: Summary, part: str, name: str, value: str) -> dict[str, Any]:
    return {row[name]: row[value] for row in summary[part]}


def _versions(summary: Summary) -> dict[str, str]:
    return {r["name"]: f"{r['version']} ({r['date']}, {r['origin']})" for r in summary["references"]}


def _differing(kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    names = [*after, *(name for name in before if name not in after)]
    return [
        {"kind": kind, "name": name, "before": before.get(name), "after": after.get(name)}
        for name in names
        if before.get(name) != after.get(name)
    ]
