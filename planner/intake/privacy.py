"""Contact data masked as soon as a text comes in: the product never needs to know whom to call.

E-mail addresses, French telephone numbers, and the names that follow « Contact : », « votre
interlocutrice est » or a civility become « [contact masqué] ». The masks are careful of what looks alike:
SIRET, NAF codes, prices, dates, hours.
"""

from __future__ import annotations

import re

MASK = "[contact masqué]"

# Addresses as typed, and as disguised from robots: « rh[at]exemple.fr ».
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,12}\b")
_DISGUISED = re.compile(
    r"[\w.+'-]+ ?[\[({] ?(?:at|@|arobase|chez) ?[\])}] ?[\w-]+(?: ?(?:\.|[\[({] ?(?:dot|point|\.) ?[\])}]) ?[\w-]+)+",
    re.IGNORECASE,
)
_BLANK = r"[ \u00a0\u202f\u2009]"
# One separator for the whole number: « 01/02/2024 10 h 30 » must not pass for a number.
_SEPARATOR = r"[ .\-/\u00a0\u202f\u2009\u2010\u2011\u2013]"
_PHONE = re.compile(
    rf"""(?<![\w.,/-])(?:
        (?:\+|00)\s?33(?:{_SEPARATOR}?\(0\))?(?:{_SEPARATOR}{{0,2}}\d){{9}}      # +33 2 40…, 0033(0)2…
      | \(\+?33\)(?:{_SEPARATOR}?\(?0\)?)?(?:{_SEPARATOR}{{0,2}}\d){{9}}         # (+33) 2 40…
      | 0[1-9](?P<pair>{_SEPARATOR}?|\s[.-]\s)\d\d(?:(?P=pair)\d\d){{3}}         # 02 40 12 34 56, 02.40…
      | 0[1-9](?:{_BLANK}\d\d){{4}}                                               # blanks of several kinds
      | 0[ ]?[1-9]\d\d(?P<three>{_SEPARATOR})\d{{3}}(?P=three)\d{{3}}            # 0 800 123 456, 0240 123 456
    )(?![\d]|[.,/-]\d)""",
    re.VERBOSE,
)
_CIVILITY = r"(?:M\.|Mr\.?|MM\.|Mme|Mmes|Mlle|Melle|Monsieur|Madame)"
_NAME = r"(?:[A-ZÀ-ÖØ-Þ][\w'’-]{2,}|[A-ZÀ-ÖØ-Þ]\.|(?:Le|La|De|Du|LE|LA|DE|DU|de|du|d['’])(?= ?[A-ZÀ-ÖØ-Þ]))"
# Words that begin the name of a service, a company or a sentence, never of a person.
_NOT_A_NAME = (
    r"(?!(?:Service|Services|Direction|Agence|Cabinet|France|Pôle|Cap|Mission|Ressources|Groupe|Société|Équipe|Equipe|"
    r"Accueil|Email|E-mail|Mail|Tél|Tel|Téléphone|Par|Merci|Nous|Vous|Le|La|Les|Un|Une|Poste|Lieu|Date|Salaire|CV|"
    r"LE|LA|LES|IT|DG|DSI|Data|Bricolage|Meuble|Store|Centre|Clients?|Commercial|Responsable|Monsieur|Madame|Candidat|Envoyez|Adresse|RH|DRH)\b)"
)
_PERSON = rf"(?:{_CIVILITY}[ \u00a0]+)?{_NOT_A_NAME}{_NAME}(?:[ \u00a0]{_NAME}){{1,3}}"
_TITLED = rf"{_CIVILITY}[ \u00a0]+{_NOT_A_NAME}{_NAME}(?:[ \u00a0]{_NAME}){{0,3}}"
# « contactez » needs no colon; « contact », « référent » do: they are also words of the trade.
_CALL = r"\b(?i:contacter|contactez|personne à contacter|à l['’]attention de|votre (?:contact|interlocut\w+))"
_COLON = r"\b(?i:contacts?|interlocut\w+|recruteu\w+|référente?)(?: [\w ]{2,25}?)? ?[:–]"
_AFTER_TRIGGER = re.compile(
    rf"((?:{_CALL}(?: ?[:–-]| (?i:est|sera))?|{_COLON})[ \u00a0]{{1,2}})((?:{_PERSON}|{_TITLED})"
    rf"(?: ?(?:,|/|\bou|\bet) (?:{_PERSON}|{_TITLED}))*)"
)
_AFTER_CIVILITY = re.compile(rf"\b{_TITLED}")
# Cheap questions asked before the costly searches: most texts hold none of these.
_NINE_DIGITS = re.compile(rf"[0-9](?:{_SEPARATOR}{{0,3}}[()0-9]){{8}}")
_AT_SIGN = re.compile(r"[\[({] ?(?:at|@|arobase|chez) ?[\])}]", re.IGNORECASE)
_CIVIL = re.compile(r"M(?:\.|M\.|r|me|lle|elle|onsieur|adame|ademoiselle)")
_TRIGGER_WORDS = ("contact", "interlocut", "attention de", "recruteu", "référent")


def mask_contacts(text: str) -> str:
    """Replace contact data by :data:`MASK`; everything else is left as it stands.

    >>> mask_contacts("Postulez : rh@exemple.fr ou 02 40 00 00 00")
    'Postulez : [contact masqué] ou [contact masqué]'
    """
    if "@" in text:
        text = _EMAIL.sub(MASK, text)
    if _AT_SIGN.search(text):
        text = _DISGUISED.sub(MASK, text)
    if _NINE_DIGITS.search(text):
        text = _PHONE.sub(MASK, text)
    lower = text.lower()
    if any(word in lower for word in _TRIGGER_WORDS):
        text = _AFTER_TRIGGER.sub(lambda match: match.group(1) + MASK, text)
    return _AFTER_CIVILITY.sub(MASK, text) if _CIVIL.search(text) else text
