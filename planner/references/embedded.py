"""The references that the product carries: one loader a family of files of ``taxonomies/``.

Codes are strings (``"01"``, ``"0110"``, ``"2A"``), an empty string means "none", and the
columns of numbers are named beside each file. Nothing is read at import.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from planner import columns
from planner.columns import Table
from planner.references.vocabulary import Esco, Framework, Rome

BOOLEANS = {"True": True, "False": False}


@dataclass(frozen=True, slots=True)
class EmbeddedFile:
    """A file of ``taxonomies/``: its columns, and the type of those that hold numbers."""

    name: str
    table: Table
    numbers: Mapping[str, str] = field(default_factory=dict)

    def read(self, folder: Path) -> pd.DataFrame:
        """Read the file from ``folder``.

        Raises:
            FileNotFoundError: the file is absent.
            KeyError: a column is missing.
            ValueError: a column of numbers holds something else.
        """
        path = folder / self.name
        if not path.is_file():
            raise FileNotFoundError(
                f"référence embarquée « {self.name} » absente de {folder} : réinstallez le logiciel"
            )
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
        frame = self.table.check(frame)
        try:
            return frame.astype(dict(self.numbers))
        except ValueError as error:
            raise ValueError(f"{self.name} : nombre attendu dans {sorted(self.numbers)} ({error})") from error


# ── tables that no other room writes ─────────────────────────────────────────────────────
FILIERES = EmbeddedFile(
    "filieres.csv",
    Table(
        "filieres",
        {
            "filiere": "identifier",
            "label_fr": "label in French",
            "label_en": "label in English",
            "a38": "sectors of the A38 nomenclature joined by |",
        },
    ),
)
NAF = EmbeddedFile(
    "naf.csv",
    Table(
        "naf",
        {
            "naf": "subclass, NAF rév. 2 (6201Z)",
            "label_fr": "intitulé",
            "a38": "sector",
            "filiere": "filière id",
        },
    ),
)
DEPARTEMENTS = EmbeddedFile(
    "departements.csv",
    Table(
        "departements",
        {
            "dept": "code (44, 49, 53, 72, 85)",
            "label": "name",
            "prefecture": "town",
            "latitude": "of the prefecture, degrees",
            "longitude": "of the prefecture, degrees",
        },
    ),
    {"latitude": "float64", "longitude": "float64"},
)
DEPARTEMENTS_FRANCE = EmbeddedFile(
    "departements_france.csv",
    Table("departements france", {"dept": "code (01–95, 2A, 971…)", "label": "name", "prefecture": "town"}),
)
COMMUNES = EmbeddedFile(
    "communes.csv",
    Table(
        "communes",
        {
            "insee": "code of the commune",
            "commune": "name",
            "dept": "département code",
            "bassin": "employment zone, in capitals",
            "homonyms": "communes of the same name in other regions",
        },
    ),
    {"homonyms": "int64"},
)
FAP = EmbeddedFile(
    "fap.csv",
    Table(
        "fap",
        {
            "fap": "detailed FAP 2009 (M2Z90)",
            "label": "label",
            "fap87": "family (M2Z)",
            "domain": "domain (M)",
            "domain_label": "label of the domain",
        },
    ),
)
FAP_ROME = EmbeddedFile("fap_rome.csv", Table("fap rome", {"fap": "FAP 2009", "rome_v3": "ROME v3 code"}))
ROME_ISCO = EmbeddedFile(
    "rome_isco.csv", Table("rome isco", {"rome_v3": "ROME v3 code", "isco": "ISCO-08 unit group, 4 digits"})
)
EXPOSURE = EmbeddedFile(
    "exposure.csv",
    Table(
        "exposure",
        {
            "isco": "ISCO-08 unit group",
            "label_en": "title",
            "score": "mean exposure of its tasks to generative AI, 0–1",
            "sd": "standard deviation of the tasks' exposure",
            "gradient": "none | minimal | G1 | G2 | G3 | G4",
        },
    ),
    {"score": "float64", "sd": "float64"},
)
EMPLOYMENT = EmbeddedFile(
    "employment.csv",
    Table(
        "employment",
        {
            "fap": "detailed FAP 2009",
            "dept": "département code",
            "jobs": "people in post, rounded to hundreds when observed",
            "year": "year of the figure",
            "kind": "observé | hypothèse (FAP outside Dares' regional field)",
        },
    ),
    {"jobs": "int64", "year": "int64"},
)
FAP_FILIERE = EmbeddedFile(
    "fap_filiere.csv",
    Table(
        "fap filiere",
        {
            "fap": "FAP 2009",
            "filiere": "filière id",
            "share": "share of the FAP's jobs, sums to 1 per FAP",
            "observed": "part of the share that Dares publishes, 0–1; the rest is spread by hirings",
        },
    ),
    {"share": "float64", "observed": "float64"},
)
ADOPTION = EmbeddedFile(
    "adoption.csv",
    Table(
        "adoption",
        {
            "filiere": "filière id",
            "rate": "share of organisations using AI, 0–1",
            "low": "lower bound",
            "high": "upper bound",
            "jobs_rate": "share of jobs in those organisations, 0–1, always a hypothèse",
            "jobs_low": "lower bound",
            "jobs_high": "upper bound",
            "year": "year of the survey",
            "source": "who says so",
            "kind": "observé | hypothèse",
        },
    ),
    dict.fromkeys(("rate", "low", "high", "jobs_rate", "jobs_low", "jobs_high"), "float64")
    | {"year": "int64"},
)
RECRUITMENTS = EmbeddedFile(
    "recruitments.csv",
    Table(
        "recruitments",
        {
            "territory": "région or département code",
            "year": "year of the survey",
            "recruitments": "intended recruitments",
            "source": "who says so",
        },
    ),
    {"year": "int64", "recruitments": "int64"},
)
FIGURES = EmbeddedFile(
    "figures.csv",
    Table(
        "figures",
        {
            "territory": "région or département code",
            "figure": "what is counted",
            "year": "year",
            "value": "people in post",
            "source": "address",
        },
    ),
    {"year": "int64", "value": "int64"},
)

VALUE_CHAIN = EmbeddedFile(
    "value_chain.csv",
    Table(
        "value chain",
        {
            "link": "identifier of the link",
            "label_fr": "label in French",
            "label_en": "label in English",
            "report_presence": "0 | + | ++ | +++ | ?, what the regional report says",
            "source": "the report",
        },
    ),
)

# ── tables of planner.columns ────────────────────────────────────────────────────────────
OCCUPATIONS = EmbeddedFile("occupations.csv", columns.OCCUPATIONS)
APPELLATIONS = EmbeddedFile("appellations.csv", columns.APPELLATIONS)
ROME_SKILLS = EmbeddedFile("rome_skills.csv", columns.ROME_SKILLS)
OCCUPATION_SKILLS = EmbeddedFile("occupation_skills.csv", columns.OCCUPATION_SKILLS)
ESCO_SKILLS = EmbeddedFile("esco_skills.csv", columns.ESCO_SKILLS)
SKILLS = EmbeddedFile("ai_skills.csv", columns.SKILLS, {"layer": "int64", "level": "int64"})
FORMS = EmbeddedFile("ai_surface_forms.csv", columns.FORMS)
MAPPINGS = EmbeddedFile("ai_mappings.csv", columns.MAPPINGS)


@dataclass(frozen=True, slots=True, eq=False)
class Employment:
    """Who works in which occupation: tables :data:`FAP`, :data:`FAP_ROME`… of this module."""

    fap: pd.DataFrame
    fap_rome: pd.DataFrame
    rome_isco: pd.DataFrame
    exposure: pd.DataFrame
    employment: pd.DataFrame
    fap_filiere: pd.DataFrame


@dataclass(frozen=True, slots=True, eq=False)
class Economy:
    """Public figures: AI adoption by filière, intended recruitments, jobs of the territories."""

    adoption: pd.DataFrame
    recruitments: pd.DataFrame
    figures: pd.DataFrame


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """The five départements with their prefectures, the 101 of France, the region's communes."""

    departements: pd.DataFrame
    departements_france: pd.DataFrame
    communes: pd.DataFrame


