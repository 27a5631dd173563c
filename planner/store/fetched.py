"""Offers fetched from France Travail, a file a département and day, and what is known of downloaded files."""

from __future__ import annotations

import datetime
import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class OfferShelf:
    """``PLANNER_HOME/offres/44/2026-11-23.json.gz``: each file is whole, or absent."""

    home: Path

    def finished(self, dept: str, day: datetime.date) -> bool:
        """True when the day was over when it was kept: nothing more can come."""
        path = self._path(dept, day)
        return path.is_file() and bool(_read(path)["finished"])

    def keep(
        self, dept: str, day: datetime.date, offers: Sequence[Mapping[str, Any]], *, finished: bool
    ) -> None:
        """Put the offers of a day in the place of what was kept for it.

        Raises:
            OSError: the folder cannot be written; what was kept stays.
        """
        path = self._path(dept, day)
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{path.name}.partiel")
        text = json.dumps({"finished": finished, "resultats": list(offers)}, ensure_ascii=False)
        try:
            partial.write_bytes(gzip.compress(text.encode(), mtime=0))
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)

    def offers(
        self, depts: Sequence[str], first: datetime.date, last: datetime.date
    ) -> Iterator[dict[str, Any]]:
        """Offers kept for these départements and days, each once, in the order of départements and days."""
        seen: set[str] = set()
        for dept in depts:
            for path in sorted(self._folder(dept).glob("*.json.gz")):
                if not first.isoformat() <= path.name.removesuffix(".json.gz") <= last.isoformat():
                    continue
                for offer in _read(path)["resultats"]:
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


def _read(path: Path) -> dict[str, Any]:
    return json.loads(gzip.decompress(path.read_bytes()))
