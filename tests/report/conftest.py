"""A small run made by hand: two départements, two sectors, four skills, texts that look like formulas."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from planner import columns
from planner.needs import (
    SECTOR_CARDS,
    VALUE_CHAIN,
    Needs,
    Parameters,
    Workforce,
    course_claims,
    disparities,
    gap_table,
    presence,
    sensitivity,
    strengths,
    teachings,
)
from planner.references import EMBEDDED, ReferenceInUse
from planner.report import write_report
from planner.results import Inputs, Message, Results

FORMULA = '=HYPERLINK("http://exemple.invalid";"cliquez")'
COMMAND = "@SUM(1+1)*cmd|' /C calc'!A0"
TOO_LONG = "long " * 8000  # 40,000 characters: more than a cell holds

SKILLS = [
    ("IA101", 1, "Entraîner un modèle", "economique", "salaries"),
    ("IA301", 3, "Rédiger une consigne", "economique|social", "salaries|eleves-etudiants"),
    ("IA401", 4, "Situer l'IA", "social", ""),
    ("IA501", 5, "Cadrer un usage", "ethique", "dirigeants"),
]
# skill, département, filière, public, signal, people, sample, observed, note
DEMAND = [
    ("IA101", "44", "numerique", "continu", "annonces", 40.0, 31.0, 0.25, "emprunté à la région"),
    ("IA101", "53", "numerique", "continu", "annonces", 10.0, 0.0, 0.0, "hors calcul : trop peu d'annonces"),
    ("IA301", "44", "commerce", "continu", "exposition", 90.0, 2000.0, 0.9, ""),
    ("IA301", "44", "commerce", "initial", "exposition", 12.5, 2000.0, 0.9, ""),
    ("IA301", "53", "commerce", "continu", "exposition", 30.0, 500.0, 0.9, ""),
    ("IA301", "53", "commerce", "continu", "obligation", 70.0 / 3, 500.0, 1.0, ""),
    ("IA401", "44", "numerique", "continu", "obligation", 200.0 / 3, 800.0, 1.0, ""),
    ("IA401", "53", "commerce", "continu", "obligation", 20.0, 500.0, 1.0, ""),
    ("IA401", "53", "commerce", "continu", "déclaré", 25.0, 1.0, 1.0, ""),
]
JOBS = [("44", "numerique", 800.0), ("44", "commerce", 2000.0), ("53", "commerce", 500.0)]
# link, label, what the report says, actors by territory ('' is the region), None where the register is silent
LINKS = [
    ("modeles", "Créateurs de modèles", "0", {"": None, "44": None, "53": None}),
    ("accompagnement", "Services d'accompagnement", "+++", {"": 4.0, "44": 4.0, "53": 0.0}),
    ("utilisateurs", "Utilisateurs", "?", {"": None, "44": None, "53": None}),
]
USERS = {"": (1000.0, 700.0, 1400.0), "44": (900.0, 640.0, 1250.0), "53": (100.0, 60.0, 150.0)}
SUPPLY = [
    ("IA101", "44", "continu", 60.0, 1.0, 1),
    ("IA301", "44", "continu", 30.0, 0.5, 2),
    ("IA501", "53", "continu", 8.0, 0.0, 1),
]


@pytest.fixture
def results() -> Results:
    return make_results()


@pytest.fixture(scope="session")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of that run, to read only."""
    path = tmp_path_factory.mktemp("rapport") / "rapport.xlsx"
    write_report(make_results(), path)
    return path


