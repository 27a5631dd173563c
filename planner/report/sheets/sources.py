"""Sheets Paramètres, Sensibilité and Sources: every number that was assumed, every table that was used."""

from __future__ import annotations

import pandas as pd

from planner.report import layout, layout_plan
from planner.report.book import Book
from planner.report.precision import significant_frame
from planner.report.sheets.tables import alone, lines, stacked
from planner.results import Results

PARAMETERS_SHEET, SENSITIVITY_SHEET, SOURCES_SHEET = "Paramètres", "Sensibilité", "Sources"
NOT_COUNTED = (
    "Non calculée pour ce rapport : elle recompte les besoins une quarantaine de fois et se demande à part."
)
# Public data behind the signals, the same for every run (taxonomies/SOURCES.md says what was kept of each).
METHOD_SOURCES = (
    ("Emplois par métier et département", "Dares, tensions sur le marché du travail, données 2019 ; familles professionnelles FAP 2009", "Licence Ouverte 2.0, Dares"),
    ("Secteurs employeurs de chaque métier", "Dares, secteurs employeurs par métier (national) ; La Bonne Boîte, embauches 2021, pour le reste", "Licence Ouverte 2.0, Dares et France Travail"),
    ("Exposition des métiers à l'IA générative", "Gmyrek, Berg et al., Generative AI and Jobs: A Refined Global Index of Occupational Exposure, OIT, document de travail 140, 2025", "CC BY 4.0, Organisation internationale du travail"),
    ("Passage des métiers ROME à la CITP-08", "France Travail, correspondance ROME–ISCO-08", "France Travail ; licence à vérifier"),
    ("Adoption de l'IA par secteur", "Insee, enquête TIC-entreprises 2024 ; ADquation pour La France Agricole, 2025 ; Observatoire Data Publica, 2024 ; hypothèses dites ligne à ligne dans taxonomies/adoption.csv", "chiffres cités avec leur source"),
    ("Recrutements annuels de la région", "France Travail, enquête Besoins en main-d'œuvre", "chiffres cités avec leur source"),
    ("Obligation de culture de l'IA", "Règlement (UE) 2024/1689, article 4", "© Union européenne"),
    ("Communes, départements, activités (NAF)", "Insee, Code officiel géographique et NAF rév. 2", "Licence Ouverte 2.0, Insee"),
    ("Dispositifs de financement", "Pages publiques nommées ligne à ligne, avec leur date, dans taxonomies/programmes.csv", "faits cités avec leur source"),
)  # fmt: skip


def write_parameters(book: Book) -> None:
    """Value in force, default, unit and source of every parameter, then of every setting of the plan."""
    row = book.open(
        PARAMETERS_SHEET, "Paramètres du calcul et réglages du plan",
        "Chaque nombre qui fait d'un signal des personnes par an, puis chaque nombre qui choisit les actions. « hypothèse » : aucune source publiée trouvée.",
        layout.PARAMETERS, unit=False,
    )  # fmt: skip
    plan = book.results.plan
    tables = [
        (
            "Calcul des besoins et des coûts",
            "Parametres",
            layout.PARAMETERS,
            in_force(book.results.parameters.as_rows()),
        )
    ]
    if plan is not None:
        tables.append(("Choix des actions", "Reglages", layout.PARAMETERS, in_force(plan.settings.as_rows())))
    stacked(book, PARAMETERS_SHEET, row, tables)


def in_force(rows: list[dict[str, object]]) -> pd.DataFrame:
    """The rows with ``changed``: is the value another than the default?"""
    frame = pd.DataFrame(rows)
    return frame.assign(changed=frame["value"] != frame["default"])


def write_sensitivity(book: Book) -> None:
    """What each parameter weighs, or how to have it counted."""
    frame = significant_frame(book.results.sensitivity)
    row = book.open(
        SENSITIVITY_SHEET, "Sensibilité : ce que pèse chaque paramètre",
        "Chaque paramètre baissé puis relevé de 20 %, les autres tenus : ce que devient le manque de toute la région. Le plus influent en tête.",
        layout_plan.SENSITIVITY,
    )  # fmt: skip
    if frame.empty:
        row = lines(book, SENSITIVITY_SHEET, row, [(NOT_COUNTED, "warning")]) + 1
    alone(book, SENSITIVITY_SHEET, row, "Sensibilite", layout_plan.SENSITIVITY, frame, frozen=1)


def write_sources(book: Book) -> None:
    """References in use, public data behind the signals, sector profiles."""
    row = book.open(
        SOURCES_SHEET, "Sources", "Référentiels de ce calcul, données publiques de la méthode, profils sectoriels apportés.",
        layout.REFERENCES, unit=False,
    )  # fmt: skip
    tables = (
        ("Référentiels utilisés", "Referentiels", layout.REFERENCES, references(book.results)),
        ("Données publiques de la méthode", "Donnees_publiques", layout.SOURCES, method_sources()),
        ("Profils sectoriels", "Profils", layout.PROFILES, profiles(book.results)),
    )
    stacked(book, SOURCES_SHEET, row, tables)


def references(results: Results) -> pd.DataFrame:
    """name, version, date, licence, origin, rows of each reference in use."""
    fields = ["name", "version", "date", "licence", "origin", "rows"]
    return pd.DataFrame([[getattr(r, f) for f in fields] for r in results.references], columns=fields)


def method_sources() -> pd.DataFrame:
    """subject, source, licence."""
    return pd.DataFrame(METHOD_SOURCES, columns=["subject", "source", "licence"])


def profiles(results: Results) -> pd.DataFrame:
    """Sector profiles with their territory written in full."""
    frame = results.inputs.profiles
    return frame.assign(territory=[results.departments.get(dept, "région entière") for dept in frame["dept"]])
