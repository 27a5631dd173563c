"""Shipped vectors are those the encoder gives, and cover the framework."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planner import settings
from planner.matching.encoder import encode
from planner.matching.remembered import encode_labels
from planner.needs import grouping_texts
from planner.references.embedded import load_framework

TEXTS = grouping_texts(load_framework(settings.embedded_folder("taxonomies")).skills)


def refused(texts: Sequence[str]) -> np.ndarray:
    raise AssertionError(f"non mémorisés, relancer tools/remember_labels.py : {texts[:3]}")


def test_every_text_that_needs_are_grouped_by_is_remembered() -> None:
    assert encode_labels(TEXTS, refused).shape == (len(TEXTS), 512)


def test_remembered_vectors_are_those_of_the_encoder() -> None:
    some = TEXTS[::60]
    assert np.allclose(encode_labels(some, refused), encode(some), atol=2e-3)


def test_unknown_text_is_encoded() -> None:
    vectors = encode_labels(["Un libellé nouveau", TEXTS[0]])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-2)
