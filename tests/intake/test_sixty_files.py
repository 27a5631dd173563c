"""More than sixty files, each broken in its own way: every one is answered, no two with the same words."""

from __future__ import annotations

import io
import re
import time

import pandas as pd
import pytest
import xlsxwriter

from planner.intake import Check, check_catalogue
from planner.intake.catalogue_codes import FULL_RELEASE
from planner.references import Certifications
from planner.references.registers import CERTIFICATIONS
from tests.intake.conftest import COURSE, HEADINGS, SmallTerritories, csv_bytes, xlsx_bytes
from tests.intake.test_catalogue import FAULTS, FULL_COURSE, FULL_HEADINGS, changed
from tests.intake.test_files import PATIENCE, UNUSABLE, made
from tests.intake.test_lheo import FORMATION, lheo


def sheet(*rows: list, **options) -> bytes:
    return xlsx_bytes({"Formations": list(rows)}, **options)


def full(**values: str) -> bytes:
    return sheet(FULL_HEADINGS, changed(**values))


def failed_formula(value: str) -> bytes:
    """A workbook whose price is a formula in error, as Excel keeps it, or never computed."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        page = workbook.add_worksheet("Formations")
        page.write_row(0, 0, [*HEADINGS, "Type de formation", "Prix"])
        page.write_row(1, 0, [*COURSE, "continue"])
        page.write_formula(1, 4, "=1/0", None, value)
    return buffer.getvalue()


# A value of one cell, or the layout of the table; the file opens, and something in it is wrong.
CELLS = {
    f"{column} : {value or 'vide'}": full(**{column.replace(" ", "_"): value})
    for column, value, rule in FAULTS
    if rule
}
SHAPES = {
    "SIRET avec une lettre": full(SIRET="7328293200OO74"),
    "durée par semaine": full(Durée="35h/semaine"),
    "prix avec une lettre": full(Prix="12OO €"),
    "prix négatif": full(Prix="-500"),
    "trois prix": full(Prix="1200 / 1500 / 1800"),
    "prix de cent millions": full(Prix="99999999"),
    "places nulles": full(Places="0"),
    "places par millions": full(Places="5000000"),
    "niveau au-delà du doctorat": full(Niveau="bac +12"),
    "diplôme inconnu": sheet([*HEADINGS, "Diplôme"], [*COURSE, "Diplôme maison"]),
    "deux codes dans la cellule": full(RNCP="RNCP35475 / RNCP37429"),
    "ROME avec une lettre": full(ROME="M18O5"),
    "département mal écrit": full(Département="Loire Atlantque"),
    "date en nombre de jours": full(Date_de_début="46000"),
    "courriel caché": full(Courriel="contact(a)exemple.fr"),
    "objectifs à compléter": sheet(HEADINGS, [COURSE[0], "à compléter", COURSE[2]]),
    "formule en erreur": failed_formula("#DIV/0!"),
    "formule sans valeur": failed_formula(""),
    "intitulé fait de chiffres": full(Intitulé="12345"),
    "colonne de l'organisme absente": sheet(HEADINGS[:2], COURSE[:2]),
    "colonne du contenu absente": sheet(["Intitulé", "Organisme"], [COURSE[0], COURSE[2]]),
    "contenu sous un nom inconnu": sheet(
        ["Intitulé", "Baratin", "Organisme"],
        [COURSE[0], "Rédiger une consigne claire, vérifier la réponse, citer.", "OF"],
    ),
    "deux lignes, deux codes": sheet(FULL_HEADINGS, FULL_COURSE, changed(ROME="M1834")),
    "SIRET sans son zéro": full(SIRET="7264696136139"),
    "SIRET de douze chiffres": full(SIRET="732829320000"),
    "SIRET en notation scientifique": full(SIRET="7,32829E+13"),
    "code sans registre": sheet([*HEADINGS, "Code certification"], [*COURSE, "35475"]),
    "prix à la journée sans durée": full(Prix="450 € / jour", Durée=""),
    "durée trop courte": full(Durée="5 min"),
    "commune inconnue": sheet([*HEADINGS, "Commune"], [*COURSE, "Atlantide"]),
    "public non dit": sheet(HEADINGS, COURSE),
    "ni organisme ni contenu": sheet(HEADINGS, ["Excel", "", ""], COURSE),
    "colonne mal orthographiée": sheet(["Intitlué", "Objectifs", "Organisme"], COURSE),
    "organisme mal orthographié": sheet(["Intitulé", "Objectifs", "Organsime"], COURSE),
    "deux colonnes de titre": sheet(
        ["Intitulé", "Titre", "Objectifs", "Organisme"], ["Excel", "Excel", "a", "b"]
    ),
    "deux feuilles pareilles": xlsx_bytes(
        {"2025": [HEADINGS, COURSE], "2026": [HEADINGS, COURSE, [*COURSE[:2], "B"]]}
    ),
    "colonne du titre absente": sheet(HEADINGS[1:], COURSE[1:]),
    "que des titres de colonnes": sheet(HEADINGS),
    "ligne de total": sheet(HEADINGS, COURSE, ["Total", "", "1"]),
    "titres répétés": sheet(HEADINGS, COURSE, HEADINGS),
    "ligne de section": sheet(HEADINGS, ["Bureautique", "", ""], COURSE, merged=["A2:C2"]),
    "ligne en double": sheet(FULL_HEADINGS, FULL_COURSE, FULL_COURSE),
    "référence en double": sheet(FULL_HEADINGS, FULL_COURSE, changed(Commune="Saint-Nazaire")),
    "guillemet ouvert": b'Intitule;Objectifs;Organisme\na;b;c\n"d;e;f\ng;h;i\n',
    "ROME ancien": full(ROME="M1801"),
    "ROME inconnu": full(ROME="N9999"),
    "certification expirée": full(RNCP="RNCP4"),
    "certification inconnue": full(RNCP="RNCP999999"),
    "niveau autre que celui de la fiche": full(RNCP="RNCP37429", Niveau="niveau 3"),
}
OPENED = {**CELLS, **SHAPES}
REFUSED = {
    **{name: data for name, (data, _) in UNUSABLE.items()},
    "LHEO tronqué": lheo(FORMATION)[:-200],
    "LHEO avec entité": lheo(FORMATION).replace(b"<lheo", b'<!DOCTYPE lheo [<!ENTITY a "b">]><lheo', 1),
}


@pytest.fixture(scope="module")
def full_rome() -> pd.DataFrame:
    codes = [f"A{i:04d}" for i in range(FULL_RELEASE)] + ["M1805", "M1405", "M1834"]
    return pd.DataFrame({"rome": codes, "parent_v3": [*codes[:-1], "M1801"]})


@pytest.fixture(scope="module")
def register() -> Certifications:
    """Three fiches: living, ended, and the one that the other rows of these tests give."""
    blank = dict.fromkeys(CERTIFICATIONS.names, "")
    fiches = [
        {"code": "RNCP37429", "label": "Data analyst", "level": 6.0, "active": True},
        {"code": "RNCP4", "label": "Analyste", "level": 5.0, "active": False, "successor": "RNCP37429"},
        {"code": "RNCP35475", "label": "BUT informatique", "level": 6.0, "active": True},
        {"code": "RS5595", "label": "Excel avancé", "level": float("nan"), "active": True},
    ]
    return Certifications(
        CERTIFICATIONS.frame([blank | fiche for fiche in fiches]), "registre d'essai", whole=True
    )


@pytest.fixture(scope="module")
def answers(full_rome, register) -> dict[str, tuple[Check, float]]:
    found = {}
    for name, file in {**OPENED, **REFUSED}.items():
        data = made(file)
        start = time.process_time()
        check = check_catalogue(
            data, "c.xlsx", SmallTerritories(), occupations=full_rome, certifications=register
        )
        found[name] = check, time.process_time() - start
    return found


def signature(check: Check) -> frozenset[tuple[str, ...]]:
    """How a file breaks: its rules, columns and words, the numbers set aside."""
    worded = ((p.rule, p.column, re.sub(r"\d+", "", p.message), p.value) for p in check.problems)
    return frozenset(worded)


def test_sixty_files_and_no_two_break_in_the_same_way(answers):
    signatures = {name: signature(check) for name, (check, _) in answers.items()}
    alike: dict[frozenset, list[str]] = {}
    for name, found in signatures.items():
        alike.setdefault(found, []).append(name)
    several = [names for names in alike.values() if len(names) > 1]
    # Containers cut short, or too big, are refused with the same words whatever is inside.
    assert all(set(names) <= set(REFUSED) for names in several), several
    assert len(alike) >= 60, len(alike)


def test_sixty_kinds_remain_when_the_faulty_value_is_set_aside(answers):
    kinds = {
        frozenset((p.rule, p.column, re.sub(r"\d+", "", p.message)) for p in check.problems)
        for check, _ in answers.values()
    }
    assert len(kinds) >= 60, len(kinds)


def test_every_broken_file_is_answered_with_what_to_do(answers):
    for name, (check, _) in answers.items():
        assert check.problems, name
        assert all(p.message and p.fix.endswith((".", "…")) for p in check.problems), name


def test_every_answer_comes_in_time(answers):
    assert max(seconds for _, seconds in answers.values()) < PATIENCE


@pytest.mark.parametrize("name", OPENED)
def test_fault_inside_a_file_has_its_place(name, answers):
    check, _ = answers[name]
    placed = [p for p in check.problems if p.rows or p.rule in ("feuille-non-lue", "aucune-ligne")]
    assert placed == list(check.problems)


def test_one_faulty_row_never_keeps_the_others_out(answers):
    row = csv_bytes([HEADINGS, ["", "x", "OF"], COURSE, ["", "", ""]])
    check = check_catalogue(row, "c.csv", SmallTerritories())
    assert (check.rows_read, check.rows_usable) == (2, 1)
