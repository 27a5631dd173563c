"""Offers fetched from France Travail: a file a département and day, and a note of the last fetch."""

from __future__ import annotations

import datetime
import gzip
import json
import os
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

NOTE = "derniere.json"
DAMAGES = (EOFError, zlib.error, gzip.BadGzipFile, ValueError, KeyError, TypeError)


@dataclass(frozen=True, slots=True)
class LastFetch:
    """The last fetch that went to its end: moment (ISO 8601, UTC), départements, first day asked, offers received."""

    at: str
    depts: tuple[str, ...]
    first: str
    offers: int


@dataclass(frozen=True, slots=True)
class OfferShelf:
    """``PLANNER_HOME/offres/44/2026-11-23.json.gz``: each file is whole, or absent."""

    home: Path

    def finished(self, dept: str, day: datetime.date) -> bool:
        """True when the day was over when it was kept: nothing more can come. False for a damaged file."""
        return _read(self._path(dept, day)).finished

    def day(self, dept: str, day: datetime.date) -> list[dict[str, Any]]:
        """Offers kept for a day of a département; none when it was never asked, or its file is damaged."""
        return _read(self._path(dept, day)).offers

    def keep(
        self, dept: str, day: datetime.date, offers: Sequence[Mapping[str, Any]], *, finished: bool
    ) -> None:
        """Put the offers of a day in the place of what was kept for it.

        Raises:
            OSError: the folder cannot be written; what was kept stays.
        """
        text = json.dumps({"finished": finished, "resultats": list(offers)}, ensure_ascii=False)
        _write(self._path(dept, day), gzip.compress(text.encode(errors="replace"), mtime=0))

    def remember(self, fetch: LastFetch) -> None:
        """Note the last fetch.

        Raises:
            OSError: the folder cannot be written.
        """
        _write(self.home / "offres" / NOTE, json.dumps(asdict(fetch)).encode())

    def last_fetch(self) -> LastFetch | None:
        """The last fetch that went to its end, None when there was none or its note is damaged."""
        try:
            told = json.loads((self.home / "offres" / NOTE).read_text(encoding="utf-8"))
            return LastFetch(str(told["at"]), tuple(told["depts"]), str(told["first"]), int(told["offers"]))
        except (FileNotFoundError, *DAMAGES):
            return None

    def offers(
        self, depts: Sequence[str], first: datetime.date, last: datetime.date
    ) -> Iterator[dict[str, Any]]:
        """Offers kept for these départements and days, each once, in the order of départements and days."""
        seen: set[str] = set()
        for dept in depts:
            for path in sorted(self._folder(dept).glob("*.json.gz")):
                if not first.isoformat() <= path.name.removesuffix(".json.gz") <= last.isoformat():
                    continue
                for offer in _read(path).offers:
                    if offer["id"] not in seen:
                        seen.add(offer["id"])
                        yield offer

    def _folder(self, dept: str) -> Path:
        return self.home / "offres" / dept

    def _path(self, dept: str, day: datetime.date) -> Path:
        return self._folder(dept) / f"{day.isoformat()}.json.gz"


def kept_days(home: Path, before: datetime.date) -> list[Path]:
    """Files of the days before ``before``, of every département."""
    files = sorted((home / "offres").glob("*/*.json.gz"))
    return [path for path in files if path.name.removesuffix(".json.gz") < before.isoformat()]


@dataclass(frozen=True, slots=True)
class _Day:
    finished: bool
    offers: list[dict[str, Any]]


def _read(path: Path) -> _Day:
    """A day as it was kept; nothing of it when it is absent or damaged: it will be asked again."""
    try:
        told = json.loads(gzip.decompress(path.read_bytes()))
        return _Day(bool(told["finished"]), list(told["resultats"]))
    except (FileNotFoundError, *DAMAGES):
        return _Day(False, [])


def _write(path: Path, content: bytes) -> None:
    """Put a whole file in place at once, whoever else writes it at the same moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}.partiel")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
