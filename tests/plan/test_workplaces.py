"""A course made for one trade is for the people of that trade only."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from planner.model import ActionKind, Public
from planner.needs import Needs
from planner.plan import Candidate, Context
from planner.plan.audiences import trades_of
from planner.plan.workplaces import Workplaces

FARMERS = "Robots de traite pour les éleveurs"


@pytest.fixture
def mixed(gaps: pd.DataFrame) -> pd.DataFrame:
    """The gaps of the small region, one tenth of them in farming."""
    farming = gaps.assign(filiere="agriculture", missing=gaps["missing"] / 10)
    return pd.concat([gaps.assign(missing=0.9 * gaps["missing"]), farming], ignore_index=True)


def made_for(title: str, context: Context) -> Context:
    context.offer.courses.loc["c1", "title"] = title
    return context


def action(most: int = 50) -> Candidate:
    return Candidate(
        ActionKind.RENFORCER, "B01", "53", Public.CONTINU, "c1", "", ("IA401",), (1.0,), 7.0, 200.0, 0.0, most
    )


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (FARMERS, ("agriculture",)),
        ("IA générative pour les secrétaires de mairie", ("administration",)),
        ("Enseigner à l'ère de l'IA", ("enseignement",)),
        ("Découvrir l'intelligence artificielle", ()),
    ],
)
def test_title_says_whose_course_it_is(context: Context, title: str, expected: tuple[str, ...]) -> None:
    assert trades_of("c1", made_for(title, context)) == expected


def test_groups_are_no_more_than_the_people_of_the_trade(
    mixed: pd.DataFrame, needs: Needs, context: Context
) -> None:
    places = Workplaces.of(mixed, needs.members, made_for(FARMERS, context))
    kept = places.within_reach([action()], 12.0, 0.25)
    assert [c.most for c in kept] == [
        3
    ]  # 400 people miss IA401 in the 53, 40 of them farm: three groups of 12
    assert places.missing_taught(action()) == pytest.approx(40.0)
    assert places.main(action()) == ("agriculture",)


def test_course_for_a_trade_where_no_one_lacks_it_is_not_proposed(
    gaps: pd.DataFrame, needs: Needs, context: Context
) -> None:
    places = Workplaces.of(gaps, needs.members, made_for(FARMERS, context))
    assert places.within_reach([action()], 12.0, 0.25) == []


def test_course_for_anyone_is_left_as_it_is(mixed: pd.DataFrame, needs: Needs, context: Context) -> None:
    places = Workplaces.of(mixed, needs.members, made_for("Découvrir l'IA", context))
    assert places.within_reach([action()], 12.0, 0.25) == [action()]
    assert places.missing_taught(action()) == pytest.approx(400.0)


def test_course_for_a_trade_answers_the_need_that_its_trade_lacks(
    gaps: pd.DataFrame, needs: Needs, context: Context
) -> None:
    farmed = gaps.assign(filiere="agriculture")[gaps["skill_id"] == "IA301"]
    elsewhere = pd.concat([gaps[gaps["skill_id"] != "IA301"], farmed], ignore_index=True)
    places = Workplaces.of(elsewhere, needs.members, made_for(FARMERS, context))
    both = replace(action(), skills=("IA301", "IA401"), taught=(0.5, 1.0))
    (kept,) = places.within_reach([both], 12.0, 0.25)
    assert (kept.need_id, kept.skills, kept.taught) == ("B02", ("IA301",), (0.5,))
