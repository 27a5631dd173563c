"""The official releases, when they are at hand: the row counts of ../shared/reference/README.md."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from planner.references.esco import esco_relation, installed_esco
from planner.references.installation import Installed, install
from planner.references.rome import installed_rome
from planner.references.search import search_occupations, search_skills
from planner.store import list_releases

FOLDER = Path(__file__).parents[2].parent / "shared" / "reference"
ARCHIVES = sorted([*FOLDER.glob("rome/*.zip"), *FOLDER.glob("esco/*.zip")])
pytestmark = [
    pytest.mark.reference,
    pytest.mark.skipif(not ARCHIVES, reason="../shared/reference is not at hand"),
]

INSTALL_MAX_S = 90
LOAD_MAX_S = 3


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A PLANNER_HOME where the three archives are installed."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def outcomes(home) -> dict[str, Installed]:
    """What the installation said, by release, within its time."""
    begun = time.perf_counter()
    done = install(ARCHIVES, home)
    assert time.perf_counter() - begun < INSTALL_MAX_S
    return {outcome.release.name: outcome for outcome in done}


def test_three_releases_are_recognised(outcomes, home):
    assert set(outcomes) == {"rome-60", "esco-1.1.1-en", "esco-1.1.2-fr"}
    assert all(outcome.changed and outcome.in_use for outcome in outcomes.values())
    assert len(list_releases(home)) == 3


def test_rome_counts(outcomes):
    release = outcomes["rome-60"].release
    assert release.date == "2025-09-18"
    assert release.rows_read["occupations"] == release.rows["occupations"] == 1_584
    assert release.rows_read["appellations"] == release.rows["appellations"] == 13_120
    assert release.rows_read["competences"] == 18_317
    assert release.rows_read["savoirs"] == 15_354
    assert release.rows["skills"] == 18_317 + 15_354
    assert release.rows_read["links"] == 118_923
    assert release.rows["texts"] == 1_584


def test_esco_counts(outcomes):
    english, french = outcomes["esco-1.1.1-en"].release, outcomes["esco-1.1.2-fr"].release
    assert english.rows["skills"] == 13_896
    assert english.rows["occupations"] == 3_007
    assert english.rows["occupation_skills"] == 123_855
    assert french.rows["skills"] == 13_695
    assert "occupation_skills" not in french.rows


@pytest.mark.usefixtures("outcomes")
def test_loading_takes_less_than_three_seconds(home):
    begun = time.perf_counter()
    rome, esco = installed_rome(home), installed_esco(home)
    assert time.perf_counter() - begun < LOAD_MAX_S
    assert len(rome.occupations) == 1_584
    assert len(esco.skills) == 13_896


@pytest.mark.usefixtures("outcomes")
def test_rome_is_whole_and_consistent(home):
    rome = installed_rome(home)
    codes, items = set(rome.occupations["rome"]), set(rome.skills["ogr"])
    assert set(rome.appellations["rome"]) == codes
    assert set(rome.occupation_skills["rome"]) == codes
    assert set(rome.occupation_skills["ogr"]) <= items
    assert rome.occupations["parent_v3"].nunique() == 532
    assert set(rome.occupation_skills.loc[rome.occupation_skills["core"], "coeur_metier"]) == {
        "Principale",
        "Émergente",
    }
    assert not rome.texts["text"].str.contains("''").any()


@pytest.mark.usefixtures("outcomes")
def test_esco_languages_are_joined(home):
    skills = installed_esco(home).skills
    assert not skills["uri"].duplicated().any()
    assert (skills["label_en"] != "").all()
    assert (skills["label_fr"] == "").sum() == 13_896 - 13_695
    assert set(skills["kind"]) == {"skill/competence", "knowledge"}


@pytest.mark.usefixtures("outcomes")
def test_relations_point_to_known_skills(home):
    release, relations = esco_relation(home, "occupation_skills")
    assert release.lang == "en"
    assert set(relations["skill"]) <= set(installed_esco(home).skills["uri"])
    assert set(relations["relation"]) == {"essential", "optional"}


@pytest.mark.usefixtures("outcomes")
def test_installing_again_changes_nothing(home):
    assert not any(outcome.changed for outcome in install(ARCHIVES, home))


@pytest.mark.usefixtures("outcomes")
def test_search_finds_what_people_look_for(home):
    rome, esco = installed_rome(home), installed_esco(home)
    assert search_skills(esco.skills, "machine learning")["label_fr"].iloc[0] == "apprentissage automatique"
    found = search_occupations(rome.occupations, rome.appellations, "data scientist")
    assert found["rome"].iloc[0] == "M1405"
    assert "M1855" in set(search_occupations(rome.occupations, rome.appellations, "developeur web")["rome"])
