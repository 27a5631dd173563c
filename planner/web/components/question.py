"""The form of a calculation: budget and parameters, each with its bounds and source."""

from __future__ import annotations

import itertools

import streamlit as st

from planner.needs import DESCRIPTIONS, Parameters
from planner.web import state
from planner.web.state import Asked

# What changes the plan most, shown first; the others are one click further (our choice).
FIRST = (
    "horizon_years",
    "exposed_share",
    "adoption_factor",
    "skills_per_person",
    "maximum_groups",
    "group_size",
)


def show() -> None:
    """Draw the form; « Recalculer » takes it all at once, so that nothing moves while one types."""
    present = state.asked()
    with st.form("calcul", border=True):
        budget = st.number_input(
            "Budget annuel (€)",
            min_value=0.0,
            value=present.budget,
            step=10_000.0,
            format="%.0f",
            placeholder="sans limite",
            help="Vide : seules les capacités des organismes limitent le plan.",
        )
        with st.expander("Paramètres du calcul"):
            st.caption(
                "Chaque valeur par défaut a une source ou dit « hypothèse » : voyez le « ? » de chacune."
            )
            values = _fields(present.parameters)
        calculate, reset = st.columns([1, 1], width=420)
        asked = calculate.form_submit_button("Recalculer", type="primary", width="stretch")
        default = reset.form_submit_button("Valeurs par défaut", width="stretch")
    if asked:
        _ask(Asked(present.demonstration, budget, Parameters(**values)))
    if default:
        _ask(Asked(present.demonstration))


def _fields(present: Parameters) -> dict[str, float]:
    """Sliders for the first ones, boxes for the others, in two columns."""
    rest = [d for d in DESCRIPTIONS if d.name not in FIRST]
    first = sorted((d for d in DESCRIPTIONS if d.name in FIRST), key=lambda d: FIRST.index(d.name))
    values: dict[str, float] = {}
    for described, widget in ((first, st.slider), (rest, st.number_input)):
        for place, description in zip(itertools.cycle(st.columns(2)), described, strict=False):
            with place:
                values[description.name] = widget(
                    f"{description.label} ({description.unit})",
                    min_value=float(description.low),
                    max_value=float(description.high),
                    value=float(getattr(present, description.name)),
                    step=_step(description.low, description.high),
                    format="%.3f" if description.high <= 1 else "%g",
                    help=description.source,
                )
    return values


def _step(low: float, high: float) -> float:
    """A round step: thousandths for shares, units for counts, hundreds for large amounts of euros."""
    if high <= 1:
        return 0.001
    if high - low <= 5:
        return 0.1
    return 1.0 if high <= 2000 else 500.0


def _ask(change: Asked) -> None:
    state.ask(change)
    st.rerun()
