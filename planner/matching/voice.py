"""Who speaks in a posting, and how strongly it asks.

Company talk (« leader de l'IA ») asks nothing of the person recruited, so each sentence is
given a *part* (titre, missions, profil, entreprise, conditions, autre) and a *force*
(exigé, souhaité, nié). Headings set the part until the next heading; a sentence that plainly
speaks of the company or to the person overrides the heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from planner.matching.text import Document

TITRE, MISSIONS, PROFIL = "titre", "missions", "profil"
ENTREPRISE, CONDITIONS, AUTRE = "entreprise", "conditions", "autre"
EXIGE, SOUHAITE, NIE = "exigé", "souhaité", "nié"

DEMANDING_PARTS = (TITRE, MISSIONS, PROFIL, AUTRE)
HEADING_MAXIMUM_WORDS = 9  # hypothèse: a longer line is a sentence, not a heading

_HEADINGS = (
    (
        ENTREPRISE,
        r"qui sommes[- ]nous|(?:à|a) propos|l['’ ]?entreprise|notre entreprise|notre (?:société|groupe|client)|présentation|"
        r"(?:description|présentation) de (?:l['’]entreprise|la société)|contexte|about us|the company|pourquoi nous rejoindre|votre futur collectif",
    ),
    (
        MISSIONS,
        r"(?:vos|les|tes|ses)? ?missions?(?: principales?)?|(?:le|description du|votre) poste|responsabilités|vos activités|"
        r"activités(?: principales)?|vos (?:principales )?tâches|rôle|your role|what you will do|missions",
    ),
    (
        PROFIL,
        r"(?:votre|le|ton|au)? ?profil(?: recherché)?|compétences(?: requises| attendues| techniques)?|qualifications?|"
        r"vous êtes|ce que nous recherchons|pré-?requis|formation|your profile|requirements|savoir[- ]?faire|savoir[- ]?être|expérience",
    ),
    (
        CONDITIONS,
        r"conditions|avantages|rémunération|salaire|ce que nous (?:vous )?(?:offrons|proposons)|nous (?:vous )?offrons|type d['’]emploi|"
        r"les (?:plus|avantages)|processus de recrutement|informations complémentaires|benefits|we offer|pourquoi postuler",
    ),
)
_HEADING = [(part, re.compile(rf"^\W*(?:{words})\b", re.IGNORECASE)) for part, words in _HEADINGS]

# The company speaks of itself…
_COMPANY = re.compile(
    r"\b(?:nous sommes|notre (?:entreprise|société|groupe|client|start[- ]?up|cabinet|agence|solution|stack|mission est)|"
    r"nos (?:clients|solutions|équipes|produits|technologies)|"
    r"leaders?\b|pionni(?:er|ère)s?|acteur (?:\w+ )?(?:majeur|incontournable|référent|clé)|spécialis[ée]{1,2}s? (?:dans|en)|créée? en|fondée? en|filiale (?:d|à)|"
    r"nous (?!recherch|recrut|cherch|souhait|attend|vous)(?:\w+ons)\b|l['’]entreprise|la société|le groupe|"
    r"we are|our (?:company|clients|mission)|collaborateurs|chiffre d['’]affaires)",
    re.IGNORECASE,
)
# … and is plainly the subject of the sentence, whatever else stands in it …
_COMPANY_SUBJECT = re.compile(
    r"^\W*(?:(?:fort|forte)s? d[e'’][^,]{0,60}, )?(?:nous (?!recherch|recrut|cherch|souhait|attend|vous|sommes à la recherche)\w+|notre (?!futur|prochain)\w+|nos \w+|"
    r"le groupe|l['’]entreprise|la société|filiale|leader|pionnier|créée?|fondée?)\b",
    re.IGNORECASE,
)
# … or lists what it gives …
_BENEFIT = re.compile(
    r"^\W*(?:étape \d|entretien|échange) [^.]{0,20}\bavec\b|\b(?:accès (?:en )?illimité|vous bénéficie(?:z|rez)|nos collaborateurs bénéficient|tickets?[- ]restaurants?|mutuelle|RTT\b|intéressement|"
    r"nous vous (?:offrons|proposons)|(?:nous|on) t['’](?:offr|propos)\w+|parcours de formation|formations? en interne|budget de formation)",
    re.IGNORECASE,
)
# … or turns to the person recruited.
_PERSON = re.compile(
    r"\b(?:vous|votre|vos|tu|ton|tes|you|your|rattachée?|(?:recherch|recrut)ons|(?:recherch|recrut)ent|recrute|recherche (?:une?|son|sa|des|actuellement|activement|pour)\b|"
    r"à la recherche d|(?:le|la) (?:titulaire|candidate?)|"
    r"maîtrise|connaissances?|expérience|compétences?|capacité|aptitude|bac ?\+|diplôm)",
    re.IGNORECASE,
)
_JOB_TITLE = re.compile(
    r"^[^.!?]{3,80}\(?\b[HF] ?/ ?[HF]\b|^\W*poste\s*:", re.IGNORECASE
)  # a line that names the job
_ADDRESSED = re.compile(r"\b(?:vous|votre|vos|tu|ton|ta|tes|you|your)\b", re.IGNORECASE)
_TASK = re.compile(r"^\W*(?:[A-ZÀ-Þ]?[a-zà-ÿ]+(?:er|ir|re|oir))\b")

_DENIED = re.compile(
    r"\b(?:aucune? (?:connaissance|compétence|expérience|maîtrise|notion|formation|usage)|pas (?:de(?! secrets?)|d['’]|besoin|nécessaire|exigée?|requise?)|"
    r"(?:n['’]est|ne sont) pas|non (?:requise?s?|exigée?s?|nécessaires?)|sans (?:connaissances?|compétences?|expérience|recours|utiliser)|"
    r"interdite?|not required|no (?:experience|knowledge))\b",
    re.IGNORECASE,
)
_WISHED = re.compile(
    r"\b(?:(?:est|serait|sera|sont|seraient) (?:un|des) (?:plus|atouts?|avantages?|bonus)|un (?:vrai |réel )?(?:plus|atout|bonus)\b|"
    r"souhaitée?s?|appréciée?s?|idéalement|de préférence|serait (?:idéal|apprécié)|nice to have|bonus|valorisée?s?|facultati)",
    re.IGNORECASE,
)


# Where a denial or a wish stops: an opposition, or a comma after which another subject begins.
_CLAUSE = re.compile(
    r";|\b(?:mais|en revanche|toutefois|cependant|par contre|however|but)\b|"
    r",\s+(?=(?:vous|tu|nous|il|elle|on|l[ea]|les|une?|votre|bonne?|solide|excellente?|maîtrise)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in a sentence, and how strongly it asks."""

    part: str
    force: str

    @property
    def demands(self) -> bool:
        """True when the sentence asks something of the person recruited."""
        return self.part in DEMANDING_PARTS and self.force != NIE


