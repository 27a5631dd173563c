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
from planner.references.earlier import Earlier, ReferencesGone
from planner.references.export import FORMATS, export_framework
from planner.references.framework import (
    BOTH,
    ESCO,
    NEITHER,
    PUBLICS,
    ROME,
    in_taxonomy,
    pathway,
    prerequisites,
)
from planner.references.install import InstallationRefused, Installed, install
from planner.references.outlines import department_outlines
from planner.references.programmes import AUDIENCES_FR, ProgrammeMatch, Verdict, eligible, load_programmes
from planner.references.search import search_occupations, search_skills
from planner.references.territories import Sectors, Territories
from planner.references.use_cases import load_use_cases, uses_of
from planner.references.vocabulary import Esco, Framework, Rome

__all__ = [
    "AUDIENCES_FR",
    "BOTH",
    "EMBEDDED",
    "ESCO",
    "FORMATS",
    "NEITHER",
    "OFFICIAL",
    "PUBLICS",
    "ROME",
    "Certificate",
    "Certifications",
    "Earlier",
    "Esco",
    "Framework",
    "InstallationRefused",
    "Installed",
    "ProgrammeMatch",
    "ReferenceInUse",
    "References",
    "ReferencesGone",
    "Rome",
    "Sectors",
    "Territories",
    "Verdict",
    "department_outlines",
    "eligible",
    "esco_in_use",
    "export_framework",
    "framework_in_use",
    "in_taxonomy",
    "install",
    "installed_certifications",
    "load_programmes",
    "load_references",
    "load_use_cases",
    "pathway",
    "prerequisites",
    "rome_in_use",
    "search_occupations",
    "search_skills",
    "uses_of",
]
