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


def audiences_of(
    public: Public, skill_ids: Sequence[str], context: Context, course_id: str = ""
) -> tuple[str, ...]:
    """Publics that the existing course names; failing that, those that the skills concern.

    ``course_id``: '' for a course to create. A public that neither names is not supposed; when
    neither names any, every public of initial or continuing training is meant.
    """
    if public is Public.INITIAL:
        return INITIAL
    named = _named(str(context.offer.courses.at[course_id, "audience"])) if course_id else set()
    if not named:
        named = {p for s in skill_ids for p in str(context.offer.skills.at[s, "publics"]).split("|")}
    return tuple(audience for audience in CONTINUING if audience in named) or CONTINUING


def _named(audience: str) -> set[str]:
    return {name for name, words in WORDS.items() if re.search(words, audience, re.IGNORECASE)}
