import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.intake import catalogue_fields as fields
from planner.intake.dates import parse_date
from planner.intake.numbers import parse_number, parse_share


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("2 j", 14),
        ("14h", 14),
        ("2 jours (14 h)", 14),
        ("2 jours, soit 12 heures", 12),
        ("1/2 journée", 3.5),
        ("une demi-journée", 3.5),
        ("2 demi-journées", 7),
        ("1 jour 1/2", 10.5),
        ("2 jours et demi", 17.5),
        ("1,5 jours", 10.5),
        ("1h30", 1.5),
        ("90 min", 1.5),
        ("1 607 h", 1607),
        ("deux jours", 14),
        ("12 semaines", 420),
        ("12 semaines à 20 h/semaine", 240),
        ("3 jours (6h/jour)", 18),
        ("70 h, 7 h par jour", 70),
    ],
)
def test_duration_in_hours(text, hours):
    assert fields.parse_duration(text).hours == hours


@pytest.mark.parametrize(("heading", "hours"), [("Durée (jours)", 21), ("Durée en heures", 3), ("Durée", 3)])
def test_bare_duration_takes_the_unit_of_its_heading(heading, hours):
    assert fields.parse_duration("3", heading).hours == hours


@pytest.mark.parametrize("text", ["3 ans", "35h/semaine", "7 heures par jour"])
def test_years_and_a_pace_alone_state_no_hours(text):
    assert fields.parse_duration(text) == fields.Duration(None)


@pytest.mark.parametrize("text", ["bientôt", "?", "selon", "2 jx"])
def test_words_are_no_duration(text):
    assert fields.parse_duration(text) is None


@given(st.integers(1, 400))
def test_days_are_seven_hours_however_they_are_written(days):
    for text in (f"{days} j", f"{days}j", f"{days} jours", f"{days} JOURS"):
        assert fields.parse_duration(text).hours == days * fields.HOURS_PER_DAY


@pytest.mark.parametrize(
    ("text", "euros", "unit"),
    [
        ("1 200 € HT", 1200, "stagiaire"),
        ("1200", 1200, "stagiaire"),
        ("1.200,50 €", 1200.5, "stagiaire"),
        ("1 200 € HT (1 440 € TTC)", 1200, "stagiaire"),
        ("à partir de 990 €", 990, "stagiaire"),
        ("1 000 à 1 500 €", 1250, "stagiaire"),
        ("1,2 k€", 1200, "stagiaire"),
        ("gratuit", 0, "stagiaire"),
        ("Pris en charge à 100 %", 0, "stagiaire"),
        ("450 € / jour", 450, "jour"),
        ("15 €/h", 15, "heure"),
        ("3500 € par groupe", 3500, "groupe"),
        ("sur devis", None, "stagiaire"),
        ("1200HT", 1200, "stagiaire"),
        ("1 personne : 500 €", 500, "stagiaire"),
    ],
)
def test_price_in_euros(text, euros, unit):
    assert fields.parse_price(text) == fields.Price(euros, unit)


@pytest.mark.parametrize("text", ["à voir ensemble", "12OO €", "-500", "OPCO 80 %"])
def test_words_letters_and_negative_amounts_are_no_price(text):
    assert fields.parse_price(text) is None


def test_several_prices_give_the_first_and_say_so():
    assert fields.parse_price("1200 / 1500 / 1800") == fields.Price(1200, several=True)
    assert fields.parse_price("500 € (adhérent), 700 € (non adhérent)") == fields.Price(500, several=True)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("bac+3", 6),
        ("Bac + 5", 7),
        ("bac", 4),
        ("niveau 6", 6),
        ("Niveau 7 (bac+5)", 7),
        ("6", 6),
        ("licence", 6),
        ("Licence professionnelle", 6),
        ("BTS", 5),
        ("BUT", 6),
        ("CAP", 3),
        ("III", 5),
        ("Niveau IV", 4),
        ("Titre professionnel de niveau 5", 5),
        ("Diplôme d'ingénieur", 7),
    ],
)
def test_level_of_the_certification(text, level):
    assert fields.parse_level(text) == level


@pytest.mark.parametrize("text", ["débutant", "Tous niveaux", "Sans niveau"])
def test_level_of_the_learner_is_no_level_of_certification(text):
    assert math.isnan(fields.parse_level(text))


@pytest.mark.parametrize("text", ["niveau 99", "bac +12", "Maîtrise de l'outil"])
def test_unknown_level_is_not_guessed(text):
    assert fields.parse_level(text) is None


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Présentiel", "présentiel"),
        ("100 % à distance", "distance"),
        ("FOAD", "distance"),
        ("e-learning", "distance"),
        ("Présentiel ou distanciel", "mixte"),
        ("Hybride", "mixte"),
        ("blended learning", "mixte"),
        ("En salle", "présentiel"),
        ("le matin", None),
    ],
)
def test_modality(text, modality):
    assert fields.parse_modality(text) == modality


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("Formation initiale", "initial"),
        ("Apprentissage", "initial"),
        ("Scolaire", "initial"),
        ("Formation continue", "continu"),
        ("Salariés et demandeurs d'emploi", "continu"),
        ("initial et continu", None),
        ("", None),
    ],
)
def test_public(text, public):
    assert fields.parse_public(text) == public


