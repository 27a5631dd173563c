"""Wilson interval: known values, bounds, and coverage in simulated populations."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.needs import wilson


def test_published_value() -> None:
    """10 of 20: 0.299–0.701 (Newcombe 1998, table I, method 3 gives the same order)."""
    low, high = wilson(np.array([10.0]), np.array([20.0]))
    assert round(float(low[0]), 3) == 0.299
    assert round(float(high[0]), 3) == 0.701


def test_empty_sample_says_nothing() -> None:
    low, high = wilson(np.array([0.0]), np.array([0.0]))
    assert (low[0], high[0]) == (0.0, 1.0)


@given(st.integers(0, 500), st.integers(0, 500))
def test_bounds_hold_the_share(asked: int, others: int) -> None:
    sample = asked + others
    low, high = wilson(np.array([float(asked)]), np.array([float(sample)]))
    assert 0 <= low[0] <= high[0] <= 1
    if sample:
        assert low[0] <= asked / sample <= high[0]


def test_intervals_hold_the_truth_in_simulated_populations() -> None:
    random = np.random.default_rng(7)
    share = random.uniform(0.02, 0.6, 4000)
    sample = random.integers(20, 400, 4000)
    low, high = wilson(random.binomial(sample, share).astype(float), sample.astype(float))
    assert np.mean((low <= share) & (share <= high)) >= 0.93
