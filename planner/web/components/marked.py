"""A text with the skills read in it: each passage is marked and numbered like the list beside it.

The only raw HTML of the app: every piece of the text is escaped.
"""

from __future__ import annotations

import html

import pandas as pd
import streamlit as st

from planner.web.components.words import typeset
from planner.web.language import N_, _

# How a passage looks: what counts is filled, what is wished is dashed, what does not count is grey or struck.
_BASE = "color:inherit;border-radius:3px;padding:0 2px;"
ASKED = f"{_BASE}background:rgba(230,159,0,.32);border-bottom:2px solid #E69F00"
WISHED = f"{_BASE}background:rgba(86,180,233,.28);border-bottom:2px dashed #56B4E9"
IGNORED = f"{_BASE}background:rgba(128,128,128,.22);border-bottom:2px dotted #808080"
DENIED = f"{IGNORED};text-decoration:line-through"
LEGEND = N_(
    "Surligné plein : demandé · tirets : souhaité · pointillés gris : ne compte pas "
    "(discours d'entreprise) · barré : nié. Le numéro renvoie à la liste."
)
OF_A_COURSE = N_("Surligné : compétences lues dans l'intitulé et le programme. Le numéro renvoie à la liste.")


def show(text: str, mentions: pd.DataFrame, legend: str = LEGEND) -> None:
    """Draw ``text`` with its mentions: start, end, number, label, force, counts."""
    st.html(f'<div style="white-space:pre-wrap;line-height:1.75">{marked(text, mentions)}</div>')
    st.caption(typeset(_(legend)))


def marked(text: str, mentions: pd.DataFrame) -> str:
    """HTML of ``text``; passages that overlap become one, with every number."""
    pieces, place = [], 0
    for start, end, group in passages(mentions):
        pieces.append(html.escape(text[place:start]))
        pieces.append(_mark(text[start:end], group))
        place = end
    pieces.append(html.escape(text[place:]))
    return "".join(pieces)


def passages(mentions: pd.DataFrame) -> list[tuple[int, int, pd.DataFrame]]:
    """(start, end, mentions) of each run of overlapping mentions, in reading order."""
    runs: list[tuple[int, int, list[int]]] = []
    for row in mentions.sort_values(["start", "end"]).itertuples():
        if runs and row.start < runs[-1][1]:
            start, end, rows = runs[-1]
            runs[-1] = (start, max(end, row.end), [*rows, row.Index])
        else:
            runs.append((row.start, row.end, [row.Index]))
    return [(int(start), int(end), mentions.loc[rows]) for start, end, rows in runs]


def _mark(words: str, group: pd.DataFrame) -> str:
    numbers = ", ".join(str(number) for number in dict.fromkeys(group["number"]))
    title = " ; ".join(f"{row.label} ({_(row.force)})" for row in group.itertuples())
    return (
        f'<mark style="{_style(group)}" title="{html.escape(title, quote=True)}">'
        f"{html.escape(words)}<sup>{numbers}</sup></mark>"
    )


def _style(group: pd.DataFrame) -> str:
    """The strongest of the passage."""
    counting = group[group["counts"]]
    if not counting.empty:
        return WISHED if (counting["force"] == "souhaité").all() else ASKED
    return DENIED if (group["force"] == "nié").any() else IGNORED
