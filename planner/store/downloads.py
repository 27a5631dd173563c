"""Files fetched from official sites: each version is kept under its checksum, with what the site said of it."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

KNOWN = "dernier.json"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """The latest version of a file: where it came from, its validators (RFC 9110), its SHA-256, its name here."""

    address: str
    etag: str
    last_modified: str
    sha256: str
    filename: str


@dataclass(frozen=True, slots=True)
class DownloadShelf:
    """``PLANNER_HOME/telechargements/<name>/``: versions are added, never replaced."""

    home: Path

    def latest(self, name: str) -> KeptFile | None:
        """The latest version kept under a name, None when there is none or its file is gone."""
        note = self.folder(name) / KNOWN
        if not note.is_file():
            return None
        kept = KeptFile(**json.loads(note.read_text(encoding="utf-8")))
        return kept if self.path(name, kept).is_file() else None

    def keep(self, name: str, draft: Path, kept: KeptFile) -> Path:
        """Put a whole file in place, then remember it as the latest version.

        Raises:
            OSError: the folder cannot be written; what was known stays.
        """
        path = self.path(name, kept)
        draft.replace(path)
        note = self.folder(name) / KNOWN
        partial = note.with_name(f".{KNOWN}.partiel")
        partial.write_text(json.dumps(asdict(kept), ensure_ascii=False), encoding="utf-8")
        partial.replace(note)
        return path

    def path(self, name: str, kept: KeptFile) -> Path:
        """Where a version stands."""
        return self.folder(name) / f"{kept.sha256[:12]}-{kept.filename}"

    def draft(self, name: str) -> Path:
        """A new empty file of the folder, to fill and to hand to :meth:`keep`."""
        folder = self.folder(name)
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(prefix=".", suffix=".partiel", dir=folder, delete=False) as file:
            return Path(file.name)

    def folder(self, name: str) -> Path:
        """Folder of the versions of a file."""
        return self.home / "telechargements" / name
