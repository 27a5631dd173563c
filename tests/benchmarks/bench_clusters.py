"""Grouping skills into needs: agglomerative, HDBSCAN and spectral on the same features, and other features.

``python -m tests.benchmarks.bench_clusters [OFFRES.csv]``: the demonstration by default; official
releases when PLANNER_HOME has them. Readability: share of members in the main layer of their need × share in
its widest trade, averaged over members; 1 when every need is one layer and one trade. The baseline of the
whole grouping is one bare Ward clustering of the same features.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.cluster import HDBSCAN, SpectralClustering
from sklearn.metrics import silhouette_score

from planner import pipeline
from planner.loading import Files, demonstration, load_inputs
from planner.matching import encode_labels
from planner.needs import Parameters, features
from planner.needs.clusters import (
    Grouping,
    best_count,
    grouping,
    grouping_stability,
    isolated_apart,
    shared_out,
    ward,
)
from planner.needs.features import filieres_of, skill_features
from planner.references import load_references
from planner.settings import Settings


def main(postings: Sequence[Path] = ()) -> None:
    """Print one line a method, one a set of features, one a step of the rule, then what it costs."""
    skills, gaps, together = _inputs(postings)
    rows = skill_features(skills, gaps, together, encode_labels)
    missing = gaps.groupby("skill_id")["missing"].sum().reindex(skills["skill_id"]).to_numpy(float)
    count = best_count(rows)
    print(f"{len(skills)} skills in gap, best number of groups {count}")
    for name, method in METHODS.items():
        for k in sorted({16, 24, count}):
            _line(f"{name}, {k}", rows, missing, skills, method, k)
    for name, weights in FEATURES.items():
        _line(name, _with(weights, skills, gaps, together), missing, skills, _ward, None)
    for name, method in STEPS.items():
        _line(name, rows, missing, skills, method, count)
    _cost(rows, missing, count)


def _ward(rows: np.ndarray, missing: np.ndarray, count: int) -> np.ndarray:
    return ward(rows, count)


def _hdbscan(rows: np.ndarray, missing: np.ndarray, count: int) -> np.ndarray:
    """Groups of at least ``len / (3 × count)`` skills; those it leaves out are a group of their own each."""
    found = HDBSCAN(min_cluster_size=max(2, len(rows) // (3 * count)), copy=True).fit_predict(rows)
    alone = np.flatnonzero(found < 0)
    found[alone] = found.max() + 1 + np.arange(len(alone))
    return found


def _spectral(rows: np.ndarray, missing: np.ndarray, count: int) -> np.ndarray:
    method = SpectralClustering(
        count, affinity="nearest_neighbors", n_neighbors=15, random_state=features.SEED
    )
    return method.fit_predict(rows)


METHODS: dict[str, Grouping] = {"agglomerative (Ward)": _ward, "spectral": _spectral, "HDBSCAN": _hdbscan}
FEATURES = {
    "text and layer alone": {"FILIERE_WEIGHT": 0.0, "AXIS_WEIGHT": 0.0},
    "+ trades": {"AXIS_WEIGHT": 0.0},
    "kept: + axes of common skills": {},
    "axes at one half": {"AXIS_WEIGHT": 0.5},
    "without co-occurrence": {"TOGETHER_WEIGHT": 0.0},
    "without gap profile": {"PROFILE_WEIGHT": 0.0},
}
STEPS: dict[str, Grouping] = {
    "likeness alone": _ward,
    "+ no need above a quarter": lambda rows, missing, k: shared_out(rows, missing, ward(rows, k)),
    "+ isolated apart": lambda rows, missing, k: isolated_apart(rows, ward(rows, k)),
    "kept: both": grouping,
}


def _cost(rows: np.ndarray, missing: np.ndarray, count: int) -> None:
    began = time.process_time()
    ward(rows, count)
    bare = time.process_time() - began
    began = time.process_time()
    best_count(rows)
    grouping_stability(rows, missing, count)
    whole = time.process_time() - began
    print(f"  number and stability: {whole:.2f} s of processor, {whole / bare:.0f} × one Ward clustering")


def _inputs(postings: Sequence[Path]) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
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
    kept = {name: getattr(features, name) for name in weights}
    try:
        for name, value in weights.items():
            setattr(features, name, value)
        return skill_features(*rest, encode_labels)
    finally:
        for name, value in kept.items():
            setattr(features, name, value)


def _line(
    name: str,
    rows: np.ndarray,
    missing: np.ndarray,
    skills: pd.DataFrame,
    method: Grouping,
    count: int | None,
) -> None:
    """``count`` None: the number with the best silhouette."""
    count = count or best_count(rows)
    groups = method(rows, missing, count)
    _, sizes = np.unique(groups, return_counts=True)
    largest = max(missing[groups == group].sum() for group in np.unique(groups)) / missing.sum()
    print(
        f"  {name:<32} {len(sizes):>3} groups, alone {int((sizes == 1).sum()):>3}, largest {largest:.0%} of the gap, "
        f"silhouette {silhouette_score(rows, groups):.2f}, "
        f"stability {grouping_stability(rows, missing, count, method):.2f}, "
        f"readability {_readability(skills, groups):.2f}"
    )


def _readability(skills: pd.DataFrame, groups: np.ndarray) -> float:
    trades, layers = filieres_of(skills).to_numpy(float), skills["layer"].to_numpy()
    total = 0.0
    for group in np.unique(groups):
        own = groups == group
        main = pd.Series(layers[own]).value_counts(normalize=True).iloc[0]
        total += own.sum() * main * trades[own].mean(axis=0).max()
    return total / len(groups)


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
