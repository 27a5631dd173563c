from __future__ import annotations

import math
import time
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.columns import COURSES
from planner.intake import IntakeError, check_catalogue, read_catalogue
from planner.intake.catalogue_codes import FULL_RELEASE
from tests.intake.conftest import COURSE, HEADINGS, SmallTerritories, csv_bytes, xlsx_bytes

FULL_HEADINGS = [
    "Référence",
    "Intitulé",
    "Objectifs",
    "Contenu",
    "Organisme",
    "Type",
    "Public",
    "Niveau",
    "Durée",
    "Prix",
    "Places",
    "Département",
    "Commune",
    "Modalité",
    "SIRET",
    "RNCP",
    "RS",
    "Formacode",
    "NSF",
    "ROME",
    "Date de début",
    "Date de fin",
    "Courriel",
]
FULL_COURSE = [
    "IA-01",
    "Utiliser l'IA générative",
    "Rédiger une consigne.",
    "Consignes ; vérification",
    "Organisme A",
    "continue",
    "Salariés",
    "bac+3",
    "2 jours (14 h)",
    "1 200 € HT",
    "24",
    "44 - Loire-Atlantique",
    "Nantes",
    "Présentiel",
    "732 829 320 00074",
    "35475",
    "RS 5595",
    "31028 | 46262",
    "326t",
    "M1805, M1405",
    "02/03/2026",
    "03/03/2026",
    "contact@exemple.fr",
]
REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "catalogue"


def read(rows, name="catalogue.csv", **options):
    data = rows if isinstance(rows, bytes) else csv_bytes(rows)
    return read_catalogue(data, name, SmallTerritories(), **options)


def changed(**values: str) -> list[str]:
    """The full course with some cells changed, named by heading (blanks as underscores)."""
    wanted = {name.replace("_", " "): value for name, value in values.items()}
    assert set(wanted) <= set(FULL_HEADINGS)
    return [wanted.get(name, old) for name, old in zip(FULL_HEADINGS, FULL_COURSE, strict=True)]


def test_course_has_every_column_of_the_contract_in_its_unit():
    intake = read([FULL_HEADINGS, FULL_COURSE])
    assert list(intake.frame.columns) == COURSES.names
    assert intake.frame.iloc[0].to_dict() == {
        "course_id": "IA-01",
        "title": "Utiliser l'IA générative",
        "provider": "Organisme A",
        "content": "Rédiger une consigne.\nConsignes ; vérification",
        "public": "continu",
        "audience": "Salariés",
        "level": 6,
        "hours": 14,
        "price": 1200,
        "places": 24,
        "dept": "44",
        "commune": "Nantes",
        "modality": "présentiel",
        "siret": "73282932000074",
        "rncp": "RNCP35475",
        "rs": "RS5595",
        "formacode": "31028|46262",
        "rome": "M1805|M1405",
        "date": "2026-03-02",
        "source": "catalogue.csv",
        "row": 2,
    }
    assert intake.problems == []


def test_three_columns_are_enough():
    intake = read([HEADINGS, COURSE])
    assert intake.rows_usable == 1
    assert {p.severity for p in intake.problems} <= {"conseil"}


