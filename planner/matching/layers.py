"""Which AI layer a sentence asks of the person, beyond the words that name AI.

A surface form says what AI is spoken of; the verbs around it say what the person does with it:
« modèles de machine learning » is layer 1 when one trains them, 2 when one deploys them, 4 when
one follows their news, 6 when one teaches others. The rules below follow the rating guide of
the development half; each is a cue, what it reads, and the skill that it reads it as. They only
move hits between skills: company talk and denial are dropped by :func:`asked`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from planner.matching.lexical import Hit
from planner.matching.text import Document
from planner.matching.voice import DEMANDING_PARTS, NIE, Voice, force_at

BUILD, DEPLOY, USE, UNDERSTAND, FRAME, LEAD = 1, 2, 3, 4, 5, 6

# The general skill that a sentence is read as, when its words name AI but its verbs another layer.
PROJECT, PRODUCTION, INTEGRATION, ARCHITECTURE = "IA201", "IA206", "IA233", "IA205"
TRAINING, FAMILIES, WATCH, ADVICE, AWARENESS = "IA105", "IA404", "IA418", "IA640", "IA609"
OPPORTUNITIES, GOVERNANCE, STRATEGY, CHANGE = "IA604", "IA515", "IA601", "IA608"

WATCH_CUE = r"\bveilles?\b|rest(?:er|ez|e) (?:à jour|informé|au courant)|tenir (?:informé|au courant)|suivre les (?:évolutions|tendances|avancées)"
TEACH_CUE = r"\b(?:sensibilis|accultur|évangélis|vulgaris)\w*|\bformer (?:les|des|nos|vos|aux?)\b|anim\w+ (?:des|les) (?:formations|ateliers)"
ADVISE_CUE = r"\b(?:conseil\w*|support|accompagn\w+)\b[^.;]{0,80}\b(?:métiers|directions|clients|équipes|services|utilisateurs|usages?)\b"
OPPORTUNITY_CUE = r"\b(?:initier|identifi\w+|détecter|proposer|promouvoir)\b[^.;]{0,40}\b(?:projets?|opportunités?|cas d['’]usages?|use cases?)\b"
STRATEGY_CUE = r"\b(?:défini\w+|élabor\w+|construi\w+|port\w+|pilot\w+|particip\w+)\b[^.;]{0,60}\b(?:stratégie|feuille de route|roadmap)\b"
CHANGE_CUE = r"\baccompagn\w+\b[^.;]{0,60}\b(?:changement|transformation)\b"
KNOW_CUE = r"\b(?:compréhension|comprendre|notions?|concepts? de|principes|curiosité|curieux|curieuse|sensibilité|culture)\b"
DEPLOY_CUE = (
    r"\b(?:déploi\w+|déploy\w+|industrialis\w+|(?:mise?s?|mettre|passage) en (?:production|prod)|intégr(?:er|ez|ant|ation|ateur)\w*|"
    r"mlops|ci/cd|orchestr\w+|pipelines?|deploy\w*)\b"
)
BUILD_CUE = (
    r"\b(?:concev\w+|conception|constru\w+|développ(?:er|ez|ement|e)\w*|modélis\w+|entra[iî]n\w+|élabor\w+|cré(?:er|ez|ation)|"
    r"design|build|develop\w*|train\w*|optimis\w+|évalu\w+|maîtris\w+|expertise|compétences?|frameworks?|librairies?|bibliothèques?)\b"
)
DELIVER_CUE = (
    r"\b(?:projets?|solutions?|produits?|applications?|plateformes?|cas d['’]usages?|use cases?|mis?e? en (?:œuvre|oeuvre)|mettre en (?:œuvre|oeuvre)|"
    r"implément\w+|implement\w*|intégr\w+|déploi\w+|déploy\w+|industrialis\w+|concev\w+|développ(?:er|ez|ement)|conduite|activer|exploiter|"
    r"architect\w*|ingénieure?|engineer|développeu\w+|consultante?|chef\w* de projet|manager|product owner)\b"
)
ARCHITECT_CUE = r"\barchitect\w*"
ENGINEER_CUE = r"\b(?:engineer|ingénieure?)s?\b"
STUDY_CUE = (
    r"\b(?:diplôm\w+|bac ?\+ ?\d|master\b|école d['’]ingénieurs?|de formation\b|formation (?:supérieure|initiale|en|bac)|titulaire d|"
    r"étudiante?s? en|cursus|degree)\b"
)
OWN_CUE = (
    r"\b(?:expérience|maîtris\w+|compétences? en|connaissances?|expertise|passionné\w*|spécialisation)\b"
)
# A diploma names a field; what the person can do with it is said by these words.
ABILITY_CUE = r"\b(?:expériences?|maîtris\w+|compétences?(?! suivantes)|connaissances?|expertise|passionné\w*|rejoindre|déployer|missions?|appétence)\b"
# People that one works with: their trade is not asked.
BESIDE_CUE = r"\bavec (?:(?:les|des|nos|une?|l['’]|d['’]autres)\s*)?(?:équipes?|experts?|spécialistes?|pôles?|chercheurs?)(?:\s+\w+){0,2}\s*$"


# The company speaks, but of the person that it recruits, just before the words read.
RECRUITED_CUE = r"\b(?:recherche|recherchons|recrute|recrutons|cherche|cherchons)\s+(?:\w+\s+){0,2}?(?:(?:une?|des|son|sa|ses)\b[^,.;]{0,25})?$"
# Words that name AI and other things: what else in the sentence shows the other thing.
OTHER_MEANINGS = (
    (r"^ia$", r"\b(?:insémin\w+|vaches?|bovin\w*|brebis|chèvres?|truies?|juments?|mises? bas|élevage)\b"),
    (r"^gans?$", r"\b(?:transistors?|électronique|puissance|semi-conducteurs?|assurances?)\b"),
    (r"neuron", r"\b(?:biologie|souris|cerveau|neurologie|neurosciences|cellul\w+)\b"),
    (r"^prompts?$", r"\bprompt (?:secours|à|rétablissement)\b"),
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as the rules see it."""

    text: str
    hits: tuple[Hit, ...]

    def says(self, cue: str) -> bool:
        """True when the cue stands in the sentence."""
        return re.search(cue, self.text, re.IGNORECASE) is not None


