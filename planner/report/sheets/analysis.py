"""Sheets of figures: Écarts, Répartitions, Territoires, Besoins, Compétences, Catalogue lu."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from xlsxwriter.utility import xl_rowcol_to_cell

from planner import french
from planner.model import Layer
from planner.report import figures, layout
from planner.report.book import A3, Book
from planner.report.findings import TOP
from planner.report.lines import gap_lines, matrix, need_members, skill_lines
from planner.report.reading import courses_read
from planner.report.styles import MIDDLE, PAPER, Kind
from planner.report.table import Column, Place, set_widths, write_subtotals, write_table

LOW_RELIABILITY = 0.5  # repère de lecture (hypothèse): under it, most of the figure is assumed or borrowed
SECTION_GAP = 2  # empty rows between two tables of a sheet
MATRIX_HEADINGS = {"layer": "Couche", "filiere": "Secteur", "skill_id": "Compétence"}
MATRICES = (  # title, table, rows, measure
    ("Manque par couche et département", "Couche_departement", "layer", "missing"),
    ("Demande servie par couche et département", "Couche_servie", "layer", "answered"),
    ("Manque par secteur et département", "Secteur_departement", "filiere", "missing"),
    ("Manque par compétence et département", "Competence_departement", "skill_id", "missing"),
)


def place_table(
    book: Book, sheet: str, row: int, name: str, columns: Sequence[Column], frame: pd.DataFrame
) -> Place:
    """Write a table, remember where it stands, and mark doubtful figures when it shows a reliability."""
    place = write_table(book.sheet(sheet), book.styles, row, name, columns, frame)
    book.places[name] = place
    keys = {column.key for column in columns}
    if "reliability" in keys:
        _mark_doubtful(book, place)
    return place


def section(book: Book, sheet: str, row: int, text: str) -> int:
    """A heading between two tables; returns the row of the table."""
    book.sheet(sheet).write_string(row, 0, text, book.styles.named("section"))
    return row + 1


def write_gaps(book: Book) -> None:
    """The long table: one line a skill × département × sector × public."""
    name, frame = "Écarts", gap_lines(book.results, book.filters)
    sheet = book.sheet(name)
    row = book.open(
        name,
        "Écarts entre besoins et offre de formation",
        "Une ligne par compétence, département, secteur et public. Filtrez par les flèches d'en-tête ; le total suit les lignes affichées.",
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
    book.print_setup(name, last_row=place.last, last_column=len(layout.GAPS) - 1, paper=A3)


def write_breakdowns(book: Book) -> None:
    """By layer, by public, by sector, and the most lacking skills: what the charts draw."""
    name, results, filters = "Répartitions", book.results, book.filters
    row = book.open(
        name,
        "Répartitions du manque",
        "Par couche, par public, par secteur, et les dix compétences les plus manquantes.",
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
    )
    for title, table, columns, frame in tables:
        row = (
            place_table(book, name, section(book, name, row, title), table, columns, frame).last
            + 1
            + SECTION_GAP
        )
    set_widths(book.sheet(name), *(columns for _, _, columns, _ in tables))
    book.sheet(name).freeze_panes(0, 1)
    book.print_setup(name, last_row=row - SECTION_GAP, last_column=len(layout.FILIERES) - 1)


def write_territories(book: Book) -> None:
    """By département, then matrices: layer, sector and skill × département."""
    name, results, filters = "Territoires", book.results, book.filters
    row = book.open(
        name,
        "Territoires : où le manque est le plus grand",
        "Chiffres par département, puis tableaux croisés ; plus la case est sombre, plus le manque est grand.",
        layout.DEPARTMENTS,
    )
    row = section(book, name, row, "Par département")
    frame = figures.by_department(results, filters)
    place = place_table(book, name, row, "Departements", layout.DEPARTMENTS, frame)
    for title, table, key, measure in MATRICES:
        row = section(book, name, place.last + 1 + SECTION_GAP, title)
        place = _place_matrix(book, name, row, table, key, measure)
    set_widths(book.sheet(name), layout.DEPARTMENTS)
    book.sheet(name).freeze_panes(0, 1)
    book.print_setup(name, last_row=place.last, last_column=len(layout.DEPARTMENTS) - 1)


def _place_matrix(book: Book, sheet: str, row: int, table: str, key: str, measure: str) -> Place:
    """``measure`` by ``key`` × département, shaded."""
    results = book.results
    labels = {
        "layer": {layer: layer.label for layer in Layer},
        "filiere": results.filieres,
        "skill_id": dict(zip(results.skills["skill_id"], results.skills["label_fr"], strict=True)),
    }[key]
    frame = matrix(results, key, measure, book.filters)
    frame.insert(0, "label", frame[key].map(labels))
    kind = Kind.SHARE if measure == "answered" else Kind.COUNT
    place = place_table(
        book, sheet, row, table, _matrix_columns(book, frame, MATRIX_HEADINGS[key], kind), frame
    )
    _shade(book, place, measure)
    return place


def write_needs(book: Book) -> None:
    """Needs and their members, with how far the grouping can be trusted."""
    name, results, filters = "Besoins", book.results, book.filters
    row = book.open(
        name,
        "Besoins de formation",
        "Compétences qui manquent ensemble et peuvent s'enseigner ensemble.",
        layout.NEEDS,
    )
    sheet = book.sheet(name)
    for text, style in stability_lines(book):
        sheet.write_string(row, 0, text, book.styles.named(style))
        row += 1
    row = section(book, name, row + 1, "Besoins, du plus grand manque au plus petit")
    place = place_table(book, name, row, "Besoins", layout.NEEDS, figures.by_need(results, filters))
    row = section(book, name, place.last + 1 + SECTION_GAP, "Compétences de chaque besoin")
    place = place_table(book, name, row, "Membres", layout.MEMBERS, need_members(results, filters))
    set_widths(sheet, layout.NEEDS, layout.MEMBERS)
    sheet.freeze_panes(0, 2)
    book.print_setup(name, last_row=place.last, last_column=len(layout.NEEDS) - 1)


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
    place = place_table(book, name, row, "Competences", layout.SKILLS, frame)
    set_widths(book.sheet(name), layout.SKILLS)
    _shade_column(book, place, "missing")
    book.sheet(name).freeze_panes(place.first, 2)
    book.sheet(name).repeat_rows(place.heading_row)
    book.print_setup(name, last_row=place.last, last_column=len(layout.SKILLS) - 1, paper=A3)


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
    place = place_table(book, name, row, "Catalogue", layout.COURSES, frame)
    set_widths(book.sheet(name), layout.COURSES)
    book.sheet(name).freeze_panes(place.first, 2)
    book.sheet(name).repeat_rows(place.heading_row)
    book.print_setup(name, last_row=place.last, last_column=len(layout.COURSES) - 1, paper=A3)


def _matrix_columns(book: Book, frame: pd.DataFrame, heading: str, kind: Kind) -> tuple[Column, ...]:
    depts = [column for column in frame.columns if column in book.results.departments]
    return (
        Column("label", heading, Kind.LONG, 58, heading),
        *(Column(dept, book.results.departments[dept], kind, 12, "") for dept in depts),
        Column("region", "Ensemble", kind, 12, ""),
    )


def _mark_doubtful(book: Book, place: Place) -> None:
    """Italic where most of the figure is not observed."""
    column = place.index("reliability")
    reliability = xl_rowcol_to_cell(place.first, column, col_abs=True)
    criteria = f"=AND(ISNUMBER({reliability}),{reliability}<{LOW_RELIABILITY})"
    book.sheet(place.sheet).conditional_format(
        place.first, column, place.last, column,
        {"type": "formula", "criteria": criteria, "format": book.styles.differential("doubtful")},
    )  # fmt: skip


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