# One fault a row: column, value, rule. All must be told in one pass, each with its own cell.
FAULTS = [
    ("Intitulé", "", "intitule-absent"),
    ("Organisme", "", "organisme-absent"),
    ("Type", "?", None),
    ("Niveau", "niveau 99", "niveau"),
    ("Durée", "bientôt", "duree"),
    ("Durée", "3 ans", "duree-sans-heures"),
    ("Durée", "9000 h", "duree-invraisemblable"),
    ("Durée", "14", "duree-supposee"),
    ("Prix", "à voir", "prix"),
    ("Prix", "sur devis", "prix-sur-devis"),
    ("Prix", "3500 € par groupe", "prix-par-groupe"),
    ("Places", "douze", "places"),
    ("Département", "Ailleurs", "departement"),
    ("Commune", "Laval", "lieu-contradictoire"),
    ("Modalité", "le matin", "modalite"),
    ("SIRET", "73282932000075", "siret"),
    ("SIRET", "732829320", "siret"),
    ("RNCP", "en cours", "rncp"),
    ("RNCP", "RS5595", "code-deplace"),
    ("RS", "néant-", "rs"),
    ("Formacode", "310", "formacode"),
    ("NSF", "informatique", "nsf"),
    ("ROME", "informaticien", "rome"),
    ("Date de début", "31/02/2026", "date"),
    ("Date de fin", "01/01/2026", "dates-inversees"),
    ("Courriel", "secrétariat", "courriel"),
    ("Objectifs", "#REF!", "formule-en-erreur"),
]


def test_every_fault_of_a_file_is_told_in_one_pass_with_its_cell_and_a_fix():
    rows, expected = [FULL_HEADINGS], set()
    for number, (column, value, rule) in enumerate(FAULTS, 2):
        row = changed(**{column.replace(" ", "_"): value, "Référence": f"R{number}"})
        rows.append(row)
        if rule:
            letter = chr(ord("A") + FULL_HEADINGS.index(column))
            expected.add((rule, f"{letter}{number}"))
    problems = read(xlsx_bytes({"Formations": rows}), "c.xlsx").problems
    assert {(p.rule, cell) for p in problems for cell in p.cells} == expected
    assert all(p.fix and p.message and p.sheet == "Formations" for p in problems)


def test_only_rows_that_cannot_be_used_are_blocked():
    rows = [HEADINGS, ["", "x", "OF"], ["Excel", "", ""], ["Word", "", "OF"], ["Python", "Coder", ""]]
    intake = read(rows)
    assert list(intake.frame["title"]) == ["Word", "Python"]
    assert (intake.rows_read, intake.rows_usable) == (4, 2)
    assert [(p.severity, p.rows) for p in intake.problems if p.severity == "bloquant"] == [
        ("bloquant", (2,)),
        ("bloquant", (3,)),
    ]


def test_one_fault_on_many_rows_is_one_problem():
    rows = [FULL_HEADINGS, *(changed(Référence=f"R{i}", SIRET=str(10**13 + i)) for i in range(300))]
    [problem] = [p for p in read(rows).problems if p.rule == "siret" and "clé" in p.message]
    assert len(problem.rows) == len(problem.cells) > 250
    assert "lignes 2, 3 et" in problem.sentence()


def test_totals_sections_and_repeated_headings_are_no_courses():
    rows = [HEADINGS, ["Bureautique", "", ""], COURSE, HEADINGS, ["Total", "", "1"]]
    intake = read(xlsx_bytes({"F": rows}, merged=["A2:C2"]), "c.xlsx")
    assert list(intake.frame["title"]) == [COURSE[0]]
    assert [p.message for p in intake.problems if p.rule == "ligne-ignoree"] == [
        "Ligne de section, ignorée.",
        "Ligne de titres répétés, ignorée.",
        "Ligne de total, ignorée.",
    ]


def test_a_course_on_total_quality_is_a_course():
    assert read([HEADINGS, ["Total Quality Management", "x", "OF"]]).rows_usable == 1


def test_remote_course_stands_in_no_departement():
    intake = read([FULL_HEADINGS, changed(Modalité="100 % à distance")])
    assert list(intake.frame["dept"]) == [""]


def test_price_of_a_day_is_multiplied_by_the_days():
    assert list(read([FULL_HEADINGS, changed(Prix="450 € / jour")]).frame["price"]) == [900]


def test_twin_rows_go_in_once_and_sessions_get_their_own_id():
    other = changed(Commune="Saint-Nazaire")
    intake = read([FULL_HEADINGS, FULL_COURSE, FULL_COURSE, other])
    assert list(intake.frame["course_id"]) == ["IA-01", "IA-01#4"]
    assert {p.rule for p in intake.problems} >= {"ligne-en-double", "reference-en-double"}


