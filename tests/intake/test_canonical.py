"""Rewriting what was understood: never a guess, never a loss, and once is enough."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.intake import canonical
from planner.intake.catalogue_fields import parse_duration, parse_level, parse_modality, parse_price
from planner.intake.corrections import CERTAIN, old_level, spelled_email, swapped_date
from planner.intake.dates import parse_date


@pytest.mark.parametrize(
    ("field", "before", "after"),
    [
        ("siret", "732 829 320 00074", "73282932000074"),
        ("siret", "732.829.320.00074", "73282932000074"),
        ("rncp", "35475", "RNCP35475"),
        ("rncp", "RNCP n° 35475", "RNCP35475"),
        ("rncp", "https://www.francecompetences.fr/recherche/rncp/35475/", "RNCP35475"),
        ("rs", "RS 5595", "RS5595"),
        ("registry", "rncp 35475", "RNCP35475"),
        ("rome", "m1805", "M1805"),
        ("duration", "14h", "14 h"),
        ("duration", "2 j", "2 jours"),
        ("duration", "1 jour", ""),
        ("duration", "½ journée", "0,5 jour"),
        ("price", "1 200 € HT", "1200 € HT"),
        ("price", "1.200,50 €", "1200,50 €"),
        ("price", "1,2 k€", "1200 €"),
        ("level", "bac +2", "Niveau 5 (bac+2)"),
        ("level", "Niv. 6", "Niveau 6 (bac+3 ou 4)"),
        ("modality", "FOAD", "à distance"),
        ("modality", "Présentiel ou distanciel", "mixte"),
        ("dept", "loire atlantique", "44 - Loire-Atlantique"),
        ("dept", "44000", "44 - Loire-Atlantique"),
        ("dept", "Mayenne (53)", "53 - Mayenne"),
        ("date", "2 mars 2026", "02/03/2026"),
        ("date", "2/3/26", "02/03/2026"),
    ],
)
def test_value_understood_is_written_the_one_way(field, before, after):
    assert CERTAIN[field][0](before) == after


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("siret", "73282932000075"),
        ("rncp", "RS5595"),
        ("rncp", "en cours, sans doute 35475"),
        ("registry", "35475"),
        ("duration", "14"),
        ("duration", "14 h dont 7 h à distance"),
        ("duration", "environ 14 h"),
        ("price", "1200"),
        ("price", "gratuit"),
        ("price", "1 000 à 1 500 €"),
        ("price", "450 € / jour"),
        ("level", "BTS"),
        ("level", "6"),
        ("level", "III"),
        ("modality", "Présentiel"),
        ("modality", "un peu des deux"),
        ("dept", "44"),
        ("dept", "75 - Paris"),
        ("dept", "Nantes"),
        ("date", "31/03/2026"),
        ("date", "2026-03-31"),
        ("date", "mars 2026"),
        ("date", "31/02/2026"),
    ],
)
def test_value_well_written_or_doubtful_is_left_alone(field, text):
    assert CERTAIN[field][0](text) in ("", text)


@given(text=st.text(max_size=25))
def test_rewriting_twice_changes_nothing_more(text):
    for rewrite, _ in CERTAIN.values():
        once = rewrite(text)
        assert rewrite(once) in ("", once)


@given(hours=st.integers(1, 3000), days=st.integers(1, 300), euros=st.integers(0, 99_999))
def test_rewritten_value_reads_the_same(hours, days, euros):
    for text in (f"{hours}h", f"{hours} heures", f"{days} j", f"{days}J"):
        assert parse_duration(canonical.duration(text) or text) == parse_duration(text)
    for text in (f"{euros}€", f"{euros:,} €".replace(",", " "), f"{euros} euros TTC"):
        assert parse_price(canonical.price(text) or text) == parse_price(text)


@pytest.mark.parametrize("text", canonical._MODALITY_OF)
def test_every_modality_form_reads_as_it_is_rewritten(text):
    assert parse_modality(canonical.modality(text)) == parse_modality(
        text.replace("e learning", "e-learning")
    )


@pytest.mark.parametrize("level", range(3, 9))
def test_every_level_reads_as_it_is_rewritten(level):
    assert parse_level(canonical.level(f"niv {level}")) == level


def test_doubtful_values_are_proposed():
    assert old_level("Niveau IV") == "Niveau 4 (bac)"
    assert old_level("Bac") == ""
    assert swapped_date("03/25/2026") == "25/03/2026"
    assert swapped_date("31/02/2026") == ""
    assert parse_date(swapped_date("3/25/2026")) == "2026-03-25"
    assert spelled_email("contact [at] exemple.fr") == "contact@exemple.fr"
    assert spelled_email("secrétariat") == ""
