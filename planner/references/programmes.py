"""Programmes (*dispositifs*) that can fund training in the region, and which suit an action.

``taxonomies/programmes.csv`` states each programme's rules as data, with their source and
the date they were checked. :func:`eligible` applies them to one training action. It never
promises: « possible » means that no known rule stands against the action, and the
conditions that only the funder can judge (company size, seniority, budget) are repeated.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from planner.columns import Table
from planner.model import Public
from planner.words import IN_FRENCH, Words, marked

FILE = "programmes.csv"
PROGRAMMES = Table(
    "programmes",
    {
        "programme_id": "slug, e.g. cpf-rncp",
        "name_fr": "usual name",
        "funder": "who pays",
        "public": "initial | continu, joined by |",
        "audiences": "publics of the framework and independants, joined by |",
        "filieres": "filière ids joined by |, empty for all",
        "dept": "département codes joined by |, empty for the whole region",
        "certification_required": "yes | no | preferred | unknown",
        "qualiopi_required": "yes | no | unknown",
        "min_hours": "shortest training funded, hours per learner, NaN when none is known",
        "max_hours": "longest training funded, hours per learner, NaN when none is known",
        "levels": "levels 3–8 of the certification prepared, joined by |, empty for any or none",
        "ceiling_eur": "ceiling in euros, NaN when unknown or set case by case",
        "ceiling_unit": "per learner | per hour | empty",
        "conditions_fr": "conditions that the funder checks",
        "source": "text or site",
        "checked": "ISO date of the check, or year of the knowledge",
        "status": "ouvert | à vérifier | clos",
        "note_fr": "reservations",
    },
)
AUDIENCES_FR = {
    "dirigeants": marked("dirigeants"),
    "managers": marked("managers"),
    "enseignants-formateurs": marked("enseignants et formateurs"),
    "salaries": marked("salariés"),
    "agents-publics": marked("agents publics"),
    "demandeurs-emploi": marked("demandeurs d'emploi"),
    "eleves-etudiants": marked("élèves et étudiants"),
    "citoyens": marked("citoyens"),
    "independants": marked("indépendants"),
}
_NUMBERS = ["min_hours", "max_hours", "ceiling_eur"]


class Verdict(StrEnum):
    """What the rules say of a programme for an action, best first."""

    POSSIBLE = "possible"
    A_VERIFIER = "à vérifier"
    NON = "non"


_RANK = {verdict: rank for rank, verdict in enumerate(Verdict)}


@dataclass(frozen=True, slots=True)
class ProgrammeMatch:
    """A programme weighed for an action.

    ``reasons`` says what speaks for and against; ``missing`` what the course or the file lacks to become eligible, empty when nothing can be done about a refusal.
    """

    programme_id: str
    name: str
    verdict: Verdict
    reasons: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Request:
    """The training action to fund; None stands for what is not known."""

    public: Public
    audiences: frozenset[str]
    filiere: str | None
    dept: str | None
    hours: float | None
    certified: bool | None
    qualiopi: bool | None
    words: Words


@dataclass(frozen=True, slots=True)
class _Finding:
    verdict: Verdict
    reason: str
    missing: str = ""


_Row = Mapping[str, Any]
_Rule = Callable[[_Row, _Request], Iterator[_Finding]]


def load_programmes(folder: Path) -> pd.DataFrame:
    """Read ``programmes.csv`` of ``folder``: columns of :data:`PROGRAMMES`, hours and euros as floats.

    Raises:
        FileNotFoundError: the file is absent.
        KeyError: a column is missing.
        ValueError: a number of hours or euros is not a number.
    """
    frame = pd.read_csv(folder / FILE, dtype=str, keep_default_na=False)
    frame = PROGRAMMES.check(frame)
    numbers = {name: pd.to_numeric(frame[name].replace("", None)) for name in _NUMBERS}
    return frame.assign(**numbers)


def eligible(
    programmes: pd.DataFrame | Sequence[_Row],
    *,
    public: Public | str,
    audiences: Collection[str],
    filiere: str | None,
    dept: str | None,
    hours: float | None,
    certified: bool | None,
    qualiopi: bool | None,
    words: Words = IN_FRENCH,
) -> list[ProgrammeMatch]:
    """Weigh every programme for one training action.

    What is not known is None, or empty or NaN as the tables of :mod:`planner.columns` write it.

    Args:
        programmes: columns :data:`PROGRAMMES`, as a table or, asked many times, as its rows.
        public: ``initial`` or ``continu``.
        audiences: who is trained (``salaries``, ``demandeurs-emploi``…); empty when unknown.
        filiere: id of ``filieres.csv``; unknown also when every sector is meant.
        dept: département code of the course.
        hours: hours per learner.
        certified: the course leads to a certification of the RNCP or RS.
        qualiopi: the provider is certified Qualiopi.
        words: the language of the reasons; names of programmes stay as they are.

    Returns:
        One match per programme: possible first, then to check, then refused; among the
        refused, those that something can still repair come first. Ties follow the id.

    Raises:
        ValueError: ``public`` or an audience is not in the vocabulary.
    """
    unknown = sorted(set(audiences) - set(AUDIENCES_FR))
    if unknown:
        raise ValueError(f"publics inconnus {unknown} ; attendus : {', '.join(AUDIENCES_FR)}")
    request = _Request(
        Public(public),
        frozenset(audiences),
        filiere or None,
        dept or None,
        hours if pd.notna(hours) else None,
        certified,
        qualiopi,
        words,
    )
    rows = programmes.to_dict("records") if isinstance(programmes, pd.DataFrame) else programmes
    matches = [_match(row, request) for row in rows]
    return sorted(matches, key=_order)


def _order(match: ProgrammeMatch) -> tuple[int, bool, str]:
    beyond_repair = match.verdict is Verdict.NON and not match.missing
    return _RANK[match.verdict], beyond_repair, match.programme_id


def _match(row: _Row, request: _Request) -> ProgrammeMatch:
    findings = [finding for rule in _RULES for finding in rule(row, request)]
    verdict = max((finding.verdict for finding in findings), key=_RANK.__getitem__)
    # a refusal that nothing can lift makes the list of missing pieces misleading
    hopeless = any(found.verdict is Verdict.NON and not found.missing for found in findings)
    missing = () if hopeless else tuple(found.missing for found in findings if found.missing)
    ordered = sorted(findings, key=lambda found: -_RANK[found.verdict])
    reasons = tuple(found.reason for found in ordered)
    return ProgrammeMatch(row["programme_id"], row["name_fr"], verdict, reasons, missing)


def _listed(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def _status(row: _Row, request: _Request) -> Iterator[_Finding]:
    if row["status"] == "clos":
        said = request.words.say("Dispositif clos : {note}")
        yield _Finding(Verdict.NON, said.format(note=request.words.say(row["note_fr"])))
    elif row["status"] == "à vérifier":
        said = request.words.say("À vérifier auprès du financeur : {note}")
        yield _Finding(Verdict.A_VERIFIER, said.format(note=request.words.say(row["note_fr"])))


def _public(row: _Row, request: _Request) -> Iterator[_Finding]:
    if request.public not in _listed(row["public"]):
        yield _Finding(Verdict.NON, request.words.say(_NOT_FUNDED[request.public]))


def _audiences(row: _Row, request: _Request) -> Iterator[_Finding]:
    funded, words = _listed(row["audiences"]), request.words
    common = [audience for audience in funded if audience in request.audiences]
    if not request.audiences:
        yield _Finding(
            Verdict.A_VERIFIER, words.say("Public visé non précisé"), words.say("préciser le public visé")
        )
    elif common:
        yield _Finding(Verdict.POSSIBLE, _of_audiences(words, _ADMITTED, "|".join(common)))
    else:
        yield _Finding(Verdict.NON, _of_audiences(words, _RESERVED, row["audiences"]))


def _filiere(row: _Row, request: _Request) -> Iterator[_Finding]:
    funded, say = _listed(row["filieres"]), request.words.say
    if funded and request.filiere is None:
        yield _Finding(Verdict.A_VERIFIER, say("Réservé à certaines filières"), say("préciser la filière"))
    elif funded and request.filiere not in funded:
        yield _Finding(Verdict.NON, say("Filière non couverte : {filiere}").format(filiere=request.filiere))


def _dept(row: _Row, request: _Request) -> Iterator[_Finding]:
    funded, say = _listed(row["dept"]), request.words.say
    if funded and request.dept is None:
        yield _Finding(
            Verdict.A_VERIFIER, say("Réservé à certains départements"), say("préciser le département")
        )
    elif funded and request.dept not in funded:
        said = say("Réservé aux départements {depts}")
        yield _Finding(Verdict.NON, said.format(depts=", ".join(funded)))


def _hours(row: _Row, request: _Request) -> Iterator[_Finding]:
    low, high, say = row["min_hours"], row["max_hours"], request.words.say
    if request.hours is None:
        if pd.notna(low) or pd.notna(high):
            yield _Finding(
                Verdict.A_VERIFIER,
                say("Durée de la formation inconnue"),
                say("indiquer la durée en heures"),
            )
        return
    hours = _fr(request.hours)
    if pd.notna(low) and request.hours < low:
        least = say("au moins {hours} h par personne").format(hours=_fr(low))
        yield _Finding(Verdict.NON, say("Trop courte : {hours} h").format(hours=hours), least)
    if pd.notna(high) and request.hours > high:
        most = say("au plus {hours} h par personne").format(hours=_fr(high))
        yield _Finding(Verdict.NON, say("Trop longue : {hours} h").format(hours=hours), most)


def _certification(row: _Row, request: _Request) -> Iterator[_Finding]:
    rule, say = row["certification_required"], request.words.say
    if rule == "no":
        return
    if request.certified:
        yield _Finding(Verdict.POSSIBLE, say("Certification : la formation en prépare une"))
    elif rule == "preferred":
        yield _Finding(Verdict.POSSIBLE, say("Certification : un atout, non une obligation"))
    elif rule == "unknown":
        yield _Finding(Verdict.A_VERIFIER, say("Certification : règle du dispositif inconnue"))
    elif request.certified is None:
        yield _Finding(Verdict.A_VERIFIER, say("Certification exigée, non précisée"), say(_CERTIFICATION))
    else:
        yield _Finding(
            Verdict.NON, say("Certification exigée, la formation n'en prépare pas"), say(_CERTIFICATION)
        )


def _qualiopi(row: _Row, request: _Request) -> Iterator[_Finding]:
    rule, say = row["qualiopi_required"], request.words.say
    if rule == "no" or request.qualiopi:
        return
    if rule == "unknown":
        yield _Finding(Verdict.A_VERIFIER, say("Qualiopi : règle du dispositif inconnue"))
    elif request.qualiopi is None:
        yield _Finding(Verdict.A_VERIFIER, say("Qualiopi exigée, non précisée"), say(_QUALIOPI))
    else:
        yield _Finding(Verdict.NON, say("Qualiopi exigée, l'organisme ne l'a pas"), say(_QUALIOPI))


def _conditions(row: _Row, request: _Request) -> Iterator[_Finding]:
    yield _Finding(Verdict.POSSIBLE, _to_confirm(request.words, row["funder"], row["conditions_fr"]))


# A plan weighs every programme hundreds of times, and says of it the few same sentences.
@cache
def _to_confirm(words: Words, funder: str, conditions: str) -> str:
    said = words.say("À confirmer auprès du financeur – {funder} : {conditions}")
    return said.format(funder=funder, conditions=words.say(conditions))


@cache
def _of_audiences(words: Words, sentence: str, audiences: str) -> str:
    named = ", ".join(words.say(AUDIENCES_FR[audience]) for audience in _listed(audiences))
    return words.say(sentence).format(audiences=named)


_ADMITTED = marked("Public admis : {audiences}")
_RESERVED = marked("Réservé à d'autres publics : {audiences}")
_CERTIFICATION = marked("adosser la formation à une certification RNCP ou RS")
_QUALIOPI = marked("passer par un organisme certifié Qualiopi")
_RULES: tuple[_Rule, ...] = (
    _status,
    _public,
    _audiences,
    _filiere,
    _dept,
    _hours,
    _certification,
    _qualiopi,
    _conditions,
)
_NOT_FUNDED = {
    Public.INITIAL: marked("Ne finance pas la formation initiale"),
    Public.CONTINU: marked("Ne finance pas la formation continue"),
}


def _fr(hours: float) -> str:
    return f"{hours:g}".replace(".", ",")
