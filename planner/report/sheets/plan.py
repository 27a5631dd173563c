"""Sheet Préconisations: the ranked actions, with a budget that the planner can try."""

from __future__ import annotations

import math

import pandas as pd
from xlsxwriter.utility import xl_col_to_name

from planner import french
from planner.plan import Plan
from planner.report import layout
from planner.report.book import A3, Book
from planner.report.lines import plan_lines
from planner.report.sheets.tables import lines, place_table
from planner.report.table import Place, set_widths, write_subtotals

NAME = "Préconisations"
INPUT_COLUMN = 3  # where the trial budget and its results stand, beside their labels


def write_plan(book: Book) -> None:
    """Actions in rank order; cumulative cost and the trial budget are formulas, their cached values right."""
    frame = plan_lines(book.results, book.filters)
    frame["cumulative"] = frame["cost"].cumsum()
    sheet = book.sheet(NAME)
    row = book.open(
        NAME,
        "Préconisations : actions sur l'offre de formation",
        "Actions dans l'ordre où elles apportent le plus par euro, pour tous les secteurs du besoin ; les filtres choisissent les lignes, sans couper une action. Imprimé : la décision ; à droite, le détail du calcul.",
        layout.PLAN_PRINTED,
    )
    row = lines(book, NAME, row, proofs(book.results.plan))
    trial = row
    row += 4
    place = place_table(book, NAME, row + 1, "Preconisations", layout.PLAN, frame)
    write_subtotals(sheet, book.styles, row, place, frame, ("groups", "places", "cost", "closed"))
    _cumulative(book, place, frame)
    _trial_budget(book, trial, place, frame)
    set_widths(sheet, layout.PLAN)
    sheet.freeze_panes(place.first, 3)
    sheet.repeat_rows(place.heading_row)
    book.print_setup(NAME, last_row=place.last, last_column=len(layout.PLAN_PRINTED) - 1, paper=A3)


def proofs(plan: Plan | None) -> list[tuple[str, str]]:
    """How good the plan is and how its order holds, in sentences; nothing for results made by hand."""
    if plan is None:
        return []
    said = [(sentence, "subtitle") for sentence in plan.solution.sentences]
    if not math.isnan(plan.tau):
        said.append((f"Stabilité du classement : τ de Kendall moyen {french.number(plan.tau, 2)} (1 = même ordre) quand poids, coûts et réglages varient de ±20 %.", "subtitle"))  # fmt: skip
    return said


def _cumulative(book: Book, place: Place, frame: pd.DataFrame) -> None:
    """Running sum of the costs as formulas, so that a changed cost carries through."""
    cost, column = xl_col_to_name(place.index("cost")), place.index("cumulative")
    style = book.styles.cell(layout.E)
    for offset, value in enumerate(frame["cumulative"]):
        row = place.first + offset
        formula = f"=SUM(${cost}${place.first + 1}:{cost}{row + 1})"
        book.sheet(NAME).write_formula(row, column, formula, style, value)


def _trial_budget(book: Book, row: int, place: Place, frame: pd.DataFrame) -> None:
    """A budget to try: how many actions it pays for, taken in order, and what they bring."""
    sheet, styles = book.sheet(NAME), book.styles
    total = float(frame["cost"].sum())
    budget = total if book.results.budget is None else book.results.budget
    paid = frame[frame["cumulative"] <= budget]
    sheet.write_string(row, 0, "Budget à essayer (modifiable)", styles.named("section"))
    sheet.write_number(row, INPUT_COLUMN, budget, styles.named("input"))
    cell = f"${xl_col_to_name(INPUT_COLUMN)}${row + 1}"
    cumulative, closed = place.cells("cumulative"), place.cells("closed")
    results = (
        ("Actions payées en entier, dans l'ordre", f'=COUNTIF({cumulative},"<="&{cell})', len(paid), "#,##0"),
        (
            "Manque comblé par ces actions",
            f'=SUMIF({cumulative},"<="&{cell},{closed})',
            math.fsum(paid["closed"]),
            "#,##0",
        ),
    )
    for offset, (label, formula, cached, number_format) in enumerate(results, start=1):
        sheet.write_string(row + offset, 0, label, styles.named("subtitle"))
        sheet.write_formula(row + offset, INPUT_COLUMN, formula, styles.named("total", number_format), cached)
