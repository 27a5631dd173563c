"""Registers of certifications, the RNCP and the RS: their public files made tidy.

Two public files say so, and either or both can be installed. *France compétences*
(``export-fiches-csv-AAAA-MM-JJ.zip``) is the register itself: every fiche ever enrolled, active or
not. *Certif Info* (Intercarif-Oref) lists what is delivered today, with Formacodes, and the code
that each certification replaced; a code absent from it has ended, or never existed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from planner.columns import Table
from planner.references.archive import Member

CERTIF_INFO, FRANCE_COMPETENCES = "certif-info", "france-competences"
TITLES = {CERTIF_INFO: "Certif Info", FRANCE_COMPETENCES: "France compétences"}
LICENCES = {
    CERTIF_INFO: "Licence Ouverte 2.0, Réseau des Carif-Oref",
    FRANCE_COMPETENCES: "Licence Ouverte 2.0, France compétences",
}
TABLE = "certifications"
CERTIFICATIONS = Table(
    TABLE,
    {
        "code": "RNCP35475 or RS5595, empty for a diploma enrolled in neither",
        "label": "intitulé",
        "level": "level 3–8 of the framework of certifications, NaN when none",
        "formacode": "five-digit codes joined by |",
        "rome": "ROME codes joined by |, v3 or 4.0 as published",
        "nsf": "NSF codes joined by |",
        "active": "True while it is delivered",
        "end_date": "last day of enrolment, ISO 8601, empty when unknown",
        "successor": "codes that replaced it, joined by |",
        "source": "certif-info | france-competences",
    },
)

_FICHE = r"(?:RNCP|RS)\d+$"
# Minimum rows: half of what the files held in 2024 (Certif Info 10,067; the register about 28,000
# fiches). Hypothèse: no whole release is smaller.
MEMBERS: Mapping[str, tuple[Member, ...]] = {
    CERTIF_INFO: (
        Member(
            TABLE,
            r"certif_?info.*\.csv",
            (
                "Code_Diplome",
                "Libelle_Diplome",
                "Code_Niveau_Europeen",
                "Date_MaJ",
                "Code_FormaCode",
                "Code_Nsf",
                "Code_RNCP",
                "Code_RS",
                "Annee_Derniere_Session",
                "Intitulé_Ancien_Diplome",
                "Code_Ancien_RNCP",
                "Etat_Ancien_Diplome_Libelle",
            ),
            r"\d+$",
            minimum=5_000,
        ),
    ),
    FRANCE_COMPETENCES: (
        Member(
            TABLE,
            r"export_fiches_CSV_Standard_.*\.csv",
            (
                "Numero_Fiche",
                "Intitule",
                "Nomenclature_Europe_Niveau",
                "Date_Fin_Enregistrement",
                "Actif",
            ),
            _FICHE,
            minimum=14_000,
        ),
        Member(
            "nsf",
            r"export_fiches_CSV_Nsf_.*\.csv",
            ("Numero_Fiche", "Nsf_Code"),
            _FICHE,
            minimum=1,
            required=False,
        ),
        Member(
            "rome",
            r"export_fiches_CSV_Rome_.*\.csv",
            ("Numero_Fiche", "Codes_Rome_Code"),
            _FICHE,
            minimum=1,
            required=False,
        ),
        Member(
            "formacode",
            r"export_fiches_CSV_Formacode_.*\.csv",
            ("Numero_Fiche", "Formacode_Code"),
            _FICHE,
            minimum=1,
            required=False,
        ),
        Member(
            "successors",
            r"export_fiches_CSV_Ancienne_Nouvelle_Certification_.*\.csv",
            ("Numero_Fiche", "Nouvelle_Certification"),
            _FICHE,
            minimum=1,
            required=False,
        ),
    ),
}
_ROME_COLUMNS = tuple(f"Code_Rome_{rank}" for rank in range(1, 6))


def tidy_certif_info(raw: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Turn Certif Info into ``CERTIFICATIONS``: what is delivered, then the codes that it replaced."""
    frame = raw[TABLE]
    dated = frame.assign(year=frame["Date_MaJ"].str[-4:])
    current = pd.concat([_current(dated, "Code_RNCP", "RNCP"), _current(dated, "Code_RS", "RS")])
    bare = _current(dated[(dated["Code_RNCP"] == "") & (dated["Code_RS"] == "")], "", "")
    table = pd.concat([_by_code(current), bare, _replaced(frame, set(current["code"]))], ignore_index=True)
    return {TABLE: CERTIFICATIONS.check(table.assign(source=CERTIF_INFO))}


