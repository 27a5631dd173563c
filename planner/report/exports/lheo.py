"""LHEO 2.3, the XML of the Carif-Oref: one formation, one action, one session a course.

The format demands facts that a catalogue may not hold; they are written with the values that
LHEO keeps for « not said »:

=========================  ==============================================================
fact                       written when it is unknown
=========================  ==============================================================
dates of the session       ``00000000`` and ``99999999``
SIRET, numéro d'activité   zeros
postcode                   the département followed by ``000``, else ``00000``
public                     ``83056``, tout public (Formacode)
modality                   ``0``, en présentiel
texts                      a dash
=========================  ==============================================================

The price is written as the provider wrote it, taxes said or not. Reference: lheo.gouv.fr, LHEO 2.3.
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
from lxml import etree

from planner.columns import COURSES
from planner.model import Public

NAMESPACE = "http://lheo.gouv.fr/2.3"
UNSAID = "-"
NO_START, NO_END = "00000000", "99999999"
EVERYONE = "83056"  # Formacode « tout public », as Carif-Oref exports write it
# Lengths that the schema allows, in characters.
TITLE_LENGTH, TEXT_LENGTH, NAME_LENGTH, LINE_LENGTH = 255, 3_000, 250, 50
# Levels of the framework of certifications (décret n° 2019-14) → table « niveaux » of LHEO.
LEVELS = {3: "4", 4: "5", 5: "6", 6: "7", 7: "8", 8: "8"}
MODALITIES = {"présentiel": "0", "distance": "1", "mixte": "2"}
NOT_SAID_LEVEL = "0"
_MOST_CODES = 5
# Characters that XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Course = dict[str, object]


def write_lheo(courses: pd.DataFrame, path: Path) -> None:
    """Write courses (``columns.COURSES``) as an LHEO 2.3 file; the file appears only when it is whole.

    Raises:
        ValueError: there is no course; LHEO has no empty catalogue.
    """
    path = Path(path)
    partial = path.with_name(path.name + ".partiel")
    partial.write_bytes(lheo_xml(courses))
    partial.replace(path)


def lheo_xml(courses: pd.DataFrame) -> bytes:
    """Courses as an LHEO 2.3 document, valid against its schema.

    Raises:
        ValueError: there is no course.
    """
    if courses.empty:
        raise ValueError("catalogue vide : LHEO demande au moins une formation")
    root = etree.Element(f"{{{NAMESPACE}}}lheo", nsmap={None: NAMESPACE})
    offers = _child(root, "offres")
    for course in COURSES.check(courses).to_dict("records"):
        _formation(offers, course)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _formation(offers: etree._Element, course: Course) -> None:
    formation = _child(offers, "formation", numero=str(course["course_id"]))
    _domain(formation, course)
    _child(formation, "intitule-formation", _text(course["title"], TITLE_LENGTH))
    objectives, content = _programme(str(course["content"]))
    _child(formation, "objectif-formation", objectives)
    _child(formation, "resultats-attendus", UNSAID)
    _child(formation, "contenu-formation", content)
    _child(formation, "certifiante", "1" if course["rncp"] or course["rs"] else "0")
    _child(_child(formation, "contact-formation"), "coordonnees")
    _child(formation, "parcours-de-formation", "1")
    _child(formation, "code-niveau-entree", NOT_SAID_LEVEL)
    _certification(formation, course)
    level = _number(course["level"])
    if level in LEVELS:
        _child(formation, "code-niveau-sortie", LEVELS[level])
    _action(formation, course)
    _provider(formation, course)


def _domain(formation: etree._Element, course: Course) -> None:
    domain = _child(formation, "domaine-formation")
    for column, name in (("formacode", "code-FORMACODE"), ("rome", "code-ROME")):
        for code in list(filter(None, str(course[column]).split("|")))[:_MOST_CODES]:
            _child(domain, name, code)


def _programme(content: str) -> tuple[str, str]:
    """Objectives: the first line; content: the others. A dash stands for nothing."""
    first, _, rest = content.strip().partition("\n")
    return _text(first, TEXT_LENGTH), _text(rest, TEXT_LENGTH)


def _certification(formation: etree._Element, course: Course) -> None:
    if not (course["rncp"] or course["rs"]):
        return
    certification = _child(formation, "certification")
    if course["rncp"]:
        _child(certification, "code-RNCP", str(course["rncp"]).removeprefix("RNCP"))
    if course["rs"]:
        _child(certification, "code-RS", str(course["rs"]))


def _action(formation: etree._Element, course: Course) -> None:
    action = _child(formation, "action", numero=str(course["course_id"]))
    _child(action, "rythme-formation", UNSAID)
    _child(action, "code-public-vise", EVERYONE)
    if str(course["audience"]).strip():
        _child(action, "info-public-vise", _text(course["audience"], NAME_LENGTH))
    _child(action, "niveau-entree-obligatoire", "0")
    _child(action, "modalites-alternance", UNSAID)
    _child(action, "modalites-enseignement", MODALITIES.get(str(course["modality"]), "0"))
    _child(action, "conditions-specifiques", UNSAID)
    _child(action, "prise-en-charge-frais-possible", "0")
    if course["dept"] or course["commune"]:
        _address(_child(_child(action, "lieu-de-formation"), "coordonnees"), course)
    _child(action, "modalites-entrees-sorties", "0")
    _session(action, course)
    _figures(action, course)
    extras = _child(action, "extras")
    # As the Onisep writes it: LHEO itself has no word for initial training, nor for places a year.
    _child(extras, "extra", "1" if course["public"] == Public.INITIAL else "0", info="formation-initiale")
    places = _number(course["places"])
    if places is not None:
        _child(extras, "extra", str(places), info="places-par-an")


def _session(action: etree._Element, course: Course) -> None:
    session = _child(action, "session")
    period = _child(session, "periode")
    _child(period, "debut", _day(str(course["date"])))
    _child(period, "fin", NO_END)
    _address(_child(session, "adresse-inscription"), course)


def _day(date: str) -> str:
    """« 2026-03-02 » → 20260302; a month without day begins on its first."""
    digits = date.replace("-", "")
    return {8: digits, 6: f"{digits}01"}.get(len(digits), NO_START)


def _figures(action: etree._Element, course: Course) -> None:
    """Price then hours, in the order of the schema; it counts whole hours, others are written in words."""
    price, hours = course["price"], course["hours"]
    if isinstance(price, float | int) and not pd.isna(price):
        _child(action, "prix-total-TTC", f"{price:.2f}".removesuffix(".00"))
    if not isinstance(hours, float | int) or pd.isna(hours):
        return
    if float(hours).is_integer():
        _child(action, "nombre-heures-total", str(int(hours)))
    else:
        _child(action, "duree-indicative", f"{hours:g} h".replace(".", ","))


def _address(parent: etree._Element, course: Course) -> None:
    address = _child(parent, "adresse")
    dept = str(course["dept"])
    _child(address, "ligne", UNSAID)
    _child(address, "codepostal", f"{dept:0<5}"[:5] if dept else "00000")
    _child(address, "ville", _text(course["commune"], LINE_LENGTH))


def _provider(formation: etree._Element, course: Course) -> None:
    provider = _child(formation, "organisme-formation-responsable")
    _child(provider, "numero-activite", "0" * 11)
    _child(_child(provider, "SIRET-organisme-formation"), "SIRET", str(course["siret"]) or "0" * 14)
    name = _text(course["provider"], NAME_LENGTH)
    _child(provider, "nom-organisme", name)
    _child(provider, "raison-sociale", name)
    _child(_child(provider, "coordonnees-organisme"), "coordonnees")
    _child(_child(provider, "contact-organisme"), "coordonnees")


def _child(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    clean = {key: _FORBIDDEN.sub("", value) for key, value in attributes.items()}
    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", clean)
    if text:
        child.text = text
    return child


def _text(value: object, length: int) -> str:
    """Text that XML can hold, cut to the length that LHEO allows; a dash when there is none."""
    text = _FORBIDDEN.sub("", str(value)).strip()
    return (text if len(text) <= length else text[: length - 1] + "…") or UNSAID


def _number(value: object) -> int | None:
    """A whole number, rounded; None when unknown."""
    return None if not isinstance(value, float | int) or pd.isna(value) else round(value)