def read_in_context(document: Document, hits: Sequence[Hit]) -> list[Hit]:
    """The same hits, each read as the skill that its sentence makes of it."""
    by_sentence: dict[int, list[Hit]] = {}
    for hit in hits:
        by_sentence.setdefault(hit.sentence, []).append(hit)
    read = []
    for index, found in by_sentence.items():
        place = document.sentences[index]
        read.extend(_read(Sentence(document.text[place.start : place.end], tuple(found))))
    return read


def asked(document: Document, hits: Sequence[Hit], voices: Mapping[int, Voice]) -> list[Hit]:
    """Hits that ask something of the person: no company talk, conditions, denial, diploma or other people's trade."""
    return [hit for hit in hits if _is_asked(document, hit, voices[hit.sentence])]


def _is_asked(document: Document, hit: Hit, voice: Voice) -> bool:
    place = document.sentences[hit.sentence]
    text = document.text[place.start : place.end]
    start, end = hit.start - place.start, hit.end - place.start
    if voice.part not in DEMANDING_PARTS and not re.search(RECRUITED_CUE, text[:start], re.IGNORECASE):
        return False
    if _means_another_thing(text, text[start:end]):
        return False
    if force_at(text, start, end) == NIE or re.search(BESIDE_CUE, text[:start], re.IGNORECASE):
        return False
    field = layer_of(hit.pattern.target) in (BUILD, UNDERSTAND)
    studied = re.search(STUDY_CUE, text, re.IGNORECASE) and not re.search(ABILITY_CUE, text, re.IGNORECASE)
    return not (field and studied)


