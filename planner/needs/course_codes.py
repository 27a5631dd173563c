"""ROME and Formacode proposed for courses that give none: from a certification, the title, the skills taught."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from planner.matching import OccupationCoder
from planner.references import Certificate, Certifications, Rome
from planner.words import marked

PROPOSALS = [
    "course_id",
    "rome",
    "rome_source",
    "formacode",
    "formacode_source",
    "certification",
    "certification_label",
]
# Score of the occupation coder from which a course title is taken for the name of an occupation: higher than
# for a posting, whose title always names one. Measured on Certif Info (docs/measures_catalogue.md).
MINIMUM_SCORE = 0.65
# Codes proposed at most. Our choice.
MOST_CODES = 3
FROM_CODE, FROM_TITLE = marked("fiche de la certification"), marked("certification de même intitulé")
FROM_OCCUPATION, FROM_SKILLS = marked("métier de même nom"), marked("compétences enseignées")


@dataclass(frozen=True, eq=False)
class CodeProposer:
    """Proposes codes; ``certifications`` is None when no register is installed."""

    rome: Rome
    certifications: Certifications | None = None

    @cached_property
    def _coder(self) -> OccupationCoder:
        return OccupationCoder(self.rome.occupations, self.rome.appellations)

    @cached_property
    def _heirs(self) -> dict[str, list[str]]:
        """Code of the former ROME → fiches of the present one that come from it."""
        heirs: dict[str, list[str]] = defaultdict(list)
        for code, parent in zip(
            self.rome.occupations["rome"], self.rome.occupations["parent_v3"], strict=True
        ):
            heirs[parent].append(code)
        return heirs

    def propose(self, courses: pd.DataFrame, formacodes: dict[str, list[str]]) -> pd.DataFrame:
        """One row a course (``PROPOSALS``); a code that the course gives itself is not proposed again.

        Args:
            courses: ``columns.COURSES``.
            formacodes: Formacodes of the AI skills that each course teaches, best first.
        """
        rows, uncoded = [], []
        for row in courses.to_dict("records"):
            certificate, source = self._certificate(row)
            proposed = _proposal(row, certificate, source, formacodes.get(row["course_id"], []))
            if certificate and not row["rome"]:
                proposed |= {"rome": self._current(certificate.rome), "rome_source": source}
            if not row["rome"] and not proposed["rome"]:
                uncoded.append(proposed)
            rows.append(proposed)
        self._code(uncoded, dict(zip(courses["course_id"], courses["title"], strict=True)))
        return pd.DataFrame(rows, columns=PROPOSALS)

    def _certificate(self, row: dict[str, object]) -> tuple[Certificate | None, str]:
        if self.certifications is None:
            return None, ""
        for code in (row["rncp"], row["rs"]):
            if code and (found := self.certifications.find(str(code))):
                return found, FROM_CODE
        if row["rncp"] or row["rs"]:
            return None, ""
        found = self._named(str(row["title"]))
        return found, FROM_TITLE if found else ""

    def _named(self, title: str) -> Certificate | None:
        if title not in self._names:
            self._names[title] = self.certifications.named(title) if self.certifications else None
        return self._names[title]

    @cached_property
    def _names(self) -> dict[str, Certificate | None]:
        return {}

    def _current(self, codes: str) -> str:
        """ROME 4.0 codes of codes of either generation."""
        known = set(self.rome.occupations["rome"])
        current = [
            new
            for code in codes.split("|")
            if code
            for new in ([code] if code in known else self._heirs[code])
        ]
        return "|".join(list(dict.fromkeys(current))[:MOST_CODES])

    def _code(self, proposals: list[dict[str, object]], titles: dict[str, str]) -> None:
        """Complete the proposals whose title names an occupation."""
        if not proposals:
            return
        found = self._coder.candidates([titles[str(p["course_id"])] for p in proposals], top=1)
        for proposal, candidates in zip(proposals, found, strict=True):
            if candidates and (candidates[0].score or 0.0) >= MINIMUM_SCORE:
                proposal |= {"rome": candidates[0].code, "rome_source": FROM_OCCUPATION}


def _proposal(
    row: dict[str, object], certificate: Certificate | None, source: str, taught: list[str]
) -> dict[str, object]:
    """A proposal with its Formacodes and, when only its title told it, its certification."""
    official = certificate.formacode.split("|")[:MOST_CODES] if certificate and certificate.formacode else []
    codes, origin = (official, source) if official else (taught[:MOST_CODES], FROM_SKILLS if taught else "")
    named = certificate if certificate and source == FROM_TITLE and certificate.code else None
    return {
        "course_id": row["course_id"],
        "rome": "",
        "rome_source": "",
        "formacode": "" if row["formacode"] else "|".join(codes),
        "formacode_source": "" if row["formacode"] else origin,
        "certification": named.code if named else "",
        "certification_label": named.label if named else "",
    }
