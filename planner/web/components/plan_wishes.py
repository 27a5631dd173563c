"""What a person imposes on the plan: actions pinned or left out; each click solves again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from planner.model import ActionKind
from planner.plan import Context, Wishes
from planner.web import state
from planner.web.components.words import plain
from planner.web.language import _, counted, listed


def buttons(action: Mapping[str, Any]) -> None:
    """« Imposer » and « Refuser » for one action (``Plan.action``)."""
    wishes, key = state.asked().wishes, str(action["action_key"])
    pin, forbid = st.columns([1, 1], width=420)
    if key in wishes.pinned:
        pin.button(_("Ne plus imposer"), key=f"imposer-{key}", width="stretch", on_click=_drop, args=(key,))
    else:
        pin.button(
            _("Imposer ({groups})").format(groups=counted(int(action["groups"]), "groupe", "groupes")), key=f"imposer-{key}", width="stretch",
            icon=":material/keep:", on_click=_pin, args=(key, int(action["groups"])),
        )  # fmt: skip
    forbid.button(
        _("Refuser"), key=f"refuser-{key}", width="stretch", icon=":material/block:", on_click=_forbid, args=(key,),
    )  # fmt: skip


def show(context: Context) -> None:
    """The wishes in force, each with a button that drops it."""
    wishes = state.asked().wishes
    lines = [
        (key, _("Imposée, {groups} au moins").format(groups=counted(groups, "groupe", "groupes")))
        for key, groups in sorted(wishes.pinned.items())
    ]
    lines += [(key, _("Refusée")) for key in sorted(wishes.forbidden)]
    if not lines:
        return
    st.markdown(_("**Vos choix**"))
    for key, said in lines:
        words, button = st.columns([5, 1], vertical_alignment="center")
        words.markdown(f"{said} : {plain(name_of(key, context))}")
        button.button(_("Retirer"), key=f"retirer-{key}", width="stretch", on_click=_drop, args=(key,))


def name_of(key: str, context: Context) -> str:
    """« Renforcer « Initiation à l'IA » en Vendée », whether the action is in the plan or not."""
    kind, rest = [*key.split(":", 1), ""][:2]
    what, dept = [*rest.rsplit(":", 2), ""][:2]
    if kind == ActionKind.CREER:
        named = listed([context.skill_labels.get(skill, skill) for skill in what.split("+")])
    else:
        courses = context.offer.courses
        named = str(courses.at[what, "title"]) if what in courses.index else what
    verb = _(kind)
    return _("{verb} « {named} » {where}").format(
        verb=f"{verb[:1].upper()}{verb[1:]}", named=named, where=context.place(dept)
    )


def _pin(key: str, groups: int) -> None:
    wishes = state.asked().wishes
    _wish(replace(wishes, pinned={**wishes.pinned, key: groups}, forbidden=wishes.forbidden - {key}))


def _forbid(key: str) -> None:
    wishes = state.asked().wishes
    pinned = {other: groups for other, groups in wishes.pinned.items() if other != key}
    _wish(replace(wishes, pinned=pinned, forbidden=wishes.forbidden | {key}))


def _drop(key: str) -> None:
    wishes = state.asked().wishes
    pinned = {other: groups for other, groups in wishes.pinned.items() if other != key}
    _wish(replace(wishes, pinned=pinned, forbidden=wishes.forbidden - {key}))


def _wish(wishes: Wishes) -> None:
    state.ask(replace(state.asked(), wishes=wishes))
