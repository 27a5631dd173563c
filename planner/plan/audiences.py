"""Who an action trains, in the words of the framework, as funding rules ask."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planner.model import Public
from planner.plan.context import Context

CONTINUING = (
    "salaries",
    "demandeurs-emploi",
    "agents-publics",
    "managers",
    "dirigeants",
    "enseignants-formateurs",
    "independants",
)
INITIAL = ("eleves-etudiants",)
# What a catalogue writes under « public visé »; « agents d'accueil » and « community managers » are trades.
WORDS = {
    "demandeurs-emploi": r"\bdemandeu\w* d['’]emploi",
    "salaries": r"\bsalarié",
    "agents-publics": r"\bagents?\b(?! d['’])|\bcollectivités?\b|\bfonctionnaires?\b",
    "managers": r"(?<!community )\bmanag(?:er|ers|eurs?)\b|\bchefs? d['’]équipe|\bencadrants?\b",
    "dirigeants": r"\bdirigeant|\bchefs? d['’]entreprise|\bdirections?\b",
    "enseignants-formateurs": r"\benseignant|\bformat(?:eur|rice)s?\b",
    "independants": r"\bindépendant|\bartisan|\bcommerçant|\bexploitants?\b|\bprofessions? libérales?",
}
# Trades that a title or « public visé » names → filières where its learners work.
TRADES = {
    r"\bartisan(?!at d['’]art)": ("services-particuliers", "construction", "agroalimentaire", "commerce"),
    r"\bagricult|\bagricole|\béleveu|\btroupeau|\btraite\b|\bmaraîch|\bvitic": ("agriculture",),
    r"\bmairies?\b|\bcommunes?\b|\bcollectivités?\b|\bagents? (?:publics?|territoria)|\bfonctionnaires?\b": (
        "administration",
    ),
    r"\benseigner\b|\benseignants?\b|\bprofesseurs?\b|\bformat(?:eur|rice)s?\b": ("enseignement",),
    r"\bsoignants?\b|\binfirmi|\baides?[- ]soignant|\behpad\b|\bmédic(?:al|o)|\bhôpita|\bhospitalier": (
        "sante-social",
    ),
    r"\bcommerçants?\b|\bboutiques?\b": ("commerce",),
    r"\bhôtel|\brestaurat|\btouris": ("tourisme",),
    r"\bbtp\b|\bchantiers?\b|\bbâtiment\b": ("construction",),
    r"\bassurance|\bbanque|\bassureur": ("finance-immobilier",),
}


def audiences_of(
    public: Public, skill_ids: Sequence[str], context: Context, course_id: str = ""
) -> tuple[str, ...]:
    """Publics that the existing course names; failing that, those that the skills concern.

    ``course_id``: '' for a course to create. A public that neither names is not supposed; when
    neither names any, every public of initial or continuing training is meant.
    """
    if public is Public.INITIAL:
        return INITIAL
    named = _named(str(context.offer.records[course_id]["audience"])) if course_id else set()
    if not named:
        named = {p for s in skill_ids for p in context.offer.publics[s]}
    return tuple(audience for audience in CONTINUING if audience in named) or CONTINUING


def trades_of(course_id: str, context: Context) -> tuple[str, ...]:
    """Filières of the learners that an existing course names; empty when it is for anyone."""
    course = context.offer.records[course_id]
    text = f"{course['title']} {course['audience']}"
    found = [
        f for words, filieres in TRADES.items() if re.search(words, text, re.IGNORECASE) for f in filieres
    ]
    return tuple(dict.fromkeys(found))


def _named(audience: str) -> set[str]:
    return {name for name, words in WORDS.items() if re.search(words, audience, re.IGNORECASE)}
