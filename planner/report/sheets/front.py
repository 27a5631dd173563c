"""Sheets Lisez-moi and Glossaire: what the workbook is, how to read it, what its words mean."""

from __future__ import annotations

import pandas as pd

from planner import __version__, french
from planner.report import layout
from planner.report.book import DEMONSTRATION, UNIT, Book
from planner.report.sheets.tables import alone
from planner.report.styles import Kind
from planner.report.table import height, text_cell

README, GLOSSARY = "Lisez-moi", "Glossaire"
HEADING_WIDTH, TEXT_WIDTH = 20, 96  # characters

# The sheets in order, with what each one answers.
CONTENTS = {
    "Synthèse": "Une page à imprimer : chiffres clés, cinq constats, trois graphiques.",
    "Préconisations": "Que faire, où, pour qui, avec quelle formation, à quel coût, avec quel financement possible ?",
    "Cahiers des charges": "Que doit contenir chaque formation à créer ?",
    "Besoins": "Quelles compétences manquent ensemble ?",
    "Écarts": "Toutes les lignes : compétence × département × secteur × public. À lire à l'écran : seuls les plus grands manques s'impriment.",
    "Répartitions": "Le manque par couche, par public, par secteur, par axe et par public visé ; les dix premières compétences.",
    "Territoires": "Où le manque est-il le plus grand, rapporté aux emplois, et pourquoi ?",
    "Secteurs": "Une fiche par secteur et département : effectif, métiers exposés, compétences demandées, couvertes, manquantes.",
    "Forces et faiblesses": "Quels territoires et secteurs se détachent de la région, au-delà de l'incertitude ?",
    "Chaîne de valeur": "Qui fabrique l'IA et qui l'utilise : les sept maillons par département.",
    "Compétences": "Le référentiel, avec les quatre signaux de demande côte à côte.",
    "Catalogue lu": "Que dit et qu'enseigne chaque formation ?",
    "Qualité": "Sur combien d'annonces, lues avec quelle exactitude, avec quelles réserves ?",
    "Évolution": "Ce qui a monté ou baissé depuis une campagne antérieure, méthode mise à part.",
    "Suites données": "Que sont devenues les préconisations de la campagne antérieure ?",
    "Paramètres": "Chaque nombre supposé ou choisi, avec sa source.",
    "Sensibilité": "Quels paramètres pèsent le plus sur le manque ?",
    "Sources": "D'où viennent les référentiels et les données.",
    "Glossaire": "Définition de chaque colonne et de chaque terme.",
}
HOW_TO_READ = (
    UNIT,
    "Quatre signaux disent la demande : les annonces (ce que les employeurs demandent), l'exposition (les emplois que l'IA générative peut "
    "changer), l'obligation (la culture de l'IA due au personnel, règlement européen sur l'IA, article 4), le déclaré (ce que disent les "
    "branches et les territoires). Ils voient en partie les mêmes personnes : la demande d'une cellule est le plus fort d'entre eux, jamais leur somme.",
    "Chaque chiffre porte son taux de fiabilité : la part qui en est observée, et non imputée, empruntée à la région ou supposée. "
    "Sous 50 %, ce taux est écrit en italique : retenez un ordre de grandeur, pas un nombre.",
    "Une cellule vide veut dire « inconnu » ou « sans objet », jamais zéro.",
    "Les tableaux se filtrent et se trient ; dans Écarts et Préconisations, le total suit les lignes affichées. Dans Préconisations, essayez un autre budget.",
)
LIMITS = (
    "Les annonces ne montrent pas tout le besoin : presque aucune ne demande l'éthique ou la culture de l'IA, et elles sur-représentent les cadres.",
    "Les emplois par métier et département sont de 2019, les parts des secteurs sont nationales : les petits territoires sont à lire avec prudence.",
    "Les places comptées sont celles du catalogue lu : une formation absente du catalogue compte pour zéro place.",
    "La demande est ce qu'il faudrait former, non ce que des personnes demandent à suivre ; elle dépend des paramètres, que l'on peut changer.",
    "Un financement « possible » veut dire qu'aucune règle connue ne l'exclut : seul le financeur décide.",
)
TERMS = (
    ("Couche", "Une des six couches du référentiel des compétences IA : 1 concevoir, 2 intégrer et déployer, 3 utiliser dans son métier, 4 comprendre, 5 cadrer, 6 conduire."),
    ("Signal", "Une façon de voir la demande : annonces, exposition, obligation, déclaré."),
    ("Hors calcul", "Moins d'annonces que l'effectif minimal, même en région : aucune part n'est calculée."),
    ("Emprunté à la région", "Trop peu d'annonces dans le département : la part mesurée sur toute la région en tient lieu."),
    ("Imputé", "Valeur absente de la source, remplacée par une valeur par défaut (feuille Paramètres)."),
    ("ROME 4.0", "Répertoire opérationnel des métiers et des emplois, de France Travail."),
    ("ESCO", "Classification européenne des aptitudes, compétences, certifications et professions."),
    ("Besoin de formation", "Groupe de compétences en manque qui se ressemblent et se demandent ensemble (classification ascendante hiérarchique)."),
    ("Silhouette", "Rousseeuw, 1987 : de −1 à 1, combien une compétence ressemble plus à son besoin qu'au besoin voisin."),
    ("Indice de Rand ajusté", "Hubert et Arabie, 1985 : 1 quand deux regroupements sont identiques, 0 quand leur accord est celui du hasard."),
)  # fmt: skip


