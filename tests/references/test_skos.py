"""The framework leaves the product whole: SKOS read back equal, CSV and workbook reread."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from planner.references import embedded
from planner.references.export import FORMATS, export_framework
from planner.references.framework import in_taxonomy, parts
from planner.references.skos import LICENCE, OGR, SCHEME, graph, layer_uri, skill_uri
from planner.references.vocabulary import Framework
from planner.settings import embedded_folder


@pytest.fixture(scope="module")
def framework() -> Framework:
    return embedded.load_framework(embedded_folder("taxonomies"))


@pytest.fixture(scope="module")
def turtle(framework: Framework, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "framework.ttl"
    export_framework(framework, "skos", path)
    return path


@pytest.fixture(scope="module")
def read(turtle: Path) -> Graph:
    return Graph().parse(turtle, format="turtle")


def texts(read: Graph, subject: URIRef, predicate: URIRef, lang: str | None = None) -> set[str]:
    return {
        str(value)
        for value in read.objects(subject, predicate)
        if lang is None or (isinstance(value, Literal) and value.language == lang)
    }


def test_what_is_read_is_what_was_written(framework: Framework, read: Graph) -> None:
    assert isomorphic(read, graph(framework))


def test_same_framework_gives_the_same_bytes(framework: Framework, turtle: Path, tmp_path: Path) -> None:
    export_framework(framework, "skos", tmp_path / "again.ttl")
    assert (tmp_path / "again.ttl").read_bytes() == turtle.read_bytes()


def test_every_skill_comes_back_with_its_words(framework: Framework, read: Graph) -> None:
    concepts = set(read.subjects(SKOS.notation, None)) - {layer_uri(layer) for layer in range(1, 7)}
    assert len(concepts) == len(framework.skills)
    for row in framework.skills.to_dict("records"):
        uri = skill_uri(row["skill_id"])
        assert texts(read, uri, SKOS.notation) == {row["skill_id"]}
        assert texts(read, uri, SKOS.prefLabel, "fr") == {row["label_fr"]}
        assert texts(read, uri, SKOS.prefLabel, "en") == {row["label_en"]}
        assert texts(read, uri, SKOS.definition, "fr") == {row["definition_fr"]}
        assert texts(read, uri, SKOS.example, "fr") == {row["can_do_fr"]}
        assert texts(read, uri, DCTERMS.source) == {row["source"]}
        assert set(read.objects(uri, SKOS.broader)) == {layer_uri(row["layer"])}
        assert set(read.objects(uri, DCTERMS.requires)) == set(map(skill_uri, parts(row["prerequisites"])))
        notes = texts(read, uri, SKOS.scopeNote, "fr")
        assert {f"Niveau {level} : {row[f'level_{level}_fr']}" for level in range(1, 5)} <= notes
        assert any(note.startswith("Publics : ") for note in notes)


def test_every_form_comes_back_as_a_label(framework: Framework, read: Graph) -> None:
    predicates = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
    back = {
        (str(skill), value.language, str(value))
        for predicate in predicates
        for skill, value in read.subject_objects(predicate)
    }
    forms = framework.forms
    sent = {
        (str(skill_uri(skill_id)), lang, form)
        for skill_id, lang, form in zip(forms["skill_id"], forms["lang"], forms["form"], strict=True)
    }
    assert sent <= back


def test_mappings_come_back_with_their_kind(framework: Framework, read: Graph) -> None:
    sent = {
        (
            skill_uri(row.skill_id),
            SKOS[row.kind],
            OGR[row.code] if row.taxonomy == "rome" else URIRef(row.code),
        )
        for row in framework.mappings.itertuples(index=False)
    }
    kinds = {SKOS[kind] for kind in framework.mappings["kind"]}
    assert {triple for kind in kinds for triple in read.triples((None, kind, None))} == sent


def test_scheme_names_its_licence_and_its_six_layers(read: Graph) -> None:
    assert set(read.subjects(RDF.type, SKOS.ConceptScheme)) == {SCHEME}
    assert set(read.objects(SCHEME, DCTERMS.license)) == {LICENCE}
    assert set(read.objects(SCHEME, SKOS.hasTopConcept)) == {layer_uri(layer) for layer in range(1, 7)}


def test_skos_integrity_holds(read: Graph) -> None:
    """W3C SKOS S13 and S14: labels of a concept are disjoint, one preferred label a language."""
    for concept in set(read.subjects(RDF.type, SKOS.Concept)):
        preferred = list(read.objects(concept, SKOS.prefLabel))
        alternative = set(read.objects(concept, SKOS.altLabel))
        hidden = set(read.objects(concept, SKOS.hiddenLabel))
        assert len({label.language for label in preferred}) == len(preferred) == 2
        assert not (set(preferred) & alternative or set(preferred) & hidden or alternative & hidden)
    for kind in (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.relatedMatch):
        for _, _, target in read.triples((None, kind, None)):
            assert (target, RDF.type, SKOS.Concept) not in read  # a match leaves the scheme


def test_csv_says_where_each_skill_stands(framework: Framework, tmp_path: Path) -> None:
    export_framework(framework, "csv", tmp_path / "framework.csv")
    table = pd.read_csv(tmp_path / "framework.csv", dtype=str, keep_default_na=False)
    assert table["skill_id"].tolist() == framework.skills["skill_id"].tolist()
    assert table["in_taxonomy"].tolist() == in_taxonomy(framework).tolist()
    forms = framework.forms[framework.forms["lang"] == "fr"]
    assert table["forms_fr"].str.split("|").map(len).sum() == len(forms)
    links = table["rome"].str.count(":") + table["esco"].str.count("Match:")
    assert links.sum() == len(framework.mappings)


def test_workbook_holds_every_table_and_no_formula(framework: Framework, tmp_path: Path) -> None:
    forms = framework.forms.copy()
    forms.loc[forms.index[0], "form"] = "=1+1"
    export_framework(Framework(framework.skills, forms, framework.mappings), "xlsx", tmp_path / "f.xlsx")
    book = openpyxl.load_workbook(tmp_path / "f.xlsx")
    assert book.sheetnames == ["Lisez-moi", "Compétences", "Formes", "Correspondances"]
    sizes = {sheet.title: sheet.max_row - 1 for sheet in book}
    assert sizes["Compétences"] == len(framework.skills)
    assert sizes["Formes"] == len(framework.forms)
    assert sizes["Correspondances"] == len(framework.mappings)
    headings = [cell.value for sheet in book for cell in sheet[1]]
    assert not any("_" in heading for heading in headings)  # people read it: no name of a program
    assert book["Compétences"]["B2"].value == "1 Concevoir"
    assert book["Formes"]["C2"].value == "=1+1"
    assert book["Formes"]["C2"].data_type == "s"
    assert "CC BY 4.0" in {row[1].value for row in book["Lisez-moi"].iter_rows()}


def test_unknown_format_names_the_known_ones(framework: Framework, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="skos, csv, xlsx"):
        export_framework(framework, "pdf", tmp_path / "f.pdf")
    assert FORMATS == ("skos", "csv", "xlsx")
