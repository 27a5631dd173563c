"""Sheets Cahiers des charges, Évolution and Suites données: what to have built, what changed since last time."""

from __future__ import annotations

from planner.report import layout_plan as layout
from planner.report.book import Book
from planner.report.briefs import brief_lines
from planner.report.campaign_scope import NotComparable
from planner.report.campaigns import Evolution, compare_campaigns
from planner.report.comparison_words import cautions, followed_sentence, movements
from planner.report.pages import A3
from planner.report.sheets.tables import Section, alone, lines, stacked
from planner.report.summary import summary

BRIEFS, EVOLUTION, FOLLOWED = "Cahiers des charges", "Évolution", "Suites données"
NO_CREATION = "Aucune formation à créer parmi les actions retenues dans ce périmètre."
NO_EARLIER = "Aucune campagne antérieure n'a été donnée : gardez celle-ci sous un nom pour pouvoir lui comparer la suivante."
RATES = ("answered", "reliability")
BREAKDOWNS = (
    ("Département", "departments"),
    ("Secteur", "filieres"),
    ("Besoin", "needs"),
    ("Compétence", "skills"),
)


def write_briefs(book: Book) -> None:
    """One line a course to create."""
    row = book.open(
        BRIEFS, "Cahiers des charges : formations à créer",
        "Ce que l'on demande de construire là où aucune formation ne répond. Imprimé : le cahier des charges ; à droite, le détail du calcul.",
        layout.BRIEFS_PRINTED,
    )  # fmt: skip
    frame = brief_lines(book.results, book.filters, book.briefs)
    if frame.empty:
        row = lines(book, BRIEFS, row, [(NO_CREATION, "warning")]) + 1
    printed = len(layout.BRIEFS_PRINTED)
    alone(book, BRIEFS, row, "Cahiers", layout.BRIEFS, frame, printed=printed, paper=A3)


def write_evolution(book: Book) -> None:
    """This campaign beside the earlier one, and what became of its recommendations; or why it cannot be."""
    found = _evolution(book)
    _write_changes(book, found)
    _write_followed(book, found)


def _write_changes(book: Book, found: Evolution | str) -> None:
    row = book.open(
        EVOLUTION, "Évolution depuis une campagne antérieure",
        "Ce qui a monté, ce qui a baissé, et la part de la méthode. Deux campagnes ne se comparent qu'à méthode égale.",
        layout.compared("Besoin"),
    )  # fmt: skip
    if isinstance(found, str):
        _say_why(book, EVOLUTION, row, found)
        return
    said = [(f"Campagne antérieure : {found.earlier}.", "scope")]
    said += [(text, "warning" if warning else "subtitle") for text, warning in cautions(found)]
    said += [(text, "finding line") for text in movements(found)]
    row = lines(book, EVOLUTION, row, said) + 1
    stacked(book, EVOLUTION, row, _sections(found), paper=A3)


def _write_followed(book: Book, found: Evolution | str) -> None:
    row = book.open(
        FOLLOWED, "Suites données aux préconisations de la campagne antérieure",
        "Ce que le catalogue d'aujourd'hui montre de chaque action alors retenue. Une formation absente du catalogue ne prouve pas qu'elle n'existe pas.",
        layout.FOLLOWED, unit=False,
    )  # fmt: skip
    if isinstance(found, str):
        _say_why(book, FOLLOWED, row, found)
        return
    row = lines(book, FOLLOWED, row, [(followed_sentence(found.recommendations), "scope")]) + 1
    alone(book, FOLLOWED, row, "Suites", layout.FOLLOWED, found.recommendations, frozen=1, paper=A3)


def _say_why(book: Book, sheet: str, row: int, reason: str) -> None:
    """A sheet with nothing to compare."""
    last = lines(book, sheet, row, [(reason, "warning")])
    book.sheet(sheet).set_column(0, 0, layout.METHOD[0].width)
    book.print_setup(sheet, last_row=last, last_column=len(layout.FOLLOWED) - 1)


def _evolution(book: Book) -> Evolution | str:
    """The comparison, or the sentence that says why there is none."""
    if book.earlier is None:
        return NO_EARLIER
    now = summary(book.results, book.filters, briefs=book.briefs)
    try:
        return compare_campaigns(book.earlier, now, book.same_method)
    except NotComparable as refusal:
        return str(refusal)


def _sections(found: Evolution) -> tuple[Section, ...]:
    totals = found.totals.dropna(subset=["before", "after"])
    rates = totals["measure"].isin(RATES)
    return (
        ("Ce qui a changé dans la méthode et les données lues", "Methode", layout.METHOD, found.method),
        ("Ensemble", "Ensemble", layout.apart(layout.TOTALS, found.separated), totals[~rates]),
        ("Taux", "Taux", layout.apart(layout.RATES, found.separated), totals[rates]),
        *(
            (
                f"Par {heading.lower()}",
                f"Evolution_{name}",
                layout.apart(layout.compared(heading), found.separated),
                getattr(found, name),
            )
            for heading, name in BREAKDOWNS
            if len(getattr(found, name))
        ),
    )
