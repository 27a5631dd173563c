"""One workbook being written: its sheets in order, their title blocks, their page set-up."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from planner import french
from planner.report.briefs import Briefs
from planner.report.campaign_scope import Summary
from planner.report.filters import Filters
from planner.report.pages import A4, MARGINS
from planner.report.styles import Styles
from planner.report.table import Column, Place
from planner.results import Results

UNIT = (
    "Unité : personnes × compétences par an. Une personne à qui il manque trois compétences compte dans trois lignes : "
    "ces nombres se comparent, ils ne comptent pas des têtes."
)
DEMONSTRATION = "DONNÉES DE DÉMONSTRATION, en partie fictives : ne pas diffuser comme constat."
FOOTER_CHARACTERS = 100  # of the campaign's name and date, under the format's 255 for the whole footer


@dataclass
class Book:
    """The workbook, what it shows, and where its tables ended up (``places``, by table name).

    ``earlier``, ``same_method`` and ``briefs``: as :func:`planner.report.write_report` takes them.
    """

    workbook: Workbook
    results: Results
    filters: Filters
    styles: Styles
    earlier: Summary | None = None
    same_method: Summary | None = None
    briefs: Briefs | None = None
    places: dict[str, Place] = field(default_factory=dict)

    @property
    def scope(self) -> str:
        """The filters, in a line."""
        described = self.filters.describe(self.results.departments, self.results.filieres)
        return f"Périmètre : {described}"

    @property
    def identity(self) -> str:
        """Campaign and date, as each sheet's footer writes them."""
        date = f"calcul du {french.date(self.results.run_date)}" if self.results.run_date else ""
        return " – ".join(filter(None, (campaign_title(self.results.campaign), date)))

    def sheet(self, name: str) -> Worksheet:
        """A worksheet already added, by name."""
        return self.workbook.get_worksheet_by_name(name)

    def open(
        self, name: str, title: str, purpose: str, columns: Sequence[Column], *, unit: bool = True
    ) -> int:
        """Write the title block of a sheet; returns the first free row.

        The block holds the title, the purpose, the unit, the filters, the warning of fictional
        data and a way back to the table of contents.
        """
        sheet, styles = self.sheet(name), self.styles
        sheet.hide_gridlines(2)
        width = max(60, int(sum(column.width for column in columns)))
        sheet.write_string(0, 0, title, styles.named("title"))
        sheet.set_row(0, 24)
        row = 1
        for text, style in self._block(purpose, unit):
            for line in textwrap.wrap(text, width):
                sheet.write_string(row, 0, line, styles.named(style))
                row += 1
        sheet.write_url(row, 0, "internal:'Lisez-moi'!A1", styles.named("link"), "Retour au sommaire")
        return row + 2

    def _block(self, purpose: str, unit: bool) -> list[tuple[str, str]]:
        lines = [(purpose, "subtitle")]
        if unit:
            lines.append((UNIT, "subtitle"))
        lines.append((self.scope, "scope"))
        if self.results.inputs.demonstration:
            lines.append((DEMONSTRATION, "doubtful"))
        return lines

    def print_setup(
        self, name: str, *, last_row: int, last_column: int, paper: int = A4, portrait: bool = False
    ) -> None:
        """Print area, one page wide, headings of the page: title, campaign, date, page number."""
        sheet = self.sheet(name)
        if portrait:
            sheet.set_portrait()
        else:
            sheet.set_landscape()
        sheet.set_paper(paper)
        sheet.set_margins(**MARGINS)
        sheet.fit_to_pages(1, 0)
        sheet.print_area(0, 0, last_row, last_column)
        warning = " – démonstration" if self.results.inputs.demonstration else ""
        sheet.set_footer(f"&L&8 {_plain(self.identity)}{warning}&C&8&A&R&8&P / &N")


def campaign_title(name: str) -> str:
    """« Campagne 2027 », for a campaign named « 2027 » as for one named « Campagne 2027 »; empty without a name."""
    return name if not name or name.casefold().startswith("campagne") else f"Campagne {name}"


def _plain(text: str) -> str:
    """Text for a page footer, where « & » starts a code and 255 characters are the limit."""
    return textwrap.shorten(text, FOOTER_CHARACTERS, placeholder="…").replace("&", "&&")
