"""Programmes: what is known of the course is used, what is not is said, nothing is promised."""

from __future__ import annotations

import pandas as pd
import pytest

from planner.model import Public
from planner.plan import Context, fundings
from planner.plan.audiences import audiences_of
from planner.plan.funding import Funding
from planner.references import Verdict


def action(**values: object) -> dict[str, object]:
    return {
        "kind": "renforcer", "public": "continu", "dept": "44", "hours": 14.0, "course_id": "c3",
        "skill_ids": "IA301", "filieres": "numerique",
    } | values  # fmt: skip


def verdicts(context: Context, **values: object) -> dict[str, Verdict]:
    return {match.programme_id: match.verdict for match in fundings(action(**values), context)}


def missing(context: Context, programme: str, **values: object) -> tuple[str, ...]:
    return next(
        match.missing for match in fundings(action(**values), context) if match.programme_id == programme
    )


def test_certified_course_is_not_refused_by_the_cpf(context: Context) -> None:
    assert verdicts(context)["cpf-rs"] is not Verdict.NON


def test_course_without_certification_is_refused_and_told_what_it_lacks(context: Context) -> None:
    assert verdicts(context, course_id="c1")["cpf-rs"] is Verdict.NON
    assert any("certification" in piece for piece in missing(context, "cpf-rs", course_id="c1"))


def test_creation_has_no_certification_yet_so_it_is_to_check(context: Context) -> None:
    assert verdicts(context, kind="créer")["cpf-rs"] is Verdict.A_VERIFIER


def test_qualiopi_is_never_taken_for_granted(context: Context) -> None:
    assert any("Qualiopi" in piece for piece in missing(context, "cpf-rs"))


def test_programme_of_another_filiere_is_left_out(context: Context) -> None:
    assert "opco-atlas" in verdicts(context) and "opco-ocapiat" not in verdicts(context)
    assert "opco-ocapiat" in verdicts(context, filieres="agriculture")


def test_programme_of_public_agents_is_asked_for_a_course_made_for_them(context: Context) -> None:
    context.offer.courses.loc["c3", "audience"] = "Agents des collectivités"
    assert "cpf-agents-publics" in verdicts(context) and "opco-atlas" in verdicts(context)
    assert verdicts(context)["opco-atlas"] is Verdict.NON


def test_continuing_programmes_refuse_initial_training(context: Context) -> None:
    assert verdicts(context, public="initial")["cpf-rs"] is Verdict.NON


def test_best_verdicts_come_first(context: Context) -> None:
    order = list(Verdict)
    ranks = [order.index(match.verdict) for match in fundings(action(), context)]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(("publics", "expected"), [("salaries|eleves-etudiants", ("salaries",)), ("", None)])
def test_audiences_come_from_the_skills(
    context: Context, publics: str, expected: tuple[str, ...] | None
) -> None:
    context.offer.skills.loc["IA301", "publics"] = publics
    found = audiences_of(Public.CONTINU, ["IA301"], context)
    assert found == expected if expected else "salaries" in found and "demandeurs-emploi" in found


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Demandeurs d'emploi, salariés en reconversion", ("salaries", "demandeurs-emploi")),
        ("Agents des collectivités", ("agents-publics",)),
        ("Agents d'accueil", None),
        ("Chargés de communication, community managers", None),
        ("Managers, dirigeants", ("managers", "dirigeants")),
        ("Artisans, conjoints collaborateurs", ("independants",)),
        ("Tout public", None),
    ],
)
def test_public_that_the_course_names_comes_first(
    context: Context, written: str, expected: tuple[str, ...] | None
) -> None:
    context.offer.courses.loc["c1", "audience"] = written
    context.offer.skills.loc["IA401", "publics"] = "citoyens|salaries|agents-publics"
    assert audiences_of(Public.CONTINU, ["IA401"], context, "c1") == (
        expected or ("salaries", "agents-publics")
    )


def test_answers_of_one_bracket_of_hours_are_those_of_each(context: Context) -> None:
    shared = Funding(context)
    for hours in (3.5, 7.0, 14.0, 40.0, 400.0, 600.0):
        question = shared.question("renforcer", Public.CONTINU, "44", hours, ["IA301"], "c3")
        got = [(m.programme_id, m.verdict) for m in shared.weigh(question, ["numerique"])]
        alone = [(m.programme_id, m.verdict) for m in fundings(action(hours=hours), context)]
        assert got == alone, hours


def test_no_programme_gives_no_match(context: Context) -> None:
    empty = Context(
        context.skill_labels, context.need_names, context.dept_labels, context.offer, context.programmes[:0]
    )
    assert fundings(action(), empty) == [] and isinstance(empty.programmes, pd.DataFrame)
