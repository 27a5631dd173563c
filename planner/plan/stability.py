"""How far the ranking moves when what is uncertain moves.

Each draw moves together: the weight of every need, département and public, the costs of every kind of
action, the size exponent (all ± ``jitter``, uniform), and the demand of every need inside its 95 %
interval (triangular, one quantile a need). The half of the plan that is then worth least per euro is
thrown away and chosen again by the greedy solver among all actions (ruin and recreate, Schrimpf et al.
2000, doi:10.1006/jcph.1999.6413); the list is ranked again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.stats import kendalltau

from planner.plan.greedy import greedy, ordered
from planner.plan.problem import Basket, Item, Problem
from planner.plan.settings import PlanSettings

SEED = 20261123
EXTREMES = (5.0, 95.0)  # percentiles of the rank that are shown


@dataclass(frozen=True, slots=True, eq=False)
class Stability:
    """``low``, ``high``: rank interval (5–95 % of draws) per item; ``kept``: share of draws that choose it.

    ``tau``: mean Kendall τ between the ranking and the drawn ones, NaN without a draw; ``draws``: how many.
    """

    low: np.ndarray
    high: np.ndarray
    kept: np.ndarray
    tau: float
    draws: int


def stability(
    problem: Problem, groups: Sequence[int], cells: pd.DataFrame, settings: PlanSettings, seed: int = SEED
) -> Stability:
    """Rank again under ``settings.draws`` draws.

    Args:
        cells: the slots in order: need_id, dept, public, demand, low, high, missing.
    """
    count = len(problem.items)
    reference = _ranks(ordered(problem, groups), count)
    ranks, kept = [], np.zeros(count)
    random = np.random.default_rng(seed)
    for _ in range(int(settings.draws)):
        moved = _moved(problem, cells, settings, random)
        chosen = _chosen_again(moved, groups)
        kept += np.array(chosen) > 0
        ranks.append(_ranks(ordered(moved, chosen), count))
    if not ranks or not count:
        nothing = np.full(count, np.nan)
        return Stability(reference, reference, nothing, float("nan"), 0)
    low, high = np.percentile(np.vstack(ranks), EXTREMES, axis=0)
    taus = [kendalltau(reference, drawn).statistic for drawn in ranks] if count > 1 else [1.0]
    return Stability(
        np.minimum(np.floor(low), reference),
        np.maximum(np.ceil(high), reference),
        kept / len(ranks),
        float(np.mean(taus)),
        len(ranks),
    )


def _chosen_again(moved: Problem, groups: Sequence[int]) -> Sequence[int]:
    """The plan once its weaker half, by cost, has been put back into play; the plan itself without a budget."""
    if moved.budget is None:
        return groups
    kept, spent, half = [0] * len(groups), 0.0, moved.cost(groups) / 2
    for i in ordered(moved, groups):
        spent += moved.items[i].cost(groups[i])
        if spent > half or not groups[i]:
            break
        kept[i] = groups[i]
    return greedy(replace(moved, pinned=tuple(map(max, kept, moved.pinned)))) or groups


def _ranks(order: Sequence[int], count: int) -> np.ndarray:
    ranks = np.full(count, float(count))
    ranks[list(order)] = np.arange(1, len(order) + 1)
    return ranks


def _moved(
    problem: Problem, cells: pd.DataFrame, settings: PlanSettings, random: np.random.Generator
) -> Problem:
    missing = _drawn_missing(cells, random)
    factors = _factors(cells, settings.jitter, random)
    exponent = settings.size_exponent * (
        random.uniform(-settings.jitter, settings.jitter) if settings.jitter else 0.0
    )
    totals = np.zeros(len(problem.baskets))
    for column in np.array(problem.slot_baskets, int).T:
        np.add.at(totals, column, missing)
    baskets = tuple(
        Basket(
            b.name, max(float(t), 1e-9), b.weight * _named(b.name, factors) * max(float(t), 1e-9) ** exponent
        )
        for b, t in zip(problem.baskets, totals, strict=True)
    )
    items = tuple(_repriced(item, factors) for item in problem.items)
    return replace(problem, items=items, slot_missing=tuple(missing), baskets=baskets)


def _drawn_missing(cells: pd.DataFrame, random: np.random.Generator) -> np.ndarray:
    """Missing people per slot: demand at one quantile of its interval per need, minus the same supply."""
    needs, which = np.unique(cells["need_id"], return_inverse=True)
    quantile = random.uniform(size=len(needs))[which]
    demand = _triangular(
        cells["low"].to_numpy(float), cells["demand"].to_numpy(float), cells["high"].to_numpy(float), quantile
    )
    return np.maximum(cells["missing"].to_numpy(float) + demand - cells["demand"].to_numpy(float), 0.0)


def _triangular(low: np.ndarray, mode: np.ndarray, high: np.ndarray, quantile: np.ndarray) -> np.ndarray:
    """Quantile of the triangular law (low, mode, high)."""
    low, high = np.minimum(low, mode), np.maximum(high, mode)
    width = np.maximum(high - low, 1e-12)
    left = quantile * width <= mode - low
    rising = low + np.sqrt(quantile * width * (mode - low))
    falling = high - np.sqrt((1.0 - quantile) * width * (high - mode))
    return np.where(left, rising, falling)


def _factors(cells: pd.DataFrame, jitter: float, random: np.random.Generator) -> dict[str, float]:
    """One factor per need, département, public and kind of action, in a fixed order."""
    axes = sorted({*cells["need_id"], *cells["dept"], *cells["public"]})
    names = [*axes, "renforcer", "essaimer", "créer", "ouverture"]
    return dict(zip(names, random.uniform(1.0 - jitter, 1.0 + jitter, len(names)), strict=True))


def _named(name: tuple[str, ...], factors: dict[str, float]) -> float:
    return float(np.prod([factors[part] for part in name]))


def _repriced(item: Item, factors: dict[str, float]) -> Item:
    kind = item.key.split(":", 1)[0]
    return replace(
        item, group_cost=item.group_cost * factors.get(kind, 1.0), opening=item.opening * factors["ouverture"]
    )
