"""The form of a plan: budget, weights, equity floors, capacities and parameters, each with its bounds and source."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import streamlit as st

from planner.needs import DESCRIPTIONS, Description, Parameters
from planner.plan import EUROS, PEOPLE, PLAN_DESCRIPTIONS, Floor, PlanSettings, Wishes
from planner.web import labels, state
from planner.web.components.words import plain
from planner.web.language import N_, _
from planner.web.refusals import part
from planner.web.state import Asked

# What changes the plan most, shown first with its source; the rest is one click further (our choice).
WEIGHTS = ("size_exponent", "region_part", "reliability_pull")
EQUITY = ("floor_dept", "floor_public")
FIRST = (
    "horizon_years",
    "exposed_share",
    "adoption_factor",
    "skills_per_person",
    "maximum_groups",
    "group_size",
)
BASES = {EUROS: N_("des euros dépensés"), PEOPLE: N_("des personnes formées")}


@part
def show(departments: dict[str, str]) -> None:
    """Draw the form; « Recalculer » takes it all at once, so that nothing moves while one types."""
    present = state.asked()
    with st.form("calcul", border=True):
        budget = st.number_input(
            _("Budget annuel (€)"),
            min_value=0.0,
            value=present.budget,
            step=10_000.0,
            format="%.0f",
            placeholder=_("sans limite"),
            help=_("Vide : seules les capacités des organismes limitent le plan."),
        )
        values: dict[str, float] = {}
        parameters: dict[str, float] = {}
        wishes = present.wishes
        with _fold(_("Poids des besoins et planchers d'équité"), "réglages-poids") as opened:
            if opened:
                values |= _sourced(WEIGHTS, present.settings) | _sourced(EQUITY, present.settings)
                wishes = _floors(departments, present.wishes)
        with _fold(_("Rendements, capacités et calcul"), "réglages-capacités") as opened:
            if opened:
                rest = [d for d in PLAN_DESCRIPTIONS if d.name not in WEIGHTS + EQUITY]
                values |= _fields(rest, present.settings, st.number_input)
        with _fold(_("Paramètres du calcul des besoins"), "réglages-besoins") as opened:
            if opened:
                parameters = _parameters(present.parameters)
        calculate, reset = st.columns([1, 1], width=420)
        asked = calculate.form_submit_button(_("Recalculer"), type="primary", width="stretch")
        default = reset.form_submit_button(_("Valeurs par défaut"), width="stretch")
    if asked:
        _ask(present, budget, parameters, values, wishes)
    if default:
        state.ask(Asked(present.demonstration))
        st.rerun()


@contextmanager
def _fold(label: str, key: str) -> Iterator[bool]:
    """A fold of the form; gives whether the person has opened it.

    Its fields are made then (fifty of them hold the page back) and stay: what was typed there is sent with the
    rest even if it is closed again.
    """
    place, opened = st.expander(label, key=key, on_change="rerun"), f"{key}-vu"
    st.session_state[opened] = bool(place.open) or st.session_state.get(opened, False)
    with place:
        yield st.session_state[opened]


def _floors(departments: dict[str, str], wishes: Wishes) -> Wishes:
    """The wishes with the floors that the form states."""
    basis = st.radio(
        _("Les planchers sont une part"), list(BASES), format_func=lambda basis: _(BASES[basis]), horizontal=True,
        index=list(BASES).index(wishes.floor_basis),
    )  # fmt: skip
    return replace(wishes, floors=_own_floors(departments, wishes), floor_basis=basis)


def _ask(
    present: Asked,
    budget: float | None,
    parameters: dict[str, float],
    values: dict[str, float],
    wishes: Wishes,
) -> None:
    try:
        settings = replace(present.settings, **values)
    except ValueError as refusal:
        st.error(plain(str(refusal)), icon=":material/error:")
        return
    state.ask(
        Asked(present.demonstration, budget, replace(present.parameters, **parameters), settings, wishes)
    )
    st.rerun()


def _sourced(names: Sequence[str], present: PlanSettings) -> dict[str, float]:
    """A slider each, its source written under it."""
    described = {d.name: d for d in PLAN_DESCRIPTIONS}
    values: dict[str, float] = {}
    for place, name in zip(st.columns(len(names)), names, strict=True):
        with place:
            values |= _fields([described[name]], present, st.slider, columns=1)
            st.caption(plain(_(described[name].source)))
    return values


def _own_floors(departments: dict[str, str], wishes: Wishes) -> tuple[Floor, ...] | None:
    """Floors that the person states one by one; None keeps the usual ones."""
    own = st.checkbox(
        _("Remplacer ces planchers par les miens (en % du plan ; 0 : aucun)"), wishes.floors is not None
    )
    members = [("dept", code, label) for code, label in departments.items()]
    members += [("public", public, label) for public, label in labels.publics().items()]
    present = {(floor.dimension, floor.member): floor.share for floor in wishes.floors or ()}
    floors = []
    for place, (dimension, member, label) in zip(itertools.cycle(st.columns(4)), members, strict=False):
        percent = place.number_input(
            f"{label[:1].upper()}{label[1:]} (%)", 0.0, 100.0, 100 * present.get((dimension, member), 0.0), 1.0,
            format="%g", key=f"plancher-{dimension}-{member}",
        )  # fmt: skip
        floors.append(Floor(dimension, member, percent / 100, label))
    return tuple(floor for floor in floors if floor.share > 0) if own else None


def _parameters(present: Parameters) -> dict[str, float]:
    """Sliders for the first ones, boxes for the others."""
    st.caption(_("Chaque valeur par défaut a une source ou dit « hypothèse » : voyez le « ? » de chacune."))
    first = sorted((d for d in DESCRIPTIONS if d.name in FIRST), key=lambda d: FIRST.index(d.name))
    rest = [d for d in DESCRIPTIONS if d.name not in FIRST]
    return _fields(first, present, st.slider) | _fields(rest, present, st.number_input)


def _fields(
    described: Iterable[Description], present: object, widget: Callable[..., Any], columns: int = 2
) -> dict[str, float]:
    """A widget for each number, within its bounds, its source behind « ? »."""
    values: dict[str, float] = {}
    for place, description in zip(itertools.cycle(st.columns(columns)), described, strict=False):
        with place:
            values[description.name] = widget(
                f"{_(description.label)} ({_(description.unit)})",
                min_value=float(description.low),
                max_value=float(description.high),
                value=float(getattr(present, description.name)),
                step=_step(description.low, description.high),
                format="%.3f" if description.high <= 1 else "%g",
                help=_(description.source),
            )
    return values


def _step(low: float, high: float) -> float:
    """A round step: thousandths for shares, units for counts, hundreds for large amounts of euros."""
    if high <= 1:
        return 0.001
    if high - low <= 5:
        return 0.1
    return 1.0 if high <= 2000 else 500.0
