"""Figures carry their interval and say how they were obtained."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner import evaluation, settings
from planner.references import load_references


def test_absent_files_are_all_named_in_french(tmp_path: Path) -> None:
    with pytest.raises(evaluation.BenchmarksMissing) as refusal:
        evaluation.evaluate(tmp_path, load_references(tmp_path), lambda *_: None)
    assert all(name in str(refusal.value) for name in evaluation.FILES)
    assert "PLANNER_BENCHMARKS" in str(refusal.value)


def test_interval_holds_the_value_and_narrows_with_rows() -> None:
    few = evaluation._mean("t", "m", evaluation.CROSS, "f", [0.0, 1.0] * 20)
    many = evaluation._mean("t", "m", evaluation.CROSS, "f", [0.0, 1.0] * 500)
    assert few.low < few.value == many.value == 0.5 < few.high
    assert many.high - many.low < few.high - few.low


def test_f1_by_hand() -> None:
    measure = evaluation._f1("t", "m", "f", [(1, 0, 0), (0, 1, 0), (0, 0, 1), (0, 0, 0)])
    assert measure.value == 0.5


def test_f1_without_any_hit_is_zero() -> None:
    assert evaluation._f1("t", "m", "f", [(0, 0, 0), (0, 1, 0)]).value == 0.0


def test_json_holds_every_key() -> None:
    measure = evaluation._mean("t", "m", evaluation.CROSS, "f", [1.0, 1.0])
    assert json.loads(evaluation.as_json([measure]))[0] == {
        "task": "t", "method": "m", "protocol": "croisée", "figure": "f", "value": 1.0, "low": 1.0, "high": 1.0, "n": 2,
    }  # fmt: skip


def test_every_protocol_is_explained() -> None:
    assert all(
        word in evaluation.PROTOCOLS
        for word in (evaluation.CROSS, evaluation.FITTED, evaluation.RULES, evaluation.NOTHING)
    )


def test_layers_are_measured_from_a_file(tmp_path: Path) -> None:
    (tmp_path / evaluation.LAYERS).write_text(
        "sentence,layers\nVous entraînez des modèles de machine learning.,1\nVous tenez la caisse.,\n",
        encoding="utf-8",
    )
    measures = evaluation.ai_layers(tmp_path, load_references(tmp_path))
    assert {(m.method, m.figure, m.value) for m in measures if m.method == "le logiciel"} == {
        ("le logiciel", "F1 IA demandée", 1.0), ("le logiciel", "F1 des couches", 1.0),
    }  # fmt: skip


@pytest.mark.reference
@pytest.mark.skipif(
    not (settings.Settings.from_environment().benchmarks / evaluation.LAYERS).is_file(),
    reason="../shared absent",
)
def test_layers_of_the_development_half_reach_the_floor(tmp_path: Path) -> None:
    measures = evaluation.ai_layers(
        settings.Settings.from_environment().benchmarks, load_references(tmp_path)
    )
    value = {m.figure: m.value for m in measures if m.method == "le logiciel"}
    assert value["F1 IA demandée"] >= 0.88 and value["F1 des couches"] >= 0.75
