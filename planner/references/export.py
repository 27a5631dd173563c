"""Handing the AI skills framework to others: SKOS for machines, CSV and a workbook for people."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from planner.references.framework import in_taxonomy
from planner.references.vocabulary import Framework

FORMATS = ("skos", "csv", "xlsx")
LICENCE = "CC BY 4.0"
WIDEST, HEADER_ROWS = 60, 1  # characters of a column; rows kept in sight when scrolling


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
    skills = framework.skills.assign(in_taxonomy=in_taxonomy(framework).to_numpy())
    sheets = {
        "Lisez-moi": _readme(framework),
        "Compétences": skills,
        "Formes": framework.forms,
        "Correspondances": framework.mappings,
    }
    # Values are facts and words, never formulas or links: « =… » and addresses stay text.
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with pd.ExcelWriter(path, engine="xlsxwriter", engine_kwargs={"options": options}) as book:
        for name, table in sheets.items():
            table.to_excel(book, sheet_name=name, index=False)
            sheet = book.sheets[name]
            sheet.freeze_panes(HEADER_ROWS, 1)
            sheet.autofilter(0, 0, len(table), len(table.columns) - 1)
            for position, column in enumerate(table.columns):
                longest = max(len(str(column)), int(table[column].astype(str).str.len().max() or 0))
                sheet.set_column(position, position, min(WIDEST, longest + 2))


def _readme(framework: Framework) -> pd.DataFrame:
    lines = {
        "Référentiel": "Compétences de l'IA, six couches",
        "Compétences": len(framework.skills),
        "Formes": len(framework.forms),
        "Correspondances": f"{len(framework.mappings)} liens vers ROME 4.0 et ESCO",
        "in_taxonomy": "calculé : exactMatch et closeMatch comptent, broadMatch et relatedMatch ne comptent pas",
        "Licence": LICENCE,
    }
    return pd.DataFrame({"Rubrique": list(lines), "Contenu": [str(value) for value in lines.values()]})
