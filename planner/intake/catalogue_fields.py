"""Values of a catalogue as providers write them, to the units of :data:`planner.columns.COURSES`.

Each function takes the text of a cell and returns what it states, or None when it states
nothing we understand: the caller then tells the provider what was expected.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from stdnum.fr import siren, siret

from planner.intake.cells import fold
from planner.intake.dates import parse_date
from planner.intake.numbers import parse_number

# A day and a week of training: the legal week of 35 hours over five days (code du travail, L3121-27).
HOURS_PER_DAY = 7.0
HOURS_PER_WEEK = 35.0

# Never begun in the middle of a number: thousands of digits would be tried from each of them, for minutes.
_N = r"(?<!\d)(\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?)"
_HOURS_MINUTES = re.compile(r"\b(\d{1,4})\s*h(?:eures?)?\s*(\d{2})\b", re.IGNORECASE)
_HOURS = re.compile(rf"{_N}\s*(?:h\b|heures?|hours?|hrs?\b)", re.IGNORECASE)
_MINUTES = re.compile(rf"{_N}\s*(?:min\b|minutes?|mn\b)", re.IGNORECASE)
_DAYS = re.compile(rf"{_N}\s*(?:j\b|jrs?\b|jours?|journ[ée]es?|days?)", re.IGNORECASE)
_HALF_DAYS = re.compile(
    rf"(?:(?P<n>{_N}|une)\s*)?(?:demi[- ]?(?:j\b|journ[ée]es?)|(?:1/2|½)\s*(?:j\b|journ[ée]es?))",
    re.IGNORECASE,
)
_AND_HALF = re.compile(r"(?:j\b|jours?|journ[ée]es?)\s*(?:et demie?|1/2|½)", re.IGNORECASE)
_WEEKS = re.compile(rf"{_N}\s*(?:semaines?|sem\b|weeks?)", re.IGNORECASE)
_LONG = re.compile(
    rf"{_N}\s*(?:mois|months?|ans?\b|ann[ée]es?|years?|semestres?)|\ban(?:née)?\b", re.IGNORECASE
)
_RATE = re.compile(
    rf"{_N}\s*(?:h|heures?|hrs?)\s*(?:/|par)\s*(?P<unit>sem(?:aine)?s?|j(?:our)?s?|mois|an)\b\.?",
    re.IGNORECASE,
)
_NUMBER_WORDS = {
    "un": "1",
    "une": "1",
    "deux": "2",
    "trois": "3",
    "quatre": "4",
    "cinq": "5",
    "six": "6",
    "dix": "10",
}
_WORD_NUMBER = re.compile(rf"\b({'|'.join(_NUMBER_WORDS)})\b(?=\s*(?:jour|journ|demi|h|sem))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Duration:
    """Hours per learner; ``assumed`` says what was supposed to find them, empty when nothing."""

    hours: float | None
    assumed: str = ""


def parse_duration(text: str, heading: str = "") -> Duration | None:
    """Hours of a duration: « 2 j » → 14, « 2 jours (14 h) » → 14, « 1/2 journée » → 3.5.

    Stated hours win over days. A bare number takes the unit of the heading, hours when it
    has none. Months and years state no hours, and neither does a rate alone (« 35 h par
    semaine »): ``Duration(None, …)``.
    """
    text = _WORD_NUMBER.sub(lambda match: _NUMBER_WORDS[match.group(1).lower()], text)
    if rate := _RATE.search(text):
        return _paced(text, rate)
    if hours := _stated_hours(text):
        return Duration(hours)
    if days := _stated_days(text):
        return Duration(days * HOURS_PER_DAY)
    if weeks := _WEEKS.search(text):
        return Duration(_first(weeks) * HOURS_PER_WEEK, "35 heures par semaine")
    if _LONG.search(text):
        return Duration(None)
    return _bare_duration(text, heading)


def _paced(text: str, rate: re.Match[str]) -> Duration:
    """Hours of a duration that gives its pace: « 12 semaines, 20 h par semaine » → 240, « 35 h/semaine » → none."""
    rest = _RATE.sub(" ", text)
    if hours := _stated_hours(rest):
        return Duration(hours)
    unit = rate["unit"].lower()
    times = {"s": _first(_WEEKS.search(rest)), "j": _stated_days(rest)}.get(unit[0], 0.0)
    return Duration(_first(rate) * times if times else None)


def _first(match: re.Match[str] | None) -> float:
    return (parse_number(match.group(1)) or 0.0) if match else 0.0


def _stated_days(text: str) -> float:
    half = _HALF_DAYS.search(text)
    days = _first(_DAYS.search(_HALF_DAYS.sub(" ", text)))
    if half:
        return days + (parse_number(half.group("n") or "1") or 1.0) / 2
    return days + 0.5 if days and _AND_HALF.search(text) else days


def _stated_hours(text: str) -> float | None:
    if match := _HOURS_MINUTES.search(text):
        return int(match.group(1)) + int(match.group(2)) / 60
    if match := _HOURS.search(text):
        return parse_number(match.group(1))
    if match := _MINUTES.search(text):
        return (parse_number(match.group(1)) or 0.0) / 60
    return None


def _bare_duration(text: str, heading: str) -> Duration | None:
    number = parse_number(text)
    if number is None:
        return None
    words = set(fold(heading).split())
    if words & {"jour", "jours", "j", "days", "journees"}:
        return Duration(number * HOURS_PER_DAY)
    if words & {"heure", "heures", "h", "hours", "horaire"}:
        return Duration(number)
    return Duration(number, "des heures")


_AMOUNT = r"(\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?)"
# A figure glued to other letters (« 12OO ») or a share (« 80 % ») is no amount.
_EUROS = re.compile(
    rf"(?<![\w.,]){_AMOUNT}\s*(?P<k>k?)(?P<unit>€|eur(?:os?)?\b)?(?:\s*(?:ht|ttc|net)\b)?(?!\w|\s*%)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\d[\d\s.,]*(?:€|eur(?:os?)?)?\s*(?:-|–|à|et)\s*\d", re.IGNORECASE)
_FREE = re.compile(
    r"gratuit|offert|\bfree\b|sans frais|pris(?:e)? en charge (?:a )?(?:100|totale)|financement 100|aucun cout"
)
_ON_QUOTE = re.compile(
    r"devis|consulter|demande|contact|variable|selon|a definir|a preciser|nous appeler|non communique|sur mesure"
)
_PER_DAY = re.compile(r"(?:/|par)\s*(?:j\b|jour|journ)", re.IGNORECASE)
_PER_HOUR = re.compile(r"(?:/|par|de l['’])\s*(?:h\b|heure)|€\s*/\s*h\b", re.IGNORECASE)
_PER_GROUP = re.compile(r"(?:/|par|le|pour (?:le|un))\s*(?:groupe|session|intra)|forfait", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Price:
    """Euros for ``unit``: stagiaire, jour, heure or groupe; None when on quotation.

    ``several``: the text gives other prices, which this one does not tell.
    """

    euros: float | None
    unit: str = "stagiaire"
    several: bool = False


def parse_price(text: str) -> Price | None:
    """Euros of a price: « 1 200 € HT » → 1200, « gratuit » → 0, « sur devis » → Price(None).

    A range gives its middle, a list its first. Taxes are not computed: the price is taken as
    written. A negative amount, or one with a letter inside, is no price.
    """
    folded = fold(text)
    if _FREE.search(folded):
        return Price(0.0)
    if re.match(r"\s*[-−]\s*\d", text):
        return None
    found = list(_EUROS.finditer(text))
    if not found:
        return Price(None) if _ON_QUOTE.search(folded) else None
    if len(found) == 2 and _RANGE.search(text):
        return Price(sum(map(_euros, found)) / 2, _price_unit(text))
    priced = [match for match in found if match["unit"]] or found
    # The same price without and with taxes is one price.
    several = len(priced) > 1 and not re.search(r"\bttc\b", folded)
    return Price(_euros(priced[0]), _price_unit(text), several)


def _euros(match: re.Match[str]) -> float:
    return (parse_number(match.group(1)) or 0.0) * (1000 if match["k"] else 1)


def _price_unit(text: str) -> str:
    if _PER_DAY.search(text):
        return "jour"
    if _PER_HOUR.search(text):
        return "heure"
    return "groupe" if _PER_GROUP.search(text) else "stagiaire"


_LEVEL_NUMBER = re.compile(
    r"\b(?:niveau|niv|level|cec|cadre europeen)\s*(?:de |europeen |eqf |cec )?([3-8])\b|^([3-8])$"
)
# Levels of 1969, still met: I and II above the licence, V for the CAP (décret 2019-14 renumbered them).
_OLD_LEVELS = {"i": 7, "ii": 6, "iii": 5, "iv": 4, "v": 3}
_OLD_LEVEL = re.compile(r"^(?:niveau|niv)?\s*(iii|ii|iv|i|v)\b")
_AFTER_BAC = re.compile(r"\bbac\s?(?:plus )?(\d+)\b")
# Years after the bac → level of the framework of certifications (décret n° 2019-14).
BAC_PLUS = {0: 4, 1: 4, 2: 5, 3: 6, 4: 6, 5: 7, 6: 7, 7: 8, 8: 8}
_DIPLOMAS = (
    (8, r"doctorat|these|phd"),
    (7, r"master|mastere|ingenieur|dea|dess|magistere|mba|grande ecole"),
    # « Maîtrise de l'outil » is no diploma.
    (6, r"licence|but|bachelor|maitrise(?! d)|deust pro|dn made|dcg"),
    (5, r"bts|btsa|dut|deust|bm|brevet de maitrise"),
    (4, r"bac(?:calaureat)?|bac pro|bp|brevet professionnel|bt|mc4"),
    (3, r"cap|bep|capa|cs3"),
)
_NO_LEVEL = re.compile(
    r"debutant|initie|intermediaire|avance|confirme|expert|tous? niveaux?|sans niveau|aucun|toute?s?$|non certifiant"
    r"|perfectionnement|initiation|fondamentaux|prerequis|niveau [12]\b|^[012]$|autre|acculturation|beginner|advanced"
)


def parse_level(text: str) -> int | float | None:
    """Level 3–8 of a certification: « bac+3 », « niveau 6 », « licence » → 6; NaN when the text
    says that there is none (« tous niveaux », « débutant »); None when not understood.
    """
    folded = fold(text.replace("+", " plus "))
    if match := _LEVEL_NUMBER.search(folded):
        return int(match.group(1) or match.group(2))
    if match := _AFTER_BAC.search(folded):
        return BAC_PLUS.get(int(match.group(1)))
    if match := _OLD_LEVEL.match(folded):
        return _OLD_LEVELS[match.group(1)]
    for level, words in _DIPLOMAS:
        if re.search(rf"\b(?:{words})\b", folded):
            return level
    return float("nan") if _NO_LEVEL.search(folded) else None


_REMOTE = re.compile(
    r"distanc|a distance|e learning|elearning|\bfoad\b|visio|en ligne|online|classes? virtuelles?|mooc|remote|webinaire|spoc"
)
_ON_SITE = re.compile(
    r"presenti|presenciel|en salle|sur site|\bintra|\binter\b|face a face|on site|classroom|dans vos locaux|sur place|en centre"
)
_MIXED = re.compile(r"mixte|hybride|blended|mixed|multimodal|bi ?modal|comodal|distanciel et presentiel")


def parse_modality(text: str) -> str | None:
    """présentiel | distance | mixte, None when the text says none of them."""
    folded = fold(text)
    remote, on_site = bool(_REMOTE.search(folded)), bool(_ON_SITE.search(folded))
    if _MIXED.search(folded) or (remote and on_site):
        return "mixte"
    if remote:
        return "distance"
    return "présentiel" if on_site else None


_INITIAL = re.compile(
    r"initia(?:l|le|ux)\b|scolaire|etudiant|apprenti|lyceen|eleve|statut scolaire|voie scolaire|\bfi\b|bachelier"
)
_CONTINUING = re.compile(
    r"continu|salari|demandeur|professionnalisation|adulte|\bfc\b|\bfpc\b|dirigeant|manager|entreprise|reconversion"
    r"|agents?\b|independant|stagiaire|professionnels|en activite|en poste|continuing|cpf|tout public|tous publics"
)


def parse_public(text: str) -> str | None:
    """initial | continu, None when the text says neither or both."""
    folded = fold(text)
    initial, continuing = bool(_INITIAL.search(folded)), bool(_CONTINUING.search(folded))
    if initial == continuing:
        return None
    return "initial" if initial else "continu"


def parse_places(text: str) -> float | None:
    """Places: « 12 », « 12 max », « 6 à 12 personnes » (the largest), None when no number or a negative one."""
    if re.match(r"\s*[-−]", text):
        return None
    numbers = [parse_number(found) for found in re.findall(_N, text)]
    return max((number for number in numbers if number is not None), default=None)


@dataclass(frozen=True, slots=True)
class Siret:
    """``digits`` is a valid SIRET, empty when none; ``fault`` says why, ``fix`` what to write."""

    digits: str
    fault: str = ""
    fix: str = "Recopiez les 14 chiffres du SIRET de l'établissement (annuaire-entreprises.data.gouv.fr)."


def parse_siret(text: str) -> Siret:
    """Check a SIRET: 14 digits and their key."""
    compact = re.sub(r"[\s\u00a0.\-']", "", text)
    if re.fullmatch(r"\d[.,]?\d*E\+?\d+", compact.replace(",", "."), re.IGNORECASE) or "E+" in text.upper():
        return Siret("", "le tableur a transformé le SIRET en nombre et perdu des chiffres")
    digits = re.sub(r"\D", "", compact)
    if siret.is_valid(digits):
        return Siret(digits)
    if len(digits) == 13 and siret.is_valid(f"0{digits}"):
        return Siret(f"0{digits}", "le zéro de tête manque", f"Écrivez 0{digits}.")
    if len(digits) == 9 and siren.is_valid(digits):
        return Siret(
            "",
            "c'est un SIREN (9 chiffres), pas un SIRET",
            f"Ajoutez les 5 chiffres de l'établissement à {digits}.",
        )
    if re.search(r"\d[OoIl]|[OoIl]\d", compact):
        return Siret("", "une lettre tient la place d'un chiffre")
    if len(digits) != 14:
        return Siret("", f"14 chiffres attendus, {len(digits)} lus")
    return Siret("", "la clé de contrôle est fausse : un chiffre au moins est erroné")


_REGISTRY = re.compile(r"(rncp|rs)?\s*[:n°/ -]*\s*(\d[\d ]{0,7})\b", re.IGNORECASE)


def parse_registry(text: str, default: str) -> tuple[str, str] | None:
    """(registry, code): « 35475 » in the RNCP column → ("rncp", "RNCP35475"); None when no code.

    ``default`` is the registry of a bare number: rncp, rs, or empty when it would be a guess.
    """
    match = _REGISTRY.search(text)
    if not match:
        return None
    registry = (match.group(1) or default).lower()
    number = match.group(2).replace(" ", "")
    # Numbers of fiches France compétences have one to six digits.
    if not registry or not 1 <= len(number) <= 6 or int(number) == 0:
        return None
    return registry, f"{registry.upper()}{int(number)}"


def parse_formacodes(texts: list[str]) -> tuple[list[str], list[str]]:
    """(codes, texts that hold none): Formacodes are five digits, from 1 to 4 the first."""
    found = {text: re.findall(r"(?<!\d)[1-4]\d{4}(?!\d)", text) for text in texts}
    return list(dict.fromkeys(code for codes in found.values() for code in codes)), _without(found)


def parse_romes(texts: list[str]) -> tuple[list[str], list[str]]:
    """(codes, texts that hold none): ROME codes are a letter from A to N and four digits."""
    found = {text: [c.upper() for c in re.findall(r"\b[A-Na-n]\d{4}\b", text)] for text in texts}
    return list(dict.fromkeys(code for codes in found.values() for code in codes)), _without(found)


def _without(found: dict[str, list[str]]) -> list[str]:
    return [text for text, codes in found.items() if not codes]


def is_nsf(text: str) -> bool:
    """True for a NSF code: three digits, a letter at most (« 326t »), a label after it or not."""
    return bool(re.match(r"\d{3}\s?[a-z]?\b", text.strip(), re.IGNORECASE))


def is_email(text: str) -> bool:
    """True when the text holds something shaped like an e-mail address."""
    return bool(re.search(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+", text))


_DATE_IN_TEXT = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b|\d{1,2}/\d{4}"
    r"|(?:\d{1,2}(?:er)? )?[a-zéûA-ZÉÛ]{3,9}\.? \d{4}"
)
_NO_DATE = re.compile(
    r"permanent|definir|consulter|demande|venir|toute l annee|annee|variable|selon|confirmer|preciser|mensuel|contact|nous"
)


def parse_start(text: str) -> str | None:
    """ISO date of the first date in a text; empty when it says that there is none fixed; None otherwise."""
    if whole := parse_date(text):
        return whole
    for found in _DATE_IN_TEXT.findall(text):
        if date := parse_date(found):
            return date
    return "" if _NO_DATE.search(fold(text)) else None


# Code of a school (UAI): three digits for the département, four figures, a letter.
_UAI = re.compile(r"0(\d{2}|2[AB])\d{4}[A-Z]", re.IGNORECASE)


def uai_dept(text: str) -> str:
    """Département of a school code: « 0851461B » → 85; empty when the text is not one."""
    match = _UAI.fullmatch(text.strip())
    return match.group(1).upper() if match else ""
