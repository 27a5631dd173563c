"""What is handed over: the same run counted with an earlier campaign's parameters and, when they are there, references."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import pytest

from planner.delivery import Delivery, deliver
from planner.references import Earlier, ReferencesGone
from planner.report import cautions, compare_campaigns, summary
from planner.results import Results
from tests.report.conftest import make_results

DEMAND = ["demand", "low", "high"]


@pytest.fixture
def results() -> Results:
    return make_results()


@pytest.fixture
def before(results: Results) -> dict[str, Any]:
    """A campaign kept with ROME 59, which found half the demand."""
    older = replace(results.references[0], version="59")
    halved = results.gaps.assign(**{name: results.gaps[name] / 2 for name in DEMAND})
    halved["missing"] = (halved["demand"] - halved["supply"]).clip(lower=0.0)
    return summary(replace(results, references=(older,), gaps=halved, campaign="2025"))


def made(results: Results, earlier: dict[str, Any], recount) -> Delivery:
    return deliver(results, None, recount, earlier=earlier)


def sentences(delivery: Delivery) -> str:
    found = compare_campaigns(delivery.earlier, delivery.summary(), delivery.same_method)
    return " ".join(text for text, _ in cautions(found))


def test_a_change_of_reference_is_counted_apart(results: Results, before) -> None:
    """Read with ROME 59, today's postings give what they gave: the whole change is the reference's."""
    asked = []

    def recount(parameters, earlier: Earlier | None) -> Results:
        asked.append(earlier)
        older = replace(results.references[0], version="59")
        gaps = results.gaps.assign(**{name: results.gaps[name] / 2 for name in DEMAND})
        gaps["missing"] = (gaps["demand"] - gaps["supply"]).clip(lower=0.0)
        return replace(results, references=(older,), gaps=gaps)

    delivery = made(results, before, recount)
    found = compare_campaigns(before, delivery.summary(), delivery.same_method)
    total = found.totals.set_index("measure").loc["demand"]
    assert asked == [Earlier({"ROME 4.0": ("59", "2025-09-18", "extrait fourni")})]
    assert found.with_references and total["change"] > 0
    assert total["by_facts"] == 0 and total["by_method"] == pytest.approx(total["change"])
    assert "versions des référentiels) : sa part est comptée à part" in sentences(delivery)


def test_references_that_are_gone_are_said_and_parameters_still_counted(results: Results, before) -> None:
    before["parameters"][0]["value"] = 10.0
    asked = []

    def recount(parameters, earlier: Earlier | None) -> Results:
        asked.append(earlier)
        if earlier is not None:
            raise ReferencesGone("ROME 4.0 59 n'est plus installé.")
        return replace(results, parameters=parameters)

    said = sentences(made(results, before, recount))
    assert asked[-1] is None and len(asked) == 2
    assert "(paramètres) : sa part est comptée à part" in said
    assert "l'ancienne n'est plus disponible ici" in said


def test_an_unchanged_method_is_not_counted_again(results: Results) -> None:
    def never(parameters, earlier) -> Results:
        raise AssertionError("counted again for nothing")

    assert made(results, copy.deepcopy(summary(results)), never).same_method is None