def test_two_providers_may_use_the_same_reference():
    intake = read([FULL_HEADINGS, FULL_COURSE, changed(Organisme="Organisme B")])
    assert intake.frame["course_id"].is_unique
    assert intake.problems == []


def test_contact_data_of_a_programme_never_comes_in():
    [content] = read([HEADINGS, ["Excel", "Inscription : 02 40 12 34 56", "OF"]]).frame["content"]
    assert "02 40" not in content


@pytest.fixture
def full_rome() -> pd.DataFrame:
    codes = [f"A{i:04d}" for i in range(FULL_RELEASE)] + ["M1805", "M1834"]
    parents = [*codes[:-1], "M1801"]
    return pd.DataFrame({"rome": codes, "parent_v3": parents})


def test_former_rome_code_is_read_as_its_heirs(full_rome):
    intake = read([FULL_HEADINGS, changed(ROME="M1801")], occupations=full_rome)
    assert list(intake.frame["rome"]) == ["M1834"]
    assert [p.rule for p in intake.problems] == ["rome-v3"]


def test_unknown_rome_code_is_left_out(full_rome):
    intake = read([FULL_HEADINGS, changed(ROME="N9999")], occupations=full_rome)
    assert list(intake.frame["rome"]) == [""]
    assert [p.rule for p in intake.problems] == ["rome-inconnu"]


def test_partial_rome_never_condemns_a_code(full_rome):
    intake = read([FULL_HEADINGS, changed(ROME="N9999")], occupations=full_rome.head(100))
    assert list(intake.frame["rome"]) == ["N9999"]


def test_missing_title_column_is_refused_and_still_checked():
    with pytest.raises(IntakeError, match="« Intitulé »"):
        read([HEADINGS[1:], COURSE[1:]])
    check = check_catalogue(csv_bytes([HEADINGS[1:], COURSE[1:]]), "c.csv", SmallTerritories())
    assert (check.rows_read, check.rows_usable) == (1, 0)
    assert [p.severity for p in check.problems] == ["bloquant"]


def test_check_of_an_unreadable_file_answers_like_any_other():
    record = check_catalogue(b"", "vide.csv", SmallTerritories()).as_json()
    assert list(record) == ["rows_read", "rows_usable", "problems"]
    assert record["problems"][0]["message"] == "Le fichier est vide."


def test_mon_compte_formation_columns_are_recognised():
    headings = ["nom_of", "siret", "numero_formation", "intitule_formation", "points_forts", "code_rncp"]
    headings += ["code_inventaire", "code_formacode_1", "code_formacode_2", "nombre_heures_total_mean"]
    headings += ["frais_ttc_tot_mean", "code_departement", "libelle_niveau_sortie_formation"]
    row = [
        "OF A",
        "73282932000074",
        "F1",
        "Data analyst",
        "Projet réel",
        "35475",
        "-1",
        "31028",
        "",
        "400",
        "4200.0",
        "49",
    ]
    row += ["Niveau 6 (Licence, licence professionnelle)"]
    [course] = read([headings, row]).frame.to_dict("records")
    assert (course["provider"], course["title"], course["course_id"]) == ("OF A", "Data analyst", "F1")
    assert (course["rncp"], course["formacode"], course["dept"]) == ("RNCP35475", "31028", "49")
    assert (course["hours"], course["price"], course["level"]) == (400, 4200, 6)


# ── whatever the layout, the same courses ────────────────────────────────────────────────
WORDS = st.text("abcdefghij éèàç’", min_size=1, max_size=12).map(str.strip).filter(lambda t: len(t) > 1)
COMPARED = [name for name in COURSES.names if name not in ("source", "row")]


