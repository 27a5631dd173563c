"""The Excel report: its sheets in order, written once, put in place only when whole."""

from __future__ import annotations

import datetime
from pathlib import Path

from xlsxwriter import Workbook

from planner.report.book import Book, campaign_title
from planner.report.briefs import Briefs
from planner.report.campaign_scope import Summary
from planner.report.filters import Filters
from planner.report.sheets import analysis, campaign, front, plan, quality, regions, sources, synthesis
from planner.report.styles import FONT, Styles
from planner.results import Results

# Text is written as text: a title that begins with « = » or an address is never a formula or a link.
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# Column widths are counted in digits of the default font: Arial 10, of the same width on every machine.
DEFAULT_FONT = {"font_name": FONT, "font_size": 10, "font_scheme": "none"}
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
    regions.write_sectors,
    regions.write_strengths,
    regions.write_chain,
    plan.write_plan,
    campaign.write_briefs,
    campaign.write_evolution,
    quality.write_quality,
    sources.write_parameters,
    sources.write_sensitivity,
    sources.write_sources,
    front.write_readme,
    synthesis.write_synthesis,
    front.write_glossary,
)


def write_report(
    results: Results,
    path: Path,
    filters: Filters = Filters(),
    *,
    earlier: Summary | None = None,
    same_method: Summary | None = None,
    briefs: Briefs | None = None,
) -> None:
    """Write the workbook at ``path``; the file there is replaced only when the new one is whole.

    The same results and filters give the same bytes: the only date is ``results.run_date``.

    Args:
        earlier: summary of an earlier campaign, for the sheet Évolution; it is best kept whole.
        same_method: summary of these inputs counted with the parameters of ``earlier``, same filters:
            it sets apart what comes from the parameters.
        briefs: action id → brief of each course to create, for the sheet Cahiers des charges.

    Raises:
        OSError: the folder is absent or may not be written, or the disk is full.
    """
    path = Path(path)
    partial = path.with_name(f".{path.name}.partiel")
    try:
        with partial.open("wb") as file, Workbook(file, _options()) as workbook:
            _fill(workbook, Book(workbook, results, filters, Styles(workbook), earlier, same_method, briefs))
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _options() -> dict[str, object]:
    """Options of one workbook: the library writes into the font that it is given."""
    return {**OPTIONS, "default_format_properties": dict(DEFAULT_FONT)}


def _fill(workbook: Workbook, book: Book) -> None:
    results = book.results
    workbook.set_properties(
        {
            "title": "Besoins de formation aux compétences de l'IA – Pays de la Loire",
            "subject": campaign_title(results.campaign),
            "author": "Planificateur des compétences IA",
            "created": datetime.datetime.fromisoformat(results.run_date or UNDATED),
        }
    )
    for name in (front.README, *front.CONTENTS):
        workbook.add_worksheet(name)
    for write in WRITERS:
        write(book)
    book.sheet(front.README).activate()
