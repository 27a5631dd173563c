"""Installed releases of the official references, in ``PLANNER_HOME/references``.

One folder per release, ``rome-60`` or ``esco-1.1.1-en``: Parquet tables and a manifest that
says where they come from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from planner.refusal import Refusal
from planner.store.folders import MANIFEST, UNREADABLE, read_manifest, read_tables, recover, write_folder

FOLDER = "references"


class UnusableRelease(Refusal):
    """An installed release that can no longer be read, or could not be written; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Release:
    """Identity card of an official release.

    Attributes:
        kind: "rome" or "esco".
        version: as its publisher writes it, "60" or "1.1.1".
        lang: "fr" or "en" for ESCO, None for ROME.
        date: publication date when the files state it, else their newest date; ISO 8601.
        licence: licence and publisher, in French.
        sha256: of the file that was installed.
        file: name of that file.
        rows: rows of each table kept.
        rows_read: rows read in each official file.
    """

    kind: str
    version: str
    lang: str | None
    date: str
    licence: str
    sha256: str
    file: str
    rows: Mapping[str, int]
    rows_read: Mapping[str, int]

    @property
    def name(self) -> str:
        """Folder name, unique per kind, version and language."""
        return "-".join(part for part in (self.kind, self.version, self.lang) if part)


def save_release(home: Path, release: Release, tables: Mapping[str, pd.DataFrame]) -> None:
    """Keep a release; one of the same name is replaced, in one step.

    Raises:
        UnusableRelease: it could not be written; nothing has changed.
    """
    target = home / FOLDER / release.name
    try:
        write_folder(target, tables, asdict(release))
    except OSError as error:
        raise UnusableRelease(
            f"« {release.file} » n’a pas pu être enregistré dans « {target.parent} » ({error.strerror}). "
            "Rien n’a changé. Vérifiez la place libre et les droits d’écriture, puis recommencez."
        ) from error


def list_releases(home: Path, kind: str | None = None) -> list[Release]:
    """Installed releases, newest version first within a kind and language.

    Raises:
        UnusableRelease: the manifest of one of them is damaged.
    """
    recover(home / FOLDER)
    folders = sorted((home / FOLDER).glob(f"[!.]*/{MANIFEST}"))
    releases = [_read_release(manifest.parent) for manifest in folders]
    chosen = [release for release in releases if kind in (None, release.kind)]
    newest_first = sorted(chosen, key=_age, reverse=True)
    return sorted(newest_first, key=lambda release: (release.kind, release.lang or ""))


def newest_release(home: Path, kind: str, lang: str | None = None) -> Release | None:
    """The release in use: the newest version of that kind and language."""
    return next((release for release in list_releases(home, kind) if release.lang == lang), None)


def same_release_installed(home: Path, release: Release) -> bool:
    """Whether this very file is installed already; a damaged copy does not count, it is to be replaced."""
    folder = home / FOLDER / release.name
    try:
        return _read_release(folder).sha256 == release.sha256 and bool(read_tables(folder, release.rows))
    except (UnusableRelease, *UNREADABLE):
        return False


def load_release(
    home: Path, release: Release, tables: Iterable[str] | None = None
) -> dict[str, pd.DataFrame]:
    """Load tables of a release (all of them by default).

    Raises:
        UnusableRelease: a table is damaged.
    """
    folder = home / FOLDER / release.name
    try:
        return read_tables(folder, release.rows if tables is None else tables)
    except UNREADABLE as error:
        raise UnusableRelease(_damaged(folder)) from error


def _read_release(folder: Path) -> Release:
    try:
        return Release(**read_manifest(folder))
    except UNREADABLE as error:
        raise UnusableRelease(_damaged(folder)) from error


def _age(release: Release) -> tuple[tuple[int, ...], str]:
    return tuple(int(number) for number in re.findall(r"\d+", release.version)), release.date


def _damaged(folder: Path) -> str:
    return (
        f"Le référentiel installé « {folder.name} » ne se lit plus (dossier « {folder} »). "
        "Installez de nouveau le fichier officiel, ou supprimez ce dossier pour revenir à l’extrait fourni."
    )
