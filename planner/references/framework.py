"""The AI skills framework as a whole: what ROME and ESCO hold of it, pathways, and its own rules.

A skill is *in* ROME or ESCO when one of its mappings says that the other vocabulary holds the same
skill, or one so near that either serves (``exactMatch``, ``closeMatch`` of SKOS). A broader or a
related item is not the skill: « utiliser des logiciels de bureautique » does not say that a person
can write a prompt. Presence is computed here and typed nowhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

import pandas as pd

from planner.model import Layer
from planner.references.vocabulary import Framework

KINDS = ("exactMatch", "closeMatch", "broadMatch", "relatedMatch")
IN_KINDS = ("exactMatch", "closeMatch")
ROME, ESCO, BOTH, NEITHER = "rome", "esco", "both", "neither"

PUBLICS = {
    "dirigeants": "dirigeants et élus",
    "managers": "managers",
    "enseignants-formateurs": "enseignants et formateurs",
    "salaries": "salariés",
    "agents-publics": "agents publics",
    "demandeurs-emploi": "demandeurs d'emploi",
    "eleves-etudiants": "élèves et étudiants",
    "citoyens": "citoyens",
}
AXES = {
    "economique": "économique",
    "social": "social et sociétal",
    "environnement": "environnemental",
    "ethique": "éthique et gouvernance",
}
LEVELS = ("level_1_fr", "level_2_fr", "level_3_fr", "level_4_fr")
TEXTS = ("label_fr", "label_en", "definition_fr", "can_do_fr", *LEVELS, "source")
FRENCH_FORMS, ENGLISH_FORMS = 4, 2  # at least, per skill: what the issue asks
SKILLS_PER_LAYER = 15  # at least: what the issue asks
SEPARATOR = "|"


def parts(cell: str) -> list[str]:
    """Members of a cell joined by « | », blanks dropped."""
    return [part.strip() for part in cell.split(SEPARATOR) if part.strip()]


# ── what ROME and ESCO hold ──────────────────────────────────────────────────────────────
def in_taxonomy(framework: Framework) -> pd.Series:
    """Where each skill stands: rome | esco | both | neither, indexed by ``skill_id`` in the table's order."""
    mappings = framework.mappings
    same = mappings[mappings["kind"].isin(IN_KINDS)]
    found = {name: set(same.loc[same["taxonomy"] == name, "skill_id"]) for name in (ROME, ESCO)}
    ids = framework.skills["skill_id"]
    return pd.Series(
        [_presence(i in found[ROME], i in found[ESCO]) for i in ids], index=ids, name="in_taxonomy"
    )


def _presence(in_rome: bool, in_esco: bool) -> str:
    if in_rome and in_esco:
        return BOTH
    return ROME if in_rome else ESCO if in_esco else NEITHER


def presence_by_layer(framework: Framework) -> pd.DataFrame:
    """Number of skills by layer (rows, :class:`~planner.model.Layer`) and place (both, rome, esco, neither)."""
    layers = framework.skills.set_index("skill_id")["layer"]
    table = pd.crosstab(layers, in_taxonomy(framework))
    return table.reindex(
        index=[int(layer) for layer in Layer], columns=[BOTH, ROME, ESCO, NEITHER], fill_value=0
    )


