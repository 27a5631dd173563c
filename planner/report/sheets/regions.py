"""Sheets Secteurs, Forces et faiblesses, Chaîne de valeur: where things stand, and how each place differs."""

from __future__ import annotations

import pandas as pd

from planner import french
from planner.needs import VALUE_CHAIN
from planner.report import layout_regional as layout
from planner.report.book import Book
from planner.report.pages import A3
from planner.report.regional import (
    WHOLE_REGION,
    cards_in_scope,
    strengths_in_scope,
    value_chain_in_scope,
    whole_run_only,
)
from planner.report.scope import layer_label
from planner.report.sheets.tables import alone, lines, stacked
from planner.report.styles import Kind

SECTORS, STRENGTHS, CHAIN = "Secteurs", "Forces et faiblesses", "Chaîne de valeur"
USERS = "utilisateurs"  # link of taxonomies/value_chain.csv that is estimated rather than counted
SCOPES = {"force": "Force", "faiblesse": "Faiblesse"}
WHOLE = "Ce tableau porte sur toutes les compétences et tous les publics : ces filtres ne le découpent pas."
NO_STRENGTH = "Aucun écart à la région ne dépasse son intervalle dans ce périmètre."
RULE = (
    "Règle : 0 aucun acteur, + à partir de 1, ++ à partir de 3, +++ à partir de 10 acteurs du maillon dans le territoire (hypothèse) ; "
    "« ? » quand le registre ne dit rien du maillon."
)
USERS_RULE = (
    "Le rapport régional écrit « ? » pour les utilisateurs : ils sont estimés ici par les emplois × le taux d'adoption de leur secteur, "
    "avec l'intervalle de ce taux."
)


def write_sectors(book: Book) -> None:
    """One card a filière × département."""
    row = book.open(
        SECTORS, "Secteurs : une fiche par secteur et département",
        "Qui y travaille, ce qu'on y demande, ce que l'offre couvre, ce qui manque. Un effectif ou un taux que le profil ne dit pas vient d'un chiffre public : sources à droite.",
        layout.CARDS_PRINTED,
    )  # fmt: skip
    row = _unfiltered(book, SECTORS, row)
    frame = cards_in_scope(book.results, book.filters)
    alone(book, SECTORS, row, "Fiches", layout.CARDS, frame, printed=len(layout.CARDS_PRINTED), paper=A3)


def write_strengths(book: Book) -> None:
    """Sentences, each with the figure that proves it."""
    row = book.open(
        STRENGTHS, "Forces et faiblesses des territoires et des secteurs",
        "Le taux de couverture d'un territoire ou d'un secteur, couche par couche, quand celui de la région est hors de son intervalle ; le plus marqué en tête.",
        layout.STRENGTHS, unit=False,
    )  # fmt: skip
    frame = strengths_in_scope(book.results, book.filters)
    if frame.empty:
        row = lines(book, STRENGTHS, row, [(NO_STRENGTH, "warning")]) + 1
    shown = frame.assign(
        verdict=frame["verdict"].map(SCOPES), layer_label=[layer_label(layer) for layer in frame["layer"]]
    )
    alone(book, STRENGTHS, row, "Forces_faiblesses", layout.STRENGTHS, shown, paper=A3)


def write_chain(book: Book) -> None:
    """Presence of each link, then its users, then the actors counted."""
    chain = value_chain_in_scope(book.results, book.filters)
    territories = list(dict.fromkeys(chain["territory"])) or [WHOLE_REGION]
    row = book.open(
        CHAIN, "Chaîne de valeur de l'intelligence artificielle",
        "Qui fabrique l'IA, qui la déploie, qui l'utilise : les sept maillons du rapport régional, comptés sur le registre d'acteurs.",
        layout.links(territories, Kind.LONG), unit=False,
    )  # fmt: skip
    row = lines(book, CHAIN, row, [(RULE, "subtitle"), (USERS_RULE, "subtitle")])
    row = _unfiltered(book, CHAIN, row + 1)
    users = chain[chain["link"] == USERS]
    stacked(book, CHAIN, row, (
        ("Présence par maillon", "Presence", layout.links(territories, Kind.LONG), presence(chain)),
        ("Combien d'utilisateurs", "Utilisateurs", layout.USERS, users),
        ("Acteurs comptés au registre", "Acteurs", layout.links(territories, Kind.COUNT), counted(chain)),
    ))  # fmt: skip
    sheet, marks = book.sheet(CHAIN), book.places["Presence"]
    # « 0 » is a mark of presence here, not a number that was typed as text.
    sheet.ignore_errors({"number_stored_as_text": marks.cells("report_presence").replace("$", "")})


def presence(chain: pd.DataFrame) -> pd.DataFrame:
    """label, report_presence, one column a territory: the mark, or the estimate where the link is the users."""
    shown = chain.assign(
        mark=[_estimate(row) if row["link"] == USERS else row["presence"] for row in chain.to_dict("records")]
    )
    table = _wide(shown, "mark")
    report = chain.drop_duplicates("link").set_index("label")["report_presence"].astype(str)
    table.insert(1, "report_presence", table["label"].map(report))
    return table


def counted(chain: pd.DataFrame) -> pd.DataFrame:
    """label, one column a territory: actors of the register; users are not counted there."""
    return _wide(chain[chain["link"] != USERS], "actors")


def _wide(chain: pd.DataFrame, value: str) -> pd.DataFrame:
    if chain.empty:
        return VALUE_CHAIN.frame()[["label"]].assign(**{WHOLE_REGION: []})
    wide = chain.pivot(index="label", columns="territory", values=value)
    return (
        wide.loc[list(dict.fromkeys(chain["label"])), list(dict.fromkeys(chain["territory"]))]
        .reset_index()
        .rename_axis(columns=None)
    )


def _estimate(row: dict[str, float]) -> str:
    """« 245 000 (190 000 à 300 000) »: thousands are all that such an estimate can say."""
    people, low, high = (french.number(round(row[name], -3)) for name in ("people", "low", "high"))
    return f"{people} ({low} à {high})"


def _unfiltered(book: Book, sheet: str, row: int) -> int:
    """Say so when a filter is on that the sheet does not follow."""
    return lines(book, sheet, row, [(WHOLE, "warning")]) + 1 if whole_run_only(book.filters) else row