@given(
    order=st.permutations(range(len(FULL_HEADINGS))),
    separator=st.sampled_from([";", ",", "\t", "|", "^", "~"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"]),
    before=st.integers(0, 9),
    extra=WORDS,
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_order_separator_encoding_place_and_extra_columns_change_nothing(
    order, separator, encoding, before, extra
):
    reference = read([FULL_HEADINGS, FULL_COURSE]).frame[COMPARED]
    rows = [["Catalogue"]] * before
    rows += [
        [*(row[i] for i in order), last]
        for row, last in ((FULL_HEADINGS, "Salle interne"), (FULL_COURSE, extra))
    ]
    frame = read(csv_bytes(rows, separator, encoding)).frame[COMPARED]
    first, second = (f.fillna(-1).to_dict("records")[0] for f in (reference, frame))
    first_content, second_content = (set(r.pop("content").splitlines()) for r in (first, second))
    assert (first, first_content) == (second, second_content)


@given(rows=st.lists(st.lists(st.text(max_size=15), min_size=3, max_size=3), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_no_cell_ever_ends_in_a_traceback(rows):
    check = check_catalogue(csv_bytes([HEADINGS, *rows], encoding="utf-8"), "c.csv", SmallTerritories())
    assert check.rows_usable <= check.rows_read <= len(rows) * 16


def test_twenty_thousand_rows_are_checked_in_under_twenty_seconds():
    rows = [FULL_HEADINGS, *(changed(Référence=f"R{i}", SIRET="73282932000075") for i in range(20_000))]
    data = xlsx_bytes({"Formations": rows})
    # Time of this process alone: the machine may be shared.
    start, seen = time.process_time(), []
    check = check_catalogue(
        data,
        "grand.xlsx",
        SmallTerritories(),
        progress=lambda step, done, total: seen.append((step, done / total)),
    )
    assert time.process_time() - start < 20
    assert [step for step, _ in seen[:2]] == ["ouverture du fichier", "lecture des formations"]
    assert len(seen) > 20
    assert [done for _, done in seen[1:]] == sorted(done for _, done in seen[1:])
    assert seen[-1][1] == 1
    assert check.rows_usable == 20_000
    assert [p.rule for p in check.problems] == ["siret", "certifications-non-verifiees"]


# ── files of the trade ───────────────────────────────────────────────────────────────────
@pytest.mark.reference
@pytest.mark.skipif(not REFERENCE.is_dir(), reason="catalogues réels absents")
@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("formations_sup_PAYS_DE_LA_LOIRE.csv", 173),
        ("BTS_2024_PAYS_DE_LA_LOIRE.csv", 976),
        ("alliance_digitale_formations.json", 3),
        ("exemple-bts-onisep.xml", 1),
        ("intercarif-data-test_anotea.xml", 1),
    ],
)
def test_real_catalogue_comes_in_without_a_blocking_problem(name, count):
    intake = read_catalogue(REFERENCE / name, None, SmallTerritories())
    assert intake.rows_usable == count
    assert not [p for p in intake.problems if p.severity == "bloquant"]


@pytest.mark.reference
@pytest.mark.skipif(not REFERENCE.is_dir(), reason="catalogues réels absents")
def test_real_lists_read_right_to_a_person():
    sup = read_catalogue(REFERENCE / "formations_sup_PAYS_DE_LA_LOIRE.csv", None, SmallTerritories()).frame
    bts = read_catalogue(REFERENCE / "BTS_2024_PAYS_DE_LA_LOIRE.csv", None, SmallTerritories()).frame
    text_only = read_catalogue(
        REFERENCE / "alliance_digitale_formations.json", None, SmallTerritories()
    ).frame
    assert set(bts["public"]) == {"initial"}
    assert bts["dept"].value_counts()["44"] == 357
    assert set(sup["level"]) == {6.0, 7.0}
    assert list(text_only["hours"]) == [7, 3.5, 3.5]
    assert set(text_only["modality"]) == {"mixte"}
    assert all(math.isnan(price) for price in text_only["price"])
