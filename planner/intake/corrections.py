"""What a provider does not have to do: values rewritten where the reading is certain, proposed elsewhere.

A *correction* is applied in the workbook given back when nothing can be lost or guessed by it
(:mod:`planner.intake.canonical`); otherwise it is only proposed, beside the problem that it answers.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from planner.intake import canonical
from planner.intake.catalogue_fields import parse_level, parse_siret
from planner.intake.cells import fold, is_blank
from planner.intake.choices import CHOICES
from planner.intake.dates import parse_date
from planner.intake.headings import NEAR_RATIO, Columns
from planner.intake.problems import Problem, enumeration, quoted
from planner.intake.sheet import Row, Sheet

# Proposals quoted in the fix of a problem that stands on several rows. Our choice.
PROPOSALS_QUOTED = 3


@dataclass(frozen=True, slots=True)
class Correction:
    """One cell and how to write it: ``applied`` in the workbook given back, or only proposed.

    ``cell`` is an address (``C12``), ``column`` the heading as written, ``reason`` says in
    French what changes.
    """

    sheet: str
    cell: str
    row: int
    column: str
    before: str
    after: str
    reason: str
    applied: bool = True


Rewriting = Callable[[str], str]
# Field → how it is rewritten, and what is told of it.
CERTAIN: Mapping[str, tuple[Rewriting, str]] = {
    "siret": (canonical.siret, "SIRET en 14 chiffres, sans espace"),
    "rncp": (canonical.rncp, "code précédé de RNCP"),
    "rs": (canonical.rs, "code précédé de RS"),
    "registry": (canonical.registry, "code sans espace"),
    "rome": (canonical.rome, "lettre en majuscule"),
    "duration": (canonical.duration, "durée avec son unité"),
    "price": (canonical.price, "prix en euros"),
    "level": (canonical.level, "niveau de la liste"),
    "modality": (canonical.modality, "modalité de la liste"),
    "dept": (canonical.dept, "département de la liste"),
    "date": (canonical.date, "date en jour/mois/année"),
    "end_date": (canonical.date, "date en jour/mois/année"),
}


def old_level(text: str) -> str:
    """Level of the nomenclature of 1969 (« III ») in the present one, when the text is nothing else."""
    match = re.fullmatch(r"(?:niveau |niv )?(i{1,3}|iv|v)", fold(text))
    found = parse_level(text) if match else None
    return canonical.level(f"niv {int(found)}") if found else ""


def swapped_date(text: str) -> str:
    """Day and month put back in order, when the date as written does not exist: 03/25/2026."""
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text.strip())
    if not match or parse_date(text):
        return ""
    swapped = f"{int(match[2]):02}/{int(match[1]):02}/{match[3]}"
    return swapped if parse_date(swapped) else ""


# A spreadsheet counts days from the end of 1899; between these numbers a bare one is likely a date (1982–2119).
_FIRST_DAY = dt.date(1899, 12, 30)
_SERIALS = range(30_000, 80_000)


def meant_date(text: str) -> str:
    """The date that a text not understood likely means: its day and month swapped, or a number of days (46000)."""
    if text.isdecimal() and int(text) in _SERIALS:
        return f"{_FIRST_DAY + dt.timedelta(days=int(text)):%d/%m/%Y}"
    return swapped_date(text)


def spelled_email(text: str) -> str:
    """An address hidden from robots, or spaced out: « contact [at] exemple.fr » → contact@exemple.fr."""
    joined = re.sub(
        r"\s*(?:[\[({]\s*a\s*[\])}]|[\[({]?\s*(?:at|arobase|@)\s*[\])}]?)\s*",
        "@",
        text.strip(),
        count=1,
        flags=re.IGNORECASE,
    )
    return joined if joined != text and re.fullmatch(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", joined) else ""


# Letters that are taken for figures when a code is copied by eye.
_LOOKALIKES = str.maketrans("OoIl", "0011")


def figures_siret(text: str) -> str:
    """A SIRET with letters in place of figures, when the key is then right: « 7328293200007O »… → its 14 digits."""
    figures = text.translate(_LOOKALIKES)
    found = parse_siret(figures)
    return found.digits if figures != text and not found.fault else ""


def figures_rome(text: str) -> str:
    """« M18O5 » → M1805."""
    match = re.fullmatch(r"([A-Na-n])([0-9OoIl]{4})", text.strip())
    meant = f"{match[1].upper()}{match[2].translate(_LOOKALIKES)}" if match else ""
    return meant if meant != text.strip().upper() else ""


def near_dept(text: str) -> str:
    """A département of the region misspelt: « Loire Atlantque » → 44 - Loire-Atlantique."""
    names = {choice: fold(choice.partition(" - ")[2]) for choice in CHOICES["Département"]}
    found = process.extractOne(fold(text), names, scorer=fuzz.ratio, score_cutoff=NEAR_RATIO)
    return found[2] if found and found[0] != fold(text) else ""


PROPOSED: Mapping[str, tuple[Rewriting, str]] = {
    "siret": (figures_siret, "lettre remplacée par un chiffre"),
    "rome": (figures_rome, "lettre remplacée par un chiffre"),
    "level": (old_level, "niveau de 1969 dans la nomenclature actuelle"),
    "dept": (near_dept, "nom le plus proche"),
    "date": (meant_date, "date probable"),
    "end_date": (meant_date, "date probable"),
    "email": (spelled_email, "adresse écrite normalement"),
}


class Corrector:
    """Gathers the corrections of a sheet, row after row; equal texts are examined once."""

    def __init__(self, sheet: Sheet, columns: Columns) -> None:
        self.sheet, self.columns = sheet, columns
        self._found: dict[str, Correction] = {}
        self._tables = [
            (_cached(rewritings, columns), applied)
            for rewritings, applied in ((CERTAIN, True), (PROPOSED, False))
        ]

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """One correction a cell at most: what is found last knows more (a fiche that has ended)."""
        return tuple(self._found.values())

    def examine(self, row: Row) -> None:
        """Note what can be written better in a row."""
        for table, applied in self._tables:
            for field, (rewrite, reason) in table.items():
                for text, heading, cell in self.columns.filled(row, field):
                    after = "" if is_blank(text) else rewrite(text)
                    if after and after != text:
                        self._add(row, heading, cell, text, after, reason, applied)

    def propose(
        self, row: Row, field: str, before: str, after: str, reason: str, *, applied: bool = False
    ) -> None:
        """Note a correction found elsewhere, in the cell that holds ``before``."""
        for text, heading, cell in self.columns.filled(row, field):
            if text == before:
                self._add(row, heading, cell, text, after, reason, applied)

    def _add(
        self, row: Row, heading: str, cell: str, before: str, after: str, reason: str, applied: bool
    ) -> None:
        self._found[cell] = Correction(
            self.sheet.name, cell, row.number, heading, before, after, reason, applied
        )


def _cached(
    rewritings: Mapping[str, tuple[Rewriting, str]], columns: Columns
) -> dict[str, tuple[Rewriting, str]]:
    """The rewritings of the fields that the sheet has."""
    return {
        field: (lru_cache(maxsize=50_000)(rewrite), reason)
        for field, (rewrite, reason) in rewritings.items()
        if field in columns
    }


def with_proposals(problems: Iterable[Problem], corrections: Iterable[Correction]) -> list[Problem]:
    """Problems whose fix quotes what is proposed for their own cells."""
    proposed = {(c.sheet, c.cell): c for c in corrections if not c.applied}
    return [_with_proposals(problem, proposed) for problem in problems]


def _with_proposals(problem: Problem, proposed: Mapping[tuple[str, str], Correction]) -> Problem:
    found = [proposed[problem.sheet, cell] for cell in problem.cells if (problem.sheet, cell) in proposed]
    if not found:
        return problem
    if len(problem.cells) == 1:
        proposal = f"Proposition : {quoted(found[0].after)} ({found[0].reason})."
        return replace(problem, fix=f"{proposal} {problem.fix}")
    if len(found) == 1:
        return replace(
            problem,
            fix=f"Proposition en {found[0].cell} : {quoted(found[0].after)} ({found[0].reason}). {problem.fix}",
        )
    shown = enumeration([f"{c.cell} {quoted(c.after)}" for c in found], PROPOSALS_QUOTED)
    return replace(problem, fix=f"Propositions : {shown}. {problem.fix}")


def by_reason(corrections: Sequence[Correction]) -> list[list[Correction]]:
    """Corrections of one column for one reason together, in reading order; applied ones first."""
    groups: dict[tuple[bool, str, str, str], list[Correction]] = {}
    for correction in corrections:
        key = (not correction.applied, correction.sheet, correction.column, correction.reason)
        groups.setdefault(key, []).append(correction)
    return [group for key, group in sorted(groups.items(), key=lambda item: item[0][0])]
