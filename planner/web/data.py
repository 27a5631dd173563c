"""Whose data the screens show: what people imported, kept in the store, or the demonstration."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from planner.loading import NEVER_BORROWED, NO_ACTORS, Files, demonstration, load_inputs
from planner.matching import Corrections
from planner.references import References
from planner.results import Inputs, Message
from planner.settings import Settings
from planner.store import (
    list_corrections,
    list_imports,
    list_versions,
    load_catalogue,
    load_table,
    open_database,
)

# Kind of import → field of Inputs and how a sentence names it.
KINDS = {
    "postings": ("postings", "offres d'emploi"),
    "profiles": ("profiles", "profils sectoriels"),
    "catalogue": ("courses", "formations"),
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


def database() -> Any:
    """The store's database, opened once per address.

    Raises:
        StoreUnavailable: it cannot be opened.
    """
    return _open(Settings.from_environment().database_url)


@st.cache_resource(max_entries=2, show_spinner=False)
def _open(url: str) -> Any:
    return open_database(url)


def imports() -> pd.DataFrame:
    """Files kept, latest first (:func:`planner.store.list_imports`)."""
    return list_imports(database())


def versions() -> pd.DataFrame:
    """Versions of catalogues, each provider's one in use marked (:func:`planner.store.list_versions`)."""
    return list_versions(database())


def corrections() -> Corrections:
    """What people said of readings, in force."""
    return Corrections.of(list_corrections(database()))


def signature(kept: pd.DataFrame, own: bool) -> str:
    """What the inputs are made of, without reading them: cheap enough for every click."""
    if own:
        used = versions()
        restored = used.loc[used["in_use"], ["provider", "import_id"]].to_csv(index=False, header=False)
        return (
            f"imports:{','.join(f'{row.id}-{row.sha256}' for row in kept.itertuples(index=False))}:{restored}"
        )
    files = demonstration()
    stats = [path.stat() for path in (*files.postings, *files.profiles, *files.catalogue, *files.actors)]
    return "demonstration:" + ",".join(f"{stat.st_mtime_ns}-{stat.st_size}" for stat in stats)


def load(kept: pd.DataFrame, own: bool, references: References) -> Loaded:
    """Read the inputs; a kind that nobody imported comes from the demonstration, and a message says so."""
    inputs = load_inputs(Files(), references)
    imported = set(kept["kind"]) if own else set(KINDS)
    borrowed = tuple(
        label for kind, (_, label) in KINDS.items() if kind not in imported and kind != NEVER_BORROWED
    )
    if own:
        inputs = _with_imports(inputs, kept, borrowed)
    frames = (inputs.postings, inputs.profiles, inputs.courses, inputs.actors)
    keys = [content_key(frame) for frame in frames]
    return Loaded(inputs, "-".join(keys), keys[0], borrowed)


def content_key(frame: pd.DataFrame) -> str:
    """SHA-256 of a table's column names and values, in their order."""
    digest = hashlib.sha256("|".join(frame.columns).encode())
    digest.update(pd.util.hash_pandas_object(frame, index=False).to_numpy().tobytes())
    return digest.hexdigest()


def _with_imports(shown: Inputs, kept: pd.DataFrame, borrowed: tuple[str, ...]) -> Inputs:
    """``shown`` with the imported kinds in place of the demonstration's."""
    frames = {field: _kept(kind) for kind, (field, label) in KINDS.items() if label not in borrowed}
    messages = tuple(
        Message("", "conseil", f"Aucun import de {label} : la démonstration en tient lieu.")
        for label in borrowed
    )
    if NEVER_BORROWED not in set(kept["kind"]):
        messages += (Message("", "conseil", NO_ACTORS),)
    files = tuple(dict.fromkeys(reversed(kept["filename"].tolist())))
    return replace(shown, **frames, files=files, messages=messages, demonstration=False)


def _kept(kind: str) -> pd.DataFrame:
    """Rows of a kind in use: of a catalogue, each provider's version in use."""
    return load_catalogue(database()) if kind == "catalogue" else load_table(database(), kind)
