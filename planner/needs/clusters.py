"""Grouping skills in gap into *besoins de formation*.

Features of a skill, each block scaled by its weight: the sentence vector of its label and definition;
its layer; the filières that it belongs to; the skills it is asked or taught with; its missing people
over département × filière. Agglomerative clustering (Ward 1963); the number of groups maximises the
mean silhouette (Rousseeuw 1987) in ``GROUP_COUNTS``. Stability is the mean adjusted Rand index
(Hubert & Arabie 1985) between this grouping and those of random subsets of the skills. HDBSCAN and
spectral clustering were compared on the same features (docs/measures_plan.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.cluster import AgglomerativeClustering
from sklearn.decomposition import PCA
from sklearn.manifold import smacof
from sklearn.metrics import adjusted_rand_score, silhouette_samples, silhouette_score
from sklearn.metrics.pairwise import euclidean_distances

from planner.columns import NEED_MEMBERS, NEEDS
from planner.matching import Encoder
from planner.model import Layer
from planner.needs.gaps import roll_up
from planner.needs.names import filieres_of, need_names

# hypothèse: meaning, layer and filière weigh alike: a course seldom mixes discovering AI with building it,
# nor farming with banking. Measured beside other weights in docs/measures_plan.md.
TEXT_WEIGHT, LAYER_WEIGHT, FILIERE_WEIGHT, TOGETHER_WEIGHT, PROFILE_WEIGHT = 1.0, 1.0, 1.0, 0.3, 0.2
TEXT_DIMENSIONS, TOGETHER_DIMENSIONS = 10, 8  # of 10 and 24, 10 groups better and more stably
# hypothèse: under 18, commerce, law and banking make one need; over 27, a plan is no longer read
GROUP_COUNTS = range(18, 28)
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


def find_needs(
    skills: pd.DataFrame,
    gaps: pd.DataFrame,
    together: pd.DataFrame,
    encoder: Encoder,
    filiere_labels: Mapping[str, str],
) -> Needs:
    """Group the skills that people lack.

    Args:
        skills: ``columns.SKILLS``.
        gaps: ``columns.GAPS``.
        together: document_id, skill_id pairs of postings and courses.
        encoder: text → vectors.
        filiere_labels: filière → its name, for the names of needs.
    """
    totals = gaps.groupby("skill_id")["missing"].sum()
    lacking = skills[skills["skill_id"].isin(totals[totals > 0].index)].sort_values("skill_id")
    if len(lacking) <= GROUP_COUNTS.start:
        return Needs(NEEDS.frame(), NEED_MEMBERS.frame(), 0.0, 0.0)
    features = skill_features(lacking, gaps, together, encoder)
    groups, silhouette = _best_grouping(features)
    stability = grouping_stability(features, groups)
    own = silhouette_samples(features, groups)
    members = pd.DataFrame({"skill_id": lacking["skill_id"].to_numpy(), "group": groups, "silhouette": own})
    names = need_names(lacking, features, groups, filiere_labels)
    return _tables(gaps, members, names, _map(features, groups), silhouette, stability)


def grouping_texts(skills: pd.DataFrame) -> list[str]:
    """What each skill of ``columns.SKILLS`` is grouped by, in words: its label and its definition."""
    return list(skills["label_fr"] + ". " + skills["definition_fr"])


def skill_features(
    skills: pd.DataFrame, gaps: pd.DataFrame, together: pd.DataFrame, encoder: Encoder
) -> np.ndarray:
    """One row a skill, the blocks side by side, each of unit length times its weight."""
    layers = skills["layer"].astype(int).to_numpy()
    texts = grouping_texts(skills)
    blocks = [
        (TEXT_WEIGHT, _reduced(encoder(texts), TEXT_DIMENSIONS)),
        (LAYER_WEIGHT, np.eye(len(Layer) + 1)[layers]),
        (FILIERE_WEIGHT, filieres_of(skills).to_numpy(float)),
        (TOGETHER_WEIGHT, _reduced(_together(skills, together), TOGETHER_DIMENSIONS)),
        (PROFILE_WEIGHT, _profile(skills, gaps)),
    ]
    return np.hstack([weight * _unit(block) for weight, block in blocks]).round(DECIMALS)


def _reduced(matrix: np.ndarray, dimensions: int) -> np.ndarray:
    dimensions = min(dimensions, *matrix.shape)
    if not np.ptp(matrix, axis=0).any():  # no posting and no course: nothing tells the rows apart
        return np.zeros((len(matrix), dimensions))
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


def ward(features: np.ndarray, count: int) -> np.ndarray:
    """Group of each row, of ``count``."""
    return AgglomerativeClustering(count, linkage="ward").fit_predict(features)


def _best_grouping(features: np.ndarray) -> tuple[np.ndarray, float]:
    """The grouping with the best mean silhouette; ties go to fewer groups."""
    counts = [k for k in GROUP_COUNTS if k < len(features)]
    scored = [
        (round(float(silhouette_score(features, g)), DECIMALS), -k, g)
        for k in counts
        for g in [ward(features, k)]
    ]
    best = max(scored, key=lambda item: item[:2])
    return best[2], best[0]


Grouping = Callable[[np.ndarray, int], np.ndarray]


def grouping_stability(features: np.ndarray, groups: np.ndarray, cluster: Grouping = ward) -> float:
    """Mean adjusted Rand index over ``SUBSETS`` random subsets, same number of groups."""
    random = np.random.default_rng(SEED)
    count = len(np.unique(groups))
    size = int(len(features) * SUBSET_SHARE)
    if size <= count:
        return 0.0
    scores = []
    for _ in range(SUBSETS):
        kept = np.sort(random.choice(len(features), size, replace=False))
        scores.append(adjusted_rand_score(groups[kept], cluster(features[kept], count)))
    return round(float(np.mean(scores)), 4)


def _map(features: np.ndarray, groups: np.ndarray) -> dict[int, np.ndarray]:
    """Place of each group on a plane that keeps the distances between groups as well as it can (SMACOF)."""
    found = np.unique(groups)
    centres = np.vstack([features[groups == group].mean(axis=0) for group in found])
    apart = euclidean_distances(centres).round(DECIMALS)
    start = PCA(2, random_state=SEED).fit_transform(centres)
    placed, _ = smacof(apart, n_components=2, init=start, n_init=1, random_state=SEED)
    return {int(group): place for group, place in zip(found, placed.round(DECIMALS), strict=True)}


def _tables(
    gaps: pd.DataFrame,
    members: pd.DataFrame,
    names: dict[int, str],
    places: dict[int, np.ndarray],
    silhouette: float,
    stability: float,
) -> Needs:
    grouped = gaps.merge(members[["skill_id", "group"]], on="skill_id")
    table = roll_up(grouped, ["group"]).sort_values(
        ["missing", "group"], ascending=[False, True], ignore_index=True
    )
    table["need_id"] = [f"B{i + 1:02d}" for i in range(len(table))]
    table["name"] = table["group"].map(names)
    table["x"], table["y"] = zip(*table["group"].map(places), strict=True)
    by_group = members.groupby("group")["silhouette"]
    table["cohesion"] = table["group"].map(by_group.mean())
    table["skills"] = table["group"].map(by_group.size())
    members = members.merge(table[["group", "need_id"]], on="group").sort_values(
        ["need_id", "skill_id"], ignore_index=True
    )
    return Needs(table[NEEDS.names], members[NEED_MEMBERS.names], silhouette, stability)
