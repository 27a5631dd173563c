"""The plan as a person reads it: lines, figures that add up, wishes obeyed, stability."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from planner.columns import ACTIONS
from planner.needs import Needs, Parameters
from planner.plan import PEOPLE, SCORES, Context, Floor, Plan, PlanSettings, Wishes, build_plan, priorities
from planner.words import Words

BUDGET = 40_000.0
FAST = PlanSettings(draws=0, gap=0.0)


@pytest.fixture
def plan(gaps: pd.DataFrame, needs: Needs, context: Context) -> Plan:
    return build_plan(gaps, needs, context, Parameters(), BUDGET, settings=PlanSettings(draws=8))


def made(
    gaps: pd.DataFrame, needs: Needs, context: Context, budget: float | None = BUDGET, **wishes: object
) -> Plan:
    return build_plan(gaps, needs, context, Parameters(), budget, settings=FAST, wishes=Wishes(**wishes))


def test_priorities_are_the_actions_of_the_plan(gaps, needs, context, plan: Plan) -> None:
    pd.testing.assert_frame_equal(priorities(gaps, needs, context, Parameters(), BUDGET), plan.actions)


def test_tables_have_their_columns_and_go_line_by_line(plan: Plan) -> None:
    assert list(plan.actions) == ACTIONS.names and list(plan.scores) == SCORES.names
    assert list(plan.actions["action_id"]) == list(plan.scores["action_id"])
    assert list(plan.actions["rank"]) == list(range(1, len(plan.actions) + 1))


def test_chosen_actions_come_first_and_their_cost_is_within_the_budget(plan: Plan) -> None:
    chosen = plan.actions["chosen"].to_numpy(bool)
    assert chosen.any() and not chosen.all()
    assert (np.flatnonzero(chosen) == np.arange(chosen.sum())).all()
    assert plan.actions.loc[chosen, "cost"].sum() <= BUDGET


def test_points_of_the_chosen_lines_add_up_to_the_plan(plan: Plan) -> None:
    chosen = plan.scores[plan.actions["chosen"].to_numpy(bool)]
    assert chosen["points"].sum() == pytest.approx(plan.solution.worth)
    assert (chosen["points_territory"] + chosen["points_region"]).to_numpy() == pytest.approx(
        chosen["points"].to_numpy()
    )


def test_loss_is_what_a_plan_without_the_action_lacks(gaps, needs, context, plan: Plan) -> None:
    """The rest of the plan pinned and the action forbidden: the difference is the loss stated."""
    chosen = plan.actions["chosen"].to_numpy(bool)
    lines = plan.scores[chosen].assign(groups=plan.actions.loc[chosen, "groups"].to_numpy())
    left_out, others = lines.iloc[0], lines.iloc[1:]
    spent = plan.actions.loc[chosen, "cost"].iloc[1:].sum()
    pinned = dict(zip(others["action_key"], map(int, others["groups"]), strict=True))
    without = made(
        gaps,
        needs,
        context,
        spent + 1e-6,
        pinned=pinned,
        forbidden=frozenset({left_out["action_key"]}),
        floors=(),
    )
    assert plan.solution.worth - without.solution.worth == pytest.approx(left_out["points_lost"], rel=1e-6)


def test_plan_is_proven_close_to_the_best(plan: Plan) -> None:
    assert plan.solution.worth <= plan.solution.bound + 1e-9
    assert plan.solution.gap <= plan.settings.gap + 1e-9
    assert plan.solution.greedy_ratio <= 1.0 / (1.0 - plan.settings.gap)
    assert any("meilleur plan" in sentence for sentence in plan.solution.sentences())


def test_floors_are_reached(plan: Plan) -> None:
    assert {floor.label for floor, _ in plan.solution.floors} == {
        "Loire-Atlantique",
        "Mayenne",
        "formation continue",
        "formation initiale",
    }
    assert all(reached >= floor.share - 1e-6 for floor, reached in plan.solution.floors)


def test_floor_of_a_person_counts_people_when_asked(gaps, needs, context) -> None:
    floor = Floor("dept", "53", 0.6, "Mayenne")
    actions = made(gaps, needs, context, floors=(floor,), floor_basis=PEOPLE).actions
    chosen = actions[actions["chosen"]]
    assert chosen.loc[chosen["dept"] == "53", "places"].sum() >= 0.6 * chosen["places"].sum()


def test_pinned_action_stays_and_is_said_to_be(gaps, needs, context) -> None:
    free = made(gaps, needs, context)
    key = free.scores.loc[~free.actions["chosen"].to_numpy(bool), "action_key"].iloc[-1]
    bound = made(gaps, needs, context, budget=60_000.0, pinned={key: 1})
    line = bound.scores["action_key"] == key
    assert bound.actions.loc[line.to_numpy(), "chosen"].item() and bound.scores.loc[line, "pinned"].item()


def test_pin_that_is_not_possible_is_named_and_the_plan_goes_on(gaps, needs, context, plan: Plan) -> None:
    key = plan.scores["action_key"].iloc[0]
    asked = made(
        gaps, needs, context, pinned={"renforcer:absente:44:continu": 1, key: 1}, forbidden=frozenset({key})
    )
    assert [clash.reason.said() for clash in asked.solution.clashes] == [
        "elle n'est plus possible avec ce catalogue et ces besoins", "elle est aussi refusée",
    ] and asked.actions["chosen"].any()  # fmt: skip


def test_forbidden_action_disappears(gaps, needs, context, plan: Plan) -> None:
    key = plan.scores["action_key"].iloc[0]
    assert key not in set(made(gaps, needs, context, forbidden=frozenset({key})).scores["action_key"])


def test_without_budget_every_action_that_capacities_allow_is_chosen(gaps, needs, context) -> None:
    plan = made(gaps, needs, context, budget=None)
    assert plan.solution.worth_exact is None and plan.solution.floors == ()
    assert plan.actions["chosen"].sum() > made(gaps, needs, context).actions["chosen"].sum()


def test_trainers_of_a_departement_limit_the_hours_taught_there(gaps, needs, context) -> None:
    few = made(gaps, needs, context, budget=1e6, trainer_hours={"53": 20.0}).actions
    there = few[few["chosen"] & (few["dept"] == "53") & (few["course_id"] != "c3")]
    assert (there["groups"] * there["hours"]).sum() <= 20.0


def test_only_one_departement_opens_each_creation(gaps, needs, context) -> None:
    actions = made(gaps, needs, context, budget=1e6).actions
    created = actions[actions["chosen"] & (actions["kind"] == "créer")]
    assert len(created) and not created.duplicated(["need_id", "public"]).any()


def test_order_of_the_gaps_changes_nothing(gaps, needs, context, plan: Plan) -> None:
    shuffled = gaps.sample(frac=1.0, random_state=3)
    again = build_plan(shuffled, needs, context, Parameters(), BUDGET, settings=PlanSettings(draws=8))
    pd.testing.assert_frame_equal(again.actions, plan.actions)
    pd.testing.assert_frame_equal(again.scores, plan.scores)


def test_inputs_are_not_modified(gaps, needs, context) -> None:
    before = gaps.copy(deep=True)
    made(gaps, needs, context)
    pd.testing.assert_frame_equal(gaps, before)


def test_no_gap_gives_an_empty_plan_with_its_columns(gaps, needs, context) -> None:
    plan = made(gaps.assign(missing=0.0), needs, context)
    assert plan.actions.empty and list(plan.actions) == ACTIONS.names
    assert build_plan(gaps.iloc[:0], needs, context, Parameters()).actions.empty


def test_rank_interval_holds_the_rank_and_what_is_kept_is_a_share(plan: Plan) -> None:
    ranks = plan.actions["rank"].to_numpy()
    assert (plan.scores["rank_low"].to_numpy() <= ranks).all() and (
        ranks <= plan.scores["rank_high"].to_numpy()
    ).all()
    assert plan.scores["kept"].between(0, 1).all() and -1 <= plan.tau <= 1


def test_stability_does_not_move_when_nothing_moves(gaps, needs, context) -> None:
    still = gaps.assign(low=gaps["demand"], high=gaps["demand"])
    plan = build_plan(still, needs, context, Parameters(), None, settings=PlanSettings(draws=4, jitter=0.0))
    assert plan.tau == pytest.approx(1.0)
    assert (plan.scores["rank_low"].to_numpy() == plan.actions["rank"].to_numpy()).all()


def test_titles_name_the_course_the_territory_and_the_groups(plan: Plan) -> None:
    line = plan.scores[
        plan.actions["course_id"].eq("c1").to_numpy() & plan.actions["dept"].eq("44").to_numpy()
    ].iloc[0]
    assert (
        line["title"].startswith("Renforcer « Cours c1 » en Loire-Atlantique : ")
        and "groupe" in line["title"]
    )


def test_reason_says_the_gap_what_is_taught_and_the_worth(plan: Plan) -> None:
    action = plan.action(plan.actions.loc[plan.actions["course_id"].eq("c1"), "action_id"].iloc[0])
    for words in ("Il manque", "Comprendre l'IA", "Numérique", "Compétence IA401", "point", "€"):
        assert words in action["reason"], words
    assert action["loss"].startswith("Sans elle")


def test_unknown_action_is_refused(plan: Plan) -> None:
    with pytest.raises(KeyError, match="A999"):
        plan.action("A999")


# ── another language ─────────────────────────────────────────────────────────────────────
def test_plan_told_again_in_its_own_words_is_the_same(plan: Plan, context) -> None:
    again = plan.retold(context)
    pd.testing.assert_frame_equal(again.actions, plan.actions)
    pd.testing.assert_frame_equal(again.scores, plan.scores)


def test_plan_told_in_other_words_keeps_every_figure(plan: Plan, context) -> None:
    said = replace(
        context,
        skill_labels={skill: label.upper() for skill, label in context.skill_labels.items()},
        need_names={need: name.upper() for need, name in context.need_names.items()},
        words=Words(lambda text: f"[{text}]", lambda count, _one, many: f"{count:g} {many}", lambda items, most=None: " + ".join(items)),
    )  # fmt: skip
    told = plan.retold(said)
    for name in ("need", "reason", "loss"):
        assert (told.actions[name] != plan.actions[name]).all(), name
    assert told.scores["title"].str.startswith("[").all()
    words = {"need", "reason", "loss", "programmes"}
    figures = [name for name in plan.actions if name not in words]
    pd.testing.assert_frame_equal(told.actions[figures], plan.actions[figures])
