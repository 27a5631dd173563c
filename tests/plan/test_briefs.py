"""The course brief: complete, sourced, ready to paste."""

from __future__ import annotations

import pytest

from planner.needs import Parameters
from planner.plan import Plan, PlanSettings, brief, brief_text, build_plan


@pytest.fixture
def plan(gaps, needs, context) -> Plan:
    return build_plan(gaps, needs, context, Parameters(), None, settings=PlanSettings(draws=0))


def creation(plan: Plan, need_id: str, public: str = "continu") -> dict[str, object]:
    line = (
        (plan.actions["kind"] == "créer")
        & (plan.actions["need_id"] == need_id)
        & (plan.actions["public"] == public)
    )
    return plan.action(plan.actions.loc[line, "action_id"].iloc[0])


def test_brief_holds_what_a_provider_needs(plan: Plan, context) -> None:
    action = creation(plan, "B01")
    made = brief(action, context, Parameters())
    assert [o.skill_id for o in made.objectives] == ["IA402"] and made.objectives[0].can_do == "Fait IA402."
    assert made.prerequisites == ("Compétence IA401",) and made.level == 2
    assert made.hours == action["hours"] and made.total == action["cost"] and made.places == action["places"]
    assert made.hours_source and made.cost_source


def test_closest_courses_say_what_they_lack(plan: Plan, context) -> None:
    closest = brief(creation(plan, "B01"), context, Parameters()).closest
    by_title = {course.title: course for course in closest}
    assert by_title["Cours c3"].lacks == () and by_title["Cours c3"].certification == "RS6202"
    assert by_title["Cours c1"].lacks == ("Compétence IA402",)  # it teaches the prerequisite only


def test_certification_of_a_close_course_is_proposed(plan: Plan, context) -> None:
    text = brief_text(brief(creation(plan, "B01"), context, Parameters()))
    assert "À examiner, préparée par une formation proche : RS6202" in text


def test_text_has_every_heading_once_in_order(plan: Plan, context) -> None:
    text = brief_text(brief(creation(plan, "B03"), context, Parameters()))
    headings = [
        "Cahier des charges", "Besoin", "Public", "Prérequis", "Compétences et objectifs", "Niveau", "Durée et coût indicatifs",
        "Formations existantes les plus proches", "Certification", "Financements à étudier",
    ]  # fmt: skip
    starts = [text.index(f"\n\n{h}\n") if i else text.index(h) for i, h in enumerate(headings)]
    assert starts == sorted(starts)
    assert all(
        line == "" or line in headings or line.startswith(("– ", "Cahier")) for line in text.splitlines()
    )


def test_costs_state_their_source(plan: Plan, context) -> None:
    initial = brief_text(brief(creation(plan, "B03", "initial"), context, Parameters()))
    assert "SIES" in initial and "hypothèse" in initial


def test_existing_course_has_no_brief(plan: Plan, context) -> None:
    with pytest.raises(ValueError, match="formation à créer"):
        brief(
            plan.action(plan.actions.loc[plan.actions["kind"] == "renforcer", "action_id"].iloc[0]),
            context,
            Parameters(),
        )
