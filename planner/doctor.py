"""Is this installation fit for work? Each thing looked at, what was found, and the remedy.

Nothing is changed: no folder made, no base created nor brought up to date.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from planner import french
from planner.columns import POSTINGS
from planner.matching import PostingMatcher
from planner.references import OFFICIAL, load_references
from planner.refusal import Refusal
from planner.settings import Settings, streamlit_page
from planner.sign_in import configured
from planner.sources import Credentials, CredentialsMissing
from planner.store import REVISION, kept_revision

# hypothèse: official references take 150 MB, the base and the caches of a campaign some hundred more.
FREE_SPACE = 1 << 30
TRIAL = {"title": "Data scientist", "description": "Vous entraînez des modèles de machine learning."}
TRIAL_OCCUPATION = "M1405"


class State(StrEnum):
    """How a thing stands; a fault keeps the product from working."""

    GOOD = "en ordre"
    NOTE = "à savoir"
    FAULT = "en défaut"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it stands, what was found, what to do ("" when nothing)."""

    subject: str
    state: State
    said: str
    remedy: str = ""


def examine(settings: Settings) -> Iterator[Finding]:
    """Look at each of ``CHECKS``; what refuses is a fault, told in its own sentence."""
    for subject, check in CHECKS.items():
        try:
            yield Finding(subject, *check(settings))
        except (Refusal, OSError) as error:
            yield Finding(subject, State.FAULT, str(error))


def _folder(settings: Settings) -> tuple[State, str, str]:
    there = settings.home
    while not there.exists():
        there = there.parent
    if not there.is_dir() or not os.access(there, os.W_OK):
        remedy = "Donnez le droit d'y écrire, ou indiquez un autre dossier dans PLANNER_HOME."
        return State.FAULT, f"{settings.home} : écriture impossible", remedy
    free = shutil.disk_usage(there).free
    said = f"{settings.home}, {french.number(free / (1 << 30), 1)} Gio libres"
    if free < FREE_SPACE:
        return State.FAULT, said, "Libérez de la place : il en faut 1 Gio."
    return State.GOOD, said, ""


def _pages(_settings: Settings) -> tuple[State, str, str]:
    return State.GOOD, str(streamlit_page()), ""


def _references(settings: Settings) -> tuple[State, str, str]:
    in_use = load_references(settings.home).in_use
    said = " · ".join(f"{used.name} {used.version}, {used.origin}" for used in in_use)
    if any(used.origin == OFFICIAL for used in in_use):
        return State.GOOD, said, ""
    return (
        State.NOTE,
        said,
        "Ils suffisent pour commencer ; « planner references install » prend les officiels.",
    )


def _trial(settings: Settings) -> tuple[State, str, str]:
    known = load_references(settings.home)
    posting = POSTINGS.frame([dict.fromkeys(POSTINGS.names, "") | TRIAL])
    matched = PostingMatcher(known.rome, known.esco, known.framework).read(posting)
    occupation = matched.codings["rome"].iloc[0]
    read = french.plural(len(matched.mentions), "compétence IA", "compétences IA")
    said = f"« {TRIAL['title']} » : {occupation or 'aucun métier'}, {read}"
    if occupation == TRIAL_OCCUPATION and len(matched.mentions):
        return State.GOOD, said, ""
    return State.FAULT, said, "Réinstallez le logiciel."


def _database(settings: Settings) -> tuple[State, str, str]:
    found = kept_revision(settings.database_url)
    if found is None:
        return State.NOTE, "pas encore créée", "Elle le sera à la première ouverture."
    if found != REVISION:
        remedy = "Elle sera mise à jour à la première ouverture ; faites-en d'abord une copie."
        return State.NOTE, f"format {found or '1'}, le logiciel écrit le {REVISION}", remedy
    return State.GOOD, f"format {found}, à jour", ""


def _sign_in(_settings: Settings) -> tuple[State, str, str]:
    asked = configured()
    if asked is None:
        remedy = "L'application n'écoute que sur cette machine ; docs/SECURITY.md dit comment la partager."
        return State.NOTE, "non réglée", remedy
    listed = french.plural(len(asked.people), "personne nommée", "personnes nommées")
    claim = f", rôle lu dans « {asked.role_claim} »" if asked.role_claim else ""
    return State.GOOD, f"réglée : {listed}{claim} ; le fournisseur n'a pas été interrogé", ""


def _live_sources(_settings: Settings) -> tuple[State, str, str]:
    try:
        Credentials.from_environment()
    except CredentialsMissing as missing:
        return State.NOTE, "identifiants absents", str(missing)
    return State.GOOD, "identifiants présents, non essayés", ""


CHECKS: Mapping[str, Callable[[Settings], tuple[State, str, str]]] = {
    "Dossier PLANNER_HOME": _folder,
    "Application": _pages,
    "Référentiels": _references,
    "Lecture d'essai": _trial,
    "Base de données": _database,
    "Connexion": _sign_in,
    "API de France Travail": _live_sources,
}
