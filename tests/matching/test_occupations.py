"""Titles are coded; noise is removed; unsure titles get no code."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from planner.matching import OccupationCoder, clean_title
from planner.matching.occupation_model import OccupationModel, title_features
from planner.matching.occupation_training import fit
from planner.matching.occupations import MINIMUM_SCORE, Likeness
from planner.references.embedded import load_occupations
from planner.settings import embedded_folder


@pytest.fixture(scope="module")
def coder() -> OccupationCoder:
    rome = load_occupations(embedded_folder("taxonomies"))
    return OccupationCoder(rome.occupations, rome.appellations)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Data Analyst Senior (H/F)", "Data Analyst"),
        ("Développeur(se) web F/H", "Développeur web"),
        ("Chef·fe de projet", "Chef de projet"),
        ("Chargé(e) d'affaires (m/f)", "Chargé d'affaires"),
        ("ALTERNANCE - Infirmier H/F", "Infirmier"),
        ("CDI", "CDI"),
        ("", ""),
    ],
)
def test_clean_title_keeps_the_occupation_only(title: str, expected: str) -> None:
    assert clean_title(title) == expected


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Data analyst (H/F)", "M1419"),
        ("Boulanger H/F", "D1102"),
        ("Data scientist", "M1405"),
        ("Plombier chauffagiste", "F1603"),
    ],
)
def test_common_title_has_its_occupation_among_three(coder: OccupationCoder, title: str, code: str) -> None:
    assert code in [occupation.code for occupation in coder.candidates([title], 3)[0]]


def test_candidates_are_ordered_and_scores_are_confidences(coder: OccupationCoder) -> None:
    for found in coder.candidates(["Développeur Java", "Aide-soignante", "xyzzy"], 5):
        scores = [occupation.score for occupation in found]
        assert len(found) == 5
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)


@pytest.mark.parametrize("title", ["", "zzz qqq", "😀", "12345"])
def test_title_without_occupation_gets_no_code(coder: OccupationCoder, title: str) -> None:
    coding = coder.code(["1"], [title]).iloc[0]
    assert coding["rome"] == ""
    assert coding["score"] < MINIMUM_SCORE


def test_order_of_titles_changes_nothing(coder: OccupationCoder) -> None:
    titles = ["Data engineer", "Cuisinier", "Data engineer"]
    assert coder.candidates(titles, 3) == coder.candidates(titles[::-1], 3)[::-1]


def test_description_may_be_absent_or_empty(coder: OccupationCoder) -> None:
    assert coder.candidates(["Data engineer"], 3) == coder.candidates(["Data engineer"], 3, [""])


def test_trades_not_met_in_training_pass_by_the_other_way() -> None:
    gate = OccupationModel.load().gate(title_features(["Boulanger", "Développeur Java"]))
    assert gate[0] < 0.5 < gate[1]


def test_shipped_model_is_small_and_holds_numbers_only() -> None:
    model = OccupationModel.load()
    assert len(model.codes) == len(model.share) == len(model.title_weights)
    assert np.isclose(model.share.sum(), 1, atol=1e-3)
    assert model.title_weights.dtype.kind == "f"


def test_fit_learns_what_employers_call_things_and_forgets_no_other_trade() -> None:
    occupations = pd.DataFrame(
        {"rome": ["A1000", "B1000", "C1000"], "label": ["Codeur", "Boulanger", "Peintre"]}
    )
    others = [
        ("3", "C1000", f"Peintre en {thing}") for thing in ("bâtiment", "lettres", "décor", "carrosserie")
    ]
    rows = [("1", "A1000", "Codeur"), ("2", "B1000", "Boulanger"), *others]
    appellations = pd.DataFrame(
        [(str(i), rome, label, label) for i, (_, rome, label) in enumerate(rows)],
        columns=["ogr", "rome", "label", "short"],
    )
    learned = pd.DataFrame(
        {
            "title": [f"Dev {x}" for x in "abcdefghij"],
            "description": [""] * 10,
            "rome_code": ["A1000", "B1000", "A1000"] * 3 + ["A1000"],
        }
    )
    likeness = Likeness(occupations, appellations, None)
    coder = OccupationCoder(occupations, appellations, model=fit(learned, likeness))
    assert coder.candidates(["Peintre en bâtiment"], 1)[0][0].code == "C1000"
    assert {o.code for o in coder.candidates(["Dev k"], 2)[0]} == {"A1000", "B1000"}


def test_hiding_no_appellation_changes_no_likeness() -> None:
    rome = load_occupations(embedded_folder("taxonomies"))
    likeness = Likeness(rome.occupations, rome.appellations, None)
    titles = ["Data scientist", "Boulanger"]
    assert np.array_equal(likeness.of(titles, ["", ""]), likeness.of(titles, ["", ""], ["", ""]))


def test_hidden_appellation_no_longer_counts() -> None:
    occupations = pd.DataFrame({"rome": ["A1000", "B1000"], "label": ["Codeur", "Boulanger"]})
    appellations = pd.DataFrame(
        {"ogr": ["1"], "rome": ["A1000"], "label": ["Développeur"], "short": ["Développeur"]}
    )
    likeness = Likeness(occupations, appellations, None)
    assert likeness.of(["Développeur"], [""])[0, 0, 0] > 0.99
    assert likeness.of(["Développeur"], [""], ["1"])[0, 0].max() < 0.5
