"""What people bring: job postings, sector profiles, training catalogues.

A reader takes a path or bytes and returns an :class:`Intake`: a tidy frame, the problems
found, what was detected. :class:`IntakeError` means that nothing of the file can be used.

The door opens a module when one of its names is asked for: a command that reads one sentence does not wait
for what it never uses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.door import door

if TYPE_CHECKING:
    from planner.intake.actors import read_actors, short_link
    from planner.intake.actors_template import write_actors_template
    from planner.intake.annotation import annotate
    from planner.intake.catalogue import read_catalogue
    from planner.intake.check import Check, check_catalogue, not_verified
    from planner.intake.control_sheet import safe_text
    from planner.intake.corrections import Correction
    from planner.intake.markup import plain_text
    from planner.intake.parquet import is_parquet
    from planner.intake.postings import posting_files, posting_parts, posting_rows, read_postings
    from planner.intake.privacy import mask_contacts
    from planner.intake.problems import IntakeError, Problem, Severity
    from planner.intake.profiles import read_profiles
    from planner.intake.result import Intake, Progress, Sectors, Territories
    from planner.intake.template import write_template

_MODULES = {
    "read_actors": "actors",
    "short_link": "actors",
    "write_actors_template": "actors_template",
    "annotate": "annotation",
    "read_catalogue": "catalogue",
    "Check": "check",
    "check_catalogue": "check",
    "not_verified": "check",
    "safe_text": "control_sheet",
    "Correction": "corrections",
    "plain_text": "markup",
    "is_parquet": "parquet",
    "posting_files": "postings",
    "posting_parts": "postings",
    "posting_rows": "postings",
    "read_postings": "postings",
    "mask_contacts": "privacy",
    "IntakeError": "problems",
    "Problem": "problems",
    "Severity": "problems",
    "read_profiles": "profiles",
    "Intake": "result",
    "Progress": "result",
    "Sectors": "result",
    "Territories": "result",
    "write_template": "template",
}

__getattr__ = door(__name__, _MODULES)

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
    "is_parquet",
    "mask_contacts",
    "not_verified",
    "plain_text",
    "posting_files",
    "posting_parts",
    "posting_rows",
    "read_actors",
    "read_catalogue",
    "read_postings",
    "read_profiles",
    "safe_text",
    "short_link",
    "write_actors_template",
    "write_template",
]