@dataclass(frozen=True, slots=True, eq=False)
class Activities:
    """Filières and the NAF subclasses that make them up."""

    filieres: pd.DataFrame
    naf: pd.DataFrame


def load_occupations(folder: Path) -> Rome:
    """The embedded extract of ROME 4.0: every occupation with its usual titles, the items of some 500 of them, no text.

    Raises as :meth:`EmbeddedFile.read`.
    """
    links = OCCUPATION_SKILLS.read(folder)
    return Rome(
        occupations=OCCUPATIONS.read(folder),
        appellations=APPELLATIONS.read(folder),
        skills=ROME_SKILLS.read(folder),
        occupation_skills=links.assign(core=links["core"].map(BOOLEANS).astype(bool)),
        texts=columns.ROME_TEXTS.frame(),
    )


def load_esco(folder: Path) -> Esco:
    """The embedded extract of ESCO: labels only. Raises as :meth:`EmbeddedFile.read`."""
    return Esco(ESCO_SKILLS.read(folder))


def load_framework(folder: Path) -> Framework:
    """The AI skills framework. Raises as :meth:`EmbeddedFile.read`."""
    return Framework(SKILLS.read(folder), FORMS.read(folder), MAPPINGS.read(folder))


def load_employment(folder: Path) -> Employment:
    """Employment, FAP–ROME–ISCO links and exposure. Raises as :meth:`EmbeddedFile.read`."""
    files = (FAP, FAP_ROME, ROME_ISCO, EXPOSURE, EMPLOYMENT, FAP_FILIERE)
    return Employment(*(file.read(folder) for file in files))


def load_economy(folder: Path) -> Economy:
    """Adoption, recruitments and figures. Raises as :meth:`EmbeddedFile.read`."""
    return Economy(*(file.read(folder) for file in (ADOPTION, RECRUITMENTS, FIGURES)))


def load_places(folder: Path) -> Places:
    """Départements and communes. Raises as :meth:`EmbeddedFile.read`."""
    return Places(*(file.read(folder) for file in (DEPARTEMENTS, DEPARTEMENTS_FRANCE, COMMUNES)))


def load_activities(folder: Path) -> Activities:
    """Filières and NAF. Raises as :meth:`EmbeddedFile.read`."""
    return Activities(*(file.read(folder) for file in (FILIERES, NAF)))
