"""Why skills were read in a text: for each one its words, where they stand, how strongly, how surely."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from planner import french
from planner.web.components.marked import passages
from planner.web.components.table import layer_name
from planner.web.components.words import plain
from planner.web.language import N_, _, counted, listed

# Method of a mention → how the screen says it.
METHODS = {"forme": N_("mots du référentiel"), "correction": N_("correction d'une personne")}


def numbered(lines: pd.DataFrame) -> pd.DataFrame:
    """Mentions in reading order with the ``number`` that their skill bears in the marked text."""
    ordered = lines.sort_values(["start", "end", "skill_id"], ignore_index=True)
    numbers = {skill: place for place, skill in enumerate(dict.fromkeys(ordered["skill_id"]), start=1)}
    return ordered.assign(number=ordered["skill_id"].map(numbers))


def rivals(lines: pd.DataFrame) -> dict[str, list[str]]:
    """Skill → labels of the other skills read in the same words, in reading order."""
    found: dict[str, list[str]] = {}
    for _start, _end, group in passages(lines):
        labels = dict(zip(group["skill_id"], group["label"], strict=True))
        for skill_id in labels if len(labels) > 1 else ():
            others = [label for other, label in labels.items() if other != skill_id]
            found[skill_id] = list(dict.fromkeys([*found.get(skill_id, []), *others]))
    return found


def show(lines: pd.DataFrame, *, voices: bool) -> None:
    """Draw one paragraph a skill. ``voices``: say the part and the force, which a course does not have."""
    other_readings = rivals(lines)
    read = counted(lines["skill_id"].nunique(), "compétence lue", "compétences lues")
    st.markdown(_("**{read}**, et pourquoi").format(read=read))
    for number, group in lines.groupby("number", sort=True):
        first = group.iloc[0]
        words = listed([f"« {words} »" for words in dict.fromkeys(group["evidence"])])
        said = f"{words} · {_voices(group)}" if voices else words
        score = french.number(group["score"].max(), 2)
        others = listed([f"« {label} »" for label in other_readings.get(first["skill_id"], [])])
        rival = "  \n" + _("Mêmes mots : {skills}").format(skills=plain(others)) if others else ""
        layer = _("couche {layer}").format(layer=layer_name(first["layer"]))
        ignored = _(" · **ne compte pas** dans la demande") if not group["counts"].any() else ""
        st.markdown(
            f"{number}\\. **{plain(first['label'])}** · {layer}  \n"
            f"{plain(said)} · {_method(group)} · score {score}{ignored}{rival}"
        )


def _method(group: pd.DataFrame) -> str:
    """« forme du référentiel », or « correction » when a person said so."""
    return _(" ; ").join(dict.fromkeys(_(METHODS.get(method, method)) for method in group["method"]))


def _voices(group: pd.DataFrame) -> str:
    """« missions, exigé ; entreprise, exigé »."""
    return _(" ; ").join(
        dict.fromkeys(f"{_(row.part)}, {_(row.force)}" for row in group.itertuples(index=False))
    )
