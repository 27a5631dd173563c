"""Disparities, strengths, value chain, cards and sensitivity on a region one can count."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.columns import ACTORS, GAPS
from planner.needs import (
    Grid,
    Parameters,
    Workforce,
    disparities,
    presence,
    sector_cards,
    sensitivity,
    strengths,
    teachings,
    value_chain,
)
from tests.needs import conftest
from tests.needs.conftest import course, courses, mention, mentions, profile, profiles


def gap(skill_id: str, dept: str, filiere: str, demand: float, supply: float) -> dict[str, object]:
    return dict.fromkeys(GAPS.names, "") | {
        "skill_id": skill_id, "dept": dept, "filiere": filiere, "public": "continu", "signal": "obligation",
        "demand": demand, "low": demand * 0.8, "high": demand * 1.25, "supply": supply, "gap": demand - supply,
        "missing": max(demand - supply, 0.0), "coverage": supply / demand, "reliability": 0.5, "sample": 30.0,
    }  # fmt: skip


GAP_TABLE = GAPS.frame(
    [
        gap("IA401", "44", "numerique", 800.0, 400.0),
        gap("IA401", "53", "numerique", 200.0, 10.0),
    ]
)


def test_the_mix_is_weighed_at_the_mean_of_both_rates(workforce: Workforce) -> None:
    """Kitagawa (1955): neither the département's rates alone nor the region's."""
    lines = [
        gap("IA401", "44", "numerique", 400.0, 0.0), gap("IA401", "44", "sante-social", 200.0, 0.0),
        gap("IA401", "53", "numerique", 100.0, 0.0), gap("IA401", "53", "sante-social", 60.0, 0.0),
    ]  # fmt: skip
    nothing = courses()
    table = disparities(GAPS.frame(lines), nothing, teachings(nothing, mentions()), workforce, Parameters())
    fewer_digital_jobs, mean_rate = 1 / 7 - 9 / 35, (0.10 + 500 / 9000) / 2
    expected = 1000 * fewer_digital_jobs * (mean_rate - 0.01)
    assert table.set_index("dept").loc["53", "by_mix"] == pytest.approx(expected)


def test_disparities_per_thousand_jobs_and_their_driver(workforce: Workforce) -> None:
    read = courses(
        *(course(f"c{i}", dept="44", places=14.0) for i in range(4)), course("loin", modality="distance")
    )
    taught = teachings(read, mentions(*(mention(c, "IA401", "titre") for c in read["course_id"])))
    table = disparities(GAP_TABLE, read, taught, workforce, Parameters()).set_index("dept")
    assert table.loc["44", "missing_per_1000"] == pytest.approx(1000 * 400 / 28000)
    assert table.loc["53", "index"] == pytest.approx(100 * (190 / 7) / (590 / 35))
    assert table.loc["44", "in_person_per_1000"] == pytest.approx(1000 * 56 / 28000)
    assert table["small"].to_dict() == {"44": False, "53": True}
    assert "les places" in table.loc["53", "driver"]


def test_difference_from_the_region_is_split_in_three_that_add_up(workforce: Workforce) -> None:
    """Same demand per job and filière, no place: only the filières that employ people make the difference."""
    lines = [
        gap("IA401", dept, filiere, rate * jobs, 0.0)
        for dept, filiere, jobs, rate in (
            ("44", "numerique", 8000, 0.05), ("44", "sante-social", 20000, 0.01),
            ("53", "numerique", 1000, 0.05), ("53", "sante-social", 6000, 0.01),
        )
    ]  # fmt: skip
    nothing = courses()
    table = disparities(GAPS.frame(lines), nothing, teachings(nothing, mentions()), workforce, Parameters())
    assert table[["by_demand", "by_places"]].abs().max().max() < 1e-9
    assert table.set_index("dept")["by_mix"].to_dict() == pytest.approx(
        {"44": 600 / 28 - 710 / 35, "53": 110 / 7 - 710 / 35}
    )
    assert "par les secteurs qui y emploient" in table.set_index("dept").loc["53", "driver"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(0.1, 900), st.floats(0, 900)), min_size=4, max_size=4))
def test_the_three_parts_make_the_difference(cells: list[tuple[float, float]]) -> None:
    places = [(dept, filiere) for dept in ("44", "53") for filiere in ("numerique", "sante-social")]
    lines = [gap("IA401", *place, *cell) for place, cell in zip(places, cells, strict=True)]
    nothing = courses()
    there = conftest.workforce.__wrapped__()
    table = disparities(GAPS.frame(lines), nothing, teachings(nothing, mentions()), there, Parameters())
    region = 1000 * table["missing"].sum() / table["jobs"].sum()
    parts = table[["by_mix", "by_demand", "by_places"]].sum(axis=1)
    assert parts.tolist() == pytest.approx((table["missing_per_1000"] - region).tolist(), abs=1e-9)


def test_strength_and_weakness_pass_the_interval_test() -> None:
    skills = pd.DataFrame({"skill_id": ["IA401"], "layer": [4]})
    table = strengths(GAP_TABLE, skills, {"44": "Loire-Atlantique", "53": "Mayenne"})
    by_dept = table[table["scope"] == "dept"].set_index("code")
    assert by_dept.loc["53", "verdict"] == "faiblesse" and "Mayenne : 5,0" in by_dept.loc["53", "sentence"]
    assert (by_dept["region"] == pytest.approx(0.41)).all()
    assert "44" not in by_dept.index, "50 % [40 % ; 62,5 %] ne se distingue pas de 41 %"


def test_more_places_than_demand_is_said_as_such_and_shares_never_look_alike() -> None:
    skills = pd.DataFrame({"skill_id": ["IA401"], "layer": [4]})
    rows = [gap("IA401", "44", "numerique", 100.0, 250.0), gap("IA401", "53", "numerique", 90000.0, 30.0)]
    table = strengths(GAPS.frame(rows), skills, {}).query("scope == 'dept'").set_index("code")
    assert "les places dépassent la demande" in table.loc["44", "sentence"]
    assert "0,03" in table.loc["53", "sentence"] and "0,31" in table.loc["53", "sentence"]


def test_small_demand_says_nothing() -> None:
    small = GAPS.frame(
        [gap("IA401", "44", "numerique", 10.0, 10.0), gap("IA401", "53", "numerique", 9.0, 0.0)]
    )
    assert strengths(small, pd.DataFrame({"skill_id": ["IA401"], "layer": [4]}), {}).empty


LINKS = pd.DataFrame(
    [
        ("accompagnement", "Accompagnement", "+++"),
        ("modeles", "Modèles", "0"),
        ("utilisateurs", "Utilisateurs", "?"),
    ],
    columns=["link", "label_fr", "report_presence"],
)


def test_presence_is_counted_and_unknown_is_said(grid: Grid, workforce: Workforce) -> None:
    actors = ACTORS.frame(
        dict.fromkeys(ACTORS.names, "") | {"actor_id": str(i), "link": "accompagnement", "dept": "44"}
        for i in range(4)
    )
    table = value_chain(LINKS, actors, grid, workforce).set_index(["link", "dept"])
    assert table.loc[("accompagnement", ""), "presence"] == "++"
    assert table.loc[("accompagnement", "53"), "presence"] == "0"
    assert table.loc[("modeles", ""), "presence"] == "?"


def test_users_of_the_report_get_a_number_with_its_interval(grid: Grid, workforce: Workforce) -> None:
    table = value_chain(LINKS, ACTORS.frame(), grid, workforce).set_index(["link", "dept"])
    users = table.loc[("utilisateurs", "")]
    assert users["people"] == pytest.approx(9000 * 0.4 + 26000 * 0.1)
    assert users["low"] < users["people"] < users["high"]


def test_actor_of_another_region_counts_nowhere(grid: Grid, workforce: Workforce) -> None:
    actors = ACTORS.frame({"actor_id": d, "link": "accompagnement", "dept": d} for d in ("44", "75", ""))
    table = value_chain(LINKS, actors, grid, workforce).set_index(["link", "dept"])["actors"]
    assert table[("accompagnement", "")] == 2 and table[("accompagnement", "44")] == 1


@pytest.mark.parametrize(
    ("actors", "mark"), [(0, "0"), (1, "+"), (2, "+"), (3, "++"), (9, "++"), (10, "+++")]
)
def test_presence_steps(actors: int, mark: str) -> None:
    assert presence(actors) == mark


def test_card_completes_a_silent_profile_and_says_so(workforce: Workforce) -> None:
    read = profiles(
        profile("p1", filiere="sante-social", dept="53", headcount=5800.0, source="Observatoire"),
        profile("p2", filiere="numerique", dept="44", source="Syndicat"),
    )
    table = sector_cards(
        GAP_TABLE,
        pd.DataFrame(columns=["signal", "skill_id", "filiere", "dept", "people"]),
        read,
        mentions(mention("p1", "IA302")),
        workforce,
        {"IA302": "Planifier les tournées", "IA401": "Situer l'IA"},
        {"M2Z": "Ingénieurs de l'informatique"},
    ).set_index(["filiere", "dept"])
    own, silent = table.loc[("sante-social", "53")], table.loc[("numerique", "44")]
    assert (own["headcount"], own["headcount_source"], own["stated"]) == (
        5800.0,
        "Observatoire",
        "Planifier les tournées",
    )
    assert silent["headcount"] == 8000.0 and silent["headcount_source"].startswith("chiffre public")
    assert (
        silent["exposed"] == pytest.approx(4000.0)
        and silent["exposed_occupations"] == "Ingénieurs de l'informatique"
    )
    assert silent["missing"] == "Situer l'IA"
    assert own["exposed"] <= own["headcount"], (
        "the profile's headcount, not the public one, bounds the exposed"
    )


def test_sensitivity_moves_one_parameter_at_a_time_within_its_bounds() -> None:
    asked: list[Parameters] = []

    def missing_with(parameters: Parameters) -> float:
        asked.append(parameters)
        return 100.0 * parameters.exposed_share

    table = sensitivity(Parameters(weight_annonces=1.0), missing_with).set_index("name")
    assert table.index[0] == "exposed_share" and table.loc["exposed_share", "effect"] == pytest.approx(0.4)
    assert table.loc["weight_annonces", "high_value"] == 1.0
    base = Parameters()
    changed = [[n for n in base.__dataclass_fields__ if getattr(p, n) != getattr(base, n)] for p in asked]
    assert all(len(names) <= 1 for names in changed)
