"""Codes of a course: SIRET, RNCP, RS, Formacode, NSF, ROME, and the contact's e-mail."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable

import pandas as pd

from planner.intake import catalogue_rules as rules
from planner.intake.catalogue_fields import (
    is_email,
    is_nsf,
    parse_formacodes,
    parse_registry,
    parse_romes,
    parse_siret,
)
from planner.intake.cells import FORMULA_ERRORS, is_blank
from planner.intake.corrections import Corrector
from planner.intake.headings import Columns
from planner.intake.sheet import Row
from planner.intake.table import Ledger, Rule
from planner.references import Certificate, Certifications

# ROME 4.0 has 1,584 fiches (release 60); the embedded table holds part of them, and cannot tell
# a code that does not exist from one that it leaves out.
FULL_RELEASE = 1_500
# Different titles searched among the certifications in one file, about 20 ms each: past that, the search
# would outlast the check itself. Our choice.
MAX_TITLES = 200
# A cell may hold two: « RNCP35475 / RNCP37429 ».
_WHOLE_CODE = re.compile(r"(?:RNCP|RS)\s?\d{2,6}")
_REGISTRY_RULES = {"rncp": rules.RNCP, "rs": rules.RS, "registry": rules.REGISTRY}


class CodeReader:
    """Checks the codes of a row; a wrong one is left empty and noted with what to write."""

    def __init__(
        self,
        columns: Columns,
        ledger: Ledger,
        corrector: Corrector,
        occupations: pd.DataFrame | None = None,
        certifications: Certifications | None = None,
    ) -> None:
        self.columns, self.ledger, self.corrector = columns, ledger, corrector
        self.certifications = certifications
        self._near: dict[str, Certificate | None] = {}
        self.rome: frozenset[str] = frozenset()
        self.heirs: dict[str, list[str]] = defaultdict(list)
        if occupations is not None and len(occupations) >= FULL_RELEASE:
            self.rome = frozenset(occupations["rome"])
            for code, parent in zip(occupations["rome"], occupations["parent_v3"], strict=True):
                self.heirs[parent].append(code)

    def read(self, row: Row, title: str) -> dict[str, str]:
        """Codes of a row under the names of :data:`planner.columns.COURSES`; ``title`` helps to find a fiche."""
        self._check(row, "nsf", is_nsf, rules.NSF)
        self._check(row, "email", is_email, rules.EMAIL)
        registries = self._registries(row, title)
        return {
            "siret": self._siret(row),
            "rncp": registries.get("rncp", ""),
            "rs": registries.get("rs", ""),
            "formacode": "|".join(self._formacodes(row)),
            "rome": "|".join(self._romes(row)),
        }

    def _texts(self, row: Row, field: str) -> list[str]:
        return [t for t in self.columns.all(row, field) if not is_blank(t) and t not in FORMULA_ERRORS]

    def _check(self, row: Row, field: str, accepts: Callable[[str], bool], rule: Rule) -> None:
        if any(not accepts(text) for text in self._texts(row, field)):
            self.ledger.add(row, field, rule)

    def _siret(self, row: Row) -> str:
        texts = self._texts(row, "siret")
        if not texts:
            return ""
        siret = parse_siret(texts[0])
        if siret.fault and siret.digits:
            self.ledger.add(row, "siret", rules.SIRET_ZERO)
        elif siret.fault:
            self.ledger.add(row, "siret", rules.SIRET, fault=siret.fault, fix=siret.fix)
        return siret.digits

    def _registries(self, row: Row, title: str) -> dict[str, str]:
        """RNCP and RS codes, whatever column of the two they stand in."""
        found: dict[str, str] = {}
        for field, rule in _REGISTRY_RULES.items():
            for text in self._texts(row, field):
                parsed = parse_registry(text, "" if field == "registry" else field)
                if parsed is None and field == "registry" and not re.search(r"\d", text):
                    continue  # a column « Certification » gives names too, which are no faulty codes
                if parsed is None:
                    self.ledger.add(row, field, rule)
                    continue
                found.setdefault(*parsed)
                if len(set(_WHOLE_CODE.findall(text.upper()))) > 1:
                    self.ledger.add(row, field, rules.REGISTRY_SEVERAL, code=parsed[1])
                if field not in ("registry", parsed[0]):
                    right, wrong = parsed[0].upper(), field.upper()
                    self.ledger.add(row, field, rules.MOVED, right=right, wrong=wrong)
                self._check_certification(row, field, text, parsed[1], title)
        return found

    def _check_certification(self, row: Row, field: str, text: str, code: str, title: str) -> None:
        """Note a fiche that does not exist or has ended; propose its successor, or the nearest title."""
        if self.certifications is None:
            return
        found, origin = self.certifications.find(code), self.certifications.origin
        if found is None:
            rule = rules.CERTIFICATION_UNKNOWN if self.certifications.whole else rules.CERTIFICATION_ABSENT
            self.ledger.add(row, field, rule, value=text, origin=origin)
        elif not found.active:
            end = f" depuis le {'/'.join(reversed(found.end_date.split('-')))}" if found.end_date else ""
            fix = _successors(found)
            self.ledger.add(
                row, field, rules.CERTIFICATION_ENDED, value=text, end=end, origin=origin, fix=fix
            )
        else:
            return
        near = self._named(title) if not (found and found.successor) else None
        if near and near.code.startswith(code[:2]):
            reason = f"certification de même intitulé : {near.label}"
            self.corrector.propose(row, field, text, near.code, reason)

    def check_level(self, row: Row, code: str, said: float) -> None:
        """Note a level that is not that of the fiche."""
        found = self.certifications.find(code) if self.certifications and code else None
        if found and said == said and found.level == found.level and found.level != said:
            self.ledger.add(
                row, "level", rules.CERTIFICATION_LEVEL, found=f"{found.level:g}", said=f"{said:g}"
            )

    def _named(self, title: str) -> Certificate | None:
        if title not in self._near and self.certifications:
            searched = len(self._near) < MAX_TITLES
            self._near[title] = self.certifications.named(title, enrolled=True) if searched else None
        return self._near.get(title)

    def _formacodes(self, row: Row) -> list[str]:
        codes, wrong = parse_formacodes(self._texts(row, "formacode"))
        for text in wrong:
            self.ledger.add(row, "formacode", rules.FORMACODE, value=text)
        return codes

    def _romes(self, row: Row) -> list[str]:
        codes, wrong = parse_romes(self._texts(row, "rome"))
        for text in wrong:
            self.ledger.add(row, "rome", rules.ROME, value=text)
        return list(dict.fromkeys(kept for code in codes for kept in self._current(row, code)))

    def _current(self, row: Row, code: str) -> list[str]:
        """The code itself when it is in ROME 4.0, the fiches that replaced it when it is older."""
        if not self.rome or code in self.rome:
            return [code]
        heirs = self.heirs.get(code, [])
        if heirs:
            self.ledger.add(row, "rome", rules.ROME_OLD, value=code, code=code, new=" | ".join(heirs))
            reason = "code du ROME 4.0"
            self.corrector.propose(row, "rome", code, " | ".join(heirs), reason, applied=len(heirs) == 1)
        else:
            self.ledger.add(row, "rome", rules.ROME_UNKNOWN, value=code)
        return heirs


def _successors(ended: Certificate) -> str:
    """What to write instead of a fiche that has ended."""
    if not ended.successor:
        return "Cherchez la fiche qui la remplace sur francecompetences.fr ; le code est gardé en attendant."
    return f"Si la formation y prépare, écrivez le code qui la remplace : {ended.successor.replace('|', ' ou ')}."
