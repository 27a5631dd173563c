"""Whose data the screens show: what people imported, kept in the store, or the demonstration."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import pandas as pd
import streamlit as st

from planner import french
from planner.loading import NEVER_BORROWED, NO_ACTORS, Files, demonstration, load_inputs
from planner.matching import Corrections
from planner.references import References
from planner.refusal import Refusal
from planner.results import Inputs, Message
from planner.settings import Settings
from planner.store import (
    NOBODY,
    Act,
    Database,
    catalogue_order,
    list_corrections,
    list_imports,
    list_versions,
    load_catalogue,
    load_table,
    open_database,
)
from planner.web import visitor

Made = TypeVar("Made")
CATALOGUE = "catalogue"
# Kind of import → field of Inputs and how a sentence names it.
KINDS = {
    "postings": ("postings", "offres d'emploi"),
    "profiles": ("profiles", "profils sectoriels"),
    CATALOGUE: ("courses", "formations"),
    "actors": ("actors", "acteurs"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """Inputs and what identifies their content: ``key`` the whole, ``postings_key`` the postings alone.

    ``borrowed``: kinds that nobody imported, taken from the demonstration beside imported ones.
    """

    inputs: Inputs
    key: str
    postings_key: str
    borrowed: tuple[str, ...] = ()


class RemovedImports(Refusal):
    """A campaign was counted on files that somebody has removed since."""

    def __init__(self, count: int) -> None:
        files = french.plural(count, "fichier", "fichiers")
        super().__init__(
            f"Cette campagne ne peut plus être montrée : {files} dont elle se servait ont été retirés. Choisissez la "
            "campagne « En cours », ou importez ces fichiers et gardez la campagne de nouveau."
        )


def database() -> Database:
    """The store's database, opened once per address, for whoever is at the screen.

    Raises:
        StoreUnavailable: it cannot be opened.
        UnusableSignIn: nobody can be known.
    """
    return _open(Settings.from_environment().database_url).by(visitor.actor())


@st.cache_resource(max_entries=2, show_spinner=False)
def _open(url: str) -> Database:
    """Shared by the sessions, hence nobody's."""
    return open_database(url, NOBODY)


def recorded(make: Callable[[Database], Made], act: Act, subject: str) -> Callable[[], Made]:
    """For a download button: makes the file at the click, and notes who took it away.

    The click is answered outside of the page, where nobody is known: the person is taken along from here.
    """
    person = database()

    def made() -> Made:
        with person.recording(act, subject):
            return make(person)

    return made


def imports(kind: str | None = None) -> pd.DataFrame:
    """Files kept, of a kind or all, latest first (:func:`planner.store.list_imports`)."""
    return list_imports(database(), kind)


def versions() -> pd.DataFrame:
    """Versions of catalogues, each provider's one in use marked (:func:`planner.store.list_versions`)."""
    return list_versions(database())


def corrections() -> Corrections:
    """What people said of readings, in force."""
    return Corrections.of(list_corrections(database()))


def sources(numbers: Sequence[int] | None = None) -> pd.DataFrame:
    """The imports that the screens use, or those that a campaign used, as :func:`planner.store.list_imports` gives them.

    Catalogues come last: of those that hold one provider, the last is the version in use.

    Raises:
        RemovedImports: one of ``numbers`` is no longer there.
    """
    kept = imports().set_index("id", drop=False)
    if numbers is None:
        catalogues = catalogue_order(database())
        numbers = [*sorted(set(kept.index) - set(catalogues)), *catalogues]
    if missing := set(numbers) - set(kept.index):
        raise RemovedImports(len(missing))
    return kept.loc[list(numbers)].reset_index(drop=True)


def signature(used: pd.DataFrame) -> str:
    """What the inputs are made of, without reading them: cheap enough for every click.

    ``used``: :func:`sources`; none for the demonstration.
    """
    if len(used):
        return "imports:" + ",".join(f"{row.id}-{row.sha256}" for row in used.itertuples(index=False))
    files = demonstration()
    stats = [path.stat() for path in (*files.postings, *files.profiles, *files.catalogue, *files.actors)]
    return "demonstration:" + ",".join(f"{stat.st_mtime_ns}-{stat.st_size}" for stat in stats)


def load(used: pd.DataFrame, references: References) -> Loaded:
    """Read the inputs; a kind that nobody imported comes from the demonstration, and a message says so.

    ``used``: :func:`sources`; none for the demonstration.
    """
    inputs = load_inputs(Files(), references)
    imported = set(used["kind"]) if len(used) else set(KINDS)
    borrowed = tuple(
        label for kind, (_, label) in KINDS.items() if kind not in imported and kind != NEVER_BORROWED
    )
    if len(used):
        inputs = _with_imports(inputs, used, borrowed)
    frames = (inputs.postings, inputs.profiles, inputs.courses, inputs.actors)
    keys = [content_key(frame) for frame in frames]
    return Loaded(inputs, "-".join(keys), keys[0], borrowed)


def content_key(frame: pd.DataFrame) -> str:
    """SHA-256 of a table's column names and values, in their order."""
    digest = hashlib.sha256("|".join(frame.columns).encode())
    digest.update(pd.util.hash_pandas_object(frame, index=False).to_numpy().tobytes())
    return digest.hexdigest()


def _with_imports(shown: Inputs, used: pd.DataFrame, borrowed: tuple[str, ...]) -> Inputs:
    """``shown`` with the imported kinds in place of the demonstration's."""
    numbers = [int(number) for number in used["id"]]
    frames = {field: _rows(kind, numbers) for kind, (field, label) in KINDS.items() if label not in borrowed}
    messages = tuple(
        Message("", "conseil", f"Aucun import de {label} : la démonstration en tient lieu.")
        for label in borrowed
    )
    if NEVER_BORROWED not in set(used["kind"]):
        messages += (Message("", "conseil", NO_ACTORS),)
    files = tuple(dict.fromkeys(used.sort_values("id")["filename"]))
    return replace(shown, **frames, files=files, messages=messages, demonstration=False)


def _rows(kind: str, numbers: Sequence[int]) -> pd.DataFrame:
    """Rows of a kind in those imports: of a catalogue, each provider's version in use."""
    if kind == CATALOGUE:
        return load_catalogue(database(), numbers)
    return load_table(database(), kind, numbers)