def make_results() -> Results:
    """One run, the same each time."""
    inputs, mentions = _inputs(), _mentions()
    parameters = Parameters().changed(horizon_years=4)
    taught, skills = teachings(inputs.courses, _course_mentions()), _skills()
    departments = {"44": "Loire-Atlantique", "53": "Mayenne"}
    filieres = {"numerique": "Numérique", "commerce": "Commerce", "autres": "Autres secteurs"}
    demand, supply = _demand(), columns.SUPPLY.frame(map(_named(columns.SUPPLY), SUPPLY))
    gaps = gap_table(demand, supply, parameters)
    return Results(
        inputs=inputs,
        mentions=mentions,
        codings=columns.CODINGS.frame(
            [
                {
                    "posting_id": "P1",
                    "rome": "M1405",
                    "label": "Data scientist",
                    "score": 0.9,
                    "runner_up": "",
                },
                {
                    "posting_id": "P5",
                    "rome": "M1405",
                    "label": "Data scientist",
                    "score": 0.9,
                    "runner_up": "",
                },
                {"posting_id": "P2", "rome": "D1106", "label": "Vente", "score": 0.8, "runner_up": ""},
                {"posting_id": "P3", "rome": "", "label": "", "score": 0.1, "runner_up": ""},
            ]
        ),
        teachings=taught,
        course_claims=course_claims(inputs.courses, _course_mentions()),
        profile_mentions=columns.MENTIONS.frame(),
        skills=skills,
        departments=departments,
        filieres=filieres,
        demand=demand,
        supply=supply,
        gaps=gaps,
        needs=_needs(),
        actions=_actions(),
        parameters=parameters,
        budget=50_000.0,
        references=(ReferenceInUse("ROME 4.0", "60", "2025-09-18", "Licence Ouverte 2.0", EMBEDDED, 3),),
        campaign="Essai & recette",
        run_date="2026-11-23",
        repeats={"P5": "P1"},
        disparities=disparities(gaps, inputs.courses, taught, _workforce(), parameters),
        strengths=strengths(gaps, skills, departments | filieres),
        value_chain=_value_chain(),
        cards=_cards(),
        sensitivity=sensitivity(parameters, lambda moved: 1000.0 / moved.horizon_years),
    )


def _named(table: columns.Table):
    return lambda row: dict(zip(table.names, row, strict=True))


def _skills() -> pd.DataFrame:
    blank = dict.fromkeys(columns.SKILLS.names, "")
    return columns.SKILLS.frame(
        {**blank, "skill_id": s, "layer": layer, "label_fr": label, "axis": axis, "publics": publics, "level": 2,
         "definition_fr": f"Savoir {label.lower()}.", "ai_act": "art. 4|art. 14"}
        for s, layer, label, axis, publics in SKILLS
    )  # fmt: skip


def _demand() -> pd.DataFrame:
    return columns.DEMAND.frame(
        {"skill_id": s, "dept": d, "filiere": f, "public": p, "signal": signal, "people": people,
         "low": people * 0.5, "high": people * 2, "sample": sample, "observed": observed, "note": note}
        for s, d, f, p, signal, people, sample, observed, note in DEMAND
    )  # fmt: skip


def _inputs() -> Inputs:
    posting = dict.fromkeys(columns.POSTINGS.names, "")
    course = {
        **dict.fromkeys(columns.COURSES.names, ""),
        "hours": None,
        "price": None,
        "places": None,
        "level": None,
    }
    profile = {**dict.fromkeys(columns.PROFILES.names, ""), "adoption_rate": None}
    return Inputs(
        postings=columns.POSTINGS.frame(
            [
                {**posting, "posting_id": "P1", "title": "Data scientist", "dept": "44", "filiere": "numerique"},
                {**posting, "posting_id": "P5", "title": "Data scientist", "dept": "44", "filiere": "numerique"},
                {**posting, "posting_id": "P2", "title": "Vendeur", "dept": "53", "filiere": "commerce"},
                {**posting, "posting_id": "P3", "title": COMMAND, "dept": "44", "location": "Nantes"},
                {**posting, "posting_id": "P4", "title": "Cuisinier", "dept": "35", "location": "Rennes"},
            ]
        ),
        profiles=columns.PROFILES.frame(
            [{**profile, "profile_id": "R1", "sector": "Commerce", "filiere": "commerce", "dept": "53",
              "headcount": 500.0, "people_stated": 25.0, "source": "enquête fictive", "year": 2025}]
        ),
        courses=columns.COURSES.frame(
            [
                {**course, "course_id": "C1", "title": FORMULA, "provider": "Organisme fictif", "public": "continu",
                 "dept": "44", "places": 60.0, "hours": 14.0, "price": 700.0, "content": "Entraîner un modèle"},
                {**course, "course_id": "C2", "title": "Rédiger avec ChatGPT", "provider": "Organisme fictif",
                 "public": "continu", "modality": "distance", "content": "Consignes ; relecture"},
                {**course, "course_id": "C3", "title": "L'IA pour tous", "provider": "Organisme fictif",
                 "public": "initial", "dept": "53", "content": "Programme sur demande"},
                {**course, "course_id": "C4", "title": "Cuisine", "provider": "Organisme fictif", "public": "initial",
                 "dept": "53", "content": "Sauces"},
            ]
        ),
        files=("offres.csv", "catalogue.xlsx"),
        messages=(
            Message("catalogue.xlsx", "conseil", "+ 2 lignes sans prix"),
            Message("offres.csv", "avertissement", TOO_LONG),
        ),
        demonstration=True,
    )  # fmt: skip


