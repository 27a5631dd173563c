"""Twenty-five errors seeded in one file: one pass tells all of them, grouped, each with its cells and a fix that works."""

from __future__ import annotations

import pandas as pd
import pytest

from planner.intake import Check, check_catalogue
from planner.intake.catalogue_codes import FULL_RELEASE
from planner.intake.cells import column_letter
from planner.references import Certifications
from planner.references.registers import CERTIFICATIONS
from tests.intake.conftest import SmallTerritories, xlsx_bytes
from tests.intake.test_catalogue import FULL_HEADINGS, changed

# Column, what is written, rule that tells it, words of the fix, what the provider writes when following it.
SEEDED = (
    ("Intitulé", "", "intitule-absent", "Écrivez l'intitulé", "Excel avancé"),
    ("Organisme", "n/a", "organisme-absent", "nom de l'organisme", "Organisme A"),
    ("Niveau", "niveau 99", "niveau", "niveau de 3 à 8", "bac+3"),
    ("Durée", "bientôt", "duree", "14 h, 2 jours", "2 jours"),
    ("Durée", "3 ans", "duree-sans-heures", "Ajoutez le total d'heures", "1800 h"),
    ("Durée", "90000 h", "duree-invraisemblable", "Vérifiez l'unité", "900 h"),
    ("Durée", "14", "duree-supposee", "14 h", "14 h"),
    ("Prix", "à voir", "prix", "montant en euros (1200)", "1200"),
    ("Prix", "3500 € par groupe", "prix-par-groupe", "prix par personne", "350"),
    ("Prix", "sur devis", "prix-sur-devis", "prix habituel", "1200"),
    ("Places", "douze", "places", "nombre entier : 24", "24"),
    ("Département", "Ailleurs", "departement", "44, Loire-Atlantique", "44"),
    ("Commune", "Laval", "lieu-contradictoire", "Corrigez l'un des deux", "Nantes"),
    ("Modalité", "le matin", "modalite", "présentiel, à distance ou mixte", "mixte"),
    ("SIRET", "73282932000075", "siret", "14 chiffres", "73282932000074"),
    ("RNCP", "en cours", "rncp", "RNCP35475", "RNCP35475"),
    ("RNCP", "RNCP4", "certification-expiree", "RNCP37429", "RNCP37429"),
    ("RNCP", "RNCP999999", "certification-inconnue", "« RNCP35475 »", "RNCP35475"),
    ("RS", "cinq", "rs", "RS5595", "RS5595"),
    ("Formacode", "310", "formacode", "cinq chiffres", "31028"),
    ("NSF", "informatique", "nsf", "326t", "326t"),
    ("ROME", "informaticien", "rome", "M1805", "M1805"),
    ("ROME", "N9999", "rome-inconnu", "par son nom", "M1405"),
    ("Date de début", "02/25/2026", "date", "« 25/02/2026 »", "25/02/2026"),
    ("Date de fin", "01/01/2020", "dates-inversees", "Vérifiez les deux dates", "03/03/2026"),
)
# Each error stands on this many rows, so that grouping is seen.
TIMES = 3


@pytest.fixture(scope="module")
def references() -> dict[str, object]:
    codes = [f"A{i:04d}" for i in range(FULL_RELEASE)] + ["M1805", "M1405"]
    blank = dict.fromkeys(CERTIFICATIONS.names, "") | {"level": 6.0, "active": True}
    fiches = [
        {"code": "RNCP35475", "label": "Assistant en intelligence artificielle"},
        {"code": "RNCP37429", "label": "Data analyst"},
        {"code": "RNCP4", "label": "Analyste", "active": False, "successor": "RNCP37429"},
        {"code": "RS5595", "label": "Excel", "level": float("nan")},
    ]
    register = CERTIFICATIONS.frame([blank | fiche for fiche in fiches])
    return {
        "occupations": pd.DataFrame({"rome": codes, "parent_v3": codes}),
        "certifications": Certifications(register, "registre d'essai", whole=True),
    }


def check(values: list[str], references: dict[str, object]) -> Check:
    """Check a file where the n-th value stands in the n-th seeded column, every row otherwise right."""
    rows = [FULL_HEADINGS]
    for turn in range(TIMES):
        for number, ((column, *_), value) in enumerate(zip(SEEDED, values, strict=True)):
            # A title that the register knows, so that an unknown fiche can be answered with the right one.
            named = {
                "Intitulé": "Assistant en intelligence artificielle",
                "Niveau": "6",
                "Courriel": "a@exemple.fr",
            }
            own = {**named, "Référence": f"R{turn}-{number}", column: value}
            rows.append(changed(**{name.replace(" ", "_"): text for name, text in own.items()}))
    data = xlsx_bytes({"Formations": rows})
    return check_catalogue(data, "c.xlsx", SmallTerritories(), **references)


def test_one_pass_tells_the_twenty_five_errors_with_their_cells(references):
    problems = check([value for _, value, *_ in SEEDED], references).problems
    expected = {
        (rule, tuple(f"{letter}{2 + number + turn * len(SEEDED)}" for turn in range(TIMES)))
        for number, (column, _, rule, *_) in enumerate(SEEDED)
        for letter in [column_letter(FULL_HEADINGS.index(column))]
    }
    assert len(SEEDED) == len(expected) == 25
    assert {(p.rule, p.cells) for p in problems} == expected
    assert all(len(p.rows) == TIMES and p.sheet == "Formations" for p in problems)


def test_every_fix_says_what_to_write(references):
    fixes = {p.rule: p.fix for p in check([value for _, value, *_ in SEEDED], references).problems}
    assert {rule: words in fixes[rule] for _, _, rule, words, _ in SEEDED} == {
        rule: True for _, _, rule, *_ in SEEDED
    }


def test_following_the_fixes_leaves_nothing_to_tell(references):
    after = check([right for *_, right in SEEDED], references)
    assert [p.sentence() for p in after.problems] == []
    assert after.rows_usable == TIMES * len(SEEDED)
