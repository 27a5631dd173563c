"""Where a text stands: département of a place, filière of a sector, distance between prefectures.

Both classes are built from tables (:func:`planner.references.embedded.load_places` and
:func:`~planner.references.embedded.load_activities`). They answer with an empty string when
a text does not say: nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

import pandas as pd

from planner.references.embedded import Activities, Places

EARTH_RADIUS_KM = 6371.0  # mean radius, IUGG
CORSICA_POSTAL = {"200": "2A", "201": "2A", "202": "2B", "206": "2B"}
OVERSEAS = ("97", "98")
# « PARIS 01 » is an arrondissement, not the Ain.
CITIES_WITH_ARRONDISSEMENTS = {"PARIS": "75", "LYON": "69", "MARSEILLE": "13"}
FIVE_CHARACTERS = re.compile(r"\b(?:\d{5}|2[AB]\d{3})\b")
CODE = r"(?:0?[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-6])"
# « 12 rue… » is an address: a number before these words is not a code.
NOT_AFTER_CODE = r"(?! (?:BIS|TER|RUE|AVENUE|AV|BOULEVARD|BD|PLACE|ALLEES?|CHEMIN|ROUTE|QUAI|IMPASSE|COURS|SQUARE|ZA|KM|HEURES|H)\b)"
LEADING_CODE = re.compile(rf"({CODE})\b{NOT_AFTER_CODE}")
TRAILING_CODE = re.compile(r"(.*\S) (0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-6])")
CEDEX = re.compile(r"\bCEDEX(?: \d+)?\b")
ARRONDISSEMENT = re.compile(r"(PARIS|LYON|MARSEILLE)\b.*")
PARTS = re.compile(r"\s*(?:[,;/|()\n]|\s[-–—]\s)\s*")
# Characters that NFKD would drop instead of spelling out.
SPELLED_OUT = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "’": "'", "–": "-", "—": "-"})
NOT_ELSEWHERE_CLASSIFIED = re.compile(r"\b(?:N C A|NON CLASSE\w* AILLEURS)\b")
SAINT = re.compile(r"\bST(E?)\b")


def plain(text: str) -> str:
    """Capitals without accents, « ST » in full, one space between words.

    >>> plain("St-Étienne (42)")
    'SAINT ETIENNE 42'
    """
    text = text.translate(SPELLED_OUT)
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.sub(r"[^A-Z0-9]+", " ", letters.upper()).strip()
    return SAINT.sub(r"SAINT\1", words)


@dataclass(frozen=True)
class Territories:
    """Départements of France by name, prefecture and commune.

    Attributes:
        labels: code → name, the 101 départements.
        names: plain name of a département, prefecture or commune of the region → code.
        prefectures: code → (latitude, longitude) in degrees, the five of the region.
    """

    labels: dict[str, str]
    names: dict[str, str]
    prefectures: dict[str, tuple[float, float]]

    @classmethod
    def from_places(cls, places: Places) -> Territories:
        """Build from tables; a name of a département beats a prefecture, which beats a commune."""
        france = places.departements_france
        names = _commune_names(places.communes)
        names |= dict(zip(map(plain, france["prefecture"]), france["dept"], strict=True))
        names |= dict(zip(map(plain, france["label"]), france["dept"], strict=True))
        points = {
            row.dept: (row.latitude, row.longitude) for row in places.departements.itertuples(index=False)
        }
        return cls(dict(zip(france["dept"], france["label"], strict=True)), names, points)

    @property
    def region(self) -> tuple[str, ...]:
        """Codes of the five départements, sorted."""
        return tuple(sorted(self.prefectures))

    def dept_of(self, text: str) -> str:
        """Code of the département that a place stands in, ``""`` when the text does not say.

        Reads a code (``44``), a code and a name (``44 - Nantes``, ``NANTES 44``, ``Angers (49)``),
        a postal or INSEE code (``44000``, ``44109``), a name of département, of prefecture, or of
        a commune of the region. A commune that has homonyms in other regions is read only when it
        is the seat of an employment zone.
        """
        whole = plain(text)
        five = FIVE_CHARACTERS.search(whole)
        if five:
            return self._known(_dept_of_five(five.group()))
        leading = LEADING_CODE.match(whole)
        if leading:
            return self._known(leading.group(1).zfill(2))
        found = self._of_name(whole)
        if found:
            return found
        answers = {self._of_name(plain(part)) for part in PARTS.split(text)} - {""}
        return answers.pop() if len(answers) == 1 else ""

    def distance_km(self, dept_a: str, dept_b: str) -> float:
        """Great-circle distance between the prefectures of two départements of the region, in km.

        Raises:
            KeyError: a code is not one of the five.
        """
        (lat_a, lon_a), (lat_b, lon_b) = (map(radians, self._prefecture(code)) for code in (dept_a, dept_b))
        half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
        return 2 * EARTH_RADIUS_KM * asin(sqrt(half))

    def distances(self) -> pd.DataFrame:
        """Square table of :meth:`distance_km`, both axes indexed by code."""
        rows = [[self.distance_km(a, b) for b in self.region] for a in self.region]
        return pd.DataFrame(rows, index=list(self.region), columns=list(self.region))

    def _known(self, code: str) -> str:
        return code if code in self.labels else ""

    def _of_name(self, name: str) -> str:
        """Code of a plain name, a code or « CEDEX » standing after it or not."""
        name = CEDEX.sub("", name).strip()
        city = ARRONDISSEMENT.fullmatch(name)
        if city:
            return CITIES_WITH_ARRONDISSEMENTS[city.group(1)]
        trailing = TRAILING_CODE.fullmatch(name)
        if trailing:
            return self._known(trailing.group(2))
        return self.names.get(name, "")

    def _prefecture(self, code: str) -> tuple[float, float]:
        if code not in self.prefectures:
            raise KeyError(f"département « {code} » hors de la région : attendu {', '.join(self.region)}")
        return self.prefectures[code]


@dataclass(frozen=True)
class Sectors:
    """Filières by NAF code, by NAF label and by their own label.

    Attributes:
        labels: filière id → French label.
        by_naf: NAF subclass (``6201Z``) → filière id.
        by_division: NAF division (``62``) → filière id.
        by_label: plain label or id → filière id.
    """

    labels: dict[str, str]
    labels_en: dict[str, str]
    by_naf: dict[str, str]
    by_division: dict[str, str]
    by_label: dict[str, str]

    @classmethod
    def from_activities(cls, activities: Activities) -> Sectors:
        """Build from tables."""
        naf, filieres = activities.naf, activities.filieres
        by_label = dict(zip(map(_sector_key, naf["label_fr"]), naf["filiere"], strict=True))
        for column in ("filiere", "label_en", "label_fr"):
            by_label |= dict(zip(map(_sector_key, filieres[column]), filieres["filiere"], strict=True))
        return cls(
            labels=dict(zip(filieres["filiere"], filieres["label_fr"], strict=True)),
            labels_en=dict(zip(filieres["filiere"], filieres["label_en"], strict=True)),
            by_naf=dict(zip(naf["naf"], naf["filiere"], strict=True)),
            by_division=dict(zip(naf["naf"].str[:2], naf["filiere"], strict=True)),
            by_label=by_label,
        )

    def filiere_of(self, sector_text: str, naf: str = "") -> str:
        """Filière id of a sector: by its NAF code first, then by its words; ``""`` when neither is known.

        ``naf`` may be a subclass (``62.01Z``, ``6201Z``), a class, a group or a division (``62``).
        ``sector_text`` may be a NAF code, a NAF label or a filière's id or label, in any case, with
        or without accents.
        """
        return (
            self._of_code(naf)
            or self._of_code(sector_text)
            or self.by_label.get(_sector_key(sector_text), "")
        )

    def _of_code(self, code: str) -> str:
        compact = re.sub(r"[\s.]", "", code).upper()
        if not re.fullmatch(r"\d{2,4}[A-Z]?", compact):
            return ""
        return self.by_naf.get(compact) or self.by_division.get(compact[:2], "")


def _commune_names(communes: pd.DataFrame) -> dict[str, str]:
    """Plain name → code, for names that say one département."""
    table = communes.assign(name=communes["commune"].map(plain), seat=communes["bassin"].map(plain))
    certain = table[(table["homonyms"] == 0) | (table["name"] == table["seat"])]
    single = certain.groupby("name")["dept"].agg(_only)
    return {name: dept for name, dept in single.items() if dept}


def _only(codes: Iterable[str]) -> str:
    """The one code, or ``""`` when there are several."""
    distinct = set(codes)
    return distinct.pop() if len(distinct) == 1 else ""


def _dept_of_five(code: str) -> str:
    """Département of a postal or INSEE code of five characters."""
    if code.startswith(OVERSEAS):
        return code[:3]
    return CORSICA_POSTAL.get(code[:3], code[:2])


def _sector_key(label: str) -> str:
    """Plain label; « n.c.a. », « nca » and « non classées ailleurs » are one."""
    return NOT_ELSEWHERE_CLASSIFIED.sub("NCA", plain(label))
