"""The figures of a kept campaign, over the scope of the campaign that it is compared with.

A summary kept whole is cut to départements, publics and skills from its gap lines, which say all three.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from planner import french
from planner.needs import roll_up
from planner.refusal import Refusal
from planner.report.filters import public_of
from planner.report.precision import significant, significant_frame
from planner.report.scope import ratio
from planner.report.summary import SCHEMA

Summary = Mapping[str, Any]
MEASURES = ["demand", "low", "high", "supply", "missing"]


class NotComparable(Refusal):
    """The two campaigns cannot be compared; ``str()`` says why and what to do, in French."""


@dataclass(frozen=True, slots=True, eq=False)
class CampaignFigures:
    """Key figures, then tables of label and measures indexed by code, and the members of each need.

    ``filieres`` is None for a campaign cut to a scope: its gap lines do not say the sector.
    """

    key: Mapping[str, float]
    needs: pd.DataFrame
    skills: pd.DataFrame
    departments: pd.DataFrame
    filieres: pd.DataFrame | None
    members: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, summary: Summary) -> CampaignFigures:
        """What a summary states itself."""
        needs = summary["needs"]["list"]
        return cls(
            summary["key_figures"],
            measured(({**n, "label": n["name"]} for n in needs), "need_id"),
            measured((row for row in summary["by_skill"] if row["demand"] is not None), "skill_id"),
            measured(summary["by_department"], "dept"),
            measured(summary["by_filiere"], "filiere"),
            members_of(summary),
        )


def measured(rows: Iterable[Mapping[str, Any]], key: str) -> pd.DataFrame:
    """label and ``MEASURES`` indexed by ``key``."""
    frame = pd.DataFrame(list(rows), columns=[key, "label", *MEASURES])
    return frame.rename(columns={key: "key"}).set_index("key")


def members_of(summary: Summary) -> dict[str, frozenset[str]]:
    """Need → its skills."""
    return {
        need["need_id"]: frozenset(m["skill_id"] for m in need["members"])
        for need in summary["needs"]["list"]
    }


def in_scope_of(new: Summary, old: Summary) -> CampaignFigures:
    """The earlier campaign over the scope of the new one."""
    for summary in (old, new):
        if summary.get("schema") != SCHEMA:
            raise NotComparable(
                f"La campagne « {campaign_name(summary)} » a été gardée dans un autre format ({summary.get('schema')}, "
                f"attendu {SCHEMA}). Recalculez-la avec cette version, puis gardez-la de nouveau."
            )
    asked, kept = new["run"]["filters"], old["run"]["filters"]
    if asked == kept:
        return CampaignFigures.of(old)
    if any(kept.values()):
        raise NotComparable(
            f"La campagne « {campaign_name(old)} » a été gardée sur un autre périmètre ({old['run']['scope']}). "
            "Choisissez le même périmètre, ou une campagne gardée sur toute la région."
        )
    if asked["filieres"]:
        raise NotComparable(
            f"La campagne « {campaign_name(old)} » ne garde pas le détail par secteur. "
            "Retirez le filtre de secteur pour la comparer."
        )
    return _cut(old, new)


def _cut(old: Summary, new: Summary) -> CampaignFigures:
    """The earlier gap lines in the new scope, summed again."""
    filters, lines = new["run"]["filters"], pd.DataFrame(old["gaps"])
    publics = filters["publics"] or ["initial", "continu"]
    publics = [p for p in publics if not filters["audiences"] or p in map(public_of, filters["audiences"])]
    kept = lines["skill_id"].isin([row["skill_id"] for row in new["by_skill"]]) & lines["public"].isin(
        publics
    )
    if filters["depts"]:
        kept &= lines["dept"].isin(filters["depts"])
    lines = lines[kept].assign(gap=lines["demand"] - lines["supply"])
    labels = {row["skill_id"]: row["label"] for row in old["by_skill"]}
    needs = {need["need_id"]: need["name"] for need in old["needs"]["list"]}
    of_need = {skill: need for need, skills in members_of(old).items() for skill in skills}
    whole = roll_up(lines.assign(all=""), ["all"])
    key = {} if whole.empty else whole.iloc[0][["demand", "supply", "missing", "reliability"]].to_dict()
    if key:
        key["answered"] = 1 - ratio(key["missing"], key["demand"])
    return CampaignFigures(
        {name: significant(value) for name, value in key.items()},
        _summed(lines.assign(need_id=lines["skill_id"].map(of_need)), "need_id", needs),
        _summed(lines, "skill_id", labels),
        _summed(lines, "dept", old["run"]["departments"]),
        None,
        members_of(old),
    )


def _summed(lines: pd.DataFrame, key: str, labels: Mapping[str, str]) -> pd.DataFrame:
    table = significant_frame(roll_up(lines, [key]))
    return measured(table.assign(label=table[key].map(labels)).to_dict("records"), key)


def campaign_name(summary: Summary) -> str:
    """« 2027, 23/11/2026 »; « sans nom » when it has none."""
    run = summary.get("run", {})
    return ", ".join(filter(None, (run.get("campaign") or "sans nom", french.date(run.get("date", "")))))
