"""What the figures say, in sentences: the five findings of the Synthèse and the titles of its charts.

Each sentence is made from :mod:`planner.report.figures` alone, so it can never disagree with them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from planner import french
from planner.model import LAYER_LABELS, ActionKind, Layer, Public, Signal
from planner.report import figures
from planner.report.filters import Filters
from planner.report.scope import gaps_in_scope, ratio
from planner.results import Results
from planner.words import IN_FRENCH, Words

TOP = 10  # rows of a chart
LEVEL = 0.99  # skills within 1 % of the first are level (hypothèse): the spread over a layer is even by construction
NOTICEABLE = 0.005  # a share that « 0 % » or « 0,0 % » would write is left out of a sentence
FEW = 2  # skills or sectors quoted in a sentence
PROPOSED = 3  # actions named on the page to sign


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence and the sheet of the workbook that proves it."""

    sentence: str
    sheet: str


def findings(results: Results, filters: Filters = Filters(), words: Words = IN_FRENCH) -> tuple[Finding, ...]:
    """Five findings: the whole, layers, territories, signals, catalogue; one alone when nothing is measured."""
    key = figures.key_figures(results, filters)
    if not key.demand:
        return (
            Finding(
                words.say("Aucune demande mesurée dans ce périmètre : élargissez les filtres."), "Écarts"
            ),
        )
    skills = figures.by_skill(results, filters)
    return (
        Finding(_whole(key, figures.by_public(results, filters), words), "Écarts"),
        Finding(_layers(figures.by_layer(results, filters), skills, words), "Répartitions"),
        Finding(_territories(results, filters, words), "Territoires"),
        Finding(_signals(gaps_in_scope(results, filters), skills, words), "Compétences"),
        Finding(_catalogue(key, skills, words), "Catalogue lu"),
    )


def proposals(results: Results, filters: Filters = Filters()) -> tuple[str, ...]:
    """What the plan proposes, in a sentence, then its first actions; the first alone when none is retained."""
    key, actions = figures.key_figures(results, filters), figures.actions_in_scope(results, filters)
    chosen = actions[actions["chosen"].astype(bool)]
    if chosen.empty:
        return ("Aucune action n'est retenue dans ce périmètre.",)
    ceiling = (
        "Sans plafond de budget"
        if results.budget is None
        else f"Avec un budget de {french.euros(results.budget)}"
    )
    whole = (
        f"{ceiling}, {french.plural(len(chosen), 'action est retenue', 'actions sont retenues')} : "
        f"{french.plural(key.places, 'place')} par an pour {french.euros(key.cost)}. Elles comblent {french.number(key.closed)} "
        f"personnes × compétences par an, {french.percent(ratio(key.closed, key.missing), 1)} du manque. Les premières :"
    )
    return whole, *(_proposed(action, results) for action in chosen.head(PROPOSED).to_dict("records"))


def _proposed(action: dict[str, object], results: Results) -> str:
    subject = action["need"] if action["kind"] == ActionKind.CREER else action["course"]
    where = results.departments[str(action["dept"])]
    return (
        f"{str(action['kind']).capitalize()} « {subject} » ({where}, public {action['public']}) : "
        f"{french.plural(float(str(action['places'])), 'place')} par an, {french.euros(float(str(action['cost'])))}."
    )


def layers_title(results: Results, filters: Filters) -> str:
    """Title of the chart by layer: where most is missing."""
    table = figures.by_layer(results, filters)
    if not table["missing"].sum():
        return "Demande et places par couche du référentiel"
    top = table.loc[table["missing"].idxmax()]
    return f"« {top['label']} » : {french.percent(top['missing_share'])} du manque"


def departments_title(results: Results, filters: Filters) -> str:
    """Title of the chart by département: where the smallest part of the demand is met."""
    table = figures.by_department(results, filters).dropna(subset="answered")
    if len(table) < 2:
        return "Part de la demande servie par département"
    if table["answered"].max() < NOTICEABLE:
        return "Presque aucune demande n'est servie, dans aucun département"
    low = table.loc[table["answered"].idxmin()]
    return f"{low['label']} : {french.percent(low['answered'], 1)} de la demande servie, la plus faible part"


def sectors_title(results: Results, filters: Filters) -> str:
    """Title of the chart by sector: how much of the gap the first ones make."""
    table = figures.by_filiere(results, filters)
    if not table["missing"].sum():
        return "Manque par secteur"
    first = table[table["missing"] > 0].head(FEW)
    names = french.listed([f"« {label} »" for label in first["label"]])
    return f"{names} : {french.percent(first['missing_share'].sum())} du manque"


def _whole(key: figures.KeyFigures, publics: pd.DataFrame, words: Words) -> str:
    said = words.say(
        "Les places de formation répondent à {answered} de la demande estimée ({demand} personnes × compétences par an, "
        "fiabilité {reliability}) : au moins {people} personnes par an n'en trouvent pas."
    ).format(
        answered=french.percent(key.answered, 1), demand=french.number(key.demand),
        reliability=french.percent(key.reliability), people=french.number(key.people_at_least),
    )  # fmt: skip
    if len(publics) < len(Public):
        return said
    share = publics.set_index("public").at[str(Public.CONTINU), "missing_share"]
    continuing = words.say("{share} du manque relève de la formation continue.")
    return f"{said} {continuing.format(share=french.percent(share))}"


