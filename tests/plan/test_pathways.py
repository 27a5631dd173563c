"""Pathways climb the layers, through what exists."""

from __future__ import annotations

import pytest

from planner.model import Layer
from planner.plan import PATHWAY, pathway


def test_steps_follow_the_layers_and_take_existing_courses(needs, context) -> None:
    path = pathway("B02", "continu", needs, context)
    assert list(path) == PATHWAY.names
    assert list(path["layer"]) == [Layer.UTILISER] and path["course_id"].item() == "c3"  # shorter than c2


def test_prerequisites_come_first(needs, context) -> None:
    context.offer.skills.loc["IA301", "prerequisites"] = "IA401"
    path = pathway("B02", "continu", needs, context)
    assert list(path["layer"]) == [Layer.COMPRENDRE, Layer.UTILISER] and path["course_id"].iloc[0] == "c1"


def test_loop_of_prerequisites_ends(needs, context) -> None:
    context.offer.skills.loc[["IA301", "IA401"], "prerequisites"] = ["IA401", "IA301"]
    assert set(pathway("B02", "continu", needs, context)["layer"]) == {3, 4}


def test_course_near_the_learner_is_preferred(needs, context) -> None:
    near = pathway("B01", "continu", needs, context, dept="53")
    assert near.loc[near["course_id"] == "c1", "note"].item() == "hors du département"
    assert pathway("B01", "continu", needs, context, dept="44")["note"].iloc[0] == ""


def test_step_without_a_course_says_so(needs, context) -> None:
    path = pathway("B03", "continu", needs, context)
    assert path["course_id"].item() == "" and "à créer" in path["note"].item()


def test_other_public_has_its_own_path(needs, context) -> None:
    assert set(pathway("B02", "initial", needs, context)["course_id"]) == {""}


def test_unknown_need_is_refused(needs, context) -> None:
    with pytest.raises(KeyError, match="B99"):
        pathway("B99", "continu", needs, context)
