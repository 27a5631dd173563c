"""Report: the figures behind every screen, the JSON summary and the Excel workbook."""

from planner.report.figures import (
    KeyFigures,
    actions_in_scope,
    by_department,
    by_filiere,
    by_layer,
    by_need,
    by_public,
    by_skill,
    crossed,
    heatmap,
    key_figures,
    signals_by_skill,
)
from planner.report.filters import AXIS_LABELS, PUBLIC_LABELS, Filters
from planner.report.findings import Finding, findings
from planner.report.reading import courses_read, says_ai, uncounted_postings
from planner.report.summary import summary
from planner.report.workbook import write_report

__all__ = [
    "AXIS_LABELS",
    "PUBLIC_LABELS",
    "Filters",
    "Finding",
    "KeyFigures",
    "actions_in_scope",
    "by_department",
    "by_filiere",
    "by_layer",
    "by_need",
    "by_public",
    "by_skill",
    "courses_read",
    "crossed",
    "findings",
    "heatmap",
    "key_figures",
    "says_ai",
    "signals_by_skill",
    "summary",
    "uncounted_postings",
    "write_report",
]
