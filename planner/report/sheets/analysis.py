"""Sheets of figures: Écarts, Répartitions, Territoires, Besoins, Compétences, Catalogue lu."""

from __future__ import annotations

import pandas as pd

from planner import french
from planner.model import Layer
from planner.report import figures, layout
from planner.report.book import Book
from planner.report.findings import TOP
from planner.report.hearings import by_audience, by_axis
from planner.report.lines import gap_lines, matrix, need_members, skill_lines
from planner.report.pages import A3
from planner.report.reading import courses_read
from planner.report.regional import disparities_in_scope
from planner.report.sheets.tables import Section, alone, lines, place_table, stacked
from planner.report.styles import MIDDLE, PAPER, Kind
from planner.report.table import Column, Place, set_widths, write_subtotals

MATRIX_HEADINGS = {"layer": "Couche", "filiere": "Secteur", "skill_id": "Compétence"}
GAPS_PRINTED = 300  # lines (our choice: half a dozen A3 pages); tens of thousands are to be read on screen
MATRICES = (  # title, table, rows, measure
    ("Manque par couche et département", "Couche_departement", "layer", "missing"),
    ("Demande servie par couche et département", "Couche_servie", "layer", "answered"),
    ("Manque par secteur et département", "Secteur_departement", "filiere", "missing"),
    ("Manque par compétence et département", "Competence_departement", "skill_id", "missing"),
)


def write_gaps(book: Book) -> None:
    """The long table: one line a skill × département × sector × public."""
    name, frame = "Écarts", gap_lines(book.results, book.filters)
    sheet, first = book.sheet(name), min(len(frame), GAPS_PRINTED)
    printed = "" if first == len(frame) else f" Imprimé : les {french.number(first)} plus grands manques."
    row = book.open(
        name,
        "Écarts entre besoins et offre de formation",
        "Une ligne par compétence, département, secteur et public. Filtrez par les flèches d'en-tête ; le total suit les lignes affichées."
        + printed,
        layout.GAPS,
    )
    place = place_table(book, name, row + 1, "Ecarts", layout.GAPS, frame)
    write_subtotals(
        sheet, book.styles, row, place, frame, ("demand", "low", "high", "supply", "gap", "missing")
    )
    set_widths(sheet, layout.GAPS)
    _shade_column(book, place, "missing")
    sheet.freeze_panes(place.first, 2)
    sheet.repeat_rows(place.heading_row)
    last = place.first + max(first, 1) - 1
    book.print_setup(name, last_row=last, last_column=len(layout.GAPS) - 1, paper=A3)


def write_breakdowns(book: Book) -> None:
    """By layer, by public, by sector, and the most lacking skills: what the charts draw."""
    name, results, filters = "Répartitions", book.results, book.filters
    row = book.open(
        name,
        "Répartitions du manque",
        "Par couche, par public, par secteur, les dix compétences les plus manquantes, puis les quatre axes et les publics visés.",
        layout.FILIERES,
    )
    tables = (
        ("Par couche du référentiel", "Couches", layout.LAYERS, figures.by_layer(results, filters)),
        ("Par public", "Publics", layout.PUBLICS, figures.by_public(results, filters)),
        ("Par secteur", "Secteurs", layout.FILIERES, figures.by_filiere(results, filters)),
        (
            "Compétences les plus manquantes",
            "Premieres_competences",
            layout.TOP_SKILLS,
            figures.by_skill(results, filters).dropna(subset="missing").head(TOP),
        ),
        ("Par axe des quatre auditions (une compétence peut en avoir plusieurs : ne pas additionner)", "Axes", layout.AXES, by_axis(results, filters)),
        ("Par public visé (compétences qui s'adressent à lui : ne pas additionner)", "Publics_vises", layout.AUDIENCES, by_audience(results, filters)),
    )  # fmt: skip
    stacked(book, name, row, tables)


def write_territories(book: Book) -> None:
    """By département, then matrices: layer, sector and skill × département."""
    name, results, filters = "Territoires", book.results, book.filters
    row = book.open(
        name,
        "Territoires : où le manque est le plus grand",
        "Chiffres par département, écart à la région et ce qui l'explique, puis tableaux croisés : plus la case est sombre, plus le manque est grand.",
        layout.DEPARTMENTS,
    )
    tables = (
        ("Par département", "Departements", layout.DEPARTMENTS, figures.by_department(results, filters)),
        ("Disparités : chaque département à côté de la région", "Disparites", layout.DISPARITIES, disparities_in_scope(results, filters)),
    )  # fmt: skip
    matrices = [_matrix(book, title, table, key, measure) for title, table, key, measure in MATRICES]
    stacked(book, name, row, (*tables, *matrices), paper=A3)
    for _, table, _, measure in MATRICES:
        _shade(book, book.places[table], measure)


