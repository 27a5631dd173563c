"""What a run hands over: workbook, summary, bundle and page, all with the same figures, comparison and briefs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from planner.needs import Parameters
from planner.plan import Context
from planner.references import Earlier, ReferencesGone
from planner.report import (
    Briefs,
    Filters,
    cells,
    changes_of_method,
    course_briefs,
    earlier_parameters,
    summary,
    write_bundle,
    write_report,
    write_synthesis_html,
)
from planner.results import Results

Summary = Mapping[str, Any]
Recount = Callable[[Parameters, Earlier | None], Results]


@dataclass(frozen=True, eq=False)
class Delivery:
    """One run, ready to write in any form.

    Attributes:
        earlier: summary of the campaign that this one is compared with, None for none.
        same_method: this campaign counted with the method of ``earlier``, None when it is the same.
        context: what the plan looked up, for the briefs.
    """

    results: Results
    filters: Filters
    earlier: Summary | None
    same_method: Summary | None
    context: Context

    @cached_property
    def briefs(self) -> Briefs:
        """Action id → brief of each course to create; written when something is handed over, not before."""
        return course_briefs(self.results, self.context)

    def summary(self) -> dict[str, Any]:
        """The JSON summary, of the same scope."""
        return summary(self.results, self.filters, briefs=self.briefs)

    def document(self) -> dict[str, Any]:
        """The summary, then every line of gap, demand and places behind it."""
        return self.summary() | {"cells": cells(self.results, self.filters)}

    def workbook(self, path: Path) -> None:
        """Write the Excel report; see :func:`planner.report.write_report`."""
        write_report(
            self.results,
            path,
            self.filters,
            earlier=self.earlier,
            same_method=self.same_method,
            briefs=self.briefs,
        )

    def bundle(self, target: Path) -> None:
        """Write the CSV tables, in a folder or a .zip; see :func:`planner.report.write_bundle`."""
        write_bundle(
            self.results,
            target,
            self.filters,
            earlier=self.earlier,
            same_method=self.same_method,
            briefs=self.briefs,
        )

    def page(self, path: Path) -> None:
        """Write the Synthèse as one HTML page to print."""
        write_synthesis_html(self.results, path, self.filters)


def deliver(
    results: Results,
    context: Context,
    recount: Recount,
    filters: Filters = Filters(),
    earlier: Summary | None = None,
) -> Delivery:
    """Prepare a run for writing; counts it again with the earlier method when that differs.

    Args:
        context: what the plan looked up, :func:`planner.pipeline.plan_context` of the same run.
        recount: the inputs of ``results`` counted with other parameters, and read with the references of
            an earlier run when they are given; called when they differ only.
        earlier: summary of a kept campaign.

    Raises:
        NotComparable: a parameter of the earlier campaign is outside today's bounds.
    """
    again = None if earlier is None else _same_method(earlier, summary(results, filters), recount)
    same_method = None if again is None else summary(again, filters)
    return Delivery(results, filters, earlier, same_method, context)


def _same_method(earlier: Summary, now: Summary, recount: Recount) -> Results | None:
    """The run counted with the earlier method; with its parameters alone when its references are gone."""
    changed = changes_of_method(earlier, now)
    again = _read_again(earlier, recount) if "référentiel" in changed else None
    if again is None and "paramètre" in changed:
        return recount(earlier_parameters(earlier), None)
    return again


def _read_again(earlier: Summary, recount: Recount) -> Results | None:
    """The run with the earlier references; None when they are gone, which the comparison then says (``cautions``)."""
    try:
        return recount(earlier_parameters(earlier), Earlier.of(earlier["references"]))
    except ReferencesGone:
        return None
