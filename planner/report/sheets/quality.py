"""Sheet Qualité: how much was read, on how many postings the figures rest, what was set aside."""

from __future__ import annotations

import pandas as pd

from planner import french
from planner.report import figures, layout
from planner.report.accuracy import accuracy
from planner.report.book import Book
from planner.report.filters import Filters
from planner.report.reading import postings_in_scope, uncounted_postings
from planner.report.scope import gaps_in_scope, ratio
from planner.report.sheets.tables import stacked
from planner.results import Results

NAME = "Qualité"
OUT_OF_COUNT = "hors calcul"


def write_quality(book: Book) -> None:
    """Six tables: readings, accuracy, sample by département, signals and reservations, remarks, postings set aside."""
    results, filters = book.results, book.filters
    row = book.open(
        NAME, "Qualité : sur quoi reposent les chiffres",
        "Ce qui a été lu, ce qui manque, ce qui est emprunté ou hors calcul.", layout.QUALITY, unit=False,
    )  # fmt: skip
    tables = (
        ("Ce qui a été lu", "Lectures", layout.QUALITY, readings(results, filters)),
        (
            "Exactitude de la lecture, mesurée sur des lignes que des personnes ont jugées",
            "Exactitude",
            layout.ACCURACY,
            accuracy(),
        ),
        ("Annonces par département", "Effectifs", layout.SAMPLES, samples(results)),
        (
            "Signaux et réserves des lignes d'écart",
            "Reserves",
            layout.SIGNAL_QUALITY,
            reservations(results, filters),
        ),
        ("Remarques sur les fichiers", "Remarques", layout.MESSAGES, messages(results)),
        (
            "Annonces qui n'entrent dans aucune part",
            "Annonces_ecartees",
            layout.UNCOUNTED,
            uncounted_postings(results),
        ),
    )
    stacked(book, NAME, row, tables)


def readings(results: Results, filters: Filters) -> pd.DataFrame:
    """subject, count, share, comment: postings, courses, profiles, gap lines."""
    key = figures.key_figures(results, filters)
    gaps = gaps_in_scope(results, filters)
    places = results.inputs.courses["places"]
    doubtful = gaps["note"].str.startswith(OUT_OF_COUNT)
    scope = key.postings_in_scope
    rows = [
        ("Annonces lues", key.postings_read, None, "Toutes celles des fichiers."),
        ("… publiées à nouveau", key.postings_republished, ratio(key.postings_republished, key.postings_read), "La même annonce, au même endroit : elle compte une fois."),
        ("… du périmètre", scope, ratio(scope, key.postings_read), "Dans la région, et dans les départements et secteurs des filtres."),
        ("… dont le métier est reconnu", key.postings_coded, ratio(key.postings_coded, scope), "Les autres n'entrent dans aucune part."),
        ("… qui demandent une compétence IA", key.postings_asking_ai, ratio(key.postings_asking_ai, scope), "À la personne recrutée : ce que l'entreprise dit d'elle-même ne compte pas."),
        ("Formations lues", key.courses_read, None, "Toutes celles des fichiers."),
        ("… qui disent leurs places", int(places.notna().sum()), ratio(int(places.notna().sum()), len(places)), "Les autres places sont imputées (feuille Paramètres)."),
        ("… du périmètre qui enseignent une compétence IA précise", key.courses_teaching_ai, ratio(key.courses_teaching_ai, key.courses_in_scope), "Voir la feuille Catalogue lu."),
        ("… du périmètre qui nomment l'IA sans plus", key.courses_saying_only, ratio(key.courses_saying_only, key.courses_in_scope), "Leur programme ne dit pas ce qu'on y apprend : à demander à l'organisme."),
        ("Profils sectoriels lus", key.profiles_read, None, "Signal déclaré."),
        ("Lignes d'écart", len(gaps), None, "Compétence × département × secteur × public."),
        ("… hors calcul", int(doubtful.sum()), ratio(int(doubtful.sum()), len(gaps)), "Moins d'annonces que l'effectif minimal, même en région."),
        ("Compétences du référentiel sans aucune ligne", key.skills_in_framework - gaps["skill_id"].nunique(), ratio(key.skills_in_framework - gaps["skill_id"].nunique(), key.skills_in_framework), "Aucun signal n'en parle : cela ne prouve pas qu'elles sont inutiles."),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["subject", "count", "share", "comment"])


def samples(results: Results) -> pd.DataFrame:
    """label, postings, coded, comment: one row a département of the region."""
    postings = postings_in_scope(results, Filters())
    coded = set(results.codings.loc[results.codings["rome"] != "", "posting_id"])
    minimum = results.parameters.minimum_sample
    rows = []
    for dept, label in results.departments.items():
        here = postings[postings["dept"] == dept]
        known = int(here["posting_id"].isin(coded).sum())
        comment = (
            f"Au moins {french.number(minimum)} : des parts propres sont possibles, domaine professionnel par domaine professionnel."
            if known >= minimum
            else f"Moins de {french.number(minimum)} : les parts sont empruntées à la région."
        )
        rows.append((label, len(here), known, comment))
    return pd.DataFrame(rows, columns=["label", "postings", "coded", "comment"])


def reservations(results: Results, filters: Filters) -> pd.DataFrame:
    """signal, note, lines, share of the demand: the gap lines by retained signal and reservation."""
    gaps = gaps_in_scope(results, filters)
    table = gaps.groupby(["signal", "note"], as_index=False).agg(
        lines=("demand", "size"), demand=("demand", "sum")
    )
    table["share"] = [ratio(demand, gaps["demand"].sum()) for demand in table["demand"]]
    table["signal"] = table["signal"].replace("", "aucun : offre sans demande mesurée")
    return table.sort_values(["share", "signal", "note"], ascending=[False, True, True], ignore_index=True)


def messages(results: Results) -> pd.DataFrame:
    """file, number, severity, text: remarks of the readers, in reading order."""
    rows = [
        (message.file, number, message.severity, message.text)
        for number, message in enumerate(results.inputs.messages, start=1)
    ]
    return pd.DataFrame(rows, columns=["file", "number", "severity", "text"])
