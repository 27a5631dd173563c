"""Sentence vectors of the framework's skills, computed once and shipped.

Loading the encoder takes seconds, and the texts that the needs are grouped by hardly change. The
file holds each text's digest and its vector in half precision; a text it does not know is encoded
then and there, and rounded alike, so that the result does not depend on the file.
Renew it with ``python tools/remember_labels.py``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from planner.matching.encoder import Encoder, encode

FILE = Path(__file__).parent / "models" / "label_vectors.npz"


def encode_labels(texts: Sequence[str], encoder: Encoder = encode) -> np.ndarray:
    """Vectors of ``texts``, shape (len(texts), 512), float32 holding half-precision values."""
    known = _known()
    unknown = [text for text in dict.fromkeys(texts) if _digest(text) not in known]
    fresh = dict(zip(unknown, _half(encoder(unknown)), strict=True)) if unknown else {}
    rows = [fresh[text] if text in fresh else known[_digest(text)] for text in texts]
    return np.array(rows, dtype=np.float32)


def remember(texts: Sequence[str], path: Path = FILE) -> None:
    """Write the vectors of ``texts`` to ``path``, sorted by digest so that the same labels give the same bytes."""
    ordered = sorted(dict.fromkeys(texts), key=_digest)
    digests = np.array([_digest(text) for text in ordered])
    np.savez(path, digests=digests, vectors=_half(encode(ordered)))


def _half(vectors: np.ndarray) -> np.ndarray:
    return np.asarray(vectors, dtype=np.float16)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


@lru_cache(maxsize=1)
def _known() -> dict[str, np.ndarray]:
    if not FILE.exists():
        return {}
    stored = np.load(FILE, allow_pickle=False)
    return dict(zip(stored["digests"].tolist(), stored["vectors"], strict=True))