# ── pathways ─────────────────────────────────────────────────────────────────────────────
def prerequisites(skills: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Direct prerequisites of each skill."""
    return {row.skill_id: tuple(parts(row.prerequisites)) for row in skills.itertuples(index=False)}


def pathway(skills: pd.DataFrame, targets: Iterable[str], known: Collection[str] = ()) -> list[str]:
    """Skills to learn, in an order where each comes after its prerequisites, up to the targets.

    ``known`` skills, and what only they need, are left out. Between skills that may come in any
    order, understanding comes before use and use before building: see ``STEPS``.

    Raises:
        KeyError: a target is not in the framework.
        graphlib.CycleError: prerequisites turn in a circle.
    """
    graph = prerequisites(skills)
    needed = _needed(graph, targets, set(known))
    sorter = TopologicalSorter({skill: [p for p in graph[skill] if p in needed] for skill in needed})
    sorter.prepare()
    ordered: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready(), key=_step)
        ordered.extend(ready)
        sorter.done(*ready)
    return ordered


STEPS = (Layer.COMPRENDRE, Layer.UTILISER, Layer.CADRER, Layer.CONDUIRE, Layer.INTEGRER, Layer.CONCEVOIR)


def _step(skill_id: str) -> tuple[int, str]:
    return STEPS.index(layer_of(skill_id)), skill_id


def layer_of(skill_id: str) -> Layer:
    """The layer that an id tells: ``IA301`` is a skill of layer 3."""
    return Layer(int(skill_id[2]))


def _needed(graph: Mapping[str, tuple[str, ...]], targets: Iterable[str], known: set[str]) -> set[str]:
    waiting, needed = list(targets), set()
    unknown = [skill for skill in waiting if skill not in graph]
    if unknown:
        raise KeyError(f"compétences absentes du référentiel : {', '.join(unknown)}")
    while waiting:
        skill = waiting.pop()
        if skill not in needed and skill not in known:
            needed.add(skill)
            waiting.extend(graph[skill])
    return needed


# ── rules that the framework keeps ───────────────────────────────────────────────────────
def problems(framework: Framework, filieres: Collection[str]) -> list[str]:
    """Every rule that the framework breaks, one French sentence each; empty when it is sound."""
    skills, ids = framework.skills, set(framework.skills["skill_id"])
    return [
        *_identities(skills),
        *_texts(skills),
        *_vocabularies(skills, filieres),
        *_prerequisite_rules(skills, ids),
        *_form_rules(framework.forms, ids),
        *_mapping_rules(framework.mappings, ids),
    ]


def _identities(skills: pd.DataFrame) -> Iterator[str]:
    for skill_id in skills.loc[skills["skill_id"].duplicated(), "skill_id"]:
        yield f"{skill_id} : identifiant donné à deux compétences."
    for language in ("fr", "en"):
        labels = skills[f"label_{language}"].str.casefold()
        for skill_id in skills.loc[labels.duplicated(), "skill_id"]:
            yield f"{skill_id} : libellé ({language}) déjà donné à une autre compétence."
    for row in skills.itertuples(index=False):
        if layer_of(row.skill_id) != row.layer:
            yield f"{row.skill_id} : la couche {row.layer} ne suit pas l'identifiant."
        if not 1 <= row.level <= len(LEVELS):
            yield f"{row.skill_id} : niveau usuel {row.level}, attendu de 1 à {len(LEVELS)}."
    for layer, size in skills["layer"].value_counts().items():
        if size < SKILLS_PER_LAYER:
            yield f"Couche {layer} : {size} compétences, {SKILLS_PER_LAYER} attendues."


def _texts(skills: pd.DataFrame) -> Iterator[str]:
    for row in skills.to_dict("records"):
        for column in TEXTS:
            if not row[column].strip():
                yield f"{row['skill_id']} : {column} est vide."
        if len({row[column].casefold() for column in LEVELS}) < len(LEVELS):
            yield f"{row['skill_id']} : deux niveaux portent le même descripteur."


def _vocabularies(skills: pd.DataFrame, filieres: Collection[str]) -> Iterator[str]:
    for column, allowed in (("publics", PUBLICS), ("axis", AXES), ("filieres", filieres)):
        for skill_id, cell in zip(skills["skill_id"], skills[column], strict=True):
            for part in parts(cell):
                if part not in allowed:
                    yield f"{skill_id} : « {part} » n'est pas une valeur de {column}."
            if not parts(cell) and column != "filieres":
                yield f"{skill_id} : {column} est vide."


def _prerequisite_rules(skills: pd.DataFrame, ids: set[str]) -> Iterator[str]:
    graph = prerequisites(skills)
    for skill_id, wanted in graph.items():
        for missing in sorted(set(wanted) - ids):
            yield f"{skill_id} : prérequis {missing} absent du référentiel."
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        yield f"Prérequis en cercle : {' → '.join(error.args[1])}."


def _form_rules(forms: pd.DataFrame, ids: set[str]) -> Iterator[str]:
    for skill_id in sorted(set(forms["skill_id"]) - ids):
        yield f"{skill_id} : formes d'une compétence absente du référentiel."
    counts = forms.groupby(["skill_id", "lang"]).size()
    for skill_id in sorted(ids):
        for language, least in (("fr", FRENCH_FORMS), ("en", ENGLISH_FORMS)):
            if counts.get((skill_id, language), 0) < least:
                yield f"{skill_id} : moins de {least} formes en {language}."
    shared = forms.assign(words=forms["form"].str.casefold().str.split().str.join(" "))
    for form, group in shared.groupby("words"):
        if group["skill_id"].nunique() > 1 and (group["context"] == "").any():
            owners = ", ".join(sorted(set(group["skill_id"])))
            yield f"« {form} » : forme de plusieurs compétences ({owners}) sans règle de contexte."
    for skill_id, form in zip(forms["skill_id"], forms["form"], strict=True):
        if not any(character.isalnum() for character in form):
            yield f"{skill_id} : forme sans mot (« {form} »)."


def _mapping_rules(mappings: pd.DataFrame, ids: set[str]) -> Iterator[str]:
    keys = ["skill_id", "taxonomy", "code"]
    for row in mappings[mappings.duplicated(keys)].itertuples(index=False):
        yield f"{row.skill_id} : deux liens vers {row.code}."
    for row in mappings.itertuples(index=False):
        if row.skill_id not in ids:
            yield f"{row.skill_id} : lien d'une compétence absente du référentiel."
        if row.kind not in KINDS or row.taxonomy not in (ROME, ESCO):
            yield f"{row.skill_id} : lien « {row.taxonomy} {row.kind} » inconnu."
    exact = mappings[mappings["kind"] == "exactMatch"]
    for code, group in exact.groupby("code"):
        if len(group) > 1:
            yield f"{code} : exactMatch de plusieurs compétences ({', '.join(group['skill_id'])})."