def voices(document: Document, wanted: Iterable[int] | None = None) -> dict[int, Voice]:
    """The voice of each ``wanted`` sentence of ``document``, of all without it, by its index, in order.

    Every line may be a heading and is looked at; the rest is read where somebody asks for it.
    """
    asked = range(len(document.sentences)) if wanted is None else frozenset(wanted)
    heading, result = AUTRE, {}
    for index, sentence in enumerate(document.sentences):
        text = document.text[sentence.start : sentence.end]
        heading = _heading(text, sentence.last - sentence.first) or heading
        if index in asked:
            result[index] = Voice(_part(text, heading), _force(text))
    return result


def _heading(text: str, words: int) -> str | None:
    """The part that this line opens, None when it is not a heading."""
    if words > HEADING_MAXIMUM_WORDS and ":" not in text[:60]:
        return None
    return next((part for part, pattern in _HEADING if pattern.match(text)), None)


def _part(text: str, heading: str) -> str:
    if _BENEFIT.search(text):
        return CONDITIONS
    if _JOB_TITLE.search(text):
        return AUTRE if heading in (ENTREPRISE, CONDITIONS) else heading
    if _COMPANY_SUBJECT.search(text) and not _ADDRESSED.search(text):
        return ENTREPRISE
    company, person = _COMPANY.search(text), _PERSON.search(text)
    if company and not person and not _TASK.match(text):
        return ENTREPRISE
    if heading in (ENTREPRISE, CONDITIONS) and person and not company:
        return PROFIL
    if heading == ENTREPRISE and _TASK.match(text) and not company:
        return MISSIONS
    return heading


def _force(text: str) -> str:
    if _DENIED.search(text):
        return NIE
    return SOUHAITE if _WISHED.search(text) else EXIGE


def force_at(sentence: str, start: int, end: int) -> str:
    """How strongly the clause around ``sentence[start:end]`` asks: a denial elsewhere does not reach it."""
    bounds = [m.end() for m in _CLAUSE.finditer(sentence)]
    low = max((b for b in bounds if b <= start), default=0)
    high = min((b for b in bounds if b > end), default=len(sentence))
    return _force(sentence[low:high])
