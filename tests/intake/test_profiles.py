import math

import pytest

from planner.columns import PROFILES
from planner.intake import IntakeError, read_profiles
from tests.intake.conftest import csv_bytes

HEAD = [
    "Secteur",
    "Département",
    "Effectif",
    "Métiers",
    "Besoins exprimés",
    "Taux d'adoption IA",
    "Source",
    "Année",
]
ROW = [
    "Informatique",
    "44",
    "7 400",
    "M1805:0.35|M1811:0.05",
    "Former aux consignes",
    "12 %",
    "Enquête",
    "2024",
]


def _read(rows, territories, sectors):
    return read_profiles(csv_bytes(rows), "profils.csv", territories, sectors)


def _changed(column: str, value: str) -> list[str]:
    return [value if name == column else old for name, old in zip(HEAD, ROW, strict=True)]


def test_profile_has_every_column_of_the_contract(territories, sectors):
    intake = _read([HEAD, ROW], territories, sectors)
    assert list(intake.frame.columns) == PROFILES.names
    [profile] = intake.frame.to_dict("records")
    assert (profile["filiere"], profile["dept"], profile["headcount"]) == ("numerique", "44", 7400)
    assert (profile["adoption_rate"], profile["year"]) == (0.12, 2024)
    assert profile["occupation_mix"] == "M1805:0.35|M1811:0.05"
    assert math.isnan(profile["people_stated"])
    assert intake.problems == []


@pytest.mark.parametrize("rate", ["12 %", "0,12", "0.12", "12"])
def test_rate_is_a_share_however_written(rate, territories, sectors):
    [value] = _read([HEAD, _changed("Taux d'adoption IA", rate)], territories, sectors).frame["adoption_rate"]
    assert value == 0.12


@pytest.mark.parametrize("region", ["", "52", "Région", "Pays de la Loire"])
def test_region_is_no_departement(region, territories, sectors):
    intake = _read([HEAD, _changed("Département", region)], territories, sectors)
    assert list(intake.frame["dept"]) == [""]
    assert intake.problems == []


@pytest.mark.parametrize(
    ("column", "value", "rule", "cell"),
    [
        ("Secteur", "", "secteur-absent", "A2"),
        ("Secteur", "Xylophonie", "filiere-inconnue", "A2"),
        ("Département", "Ailleurs", "departement-inconnu", "B2"),
        ("Effectif", "beaucoup", "nombre", "C2"),
        ("Effectif", "-3", "nombre", "C2"),
        ("Métiers", "soudeurs", "metiers", "D2"),
        ("Métiers", "M1805:0.9|M1811:0.9", "metiers-parts", "D2"),
        ("Métiers", "M1805, M1811", "metiers-sans-parts", "D2"),
        ("Taux d'adoption IA", "un quart", "taux", "F2"),
        ("Source", "", "source-absente", "G2"),
        ("Année", "l'an dernier", "annee", "H2"),
    ],
)
def test_each_fault_is_told_with_its_cell(column, value, rule, cell, territories, sectors):
    intake = _read([HEAD, _changed(column, value), ROW], territories, sectors)
    assert [(p.rule, p.cells) for p in intake.problems] == [(rule, (cell,))]


def test_total_line_is_not_a_profile(territories, sectors):
    intake = _read([HEAD, ROW, ["Total", "", "7 400", "", "", "", "", ""]], territories, sectors)
    assert intake.rows_usable == 1


def test_families_of_occupations_are_codes_too(territories, sectors):
    [mix] = _read([HEAD, _changed("Métiers", "D4Z:0.3|M1X80 20 %")], territories, sectors).frame[
        "occupation_mix"
    ]
    assert mix == "D4Z:0.3|M1X80:0.2"


def test_missing_sector_column_is_refused(territories, sectors):
    with pytest.raises(IntakeError, match="« secteur »"):
        _read([HEAD[1:], ROW[1:]], territories, sectors)
