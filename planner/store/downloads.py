"""Files fetched from official sites: each version is kept under its checksum, with what the site said of it."""

from __future__ import annotations

import datetime
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

KNOWN = "dernier.json"
DRAFT = ".partiel-"
ABANDONED = datetime.timedelta(
    days=1
)  # a draft older than that was left by a fetch that was killed; our choice


@dataclass(frozen=True, slots=True)
class KeptFile:
    """The latest version of a file: where it came from, its validators (RFC 9110), its SHA-256, its name here.

    ``received`` and ``checked``: when it came, and when the site last said that it was still the one (ISO 8601, UTC).
    """

    address: str
    etag: str
    last_modified: str
    sha256: str
    filename: str
    received: str = ""
    checked: str = ""


@dataclass(frozen=True, slots=True)
class DownloadShelf:
    """``PLANNER_HOME/telechargements/<name>/``: versions are added, never replaced."""

    home: Path

    def noted(self, name: str) -> KeptFile | None:
        """What was noted of the latest version kept under a name, None when there is none."""
        try:
            return KeptFile(**json.loads((self.folder(name) / KNOWN).read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def latest(self, name: str) -> KeptFile | None:
        """The latest version kept under a name, None when there is none, or its file is gone or damaged."""
        kept = self.noted(name)
        if kept is None or not self.path(name, kept).is_file():
            return None
        with self.path(name, kept).open("rb") as file:
            return kept if hashlib.file_digest(file, "sha256").hexdigest() == kept.sha256 else None

    def keep(self, name: str, draft: Path, kept: KeptFile) -> Path:
        """Put a whole file in place, then remember it as the latest version.

        Raises:
            OSError: the folder cannot be written; what was known stays.
        """
        path = self.path(name, kept)
        draft.replace(path)
        self._note(name, kept)
        return path

    def confirm(self, name: str, kept: KeptFile, checked: str) -> None:
        """Note that the site still gives that version.

        Raises:
            OSError: the folder cannot be written; what was known stays.
        """
        self._note(name, replace(kept, checked=checked))

    def path(self, name: str, kept: KeptFile) -> Path:
        """Where a version stands."""
        return self.folder(name) / f"{kept.sha256[:12]}-{kept.filename}"

    @contextmanager
    def draft(self, name: str, filename: str, now: datetime.datetime) -> Iterator[Path]:
        """Where to write a file before it is trusted, under its own name; it vanishes unless :meth:`keep` took it.

        Raises:
            OSError: the folder cannot be written.
        """
        folder = self.folder(name)
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f"{DRAFT}*"):
            if left.stat().st_mtime < (now - ABANDONED).timestamp():
                shutil.rmtree(left)
        with tempfile.TemporaryDirectory(prefix=DRAFT, dir=folder) as place:
            yield Path(place) / filename

    def folder(self, name: str) -> Path:
        """Folder of the versions of a file."""
        return self.home / "telechargements" / name

    def _note(self, name: str, kept: KeptFile) -> None:
        note = self.folder(name) / KNOWN
        partial = note.with_name(f".{KNOWN}.partiel")
        partial.write_text(json.dumps(asdict(kept), ensure_ascii=False), encoding="utf-8")
        partial.replace(note)
