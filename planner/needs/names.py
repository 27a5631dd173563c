"""The name of a need, understood without its list: what one does with AI, in which trades.

« Se servir de l'IA : construction ; agriculture, pêche et mer ». The layer gives the verb, the filières of
the members the trades. Where two needs would bear the same name, or no layer or trade holds most members,
the main axis is named and two skills that stand for the two halves of the need are quoted:
« Conduire l'IA dans une organisation, volet économique : financer un projet d'IA ; … ».
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.cluster import hierarchy

from planner.model import Layer
from planner.needs.features import filieres_of
from planner.words import IN_FRENCH, Words, marked

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
    Layer.CONCEVOIR: marked("Concevoir des modèles d'IA"),
    Layer.INTEGRER: marked("Intégrer et déployer l'IA"),
    Layer.UTILISER: marked("Se servir de l'IA"),
    Layer.COMPRENDRE: marked("Comprendre l'IA"),
    Layer.CADRER: marked("Cadrer l'IA par le droit et l'éthique"),
    Layer.CONDUIRE: marked("Conduire l'IA dans une organisation"),
}
EVERYWHERE = marked("tous métiers")
VOLETS = {
    "economique": marked("volet économique"),
    "social": marked("volet social"),
    "environnement": marked("volet environnemental"),
    "ethique": marked("volet éthique"),
}
ISOLATED = marked("Compétence isolée : {skill}")


@dataclass(frozen=True, slots=True)
class NeedName:
    """What the name of a need is made of.

    Attributes:
        layer: the one that gives the verb, None when no layer holds most members.
        trades: filières named; empty for « tous métiers ».
        axis: the one named, empty for none.
        examples: skills quoted, empty for none; of a need of one skill, that skill.
        alone: True for a need of one skill.
    """

    layer: Layer | None = None
    trades: tuple[str, ...] = ()
    axis: str = ""
    examples: tuple[str, ...] = ()
    alone: bool = False

    def said(
        self, skill_labels: Mapping[str, str], filiere_labels: Mapping[str, str], words: Words = IN_FRENCH
    ) -> str:
        """The name. ``skill_labels``, ``filiere_labels``: id → label, in the language of ``words``."""
        quoted = _joined([skill_labels[skill] for skill in self.examples], words)
        if self.alone:
            return words.say(ISOLATED).format(skill=quoted)
        if self.layer is None:
            return _upper(quoted)
        where = _joined([filiere_labels.get(trade, trade) for trade in self.trades], words)
        parts = [words.say(VERBS[self.layer]), where or ("" if quoted else words.say(EVERYWHERE))]
        named = words.say(" : ").join(part for part in parts if part)
        if self.axis:
            named = f"{named}, {words.say(VOLETS[self.axis])}"
        return words.say(" : ").join((named, quoted)) if quoted else named


def need_names(
    skills: pd.DataFrame, features: np.ndarray, groups: np.ndarray, filiere_labels: Mapping[str, str]
) -> dict[int, NeedName]:
    """Name of each group of skills, all different once said.

    Args:
        skills: ``columns.SKILLS``, in the order of ``features`` and ``groups``.
        filiere_labels: filière → its name.
    """
    trades = filieres_of(skills)
    rows = {int(group): np.flatnonzero(groups == group) for group in np.unique(groups)}
    short = {g: _short(skills.iloc[r], trades.iloc[r]) for g, r in rows.items()}
    skill_labels = dict(zip(skills["skill_id"], skills["label_fr"], strict=True))
    times = Counter(name.said(skill_labels, filiere_labels) for name in short.values())
    return {
        group: name
        if name.alone or (name.layer is not None and times[name.said(skill_labels, filiere_labels)] == 1)
        else _with_examples(name, skills, features, rows[group])
        for group, name in short.items()
    }


def _short(skills: pd.DataFrame, trades: pd.DataFrame) -> NeedName:
    """Verb and trades; no verb when no layer holds most members. A skill alone is called by its own name."""
    if len(skills) == 1:
        return NeedName(examples=(str(skills["skill_id"].iloc[0]),), alone=True)
    layers = skills["layer"].astype(int).value_counts(normalize=True)
    if layers.iloc[0] < MOST:
        return NeedName()
    return NeedName(Layer(int(layers.index[0])), _trades(trades))


def _trades(trades: pd.DataFrame) -> tuple[str, ...]:
    """Trades of half the members, then those that the others need to be named; none for common skills."""
    if "" in trades and trades[""].mean() >= MOST:
        return ()
    shares = trades.drop(columns="", errors="ignore").mean().sort_values(ascending=False, kind="stable")
    named = list(shares[shares >= HALF].index[:TRADES_NAMED])
    left = trades[shares.index]
    left = left[left[named].sum(axis=1) == 0]
    while len(named) < TRADES_NAMED and len(left) > (1 - COVERED) * len(trades) and left.to_numpy().any():
        widest = str(left.sum().idxmax())
        named.append(widest)
        left = left[left[widest] == 0]
    return tuple(named)


def _with_examples(name: NeedName, skills: pd.DataFrame, features: np.ndarray, rows: np.ndarray) -> NeedName:
    halves = (
        hierarchy.fcluster(hierarchy.ward(features[rows]), 2, criterion="maxclust")
        if len(rows) > 2
        else np.arange(len(rows))
    )
    examples = tuple(
        _example(skills, features, rows[halves == half])
        for half in sorted(np.unique(halves), key=lambda half: -np.sum(halves == half))
    )
    return replace(name, examples=examples, axis=_axis(skills["axis"].iloc[rows]) if name.layer else "")


def _axis(axes: pd.Series) -> str:
    """The first axis of most members; empty when none is."""
    first = axes.str.split("|").str[0].value_counts(normalize=True)
    return str(first.index[0]) if first.index[0] in VOLETS and first.iloc[0] >= MOST else ""


def _example(skills: pd.DataFrame, features: np.ndarray, rows: np.ndarray) -> str:
    """Of the members nearest to their centre, the one of the shortest label."""
    distances = np.linalg.norm(features[rows] - features[rows].mean(axis=0), axis=1)
    near = rows[np.argsort(distances, kind="stable")[:CENTRAL]]
    return str(skills.iloc[min(near, key=lambda row: len(str(skills["label_fr"].iloc[row])))]["skill_id"])


def _joined(labels: Sequence[str], words: Words) -> str:
    return words.say(" ; ").join(_lower(label) for label in labels)


def _lower(label: str) -> str:
    """« Numérique » → « numérique »; « IT » stays."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _upper(label: str) -> str:
    return label[:1].upper() + label[1:]
