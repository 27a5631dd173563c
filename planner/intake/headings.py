"""Headings read by meaning: which column of a file feeds which field.

Tries, from sure to likely: the heading is a known synonym (case, accents and punctuation set
aside); it is one once filler words or its parenthesis are dropped (« Durée totale de la formation
(h) »); it holds the name of a code (« N° de SIRET de l'établissement »); it is nearly a synonym
(« Intitlué »). The last is told to the user as « lu comme … ». Other columns are left out: a file
may hold whatever it likes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from planner.intake.cells import address, fold
from planner.intake.problems import Problem, Severity, enumeration, quoted
from planner.intake.sheet import Row
from planner.intake.synonyms import Kind

# The heading row is looked for on the first ten rows (the promise made to providers).
HEADER_DEPTH = 10
# rapidfuzz ratio, 0–100, from which a heading is read as a synonym: one wrong letter in six
# passes, « places » against « plates » too, « prix » against « pays » does not. Hypothèse.
NEAR_RATIO = 84
# Below this many letters a near miss is a guess (« rs » against « ref »). Hypothèse.
NEAR_LENGTH = 5
# A heading is a few words; a longer cell is a sentence of the file. Hypothèse.
HEADING_LENGTH = 80
# Headings quoted among those that feed no field. Our choice.
UNREAD_QUOTED = 6
# How much a recognised heading weighs in the choice of the heading row.
_EXACT, _STRIPPED, _NEAR = 1.0, 0.9, 0.6
# Words that never tell two fields apart.
FILLERS = frozenset(
    {
        "de",
        "du",
        "des",
        "d",
        "la",
        "le",
        "les",
        "l",
        "un",
        "une",
        "en",
        "et",
        "par",
        "pour",
        "a",
        "au",
        "the",
        "of",
        "in",
        "for",
        "formation",
        "formations",
        "cours",
        "action",
        "actions",
        "stage",
        "ht",
        "ttc",
        "net",
        "euro",
        "euros",
        "eur",
        "h",
        "j",
        "obligatoire",
        "facultatif",
        "optionnel",
        "requis",
        "required",
        "optional",
        "champ",
        "colonne",
        "total",
        "totale",
        "propose",
        "proposee",
        "detaille",
        "detaillee",
        "detailles",
        "ex",
        "exemple",
        "nom",
        "nombre",
        "nb",
        "si",
        "applicable",
        "saisir",
        # « Lieu(x) », « Code(s) ROME »
        "s",
        "x",
    }
)
# Words that may stand around the name of a code: « Métiers visés (ROME) », « N° de SIRET de l'établissement ».
_AROUND_CODES = frozenset(
    "code codes n no num numero numeros fiche fiches metier metiers vise vises visee visees cible cibles associe"
    " associes principal principaux etablissement organisme v13 v14 v15".split()
)
_PARENTHESIS = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Match:
    """A heading read as a field; ``weight`` says how sure, ``synonym`` what it was read as."""

    column: int
    field: str
    weight: float
    synonym: str


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns (from 0) feed each field, and the heading of each column as written."""

    of: dict[str, tuple[int, ...]]
    headings: tuple[str, ...]

    def __contains__(self, field: str) -> bool:
        return field in self.of

    def first(self, row: Row, field: str) -> str:
        """Text of the field in a row: the first of its columns that holds something."""
        return next((row.get(column) for column in self.of.get(field, ()) if row.get(column)), "")

    def all(self, row: Row, field: str) -> list[str]:
        """Texts of every column of the field that holds something, in the order of the file."""
        return [row.get(column) for column in self.of.get(field, ()) if row.get(column)]

    def filled(self, row: Row, field: str) -> list[tuple[str, str, str]]:
        """Text, heading and address of every cell of the field that holds something."""
        return [
            (row.get(column), self.headings[column], address(column, row.number))
            for column in self.of.get(field, ())
            if row.get(column)
        ]

    def cell(self, row: Row, field: str) -> tuple[str, str]:
        """Heading and address of the field's cell: the one that holds something, else the first."""
        columns = self.of.get(field, ())
        if not columns:
            return "", ""
        column = next((c for c in columns if row.get(c)), columns[0])
        return self.headings[column], address(column, row.number)

    @property
    def unread(self) -> list[int]:
        """Columns with a heading that feed no field."""
        taken = {column for columns in self.of.values() for column in columns}
        return [column for column, heading in enumerate(self.headings) if heading and column not in taken]

    def names_unread(self) -> str:
        """« colonnes non lues : « Salle », « Interne » et 3 autres », empty when every column is read."""
        names = [quoted(self.headings[column]) for column in self.unread]
        return f"colonnes non lues : {enumeration(names, UNREAD_QUOTED)}" if names else ""


@lru_cache(maxsize=8)
def _lexicon(kind: Kind) -> tuple[dict[str, str], dict[frozenset[str], str]]:
    """Folded synonym → field, and set of telling words → field; the first field listed wins."""
    exact: dict[str, str] = {}
    telling: dict[frozenset[str], str] = {}
    for field in kind.fields:
        for synonym in (field.label, *field.synonyms):
            exact.setdefault(fold(synonym), field.key)
    for synonym, key in exact.items():
        words = frozenset(synonym.split()) - FILLERS
        if words:
            telling.setdefault(words, key)
    return exact, telling


