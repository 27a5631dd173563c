"""Runs kept for comparison."""

from __future__ import annotations

import pytest

from planner.store import UnknownCampaign, keep_run, list_campaigns, list_latest_runs, list_runs, load_run


def test_runs_come_back_latest_first(database):
    assert list_runs(database).empty
    first = keep_run(database, "2027", {"budget": 100_000, "poids": {"annonces": 1.0}}, {"écart": 12.5})
    second = keep_run(database, "essai", {}, {})
    assert list_runs(database)["id"].tolist() == [second, first]
    kept = list_runs(database, "2027").iloc[0]
    assert kept["parameters"] == {"budget": 100_000, "poids": {"annonces": 1.0}}
    assert kept["summary"] == {"écart": 12.5}
    assert kept["created_at"].tzinfo is not None


def test_campaign_comes_back_by_its_name_the_latest_run_of_it(database):
    keep_run(database, "2026", {}, {"écart": 1.0})
    latest = keep_run(database, "2026", {}, {"écart": 2.0})
    keep_run(database, "2027", {}, {"écart": 3.0})
    keep_run(database, "", {}, {})
    assert load_run(database, "2026")["id"] == latest
    assert load_run(database, "2026")["summary"] == {"écart": 2.0}
    assert list_campaigns(database) == ["2027", "2026"]


@pytest.mark.parametrize(
    ("kept", "expected"), [((), "Aucune campagne n'est encore gardée"), (("2026",), "« 2026 »")]
)
def test_unknown_campaign_says_which_ones_are_known(database, kept, expected):
    for name in kept:
        keep_run(database, name, {}, {})
    with pytest.raises(UnknownCampaign, match=expected):
        load_run(database, "2025")


def test_latest_run_of_each_campaign_is_listed_without_its_summary(database):
    keep_run(database, "2026", {"imports": [1]}, {"écart": 1.0})
    latest = keep_run(database, "2026", {"imports": [2]}, {"écart": 2.0})
    other = keep_run(database, "2027", {}, {})
    keep_run(database, "", {}, {})
    listed = list_latest_runs(database)
    assert listed["id"].tolist() == [other, latest]
    assert listed["parameters"].tolist() == [{}, {"imports": [2]}]
    assert "summary" not in listed
