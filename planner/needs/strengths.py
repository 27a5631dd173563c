"""Strengths and weaknesses of a territory or a filière, each a sentence drawn from a figure.

The test: the coverage of the cell, with the interval that the demand's bounds give it
[supply / high, supply / low], is a strength when the region's coverage of the same layer lies
below the interval, a weakness when it lies above. A figure that does not pass says nothing.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner import french
from planner.columns import Table
from planner.model import LAYER_LABELS, Layer
from planner.needs.gaps import coverage, roll_up
from planner.words import IN_FRENCH, Words

MINIMUM_DEMAND = 20.0  # people × skills per year; hypothèse: under it, one course makes or unmakes a strength
ONE_PERCENT = 0.01

STRENGTHS = Table(
    "strengths and weaknesses",
    {
        "scope": "dept | filiere",
        "code": "département code or filière id",
        "layer": "1–6",
        "verdict": "force | faiblesse",
        "coverage": "of the cell",
        "low": "lower bound of the cell's coverage",
        "high": "upper bound",
        "region": "coverage of the region for the layer",
        "reliability": "share observed, 0–1",
        "sentence": "in French, with the figure",
    },
)


def strengths(gaps: pd.DataFrame, skills: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    """Strengths and weaknesses (:data:`STRENGTHS`), most telling first.

    Args:
        gaps: ``columns.GAPS``.
        skills: ``columns.SKILLS``.
        labels: name of each département and filière.
    """
    layered = gaps.assign(layer=gaps["skill_id"].map(skills.set_index("skill_id")["layer"]).astype(int))
    region = roll_up(layered, ["layer"]).set_index("layer")["coverage"]
    tables = [_tested(layered, scope, region, labels) for scope in ("dept", "filiere")]
    found = pd.concat(tables, ignore_index=True)
    own, region_of = found["coverage"].to_numpy(float), found["region"].to_numpy(float)
    above, below = np.maximum(own, region_of), np.minimum(own, region_of)
    order = found.assign(ratio=np.divide(above, below, out=np.full(len(found), np.inf), where=below > 0))
    order = order.sort_values(
        ["verdict", "ratio", "scope", "code", "layer"], ascending=[True, False, True, True, True]
    )
    return order[STRENGTHS.names].reset_index(drop=True)


def _tested(gaps: pd.DataFrame, scope: str, region: pd.Series, labels: dict[str, str]) -> pd.DataFrame:
    """Cells of one scope whose interval leaves the region's coverage outside."""
    table = roll_up(gaps, [scope, "layer"])
    table = table[table["demand"] >= MINIMUM_DEMAND]
    table = table.assign(
        scope=scope,
        code=table[scope],
        region=table["layer"].map(region),
        cell_low=coverage(table["high"], table["supply"]),
        cell_high=coverage(table["low"], table["supply"]),
    )
    strong, weak = table["cell_low"] > table["region"], table["cell_high"] < table["region"]
    table = table.assign(verdict=strong.map({True: "force", False: "faiblesse"}))[strong | weak]
    table = table.drop(columns=["low", "high"]).rename(columns={"cell_low": "low", "cell_high": "high"})
    rows = table.to_dict("records")
    return STRENGTHS.frame({**row, "sentence": _sentence(row, labels, IN_FRENCH)} for row in rows)


def strength_sentences(table: pd.DataFrame, labels: dict[str, str], words: Words) -> list[str]:
    """``sentence`` of each row of :data:`STRENGTHS`, said in ``words``; ``labels`` as :func:`strengths` takes them."""
    return [_sentence(row, labels, words) for row in table.to_dict("records")]


def _sentence(row: dict[str, object], labels: dict[str, str], words: Words) -> str:
    layer = words.say(LAYER_LABELS[Layer(int(row["layer"]))]).lower()
    where = labels.get(str(row["code"]), str(row["code"]))
    above = row["verdict"] == "force"
    # Two decimals where one would write the cell and the region alike.
    decimals = 1 if min(float(row["coverage"]), float(row["region"])) >= ONE_PERCENT else 2
    own, low, high, region = (french.percent(row[k], decimals) for k in ("coverage", "low", "high", "region"))
    if float(row["coverage"]) > 1:
        said = words.say(
            "{where} : les places dépassent la demande de la couche « {layer} » (couverture {own}, intervalle {low} à {high})"
        )
    else:
        said = words.say(
            "{where} : {own} de la demande de la couche « {layer} » trouve une place (intervalle {low} à {high})"
        )
    side = (
        words.say(", au-dessus de la région ({region}).")
        if above
        else words.say(", en dessous de la région ({region}).")
    )
    said = said.format(where=where, layer=layer, own=own, low=low, high=high)
    return said + side.format(region=region)
