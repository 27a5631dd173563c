"""What people bring: job postings, sector profiles, training catalogues.

A reader takes a path or bytes and returns an :class:`Intake`: a tidy frame, the problems
found, what was detected. :class:`IntakeError` means that nothing of the file can be used.
"""

from planner.intake.actors import read_actors
from planner.intake.annotation import annotate
from planner.intake.catalogue import read_catalogue
from planner.intake.check import Check, check_catalogue
from planner.intake.control_sheet import safe_text
from planner.intake.corrections import Correction
from planner.intake.postings import read_postings
from planner.intake.privacy import mask_contacts
from planner.intake.problems import IntakeError, Problem, Severity
from planner.intake.profiles import read_profiles
from planner.intake.result import Intake, Progress, Sectors, Territories
from planner.intake.template import write_template

__all__ = [
    "Check",
    "Correction",
    "Intake",
    "IntakeError",
    "Problem",
    "Progress",
    "Sectors",
    "Severity",
    "Territories",
    "annotate",
    "check_catalogue",
    "mask_contacts",
    "read_actors",
    "read_catalogue",
    "read_postings",
    "read_profiles",
    "safe_text",
    "write_template",
]
