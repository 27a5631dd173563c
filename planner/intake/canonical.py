"""The one way to write a value that was understood beyond doubt: « 732 829 320 00074 » → 73282932000074.

Each function takes the text of a cell and returns how to write it, or an empty string when it
is already well written, or when rewriting it would lose something (« 14 h dont 7 à distance »)
or guess something (a bare « 14 »). The whole text must match: a rewriting is never a guess.
"""

from __future__ import annotations

import re

from planner.intake.catalogue_fields import parse_level, parse_registry, parse_siret
from planner.intake.cells import fold
from planner.intake.choices import CHOICES
from planner.intake.dates import parse_date
from planner.intake.numbers import parse_number

_NUMBER = r"(\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?)"
_HOURS = re.compile(rf"{_NUMBER}\s*(?:h|hrs?|heures?|hours?)\.?", re.IGNORECASE)
_DAYS = re.compile(rf"{_NUMBER}\s*(?:j|jrs?|jours?|journ[ée]es?|days?)\.?", re.IGNORECASE)
_HALF_DAY = re.compile(r"(?:une |1 )?demi[- ]journ[ée]e|(?:1/2|½) ?(?:j|jour|journ[ée]e)", re.IGNORECASE)
_WELL_TIMED = re.compile(r"\d+(?:,\d+)? (?:h|jours?)")


def duration(text: str) -> str:
    """« 14h » → « 14 h », « 2 j » → « 2 jours », « 1/2 journée » → « 0,5 jour »."""
    if _WELL_TIMED.fullmatch(text):
        return ""
    if hours := _HOURS.fullmatch(text):
        return f"{_shown(hours[1])} h"
    if days := _DAYS.fullmatch(text):
        number = parse_number(days[1]) or 0.0
        return f"{_shown(days[1])} jour{'s' if number >= 2 else ''}"
    return "0,5 jour" if _HALF_DAY.fullmatch(text) else ""


def _shown(number: str) -> str:
    return f"{parse_number(number) or 0.0:g}".replace(".", ",")


_PRICE = re.compile(
    r"(\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?)\s*(k?)\s*(?:€|euros?|eur)\s*(ht|ttc|net)?",
    re.IGNORECASE,
)
_WELL_PRICED = re.compile(r"\d+(?:,\d{1,2})?(?: €(?: (?:HT|TTC|net))?)?")


def price(text: str) -> str:
    """« 1 200 € HT » → « 1200 € HT », « 1,2k€ » → « 1200 € »; taxes stay said as they were."""
    match = _PRICE.fullmatch(text)
    if not match or _WELL_PRICED.fullmatch(text):
        return ""
    amount = (parse_number(match[1]) or 0.0) * (1000 if match[2] else 1)
    taxes = {"ht": " HT", "ttc": " TTC", "net": " net"}.get((match[3] or "").lower(), "")
    figure = f"{amount:.2f}".removesuffix(".00").replace(".", ",")
    return f"{figure} €{taxes}"


_STATED_LEVEL = re.compile(r"bac(?: plus)? ?\d|(?:niveau|niv|level) ?(?:de |cec )?[3-8]")
_LEVEL_CHOICES = {int(choice[7]): choice for choice in CHOICES["Niveau"] if choice[7:8].isdigit()}


def level(text: str) -> str:
    """« bac +2 » → « Niveau 5 (bac+2) »; a diploma (« BTS ») says more than its level, and stays."""
    if not _STATED_LEVEL.fullmatch(fold(text.replace("+", " plus "))):
        return ""
    found = parse_level(text)
    choice = _LEVEL_CHOICES.get(int(found)) if found is not None and found == found else None
    return choice if choice and fold(text) != f"niveau {int(found or 0)}" else ""


_MODALITIES = {
    "présentiel": "en presentiel|presenciel|en presenciel|en salle|sur site|face a face|100 presentiel|on site|classroom",
    "à distance": "distanciel|en distanciel|distance|en ligne|e learning|elearning|foad|visio|en visio|visioconference"
    "|classe virtuelle|classes virtuelles|100 a distance|100 distanciel|tout a distance|online|remote",
    "mixte": "hybride|blended|blended learning|mixed|bimodal|bi modal|presentiel ou distanciel|presentiel et distanciel"
    "|distanciel et presentiel|distanciel ou presentiel|presentiel distanciel|multimodal",
}
_MODALITY_OF = {form: modality for modality, forms in _MODALITIES.items() for form in forms.split("|")}


def modality(text: str) -> str:
    """« FOAD » → « à distance », « Présentiel ou distanciel » → « mixte »."""
    return _MODALITY_OF.get(fold(text), "")


_DEPT_CHOICES = {choice[:2]: choice for choice in CHOICES["Département"]}
_DEPT_OF = {
    form: code
    for code, choice in _DEPT_CHOICES.items()
    for name in [fold(choice[5:])]
    for form in (name, f"{name} {code}", f"{code} {name}", f"departement {code}", f"{code} {name} {code}")
}


def dept(text: str) -> str:
    """« loire atlantique (44) » or « 44000 » → « 44 - Loire-Atlantique », for the five of the region."""
    if text in _DEPT_CHOICES or text in _DEPT_CHOICES.values():
        return ""
    postcode = re.fullmatch(r"(\d{2})\d{3}", text)
    code = postcode[1] if postcode else _DEPT_OF.get(fold(text), "")
    return _DEPT_CHOICES.get(code, "")


def siret(text: str) -> str:
    """« 732 829 320 00074 » → 73282932000074; the zero that a spreadsheet dropped comes back."""
    return parse_siret(text).digits


_BARE_CODE = re.compile(r"(?:fiche )?(?:rncp|rs)?[\s:n°/-]*\d[\d ]*/?", re.IGNORECASE)
_SHEET_URL = re.compile(r"https?://www\.francecompetences\.fr/recherche/(?:rncp|rs)/\d+/?", re.IGNORECASE)


def rncp(text: str) -> str:
    """« 35475 » in the column of the RNCP → RNCP35475."""
    return _registry(text, "rncp")


def rs(text: str) -> str:
    """« RS 5595 » → RS5595."""
    return _registry(text, "rs")


def registry(text: str) -> str:
    """A code in a column of both registers: « rncp 35475 » → RNCP35475."""
    return _registry(text, "")


def _registry(text: str, own: str) -> str:
    if not (_BARE_CODE.fullmatch(text) or _SHEET_URL.fullmatch(text)):
        return ""
    found = parse_registry(text, own)
    return found[1] if found and found[0] == (own or found[0]) else ""


_DAY_FIRST = re.compile(r"\d{2}/\d{2}/\d{4}")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def date(text: str) -> str:
    """« 2 mars 2026 » → 02/03/2026; a month without day stays as it is."""
    if _DAY_FIRST.fullmatch(text) or _ISO.fullmatch(text):
        return ""
    found = parse_date(text)
    if not found or not _ISO.fullmatch(found):
        return ""
    year, month, day = found.split("-")
    return f"{day}/{month}/{year}"


def rome(text: str) -> str:
    """« m1805 » → M1805, alone in its cell."""
    return text.upper() if re.fullmatch(r"[a-n]\d{4}", text) else ""
