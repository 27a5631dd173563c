"""LHEO 2.2 and 2.3, the XML of the Carif-Oref: one row for each action of each formation.

Read without its schema and whatever its namespace, since exports differ; entities and
document types are refused, nothing is fetched. Reference: lheo.gouv.fr, LHEO 2.3.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator

from lxml import etree

from planner.intake.cells import cell_text, is_blank
from planner.intake.problems import IntakeError
from planner.intake.safety import damaged
from planner.intake.sheet import Grid, Row

# Where each column is read, first filled path first; « action/ » paths start at the action.
_PATHS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Référence", ("action/@numero", "@numero")),
    ("Intitulé", ("intitule-formation",)),
    ("Objectifs", ("objectif-formation",)),
    ("Résultats attendus", ("resultats-attendus",)),
    ("Contenu", ("contenu-formation",)),
    (
        "Organisme",
        (
            "organisme-formation-responsable/nom-organisme",
            "organisme-formation-responsable/raison-sociale",
            "action/organisme-formateur/raison-sociale-formateur",
        ),
    ),
    (
        "SIRET",
        (
            "organisme-formation-responsable/SIRET-organisme-formation/SIRET",
            "action/organisme-formateur/SIRET-formateur/SIRET",
        ),
    ),
    ("RNCP", ("certification/code-RNCP",)),
    ("RS", ("certification/code-RS",)),
    ("Public", ("action/info-public-vise",)),
    ("Durée", ("action/nombre-heures-total", "action/nombre-heures-centre", "action/duree-indicative")),
    ("Prix", ("action/prix-total-TTC",)),
    ("Code postal", ("action/lieu-de-formation/coordonnees/adresse/codepostal",)),
    ("Commune", ("action/lieu-de-formation/coordonnees/adresse/ville",)),
    ("Date de début", ("action/session/periode/debut",)),
)
# Columns that gather every value of a path.
_GATHERED = (
    ("Formacode", "domaine-formation/code-FORMACODE"),
    ("NSF", "domaine-formation/code-NSF"),
    ("ROME", "domaine-formation/code-ROME"),
)
_HOURS = {"action/nombre-heures-total", "action/nombre-heures-centre"}
# Table « niveaux » of LHEO → level of the framework of certifications (décret n° 2019-14).
_LEVELS = {"4": "niveau 3", "5": "niveau 4", "6": "niveau 5", "7": "niveau 6", "8": "niveau 7"}
# Table « modalites-enseignement » of LHEO.
_MODALITIES = {"0": "présentiel", "1": "à distance", "2": "mixte"}
# What LHEO exports write for a SIRET, a postcode or a date that they do not know.
_ZEROS = re.compile(r"0{5,}")
_COMPUTED: tuple[tuple[str, Callable[[etree._Element, etree._Element], str]], ...]


def is_lheo(data: bytes) -> bool:
    """True when the head of an XML file opens a ``lheo`` element."""
    return b"<lheo" in data[:4096] or b":lheo" in data[:4096]


def read_lheo(data: bytes, name: str) -> Grid:
    """Read the actions of an LHEO file as a table with the headings that a catalogue advises.

    Rows count actions from 2, as if the headings stood on row 1.

    Raises:
        IntakeError: a document type is declared, or the XML is cut short or malformed.
    """
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        sentence = "Ce fichier XML déclare un type de document ou des entités : il est refusé par prudence."
        raise IntakeError(name, sentence, "Exportez-le de nouveau en LHEO, sans DOCTYPE.", rule="xml")
    headings = tuple(heading for heading, _ in (*_PATHS, *_GATHERED, *_COMPUTED))
    try:
        rows = [Row(number, values) for number, values in enumerate(_actions(data), 2)]
    except etree.XMLSyntaxError:
        raise damaged(name) from None
    return Grid("", (Row(1, headings), *rows), "LHEO (XML), lu comme un tableau : première action en ligne 2")


def _actions(data: bytes) -> Iterator[tuple[str, ...]]:
    parser = etree.iterparse(
        io.BytesIO(data), events=("end",), resolve_entities=False, no_network=True, load_dtd=False
    )
    for _, element in parser:
        if _local(element) != "formation":
            continue
        for action in _children(element, "action") or [element]:
            yield _values(element, action)
        element.clear()


def _values(formation: etree._Element, action: etree._Element) -> tuple[str, ...]:
    single = [_first(formation, action, paths) for _, paths in _PATHS]
    gathered = ["|".join(_texts(formation, path)) for _, path in _GATHERED]
    computed = [compute(formation, action) for _, compute in _COMPUTED]
    return tuple(cell_text(value) for value in (*single, *gathered, *computed))


def _first(formation: etree._Element, action: etree._Element, paths: tuple[str, ...]) -> str:
    for path in paths:
        start, rest = (
            (action, path.removeprefix("action/")) if path.startswith("action/") else (formation, path)
        )
        texts = [text for text in _texts(start, rest) if not is_blank(text) and not _ZEROS.fullmatch(text)]
        if texts:
            return f"{texts[0]} h" if path in _HOURS else texts[0]
    return ""


def _texts(element: etree._Element, path: str) -> list[str]:
    """Texts at the end of a path of local names; ``@name`` reads an attribute."""
    found = [element]
    for name in path.split("/"):
        if name.startswith("@"):
            return [value for e in found if (value := e.get(name[1:]))]
        found = [child for e in found for child in _children(e, name)]
    return ["".join(e.itertext()).strip() for e in found]


def _children(element: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in element if _local(child) == name]


def _local(element: etree._Element) -> str:
    # Comments and processing instructions have no name.
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _level(formation: etree._Element, action: etree._Element) -> str:
    return _LEVELS.get("".join(_texts(formation, "code-niveau-sortie")[:1]), "")


def _modality(formation: etree._Element, action: etree._Element) -> str:
    return _MODALITIES.get("".join(_texts(action, "modalites-enseignement")[:1]), "")


def _kind(formation: etree._Element, action: etree._Element) -> str:
    """Initial when an « extra » says so (Onisep); LHEO describes continuing training otherwise."""
    return "initiale" if _extra(action, "formation-initiale") == "1" else "continue"


def _places(formation: etree._Element, action: etree._Element) -> str:
    return _extra(action, "places-par-an")


def _extra(action: etree._Element, info: str) -> str:
    """The first « extra » of that name that says something."""
    extras = (e for e in action.iter() if _local(e) == "extra" and e.get("info") == info)
    return next((text for extra in extras if (text := (extra.text or "").strip())), "")


_COMPUTED = (
    ("Niveau", _level),
    ("Modalité", _modality),
    ("Type de formation", _kind),
    ("Places par an", _places),
)
