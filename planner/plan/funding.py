"""Programmes (dispositifs) that may fund an action, with what is known of its course; never a promise."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from planner.model import ActionKind, Public
from planner.plan.audiences import audiences_of
from planner.plan.candidates import Candidate
from planner.plan.context import Context
from planner.references import ProgrammeMatch, Verdict, eligible
from planner.words import marked

SHOWN = 3
TO_CHECK = marked(" (à vérifier)")
_ORDER = {verdict: i for i, verdict in enumerate(Verdict)}


# Publics that work in one filière, whatever the sectors where the skill is missing.
OWN_FILIERE = {"agents-publics": "administration", "enseignants-formateurs": "enseignement"}


@dataclass(frozen=True, slots=True)
class Question:
    """What the rules ask of an action. ``certified`` None: a course to create has no certification yet."""

    public: Public
    audiences: tuple[str, ...]
    dept: str
    hours: float
    certified: bool | None


@dataclass(frozen=True, eq=False)
class Funding:
    """Weighs programmes for many actions; the context remembers, since most of them ask the same question."""

    context: Context

    def open_to(self, action: Candidate, filieres: Sequence[str]) -> str:
        """Names of the first programmes open to the action, « à vérifier » said, joined by « ; »."""
        question = self.question(
            action.kind, action.public, action.dept, action.hours, action.skills, action.course_id
        )
        names = [
            match.name + (TO_CHECK if match.verdict is Verdict.A_VERIFIER else "")
            for match in self.weigh(question, filieres)
            if match.verdict is not Verdict.NON
        ]
        return " ; ".join(names[:SHOWN])

    def question(
        self, kind: str, public: Public, dept: str, hours: float, skill_ids: Sequence[str], course_id: str
    ) -> Question:
        """What is asked for an action, with what is known of its course."""
        existing, certified = "" if kind == ActionKind.CREER else course_id, None
        if existing:
            course = self.context.offer.records[existing]
            certified = bool(course["rncp"] or course["rs"])
        audiences = audiences_of(public, skill_ids, self.context, existing)
        return Question(public, audiences, dept, hours, certified)

    def weigh(self, question: Question, filieres: Sequence[str]) -> list[ProgrammeMatch]:
        """One match per programme, best first: « possible », « à vérifier », then refused with what is missing.

        Among equals, the one with the least missing, then the one made for the filière, comes first.

        ``filieres``: where the missing people work. A programme of certain filières is asked for those
        it names among them, and left out when it names none. Whether the provider holds Qualiopi is
        not in the catalogue: unknown. Two questions of the same bracket of hours share their answer.
        """
        best: dict[str, ProgrammeMatch] = {}
        general = {match.programme_id for match in self._ask("", question)}
        for filiere in ("", *filieres, *_own_filiere(question.audiences)):
            for match in self._ask(filiere, question):
                known = best.get(match.programme_id)
                if known is None or _ORDER[match.verdict] < _ORDER[known.verdict]:
                    best[match.programme_id] = match
        return sorted(
            best.values(),
            key=lambda m: (_ORDER[m.verdict], len(m.missing), m.programme_id in general, m.programme_id),
        )

    def _ask(self, filiere: str, question: Question) -> list[ProgrammeMatch]:
        bracket = bisect_left(self._bounds, question.hours), bisect_right(self._bounds, question.hours)
        dept = question.dept if self._local else ""
        key = (filiere, bracket, dept, question.public, question.audiences, question.certified)
        if key not in self.context.weighed:
            self.context.weighed[key] = eligible(
                self._of_filiere.get(filiere, []),
                public=question.public,
                audiences=question.audiences,
                filiere=filiere or None,
                dept=question.dept,
                hours=question.hours,
                certified=question.certified,
                qualiopi=None,
                words=self.context.words,
            )
        return self.context.weighed[key]

    @cached_property
    def _bounds(self) -> list[float]:
        """Hours where a programme begins or ceases to fund: between two of them verdicts do not change."""
        bounds = self.context.programmes[["min_hours", "max_hours"]].to_numpy(float)
        return sorted({float(hours) for hours in bounds[bounds == bounds]})

    @cached_property
    def _local(self) -> bool:
        """True when some programme is for certain départements only."""
        return bool((self.context.programmes["dept"] != "").any())

    @cached_property
    def _of_filiere(self) -> dict[str, list[dict[str, Any]]]:
        """Rows of the programmes that name each filière; under « » those of every filière."""
        found: dict[str, list[dict[str, Any]]] = {}
        for programme in self.context.programmes.to_dict("records"):
            for filiere in str(programme["filieres"]).split("|"):
                found.setdefault(filiere, []).append(programme)
        return found


def _own_filiere(audiences: Sequence[str]) -> tuple[str, ...]:
    """The filière of a course made for one public that has its own."""
    return tuple(OWN_FILIERE[a] for a in audiences if a in OWN_FILIERE) if len(audiences) == 1 else ()


def fundings(action: Mapping[str, Any], context: Context) -> list[ProgrammeMatch]:
    """Every programme weighed for one action of a plan (``Plan.action``), best first."""
    funding = Funding(context)
    question = funding.question(
        str(action["kind"]), Public(str(action["public"])), str(action["dept"]), float(action["hours"]),
        _listed(action["skill_ids"]), str(action["course_id"]),
    )  # fmt: skip
    return funding.weigh(question, _listed(action["filieres"]))


def _listed(cell: object) -> list[str]:
    return [part for part in str(cell).split("|") if part]
