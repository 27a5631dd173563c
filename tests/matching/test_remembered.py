"""Shipped vectors are those the encoder gives, and cover the framework."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planner import settings
from planner.matching.encoder import encode
from planner.matching.remembered import encode_labels
from planner.references.embedded import load_framework

LABELS = list(load_framework(settings.embedded_folder("taxonomies")).skills["label_fr"])


def refused(texts: Sequence[str]) -> np.ndarray:
    raise AssertionError(f"non mémorisés, relancer tools/remember_labels.py : {texts[:3]}")


def test_every_label_of_the_framework_is_remembered() -> None:
    assert encode_labels(LABELS, refused).shape == (len(LABELS), 512)


def test_remembered_vectors_are_those_of_the_encoder() -> None:
    some = LABELS[::60]
    assert np.allclose(encode_labels(some, refused), encode(some), atol=2e-3)


def test_unknown_text_is_encoded() -> None:
    vectors = encode_labels(["Un libellé nouveau", LABELS[0]])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-2)
