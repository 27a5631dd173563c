"""The report as a bundle: one tidy CSV a table, described by a ``datapackage.json`` (Frictionless Data Package 1.0).

Same figures as the workbook and the JSON, ten significant digits, under the same filters. A text that
a spreadsheet could take for a formula has an apostrophe before it, as the package's description says.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from planner import __version__, columns
from planner.columns import Table
from planner.needs import DISPARITIES, SECTOR_CARDS, SENSITIVITY, STRENGTHS, VALUE_CHAIN
from planner.report import figures, regional
from planner.report.briefs import BRIEF_LINES, Briefs, brief_lines
from planner.report.campaign_scope import NotComparable, Summary
from planner.report.campaigns import COMPARED, METHOD, TOTALS, compare_campaigns
from planner.report.exports.cells import harmless
from planner.report.filters import Filters
from planner.report.precision import significant_frame
from planner.report.reading import COURSES_READ, courses_read
from planner.report.recommendations import FOLLOWED
from planner.report.sheets.sources import METHOD_SOURCES
from planner.report.summary import summary
from planner.results import Results

DESCRIPTOR = "datapackage.json"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # of a zip entry: the bundle's bytes depend on its content alone
LICENCE = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "Creative Commons Attribution 4.0"}  # fmt: skip
SAFETY = "Un texte qu'un tableur pourrait exécuter est précédé d'une apostrophe."
PARAMETERS = Table(
    "parameters",
    {
        "name": "parameter",
        "label": "in French",
        "value": "value in force",
        "unit": "unit, in French",
        "default": "value proposed",
        "source": "source, or « hypothèse » and why",
    },
)
REFERENCES = Table(
    "references",
    {
        "name": "reference in use",
        "version": "version published",
        "date": "date of publication",
        "licence": "licence and author",
        "origin": "extract shipped with the software, or official release installed",
        "rows": "rows of its main table",
    },
)


@dataclass(frozen=True, slots=True, eq=False)
class Resource:
    """A table of the bundle: file name without suffix, title in French, columns, lines, key."""

    name: str
    title: str
    table: Table
    lines: pd.DataFrame
    key: tuple[str, ...] = ()

    def csv(self) -> str:
        """The lines in the order of the columns; empty when unknown."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(self.table.names)
        for row in self.lines[self.table.names].itertuples(index=False, name=None):
            writer.writerow([_cell(value) for value in row])
        return text.getvalue()

    def described(self) -> dict[str, Any]:
        """The resource as the Data Package specification writes it."""
        schema: dict[str, Any] = {
            "fields": [
                {"name": name, "type": _type(self.lines[name]), "description": description}
                for name, description in self.table.columns.items()
            ],
            "missingValues": [""],
        }
        if self.key:
            schema["primaryKey"] = list(self.key)
        return {
            "name": self.name,
            "title": self.title,
            "path": f"{self.name}.csv",
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "lineTerminator": "\n"},
            "schema": schema,
        }


def write_bundle(
    results: Results,
    target: Path,
    filters: Filters = Filters(),
    *,
    earlier: Summary | None = None,
    same_method: Summary | None = None,
    briefs: Briefs | None = None,
) -> None:
    """Write the bundle in the folder ``target``, or in the archive when its name ends in ``.zip``.

    The folder or archive there is replaced only when the new one is whole. Other arguments: as
    :func:`planner.report.write_report`.

    Raises:
        FileExistsError: ``target`` is a folder that holds something else than a bundle.
        OSError: the place may not be written, or the disk is full.
    """
    target = Path(target)
    files = bundle_files(results, filters, earlier=earlier, same_method=same_method, briefs=briefs)
    if target.suffix.lower() == ".zip":
        _write_archive(target, files)
    else:
        _write_folder(target, files)


def bundle_files(
    results: Results,
    filters: Filters = Filters(),
    *,
    earlier: Summary | None = None,
    same_method: Summary | None = None,
    briefs: Briefs | None = None,
) -> dict[str, str]:
    """File name → content: the descriptor first, then one CSV a table."""
    resources = [*_resources(results, filters, briefs)]
    if earlier is not None:
        resources += _evolution(earlier, summary(results, filters, briefs=briefs), same_method)
    package = _package(results, filters, resources)
    described = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    return {DESCRIPTOR: described} | {f"{r.name}.csv": r.csv() for r in resources}


