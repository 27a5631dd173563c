"""Postings published again: the same text in the same département, counted once.

MinHash (Broder 1997) over shingles of five words gives candidates by banding (Leskovec, Rajaraman &
Ullman, *Mining of Massive Datasets*, ch. 3); they are the same when the exact Jaccard similarity of
their shingles reaches ``SAME_TEXT``. An employer's boilerplate alone does not make two jobs one. One text posted in two départements is two recruitments: both stay.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from functools import lru_cache

import numpy as np
import pandas as pd

from planner.matching.text import keys

SHINGLE = 5  # words
BANDS, ROWS = 16, 4  # 64 hashes: two texts 80 % alike meet in a band with probability above 0.999
SAME_TEXT = 0.85  # read on real pairs: under it, one employer's boilerplate merges two of its jobs
SEED = 20261123
PRIME = np.uint64((1 << 61) - 1)
SHORT = 8  # words; a shorter text says too little to be called the same


def republished(postings: pd.DataFrame) -> dict[str, str]:
    """Identifiers of postings that repeat another → identifier of the one that is kept.

    The earliest date is kept, then the first identifier; the order of the rows does not matter.

    Args:
        postings: ``columns.POSTINGS``.
    """
    ordered = postings.sort_values(["date", "posting_id"], kind="stable")
    kept_by_band: dict[tuple[object, ...], list[tuple[str, np.ndarray]]] = defaultdict(list)
    repeats: dict[str, str] = {}
    for row in ordered.itertuples(index=False):
        shingles = _shingles(f"{row.title}\n{row.description}")
        if not len(shingles):
            continue
        signature = _signature(shingles)
        bands = [(row.dept, b, *signature[b * ROWS : (b + 1) * ROWS].tolist()) for b in range(BANDS)]
        near = {kept: other for band in bands for kept, other in kept_by_band[band]}
        same = next((kept for kept, other in near.items() if _jaccard(shingles, other) >= SAME_TEXT), None)
        if same is not None:
            repeats[row.posting_id] = same
            continue
        for band in bands:
            kept_by_band[band].append((row.posting_id, shingles))
    return repeats


@lru_cache(maxsize=1)
def _coefficients() -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(SEED)
    count = BANDS * ROWS
    return (
        random.integers(1, 1 << 31, count, dtype=np.uint64)[:, None],
        random.integers(0, 1 << 31, count, dtype=np.uint64)[:, None],
    )


@lru_cache(maxsize=300_000)
def _word_hash(word: str) -> int:
    return zlib.crc32(word.encode("utf-8"))


def _shingles(text: str) -> np.ndarray:
    """Hashes of every five words in a row, sorted and unique; empty for a text too short to compare."""
    words = keys(text)
    if len(words) < SHORT:
        return np.array([], dtype=np.uint64)
    hashes = np.array([_word_hash(word) for word in words], dtype=np.uint64)
    window = np.lib.stride_tricks.sliding_window_view(hashes, SHINGLE)
    weights = np.array([31**i for i in range(SHINGLE)], dtype=np.uint64)
    return np.unique((window * weights).sum(axis=1, dtype=np.uint64) & np.uint64(0xFFFFFFFF))


def _signature(shingles: np.ndarray) -> np.ndarray:
    """MinHash: the smallest of each hash over the shingles."""
    multiply, add = _coefficients()
    return ((multiply * shingles[None, :] + add) % PRIME).min(axis=1)


def _jaccard(a: np.ndarray, b: np.ndarray) -> float:
    common = len(np.intersect1d(a, b, assume_unique=True))
    return common / (len(a) + len(b) - common)
