"""Installing the official releases: everything is read and checked before anything is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pandas as pd

from planner.references import esco, registers, rome
from planner.references.archive import Archive, UnusableReference, is_zip, open_files, open_zip
from planner.references.recognise import (
    UNSTATED_ESCO_VERSION,
    VERSION_FILE,
    Recognised,
    member_kind,
    read_tables,
    recognise,
    title,
)
from planner.refusal import Refusal
from planner.store import Release, newest_release, same_release_installed, save_release
from planner.words import IN_FRENCH, Words

Progress = Callable[[str, int, int], None]
Tables = Mapping[str, pd.DataFrame]
Item = TypeVar("Item")
Result = TypeVar("Result")

TIDY = {
    rome.KIND: rome.tidy,
    esco.KIND: esco.tidy,
    registers.CERTIF_INFO: registers.tidy_certif_info,
    registers.FRANCE_COMPETENCES: registers.tidy_france_competences,
}
LICENCES = {rome.KIND: rome.LICENCE, esco.KIND: esco.LICENCE, **registers.LICENCES}

# French names of the tables, for the progress bar.
TABLE_NAMES = {
    "occupations": "métiers",
    "appellations": "appellations",
    "competences": "compétences",
    "savoirs": "savoirs",
    "links": "liens",
    "coherence": "cœurs de métier",
    "texts": "définitions",
    "skills": "compétences",
    "occupation_skills": "liens métier–compétence",
    "skill_skills": "liens entre compétences",
    "broader": "hiérarchie",
    "skill_groups": "groupes de compétences",
    "certifications": "certifications",
    "nsf": "spécialités NSF",
    "rome": "métiers ROME",
    "formacode": "Formacodes",
    "successors": "certifications remplacées",
}


class InstallationRefused(Refusal):
    """At least one file is unusable and nothing was installed; ``str()`` gives one French line per file."""

    def __init__(self, problems: Sequence[UnusableReference]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Installed:
    """Outcome for one release: ``changed`` is false when that very file was there already,
    ``in_use`` is false when a newer version is installed."""

    release: Release
    changed: bool
    in_use: bool

    @property
    def sentence(self) -> str:
        """What happened, in French."""
        return self.said(IN_FRENCH)

    def said(self, words: Words) -> str:
        """What happened."""
        done = (
            words.say("{release} : installé.")
            if self.changed
            else words.say("{release} : déjà installé, rien n’a changé.")
        )
        sentence = done.format(release=title(self.release))
        if self.in_use:
            return sentence
        if self.release.version == UNSTATED_ESCO_VERSION:
            other = words.say(
                "La version numérotée reste utilisée ; si ce fichier est plus récent, redonnez-lui son nom d’origine, qui porte "
                "sa version."
            )
        else:
            other = words.say("Une version plus récente reste utilisée.")
        return f"{sentence} {other}"


def install(paths: Iterable[Path], home: Path, progress: Progress | None = None) -> list[Installed]:
    """Install official files: zips, or the CSV files of a release given together.

    Every file is read and checked first; one unusable file and nothing is installed.

    Args:
        paths: files as downloaded, any name.
        home: PLANNER_HOME.
        progress: called with (step in French, steps done, steps in all).

    Raises:
        InstallationRefused: every unusable file with its reason.
        UnusableRelease: the disk refused; releases saved before stay whole.
    """
    problems: list[UnusableReference] = []
    found = _attempt(lambda archive: (archive, recognise(archive)), _open_all(paths, problems), problems)
    steps = _Steps(progress, sum(len(recognised.members) + 1 for _, recognised in found))
    read = _attempt(lambda pair: _read(*pair, steps), found, problems)
    if problems:
        raise InstallationRefused(problems)
    outcomes = [_keep(home, release, tables, steps) for release, tables in read]
    steps.finish()
    return outcomes


class _Steps:
    """Tells the listener which step begins and how many are done."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._done = 0
        self._total = total

    def begin(self, step: str) -> None:
        if self._progress:
            self._progress(step, self._done, self._total)
        self._done += 1

    def finish(self) -> None:
        if self._progress:
            self._progress("Terminé", self._total, self._total)


def _attempt(do: Callable[[Item], Result], items: Iterable[Item], problems: list) -> list[Result]:
    """Apply ``do`` to each item; files that it refuses join ``problems`` so that all are told at once."""
    results = []
    for item in items:
        try:
            results.append(do(item))
        except UnusableReference as problem:
            problems.append(problem)
    return results


def _open_all(paths: Iterable[Path], problems: list[UnusableReference]) -> list[Archive]:
    """Open each zip, and gather the loose files of a same release."""
    keyed = _attempt(lambda path: (_release_key(path), path), paths, problems)
    zips = [path for key, path in keyed if key is None]
    loose: dict[tuple[str, str], list[Path]] = {}
    # Sorted so that ESCO files without language follow those of a language, which they join.
    for key, path in sorted(((key, path) for key, path in keyed if key), reverse=True):
        shared = key == (esco.KIND, "") and next((other for other in loose if other[0] == esco.KIND), None)
        loose.setdefault(shared or key, []).append(path)
    return _attempt(open_zip, zips, problems) + _attempt(open_files, loose.values(), problems)


def _release_key(path: Path) -> tuple[str, str] | None:
    """What tells the release of a loose file: kind and language; None for a zip."""
    if is_zip(path):
        return None
    if path.name.lower() == VERSION_FILE:
        return rome.KIND, ""
    known = member_kind(open_files([path]), path.name)
    if known is None:
        return "", path.name
    suffix = re.search(r"_([a-z]{2})\.csv$", path.name.lower())
    return known[0], suffix[1] if suffix and known[0] == esco.KIND else ""


def _read(archive: Archive, recognised: Recognised, steps: _Steps) -> tuple[Release, Tables]:
    raw = {}
    for table in recognised.members:
        steps.begin(f"{title(recognised)} : lecture, {TABLE_NAMES[table]}")
        raw[table] = read_tables(archive, recognised, table)
    tables = TIDY[recognised.kind](raw)
    release = Release(
        kind=recognised.kind,
        version=recognised.version,
        lang=recognised.lang,
        date=recognised.date,
        licence=LICENCES[recognised.kind],
        sha256=archive.sha256,
        file=archive.name,
        rows={name: len(table) for name, table in tables.items()},
        rows_read={name: len(table) for name, table in raw.items()},
    )
    return release, tables


def _keep(home: Path, release: Release, tables: Tables, steps: _Steps) -> Installed:
    steps.begin(f"{title(release)} : enregistrement")
    changed = not same_release_installed(home, release)
    if changed:
        save_release(home, release, tables)
    newest = newest_release(home, release.kind, release.lang)
    return Installed(release, changed, in_use=newest is not None and newest.name == release.name)