def _mention(
    document_id: str, skill_id: str, evidence: str, part: str = "missions", force: str = "exigé"
) -> dict:
    return {"document_id": document_id, "skill_id": skill_id, "start": 0, "end": len(evidence), "evidence": evidence,
            "sentence": evidence, "part": part, "force": force, "method": "forme", "score": 1.0}  # fmt: skip


def _mentions() -> pd.DataFrame:
    return columns.MENTIONS.frame(
        [
            _mention("P1", "IA101", "machine learning"),
            _mention("P5", "IA101", "machine learning"),
            _mention("P2", "IA301", "prompts", force="souhaité"),
            _mention("P2", "IA101", "leader de l'IA", part="entreprise"),
        ]
    )


def _course_mentions() -> pd.DataFrame:
    return columns.MENTIONS.frame(
        [
            _mention("C1", "IA101", "entraîner un modèle", part="autre"),
            _mention("C2", "IA301", "ChatGPT", part="titre"),
            _mention("C3", "IA401", "IA", part="titre"),
        ]
    )


def _workforce() -> Workforce:
    nothing = pd.DataFrame()
    jobs = pd.DataFrame(JOBS, columns=["dept", "filiere", "jobs"])
    return Workforce(jobs, nothing, nothing, nothing, 0.0, nothing)


def _value_chain() -> pd.DataFrame:
    rows = []
    for link, label, report, actors in LINKS:
        for dept, count in actors.items():
            counted = float("nan") if count is None else count
            row = {
                "link": link,
                "label": label,
                "dept": dept,
                "presence": presence(counted),
                "actors": counted,
            }
            row |= {"report_presence": report}
            if link == "utilisateurs":
                row |= dict(zip(("people", "low", "high"), USERS[dept], strict=True))
            rows.append(row)
    return VALUE_CHAIN.frame(rows)


def _cards() -> pd.DataFrame:
    blank = dict.fromkeys(SECTOR_CARDS.names, "")
    measured = {"adoption": 0.1, "demand": 100.0, "supply": 10.0, "coverage": 0.1, "reliability": 0.4}
    return SECTOR_CARDS.frame(
        {**blank, **measured, "filiere": filiere, "dept": dept, "headcount": jobs, "exposed": jobs / 2,
         "missing": COMMAND, "stated": "Situer l'IA", "missing_people": 90.0, "headcount_source": "enquête fictive"}
        for dept, filiere, jobs in JOBS
    )  # fmt: skip


def _needs() -> Needs:
    needs = [
        {"need_id": "B01", "name": "Situer l'IA", "skills": 2, "cohesion": 0.12, "x": 0.1, "y": 0.2},
        {"need_id": "B02", "name": "Entraîner un modèle", "skills": 1, "cohesion": -0.05, "x": 0.3, "y": 0.4},
    ]
    members = [("B01", "IA301", 0.2), ("B01", "IA401", 0.04), ("B02", "IA101", -0.05)]
    return Needs(
        columns.NEEDS.frame(needs),
        columns.NEED_MEMBERS.frame(map(_named(columns.NEED_MEMBERS), members)),
        0.07,
        0.5,
    )


def _actions() -> pd.DataFrame:
    common = {"public": "continu", "groups": 2, "places": 24, "hours": 14.0, "reliability": 0.4,
              "programmes": "CPF ; plan de développement des compétences", "loss": "Sans elle, rien."}  # fmt: skip
    return columns.ACTIONS.frame(
        [
            {**common, "rank": 1, "action_id": "A001", "kind": "renforcer", "need_id": "B01", "need": "Situer l'IA",
             "dept": "44", "course_id": "C1", "course": FORMULA, "provider": "Organisme fictif", "cost": 20000.0,
             "closed": 24.0, "missing": 126.67, "chosen": True, "reason": COMMAND},
            {**common, "rank": 2, "action_id": "A002", "kind": "créer", "need_id": "B01", "need": "Situer l'IA",
             "dept": "53", "course_id": "", "course": "", "provider": "", "cost": 100000.0 / 3, "closed": 20.5,
             "missing": 55.0, "chosen": False, "reason": "Aucune formation."},
        ]
    )  # fmt: skip
