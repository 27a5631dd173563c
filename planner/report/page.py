"""The Synthèse as one self-contained HTML page, to print or to save as PDF from any browser.

Same figures and sentences as the sheet Synthèse; nothing is fetched, nothing runs. Each chart
stands beside the table of its figures, so that it can be read without being seen.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from planner import french
from planner.report import figures
from planner.report.book import DEMONSTRATION, UNIT, campaign_title
from planner.report.filters import Filters
from planner.report.findings import TOP, departments_title, findings, layers_title, sectors_title
from planner.report.hearings import by_axis
from planner.report.regional import disparities_in_scope
from planner.report.sheets.front import LIMITS
from planner.report.styles import DARK, INK, LIGHT, MUTED, RULE
from planner.report.svg import Bars
from planner.results import Results

TITLE = "Compétences de l'IA : besoins de formation en Pays de la Loire"
ACTIONS_SHOWN = 10
Cells = Sequence[Sequence[str]]

STYLE = f"""
@page {{ size: A4; margin: 14mm 14mm 16mm; }}
* {{ box-sizing: border-box; }}
html {{ font-size: 15px; }}
body {{ margin: 0 auto; padding: 1.5rem; max-width: 60rem; color: {INK}; background: #fff;
  font: 1rem/1.5 Arial, "Liberation Sans", sans-serif; }}
h1 {{ margin: 0; color: {DARK}; font-size: 1.7rem; line-height: 1.2; }}
h2 {{ margin: 2rem 0 .6rem; color: {DARK}; font-size: 1.15rem; break-after: avoid; }}
.about, .note, caption {{ color: {MUTED}; font-size: .88rem; }}
.warning {{ border: 2px solid {INK}; padding: .4rem .7rem; font-weight: bold; }}
dl {{ display: grid; grid-template-columns: repeat(4, 1fr); gap: .6rem; margin: 1.2rem 0; }}
dl > div {{ display: flex; flex-direction: column-reverse; justify-content: flex-end; background: {LIGHT};
  padding: .6rem .8rem; break-inside: avoid; print-color-adjust: exact; }}
