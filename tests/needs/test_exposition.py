"""Demand from exposure, from the obligation of literacy, and from what profiles declare."""

from __future__ import annotations

import pandas as pd
import pytest

from planner.needs import (
    Grid,
    Parameters,
    Workforce,
    demand_from_exposure,
    demand_from_obligation,
    demand_from_profiles,
)
from tests.needs.conftest import mention, mentions, profile, profiles, skill


def cell(frame: pd.DataFrame, **values: str) -> pd.Series:
    for name, value in values.items():
        frame = frame[frame[name] == value]
    assert len(frame) == 1, frame
    return frame.iloc[0]


def test_exposed_people_over_the_horizon(grid: Grid, workforce: Workforce) -> None:
    """8,000 jobs, half in G4, one in two to train over 5 years: 400 a year in the only common skill of layer 4."""
    frame = demand_from_exposure(grid, workforce, Parameters())
    found = cell(frame, dept="44", filiere="numerique", skill_id="IA401", public="continu")
    assert found["people"] == pytest.approx(8000 * 0.5 * 0.5 / 5)
    assert found["low"] <= found["people"] <= found["high"]
    assert found["sample"] == 8000 and found["observed"] == 1.0


def test_unknown_exposure_lowers_reliability(grid: Grid, workforce: Workforce) -> None:
    frame = demand_from_exposure(grid, workforce, Parameters())
    assert cell(frame, dept="44", filiere="sante-social", skill_id="IA401", public="continu")[
        "observed"
    ] == pytest.approx(0.4)


def test_managers_only_lead(grid: Grid, workforce: Workforce) -> None:
    frame = demand_from_exposure(grid, workforce, Parameters())
    found = cell(frame, dept="44", filiere="numerique", skill_id="IA601", public="continu")
    assert found["people"] == pytest.approx(8000 * 0.5 * 0.2 * 0.5 / 5)


def test_skill_of_another_filiere_is_not_needed(grid: Grid, workforce: Workforce) -> None:
    frame = demand_from_exposure(grid, workforce, Parameters())
    assert frame[(frame["skill_id"] == "IA302") & (frame["filiere"] == "numerique")].empty


def test_initial_training_concerns_skills_meant_for_students(grid: Grid, workforce: Workforce) -> None:
    frame = demand_from_exposure(grid, workforce, Parameters())
    initial = set(frame.loc[frame["public"] == "initial", "skill_id"])
    assert "IA401" in initial and "IA302" in initial and "IA301" not in initial


def test_obligation_is_jobs_times_adoption(grid: Grid, workforce: Workforce) -> None:
    frame = demand_from_obligation(grid, workforce, Parameters())
    found = cell(frame, dept="44", filiere="numerique", skill_id="IA401", public="continu")
    assert found["people"] == pytest.approx(8000 * 0.4 / 5)
    assert (found["low"], found["high"]) == (pytest.approx(8000 * 0.3 / 5), pytest.approx(8000 * 0.5 / 5))
    assert set(frame["skill_id"]) == {"IA401"}


def test_profile_states_its_people(grid: Grid, workforce: Workforce) -> None:
    read = profiles(profile("b1", dept="53", filiere="sante-social", people_stated=40.0))
    frame = demand_from_profiles(grid, read, mentions(mention("b1", "IA302")), workforce, Parameters())
    found = cell(frame, skill_id="IA302")
    assert (found["dept"], found["people"], found["observed"], found["note"]) == ("53", 40.0, 1.0, "")
    assert (found["low"], found["high"]) == (pytest.approx(32.0), pytest.approx(48.0)), (
        "an order of magnitude"
    )


def test_silent_profile_is_derived_and_flagged(grid: Grid, workforce: Workforce) -> None:
    read = profiles(profile("b1", dept="53", filiere="sante-social", headcount=6000.0))
    frame = demand_from_profiles(grid, read, mentions(mention("b1", "IA302")), workforce, Parameters())
    found = cell(frame, skill_id="IA302")
    assert found["people"] == pytest.approx(6000 * 0.1 / 5)
    assert found["observed"] == 0.0 and "non déclaré" in found["note"]
    assert (found["low"], found["high"]) == (pytest.approx(6000 * 0.05 / 5), pytest.approx(6000 * 0.2 / 5))


def test_regional_profile_speaks_for_silent_departements_only(grid: Grid, workforce: Workforce) -> None:
    read = profiles(
        profile("region", filiere="sante-social", people_stated=260.0),
        profile("mayenne", dept="53", filiere="sante-social", people_stated=10.0),
    )
    said = mentions(mention("region", "IA302"), mention("mayenne", "IA302"))
    frame = demand_from_profiles(grid, read, said, workforce, Parameters())
    assert cell(frame, dept="44")["people"] == pytest.approx(260 * 20000 / 26000)
    assert cell(frame, dept="53")["people"] == pytest.approx(10.0)


def test_profile_whose_words_say_no_skill_asks_nothing(grid: Grid, workforce: Workforce) -> None:
    read = profiles(profile("b1", dept="53", filiere="sante-social", people_stated=40.0))
    assert demand_from_profiles(grid, read, mentions(), workforce, Parameters()).empty


def test_what_everyone_must_know_is_needed_by_more_people(workforce: Workforce) -> None:
    skills = pd.DataFrame([skill("IA401", 4), skill("IA402", 4) | {"level": 3}])
    frame = demand_from_obligation(
        Grid(("44",), ("numerique",), skills), workforce, Parameters(skills_per_person=1.0)
    )
    people = frame[frame["public"] == "continu"].set_index("skill_id")["people"]
    assert people["IA401"] == pytest.approx(4 * people["IA402"])
    assert people.sum() == pytest.approx(8000 * 0.4 / 5)
