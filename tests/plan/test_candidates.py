"""Which action fits which situation of the offer, and what it costs."""

from __future__ import annotations

import pandas as pd
import pytest

from planner.columns import NEED_MEMBERS
from planner.model import ActionKind
from planner.needs import Parameters
from planner.plan import Candidate, Offer, PlanSettings, candidates
from tests.needs.conftest import course, courses, skill

SKILLS = ("IA401", "IA402")


def proposed(
    *offered: tuple[dict[str, object], dict[str, float]],
    depts: tuple[str, ...] = ("44",),
    public: str = "continu",
    needs: tuple[str, ...] = ("B01", "B01"),
) -> list[Candidate]:
    missing = pd.DataFrame(
        [(s, d, public, people) for d in depts for s, people in zip(SKILLS, (100.0, 50.0), strict=True)],
        columns=["skill_id", "dept", "public", "missing"],
    )
    rows = [
        {"course_id": c["course_id"], "skill_id": s, "share": share, "evidence": ""}
        for c, taught in offered
        for s, share in taught.items()
    ]
    taught = pd.DataFrame(rows, columns=["course_id", "skill_id", "share", "evidence"])
    members = NEED_MEMBERS.frame(
        [{"need_id": n, "skill_id": s, "silhouette": 0.0} for n, s in zip(needs, SKILLS, strict=True)]
    )
    offer = Offer.of(courses(*(c for c, _ in offered)), taught, pd.DataFrame([skill(s, 4) for s in SKILLS]))
    return candidates(missing, members, offer, Parameters())


def existing(actions: list[Candidate]) -> list[Candidate]:
    return [action for action in actions if action.kind is not ActionKind.CREER]


def test_course_of_the_departement_is_strengthened() -> None:
    (action,) = existing(proposed((course("ici", dept="44", price=300.0), {"IA401": 1.0})))
    assert (action.kind, action.course_id, action.price, action.one_off) == (
        ActionKind.RENFORCER,
        "ici",
        300.0,
        0.0,
    )


def test_remote_course_counts_as_local() -> None:
    (action,) = existing(proposed((course("loin", dept="72", modality="distance"), {"IA401": 1.0})))
    assert action.kind is ActionKind.RENFORCER


def test_course_from_elsewhere_is_spread_at_a_cost() -> None:
    (action,) = existing(proposed((course("ailleurs", dept="72"), {"IA401": 1.0})))
    assert (action.kind, action.one_off) == (ActionKind.ESSAIMER, Parameters().spreading_cost)


def test_skills_that_no_course_teaches_are_to_create_once_for_the_region() -> None:
    actions = proposed((course("autre", dept="44"), {"IA401": 1.0}), depts=("44", "53"))
    created = [a for a in actions if a.kind is ActionKind.CREER]
    assert [a.skills for a in created] == [("IA402",), ("IA402",)] and {a.dept for a in created} == {
        "44",
        "53",
    }
    assert len({a.family for a in created}) == 1


def test_what_a_course_teaches_is_not_created() -> None:
    actions = proposed((course("tout", dept="44"), {"IA401": 1.0, "IA402": 1.0}))
    assert [a.kind for a in actions] == [ActionKind.RENFORCER]


def test_mention_leaves_room_for_a_creation_and_names_the_closest_course() -> None:
    actions = proposed((course("faible", dept="44"), {"IA401": 0.3}))
    (created,) = [a for a in actions if a.kind is ActionKind.CREER]
    assert created.course_id == "faible" and created.skills == ("IA401", "IA402")


def test_course_that_teaches_almost_nothing_is_no_answer() -> None:
    assert existing(proposed((course("vague", dept="44"), {"IA401": 0.1}))) == []


def test_course_for_the_other_public_does_not_answer() -> None:
    (action,) = proposed((course("initial", dept="44", public="initial"), {"IA401": 1.0}))
    assert action.kind is ActionKind.CREER and action.course_id == ""


def test_course_stands_once_under_the_need_it_answers_most() -> None:
    (action,) = existing(
        proposed((course("deux", dept="44"), {"IA401": 0.4, "IA402": 0.9}), needs=("B01", "B02"))
    )
    assert action.need_id == "B02" and dict(zip(action.skills, action.taught, strict=True)) == {
        "IA401": 0.4,
        "IA402": 0.9,
    }


def test_course_that_is_free_for_the_learner_still_costs_its_hours() -> None:
    (action,) = existing(proposed((course("gratuit", dept="44", price=0.0, hours=4.0), {"IA401": 1.0})))
    assert action.price == pytest.approx(4.0 * Parameters().default_hour_cost)


def test_diploma_without_hours_costs_a_year_of_study() -> None:
    (action,) = existing(
        proposed((course("licence", dept="44", public="initial"), {"IA401": 1.0}), public="initial")
    )
    assert action.hours == PlanSettings().initial_year_hours and action.price == pytest.approx(
        PlanSettings().initial_year_cost
    )


def test_creation_is_as_long_and_dear_as_the_catalogue_is_for_what_it_teaches() -> None:
    """Three courses that teach one skill in 10 h for 600 €: a creation of one skill lasts 10 h at 60 € an hour."""
    paced = [(course(f"c{i}", dept="53", hours=10.0, price=600.0), {"IA401": 1.0}) for i in range(3)]
    (created,) = [a for a in proposed(*paced) if a.kind is ActionKind.CREER]
    assert created.skills == ("IA402",) and (created.hours, created.price) == (10.0, pytest.approx(600.0))


def test_existing_course_adds_at_most_its_own_places_again() -> None:
    (action,) = existing(proposed((course("petit", dept="44", places=30.0), {"IA401": 1.0})))
    assert action.most == 2  # 30 places, groups of 12


def test_only_the_best_courses_per_euro_are_compared() -> None:
    many = [(course(f"c{i}", dept="44", price=100.0 + i), {"IA401": 1.0}) for i in range(9)]
    assert [a.course_id for a in existing(proposed(*many))] == ["c0", "c1", "c2", "c3"]


def test_key_names_the_action_whatever_the_rest_of_the_catalogue() -> None:
    (alone,) = existing(proposed((course("ici", dept="44"), {"IA401": 1.0})))
    with_other = existing(
        proposed((course("ici", dept="44"), {"IA401": 1.0}), (course("autre", dept="44"), {"IA402": 1.0}))
    )
    assert alone.key in {a.key for a in with_other}


def test_order_of_the_catalogue_changes_nothing() -> None:
    offered = [(course("a", dept="44"), {"IA401": 1.0}), (course("b", dept="53"), {"IA402": 1.0})]
    assert proposed(*offered) == proposed(*reversed(offered))
