"""References: ROME, ESCO, the AI framework, certifications, employment, programmes and territories.

The door opens a module when one of its names is asked for: a command that reads one sentence does not wait
for what it never uses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.door import door

if TYPE_CHECKING:
    from planner.references.bundle import EMBEDDED, OFFICIAL, ReferenceInUse, References, load_references
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
    from planner.references.in_english import skills_in_english, uses_in_english
    from planner.references.in_use import esco_in_use, framework_in_use, rome_in_use
    from planner.references.installation import InstallationRefused, Installed, install
    from planner.references.outlines import department_outlines
    from planner.references.programmes import AUDIENCES_FR, ProgrammeMatch, Verdict, eligible, load_programmes
    from planner.references.search import search_occupations, search_skills
    from planner.references.territories import Sectors, Territories
    from planner.references.use_cases import load_use_cases, uses_of
    from planner.references.vocabulary import Esco, Framework, Rome

_MODULES = {
    "EMBEDDED": "bundle",
    "OFFICIAL": "bundle",
    "ReferenceInUse": "bundle",
    "References": "bundle",
    "load_references": "bundle",
    "Certificate": "certifications",
    "Certifications": "certifications",
    "installed_certifications": "certifications",
    "Earlier": "earlier",
    "ReferencesGone": "earlier",
    "FORMATS": "export",
    "export_framework": "export",
    "BOTH": "framework",
    "ESCO": "framework",
    "NEITHER": "framework",
    "PUBLICS": "framework",
    "ROME": "framework",
    "in_taxonomy": "framework",
    "pathway": "framework",
    "prerequisites": "framework",
    "skills_in_english": "in_english",
    "uses_in_english": "in_english",
    "esco_in_use": "in_use",
    "framework_in_use": "in_use",
    "rome_in_use": "in_use",
    "InstallationRefused": "installation",
    "Installed": "installation",
    "install": "installation",
    "department_outlines": "outlines",
    "AUDIENCES_FR": "programmes",
    "ProgrammeMatch": "programmes",
    "Verdict": "programmes",
    "eligible": "programmes",
    "load_programmes": "programmes",
    "search_occupations": "search",
    "search_skills": "search",
    "Sectors": "territories",
    "Territories": "territories",
    "load_use_cases": "use_cases",
    "uses_of": "use_cases",
    "Esco": "vocabulary",
    "Framework": "vocabulary",
    "Rome": "vocabulary",
}

__getattr__ = door(__name__, _MODULES)

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
    "skills_in_english",
    "uses_in_english",
    "uses_of",
]
