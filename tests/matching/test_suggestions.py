"""Items that an occupation asks and the text confirms come first."""

from __future__ import annotations

import numpy as np
import pytest

from planner.matching.suggestions import EVIDENCE, Learned, Suggester
from planner.model import Occupation
from planner.references.embedded import load_occupations
from planner.settings import embedded_folder


@pytest.fixture(scope="module")
def suggester() -> Suggester:
    return Suggester(load_occupations(embedded_folder("taxonomies")))


DATA = [Occupation("M1405", "Data scientist", 0.9)]


def test_thirty_distinct_items_best_first(suggester: Suggester) -> None:
    (found,) = suggester.suggest(["Data scientist\nVous programmez en Python."], [DATA])
    codes, scores = [code for code, _, _ in found], [score for _, _, score in found]
    assert len(set(codes)) == 30
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_most_suggestions_belong_to_the_occupation_or_its_neighbours(suggester: Suggester) -> None:
    (found,) = suggester.suggest(["Data scientist"], [DATA])
    links = suggester.rome.occupation_skills
    near = set(links.loc[links["rome"].str.startswith("M1"), "ogr"])
    assert sum(code in near for code, _, _ in found) > 20


def test_item_that_the_text_names_rises(suggester: Suggester) -> None:
    links = suggester.rome.occupation_skills
    items = set(links.loc[links["rome"] == "M1405", "ogr"])
    named = suggester.rome.skills[suggester.rome.skills["ogr"].isin(items)].iloc[-1]
    place = suggester.items.get_loc(named["ogr"])
    silent, spoken = suggester.scores(["Data scientist", f"Data scientist. {named['label']}"], [DATA, DATA])
    assert spoken[place] > silent[place]


@pytest.mark.parametrize(
    "occupations", [[], [Occupation("Z9999", "inconnu", 0.8)], [Occupation("M1405", "x", 0.0)]]
)
def test_no_usable_occupation_leaves_the_text_alone(
    suggester: Suggester, occupations: list[Occupation]
) -> None:
    (found,) = suggester.suggest(["Programmer en Python"], [occupations])
    assert len(found) == 30


def test_empty_text_is_finite(suggester: Suggester) -> None:
    assert np.isfinite(suggester.scores([""], [[]])).all()


def test_nothing_gives_nothing(suggester: Suggester) -> None:
    assert suggester.suggest([], []) == []


def test_shipped_weights_match_the_evidence() -> None:
    learned = Learned.load()
    assert learned.mean.shape == learned.scale.shape == learned.theta.shape == (len(EVIDENCE),)
    assert (learned.scale > 0).all()
