"""References: ROME, ESCO, the AI framework, certifications, employment, programmes and territories."""

from planner.references.bundle import (
    EMBEDDED,
    OFFICIAL,
    ReferenceInUse,
    References,
    esco_in_use,
    framework_in_use,
    load_references,
    rome_in_use,
)
from planner.references.certifications import Certificate, Certifications, installed_certifications
from planner.references.export import FORMATS, export_framework
from planner.references.install import InstallationRefused, Installed, install
from planner.references.outlines import department_outlines
from planner.references.programmes import AUDIENCES_FR, ProgrammeMatch, Verdict, eligible, load_programmes
from planner.references.search import search_occupations, search_skills
from planner.references.territories import Sectors, Territories
from planner.references.vocabulary import Esco, Framework, Rome

__all__ = [
    "AUDIENCES_FR",
    "EMBEDDED",
    "FORMATS",
    "OFFICIAL",
    "Certificate",
    "Certifications",
    "Esco",
    "Framework",
    "InstallationRefused",
    "Installed",
    "ProgrammeMatch",
    "ReferenceInUse",
    "References",
    "Rome",
    "Sectors",
    "Territories",
    "Verdict",
    "department_outlines",
    "eligible",
    "esco_in_use",
    "export_framework",
    "framework_in_use",
    "install",
    "installed_certifications",
    "load_programmes",
    "load_references",
    "rome_in_use",
    "search_occupations",
    "search_skills",
]