def _current(frame: pd.DataFrame, column: str, prefix: str) -> pd.DataFrame:
    rows = frame[frame[column] != ""] if column else frame
    last = pd.to_numeric(rows["Annee_Derniere_Session"], errors="coerce")
    newest = pd.to_numeric(frame["year"], errors="coerce").max()
    rome = [name for name in _ROME_COLUMNS if name in rows]
    return pd.DataFrame(
        {
            "code": prefix + rows[column] if column else "",
            "label": rows["Libelle_Diplome"].str.strip(),
            "level": pd.to_numeric(rows["Code_Niveau_Europeen"], errors="coerce"),
            "formacode": rows["Code_FormaCode"],
            "rome": [_joined(values) for values in rows[rome].to_numpy()],
            "nsf": rows["Code_Nsf"],
            # Without a last session, the certification is delivered until further notice.
            "active": last.isna() | (last >= newest),
            "end_date": [f"{int(year)}-12-31" if year == year else "" for year in last],
            "successor": "",
        }
    )


def _by_code(table: pd.DataFrame) -> pd.DataFrame:
    """One row a code: several diplomas (options, schools) may share a fiche."""
    first, gathered = ("label", "level", "successor"), ("formacode", "rome", "nsf")
    how = dict.fromkeys(first, "first") | dict.fromkeys(gathered, _joined)
    how |= {"active": "any", "end_date": _latest}
    return table.groupby("code", sort=False, as_index=False).agg(how)


def _latest(dates: pd.Series) -> str:
    """The last of the ends; none as soon as one diploma has none."""
    return max(dates) if all(dates) else ""


def _replaced(frame: pd.DataFrame, current: set[str]) -> pd.DataFrame:
    """Codes that a certification of today took the place of, and that are delivered no more."""
    old = frame[(frame["Code_Ancien_RNCP"] != "") & (frame["Etat_Ancien_Diplome_Libelle"] == "archivée")]
    code = "RNCP" + old["Code_Ancien_RNCP"]
    table = pd.DataFrame(
        {
            "code": code,
            "label": old["Intitulé_Ancien_Diplome"].str.strip(),
            "level": pd.to_numeric(old["Code_Niveau_Europeen"], errors="coerce"),
            "formacode": old["Code_FormaCode"],
            "rome": "",
            "nsf": old["Code_Nsf"],
            "active": False,
            "end_date": "",
            "successor": ["RNCP" + new if new else "" for new in old["Code_RNCP"]],
        }
    )
    table = table[~table["code"].isin(current)]
    how = {name: _joined if name in ("successor", "formacode", "nsf") else "first" for name in table.columns}
    return table.groupby("code", sort=False, as_index=False).agg(
        {k: v for k, v in how.items() if k != "code"}
    )


def tidy_france_competences(raw: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Turn the register of France compétences into ``CERTIFICATIONS``, one row a fiche."""
    frame = raw[TABLE].drop_duplicates("Numero_Fiche")
    table = pd.DataFrame(
        {
            "code": frame["Numero_Fiche"],
            "label": frame["Intitule"].str.strip(),
            "level": pd.to_numeric(frame["Nomenclature_Europe_Niveau"].str[-1:], errors="coerce"),
            "active": frame["Actif"].str.upper() == "ACTIVE",
            "end_date": frame["Date_Fin_Enregistrement"].map(_iso),
            "source": FRANCE_COMPETENCES,
        }
    )
    for name, member, column in (
        ("formacode", "formacode", "Formacode_Code"),
        ("rome", "rome", "Codes_Rome_Code"),
        ("nsf", "nsf", "Nsf_Code"),
        ("successor", "successors", "Nouvelle_Certification"),
    ):
        codes = _codes(raw.get(member), column)
        table[name] = [codes.get(code, "") for code in table["code"]]
    return {TABLE: CERTIFICATIONS.check(table)[CERTIFICATIONS.names].reset_index(drop=True)}


def _codes(frame: pd.DataFrame | None, column: str) -> dict[str, str]:
    """Fiche → its codes joined by |; empty when the archive has no such member."""
    if frame is None:
        return {}
    return frame.groupby("Numero_Fiche")[column].agg(_joined).to_dict()


def _joined(values: object) -> str:
    """Codes once each, in order, those already joined taken apart first."""
    parts = (part for value in values for part in str(value).split("|") if part.strip())
    return "|".join(dict.fromkeys(part.strip() for part in parts))


def _iso(date: str) -> str:
    match = re.fullmatch(r"(\d{2})/(\d{2})/(\d{4})(?:[ T].*)?", date.strip())
    return f"{match[3]}-{match[2]}-{match[1]}" if match else date.strip()[:10]