def match_heading(text: str, kind: Kind) -> tuple[str, float, str] | None:
    """Read one heading: (field, weight, synonym read), or None when it is none of the kind's."""
    folded = fold(text)
    if not folded or len(text) > HEADING_LENGTH or folded in kind.elsewhere:
        return None
    exact, telling = _lexicon(kind)
    if folded in exact:
        return exact[folded], _EXACT, folded
    words = _telling(folded)
    field = telling.get(words) or _code_named(words, kind)
    if field:
        return field, _STRIPPED, kind.label(field)
    bare = _PARENTHESIS.sub("", text)
    if bare != text and not words & kind.codes:
        found = match_heading(bare, kind)
        return found and (found[0], min(found[1], _STRIPPED), found[2])
    return _near(folded, kind)


def _telling(folded: str) -> frozenset[str]:
    return frozenset(folded.split()) - FILLERS


def _code_named(words: frozenset[str], kind: Kind) -> str | None:
    """The field of the one code that a heading names among words that add nothing."""
    named = [code for code in kind.codes if words & {code, f"{code}s"}]
    if len(named) != 1 or not words <= _AROUND_CODES | {named[0], f"{named[0]}s"}:
        return None
    return named[0]


@lru_cache(maxsize=8)
def _long_synonyms(kind: Kind) -> dict[str, str]:
    """Folded synonym → its telling words in order, those long enough to be recognised when misspelt."""
    told = {synonym: _in_order(synonym) for synonym in _lexicon(kind)[0]}
    return {synonym: short for synonym, short in told.items() if len(short) >= NEAR_LENGTH}


def _near(folded: str, kind: Kind) -> tuple[str, float, str] | None:
    """A synonym that is nearly the heading, fillers set aside: « acquis de la formation » is no « coût de la formation »."""
    told = _in_order(folded)
    if len(told) < NEAR_LENGTH:
        return None
    best = process.extractOne(told, _long_synonyms(kind), scorer=fuzz.ratio, score_cutoff=NEAR_RATIO)
    # « libelle_code_formacode_principal » holds the words of a code, not the code.
    if not best or (folded.startswith("libelle ") and not best[2].startswith("libelle")):
        return None
    return _lexicon(kind)[0][best[2]], _NEAR, best[2]


def _in_order(folded: str) -> str:
    return " ".join(word for word in folded.split() if word not in FILLERS) or folded


def match_row(values: Sequence[str], kind: Kind) -> list[Match]:
    """Read a row as headings; a field goes to the surest column, the leftmost of equals."""
    read = ((column, match_heading(text, kind)) for column, text in enumerate(values))
    found = [Match(column, *match) for column, match in read if match]
    several = {field.key for field in kind.fields if field.several}
    kept: dict[str, list[Match]] = {}
    for match in sorted(found, key=lambda m: (-m.weight, m.column)):
        if match.field not in kept or match.field in several:
            kept.setdefault(match.field, []).append(match)
    return sorted((m for matches in kept.values() for m in matches), key=lambda m: m.column)


def header_score(values: Sequence[str], kind: Kind) -> float:
    """How much a row looks like the heading row: weight of the distinct fields it names."""
    best: dict[str, float] = {}
    for match in match_row(values, kind):
        best[match.field] = max(best.get(match.field, 0.0), match.weight)
    return sum(best.values())


def locate_header(rows: Sequence[Row], kind: Kind) -> tuple[int, float]:
    """Index and score of the likeliest heading row among the first ten; (-1, 0.0) when none."""
    best, best_score = -1, 0.0
    for index, row in enumerate(rows):
        if row.number > HEADER_DEPTH:
            break
        score = header_score(row.values, kind)
        if score > best_score:
            best, best_score = index, score
    return best, best_score


def read_columns(
    headings: tuple[str, ...], kind: Kind, sheet: str, header_row: int
) -> tuple[Columns, list[Problem]]:
    """Assign columns to fields; near misses and ignored doubles come back as « conseil »."""
    matches = match_row(headings, kind)
    of: dict[str, tuple[int, ...]] = {}
    for match in matches:
        of[match.field] = (*of.get(match.field, ()), match.column)
    problems = [_read_as(m, headings, kind, sheet, header_row) for m in matches if m.weight == _NEAR]
    taken = {match.column for match in matches}
    for column, text in enumerate(headings):
        double = match_heading(text, kind) if column not in taken else None
        if double and double[1] >= _STRIPPED:
            problems.append(_ignored(column, double[0], of, headings, kind, sheet, header_row))
    return Columns(of, headings), problems


def _read_as(match: Match, headings: tuple[str, ...], kind: Kind, sheet: str, row: int) -> Problem:
    return read_as(match.column, headings[match.column], kind.label(match.field), sheet, row)


def read_as(column: int, heading: str, label: str, sheet: str, row: int, why: str = "") -> Problem:
    """What to tell of a column read as a field without being named so."""
    return Problem(
        Severity.CONSEIL,
        "colonne-lue-comme",
        sheet,
        (address(column, row),),
        (row,),
        heading,
        heading,
        f"Colonne lue comme « {label} »{why}.",
        f"Si c'est juste, rien à faire ; sinon, renommez la colonne (« {label} » est le nom attendu).",
    )


def _ignored(
    column: int,
    field: str,
    of: dict[str, tuple[int, ...]],
    headings: tuple[str, ...],
    kind: Kind,
    sheet: str,
    row: int,
) -> Problem:
    kept = headings[of[field][0]]
    return Problem(
        Severity.CONSEIL,
        "colonne-en-double",
        sheet,
        (address(column, row),),
        (row,),
        headings[column],
        headings[column],
        f"Colonne ignorée : « {kept} » donne déjà le champ « {kind.label(field)} ».",
        "Gardez une seule des deux colonnes si ce choix n'est pas le bon.",
    )