def test_siret_with_a_right_key_is_taken_in_any_writing():
    for text in ("73282932000074", "732 829 320 00074", "732.829.320.00074"):
        assert fields.parse_siret(text) == fields.Siret("73282932000074")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("73282932000075", "clé de contrôle"),
        ("7328293200007", "13 lus"),
        ("732829320", "SIREN"),
        ("7,32829E+13", "tableur"),
        ("7328293200007O", "une lettre"),
    ],
)
def test_siret_fault_is_named(text, fault):
    siret = fields.parse_siret(text)
    assert siret.digits == ""
    assert fault in siret.fault


@pytest.mark.parametrize(
    ("text", "default", "code"),
    [
        ("35475", "rncp", ("rncp", "RNCP35475")),
        ("RNCP 35475", "rncp", ("rncp", "RNCP35475")),
        ("RS5595", "rncp", ("rs", "RS5595")),
        ("https://www.francecompetences.fr/recherche/rncp/35475/", "rncp", ("rncp", "RNCP35475")),
        ("35475", "", None),
        ("en cours", "rncp", None),
        ("RNCP0", "rncp", None),
    ],
)
def test_registry_code(text, default, code):
    assert fields.parse_registry(text, default) == code


def test_formacodes_and_romes_are_found_among_words():
    assert fields.parse_formacodes(["31028 - Intelligence artificielle", "46262|31028"]) == (
        ["31028", "46262"],
        [],
    )
    assert fields.parse_romes(["m1805, M1405", "informaticien"]) == (["M1805", "M1405"], ["informaticien"])


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("02/03/2026", "2026-03-02"),
        ("2/3/26", "2026-03-02"),
        ("2026-03-02T10:00:00.000Z", "2026-03-02"),
        ("20260302", "2026-03-02"),
        ("2 mars 2026", "2026-03-02"),
        ("lundi 2 mars 2026", "2026-03-02"),
        ("1er août 2026", "2026-08-01"),
        ("mars 2026", "2026-03"),
        ("03/2026", "2026-03"),
        ("31/02/2026", None),
        ("demain", None),
    ],
)
def test_date(text, date):
    assert parse_date(text) == date


@given(st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2100, 12, 31)))
def test_french_and_iso_dates_are_the_same_day(day):
    assert parse_date(day.strftime("%d/%m/%Y")) == parse_date(day.isoformat()) == day.isoformat()


def test_first_session_of_a_sentence_is_the_start():
    assert fields.parse_start("du 03/03/2026 au 05/03/2026") == "2026-03-03"
    assert fields.parse_start("Entrées permanentes") == ""
    assert fields.parse_start("le mois des roses") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 200", 1200),
        ("1\u202f200", 1200),
        ("12,5", 12.5),
        ("1.200", 1200),
        ("0.200", 0.2),
        ("env. 300", 300),
        ("a", None),
    ],
)
def test_number(text, number):
    assert parse_number(text) == number


@pytest.mark.parametrize(
    ("text", "share"), [("12 %", 0.12), ("0,12", 0.12), ("12", 0.12), ("120 %", None), ("-1", None)]
)
def test_share(text, share):
    assert parse_share(text) == share


@pytest.mark.parametrize(
    ("text", "places"), [("6 à 12 personnes", 12), ("0", 0), ("-3", None), ("illimité", None)]
)
def test_places(text, places):
    assert fields.parse_places(text) == places


@given(st.text(max_size=40))
def test_no_text_breaks_a_parser(text):
    for parse in (
        fields.parse_duration,
        fields.parse_price,
        fields.parse_level,
        fields.parse_modality,
        fields.parse_public,
        fields.parse_places,
        fields.parse_siret,
        fields.parse_start,
        fields.is_nsf,
        fields.is_email,
        parse_date,
        parse_share,
    ):
        parse(text)


@pytest.mark.parametrize(("text", "dept"), [("0851461B", "85"), ("0442770X", "44"), ("Organisme A", "")])
def test_school_code_tells_its_departement(text, dept):
    assert fields.uai_dept(text) == dept


@pytest.mark.parametrize("unit", ["", " h", " jours", " x"])
def test_number_of_a_hundred_thousand_digits_is_read_without_trying_each(unit):
    found = fields.parse_duration("9" * 100_000 + unit)  # hours of work when each digit begins an attempt
    assert found is None
