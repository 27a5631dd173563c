"""Certifications of the RNCP and of the RS: do they exist, are they still delivered, what do they lead to.

The registers are installed like the other references (:mod:`planner.references.registers`); where none
is, nobody can say whether a code exists, and the check of a catalogue says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from unicodedata import combining, normalize

import pandas as pd
from rapidfuzz import fuzz, process

from planner.references.registers import CERTIF_INFO, CERTIFICATIONS, FRANCE_COMPETENCES, TABLE, TITLES
from planner.store import Release, load_release, newest_release

# rapidfuzz token_sort_ratio, 0–100, from which a title is taken for that of a certification. « Assistant
# comptable » and « Assistante comptable » pass, « Comptable » and « Assistant comptable » do not. Hypothèse.
SAME_TITLE = 88


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certification: ``code`` (RNCP35475, RS5595 or empty), title, what it leads to, whether it lives."""

    code: str
    label: str
    level: float
    formacode: str
    rome: str
    active: bool
    end_date: str
    successor: str


@dataclass(frozen=True, eq=False)
class Certifications:
    """The registers in use. ``table`` is ``CERTIFICATIONS``; ``origin`` names the files and their dates.

    ``whole`` is True when the register of France compétences is among them: a code that it does
    not hold does not exist, while Certif Info only says that it is not delivered today.
    """

    table: pd.DataFrame
    origin: str
    whole: bool

    def __post_init__(self) -> None:
        CERTIFICATIONS.check(self.table)

    @cached_property
    def _by_code(self) -> dict[str, Certificate]:
        coded = self.table[self.table["code"] != ""]
        return {certificate.code: certificate for certificate in map(_certificate, coded.to_dict("records"))}

    @cached_property
    def _titles(self) -> tuple[list[str], list[Certificate]]:
        """Simplified titles of what is delivered today; the certifications that they name."""
        alive = self.table[self.table["active"]].drop_duplicates("label")
        certificates = [_certificate(record) for record in alive.to_dict("records")]
        return [simplified(c.label) for c in certificates], certificates

    def find(self, code: str) -> Certificate | None:
        """The certification of a code, None when the registers in use do not hold it."""
        return self._by_code.get(code)

    def named(self, title: str, *, enrolled: bool = False) -> Certificate | None:
        """The living certification whose title is nearest, None when none is near enough.

        ``enrolled`` keeps only those with a code of the RNCP or RS.
        """
        titles, certificates = self._titles
        wanted = simplified(title)
        # One word has no context: « psychologie » must not find « psychologue ».
        cutoff = SAME_TITLE if " " in wanted else 100
        near = process.extract(
            wanted, titles, scorer=fuzz.token_sort_ratio, score_cutoff=cutoff, limit=5, processor=None
        )
        diploma = _diploma(wanted)
        found = (certificates[index] for name, _, index in near if _diploma(name) == diploma)
        return next(
            (c for c in found if (c.code or not enrolled) and not _other_option(title, c.label)), None
        )


def _certificate(record: dict[str, object]) -> Certificate:
    names = Certificate.__dataclass_fields__
    return Certificate(**{name: record[name] for name in names})


# Two titles that name two kinds of diploma are two certifications, however near: BUT and DUT informatique.
_DIPLOMAS = frozenset(
    "cap bep bp bac bts btsa but dut deust licence bachelor master mastere mba doctorat".split()
)
_NOISE = re.compile(
    r"\b(?:h/f|f/h|parcours|option|mention|en apprentissage|en alternance|titre professionnel|titre a finalite"
    r" professionnelle|tp|formation|diplome|de|du|des|d|en|la|le|les|l|a|et)\b"
)


# Parcoursup files a BTS by its field: « BTS - Services - Tourisme », « BTS - Agricole - Agronomie » (a BTSA).
_FILED = (
    (re.compile(r"^bts - agricole - "), "btsa "),
    (re.compile(r"^bts - (?:services|production|maritime) - "), "bts "),
)
_OPTION = re.compile(r"\boption ([a-d])\b", re.IGNORECASE)


@lru_cache(maxsize=100_000)
def simplified(title: str) -> str:
    """A title for comparison: no accent, no case, no punctuation, no word that certifications share.

    >>> simplified("Titre professionnel Assistant de direction (H/F)")
    'assistant direction'
    >>> simplified("BTS - Services - Tourisme - en apprentissage")
    'bts tourisme'
    """
    plain = "".join(c for c in normalize("NFKD", title.replace("œ", "oe")) if not combining(c)).lower()
    for filed, diploma in _FILED:
        plain = filed.sub(diploma, plain)
    return " ".join(re.findall(r"[a-z0-9+#]+", _NOISE.sub(" ", plain)))


def _other_option(title: str, label: str) -> bool:
    """True when both name an option and not the same one: « option B » is not prepared by « option A »."""
    ours, theirs = _OPTION.search(title), _OPTION.search(label)
    return bool(ours and theirs and ours[1].lower() != theirs[1].lower())


def _diploma(title: str) -> frozenset[str]:
    return _DIPLOMAS & set(title.split())


def installed_certifications(home: Path) -> Certifications | None:
    """The newest registers installed, France compétences first; None when there is none.

    Raises:
        UnusableRelease: a file was damaged since it was installed.
    """
    found = [newest_release(home, kind) for kind in (FRANCE_COMPETENCES, CERTIF_INFO)]
    releases = [release for release in found if release]
    if not releases:
        return None
    tables = [load_release(home, release)[TABLE] for release in releases]
    return Certifications(_merged(tables), origin_of(releases), releases[0].kind == FRANCE_COMPETENCES)


def origin_of(releases: list[Release]) -> str:
    """« France compétences du 01/11/2026 et Certif Info du 14/05/2024 »."""
    return " et ".join(f"{TITLES[r.kind]} du {'/'.join(reversed(r.date.split('-')))}" for r in releases)


def _merged(tables: list[pd.DataFrame]) -> pd.DataFrame:
    """The register says what lives; Certif Info fills the Formacodes and ROME codes that it lacks."""
    if len(tables) == 1:
        return tables[0]
    register, info = tables
    known = info[info["code"] != ""].set_index("code")
    filled = register.copy()
    for column in ("formacode", "rome", "nsf", "successor"):
        spare = known[column].to_dict()
        filled[column] = [
            own or spare.get(code, "") for code, own in zip(filled["code"], filled[column], strict=True)
        ]
    bare = info[~info["code"].isin(filled["code"])]
    return pd.concat([filled, bare[bare["code"] == ""]], ignore_index=True)
