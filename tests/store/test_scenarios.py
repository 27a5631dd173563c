"""Scenarios: kept under a name, found again by another program, compared, deleted."""

from __future__ import annotations

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from planner.columns import ACTIONS
from planner.store import (
    MACHINE,
    Database,
    ScenarioRefused,
    forget_scenario,
    keep_scenario,
    list_scenarios,
    open_database,
)


@pytest.fixture
def actions() -> pd.DataFrame:
    line = dict.fromkeys(ACTIONS.names, "") | {"kind": "renforcer", "need": "Comprendre l'IA", "dept": "53"}
    numbers = {"rank": 1, "groups": 2, "places": 24, "hours": 7.0, "cost": 4_000.0, "closed": 20.5}
    numbers |= {"missing": 300.0, "reliability": float("nan")}
    chosen = line | numbers | {"action_id": "A001", "chosen": True}
    return ACTIONS.frame([chosen, chosen | {"action_id": "A002", "rank": 2, "chosen": False}])


def test_scenario_survives_a_restart(url: str, actions: pd.DataFrame) -> None:
    keep_scenario(
        open_database(url, MACHINE), "  Mayenne   d'abord ", {"budget": "500000", "dept": "53"}, actions
    )
    kept = list_scenarios(open_database(url, MACHINE)).iloc[0]
    assert kept["name"] == "Mayenne d'abord"
    assert kept["question"] == {"budget": "500000", "dept": "53"}
    assert kept["created_at"].tzinfo is not None
    assert_frame_equal(kept["actions"], actions[actions["chosen"]], check_dtype=False)


def test_taken_or_empty_name_is_refused_and_nothing_is_kept(
    database: Database, actions: pd.DataFrame
) -> None:
    keep_scenario(database, "2027", {}, actions)
    with pytest.raises(ScenarioRefused, match="déjà le nom « 2027 »"):
        keep_scenario(database, " 2027 ", {"budget": "1"}, actions)
    with pytest.raises(ScenarioRefused, match="Donnez un nom"):
        keep_scenario(database, "  ", {}, actions)
    assert len(list_scenarios(database)) == 1


def test_deleted_scenario_is_gone_and_its_name_is_free(database: Database, actions: pd.DataFrame) -> None:
    number = keep_scenario(database, "2027", {}, actions)
    forget_scenario(database, number)
    assert list_scenarios(database).empty
    with pytest.raises(ScenarioRefused, match=f"n° {number}"):
        forget_scenario(database, number)
    assert keep_scenario(database, "2027", {}, actions[:0]) != number
    assert list_scenarios(database).iloc[0]["actions"].empty
