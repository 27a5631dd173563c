"""Results kept to save time, in ``PLANNER_HOME/cache``, named by what they were computed from.

An entry can disappear at any moment without harm: it is computed again.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from planner.store.folders import UNREADABLE, read_manifest, read_tables, write_folder

FOLDER = "cache"
# Our choice: enough for every file of a campaign, some hundred megabytes at most.
MAX_ENTRIES = 64

LOGGER = logging.getLogger(__name__)


def cache_key(*parts: str | bytes) -> str:
    """SHA-256 of the parts, each with its length so that ("ab", "c") differs from ("a", "bc")."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        digest.update(b"%d:" % len(content))
        digest.update(content)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Cache:
    """Tables by key. ``home`` is PLANNER_HOME."""

    home: Path

    def load(self, key: str) -> dict[str, pd.DataFrame] | None:
        """The tables of an entry, or None when it is absent or damaged (it is then removed)."""
        entry = self._entry(key)
        if not entry.exists():
            return None
        try:
            return read_tables(entry, read_manifest(entry)["tables"])
        except UNREADABLE as error:
            LOGGER.warning("Résultat gardé illisible, à recalculer : %s (%s)", entry.name, error)
            shutil.rmtree(entry, ignore_errors=True)
            return None

    def save(self, key: str, tables: Mapping[str, pd.DataFrame]) -> None:
        """Keep tables under a key, whole or not at all; the oldest entries leave first.

        A full disk costs time later, not the present result: it is logged, not raised.
        """
        try:
            write_folder(self._entry(key), tables, {"tables": list(tables)})
            self._prune()
        except OSError as error:
            LOGGER.warning("Résultat non gardé dans « %s » : %s", self.home / FOLDER, error)

    def _entry(self, key: str) -> Path:
        return self.home / FOLDER / key

    def _prune(self) -> None:
        entries = [entry for entry in (self.home / FOLDER).iterdir() if not entry.name.startswith(".")]
        entries.sort(key=lambda entry: entry.stat().st_mtime, reverse=True)
        for entry in entries[MAX_ENTRIES:]:
            shutil.rmtree(entry, ignore_errors=True)
