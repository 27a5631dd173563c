"""The Excel report: its sheets in order, written once, put in place only when whole."""

from __future__ import annotations

import datetime
from pathlib import Path

from xlsxwriter import Workbook

from planner.report.book import Book
from planner.report.filters import Filters
from planner.report.sheets import analysis, front, plan, quality, sources, synthesis
from planner.report.styles import Styles
from planner.results import Results

# Text is written as text: a title that begins with « = » or an address is never a formula or a link.
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
UNDATED = (
    "2000-01-01"  # a run without a date: the file's creation date may not be today's, or bytes would change
)
# The glossary and the Synthèse read where the other tables stand: they are written last.
WRITERS = (
    analysis.write_gaps,
    analysis.write_breakdowns,
    analysis.write_territories,
    analysis.write_needs,
    analysis.write_skills,
    analysis.write_catalogue,
    plan.write_plan,
    quality.write_quality,
    sources.write_parameters,
    sources.write_sources,
    front.write_readme,
    synthesis.write_synthesis,
    front.write_glossary,
)


def write_report(results: Results, path: Path, filters: Filters = Filters()) -> None:
    """Write the workbook at ``path``; the file there is replaced only when the new one is whole.

    The same results and filters give the same bytes: the only date is ``results.run_date``.

    Raises:
        OSError: the folder is absent or may not be written, or the disk is full.
    """
    path = Path(path)
    partial = path.with_name(f".{path.name}.partiel")
    try:
        with partial.open("wb") as file, Workbook(file, OPTIONS) as workbook:
            _fill(workbook, results, filters)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _fill(workbook: Workbook, results: Results, filters: Filters) -> None:
    workbook.set_properties(
        {
            "title": "Besoins de formation aux compétences de l'IA – Pays de la Loire",
            "subject": f"Campagne {results.campaign}" if results.campaign else "",
            "author": "Planificateur des compétences IA",
            "created": datetime.datetime.fromisoformat(results.run_date or UNDATED),
        }
    )
    for name in (front.README, *front.CONTENTS):
        workbook.add_worksheet(name)
    book = Book(workbook, results, filters, Styles(workbook))
    for write in WRITERS:
        write(book)
    book.sheet(front.README).activate()
