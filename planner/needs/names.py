"""The name of a need, understood without its list: what one does with AI, in which trades.

« Se servir de l'IA : construction ; agriculture, pêche et mer ». The layer gives the verb, the filières of
the members the trades. Where two needs would bear the same name, or no layer or trade holds most members,
the main axis is named and two skills that stand for the two halves of the need are quoted:
« Conduire l'IA dans une organisation, volet économique : financer un projet d'IA ; … ».
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy.cluster import hierarchy

from planner.model import Layer
from planner.needs.features import filieres_of

MOST = 0.6  # hypothèse: a layer that six members in ten share names the need; so does a trade
HALF, COVERED = (
    0.5,
    0.8,
)  # hypothèse: a trade of half the members is named; trades are added to the name until eight members in ten are in one of them
TRADES_NAMED = 3
CENTRAL = (
    3  # hypothèse: the three members nearest to the centre all stand for it; the shortest label is quoted
)
VERBS = {
    Layer.CONCEVOIR: "Concevoir des modèles d'IA",
    Layer.INTEGRER: "Intégrer et déployer l'IA",
    Layer.UTILISER: "Se servir de l'IA",
    Layer.COMPRENDRE: "Comprendre l'IA",
    Layer.CADRER: "Cadrer l'IA par le droit et l'éthique",
    Layer.CONDUIRE: "Conduire l'IA dans une organisation",
}
EVERYWHERE = "tous métiers"
VOLETS = {
    "economique": "volet économique",
    "social": "volet social",
    "environnement": "volet environnemental",
    "ethique": "volet éthique",
}
ISOLATED = "Compétence isolée"


def need_names(
    skills: pd.DataFrame, features: np.ndarray, groups: np.ndarray, filiere_labels: Mapping[str, str]
) -> dict[int, str]:
    """Name of each group of skills, all different.

    Args:
        skills: ``columns.SKILLS``, in the order of ``features`` and ``groups``.
        filiere_labels: filière → its name.
    """
    trades = filieres_of(skills)
    rows = {int(group): np.flatnonzero(groups == group) for group in np.unique(groups)}
    short = {g: _short(skills.iloc[r], trades.iloc[r], filiere_labels) for g, r in rows.items()}
    times = Counter(short.values())
    return {
        group: name if name and times[name] == 1 else _with_examples(name, skills, features, rows[group])
        for group, name in short.items()
    }


def _short(skills: pd.DataFrame, trades: pd.DataFrame, filiere_labels: Mapping[str, str]) -> str:
    """Verb and trades; empty when no layer holds most members. A skill alone is called by its own name."""
    if len(skills) == 1:
        return f"{ISOLATED} : {_lower(str(skills['label_fr'].iloc[0]))}"
    layers = skills["layer"].astype(int).value_counts(normalize=True)
    if layers.iloc[0] < MOST:
        return ""
    return f"{VERBS[Layer(int(layers.index[0]))]} : {_where(trades, filiere_labels)}"


def _where(trades: pd.DataFrame, filiere_labels: Mapping[str, str]) -> str:
    """Trades of half the members, then those that the others need to be named; « tous métiers » for common skills."""
    if "" in trades and trades[""].mean() >= MOST:
        return EVERYWHERE
    shares = trades.drop(columns="", errors="ignore").mean().sort_values(ascending=False, kind="stable")
    named = list(shares[shares >= HALF].index[:TRADES_NAMED])
    left = trades[shares.index]
    left = left[left[named].sum(axis=1) == 0]
    while len(named) < TRADES_NAMED and len(left) > (1 - COVERED) * len(trades) and left.to_numpy().any():
        widest = str(left.sum().idxmax())
        named.append(widest)
        left = left[left[widest] == 0]
    return " ; ".join(_lower(filiere_labels.get(trade, trade)) for trade in named)


def _with_examples(name: str, skills: pd.DataFrame, features: np.ndarray, rows: np.ndarray) -> str:
    halves = (
        hierarchy.fcluster(hierarchy.ward(features[rows]), 2, criterion="maxclust")
        if len(rows) > 2
        else np.arange(len(rows))
    )
    examples = [
        _lower(_example(skills, features, rows[halves == half]))
        for half in sorted(np.unique(halves), key=lambda half: -np.sum(halves == half))
    ]
    quoted = " ; ".join(examples)
    if not name:
        return _upper(quoted)
    return f"{name.removesuffix(f' : {EVERYWHERE}')}{_volet(skills['axis'].iloc[rows])} : {quoted}"


def _volet(axes: pd.Series) -> str:
    """« , volet social » when the first axis of most members says so."""
    first = axes.str.split("|").str[0].value_counts(normalize=True)
    return f", {VOLETS[first.index[0]]}" if first.index[0] in VOLETS and first.iloc[0] >= MOST else ""


def _example(skills: pd.DataFrame, features: np.ndarray, rows: np.ndarray) -> str:
    """Shortest label of the members nearest to their centre."""
    distances = np.linalg.norm(features[rows] - features[rows].mean(axis=0), axis=1)
    near = rows[np.argsort(distances, kind="stable")[:CENTRAL]]
    return min(skills["label_fr"].iloc[near].astype(str), key=len)


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def _upper(label: str) -> str:
    return label[:1].upper() + label[1:]