def _means_another_thing(sentence: str, words: str) -> bool:
    return any(
        re.search(named, words, re.IGNORECASE) and re.search(cue, sentence, re.IGNORECASE)
        for named, cue in OTHER_MEANINGS
    )


def layer_of(skill_id: str) -> int:
    """Layer of a framework skill, which its identifier states (``IA201`` is layer 2); 0 for any other identifier."""
    return int(skill_id[2]) if re.fullmatch(r"IA[1-6]\d\d", skill_id) else 0


def _read(sentence: Sentence) -> list[Hit]:
    whole = _whole_sentence(sentence)
    if whole:
        kept = [hit for hit in sentence.hits if layer_of(hit.pattern.target) == layer_of(whole)]
        return kept or [_as(sentence.hits[0], whole)]
    return [new for hit in sentence.hits for new in _one(sentence, hit)]


def _whole_sentence(sentence: Sentence) -> str | None:
    """The skill that takes the place of all others in a sentence about news, teaching, advice or notions."""
    present = {layer_of(hit.pattern.target) for hit in sentence.hits}
    technical = bool(present & {BUILD, DEPLOY}) and sentence.says(rf"{BUILD_CUE}|{DEPLOY_CUE}")
    if sentence.says(WATCH_CUE) and not (present & {DEPLOY, FRAME, LEAD}):
        return WATCH
    if sentence.says(TEACH_CUE) and not technical:
        return AWARENESS
    if not present & {USE, FRAME} and sentence.says(STRATEGY_CUE):
        return STRATEGY
    if sentence.says(CHANGE_CUE):
        return CHANGE
    if present <= {USE, UNDERSTAND} and sentence.says(ADVISE_CUE):
        return ADVICE
    if present <= {USE, UNDERSTAND} and sentence.says(OPPORTUNITY_CUE):
        return OPPORTUNITIES
    if sentence.says(rf"^\W*(?:\w+\W+){{0,4}}?{KNOW_CUE}") and present <= {BUILD, UNDERSTAND}:
        return FAMILIES
    return None


def _one(sentence: Sentence, hit: Hit) -> list[Hit]:
    layer, target = layer_of(hit.pattern.target), hit.pattern.target
    if hit.pattern.generic and layer == UNDERSTAND and not sentence.says(KNOW_CUE):
        return _generic(sentence, hit)
    if (
        target == "IA303"
        and sentence.says(rf"{DEPLOY_CUE}|\bimplément\w+")
        and not sentence.says(r"\b(?:utilis\w+|usages?)\b")
    ):
        return [_as(hit, INTEGRATION)]
    if (
        layer == BUILD
        and sentence.says(DEPLOY_CUE)
        and not sentence.says(BUILD_CUE)
        and not sentence.says(STUDY_CUE)
    ):
        return [_as(hit, PRODUCTION)]
    return [hit]


def _generic(sentence: Sentence, hit: Hit) -> list[Hit]:
    """« IA » alone: what the sentence does with it, else general knowledge."""
    if sentence.says(STUDY_CUE):
        return [hit]
    if sentence.says(ARCHITECT_CUE):
        return [_as(hit, ARCHITECTURE)]
    if sentence.says(ENGINEER_CUE) and not sentence.says(OWN_CUE):
        return [_as(hit, TRAINING), _as(hit, INTEGRATION)]
    if sentence.says(r"\bgouvernance\b"):
        return [_as(hit, GOVERNANCE)]
    if sentence.says(DELIVER_CUE) and not sentence.says(OWN_CUE):
        return [_as(hit, PROJECT)]
    return [hit]


def _as(hit: Hit, skill_id: str) -> Hit:
    return replace(hit, pattern=replace(hit.pattern, target=skill_id))
