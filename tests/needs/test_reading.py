"""How courses are read: skills with evidence, what the title claims, twins, codes proposed."""

from __future__ import annotations

import math
import random

import pandas as pd
import pytest

from planner import columns
from planner.model import Taxonomy
from planner.needs import READINGS, read_courses
from planner.needs.claims import (
    BUZZWORDS,
    NO_AI,
    TEACHES,
    TEACHES_UNSAID,
    TITLE_ONLY,
    UNKNOWN,
    VAGUE,
    Claim,
    is_bare,
    reading,
    says_ai,
)
from planner.needs.course_codes import FROM_CODE, FROM_SKILLS, FROM_TITLE
from planner.needs.course_twins import likely_twins
from planner.needs.reading import publics_of
from planner.references import Certifications, load_references
from planner.references.registers import CERTIFICATIONS

BOTH = (Taxonomy.ROME, Taxonomy.ESCO)


@pytest.fixture(scope="module")
def references(tmp_path_factory):
    return load_references(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def register() -> Certifications:
    blank = dict.fromkeys(CERTIFICATIONS.names, "") | {"active": True, "level": 6.0}
    fiches = [
        {"code": "RNCP37429", "label": "Data analyst", "rome": "M1403", "formacode": "31025"},
        {"code": "RNCP35475", "label": "BUT informatique", "rome": "M1805", "formacode": "31049"},
    ]
    return Certifications(CERTIFICATIONS.frame([blank | fiche for fiche in fiches]), "essai", whole=True)


def course(course_id: str, title: str, content: str = "", **values) -> dict:
    blank = dict.fromkeys(columns.COURSES.names, "")
    numbers = dict.fromkeys(("level", "hours", "price", "places"), math.nan) | {"row": 2}
    own = {
        "course_id": course_id,
        "title": title,
        "content": content,
        "provider": "Organisme A",
        "public": "continu",
    }
    return blank | numbers | own | values


def read(references, *courses: dict, **options):
    frame = columns.COURSES.frame(courses)
    options = {"vocabularies": ()} | options
    return read_courses(
        frame, framework=references.framework, rome=references.rome, esco=references.esco, **options
    )


# ── dit IA / enseigne IA ─────────────────────────────────────────────────────────────────
CLAIMS = [
    ("Leadership augmenté à l'ère de l'IA", "Posture du leader ; gestion du stress.", TITLE_ONLY),
    ("Utiliser l'IA générative", "Rédiger des prompts ; vérifier les hallucinations.", TEACHES),
    ("Secrétariat moderne", "Rédiger des prompts pour un assistant d'IA.", TEACHES_UNSAID),
    ("Vendre à l'ère de l'IA", "L'IA change tout ; oser ; négocier.", BUZZWORDS),
    ("Photographier des produits", "Réussir ses images à l'ère de l'IA ; lumière.", BUZZWORDS),
    ("L'IA et le soin", "Aides au diagnostic ; information du patient.", VAGUE),
    ("Découvrir l'intelligence artificielle", "", UNKNOWN),
    ("Soudure TIG", "Régler le poste ; souder en position.", NO_AI),
    ("Comptabilité via Sage", "Saisir ; lettrer ; clôturer.", NO_AI),
]


@pytest.mark.parametrize(("title", "content", "verdict"), CLAIMS, ids=[title for title, *_ in CLAIMS])
def test_what_a_title_claims_is_weighed_against_the_content(references, title, content, verdict):
    [row] = read(references, course("C1", title, content)).courses.to_dict("records")
    assert row["reading"] == verdict
    assert row["teaches_ai"] == (verdict in (TEACHES, TEACHES_UNSAID))


def test_every_reading_is_reached_by_an_example():
    assert {verdict for *_, verdict in CLAIMS} == set(READINGS)


def test_course_without_content_is_never_accused():
    for names in (True, False):
        assert reading(Claim(True, names), " ", teaches=False) == UNKNOWN


def test_bare_words_name_no_skill():
    assert is_bare(" IA ")
    assert is_bare("intelligence artificielle")
    assert not is_bare("IA de confiance")
    assert says_ai("ChatGPT au bureau")
    assert not says_ai("Mission via un cabinet")


# ── skills ───────────────────────────────────────────────────────────────────────────────
def test_skills_carry_the_words_that_say_them_and_their_share(references):
    content = "Rédiger des prompts\nFaire une pause\nSaluer\nRanger"
    skills = read(references, course("C1", "Bureau", content)).skills
    [prompt] = skills[(skills["taxonomy"] == "ai") & (skills["skill_id"] == "IA301")].to_dict("records")
    assert prompt["evidence"].casefold() in content.casefold()
    assert prompt["share"] == 0.25
    assert prompt["layer"] == 3


def test_rome_and_esco_are_read_line_by_line(references):
    content = "Gérer une base de données ; déjeuner"
    skills = read(references, course("C1", "Informatique de gestion", content), vocabularies=BOTH).skills
    found = skills[skills["evidence"] == "Gérer une base de données"]
    assert set(found["taxonomy"]) == {"rome", "esco"}
    assert found["label"].str.contains("données").all()
    assert found["share"].tolist() == [1 / 3, 1 / 3]
    assert "déjeuner" not in set(skills["evidence"])


def test_little_words_name_no_skill(references):
    skills = read(
        references, course("C1", "Mieux vendre", "Trouver sa place dans son métier"), vocabularies=BOTH
    ).skills
    assert "Son" not in set(skills["label"])


def test_layer_level_and_publics(references):
    row = read(
        references,
        course("C1", "Initiation aux prompts", "Rédiger des prompts", audience="Dirigeants et salariés"),
    ).courses.iloc[0]
    assert (row["layer"], row["level_read"], row["level_source"]) == (3, 1, "intitulé")
    assert row["publics"] == "dirigeants|salaries"
    assert publics_of("Tout public") == ["citoyens", "salaries"]


def test_order_of_the_courses_changes_nothing(references):
    courses = [course(f"C{i}", title, content) for i, (title, content, _) in enumerate(CLAIMS)]
    first = read(references, *courses).courses.set_index("course_id").sort_index()
    random.Random(4).shuffle(courses)
    again = read(references, *courses).courses.set_index("course_id").sort_index()
    pd.testing.assert_frame_equal(first, again)


def test_empty_catalogue_reads_as_nothing(references):
    found = read(references)
    assert all(frame.empty for frame in (found.courses, found.skills, found.remarks, found.twins))


# ── what the provider is told ────────────────────────────────────────────────────────────
def test_formacode_of_ai_is_asked_of_the_courses_that_teach_it(references):
    remarks = read(
        references,
        course("teaches", "Prompts", "Rédiger des prompts"),
        course("tagged", "Prompts avancés", "Rédiger des prompts", formacode="46262|31028"),
        course("empty", "Soudure", "Souder", formacode="31028"),
    ).remarks
    rules = remarks.groupby("course_id")["rule"].agg(set).to_dict()
    assert "formacode-ia-absent" in rules["teaches"]
    assert "formacode-ia-absent" not in rules.get("tagged", set())
    assert rules["empty"] == {"formacode-ia-sans-contenu"}


def test_every_remark_says_what_to_do(references):
    courses = [course(f"C{i}", title, content) for i, (title, content, _) in enumerate(CLAIMS)]
    remarks = read(references, *courses, course("C9", "Soudure TIG")).remarks
    assert len(remarks) >= 6
    assert all(text.endswith((".", "…")) for text in [*remarks["message"], *remarks["fix"]])


# ── twins ────────────────────────────────────────────────────────────────────────────────
def pairs(*courses: dict, catalogue: list[dict] | None = None) -> list[tuple[str, str, str]]:
    old = columns.COURSES.frame(catalogue) if catalogue is not None else None
    found = likely_twins(columns.COURSES.frame(courses), old)
    return list(found[["course_id", "other_id", "where"]].itertuples(index=False, name=None))


def test_near_titles_of_one_provider_are_twins():
    a, b = course("A", "Utiliser l'IA générative au bureau"), course("B", "Utiliser IA génerative au bureau")
    assert pairs(a, b) == [("A", "B", "fichier")]
    assert pairs(b, a) == [("A", "B", "fichier")]


@pytest.mark.parametrize(
    "other",
    [
        course("B", "Excel niveau 2"),
        course("B", "Excel niveau 1", commune="Angers"),
        course("B", "Excel niveau 1", date="2026-09-01"),
        course("B", "Excel niveau 1", provider="Organisme B"),
        course("B", "Word niveau 1"),
        course("B", "Excel niveau 1 finance"),
    ],
    ids=["level", "place", "date", "provider", "title", "word"],
)
def test_levels_sessions_and_other_providers_are_no_twins(other):
    assert pairs(course("A", "Excel niveau 1", commune="Nantes", date="2026-03-01"), other) == []


def test_same_text_at_another_provider_is_told():
    text = "Rédiger une consigne claire, vérifier la réponse obtenue, protéger les données de ses clients et usagers."
    assert pairs(course("A", "IA", text), course("B", "Autre", text, provider="Organisme B")) == [
        ("A", "B", "fichier")
    ]


def test_catalogue_is_searched_and_the_former_version_is_no_twin():
    old = [course("A", "Excel avancé"), course("Z", "Excel avancée")]
    assert pairs(course("A", "Excel avancé"), catalogue=old) == [("A", "Z", "catalogue")]


# ── codes proposed ───────────────────────────────────────────────────────────────────────
def test_codes_come_from_the_certification_then_its_title_then_the_skills(references, register):
    courses = read(
        references,
        course("code", "Informatique", rncp="RNCP35475"),
        course("title", "Formation Data Analyst (H/F)"),
        course("skills", "Bureau", "Rédiger des prompts"),
        course("own", "Data analyst", rome="M1805", formacode="31028"),
        certifications=register,
    ).courses.set_index("course_id")
    assert courses.loc["code", ["formacode", "formacode_source"]].tolist() == ["31049", FROM_CODE]
    assert courses.loc["title", ["formacode", "formacode_source"]].tolist() == ["31025", FROM_TITLE]
    assert courses.loc["title", "certification"] == "RNCP37429"
    assert courses.loc["skills", "formacode_source"] == FROM_SKILLS
    assert "31028" in courses.loc["skills", "formacode"].split("|")
    assert courses.loc["own", ["rome", "formacode"]].tolist() == ["", ""]


def test_rome_is_proposed_when_the_title_names_an_occupation_and_only_then(references):
    courses = read(references, course("A", "Data scientist"), course("B", "Mieux vivre ensemble")).courses
    assert courses["rome"].tolist() == ["M1405", ""]
