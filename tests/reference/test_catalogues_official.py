"""Real catalogues of the region, the LHEO schema, Certif Info: they come in, read right, and go out valid."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from planner.intake import check_catalogue, read_catalogue
from planner.needs import read_courses
from planner.needs.claims import NO_AI, TEACHES, TEACHES_UNSAID
from planner.references import Certifications, install, installed_certifications, load_references
from planner.report.exports import lheo_xml
from planner.settings import embedded_folder

SHARED = Path(__file__).parents[3] / "shared" / "reference"
CATALOGUES = SHARED / "catalogue"
pytestmark = [
    pytest.mark.reference,
    pytest.mark.skipif(not CATALOGUES.is_dir(), reason="catalogues réels absents"),
]
REAL = {
    "formations_sup_PAYS_DE_LA_LOIRE.csv": 173,
    "BTS_2024_PAYS_DE_LA_LOIRE.csv": 976,
    "alliance_digitale_formations.json": 3,
    "exemple-bts-onisep.xml": 1,
    "intercarif-data-test_anotea.xml": 1,
}


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    home = tmp_path_factory.mktemp("home")
    install([SHARED / "certifications" / "certif_info.csv"], home)
    return home


@pytest.fixture(scope="module")
def references(home):
    return load_references(home)


@pytest.fixture(scope="module")
def register(home) -> Certifications:
    return installed_certifications(home)


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.XMLSchema(etree.parse(CATALOGUES / "lheo_datainclusion.xsd", parser))


@pytest.mark.parametrize(("name", "count"), REAL.items(), ids=REAL)
def test_real_catalogue_has_no_blocking_problem_and_leaves_as_valid_lheo(
    name, count, references, register, schema
):
    check = check_catalogue(CATALOGUES / name, None, references.territories, certifications=register)
    assert check.rows_usable == count
    assert not [p for p in check.problems if p.severity == "bloquant"]
    frame = read_catalogue(CATALOGUES / name, None, references.territories).frame
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    schema.assertValid(etree.fromstring(lheo_xml(frame), parser))


def test_demonstration_catalogue_leaves_as_valid_lheo(references, schema):
    path = embedded_folder("data") / "catalogue_demonstration.csv"
    schema.assertValid(etree.fromstring(lheo_xml(read_catalogue(path, None, references.territories).frame)))


def test_text_only_provider_leaves_with_something_useful(references, register):
    frame = read_catalogue(
        CATALOGUES / "alliance_digitale_formations.json", None, references.territories
    ).frame
    read = read_courses(
        frame,
        framework=references.framework,
        rome=references.rome,
        esco=references.esco,
        certifications=register,
    )
    verdicts = dict(zip(read.courses["course_id"], read.courses["reading"], strict=True))
    assert verdicts["ia-productivite-quotidienne-pme"] == TEACHES
    assert verdicts["securite-donnees-conformite-pme"] == TEACHES_UNSAID
    assert verdicts["automatisation-taches-repetitives-pme"] == NO_AI
    teaching = read.courses[read.courses["teaches_ai"]]
    assert all("31028" in codes.split("|") for codes in teaching["formacode"])
    assert {"ai", "esco"} <= set(read.skills["taxonomy"])


def test_expired_code_of_a_real_file_is_told_with_what_replaced_it(references, register):
    ended = register.table[~register.table["active"] & (register.table["successor"] != "")]
    old = ended["code"].iloc[0]
    data = f"Intitulé;Objectifs;Organisme;RNCP\nTitre;Apprendre;Organisme A;{old}\n".encode()
    [problem] = [
        p
        for p in check_catalogue(data, "c.csv", references.territories, certifications=register).problems
        if p.rule == "certification-expiree"
    ]
    assert problem.cells == ("D2",)
    assert register.find(old).successor.split("|")[0] in problem.fix


def test_titles_of_the_register_name_their_own_certification(register):
    alive = register.table[(register.table["code"] != "") & register.table["active"]]
    sample = alive.drop_duplicates("label").sample(100, random_state=1)
    found = [register.named(label, enrolled=True) for label in sample["label"]]
    same = [f is not None and f.label == label for f, label in zip(found, sample["label"], strict=True)]
    assert sum(same) >= 95
