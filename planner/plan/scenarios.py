"""Comparing two plans: what enters, what leaves, people covered, euros, equity."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from planner import french
from planner.model import ActionKind
from planner.words import IN_FRENCH, Words, marked

KEY = ["kind", "what", "dept", "public"]
SHOWN = ["action_id", "kind", "need", "dept", "public", "course", "groups", "places", "cost", "closed"]
MEASURES = {
    "actions": marked("actions"),
    "groups": marked("groupes"),
    "places": marked("places par an"),
    "cost": marked("€ par an"),
    "closed": marked("personnes × compétences par an"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Two plans side by side, ``before`` and ``after``; only what each one chose.

    Attributes:
        enters, leaves: lines of ACTIONS that only the second, only the first plan has.
        changed: lines of both whose groups differ: groups_before, groups_after.
        totals: measure, unit, before, after, difference.
        equity: dimension (dept | public), member, and the share of euros and of places before and after.
    """

    enters: pd.DataFrame
    leaves: pd.DataFrame
    changed: pd.DataFrame
    totals: pd.DataFrame
    equity: pd.DataFrame

    def sentence(self, words: Words = IN_FRENCH) -> str:
        """The comparison in one sentence."""
        totals = self.totals.set_index("measure")["difference"]
        return words.say(
            "{enters} en plus, {leaves} en moins, {changed} de taille différente : {places} places, {closed} personnes × "
            "compétences comblées, {cost} € par an."
        ).format(
            enters=words.counted(len(self.enters), "action", "actions"), leaves=french.number(len(self.leaves)),
            changed=french.number(len(self.changed)), places=_signed(totals["places"]),
            closed=_signed(totals["closed"]), cost=_signed(totals["cost"]),
        )  # fmt: skip


def compare(before: pd.DataFrame, after: pd.DataFrame) -> Comparison:
    """Compare two tables of actions (``columns.ACTIONS``), whatever run each comes from.

    An action is the same in both when its kind, course (for a creation: the need's name), département
    and public are.
    """
    first, second = _chosen(before), _chosen(after)
    both = first.index.intersection(second.index)
    sizes = pd.DataFrame(
        {"groups_before": first.loc[both, "groups"], "groups_after": second.loc[both, "groups"]}
    )
    changed = second.loc[both, SHOWN].join(sizes)
    changed = changed[changed["groups_before"] != changed["groups_after"]]
    return Comparison(
        enters=second.loc[second.index.difference(first.index), SHOWN].reset_index(drop=True),
        leaves=first.loc[first.index.difference(second.index), SHOWN].reset_index(drop=True),
        changed=changed.reset_index(drop=True),
        totals=_totals(first, second),
        equity=pd.concat(
            [_equity(first, second, dimension) for dimension in ("dept", "public")], ignore_index=True
        ),
    )


def _chosen(actions: pd.DataFrame) -> pd.DataFrame:
    chosen = actions[actions["chosen"].astype(bool)]
    what = chosen["course_id"].where(chosen["kind"] != ActionKind.CREER, chosen["need"])
    return (
        chosen.assign(what=what)
        .set_index(KEY, drop=False)
        .rename_axis(index=[f"key_{name}" for name in KEY])
        .sort_index()
    )


def _totals(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for measure, unit in MEASURES.items():
        before, after = (float(len(t) if measure == "actions" else t[measure].sum()) for t in (first, second))
        rows.append(
            {"measure": measure, "unit": unit, "before": before, "after": after, "difference": after - before}
        )
    return pd.DataFrame(rows)


def _equity(first: pd.DataFrame, second: pd.DataFrame, dimension: str) -> pd.DataFrame:
    columns = {}
    for moment, table in (("before", first), ("after", second)):
        sums = table.groupby(dimension)[["cost", "places"]].sum()
        for measure in ("cost", "places"):
            total = sums[measure].sum()
            columns[f"{measure}_share_{moment}"] = sums[measure] / total if total else sums[measure]
    table = pd.DataFrame(columns).fillna(0.0).sort_index().rename_axis("member").reset_index()
    table.insert(0, "dimension", dimension)
    return table


def _signed(value: float) -> str:
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{french.number(abs(value))}"
