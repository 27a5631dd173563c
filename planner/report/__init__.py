"""Report: the figures behind every screen, the JSON summary, the Excel workbook, the CSV bundle, the HTML page."""

from planner.report.briefs import Briefs, brief_lines, course_briefs
from planner.report.bundle import write_bundle
from planner.report.campaign_scope import NotComparable
from planner.report.campaigns import (
    Evolution,
    changes_of_method,
    compare_campaigns,
    earlier_parameters,
)
from planner.report.cells import cells
from planner.report.comparison_words import cautions, followed_sentence, movements
from planner.report.exports import FORMATS as CATALOGUE_FORMATS
from planner.report.exports import export_catalogue
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
from planner.report.findings import Finding, Words, findings
from planner.report.hearings import by_audience, by_axis
from planner.report.page import synthesis_html, write_synthesis_html
from planner.report.reading import ALREADY, asked_everywhere, courses_read, uncounted_postings
from planner.report.regional import (
    cards_in_scope,
    disparities_in_scope,
    strengths_in_scope,
    value_chain_in_scope,
    whole_run_only,
)
from planner.report.summary import summary
from planner.report.workbook import write_report

__all__ = [
    "ALREADY",
    "AXIS_LABELS",
    "CATALOGUE_FORMATS",
    "PUBLIC_LABELS",
    "Briefs",
    "Evolution",
    "Filters",
    "Finding",
    "KeyFigures",
    "NotComparable",
    "Words",
    "actions_in_scope",
    "asked_everywhere",
    "brief_lines",
    "by_audience",
    "by_axis",
    "by_department",
    "by_filiere",
    "by_layer",
    "by_need",
    "by_public",
    "by_skill",
    "cards_in_scope",
    "cautions",
    "cells",
    "changes_of_method",
    "compare_campaigns",
    "course_briefs",
    "courses_read",
    "crossed",
    "disparities_in_scope",
    "earlier_parameters",
    "export_catalogue",
    "findings",
    "followed_sentence",
    "heatmap",
    "key_figures",
    "movements",
    "signals_by_skill",
    "strengths_in_scope",
    "summary",
    "synthesis_html",
    "uncounted_postings",
    "value_chain_in_scope",
    "whole_run_only",
    "write_bundle",
    "write_report",
    "write_synthesis_html",
]
