"""The AI skills framework as SKOS, so that others may reuse it (W3C Simple Knowledge Organization System, 2009).

Skills are concepts under the concept of their layer. A surface form that stands for the skill by
itself is an alternative label; one that needs a context is a hidden label, good for searching
only. Descriptors and publics are notes, in French. Our concepts have ``urn:x-competences-ia:``
identifiers until an institution gives them an address; ROME has no public URI, its items are
written ``urn:x-rome4:ogr:`` and their OGR code; ESCO items keep their own URI.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, Namespace, URIRef

from planner.model import LAYER_LABELS, Layer
from planner.references.framework import (
    AXES,
    BOTH,
    ESCO,
    LEVELS,
    NEITHER,
    PUBLICS,
    ROME,
    in_taxonomy,
    parts,
)
from planner.references.vocabulary import Framework

OURS = Namespace("urn:x-competences-ia:")
OGR = Namespace("urn:x-rome4:ogr:")
SCHEME = OURS["referentiel"]
LICENCE = URIRef("https://creativecommons.org/licenses/by/4.0/")
TITLES = {"fr": "Référentiel des compétences de l'IA", "en": "AI skills framework"}
LAYERS_EN = {
    Layer.CONCEVOIR: "Build",
    Layer.INTEGRER: "Integrate and deploy",
    Layer.UTILISER: "Use in one's trade",
    Layer.COMPRENDRE: "Understand",
    Layer.CADRER: "Frame",
    Layer.CONDUIRE: "Lead",
}
PRESENCE = {
    BOTH: "présente dans le ROME 4.0 et dans ESCO",
    ROME: "présente dans le ROME 4.0, absente d'ESCO",
    ESCO: "présente dans ESCO, absente du ROME 4.0",
    NEITHER: "absente du ROME 4.0 et d'ESCO",
}
Triple = tuple[Any, Any, Any]


def export_skos(framework: Framework, path: Path) -> None:
    """Write the framework to ``path`` in Turtle (UTF-8). Raises OSError when the place cannot be written."""
    graph(framework).serialize(destination=str(path), format="turtle", encoding="utf-8")


def graph(framework: Framework) -> Graph:
    """The framework as an RDF graph."""
    result = Graph()
    for prefix, namespace in (("skos", SKOS), ("dcterms", DCTERMS), ("ia", OURS), ("ogr", OGR)):
        result.bind(prefix, namespace)
    presence = in_taxonomy(framework)
    for triple in (
        *_scheme(),
        *(triple for layer in Layer for triple in _layer(layer)),
        *(triple for row in framework.skills.to_dict("records") for triple in _skill(row, presence)),
        *_labels(framework),
        *_mappings(framework.mappings),
    ):
        result.add(triple)
    return result


def skill_uri(skill_id: str) -> URIRef:
    """Identifier of a skill."""
    return OURS[f"competence:{skill_id}"]


def layer_uri(layer: int) -> URIRef:
    """Identifier of a layer."""
    return OURS[f"couche:{int(layer)}"]


def _scheme() -> Iterator[Triple]:
    yield SCHEME, RDF.type, SKOS.ConceptScheme
    yield SCHEME, DCTERMS.license, LICENCE
    for language, title in TITLES.items():
        yield SCHEME, DCTERMS.title, Literal(title, lang=language)


def _layer(layer: Layer) -> Iterator[Triple]:
    uri = layer_uri(layer)
    yield uri, RDF.type, SKOS.Concept
    yield uri, SKOS.inScheme, SCHEME
    yield uri, SKOS.topConceptOf, SCHEME
    yield SCHEME, SKOS.hasTopConcept, uri
    yield uri, SKOS.notation, Literal(str(int(layer)))
    yield uri, SKOS.prefLabel, Literal(LAYER_LABELS[layer], lang="fr")
    yield uri, SKOS.prefLabel, Literal(LAYERS_EN[layer], lang="en")


def _skill(row: dict[str, Any], presence: pd.Series) -> Iterator[Triple]:
    uri = skill_uri(row["skill_id"])
    yield uri, RDF.type, SKOS.Concept
    yield uri, SKOS.inScheme, SCHEME
    yield uri, SKOS.notation, Literal(row["skill_id"])
    yield uri, SKOS.broader, layer_uri(row["layer"])
    yield layer_uri(row["layer"]), SKOS.narrower, uri
    yield uri, SKOS.prefLabel, Literal(row["label_fr"], lang="fr")
    yield uri, SKOS.prefLabel, Literal(row["label_en"], lang="en")
    yield uri, SKOS.definition, Literal(row["definition_fr"], lang="fr")
    yield uri, SKOS.example, Literal(row["can_do_fr"], lang="fr")
    yield uri, DCTERMS.source, Literal(row["source"])
    for note in scope_notes(row):
        yield uri, SKOS.scopeNote, Literal(note, lang="fr")
    yield uri, SKOS.editorialNote, Literal(f"Compétence {PRESENCE[presence[row['skill_id']]]}.", lang="fr")
    for wanted in parts(row["prerequisites"]):
        yield uri, DCTERMS.requires, skill_uri(wanted)


def scope_notes(row: dict[str, Any]) -> list[str]:
    """Levels, publics, axes and references of a skill, one French sentence each."""
    notes = [f"Niveau {number} : {row[column]}" for number, column in enumerate(LEVELS, start=1)]
    notes.append(f"Niveau usuel : {row['level']}.")
    notes.append("Publics : " + ", ".join(PUBLICS[public] for public in parts(row["publics"])) + ".")
    notes.append("Axes : " + ", ".join(AXES[axis] for axis in parts(row["axis"])) + ".")
    references = (
        ("Règlement (UE) 2024/1689", "ai_act"),
        ("DigComp 2.2", "digcomp"),
        ("Formacode", "formacode"),
        ("Filières", "filieres"),
    )
    for name, column in references:
        if row[column]:
            notes.append(f"{name} : {', '.join(parts(row[column]))}.")
    return notes


def _labels(framework: Framework) -> Iterator[Triple]:
    """Alternative and hidden labels; SKOS wants the three kinds of labels of a concept apart."""
    skills = framework.skills.set_index("skill_id")
    preferred = {(i, lang): skills.at[i, f"label_{lang}"] for lang in ("fr", "en") for i in skills.index}
    alone = (framework.forms["context"] == "") & (framework.forms["generic"] != "yes")
    told = set()
    for predicate, forms in (
        (SKOS.altLabel, framework.forms[alone]),
        (SKOS.hiddenLabel, framework.forms[~alone]),
    ):
        for skill_id, lang, form in zip(forms["skill_id"], forms["lang"], forms["form"], strict=True):
            if form != preferred[skill_id, lang] and (skill_id, lang, form) not in told:
                told.add((skill_id, lang, form))
                yield skill_uri(skill_id), predicate, Literal(form, lang=lang)


def _mappings(mappings: pd.DataFrame) -> Iterator[Triple]:
    for row in mappings.itertuples(index=False):
        target = OGR[row.code] if row.taxonomy == ROME else URIRef(row.code)
        yield skill_uri(row.skill_id), SKOS[row.kind], target
