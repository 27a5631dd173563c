"""Needs: every skill in gap in exactly one, whatever the order of the rows; fragile said; who lacks each."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from planner.columns import GAPS
from planner.needs import Needs, find_needs, need_profile
from planner.needs.clusters import LARGEST_SHARE, isolated_apart, shared_out
from tests.needs.conftest import skill

TRADES = ("", "agriculture", "construction", "sante-social")
LABELS = {"agriculture": "Agriculture", "construction": "Construction", "sante-social": "Santé"}


@pytest.fixture
def skills() -> pd.DataFrame:
    rows = [
        skill(f"IA{layer}{n:02d}", layer, filieres=trade)
        | {"definition_fr": f"Couche {layer}, métier {trade}."}
        for layer in range(1, 7)
        for n, trade in enumerate(TRADES * 2)
    ]
    return pd.DataFrame(rows)


@pytest.fixture
def gaps(skills: pd.DataFrame) -> pd.DataFrame:
    rows = [
        dict.fromkeys(GAPS.names, 0.0)
        | {
            "skill_id": skill_id,
            "dept": dept,
            "filiere": "agriculture",
            "public": "continu",
            "missing": 10.0 + n,
        }
        for n, skill_id in enumerate(skills["skill_id"])
        for dept in ("44", "53")
    ]
    return GAPS.frame(rows)


def encoded(texts: list[str]) -> np.ndarray:
    """Letters counted: deterministic, near for near texts."""
    return np.array([[text.count(letter) for letter in "abcdefghijklmnop"] for text in texts], float)


def found(skills: pd.DataFrame, gaps: pd.DataFrame) -> Needs:
    return find_needs(skills, gaps, pd.DataFrame({"document_id": [], "skill_id": []}), encoded, LABELS)


def test_each_skill_in_gap_is_in_exactly_one_need(skills: pd.DataFrame, gaps: pd.DataFrame) -> None:
    needs = found(skills, gaps[gaps["skill_id"] != "IA101"])
    assert sorted(needs.members["skill_id"]) == sorted(set(skills["skill_id"]) - {"IA101"})
    assert needs.needs["name"].is_unique
    assert needs.needs["skills"].sum() == len(needs.members)


def test_order_of_the_rows_changes_nothing(skills: pd.DataFrame, gaps: pd.DataFrame) -> None:
    first, second = found(skills, gaps), found(skills[::-1], gaps.sample(frac=1, random_state=3))
    assert_frame_equal(first.members, second.members)
    assert_frame_equal(first.needs, second.needs)
    assert first.stability == second.stability


def test_fragile_is_said_under_the_threshold(skills: pd.DataFrame, gaps: pd.DataFrame) -> None:
    needs = found(skills, gaps)
    assert needs.fragile == (needs.stability < 0.7)
    assert (
        Needs(needs.needs, needs.members, 0.2, 0.69).fragile
        and not Needs(needs.needs, needs.members, 0.2, 0.7).fragile
    )


def test_profile_of_a_need_sums_to_one_in_each_dimension(skills: pd.DataFrame, gaps: pd.DataFrame) -> None:
    needs = found(skills, gaps)
    shares = need_profile(gaps, needs.members).groupby(["need_id", "dimension"])["share"].sum()
    assert shares.to_numpy() == pytest.approx(1.0)
    assert len(shares) == 3 * len(needs.needs)


def test_group_above_a_quarter_of_the_gap_is_cut_until_none_is() -> None:
    random = np.random.default_rng(1)
    features, missing = random.normal(size=(60, 5)), random.uniform(1, 2, 60)
    groups = np.where(np.arange(60) < 50, 0, 1)
    cut = shared_out(features, missing, groups)
    shares = pd.Series(missing).groupby(cut).sum() / missing.sum()
    assert shares.max() <= LARGEST_SHARE < missing[:50].sum() / missing.sum()
    assert pd.Series(groups).groupby(cut).nunique().max() == 1  # nothing is moved from one group to another
    assert set(np.flatnonzero(cut == cut[55])) == set(range(50, 60))  # the small one stays whole


def test_three_heavy_skills_are_not_cut() -> None:
    groups = np.array([0, 0, 0, *[1 + n // 2 for n in range(8)]])
    missing = np.array([90.0] * 3 + [1.0] * 8)
    assert (shared_out(np.random.default_rng(2).normal(size=(11, 3)), missing, groups) == groups).all()


def test_skill_far_from_its_own_group_is_isolated() -> None:
    near, far = np.array([[0.0, n / 10] for n in range(5)]), np.array([[9.0, n / 10] for n in range(5)])
    stranger = np.array([[4.0, 9.0]])
    groups = isolated_apart(np.vstack([near, far, stranger]), np.array([0] * 5 + [1] * 6))
    assert (groups[:5] == 0).all() and (groups[5:10] == 1).all() and list(groups).count(groups[10]) == 1


def test_isolated_skill_is_a_need_of_its_own_without_cohesion(
    skills: pd.DataFrame, gaps: pd.DataFrame
) -> None:
    needs = found(skills, gaps).needs
    alone = needs["skills"] == 1
    assert (needs["cohesion"].isna() == alone).all()
    assert (needs["name"].str.startswith("Compétence isolée : ") == alone).all()
