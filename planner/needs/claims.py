"""« Dit IA / enseigne IA »: what the title of a course announces, against what its content teaches.

Words that only name AI (« IA », « intelligence artificielle ») announce; a skill read in other
words teaches. Under a title that announces AI, the words of its trade (a model, an assistant, an
instruction, data) keep the course from being accused. Without content, nothing is judged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from planner.columns import Table
from planner.matching import TITRE
from planner.words import marked

TEACHES = marked("dit IA et l'enseigne")
TEACHES_UNSAID = marked("enseigne l'IA sans le dire")
VAGUE = marked("dit IA, contenu à préciser")
TITLE_ONLY = marked("dit IA, contenu sans IA")
BUZZWORDS = marked("nomme l'IA sans dire ce qu'on y apprend")
UNKNOWN = marked("dit IA, contenu absent : non jugé")
NO_AI = marked("pas d'IA lue")
READINGS = (TEACHES, TEACHES_UNSAID, VAGUE, TITLE_ONLY, BUZZWORDS, UNKNOWN, NO_AI)
# Readings of courses that name AI and of which no precise skill is known to be taught.
SAYING_ONLY = (VAGUE, TITLE_ONLY, BUZZWORDS, UNKNOWN)
COURSE_CLAIMS = Table(
    "course claims",
    {
        "course_id": "provider's reference, or file name and row",
        "reading": "one of READINGS",
        "says_ai": "True when the title announces AI",
        "teaches_ai": "True when a precise skill is taught",
    },
)

# Bare words for AI, which name no skill. Upper case alone for IA and AI: « ia » is inside other words.
_BARE = r"\b(?:IA|AI|I\.A\.?)\b|(?i:intelligences? artificielles?|artificial intelligence)(?i: génératives?)?"
_BARE_WORDS = re.compile(_BARE)
# Words of a title that announce AI: the bare ones, and products or techniques that everybody calls AI.
_AI_WORDS = re.compile(
    rf"{_BARE}|\b(?:GPT\w*|LLM)\b|(?i:chat-?gpt|copilot|machine learning|deep learning"
    r"|apprentissage (?:automatique|profond|machine)|\bprompts?\b)"
)


def says_ai(text: str) -> bool:
    """True when a text carries words of AI.

    >>> says_ai("L'IA au bureau"), says_ai("Comptabilité, via Sage")
    (True, False)
    """
    return _AI_WORDS.search(text) is not None


def is_bare(words: str) -> bool:
    """True for words that name AI and nothing else: « IA », « intelligence artificielle »."""
    return _BARE_WORDS.fullmatch(words.strip()) is not None


# Words of the trade: alone they say nothing of AI, under a title that announces it they show that the
# content follows. Our choice, read on the demonstration catalogue.
_TRADE = re.compile(
    r"assistants?\b|assistée?s?\b|consignes?\b|prompts?\b|modèles?\b|algorithm|générée?s?\b|automatis|automatique|robot"
    r"|apprentissage|prédicti|prévision|chatbot|conversationnel|données|biais\b|reconnaissance|détection|aides? (?:au|à la)"
    r"|cas d'usage|hallucin|dicté|règlement européen|quantification|transcription|traduction",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a title announces: AI at all, and a skill of the framework in other words than « IA »."""

    says_ai: bool
    names_a_skill: bool


def reading(claim: Claim, content: str, teaches: bool) -> str:
    """One of ``READINGS``.

    Args:
        claim: of the title.
        content: objectives and content.
        teaches: a skill of the framework is read in the content, in other words than the bare ones.
    """
    if teaches:
        return TEACHES if claim.says_ai else TEACHES_UNSAID
    if not claim.says_ai:
        return BUZZWORDS if says_ai(content) else NO_AI
    if not content.strip():
        return UNKNOWN
    if _TRADE.search(content):
        return TEACHES if claim.names_a_skill else VAGUE
    return BUZZWORDS if says_ai(content) else TITLE_ONLY


def course_claims(courses: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """What each course claims and teaches (``COURSE_CLAIMS``), in the order of the courses.

    Args:
        courses: ``columns.COURSES``.
        mentions: ``columns.MENTIONS`` read in them; « IA » alone is no skill.
    """
    precise = mentions[~mentions["evidence"].map(is_bare).astype(bool)]
    titled = precise["part"] == TITRE
    named, teaching = (set(precise.loc[kept, "document_id"]) for kept in (titled, ~titled))
    rows = []
    for course_id, title, content in zip(
        courses["course_id"], courses["title"], courses["content"], strict=True
    ):
        claim = Claim(says_ai(str(title)) or course_id in named, course_id in named)
        verdict = reading(claim, str(content), course_id in teaching)
        teaches = verdict in (TEACHES, TEACHES_UNSAID)
        rows.append(dict(zip(COURSE_CLAIMS.names, (course_id, verdict, claim.says_ai, teaches), strict=True)))
    return COURSE_CLAIMS.frame(rows)
