"""Grouping skills in gap into *besoins de formation*.

Features of a skill, each block scaled by its weight: the sentence vector of its label; its
layer; the skills it is asked or taught with; its missing people over département × filière. Agglomerative clustering (Ward 1963); the number of groups maximises the mean
silhouette (Rousseeuw 1987) in ``GROUP_COUNTS``. Stability is the mean adjusted Rand index
(Hubert & Arabie 1985) between this grouping and those of random subsets of the skills.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.cluster import AgglomerativeClustering
from sklearn.decomposition import PCA
from sklearn.metrics import adjusted_rand_score, silhouette_samples, silhouette_score

from planner.columns import NEED_MEMBERS, NEEDS
from planner.matching import Encoder
from planner.model import Layer
from planner.needs.gaps import roll_up

# hypothèse: meaning first, then the layer (a course seldom mixes discovering AI with building it)
TEXT_WEIGHT, LAYER_WEIGHT, TOGETHER_WEIGHT, PROFILE_WEIGHT = 1.0, 0.8, 0.3, 0.2
TEXT_DIMENSIONS, TOGETHER_DIMENSIONS = (
    10,
    8,
)  # of 10 and 24, 10 groups better and more stably (docs/MEASURES.md)
GROUP_COUNTS = range(12, 25)  # fewer mix unlike skills, more are no longer a plan that a person can read
SUBSETS, SUBSET_SHARE, SEED = 30, 0.8, 20261123
FRAGILE_BELOW = 0.7  # adjusted Rand index under which the grouping is said to be fragile
DECIMALS = 6  # features are rounded so that one machine's last bit does not move a group


@dataclass(frozen=True, slots=True, eq=False)
class Needs:
    """Needs (``columns.NEEDS``), their members (``columns.NEED_MEMBERS``) and how far to trust them."""

    needs: pd.DataFrame
    members: pd.DataFrame
    silhouette: float
    stability: float

    @property
    def fragile(self) -> bool:
        """True when another draw of skills would group them otherwise."""
        return self.stability < FRAGILE_BELOW


def find_needs(skills: pd.DataFrame, gaps: pd.DataFrame, together: pd.DataFrame, encoder: Encoder) -> Needs:
    """Group the skills that people lack.

    Args:
        skills: ``columns.SKILLS``.
        gaps: ``columns.GAPS``.
        together: document_id, skill_id pairs of postings and courses.
        encoder: text → vectors.
    """
    totals = gaps.groupby("skill_id")["missing"].sum()
    lacking = skills[skills["skill_id"].isin(totals[totals > 0].index)].sort_values("skill_id")
    if len(lacking) <= GROUP_COUNTS.start:
        return Needs(NEEDS.frame(), NEED_MEMBERS.frame(), 0.0, 0.0)
    features = _features(lacking, gaps, together, encoder)
    groups, silhouette = _best_grouping(features)
    stability = _stability(features, groups)
    own = silhouette_samples(features, groups)
    members = pd.DataFrame({"skill_id": lacking["skill_id"].to_numpy(), "group": groups, "silhouette": own})
    centres = _medoids(features, groups)
    map_places = PCA(2, random_state=SEED).fit_transform(features).round(DECIMALS)
    return _tables(lacking, gaps, members, centres, map_places, silhouette, stability)


def _features(
    skills: pd.DataFrame, gaps: pd.DataFrame, together: pd.DataFrame, encoder: Encoder
) -> np.ndarray:
    layers = skills["layer"].astype(int).to_numpy()
    blocks = [
        (TEXT_WEIGHT, _reduced(encoder(list(skills["label_fr"])), TEXT_DIMENSIONS)),
        (LAYER_WEIGHT, np.eye(len(Layer) + 1)[layers]),
        (TOGETHER_WEIGHT, _reduced(_together(skills, together), TOGETHER_DIMENSIONS)),
        (PROFILE_WEIGHT, _profile(skills, gaps)),
    ]
    return np.hstack([weight * _unit(block) for weight, block in blocks]).round(DECIMALS)


def _reduced(matrix: np.ndarray, dimensions: int) -> np.ndarray:
    dimensions = min(dimensions, *matrix.shape)
    return PCA(dimensions, random_state=SEED).fit_transform(matrix)


def _unit(matrix: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.divide(matrix, lengths, out=np.zeros_like(matrix, dtype=float), where=lengths > 0)


def _together(skills: pd.DataFrame, together: pd.DataFrame) -> np.ndarray:
    """Positive pointwise mutual information of skills met in the same documents, (skill, skill)."""
    ids = pd.Index(skills["skill_id"])
    known = together[together["skill_id"].isin(ids)].drop_duplicates()
    if known.empty:
        return np.zeros((len(ids), len(ids)))
    table = (
        pd.crosstab(known["document_id"], known["skill_id"])
        .reindex(columns=ids, fill_value=0)
        .to_numpy(float)
    )
    joint = table.T @ table
    alone = table.sum(axis=0)
    expected = np.outer(alone, alone) / len(table)
    ratio = np.divide(joint, expected, out=np.ones_like(joint), where=expected > 0)
    return np.log(np.maximum(ratio, 1.0))


def _profile(skills: pd.DataFrame, gaps: pd.DataFrame) -> np.ndarray:
    """Missing people of each skill over département × filière."""
    table = gaps.pivot_table(index="skill_id", columns=["dept", "filiere"], values="missing", aggfunc="sum")
    return table.reindex(skills["skill_id"]).fillna(0.0).to_numpy()


def _cluster(features: np.ndarray, count: int) -> np.ndarray:
    return AgglomerativeClustering(count, linkage="ward").fit_predict(features)


def _best_grouping(features: np.ndarray) -> tuple[np.ndarray, float]:
    """The grouping with the best mean silhouette; ties go to fewer groups."""
    counts = [k for k in GROUP_COUNTS if k < len(features)]
    scored = [
        (round(float(silhouette_score(features, g)), DECIMALS), -k, g)
        for k in counts
        for g in [_cluster(features, k)]
    ]
    best = max(scored, key=lambda item: item[:2])
    return best[2], best[0]


def _stability(features: np.ndarray, groups: np.ndarray) -> float:
    """Mean adjusted Rand index over ``SUBSETS`` random subsets, same number of groups."""
    random = np.random.default_rng(SEED)
    count = len(np.unique(groups))
    size = int(len(features) * SUBSET_SHARE)
    if size <= count:
        return 0.0
    scores = []
    for _ in range(SUBSETS):
        kept = np.sort(random.choice(len(features), size, replace=False))
        scores.append(adjusted_rand_score(groups[kept], _cluster(features[kept], count)))
    return round(float(np.mean(scores)), 4)


def _medoids(features: np.ndarray, groups: np.ndarray) -> dict[int, int]:
    """Row of the member nearest to the centre of each group."""
    medoids = {}
    for group in np.unique(groups):
        rows = np.flatnonzero(groups == group)
        distances = np.linalg.norm(features[rows] - features[rows].mean(axis=0), axis=1)
        medoids[int(group)] = int(rows[np.argmin(distances)])
    return medoids


def _tables(
    skills: pd.DataFrame,
    gaps: pd.DataFrame,
    members: pd.DataFrame,
    centres: dict[int, int],
    places: np.ndarray,
    silhouette: float,
    stability: float,
) -> Needs:
    grouped = gaps.merge(members[["skill_id", "group"]], on="skill_id")
    table = roll_up(grouped, ["group"]).sort_values(
        ["missing", "group"], ascending=[False, True], ignore_index=True
    )
    table["need_id"] = [f"B{i + 1:02d}" for i in range(len(table))]
    labels = skills["label_fr"].to_numpy()
    table["name"] = [labels[centres[g]] for g in table["group"]]
    table["x"] = [places[centres[g], 0] for g in table["group"]]
    table["y"] = [places[centres[g], 1] for g in table["group"]]
    by_group = members.groupby("group")["silhouette"]
    table["cohesion"] = table["group"].map(by_group.mean())
    table["skills"] = table["group"].map(by_group.size())
    members = members.merge(table[["group", "need_id"]], on="group").sort_values(
        ["need_id", "skill_id"], ignore_index=True
    )
    return Needs(table[NEEDS.names], members[NEED_MEMBERS.names], silhouette, stability)