def write_readme(book: Book) -> None:
    """What, scope, versions, contents with links, how to read, limits."""
    sheet, styles = book.sheet(README), book.styles
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, HEADING_WIDTH)
    sheet.set_column(1, 1, TEXT_WIDTH)
    sheet.write_string(
        0, 0, "Besoins de formation aux compétences de l'IA – Pays de la Loire", styles.named("title")
    )
    sheet.set_row(0, 26)
    row = 2
    if book.results.inputs.demonstration:
        sheet.write_string(row, 0, "Attention", styles.named("label"))
        sheet.write_string(row, 1, f" {DEMONSTRATION}", styles.named("warning"))
        row += 1
    for heading, text in _identity(book):
        row = _line(book, row, heading, text)
    row = _contents(book, row + 1)
    for heading, texts in (("Comment lire", HOW_TO_READ), ("Limites", LIMITS)):
        sheet.write_string(row + 1, 0, heading, styles.named("section"))
        row += 2
        for number, text in enumerate(texts, start=1):
            row = _line(book, row, f"{number}.", text)
    book.print_setup(README, last_row=row, last_column=1, portrait=True)


def write_glossary(book: Book) -> None:
    """Terms, then every column of every table with the sheets where it stands."""
    row = book.open(
        GLOSSARY, "Glossaire", "Les termes, puis les colonnes des tableaux.", layout.GLOSSARY, unit=False
    )
    alone(book, GLOSSARY, row, "Glossaire", layout.GLOSSARY, glossary(book), frozen=1)


def glossary(book: Book) -> pd.DataFrame:
    """term, sheets, definition; a column that several sheets share is defined once."""
    where: dict[tuple[str, str], list[str]] = {}
    for place in book.places.values():
        for column in place.columns:
            if column.note and column.note != column.heading:
                sheets = where.setdefault((column.heading, column.note), [])
                sheets += [place.sheet] if place.sheet not in sheets else []
    rows = [(term, "", definition) for term, definition in TERMS]
    rows += [(term, ", ".join(sheets), note) for (term, note), sheets in sorted(where.items())]
    return pd.DataFrame(rows, columns=["term", "sheets", "definition"])


def _identity(book: Book) -> list[tuple[str, str]]:
    results, inputs = book.results, book.results.inputs
    versions = [f"{r.name} {r.version} ({r.origin})" for r in results.references]
    budget = (
        "sans plafond : toutes les actions sont classées"
        if results.budget is None
        else french.euros(results.budget)
    )
    return [
        ("Objet", "Préconisations d'évolution de l'offre de formation aux compétences de l'IA, formation initiale et continue, par besoin, secteur et territoire."),
        ("Campagne", results.campaign or "sans nom"),
        ("Date du calcul", french.date(results.run_date) or "non précisée"),
        ("Périmètre", book.filters.describe(results.departments, results.filieres)),
        ("Budget annuel", budget),
        ("Lu", f"{french.plural(len(inputs.postings), 'annonce')}, {french.plural(len(inputs.courses), 'formation')}, {french.plural(len(inputs.profiles), 'profil sectoriel', 'profils sectoriels')}."),
        ("Fichiers", french.listed(inputs.files) or "non précisés"),
        ("Référentiels", " ; ".join(versions)),
        ("Logiciel", f"Planificateur des compétences IA, version {__version__}"),
    ]  # fmt: skip


def _contents(book: Book, row: int) -> int:
    sheet, styles = book.sheet(README), book.styles
    sheet.write_string(row, 0, "Feuilles", styles.named("section"))
    for offset, (name, text) in enumerate(CONTENTS.items(), start=1):
        sheet.write_url(row + offset, 0, f"internal:'{name}'!A1", styles.named("link"), name)
        text_cell(sheet, styles, row + offset, 1, text, Kind.LONG)
    return row + len(CONTENTS) + 1


def _line(book: Book, row: int, heading: str, text: str) -> int:
    sheet, styles = book.sheet(README), book.styles
    sheet.write_string(row, 0, heading, styles.named("label"))
    text_cell(sheet, styles, row, 1, text, Kind.LONG)
    sheet.set_row(row, height(text, TEXT_WIDTH))
    return row + 1
