"""Handing the AI skills framework to others: SKOS for machines, CSV and a workbook for people."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd

from planner.model import LAYER_LABELS, Layer
from planner.references.framework import (
    AXES,
    BOTH,
    ESCO,
    NEITHER,
    PUBLICS,
    ROME,
    SEPARATOR,
    in_taxonomy,
    parts,
)
from planner.references.vocabulary import Framework

FORMATS = ("skos", "csv", "xlsx")
LICENCE = "CC BY 4.0"
WIDEST, HEADER_ROWS = 60, 1  # characters of a column; rows kept in sight when scrolling
RULES = "Formes"  # the sheet whose long lists of words stay on one line
LINE_HEIGHT = 15  # points; LibreOffice does not fit rows by itself
# Headings and values of the workbook, which people read; the CSV keeps the names that programs know.
HEADINGS = {
    "skill_id": "Code", "layer": "Couche", "label_fr": "Compétence", "label_en": "En anglais",
    "definition_fr": "Définition", "can_do_fr": "Sait faire", "level": "Niveau usuel",
    "level_1_fr": "Niveau 1", "level_2_fr": "Niveau 2", "level_3_fr": "Niveau 3", "level_4_fr": "Niveau 4",
    "axis": "Axes", "publics": "Publics", "filieres": "Filières", "prerequisites": "Prérequis directs",
    "ai_act": "Règlement IA", "digcomp": "DigComp", "formacode": "Formacode", "source": "Pour aller plus loin",
    "in_taxonomy": "Dans ROME et ESCO",
    "lang": "Langue", "form": "Forme", "case": "Casse", "context": "Contexte exigé", "forbidden": "Voisins refusés",
    "generic": "Générique", "taxonomy": "Nomenclature", "code": "Code de la cible", "label": "Libellé de la cible",
    "kind": "Lien (SKOS)",
}  # fmt: skip
PRESENCE = {NEITHER: "ni l'un ni l'autre", ROME: "ROME", ESCO: "ESCO", BOTH: "ROME et ESCO"}


def export_framework(framework: Framework, format: str, path: Path) -> None:
    """Write the framework to ``path``.

    ``skos``: Turtle. ``csv``: one line a skill, with its place in ROME and ESCO, its forms and its
    links joined by « | ». ``xlsx``: the same tables as sheets, forms with their rules.

    Raises:
        ValueError: the format is unknown.
        OSError: ``path`` cannot be written.
    """
    match format:
        case "skos":
            from planner.references.skos import export_skos  # rdflib is slow to import: only when asked

            export_skos(framework, path)
        case "csv":
            flat(framework).to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
        case "xlsx":
            _workbook(framework, path)
        case _:
            raise ValueError(f"format « {format} » inconnu : choisissez parmi {', '.join(FORMATS)}")


def flat(framework: Framework) -> pd.DataFrame:
    """One line a skill: columns of ``columns.SKILLS`` then in_taxonomy, forms_fr, forms_en, rome, esco."""
    skills = framework.skills.set_index("skill_id")
    forms, mappings = framework.forms, framework.mappings
    linked = mappings["kind"] + ":" + mappings["code"]
    joined = {
        "in_taxonomy": in_taxonomy(framework),
        **{f"forms_{lang}": _joined(forms[forms["lang"] == lang], "form") for lang in ("fr", "en")},
        **{
            name: _joined(mappings.assign(linked=linked)[mappings["taxonomy"] == name], "linked")
            for name in ("rome", "esco")
        },
    }
    return skills.assign(**joined).fillna(dict.fromkeys(joined, "")).reset_index()


def _joined(table: pd.DataFrame, column: str) -> pd.Series:
    return table.groupby("skill_id")[column].agg("|".join)


def _workbook(framework: Framework, path: Path) -> None:
    sheets = {
        "Lisez-moi": _readme(framework),
        "Compétences": _readable(framework),
        RULES: framework.forms,
        "Correspondances": framework.mappings,
    }
    # Values are facts and words, never formulas or links: « =… » and addresses stay text.
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with pd.ExcelWriter(path, engine="xlsxwriter", engine_kwargs={"options": options}) as book:
        for name, table in sheets.items():
            _sheet(book, name, table)


def _sheet(book: pd.ExcelWriter, name: str, table: pd.DataFrame) -> None:
    """One table: bold headings kept in sight, columns as wide as their words, long words over several lines."""
    table.to_excel(book, sheet_name=name, index=False, header=False, startrow=HEADER_ROWS)
    sheet = book.sheets[name]
    headings = [HEADINGS.get(column, column) for column in table.columns]
    sheet.write_row(0, 0, headings, book.book.add_format({"bold": True, "bg_color": "#DCE6F1", "bottom": 1}))
    sheet.freeze_panes(HEADER_ROWS, 1)
    sheet.autofilter(0, 0, len(table), len(table.columns) - 1)
    top = book.book.add_format({"text_wrap": name != RULES, "valign": "top"})
    lengths = table.astype(str).apply(lambda column: column.str.len())
    for position, heading in enumerate(headings):
        longest = max(len(heading), int(lengths.iloc[:, position].max()))
        sheet.set_column(position, position, min(WIDEST, longest + 2), top)
    if name != RULES:
        for row, longest in enumerate(lengths.max(axis=1), HEADER_ROWS):
            sheet.set_row(row, LINE_HEIGHT * math.ceil(longest / WIDEST))


def _readable(framework: Framework) -> pd.DataFrame:
    """The skills with layers, axes, publics and presence in words; codes joined by « , »."""
    skills = framework.skills
    return skills.assign(
        layer=[f"{layer} {LAYER_LABELS[Layer(layer)]}" for layer in skills["layer"]],
        axis=[", ".join(AXES[axis] for axis in parts(cell)) for cell in skills["axis"]],
        publics=[", ".join(PUBLICS[public] for public in parts(cell)) for cell in skills["publics"]],
        in_taxonomy=in_taxonomy(framework).map(PRESENCE).to_numpy(),
        **{
            name: skills[name].str.replace(SEPARATOR, ", ", regex=False)
            for name in ("filieres", "prerequisites", "ai_act", "digcomp", "formacode")
        },
    )


def _readme(framework: Framework) -> pd.DataFrame:
    lines = {
        "Référentiel": "Compétences de l'IA, six couches",
        "Compétences": len(framework.skills),
        "Formes": len(framework.forms),
        "Correspondances": f"{len(framework.mappings)} liens vers ROME 4.0 et ESCO",
        HEADINGS[
            "in_taxonomy"
        ]: "calculé : exactMatch et closeMatch comptent, broadMatch et relatedMatch ne comptent pas",
        HEADINGS["case"]: "any : indifférente ; exact : telle qu'écrite",
        HEADINGS["context"]: "une de ces expressions doit être dans la phrase ; plusieurs séparées par |",
        HEADINGS["forbidden"]: "forme refusée si une de ces expressions est à quatre mots ou moins",
        "Licence": LICENCE,
    }
    return pd.DataFrame({"Rubrique": list(lines), "Contenu": [str(value) for value in lines.values()]})
