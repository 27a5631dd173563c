"""The re-ranker: order, probability, and agreement with the features of this version."""

import json

import numpy as np
import pytest

from planner.matching import reranker as module
from planner.matching.features import FEATURES
from planner.matching.reranker import Reranker, reranker


def test_the_shipped_model_knows_every_feature():
    assert reranker().weights.shape == (len(FEATURES),)


@pytest.mark.parametrize("name", ["whole", "segment", "aligned"])
def test_in_a_long_text_every_comparison_counts_for(name):
    assert reranker().weights[FEATURES.index(name)] > 0


def test_probability_follows_the_score_and_stays_between_0_and_1():
    chances = reranker().probabilities(np.array([-100.0, 0.0, 5.0, 12.0, 100.0]), 0.1)
    assert (np.diff(chances) > 0).all()
    assert chances[0] >= 0
    assert chances[-1] <= 1


def test_scores_are_the_weighted_sum():
    model = Reranker(np.array([1.0, 2.0]), 1.0, 0.0, 0.0)
    assert model.scores(np.array([[1.0, 1.0], [0.0, 3.0]])).tolist() == [3.0, 6.0]
    assert model.probabilities(np.zeros(1), 0.5) == pytest.approx(0.5)


def test_a_model_of_another_version_is_refused(tmp_path, monkeypatch):
    (tmp_path / "reranker.json").write_text(json.dumps({"weights": {"whole": 1.0}, "calibration": {}}))
    monkeypatch.setattr(module, "MODELS", tmp_path)
    reranker.cache_clear()
    with pytest.raises(ValueError, match="Relancez tools"):
        reranker()
    reranker.cache_clear()