def _layers(layers: pd.DataFrame, skills: pd.DataFrame, words: Words) -> str:
    top = layers.loc[layers["missing"].idxmax()]
    leaders = _leaders(skills[skills["layer"] == top["layer"]], words)
    said = words.say("La couche « {layer} » concentre {share} du manque, {leaders}.")
    return said.format(
        layer=words.say(top["label"]), share=french.percent(top["missing_share"]), leaders=leaders
    )


def _leaders(skills: pd.DataFrame, words: Words) -> str:
    """The skills that lack most; when many are level, that is said rather than two of them picked."""
    level = skills[skills["missing"] >= LEVEL * skills["missing"].max()]
    if len(level) > FEW:
        said = words.say("avec en tête {count} compétences à égalité, que les données ne départagent pas")
        return said.format(count=french.number(len(level)))
    return words.say("d'abord {skills}").format(
        skills=words.listed([f"« {label} »" for label in skills["label"].head(FEW)])
    )


def _territories(results: Results, filters: Filters, words: Words) -> str:
    table = figures.by_department(results, filters)
    known = table.dropna(subset="missing_per_1000")
    if len(known) < 2:
        region = figures.by_department(results, replace(filters, depts=()))
        return _against_region(table.iloc[0], region, words)
    most, least = known.loc[known["missing_per_1000"].idxmax()], known.loc[known["missing_per_1000"].idxmin()]
    served = known.sort_values("answered")
    low, high = served.iloc[0], served.iloc[-1]
    decimals = 0 if most["missing_per_1000"] >= TOP else 1
    return words.say(
        "Rapporté aux emplois, le manque va de {least} pour 1 000 ({least_in}) à {most} ({most_in}) ; la part de la demande "
        "servie, de {low} ({low_in}) à {high} ({high_in})."
    ).format(
        least=french.number(least["missing_per_1000"], decimals), least_in=least["label"],
        most=french.number(most["missing_per_1000"], decimals), most_in=most["label"],
        low=french.percent(low["answered"], 1), low_in=low["label"],
        high=french.percent(high["answered"], 1), high_in=high["label"],
    )  # fmt: skip


def _against_region(here: pd.Series, region: pd.DataFrame, words: Words) -> str:
    """One département beside the whole region, other filters alike."""
    demand, missing = region["demand"].sum(), region["missing"].sum()
    return words.say(
        "{department} : {served} de la demande trouve une place ({served_region} en région) ; {lacks} manques pour 1 000 "
        "emplois ({lacks_region} en région)."
    ).format(
        department=here["label"], served=french.percent(here["answered"], 1),
        served_region=french.percent(1 - ratio(missing, demand), 1),
        lacks=french.number(here["missing_per_1000"]),
        lacks_region=french.number(1000 * ratio(missing, region["jobs"].sum())),
    )  # fmt: skip


def _signals(gaps: pd.DataFrame, skills: pd.DataFrame, words: Words) -> str:
    """What postings see of the demand, and which signals carry it."""
    demand = gaps.groupby("signal")["demand"].sum()
    carried = sorted((s for s in Signal if demand.get(str(s), 0.0) > 0), key=lambda s: -demand[str(s)])
    parts = {signal: ratio(demand[str(signal)], demand.sum()) for signal in carried}
    by = {
        Signal.ANNONCES: words.say("{share} par les annonces"),
        Signal.EXPOSITION: words.say("{share} par l'exposition des métiers"),
        Signal.OBLIGATION: words.say("{share} par l'obligation de culture de l'IA"),
        Signal.DECLARE: words.say("{share} par les besoins déclarés"),
    }
    shares = [by[s].format(share=french.percent(part)) for s, part in parts.items() if part >= NOTICEABLE]
    expected = skills[skills["demand"] > 0]
    asked = int((expected["postings"] > 0).sum())
    return words.say(
        "Les annonces lues demandent {asked} sur les {expected} attendues ; la demande retenue est portée à {shares}."
    ).format(
        asked=words.counted(asked, "compétence", "compétences"),
        expected=french.number(len(expected)),
        shares=words.listed(shares),
    )


def _catalogue(key: figures.KeyFigures, skills: pd.DataFrame, words: Words) -> str:
    untaught = skills[(skills["courses"] == 0) & (skills["missing"] > 0)]
    said = words.say(
        "Sur {courses}, {teaching} enseignent une compétence IA précise et {saying} nomment l'IA sans dire ce qu'on y "
        "apprend ; {untaught} aucune formation"
    ).format(
        courses=words.counted(key.courses_in_scope, "formation lue", "formations lues"),
        teaching=french.number(key.courses_teaching_ai),
        saying=french.number(key.courses_saying_only),
        untaught=words.counted(len(untaught), "compétence manquante n'a", "compétences manquantes n'ont"),
    )
    layers = untaught["layer"].value_counts()
    if layers.empty:
        return f"{said}."
    first = words.say(LAYER_LABELS[Layer(int(layers.index[0]))])
    return said + words.say(", surtout en couche « {layer} ».").format(layer=first)
