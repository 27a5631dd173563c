"""Registers of certifications: recognised by content, made tidy, searched by code and by title."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pytest

from planner.references import InstallationRefused, install, installed_certifications
from planner.references.certifications import Certifications, simplified
from planner.references.registers import CERTIF_INFO, CERTIFICATIONS, FRANCE_COMPETENCES
from planner.store import list_releases

INFO_HEADER = [
    "Code_Diplome", "Libelle_Diplome", "Code_Niveau_Europeen", "Date_MaJ", "Code_FormaCode", "Code_Rome_1",
    "Code_Rome_2", "Code_Nsf", "Code_RNCP", "Code_RS", "Annee_Derniere_Session", "Code_Ancien_RNCP",
    "Intitulé_Ancien_Diplome", "Etat_Ancien_Diplome_Libelle",
]  # fmt: skip


def semicolons(header: list[str], rows: Iterable[Iterable[object]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([header, *rows])
    return text.getvalue().encode()


def info_bytes(*rows: dict[str, object]) -> bytes:
    """A Certif Info of the size that a whole release must have, these rows first."""
    filler = ({"Code_Diplome": 10_000 + i, "Libelle_Diplome": f"Diplôme {i}"} for i in range(5_000))
    base = {"Date_MaJ": "28/06/2024"}
    return semicolons(
        INFO_HEADER,
        ([(base | row).get(name, "") for name in INFO_HEADER] for row in (*rows, *filler)),
    )


INFO_ROWS = (
    {"Code_Diplome": 1, "Libelle_Diplome": "Data analyst ", "Code_Niveau_Europeen": 6, "Code_FormaCode": 31025,
     "Code_Rome_1": "M1805", "Code_Rome_2": "M1403", "Code_Nsf": 326, "Code_RNCP": 37429,
     "Code_Ancien_RNCP": 4, "Intitulé_Ancien_Diplome": "Analyste", "Etat_Ancien_Diplome_Libelle": "archivée"},
    {"Code_Diplome": 2, "Libelle_Diplome": "Data analyst option B", "Code_FormaCode": 31028, "Code_RNCP": 37429},
    {"Code_Diplome": 3, "Libelle_Diplome": "Titre ancien", "Code_RNCP": 99, "Annee_Derniere_Session": 2020},
    {"Code_Diplome": 4, "Libelle_Diplome": "Excel avancé", "Code_RS": 5252},
    {"Code_Diplome": 5, "Libelle_Diplome": "DUT informatique", "Code_RNCP": 20654},
)  # fmt: skip

STANDARD = [
    "Id_Fiche",
    "Numero_Fiche",
    "Intitule",
    "Nomenclature_Europe_Niveau",
    "Date_Fin_Enregistrement",
    "Actif",
]


def register_files(*rows: tuple[str, ...]) -> dict[str, bytes]:
    filler = ((i, f"RNCP{90_000 + i}", f"Fiche {i}", "NIV5", "31/12/2030", "ACTIVE") for i in range(14_000))
    fiches = [(i, *row) for i, row in enumerate(rows)]
    member = "export_fiches_CSV_{}_2026_11_01.csv".format
    return {
        member("Standard"): semicolons(STANDARD, [*fiches, *filler]),
        member("Rome"): semicolons(
            ["Numero_Fiche", "Codes_Rome_Code", "Codes_Rome_Libelle"], [("RNCP37429", "M1811", "x")]
        ),
        member("Nsf"): semicolons(["Numero_Fiche", "Nsf_Code", "Nsf_Intitule"], [("RNCP37429", "326t", "x")]),
        member("Ancienne_Nouvelle_Certification"): semicolons(
            ["Numero_Fiche", "Ancienne_Certification", "Nouvelle_Certification"],
            [("RNCP4", "", "RNCP37429")],
        ),
    }


REGISTER_ROWS = (
    ("RNCP37429", "Data analyst", "NIV6", "08/03/2028", "ACTIVE"),
    ("RNCP4", "Analyste", "NIV5", "01/01/2020", "INACTIVE"),
    ("RS5252", "Excel avancé", "", "", "ACTIVE"),
)


@pytest.fixture
def info_file(tmp_path: Path) -> Path:
    path = tmp_path / "téléchargement.csv"
    path.write_bytes(info_bytes(*INFO_ROWS))
    return path


@pytest.fixture
def register_zip(tmp_path: Path) -> Path:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in register_files(*REGISTER_ROWS).items():
            archive.writestr(name, content)
    return path


def test_certif_info_is_recognised_by_its_columns_and_dated_by_its_last_update(info_file, home):
    [outcome] = install([info_file], home)
    assert (outcome.release.kind, outcome.release.version) == (CERTIF_INFO, "2024-06-28")
    assert outcome.sentence == "Certif Info version 2024-06-28 : installé."
    assert not install([info_file], home)[0].changed


def test_register_is_recognised_by_its_members_and_dated_by_their_names(register_zip, home):
    [outcome] = install([register_zip], home)
    assert (outcome.release.kind, outcome.release.date) == (FRANCE_COMPETENCES, "2026-11-01")


def test_certif_info_gives_one_certification_a_code(info_file, home):
    install([info_file], home)
    found = installed_certifications(home)
    assert (found.origin, found.whole) == ("Certif Info du 28/06/2024", False)
    assert list(found.table.columns) == CERTIFICATIONS.names
    analyst = found.find("RNCP37429")
    assert (analyst.label, analyst.formacode, analyst.rome) == ("Data analyst", "31025|31028", "M1805|M1403")
    assert (analyst.active, analyst.level) == (True, 6)
    assert found.find("RS5252").label == "Excel avancé"
    assert found.find("RNCP12") is None


def test_ended_codes_are_told_with_their_successor(info_file, home):
    install([info_file], home)
    found = installed_certifications(home)
    old = found.find("RNCP4")
    assert (old.active, old.label, old.successor) == (False, "Analyste", "RNCP37429")
    assert (found.find("RNCP99").active, found.find("RNCP99").end_date) == (False, "2020-12-31")


def test_register_says_what_lives_and_certif_info_fills_the_formacodes(info_file, register_zip, home):
    install([info_file, register_zip], home)
    found = installed_certifications(home)
    analyst = found.find("RNCP37429")
    assert (analyst.rome, analyst.formacode, analyst.end_date) == ("M1811", "31025|31028", "2028-03-08")
    assert (found.find("RNCP4").active, found.find("RNCP4").successor) == (False, "RNCP37429")
    assert found.whole
    assert found.origin == "France compétences du 01/11/2026 et Certif Info du 28/06/2024"


def test_without_a_register_nothing_is_known(home):
    assert installed_certifications(home) is None


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("data analyst", "RNCP37429"),
        ("Formation de Data Analyst (H/F)", "RNCP37429"),
        ("BUT informatique", None),
        ("analyste", None),
        ("Utiliser l'IA générative", None),
        ("", None),
    ],
)
def test_certification_is_found_by_its_title_and_never_by_another_diploma(info_file, home, title, code):
    install([info_file], home)
    found = installed_certifications(home).named(title, enrolled=True)
    assert (found.code if found else None) == code


def test_ended_certification_is_never_proposed():
    row = dict.fromkeys(CERTIFICATIONS.names, "") | {"label": "Data analyst", "level": 6.0, "active": False}
    table = pd.DataFrame([row]).astype({"active": bool})
    assert Certifications(table, "essai", whole=False).named("Data analyst") is None


def test_register_cut_short_is_refused(tmp_path, home):
    path = tmp_path / "certif_info.csv"
    path.write_bytes(info_bytes(*INFO_ROWS)[:50_000].rpartition(b"\n")[0])
    with pytest.raises(InstallationRefused, match="au moins 5000 lignes"):
        install([path], home)
    assert list_releases(home) == []


def test_title_is_compared_without_what_certifications_share():
    assert simplified("Titre professionnel Assistant de direction (H/F)") == "assistant direction"


def test_parcoursup_files_a_bts_by_its_field_and_options_differ():
    blank = dict.fromkeys(CERTIFICATIONS.names, "") | {"level": 5.0, "active": True}
    labels = {
        "RNCP1": "BTS tourisme",
        "RNCP2": "BTSA agronomie et cultures durables",
        "RNCP3": "BTS fluides option A froid",
    }
    table = CERTIFICATIONS.frame([blank | {"code": code, "label": label} for code, label in labels.items()])
    register = Certifications(table, "registre d'essai", whole=True)
    found = {
        title: register.named(title)
        for title in (
            "BTS - Services - Tourisme - en apprentissage",
            "BTS - Agricole - Agronomie et cultures durables",
            "BTS - Production - Fluides - option A froid",
            "BTS - Production - Fluides - option B froid",
        )
    }
    assert [certificate and certificate.code for certificate in found.values()] == [
        "RNCP1",
        "RNCP2",
        "RNCP3",
        None,
    ]
