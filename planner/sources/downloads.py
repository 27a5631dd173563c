"""Fetching one official file: only if it changed, within a size, whole, and with the checksum that was published."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import requests

from planner.sources.connection import TIMEOUT, SourceUnavailable, asking
from planner.store import DownloadShelf, KeptFile

Progress = Callable[[str, int, int], None]
CHUNK = 1 << 20
MEBIBYTE = 1 << 20
CHECKSUMS = ("sha1", "sha256", "sha512", "md5")  # as data.gouv.fr names them


@dataclass(frozen=True, slots=True)
class Resource:
    """A file to fetch: address, name for people, most bytes accepted, published checksum (algorithm, hexadecimal)."""

    address: str
    title: str
    most: int
    checksum: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Download:
    """The file on this machine; ``changed`` is False when the site says that it is the one already here."""

    path: Path
    changed: bool


def download(
    session: requests.Session, resource: Resource, name: str, shelf: DownloadShelf, progress: Progress
) -> Download:
    """Fetch ``resource`` and keep it on ``shelf`` under ``name``.

    Raises:
        SourceUnavailable: unreachable, larger than ``resource.most``, cut short, or not the published checksum;
            what was kept before stays.
        OSError: the shelf cannot be written.
    """
    latest = shelf.latest(name)
    latest = latest if latest is not None and latest.address == resource.address else None
    with (
        asking(f"« {resource.title} »"),
        session.get(resource.address, headers=_conditions(latest), stream=True, timeout=TIMEOUT) as answer,
    ):
        answer.raise_for_status()
        if latest is not None and answer.status_code == 304:
            return Download(shelf.path(name, latest), False)
        draft = shelf.draft(name)
        try:
            sha256 = _receive(answer, resource, draft, progress)
            kept = KeptFile(
                resource.address,
                answer.headers.get("ETag", ""),
                answer.headers.get("Last-Modified", ""),
                sha256,
                _filename(answer),
            )
            return Download(shelf.keep(name, draft, kept), latest is None or latest.sha256 != sha256)
        finally:
            draft.unlink(missing_ok=True)


def _conditions(latest: KeptFile | None) -> dict[str, str]:
    """Headers that ask for the file only if it is another one."""
    if latest is None:
        return {}
    told = {"If-None-Match": latest.etag, "If-Modified-Since": latest.last_modified}
    return {header: value for header, value in told.items() if value}


def _receive(answer: requests.Response, resource: Resource, draft: Path, progress: Progress) -> str:
    """Write the body to ``draft``, checked; returns its SHA-256."""
    told = int(answer.headers.get("Content-Length") or 0)
    plain = "Content-Encoding" not in answer.headers
    algorithm, expected = resource.checksum or ("", "")
    published = hashlib.new(algorithm, usedforsecurity=False) if algorithm in CHECKSUMS else None
    sha256, size = hashlib.sha256(), 0
    _within(told, resource)
    with draft.open("wb") as file:
        for chunk in answer.iter_content(CHUNK):
            size += len(chunk)
            _within(size, resource)
            file.write(chunk)
            sha256.update(chunk)
            if published is not None:
                published.update(chunk)
            progress(f"réception de {resource.title}", size, max(told, size))
    if plain and told and size != told:
        raise SourceUnavailable(_sentence(resource, f"{size} octets reçus sur {told}"))
    if published is not None and published.hexdigest() != expected.lower():
        raise SourceUnavailable(_sentence(resource, f"l'empreinte {algorithm} n'est pas celle publiée"))
    return sha256.hexdigest()


def _within(size: int, resource: Resource) -> None:
    if size > resource.most:
        raise SourceUnavailable(
            _sentence(resource, f"plus de {resource.most // MEBIBYTE} Mio, la taille admise")
        )


def _sentence(resource: Resource, reason: str) -> str:
    return (
        f"« {resource.title} » n'a pas été gardé : {reason}. La version précédente reste en place. "
        "Recommencez plus tard, ou téléchargez le fichier vous-même et donnez-le à la commande qui l'installe."
    )


def _filename(answer: requests.Response) -> str:
    """Name that the site gives, made safe for any disk."""
    disposition = re.search(r'filename="?([^";]+)', answer.headers.get("Content-Disposition", ""))
    told = disposition[1] if disposition else unquote(urlsplit(answer.url).path)
    return re.sub(r"[^\w.-]+", "_", PurePosixPath(told).name) or "fichier"
