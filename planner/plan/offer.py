"""The catalogue as the plan reads it: what each course teaches, lasts, costs, and can still add."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from planner.model import Public
from planner.needs import Parameters
from planner.plan.settings import PlanSettings

REMOTE = "distance"
CALIBRATION_SAMPLE = 3  # hypothèse: under three courses, a median is one provider's habit
# Hours to teach one skill of each layer, 1 to 6, where the catalogue cannot tell (hypothèse: a builder's
# skill takes a week, an integrator's three days, the others a day).
HOURS_PER_SKILL = {1: 35.0, 2: 21.0, 3: 7.0, 4: 7.0, 5: 7.0, 6: 7.0}


@dataclass(frozen=True, eq=False)
class Offer:
    """``columns.COURSES`` by id, course × skill shares (0–1), and ``columns.SKILLS`` by id."""

    courses: pd.DataFrame
    shares: pd.DataFrame
    skills: pd.DataFrame

    @classmethod
    def of(cls, courses: pd.DataFrame, taught: pd.DataFrame, skills: pd.DataFrame) -> Offer:
        """Offer of a catalogue and its teachings (``needs.teachings``), over ``columns.SKILLS``."""
        shares = taught.pivot_table(index="course_id", columns="skill_id", values="share", aggfunc="max")
        return cls(
            courses.set_index("course_id", drop=False).sort_index(),
            shares.fillna(0.0).sort_index().sort_index(axis=1),
            skills.set_index("skill_id", drop=False),
        )

    @cached_property
    def layers(self) -> dict[str, int]:
        """Layer of each skill, 1–6."""
        return {skill: int(layer) for skill, layer in self.skills["layer"].items()}

    @cached_property
    def records(self) -> dict[str, dict[str, Any]]:
        """Line of each course by id: thousands of lookups, where a frame is a hundred times slower."""
        return dict(zip(self.courses.index, self.courses.to_dict("records"), strict=True))

    @cached_property
    def publics(self) -> dict[str, tuple[str, ...]]:
        """Publics that each skill concerns, in the words of the framework."""
        return {skill: tuple(str(cell).split("|")) for skill, cell in self.skills["publics"].items()}

    @cached_property
    def teaching(self) -> pd.DataFrame:
        """Courses that teach an AI skill, in the order of ``shares``."""
        return self.courses.loc[self.shares.index]

    @cached_property
    def pace(self) -> tuple[pd.Series, pd.Series]:
        """Main layer and hours per skill of each continuing course that teaches at least one whole skill."""
        shares = self.shares[(self.teaching["public"] == str(Public.CONTINU)).to_numpy()]
        shares = shares[shares.sum(axis=1) >= 1.0]
        if shares.empty:
            return pd.Series(dtype=float), pd.Series(dtype=float)
        by_layer = shares.T.groupby(pd.Series(self.layers).reindex(shares.columns)).sum().T
        return by_layer.idxmax(axis=1), self.courses.loc[shares.index, "hours"] / shares.sum(axis=1)

    @cached_property
    def hours_per_skill(self) -> dict[int, Rate]:
        """Hours to teach one skill of each layer: the median of the courses whose main layer it is."""
        main, hours = self.pace
        return {layer: _hours_per_skill(layer, main, hours) for layer in HOURS_PER_SKILL}


@dataclass(frozen=True, slots=True)
class Rate:
    """A figure drawn from the catalogue, or assumed, and the words that say which."""

    value: float
    source: str


def _hours_per_skill(layer: int, main: pd.Series, hours: pd.Series) -> Rate:
    observed = hours[main.index[main == layer]].dropna()
    if len(observed) < CALIBRATION_SAMPLE:
        return Rate(HOURS_PER_SKILL[layer], "hypothèse, faute d'au moins trois formations comparables")
    return Rate(
        float(observed.median()), f"médiane de {len(observed)} formations du catalogue de même nature"
    )


def hour_price(offer: Offer, public: Public, parameters: Parameters, settings: PlanSettings) -> Rate:
    """Euros per hour and learner where no price is stated."""
    if public is Public.INITIAL:
        price = settings.initial_year_cost / settings.initial_year_hours
        return Rate(price, "dépense moyenne par étudiant (SIES, 2019) ramenée à l'heure")
    courses = offer.teaching
    paid = courses[(courses["public"] == str(public)) & (courses["price"] > 0) & (courses["hours"] > 0)]
    if len(paid) < CALIBRATION_SAMPLE:
        return Rate(parameters.default_hour_cost, "hypothèse du réglage « coût d'une heure »")
    return Rate(
        float((paid["price"] / paid["hours"]).median()), f"médiane de {len(paid)} formations du catalogue"
    )


def hours_of(course: Mapping[str, Any], parameters: Parameters, settings: PlanSettings) -> float:
    """Hours per learner; a year of study for an initial course that does not say."""
    if pd.notna(course["hours"]):
        return float(course["hours"])
    return settings.initial_year_hours if course["public"] == Public.INITIAL else parameters.default_hours


def price_of(course: Mapping[str, Any], hours: float, per_hour: Rate) -> float:
    """Euros per learner. A course that is free for the learner still costs what its hours cost."""
    return float(course["price"]) if course["price"] > 0 else hours * per_hour.value


def groups_to_add(course: Mapping[str, Any], parameters: Parameters, settings: PlanSettings) -> int:
    """Groups that an existing course can add in a year: a share of its places, at least one group."""
    default = (
        parameters.default_places_initial
        if course["public"] == Public.INITIAL
        else parameters.default_places_continu
    )
    places = float(course["places"]) if pd.notna(course["places"]) else default
    groups = int(np.floor(settings.growth * places / parameters.group_size + 1e-9))
    return int(min(max(groups, 1), parameters.maximum_groups))
