"""Grouping skills into needs: agglomerative, HDBSCAN and spectral on the same features, and other features.

``python -m tests.benchmarks.bench_clusters [OFFRES.csv]``: the demonstration by default; official
releases when PLANNER_HOME has them. Readability: share of members in the main layer of their need × share in
its widest trade, averaged over members; 1 when every need is one layer and one trade.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.cluster import HDBSCAN, SpectralClustering
from sklearn.metrics import silhouette_score

from planner import pipeline
from planner.loading import Files, demonstration, load_inputs
from planner.matching import encode_labels
from planner.needs import Parameters, clusters
from planner.needs.clusters import Grouping, grouping_stability, skill_features, ward
from planner.needs.names import filieres_of
from planner.references import load_references
from planner.settings import Settings

COUNTS = range(12, 28, 2)


def main() -> None:
    """Print one line a method, then one a set of features."""
    skills, gaps, together = _inputs([Path(name) for name in sys.argv[1:]])
    features = skill_features(skills, gaps, together, encode_labels)
    print(f"{len(skills)} skills in gap")
    for name, method in METHODS.items():
        for count in (16, 20, 24):
            _line(f"{name}, {count}", features, skills, method, count)
    for name, weights in FEATURES.items():
        _line(name, _with(weights, skills, gaps, together), skills, ward, None)


def _hdbscan(features: np.ndarray, count: int) -> np.ndarray:
    """Groups of at least ``len / (3 × count)`` skills; those it leaves out are a group of their own each."""
    found = HDBSCAN(min_cluster_size=max(2, len(features) // (3 * count)), copy=True).fit_predict(features)
    alone = np.flatnonzero(found < 0)
    found[alone] = found.max() + 1 + np.arange(len(alone))
    return found


def _spectral(features: np.ndarray, count: int) -> np.ndarray:
    method = SpectralClustering(
        count, affinity="nearest_neighbors", n_neighbors=15, random_state=clusters.SEED
    )
    return method.fit_predict(features)


METHODS: dict[str, Grouping] = {"agglomerative (Ward)": ward, "spectral": _spectral, "HDBSCAN": _hdbscan}
FEATURES = {
    "text, layer 0.8 (before)": {"LAYER_WEIGHT": 0.8, "FILIERE_WEIGHT": 0.0},
    "+ trades 0.6": {"LAYER_WEIGHT": 0.8, "FILIERE_WEIGHT": 0.6},
    "+ trades 1, layer 0.8": {"LAYER_WEIGHT": 0.8},
    "kept: trades 1, layer 1": {},
    "without co-occurrence": {"TOGETHER_WEIGHT": 0.0},
    "without gap profile": {"PROFILE_WEIGHT": 0.0},
}


def _inputs(postings: list[Path]) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    references = load_references(Settings.from_environment().home)
    files = replace(demonstration(), postings=tuple(postings)) if postings else Files()
    inputs = load_inputs(files, references)
    reading = pipeline.read(inputs, references)
    counts = pipeline.count(
        inputs, reading, pipeline.grid_of(references), pipeline.workforce_of(references), Parameters()
    )
    together = pd.concat([reading.postings.mentions, reading.courses])[["document_id", "skill_id"]]
    missing = counts.gaps.groupby("skill_id")["missing"].sum()
    skills = references.framework.skills
    return (
        skills[skills["skill_id"].isin(missing[missing > 0].index)].sort_values("skill_id"),
        counts.gaps,
        together,
    )


def _with(weights: dict[str, float], *rest: pd.DataFrame) -> np.ndarray:
    kept = {name: getattr(clusters, name) for name in weights}
    try:
        for name, value in weights.items():
            setattr(clusters, name, value)
        return skill_features(*rest, encode_labels)
    finally:
        for name, value in kept.items():
            setattr(clusters, name, value)


def _line(
    name: str,
    features: np.ndarray,
    skills: pd.DataFrame,
    method: Callable[..., np.ndarray],
    count: int | None,
) -> None:
    if count is None:
        count = max(COUNTS, key=lambda k: silhouette_score(features, method(features, k)))
    groups = method(features, count)
    sizes = np.bincount(groups)
    print(
        f"  {name:<28} {len(sizes):>3} groups, alone {int((sizes == 1).sum()):>3}, silhouette "
        f"{silhouette_score(features, groups):.2f}, stability {_stable(features, groups, method, count):.2f}, "
        f"readability {_readability(skills, groups):.2f}"
    )


def _stable(features: np.ndarray, groups: np.ndarray, method: Grouping, count: int) -> float:
    """Stability at the number of groups asked, which HDBSCAN does not promise to give."""
    return grouping_stability(features, groups, lambda rows, _: method(rows, count))


def _readability(skills: pd.DataFrame, groups: np.ndarray) -> float:
    trades, layers = filieres_of(skills).to_numpy(float), skills["layer"].to_numpy()
    total = 0.0
    for group in np.unique(groups):
        own = groups == group
        main = pd.Series(layers[own]).value_counts(normalize=True).iloc[0]
        total += own.sum() * main * trades[own].mean(axis=0).max()
    return total / len(groups)


if __name__ == "__main__":
    main()