def _matrix(book: Book, title: str, table: str, key: str, measure: str) -> Section:
    """``measure`` by ``key`` × département."""
    results = book.results
    labels = {
        "layer": {layer: layer.label for layer in Layer},
        "filiere": results.filieres,
        "skill_id": dict(zip(results.skills["skill_id"], results.skills["label_fr"], strict=True)),
    }[key]
    frame = matrix(results, key, measure, book.filters)
    frame.insert(0, "label", frame[key].map(labels))
    kind = Kind.SHARE if measure == "answered" else Kind.COUNT
    return title, table, _matrix_columns(book, frame, MATRIX_HEADINGS[key], kind), frame


def write_needs(book: Book) -> None:
    """Needs and their members, with how far the grouping can be trusted."""
    name, results, filters = "Besoins", book.results, book.filters
    row = book.open(
        name,
        "Besoins de formation",
        "Compétences qui manquent ensemble et peuvent s'enseigner ensemble.",
        layout.NEEDS,
    )
    row = lines(book, name, row, stability_lines(book))
    tables = (
        ("Besoins, du plus grand manque au plus petit", "Besoins", layout.NEEDS, figures.by_need(results, filters)),
        ("Compétences de chaque besoin", "Membres", layout.MEMBERS, need_members(results, filters)),
    )  # fmt: skip
    stacked(book, name, row + 1, tables, paper=A3, frozen=2)


def stability_lines(book: Book) -> list[tuple[str, str]]:
    """Silhouette and stability in words; a warning when another draw of skills would group them otherwise."""
    needs = book.results.needs
    figures_line = (
        f"Silhouette moyenne : {french.number(needs.silhouette, 2)} (−1 à 1). "
        f"Stabilité : {french.number(needs.stability, 2)} (indice de Rand ajusté sur des tirages de 80 % des compétences, 1 = identique)."
    )
    if not needs.fragile:
        return [(figures_line, "subtitle")]
    return [
        (figures_line, "subtitle"),
        (
            "Regroupement fragile : d'autres regroupements sont presque aussi bons. Lisez les membres avant le nom.",
            "warning",
        ),
    ]


def write_skills(book: Book) -> None:
    """The framework, with the four demand signals side by side."""
    name, frame = "Compétences", skill_lines(book.results, book.filters)
    row = book.open(
        name,
        "Référentiel des compétences IA et signaux de demande",
        "Quatre signaux voient en partie les mêmes personnes : comparez-les, ne les additionnez pas. La demande retient, cellule par cellule, le plus fort.",
        layout.SKILLS,
    )
    place = alone(book, name, row, "Competences", layout.SKILLS, frame, paper=A3)
    _shade_column(book, place, "missing")


def write_catalogue(book: Book) -> None:
    """How each course was read."""
    name, frame = "Catalogue lu", courses_read(book.results, book.filters)
    row = book.open(
        name,
        "Catalogue lu : ce que les formations disent et enseignent",
        "Vérifiez ici comment chaque formation a été lue : la part enseignée et les mots lus font les places comptées.",
        layout.COURSES,
        unit=False,
    )
    alone(book, name, row, "Catalogue", layout.COURSES, frame, paper=A3)


def _matrix_columns(book: Book, frame: pd.DataFrame, heading: str, kind: Kind) -> tuple[Column, ...]:
    depts = [column for column in frame.columns if column in book.results.departments]
    return (
        Column("label", heading, Kind.LONG, 58, heading),
        *(Column(dept, book.results.departments[dept], kind, 12, "") for dept in depts),
        Column("region", "Ensemble", kind, 12, ""),
    )


def _shade(book: Book, place: Place, measure: str) -> None:
    """Scale of one colour over the départements of a matrix, dark where the situation is worst."""
    low, high = (PAPER, MIDDLE) if measure == "missing" else (MIDDLE, PAPER)
    book.sheet(place.sheet).conditional_format(
        place.first, 1, place.last, len(place.columns) - 2,
        {"type": "2_color_scale", "min_color": low, "max_color": high},
    )  # fmt: skip


def _shade_column(book: Book, place: Place, key: str) -> None:
    """The same scale down one column: the largest gaps are the darkest."""
    column = place.index(key)
    book.sheet(place.sheet).conditional_format(
        place.first, column, place.last, column,
        {"type": "2_color_scale", "min_color": PAPER, "max_color": MIDDLE},
    )  # fmt: skip
