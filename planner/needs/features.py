"""What a skill is grouped by, as numbers: one row a skill, five blocks side by side.

The sentence vector of its label and definition; its layer; the filières that it belongs to or, for a skill
of every trade, its axes; the skills it is asked or taught with; its missing people over département × filière.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from sklearn.decomposition import PCA

from planner.matching import Encoder
from planner.model import Layer

# hypothèse: meaning, layer and trade weigh alike: a course seldom mixes discovering AI with building it, nor
# farming with banking. A skill of every trade has its axis instead: leading AI is a matter of budget or of
# people. Measured beside other weights in docs/measures_plan.md.
TEXT_WEIGHT, LAYER_WEIGHT, FILIERE_WEIGHT, AXIS_WEIGHT = 1.0, 1.0, 1.0, 1.0
TOGETHER_WEIGHT, PROFILE_WEIGHT = 0.3, 0.2
SECOND_AXIS = 0.5  # hypothèse: the axes that follow the first one of a skill count half as much
TEXT_DIMENSIONS, TOGETHER_DIMENSIONS = 10, 8  # of 10 and 24, 10 groups better and more stably
SEED = 20261123
DECIMALS = 6  # features are rounded so that one machine's last bit does not move a group
EVERY = "*"


def skill_features(
    skills: pd.DataFrame, gaps: pd.DataFrame, together: pd.DataFrame, encoder: Encoder
) -> np.ndarray:
    """One row a skill of ``columns.SKILLS``, the blocks side by side, each of unit length times its weight.

    Args:
        gaps: ``columns.GAPS``.
        together: document_id, skill_id pairs of postings and courses.
    """
    layers = skills["layer"].astype(int).to_numpy()
    blocks = [
        (TEXT_WEIGHT, _reduced(encoder(grouping_texts(skills)), TEXT_DIMENSIONS)),
        (LAYER_WEIGHT, np.eye(len(Layer) + 1)[layers]),
        (FILIERE_WEIGHT, filieres_of(skills).to_numpy(float)),
        (AXIS_WEIGHT, _axes(skills)),
        (TOGETHER_WEIGHT, _reduced(_together(skills, together), TOGETHER_DIMENSIONS)),
        (PROFILE_WEIGHT, _profile(skills, gaps)),
    ]
    return np.hstack([weight * _unit(block) for weight, block in blocks]).round(DECIMALS)


def grouping_texts(skills: pd.DataFrame) -> list[str]:
    """What each skill of ``columns.SKILLS`` is grouped by, in words: its label and its definition."""
    return list(skills["label_fr"] + ". " + skills["definition_fr"])


def filieres_of(skills: pd.DataFrame) -> pd.DataFrame:
    """Skills × filières, 0 or 1, in the order of ``skills``; the column « » holds the skills of every trade."""
    every = skills["filieres"].where(skills["filieres"] != "", EVERY)
    return every.str.get_dummies("|").rename(columns={EVERY: ""})


def _axes(skills: pd.DataFrame) -> np.ndarray:
    """Skills × axes: 1 for the first axis of a skill of every trade, ``SECOND_AXIS`` for the others, 0 elsewhere."""
    every_trade = skills["filieres"].to_numpy() == ""
    named = skills["axis"].str.get_dummies("|")
    first = (
        skills["axis"].str.split("|").str[0].str.get_dummies().reindex(columns=named.columns, fill_value=0)
    )
    return (SECOND_AXIS * named + (1.0 - SECOND_AXIS) * first).to_numpy(float) * every_trade[:, None]


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
