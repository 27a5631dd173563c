"""Sheet Préconisations: the ranked actions, with a budget that the planner can try."""

from __future__ import annotations

import math

import pandas as pd
from xlsxwriter.utility import xl_col_to_name

from planner import french
from planner.plan import Plan
from planner.report import layout
from planner.report.book import Book
from planner.report.figures import by_need
from planner.report.lines import plan_lines
from planner.report.pages import A3
from planner.report.sheets.tables import lines, place_table
from planner.report.table import Place, set_widths, write_subtotals

NAME = "Préconisations"
INPUT_COLUMN = 3  # where the trial budget and its results stand, beside their labels
SUMMED = ("groups", "places", "cost", "closed")
TRIAL_ROWS = 5  # budget, rise of costs, two results, an empty row


def write_plan(book: Book) -> None:
    """Actions in rank order; costs and trials are formulas, their cached values right."""
    frame = plan_lines(book.results, book.filters)
    frame["group_cost"] = frame["cost"] / frame["groups"]
    frame["cumulative"] = frame["cost"].cumsum()
    sheet = book.sheet(NAME)
    row = book.open(
        NAME,
        "Préconisations : actions sur l'offre de formation",
        "Actions dans l'ordre où elles apportent le plus par euro, pour tous les secteurs du besoin ; les filtres choisissent les lignes, sans couper une action. Imprimé : la décision sur les actions retenues ; à droite et dessous, le détail et les autres actions.",
        layout.PLAN_PRINTED,
    )
    trial = lines(book, NAME, row, proofs(book.results.plan))
    row = trial + TRIAL_ROWS
    place = place_table(book, NAME, row + 2, "Preconisations", layout.PLAN, frame)
    _total_retained(book, row, place, frame)
    write_subtotals(sheet, book.styles, row + 1, place, frame, SUMMED)
    _link_needs(book, place, frame)
    _costs(book, trial + 1, place, frame)
    _trial_budget(book, trial, place, frame)
    set_widths(sheet, layout.PLAN)
    sheet.freeze_panes(place.first, 3)
    sheet.repeat_rows(place.heading_row)
    last_column = len(layout.PLAN_PRINTED) - 1
    book.print_setup(NAME, last_row=_last_printed(place, frame), last_column=last_column, paper=A3)


def _total_retained(book: Book, row: int, place: Place, frame: pd.DataFrame) -> None:
    """What the retained actions come to, beside the total of all."""
    sheet, styles = book.sheet(NAME), book.styles
    sheet.write_string(row, 0, "Total des actions retenues", styles.named("total"))
    for position in range(1, len(place.columns)):
        sheet.write_blank(row, position, None, styles.named("total"))
    chosen = frame[frame["chosen"].astype(bool)]
    for key in SUMMED:
        number_format = styles.cell(place.columns[place.index(key)].kind).num_format
        formula = f'=SUMIF({place.cells("chosen")},"oui",{place.cells(key)})'
        style = styles.named("total", str(number_format))
        sheet.write_formula(row, place.index(key), formula, style, math.fsum(chosen[key]))


def _last_printed(place: Place, frame: pd.DataFrame) -> int:
    """Row of the last action retained when these come first; of the last action otherwise."""
    chosen = frame["chosen"].astype(bool)
    retained = int(chosen.sum())
    return place.first + retained - 1 if retained and chosen.head(retained).all() else place.last


def proofs(plan: Plan | None) -> list[tuple[str, str]]:
    """How good the plan is and how its order holds, in sentences; nothing for results made by hand."""
    if plan is None:
        return []
    said = [(sentence, "subtitle") for sentence in plan.solution.sentences()]
    if not math.isnan(plan.tau):
        said.append((f"Stabilité du classement : τ de Kendall moyen {french.number(plan.tau, 2)} (1 = même ordre) quand poids, coûts et réglages varient de ±20 %.", "subtitle"))  # fmt: skip
    return said


def _link_needs(book: Book, place: Place, frame: pd.DataFrame) -> None:
    """The code of each need leads to its line of the sheet Besoins, looked up, so wherever a sort puts it."""
    needs, style = book.places["Besoins"], book.styles.cell(layout.T)
    known = set(by_need(book.results, book.filters)["need_id"])
    found = f"ROW({needs.heading_cell})+MATCH(\"{{0}}\",'{needs.sheet}'!{needs.cells('need_id')},0)"
    link = f'=HYPERLINK("#\'{needs.sheet}\'!A"&{found},"{{0}}")'
    for row, need in enumerate(frame["need_id"], start=place.first):
        if need in known:
            column = place.index("need_id")
            book.sheet(NAME).write_formula(row, column, link.format(need), style, need)


def _costs(book: Book, rise_row: int, place: Place, frame: pd.DataFrame) -> None:
    """Cost, cost of a unit and running sum as formulas, so that a changed group, cost or rise carries through.

    The sum runs over ranks, not over lines: a sort leaves it right.
    """
    letter = {
        key: xl_col_to_name(place.index(key)) for key in ("rank", "groups", "group_cost", "cost", "closed")
    }
    rise = f"${xl_col_to_name(INPUT_COLUMN)}${rise_row + 1}"
    style = book.styles.cell(layout.E)
    for row, action in enumerate(frame.to_dict("records"), start=place.first):
        line = row + 1
        formulas = {
            "cost": f"={letter['groups']}{line}*{letter['group_cost']}{line}*(1+{rise})",
            "unit_cost": f"={letter['cost']}{line}/{letter['closed']}{line}",
            "cumulative": f'=SUMIF({place.cells("rank")},"<="&{letter["rank"]}{line},{place.cells("cost")})',
        }
        for key, formula in formulas.items():
            if math.isfinite(action[key]) and math.isfinite(action["group_cost"]):
                book.sheet(NAME).write_formula(row, place.index(key), formula, style, action[key])


def _trial_budget(book: Book, row: int, place: Place, frame: pd.DataFrame) -> None:
    """A budget and a rise of costs to try: how many actions are paid for, in order, and what they bring."""
    sheet, styles = book.sheet(NAME), book.styles
    total = float(frame["cost"].sum())
    budget = total if book.results.budget is None else book.results.budget
    paid = frame[frame["cumulative"] <= budget]
    cell = f"${xl_col_to_name(INPUT_COLUMN)}${row + 1}"
    cumulative = place.cells("cumulative")
    inputs = (("Budget à essayer (modifiable)", budget, ""), ("Hausse des coûts à essayer", 0.0, "0 %"))
    for offset, (label, value, number_format) in enumerate(inputs):
        sheet.write_string(row + offset, 0, label, styles.named("section"))
        sheet.write_number(row + offset, INPUT_COLUMN, value, styles.named("input", number_format))
    results = (
        ("Actions payées en entier, dans l'ordre", f'=COUNTIF({cumulative},"<="&{cell})', len(paid)),
        (
            "Manque comblé par ces actions",
            f'=SUMIF({cumulative},"<="&{cell},{place.cells("closed")})',
            math.fsum(paid["closed"]),
        ),
    )
    for offset, (label, formula, cached) in enumerate(results, start=len(inputs)):
        sheet.write_string(row + offset, 0, label, styles.named("subtitle"))
        sheet.write_formula(row + offset, INPUT_COLUMN, formula, styles.named("total", "#,##0"), cached)
