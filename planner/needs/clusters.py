"""Grouping skills in gap into *besoins de formation*.

Three steps on the features of :mod:`planner.needs.features`:

1. agglomerative clustering (Ward 1963); the number of groups maximises the mean silhouette
   (Rousseeuw 1987) in ``GROUP_COUNTS``;
2. a group that holds more than ``LARGEST_SHARE`` of the missing people is cut in two, by the same
   clustering of its own members, until none does: a need of four fifths of the gap plans nothing;
3. a skill hardly nearer to its group than to any skill is *isolée*: a need of its own.

Stability is the mean adjusted Rand index (Hubert & Arabie 1985) between this grouping and those of random
subsets of the skills, the three steps done again. HDBSCAN and spectral clustering were compared on the same
features (docs/measures_plan.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.cluster import hierarchy
from sklearn.decomposition import PCA
from sklearn.manifold import smacof
from sklearn.metrics import adjusted_rand_score, silhouette_samples, silhouette_score
from sklearn.metrics.pairwise import euclidean_distances

from planner.columns import NEED_MEMBERS, NEEDS
from planner.matching import Encoder
from planner.needs.features import DECIMALS, SEED, skill_features
from planner.needs.gaps import roll_up
from planner.needs.names import NeedName, need_names

# hypothèse: under 16, commerce, law and banking make one need; over 27, a plan is no longer read
GROUP_COUNTS = range(16, 28)
LARGEST_SHARE = 0.25  # hypothèse: a need of more than a quarter of the gap no longer tells courses apart
LEAST_CUT = 4  # hypothèse: a group of fewer skills is not cut, whatever it weighs
# hypothèse: a skill whose members are, on average, at 80 % of its distance to any skill resembles none of them
ISOLATED_FROM = 0.8
SUBSETS, SUBSET_SHARE = 30, 0.8
FRAGILE_BELOW = 0.7  # adjusted Rand index under which the grouping is said to be fragile


@dataclass(frozen=True, slots=True, eq=False)
class Needs:
    """Needs (``columns.NEEDS``), their members (``columns.NEED_MEMBERS``) and how far to trust them.

    ``names``: need → what its name is made of, to say it in another language; empty in needs made by hand.
    """

    needs: pd.DataFrame
    members: pd.DataFrame
    silhouette: float
    stability: float
    names: Mapping[str, NeedName] = field(default_factory=dict)

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
    """Group the skills that people lack; each one is in exactly one need, alone when it is isolated.

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
    missing = totals.reindex(lacking["skill_id"]).to_numpy(float)
    count = best_count(features)
    groups = grouping(features, missing, count)
    own = silhouette_samples(features, groups)
    members = pd.DataFrame({"skill_id": lacking["skill_id"].to_numpy(), "group": groups, "silhouette": own})
    named = need_names(lacking, features, groups, filiere_labels)
    labels = dict(zip(lacking["skill_id"], lacking["label_fr"], strict=True))
    return _tables(
        gaps,
        members,
        named,
        {group: name.said(labels, filiere_labels) for group, name in named.items()},
        _map(features, groups),
        round(float(np.mean(own)), DECIMALS),
        grouping_stability(features, missing, count),
    )


Grouping = Callable[[np.ndarray, np.ndarray, int], np.ndarray]


def grouping(features: np.ndarray, missing: np.ndarray, count: int) -> np.ndarray:
    """Group of each row: ``count`` by likeness, the too large ones cut, the isolated rows apart.

    Args:
        missing: missing people of each row.
    """
    return isolated_apart(features, shared_out(features, missing, ward(features, count)))


def ward(features: np.ndarray, count: int) -> np.ndarray:
    """Group of each row, from 0, of ``count``."""
    return _cut(hierarchy.ward(features), count)


def _cut(tree: np.ndarray, count: int) -> np.ndarray:
    return hierarchy.fcluster(tree, count, criterion="maxclust") - 1


def best_count(features: np.ndarray) -> int:
    """Number of groups with the best mean silhouette; ties go to fewer groups."""
    tree, apart = hierarchy.ward(features), euclidean_distances(features)
    np.fill_diagonal(apart, 0.0)
    scores = {
        k: round(float(silhouette_score(apart, _cut(tree, k), metric="precomputed")), DECIMALS)
        for k in GROUP_COUNTS
        if k < len(features)
    }
    return max(scores, key=lambda k: (scores[k], -k))


def shared_out(features: np.ndarray, missing: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """The groups, those above ``LARGEST_SHARE`` of the missing people cut in two as often as it takes."""
    groups, most = groups.copy(), LARGEST_SHARE * missing.sum()
    waiting = list(np.unique(groups))
    while waiting:
        rows = np.flatnonzero(groups == waiting.pop())
        if missing[rows].sum() <= most or len(rows) < LEAST_CUT:
            continue
        half = rows[ward(features[rows], 2) == 1]
        waiting += [groups[rows[0]], groups.max() + 1]
        groups[half] = groups.max() + 1
    return groups


def isolated_apart(features: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """The groups, each isolated row in one of its own; so is the row that such a departure leaves alone."""
    groups, apart = groups.copy(), euclidean_distances(features)
    same = groups[:, None] == groups[None, :]
    others = np.maximum(same.sum(axis=1) - 1, 1)
    near = np.divide((apart * same).sum(axis=1), others)
    alone = near >= ISOLATED_FROM * apart.sum(axis=1) / (len(features) - 1)
    groups[alone] = groups.max() + 1 + np.arange(alone.sum())
    return groups


def grouping_stability(
    features: np.ndarray, missing: np.ndarray, count: int, cluster: Grouping = grouping
) -> float:
    """Mean adjusted Rand index of the grouping with those of ``SUBSETS`` random subsets, same ``count``."""
    random = np.random.default_rng(SEED)
    groups, size = cluster(features, missing, count), int(len(features) * SUBSET_SHARE)
    if size <= count:
        return 0.0
    scores = []
    for _ in range(SUBSETS):
        kept = np.sort(random.choice(len(features), size, replace=False))
        scores.append(adjusted_rand_score(groups[kept], cluster(features[kept], missing[kept], count)))
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
    named: dict[int, NeedName],
    said: dict[int, str],
    places: dict[int, np.ndarray],
    silhouette: float,
    stability: float,
) -> Needs:
    grouped = gaps.merge(members[["skill_id", "group"]], on="skill_id")
    table = roll_up(grouped, ["group"])
    table["name"] = table["group"].map(said)
    table = table.sort_values(["missing", "name"], ascending=[False, True], ignore_index=True)
    table["need_id"] = [f"B{i + 1:02d}" for i in range(len(table))]
    table["x"], table["y"] = zip(*table["group"].map(places), strict=True)
    by_group = members.groupby("group")["silhouette"]
    table["skills"] = table["group"].map(by_group.size())
    table["cohesion"] = table["group"].map(by_group.mean()).where(table["skills"] > 1)
    members = members.merge(table[["group", "need_id"]], on="group").sort_values(
        ["need_id", "skill_id"], ignore_index=True
    )
    names = {need: named[group] for need, group in zip(table["need_id"], table["group"], strict=True)}
    return Needs(table[NEEDS.names], members[NEED_MEMBERS.names], silhouette, stability, names)
