import pytest

from planner.intake.headings import locate_header, match_heading, read_columns
from planner.intake.sheet import Row
from planner.intake.synonyms import CATALOGUE_KIND, POSTINGS_KIND, PROFILES_KIND


def _columns(headings: list[str], kind=CATALOGUE_KIND):
    return read_columns(tuple(headings), kind, "F", 1)


@pytest.mark.parametrize("kind", [CATALOGUE_KIND, POSTINGS_KIND, PROFILES_KIND], ids=lambda kind: kind.name)
def test_every_advised_heading_is_read_as_its_own_field(kind):
    assert {field.key: match_heading(field.label, kind)[0] for field in kind.fields} == {
        field.key: field.key for field in kind.fields
    }


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("INTITULE", "title"),
        ("  Intitulé de la formation * ", "title"),
        ("Durée totale de la formation (h)", "duration"),
        ("Prix (€ HT)", "price"),
        ("Nombre de places", "places"),
        ("Nom de l'organisme", "provider"),
        ("nom_of", "provider"),
        ("LIBELLÉFORMATION", "title"),
        ("À qui s’adresse la formation", "audience"),
        ("Intitlué", "title"),
        ("Objectfs pédagogiques", "objectives"),
        ("Fromation", "title"),
        ("Action de formation", "title"),
        ("Acquis de la formation", "objectives"),
        ("Ce que vous saurez faire", "objectives"),
        ("Métiers visés (ROME)", "rome"),
        ("Code(s) RNCP", "rncp"),
        ("N° de SIRET de l'établissement", "siret"),
        ("Niveau (CEC)", "level"),
        ("Lieu(x)", "commune"),
        ("Certification visée", "registry"),
    ],
)
def test_heading_is_read_by_its_meaning(heading, field):
    assert match_heading(heading, CATALOGUE_KIND)[0] == field


@pytest.mark.parametrize(
    "heading",
    [
        "",
        "Commentaire interne",
        "Salle",
        "X",
        "Nature",
        "Prérequis",
        "Méthode",
        "Niveau requis",
        "Niveau RNCP",
        "Libellé (ROME)",
        "Libellé Formacode",
        "Effectif mini",
        "Date fin validité RNCP",
        "Contact",
        "Coût horaire",
    ],
)
def test_other_headings_are_left_alone(heading):
    assert match_heading(heading, CATALOGUE_KIND) is None


def test_near_miss_is_told_and_exact_heading_is_not():
    columns, problems = _columns(["Intitlué", "Organisme"])
    assert columns.of == {"title": (0,), "provider": (1,)}
    [told] = problems
    assert (told.severity, told.cells, told.value) == ("conseil", ("A1",), "Intitlué")
    assert told.message == "Colonne lue comme « Intitulé »."


def test_exact_heading_wins_over_a_near_miss_to_its_left():
    columns, _ = _columns(["Intitlué", "Intitulé"])
    assert columns.of["title"] == (1,)


def test_second_column_for_one_field_is_told():
    columns, problems = _columns(["Intitulé", "Titre"])
    assert columns.of["title"] == (0,)
    assert [p.rule for p in problems] == ["colonne-en-double"]


def test_fields_in_several_columns_keep_them_all():
    columns, problems = _columns(["Intitulé", "code_formacode_1", "code_formacode_2"])
    assert columns.of["formacode"] == (1, 2)
    assert problems == []


@pytest.mark.parametrize("before", range(10))
def test_heading_row_is_found_on_any_of_the_first_ten(before):
    rows = [Row(i, (f"Catalogue {i}",)) for i in range(1, before + 1)]
    rows += [Row(before + 1, ("Titre", "Organisme")), Row(before + 2, ("Excel", "OF"))]
    assert locate_header(rows, CATALOGUE_KIND)[0] == before


def test_eleventh_row_is_too_far():
    rows = [Row(i, ("texte",)) for i in range(1, 11)] + [Row(11, ("Titre", "Organisme"))]
    assert locate_header(rows, CATALOGUE_KIND) == (-1, 0.0)


def test_france_travail_fields_are_recognised():
    names = ["id", "intitule", "description", "dateCreation", "lieuTravail.libelle", "lieuTravail.codePostal"]
    names += ["codeNAF", "secteurActiviteLibelle"]
    columns, problems = _columns(names, POSTINGS_KIND)
    assert set(columns.of) == {"id", "title", "description", "date", "location", "postcode", "naf", "sector"}
    assert problems == []
