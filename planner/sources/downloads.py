"""Fetching one official file: only if it changed, within a size, whole, and with the checksum that was published."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import requests

from planner import french
from planner.sources.connection import MEBIBYTE, Connection, SourceUnavailable, said, unavailable
from planner.store import DownloadShelf, KeptFile

Progress = Callable[[str, int, int], None]
CHECKSUMS = ("sha1", "sha256", "sha512", "md5")  # as data.gouv.fr names them
LONGEST_DOWNLOAD = 3_600.0  # seconds: 500 Mio at 1 Mbit/s would take longer; hypothèse
LONGEST_NAME = 100  # characters of a file name, well within what disks take
GIVEN, UNCHANGED = 200, 304


@dataclass(frozen=True, slots=True)
class Resource:
    """A file to fetch: address, name for people, most bytes accepted, published checksum (algorithm, hexadecimal)."""

    address: str
    title: str
    most: int
    checksum: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Download:
    """A file received, or already here: ``changed`` is False when it is the version kept before.

    ``verified`` names the published checksum that it has, "" when none was published.
    """

    title: str
    path: Path
    size: int
    changed: bool
    verified: str

    @property
    def sentence(self) -> str:
        """What came, in French."""
        if not self.changed:
            return f"{self.title} : inchangé depuis la dernière réception."
        proof = f"empreinte {self.verified} vérifiée" if self.verified else "sans empreinte publiée"
        return f"{self.title} : reçu, {french.number(self.size / MEBIBYTE, 1)} Mio, {proof}."


@contextmanager
def downloaded(
    connection: Connection,
    resource: Resource,
    name: str,
    shelf: DownloadShelf,
    now: datetime.datetime,
    progress: Progress,
) -> Iterator[Download]:
    """Fetch ``resource``, for the block to try; ``shelf`` keeps it under ``name`` if the block raises nothing.

    A site that gives neither ETag nor Last-Modified (ROME's does not) is asked for the whole file each time; the
    checksum then says whether it changed. ``now`` is in UTC.

    Raises:
        SourceUnavailable: unreachable, larger than ``resource.most``, cut short, or not the published checksum;
            what was kept before stays.
        OSError: the shelf cannot be written.
    """
    source, moment = f"« {resource.title} »", now.isoformat(timespec="seconds")
    latest = shelf.latest(name)
    known = latest if latest is not None and latest.address == resource.address else None
    with connection.answer(source, "GET", resource.address, headers=_conditions(known)) as answer:
        if known is not None and answer.status_code == UNCHANGED:
            path = shelf.path(name, known)
            yield Download(resource.title, path, path.stat().st_size, False, "")
            shelf.confirm(name, known, moment)
            return
        if answer.status_code != GIVEN:
            raise unavailable(source, said(answer))
        with shelf.draft(name, _filename(answer), now) as draft:
            sha256 = _receive(connection, answer, resource, draft, progress)
            etag, modified = answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", "")
            kept = KeptFile(resource.address, etag, modified, sha256, draft.name, moment, moment)
            changed = latest is None or latest.sha256 != sha256
            verified = resource.checksum[0] if resource.checksum else ""
            yield Download(resource.title, draft, draft.stat().st_size, changed, verified)
            shelf.keep(name, draft, kept)


def _conditions(latest: KeptFile | None) -> dict[str, str]:
    """Headers that ask for the file only if it is another one."""
    if latest is None:
        return {}
    told = {"If-None-Match": latest.etag, "If-Modified-Since": latest.last_modified}
    return {header: value for header, value in told.items() if value}


def _receive(
    connection: Connection, answer: requests.Response, resource: Resource, draft: Path, progress: Progress
) -> str:
    """Write the body to ``draft``, checked; returns its SHA-256."""
    told = _announced(answer)
    algorithm, expected = resource.checksum or ("", "")
    published = hashlib.new(algorithm, usedforsecurity=False) if algorithm else None
    sha256, size = hashlib.sha256(), 0
    if told > resource.most:
        raise _doubtful(resource, f"il pèserait plus de {resource.most // MEBIBYTE} Mio, la taille admise")
    with draft.open("wb") as file:
        for chunk in connection.body(answer, f"« {resource.title} »", resource.most, LONGEST_DOWNLOAD):
            size += len(chunk)
            file.write(chunk)
            sha256.update(chunk)
            if published is not None:
                published.update(chunk)
            progress(f"réception de {resource.title}", size, max(told, size))
    if published is not None and published.hexdigest() != expected.lower():
        raise _doubtful(resource, f"l'empreinte {algorithm} n'est pas celle publiée")
    return sha256.hexdigest()


def _announced(answer: requests.Response) -> int:
    """Content-Length, 0 when unknown."""
    told = answer.headers.get("Content-Length", "")
    return int(told) if told.isascii() and told.isdigit() else 0


def _doubtful(resource: Resource, reason: str) -> SourceUnavailable:
    return SourceUnavailable(
        f"« {resource.title} » n'a pas été gardé : {reason}. La version précédente reste en place. "
        "Recommencez plus tard, ou téléchargez le fichier vous-même et donnez-le à la commande qui l'installe."
    )


def _filename(answer: requests.Response) -> str:
    """Name that the site gives, made safe for any disk."""
    disposition = re.search(r'filename="?([^";]+)', answer.headers.get("Content-Disposition", ""))
    told = disposition[1] if disposition else unquote(urlsplit(answer.url).path)
    safe = re.sub(r"[^\w.-]+", "_", PurePosixPath(told.replace("\\", "/")).name).lstrip(".")
    return safe[-LONGEST_NAME:] or "fichier"
