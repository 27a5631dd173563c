"""The framework at a glance: six layers, what ROME and ESCO hold of each, and the skills, by a click."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from planner import french
from planner.references import BOTH, ESCO, NEITHER, ROME
from planner.web.components import plots
from planner.web.components.chart import Chart
from planner.web.components.table import layer_name
from planner.web.language import N_, _, counted

PRESENCE: Mapping[str, str] = {
    NEITHER: N_("ni ROME ni ESCO"),
    ROME: N_("ROME"),
    ESCO: N_("ESCO"),
    BOTH: N_("ROME et ESCO"),
}
# Light enough for dark words to stay above 4.5:1; the words say what the colour says.
COLOURS = {NEITHER: "#F3D9B1", ROME: "#B5D4E9", ESCO: "#BFE3D0", BOTH: "#E3C7DA"}
LAYER_COLOUR, LINE = "#EEF2F5", "#FFFFFF"
HEIGHT, LEAST_TEXT = 520, 10  # pixels; words that would be smaller are not drawn
DEPTH = 3  # levels drawn at once: all, layers, presence
NAME_WIDTH, PLACE_WIDTH = 22, 8  # characters of a label before it goes to the next line


def chart(skills: pd.DataFrame, presence: pd.Series) -> Chart:
    """The skills of the scope (``columns.SKILLS``) by layer, then by place in ROME and ESCO.

    ``presence``: ``references.in_taxonomy``, by skill id.
    """
    shown = skills.assign(
        presence=skills["skill_id"].map(presence),
        layer_label=[layer_name(layer) for layer in skills["layer"]],
        label=skills["label_fr"],
    )
    absent = int((shown["presence"] == NEITHER).sum())
    return Chart(
        key=_("référentiel par couche"),
        title=_("{absent} des {skills} ne sont ni dans ROME ni dans ESCO").format(
            absent=french.number(absent), skills=counted(len(shown), "compétence", "compétences")
        ),
        figure=figure(shown),
        reading=_(
            "Surface : nombre de compétences. Cliquez sur une couche, puis sur une case, pour lire les compétences ; sur le bandeau du haut, "
            "pour revenir. Présente : un lien de même sens ou de sens proche ; un item plus large ne compte pas."
        ),
        data=shown.assign(in_taxonomy=shown["presence"].map(PRESENCE).map(_)),
        columns=["skill_id", "label", "layer_label", "in_taxonomy"],
    )


def figure(shown: pd.DataFrame) -> go.Figure:
    """A treemap of ``skill_id``, ``label``, ``layer_label``, ``presence``; each skill weighs one."""
    root = _("Référentiel IA")
    nodes = [{"id": root, "parent": "", "label": root, "value": len(shown), "colour": LINE}]
    for layer, within in shown.groupby("layer_label", sort=True):
        nodes.append(_node(layer, root, f"{layer} · {len(within)}", len(within), LAYER_COLOUR))
        for place, part in within.groupby("presence", sort=False):
            group = f"{layer}/{place}"
            nodes.append(
                _node(group, layer, plots.wrapped(_(PRESENCE[place]), PLACE_WIDTH), len(part), COLOURS[place])
            )
            nodes += [
                _node(row.skill_id, group, plots.wrapped(row.label, NAME_WIDTH), 1, COLOURS[place])
                for row in part.itertuples(index=False)
            ]
    table = pd.DataFrame(nodes)
    drawn = go.Figure(
        go.Treemap(
            ids=table["id"],
            parents=table["parent"],
            labels=table["label"],
            values=table["value"],
            branchvalues="total",
            maxdepth=DEPTH,
            sort=False,
            texttemplate="%{label}<br>%{value}",
            hovertemplate="%{label}<br>" + _("Compétences : %{value}") + "<extra></extra>",
            marker={"colors": table["colour"], "line": {"color": LINE, "width": 2}},
            textfont={"color": plots.ON_SHADE, "size": 14},
            pathbar={"thickness": 28, "textfont": {"color": plots.ON_SHADE}},
            tiling={"pad": 3},
        )
    )
    drawn.update_layout(uniformtext={"minsize": LEAST_TEXT, "mode": "hide"})
    return plots.finished(drawn, 0, height=HEIGHT)


def _node(name: str, parent: str, label: str, value: int, colour: str) -> dict[str, object]:
    return {"id": name, "parent": parent, "label": label, "value": value, "colour": colour}
