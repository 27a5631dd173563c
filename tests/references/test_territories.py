"""Places and sectors as people write them."""

from __future__ import annotations

import pytest

from planner.references.embedded import load_activities, load_places
from planner.references.territories import Sectors, Territories, plain
from planner.settings import embedded_folder


@pytest.fixture(scope="module")
def territories() -> Territories:
    return Territories.from_places(load_places(embedded_folder("taxonomies")))


@pytest.fixture(scope="module")
def sectors() -> Sectors:
    return Sectors.from_activities(load_activities(embedded_folder("taxonomies")))


@pytest.mark.parametrize(
    ("text", "dept"),
    [
        ("44", "44"),
        ("1", "01"),
        ("2A", "2A"),
        ("974", "974"),
        ("44 - Nantes", "44"),
        ("44 - ST NAZAIRE", "44"),
        ("75 - Paris 15e Arrondissement", "75"),
        ("Angers (49)", "49"),
        ("NANTES 44", "44"),
        ("LES SABLES D OLONNE 85", "85"),
        ("44000", "44"),
        ("44109", "44"),
        ("12 rue de Strasbourg, 44000 Nantes", "44"),
        ("12 rue de Strasbourg, Nantes", "44"),
        ("2A004", "2A"),
        ("20200", "2B"),
        ("97400", "974"),
        ("Loire-Atlantique", "44"),
        ("LOIRE ATLANTIQUE 44", "44"),
        ("Nord", "59"),
        ("NANTES", "44"),
        ("Le Mans", "72"),
        ("LA ROCHE SUR YON CEDEX 9", "85"),
        ("ST HERBLAIN", "44"),
        ("Beaupréau-en-Mauges", "49"),
        ("Saint-Nazaire", "44"),  # homonyms elsewhere, but seat of an employment zone
        ("Laval", "53"),  # homonym in Isère, but a prefecture
        ("Mayenne", "53"),
        ("Nantes, Pays de la Loire, France", "44"),
        ("Nantes (Loire-Atlantique)", "44"),
        ("PARIS 01", "75"),  # first arrondissement, not the Ain
        ("LYON 03", "69"),
        ("NANTERRE 92", "92"),
        ("Rennes", "35"),
    ],
)
def test_place_gives_its_departement(territories: Territories, text: str, dept: str) -> None:
    assert territories.dept_of(text) == dept


@pytest.mark.parametrize(
    "text",
    ["", "France", "Pays de la Loire", "Île-de-France", "Télétravail", "00", "96", "99", "Montreuil",
     "Nantes / Angers", "35 heures", "Bruxelles", "3e étage"],
)  # fmt: skip
def test_place_that_does_not_say_gives_nothing(territories: Territories, text: str) -> None:
    assert territories.dept_of(text) == ""


def test_every_departement_is_read_by_code_and_by_name(territories: Territories) -> None:
    for code, label in territories.labels.items():
        assert territories.dept_of(code) == code
        assert territories.dept_of(label.upper()) == code


def test_distance_is_a_metric_between_prefectures(territories: Territories) -> None:
    assert territories.region == ("44", "49", "53", "72", "85")
    assert territories.distance_km("44", "44") == 0
    assert territories.distance_km("44", "49") == pytest.approx(80.7, abs=0.5)
    assert territories.distance_km("72", "85") == territories.distance_km("85", "72")
    distances = territories.distances()
    for by in territories.region:
        through = distances[[by]].to_numpy() + distances.loc[[by]].to_numpy()
        assert (distances.to_numpy() <= through + 1e-9).all()


def test_distance_outside_the_region_is_refused(territories: Territories) -> None:
    with pytest.raises(KeyError, match="« 75 » hors de la région"):
        territories.distance_km("44", "75")


@pytest.mark.parametrize(
    ("text", "naf", "filiere"),
    [
        ("", "6201Z", "numerique"),
        ("", "62.01Z", "numerique"),
        ("", "62", "numerique"),
        ("Agroalimentaire", "6201Z", "numerique"),  # the code speaks first
        ("Programmation informatique", "", "numerique"),
        ("CONSEIL EN SYSTEMES ET LOGICIELS INFORMATIQUES", "", "numerique"),
        ("Tierce maintenance de systèmes et d'applications informatiques", "", "numerique"),
        ("Autres activités de soutien aux entreprises n.c.a.", "", "services-entreprises"),
        ("Construction de navires et de structures flottantes", "", "naval-aero"),
        ("sante-social", "", "sante-social"),
        ("Santé et action sociale", "", "sante-social"),
        ("10.71C", "", "agroalimentaire"),
        ("Retail and car repair", "", "commerce"),
    ],
)
def test_sector_gives_its_filiere(sectors: Sectors, text: str, naf: str, filiere: str) -> None:
    assert sectors.filiere_of(text, naf) == filiere


@pytest.mark.parametrize(
    ("text", "naf"), [("", ""), ("Startup", ""), ("", "0400Z"), ("44000", ""), ("n.c.", "?")]
)
def test_sector_that_does_not_say_gives_nothing(sectors: Sectors, text: str, naf: str) -> None:
    assert sectors.filiere_of(text, naf) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("St-Étienne (42)", "SAINT ETIENNE 42"),
        ("  Cœur d’Anjou ", "COEUR D ANJOU"),
        ("STE LUCE", "SAINTE LUCE"),
    ],
)
def test_plain_spells_out(text: str, expected: str) -> None:
    assert plain(text) == expected
