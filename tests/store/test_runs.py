"""Runs kept for comparison."""

from __future__ import annotations

from planner.store import keep_run, list_runs, open_database


def test_runs_come_back_latest_first():
    engine = open_database("sqlite://")
    assert list_runs(engine).empty
    first = keep_run(engine, "2027", {"budget": 100_000, "poids": {"annonces": 1.0}}, {"écart": 12.5})
    second = keep_run(engine, "essai", {}, {})
    assert list_runs(engine)["id"].tolist() == [second, first]
    kept = list_runs(engine, "2027").iloc[0]
    assert kept["parameters"] == {"budget": 100_000, "poids": {"annonces": 1.0}}
    assert kept["summary"] == {"écart": 12.5}
    assert kept["created_at"].tzinfo is not None