dd {{ margin: 0; color: {DARK}; font-size: 1.6rem; font-weight: bold; line-height: 1.2; }}
dt {{ font-size: .85rem; line-height: 1.35; }}
li {{ margin-bottom: .4rem; }}
figure {{ margin: 0 0 1.4rem; break-inside: avoid; }}
figcaption {{ font-weight: bold; margin-bottom: .5rem; }}
svg {{ display: block; max-width: 100%; height: auto; print-color-adjust: exact; }}
.scroll {{ overflow-x: auto; }}
table {{ width: 100%; border-collapse: collapse; font-size: .85rem; }}
caption {{ text-align: left; padding-bottom: .4rem; }}
thead {{ display: table-header-group; }}
tr {{ break-inside: avoid; }}
th, td {{ padding: .3rem .5rem; border-bottom: 1px solid {RULE}; text-align: left; vertical-align: top; }}
thead th {{ border-bottom: 2px solid {DARK}; vertical-align: bottom; }}
tbody th {{ font-weight: normal; }}
.number {{ text-align: right; }}
td.number {{ white-space: nowrap; }}
details summary {{ cursor: pointer; color: {DARK}; font-size: .88rem; }}
@media (max-width: 40rem) {{ dl {{ grid-template-columns: repeat(2, 1fr); }} }}
@media print {{
  html {{ font-size: 8.5pt; }}
  body {{ padding: 0; max-width: none; line-height: 1.4; }}
  h2 {{ margin-top: 1.2rem; }}
  figure {{ margin-bottom: .8rem; }}
  h1 {{ font-size: 1.5rem; }}
  svg {{ width: 80%; }}
  th, td {{ padding: .2rem .5rem; }}
  details {{ display: none; }}
  .scroll {{ overflow: visible; break-inside: avoid; }}
}}
"""


def escape(text: str) -> str:
    """Text as HTML, with the spaces that French keeps from breaking before « ; : ? ! » and inside quotes."""
    kept = re.sub(r" (?=[;:?!»])|(?<=«) ", french.SPACE, text)
    return html.escape(kept)


def write_synthesis_html(results: Results, path: Path, filters: Filters = Filters()) -> None:
    """Write the page at ``path``, put in place only when whole. The same results give the same bytes.

    Raises:
        OSError: the folder is absent or may not be written.
    """
    path = Path(path)
    partial = path.with_name(f".{path.name}.partiel")
    try:
        partial.write_text(synthesis_html(results, filters), encoding="utf-8")
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def synthesis_html(results: Results, filters: Filters = Filters()) -> str:
    """The page as text."""
    parts = (
        _header(results, filters),
        _key_figures(figures.key_figures(results, filters)),
        _section("Ce que disent les chiffres", _list(f.sentence for f in findings(results, filters))),
        _section("Où le manque est le plus grand", "".join(_charts(results, filters))),
        _section("Premières préconisations", _actions(results, filters)),
        _section("Territoires", _territories(results, filters)),
        _section("Les quatre axes", _axes(results, filters)),
        _section("Limites", _list(LIMITS)),
        _section("Sources", _list(_sources(results))),
    )
    return (
        f'<!DOCTYPE html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(_page_title(results))}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(parts)
        + "\n</main>\n</body>\n</html>\n"
    )


def _page_title(results: Results) -> str:
    return f"{TITLE} – {results.campaign}" if results.campaign else TITLE


def _header(results: Results, filters: Filters) -> str:
    campaign = f"{campaign_title(results.campaign)}. " if results.campaign else ""
    date = f"Calcul du {french.date(results.run_date)}. " if results.run_date else ""
    scope = filters.describe(results.departments, results.filieres)
    warning = f'<p class="warning">{escape(DEMONSTRATION)}</p>' if results.inputs.demonstration else ""
    return (
        f"<header><h1>{escape(TITLE)}</h1>"
        f'<p class="about">{escape(f"{campaign}{date}Périmètre : {scope}.")}</p>{warning}'
        f'<p class="about">{escape(UNIT)}</p></header>'
    )


def _key_figures(key: figures.KeyFigures) -> str:
    tiles = (
        (french.number(key.people_at_least), "personnes par an, au moins, sans place de formation"),
        (french.number(key.missing), "personnes × compétences manquent par an"),
        (french.percent(key.answered, 1), "de la demande estimée trouve une place"),
        (french.percent(key.reliability), "de fiabilité : part observée de ces chiffres"),
        (french.number(key.postings_asking_ai), f"annonces sur {french.number(key.postings_in_scope)} demandent une compétence IA"),
        (french.number(key.courses_teaching_ai), f"formations sur {french.number(key.courses_in_scope)} en enseignent une"),
        (french.number(key.needs), f"besoins de formation réunissent {french.plural(key.skills_in_gap, 'compétence')}"),
        (french.number(key.actions_chosen), f"actions retenues sur {french.number(key.actions)}"),
    )  # fmt: skip
    shown = "".join(f"<div><dt>{escape(text)}</dt><dd>{escape(value)}</dd></div>" for value, text in tiles)
    return f"<dl>{shown}</dl>"


def _charts(results: Results, filters: Filters) -> Iterable[str]:
    layers = figures.by_layer(results, filters)
    yield _chart(
        layers_title(results, filters), "Demande et places par couche du référentiel, par an", layers,
        (("Demande", "demand"), ("Places", "supply")),
    )  # fmt: skip
    departments = figures.by_department(results, filters)
    yield _chart(
        departments_title(results, filters), "Part de la demande servie par département", departments,
        (("Demande servie", "answered"),),
    )  # fmt: skip
    sectors = figures.by_filiere(results, filters).head(TOP)
    yield _chart(
        sectors_title(results, filters), "Manque des dix premiers secteurs, par an", sectors,
        (("Manque", "missing"),),
    )  # fmt: skip


def _chart(title: str, subject: str, table: pd.DataFrame, series: Sequence[tuple[str, str]]) -> str:
    """A chart and, folded on the screen, the table of its figures."""
    written = [
        [french.percent(v, 1) if key == "answered" else french.number(v) for v in table[key]]
        for _, key in series
    ]
    drawn = Bars(
        title,
        f"{subject}. Les chiffres sont dans le tableau qui suit.",
        list(table["label"]),
        [(name, list(table[key]), shown) for (name, key), shown in zip(series, written, strict=True)],
    )
    rows = list(zip(table["label"], *written, strict=True))
    figures_table = _table(subject, ["", *(name for name, _ in series)], rows)
    return (
        f"<figure><figcaption>{escape(title)}</figcaption>{drawn.svg()}"
        f"<details><summary>Chiffres du graphique</summary>{figures_table}</details></figure>"
    )


def _actions(results: Results, filters: Filters) -> str:
    actions = figures.actions_in_scope(results, filters)
    chosen = actions[actions["chosen"].astype(bool)]
    if chosen.empty:
        return "<p>Aucune action retenue dans ce périmètre.</p>"
    rows = [
        (
            french.number(a.rank), f"{a.kind} : {a.course or a.need}", a.need,
            results.departments[a.dept], a.public, french.number(a.places), french.euros(a.cost),
        )
        for a in chosen.head(ACTIONS_SHOWN).itertuples(index=False)
    ]  # fmt: skip
    caption = (
        f"{french.plural(len(rows), 'première action', 'premières actions')} sur "
        f"{french.plural(len(chosen), 'action retenue', 'actions retenues')} ; toutes sont dans la feuille Préconisations du classeur."
    )
    return _table(
        caption,
        ["Rang", "Action", "Besoin", "Département", "Public", "Places par an", "Coût annuel"],
        rows,
        (0, 5, 6),
    )


def _territories(results: Results, filters: Filters) -> str:
    # « index » would hide the method of a named tuple
    table = disparities_in_scope(results, filters).rename(columns={"index": "relative_index"})
    rows = [
        (
            d.label, french.number(d.missing), french.number(d.missing_per_1000, 1), french.number(d.relative_index),
            french.percent(d.coverage, 1), french.number(d.in_person_per_1000, 1),
            f"{d.driver} Petit effectif." if d.small else d.driver,
        )
        for d in table.itertuples(index=False)
    ]  # fmt: skip
    headings = ["Département", "Manque", "Pour 1 000 emplois", "Indice (région = 100)", "Couverture", "Places en présence pour 1 000 emplois", "Écart à la région"]  # fmt: skip
    return _table("Chaque département à côté de la région.", headings, rows, (1, 2, 3, 4, 5))


def _axes(results: Results, filters: Filters) -> str:
    rows = [
        (
            a.label, french.number(a.skills), french.number(a.missing),
            french.percent(a.missing_share), french.percent(a.answered, 1), french.percent(a.reliability),
        )
        for a in by_axis(results, filters).itertuples(index=False)
    ]  # fmt: skip
    headings = ["Axe", "Compétences", "Manque", "Part de tout le manque", "Demande servie", "Fiabilité"]
    return _table("Une compétence peut avoir plusieurs axes : ces lignes ne s'additionnent pas.", headings, rows, (1, 2, 3, 4, 5))  # fmt: skip


def _sources(results: Results) -> Iterable[str]:
    for reference in results.references:
        yield f"{reference.name}, version {reference.version} du {reference.date} ({reference.origin}). {reference.licence}."
    yield "Détail des données, de la méthode et des paramètres : feuilles Sources et Paramètres du classeur."


def _section(title: str, content: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{content}</section>"


def _list(sentences: Iterable[str]) -> str:
    return "<ol>" + "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences) + "</ol>"


def _table(caption: str, headings: Sequence[str], rows: Cells, numbers: Sequence[int] | None = None) -> str:
    """A table whose first column names the rows; ``numbers``: columns set to the right, all but the first by default."""
    right = set(range(1, len(headings)) if numbers is None else numbers)
    css = [' class="number"' if i in right else "" for i in range(len(headings))]
    head = "".join(
        f'<th scope="col"{style}>{escape(h)}</th>' if h else "<td></td>"
        for h, style in zip(headings, css, strict=True)
    )
    body = "".join(
        "<tr>"
        + f'<th scope="row"{css[0]}>{escape(row[0])}</th>'
        + "".join(f"<td{style}>{escape(cell)}</td>" for cell, style in zip(row[1:], css[1:], strict=True))
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="scroll"><table><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
