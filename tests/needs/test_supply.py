"""Places × share taught × access, conserved."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.needs import Parameters, Workforce, access, supply, teachings
from tests.needs import conftest
from tests.needs.conftest import course, courses, mention, mentions


def test_skill_in_the_title_is_the_whole_course() -> None:
    read = courses(course("c1", content="Un\nDeux\nTrois\nQuatre"))
    taught = teachings(read, mentions(mention("c1", "IA401", part="titre")))
    assert taught["share"].tolist() == [1.0]


def test_skill_in_the_content_counts_by_lines() -> None:
    read = courses(course("c1", content="Un\nDeux\nTrois\nQuatre"))
    taught = teachings(read, mentions(mention("c1", "IA401", part="autre", sentence="Deux")))
    assert taught["share"].tolist() == [0.25]


def test_places_at_home_elsewhere_and_at_a_distance(workforce: Workforce) -> None:
    """Laval is 120 km away, two half-distances: access 1/4 for Loire-Atlantique's 28,000 jobs, 1 for Mayenne's 7,000."""
    shares = access(
        courses(course("laval", dept="53"), course("loin", modality="distance")), workforce, Parameters()
    )
    assert shares.loc["laval", "53"] == pytest.approx(7000 / (7000 + 28000 / 4))
    assert shares.loc["loin", "44"] == pytest.approx(28000 / 35000)


def test_imputed_places_are_not_observed(workforce: Workforce) -> None:
    read = courses(course("dit", dept="44", places=10.0), course("muet", dept="44"))
    taught = teachings(read, mentions(mention("dit", "IA401", "titre"), mention("muet", "IA401", "titre")))
    table = supply(read, taught, workforce, Parameters(default_places_continu=30.0))
    assert table["places"].sum() == pytest.approx(40.0)
    assert table["observed"].tolist() == [pytest.approx(0.25)] * 2


def test_course_that_teaches_nothing_supplies_nothing(workforce: Workforce) -> None:
    read = courses(course("c1"))
    assert supply(read, teachings(read, mentions()), workforce, Parameters()).empty


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["44", "53", ""]), st.floats(1, 500)), min_size=1, max_size=8))
def test_places_are_conserved(offered: list[tuple[str, float]]) -> None:
    read = courses(*(course(f"c{i}", dept=dept, places=places) for i, (dept, places) in enumerate(offered)))
    taught = teachings(read, mentions(*(mention(f"c{i}", "IA401", "titre") for i in range(len(offered)))))
    table = supply(read, taught, conftest.workforce.__wrapped__(), Parameters())
    assert table["places"].sum() == pytest.approx(sum(places for _, places in offered))