def _resources(results: Results, filters: Filters, briefs: Briefs | None) -> Iterator[Resource]:
    def kept(frame: pd.DataFrame) -> pd.DataFrame:
        return significant_frame(filters.apply(frame, results.skills))

    cell = ("skill_id", "dept", "filiere", "public")
    yield Resource(
        "gaps", "Écarts : compétence × département × secteur × public", columns.GAPS, kept(results.gaps), cell
    )
    yield Resource("demand", "Demande par signal", columns.DEMAND, kept(results.demand), (*cell, "signal"))
    yield Resource(
        "supply", "Places de formation", columns.SUPPLY, kept(results.supply), ("skill_id", "dept", "public")
    )
    yield Resource(
        "skills",
        "Référentiel des compétences IA",
        columns.SKILLS,
        filters.skills(results.skills),
        ("skill_id",),
    )
    needs = significant_frame(results.needs.needs)
    yield Resource("needs", "Besoins de formation, toute la région", columns.NEEDS, needs, ("need_id",))
    yield Resource("need_members", "Compétences de chaque besoin", columns.NEED_MEMBERS, kept(results.needs.members), ("need_id", "skill_id"))  # fmt: skip
    yield Resource(
        "actions",
        "Préconisations",
        columns.ACTIONS,
        figures.actions_in_scope(results, filters),
        ("action_id",),
    )
    yield Resource(
        "course_briefs",
        "Cahiers des charges",
        BRIEF_LINES,
        brief_lines(results, filters, briefs),
        ("action_id",),
    )
    yield Resource(
        "courses_read", "Catalogue lu", COURSES_READ, courses_read(results, filters), ("course_id",)
    )
    yield Resource("disparities", "Disparités territoriales", DISPARITIES, regional.disparities_in_scope(results, filters), ("dept",))  # fmt: skip
    yield Resource("strengths", "Forces et faiblesses", STRENGTHS, regional.strengths_in_scope(results, filters), ("scope", "code", "layer"))  # fmt: skip
    yield Resource("value_chain", "Chaîne de valeur ; département vide : la région", VALUE_CHAIN, regional.value_chain_in_scope(results, filters))  # fmt: skip
    yield Resource("sector_cards", "Fiches par secteur et département", SECTOR_CARDS, regional.cards_in_scope(results, filters), ("filiere", "dept"))  # fmt: skip
    yield Resource(
        "sensitivity",
        "Sensibilité aux paramètres",
        SENSITIVITY,
        significant_frame(results.sensitivity),
        ("name",),
    )
    parameters = pd.DataFrame(results.parameters.as_rows())
    yield Resource("parameters", "Paramètres", PARAMETERS, parameters, ("name",))
    references = REFERENCES.frame({n: getattr(r, n) for n in REFERENCES.names} for r in results.references)
    yield Resource("references", "Référentiels utilisés", REFERENCES, references, ("name",))


def _evolution(earlier: Summary, now: Summary, same_method: Summary | None) -> Iterator[Resource]:
    """Comparison with an earlier campaign; nothing when the two cannot be compared (the workbook says why)."""
    try:
        found = compare_campaigns(earlier, now, same_method)
    except NotComparable:
        return
    yield Resource("evolution_method", "Ce qui a changé dans la méthode et les données", METHOD, found.method)
    yield Resource("evolution_totals", "Évolution de l'ensemble", TOTALS, found.totals, ("measure",))
    for name in ("departments", "filieres", "needs", "skills"):
        yield Resource(f"evolution_{name}", f"Évolution : {name}", COMPARED, getattr(found, name), ("key",))
    yield Resource("evolution_recommendations", "Suites données", FOLLOWED, found.recommendations)


def _package(results: Results, filters: Filters, resources: list[Resource]) -> dict[str, Any]:
    scope = filters.describe(results.departments, results.filieres)
    warning = " Données de démonstration, en partie fictives." if results.inputs.demonstration else ""
    sources = [{"title": f"{subject} : {source}"} for subject, source, _ in METHOD_SOURCES]
    sources += [{"title": f"{r.name}, version {r.version}. {r.licence}"} for r in results.references]
    package = {
        "profile": "tabular-data-package",
        "name": "besoins-formation-competences-ia",
        "title": "Besoins de formation aux compétences de l'IA – Pays de la Loire",
        "description": f"Campagne : {results.campaign or 'sans nom'}. Périmètre : {scope}. {SAFETY}{warning}",
        "version": __version__,
        "licenses": [LICENCE],
        "sources": sources,
        "resources": [resource.described() for resource in resources],
    }
    return package | ({"created": f"{results.run_date}T00:00:00Z"} if results.run_date else {})


def _type(values: pd.Series) -> str:
    """Type of a field: boolean, integer, number or string; « any » when no value says it."""
    if values.dtype == object and values.isna().all():
        return "any"
    if pd.api.types.is_bool_dtype(values):
        return "boolean"
    if pd.api.types.is_integer_dtype(values):
        return "integer"
    return "number" if pd.api.types.is_float_dtype(values) else "string"


def _cell(value: Any) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    marks_only = not value.strip("+")  # « ++ », a presence: no call to neutralise
    return value if marks_only else harmless(value)


def _write_folder(target: Path, files: Mapping[str, str]) -> None:
    if target.exists() and any(target.iterdir()) and not (target / DESCRIPTOR).is_file():
        raise FileExistsError(
            17, "le dossier existe et contient autre chose qu'un lot de tables", str(target)
        )
    partial = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        for name, content in files.items():
            (partial / name).write_text(content, encoding="utf-8", newline="")
        partial.chmod(0o755)
        if target.exists():
            shutil.rmtree(target)
        partial.replace(target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _write_archive(target: Path, files: Mapping[str, str]) -> None:
    partial = target.with_name(f".{target.name}.partiel")
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                entry = zipfile.ZipInfo(name, EARLIEST)
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                archive.writestr(entry, content)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
