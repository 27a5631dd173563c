"""What the JSON says of each table of the workbook: its columns, its lines, and what it does not hold."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from planner import french
from planner.report import layout as main_layout
from planner.report import layout_plan, layout_regional
from planner.report.table import Column
from planner.results import Results

Row = dict[str, Any]
Document = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """Where the JSON tells a table: its columns, the lines, and the columns that the JSON does not hold."""

    columns: Iterable[Column]
    lines: Callable[[Document], list[Row]]
    beyond: frozenset[str] = frozenset()


def told(columns: Iterable[Column], key: str, *beyond: str) -> Told:
    return Told(tuple(columns), lambda document: document[key], frozenset(beyond))


def matrix(document: Document, key: str, measure: str) -> list[Row]:
    """Gap lines of the JSON summed by ``key`` × département, then over the départements."""
    layers = {row["skill_id"]: row["layer"] for row in document["by_skill"]}
    sums: dict[Any, dict[str, list[Row]]] = {}
    for gap in document["gaps"]:
        line = sums.setdefault(gap[key] if key in gap else layers[gap["skill_id"]], {})
        for column in (gap["dept"], "region"):
            line.setdefault(column, []).append(gap)
    return [{column: _share(gaps, measure) for column, gaps in sums[k].items()} for k in sorted(sums)]


def _share(gaps: list[Row], measure: str) -> float | None:
    missing, demand = (math.fsum(gap[name] for gap in gaps) for name in ("missing", "demand"))
    if measure == "missing":
        return missing
    return 1 - missing / demand if demand else None


def departments(results: Results) -> tuple[Column, ...]:
    number = main_layout.N
    return (
        *(Column(dept, label, number, 12, "") for dept, label in results.departments.items()),
        Column("region", "Ensemble", number, 12, ""),
    )


def _signals(document: Document) -> list[Row]:
    """``by_skill`` with the four signals, which the JSON gives by département."""
    names = ("annonces", "exposition", "obligation", "declare")
    lines = []
    for row in document["by_skill"]:
        said = [line for line in document["signals"] if line["skill_id"] == row["skill_id"]]
        sums = {n: [line[n] for line in said if line[n] is not None] for n in names}
        lines.append(row | {n: math.fsum(values) if values else None for n, values in sums.items()})
    return lines


def _members(document: Document) -> list[Row]:
    skills = {row["skill_id"]: row for row in document["by_skill"]}
    found = [
        {**skills[m["skill_id"]], **m, "need_id": need["need_id"]}
        for need in document["needs"]["list"]
        for m in need["members"]
    ]
    return sorted(found, key=lambda m: (m["need_id"], -(m["missing"] or 0.0), m["skill_id"]))


def _plan(document: Document) -> list[Row]:
    """Actions with what the workbook works out of them."""
    spent, lines = 0.0, []
    for action in document["actions"]:
        spent += action["cost"]
        worked = {
            "group_cost": action["cost"] / action["groups"],
            "unit_cost": action["cost"] / action["closed"],
        }
        names = {"department": document["run"]["departments"][action["dept"]], "cumulative": spent}
        lines.append(action | worked | names)
    return lines


def _in_force(key: str) -> Callable[[Document], list[Row]]:
    return lambda document: [row | {"changed": row["value"] != row["default"]} for row in document[key]]


def _strengths(document: Document) -> list[Row]:
    return [row | {"verdict": row["verdict"].capitalize()} for row in document["strengths"]]


def _users(document: Document) -> list[Row]:
    return [row for row in document["value_chain"] if row["link"] == "utilisateurs"]


def chain(value: str, *, users: bool) -> Callable[[Document], list[Row]]:
    """One line a link, one column a territory."""

    def lines(document: Document) -> list[Row]:
        wide: dict[str, Row] = {}
        for row in document["value_chain"]:
            if users or row["link"] != "utilisateurs":
                line = wide.setdefault(
                    row["label"], {"label": row["label"], "report_presence": row["report_presence"]}
                )
                line[row["territory"]] = _estimate(row) if row["link"] == "utilisateurs" else row[value]
        return list(wide.values())

    return lines


def _estimate(row: Row) -> str:
    people, low, high = (french.number(round(row[name], -3)) for name in ("people", "low", "high"))
    return f"{people} ({low} à {high})"


def links(document: Document, kind: Any) -> tuple[Column, ...]:
    return layout_regional.links(list(dict.fromkeys(r["territory"] for r in document["value_chain"])), kind)


L, P, R = main_layout, layout_plan, layout_regional
DETAIL = ("level", "axis", "publics", "ai_act", "definition_fr")  # of the framework, not of the run
TOLD = {
    "Preconisations": Told(L.PLAN, _plan, frozenset({"sectors", "occupations", "rank_low", "rank_high", "kept"})),
    "Cahiers": told(P.BRIEFS, "briefs"),
    "Besoins": Told(L.NEEDS, lambda d: d["needs"]["list"]),
    "Membres": Told(L.MEMBERS, _members),
    "Couches": told(L.LAYERS, "by_layer"),
    "Publics": told(L.PUBLICS, "by_public"),
    "Secteurs": told(L.FILIERES, "by_filiere"),
    "Premieres_competences": Told(L.TOP_SKILLS, lambda d: [r for r in d["by_skill"] if r["missing"] is not None][:10]),
    "Axes": told(L.AXES, "by_axis"),
    "Publics_vises": told(L.AUDIENCES, "by_audience"),
    "Departements": told(L.DEPARTMENTS, "by_department"),
    "Disparites": told(L.DISPARITIES, "disparities"),
    "Fiches": told(R.CARDS, "sector_cards"),
    "Forces_faiblesses": Told(R.STRENGTHS, _strengths, frozenset({"layer_label"})),
    "Utilisateurs": Told(R.USERS, _users),
    "Competences": Told(L.SKILLS, _signals, frozenset(DETAIL)),
    "Catalogue": told(L.COURSES, "courses"),
    "Remarques": Told(L.MESSAGES, lambda d: [m | {"number": i} for i, m in enumerate(d["messages"], 1)]),
    "Parametres": Told(L.PARAMETERS, _in_force("parameters")),
    "Reglages": Told(L.PARAMETERS, _in_force("plan_settings")),
    "Sensibilite": told(P.SENSITIVITY, "sensitivity"),
    "Referentiels": told(L.REFERENCES, "references"),
}  # fmt: skip
# Tables checked by a test of their own, and those whose lines the JSON does not hold.
APART = {"Ecarts", "Presence", "Acteurs", "Lectures", "Couche_departement", "Couche_servie"}
APART |= {"Secteur_departement", "Competence_departement"}
NOT_TOLD = {
    "Exactitude",
    "Effectifs",
    "Reserves",
    "Annonces_ecartees",
    "Donnees_publiques",
    "Profils",
    "Glossaire",
}
