"""Opening official files without trusting them: zip archives, or CSV files given together.

Nothing is ever extracted to disk. Sizes are bounded before anything is decompressed, and
every fault of the file becomes an :class:`UnusableReference` whose text a screen can show.
"""

from __future__ import annotations

import csv
import hashlib
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import IO

import pandas as pd

# Our choices. The largest official release (ESCO in one language) is 42 MB once opened,
# its most compressible member 22 times its packed size, in 20 members; ROME has 28.
MAX_OPENED_BYTES = 512 * 2**20
MAX_RATIO = 150
MAX_MEMBERS = 500
MAX_HEADER_BYTES = 65_536

ZIP_SIGNATURE = b"PK"
SEPARATORS = ",;\t"
DAMAGES = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, OSError)
DOWNLOAD_AGAIN = "Téléchargez de nouveau le fichier officiel, puis recommencez."


class UnusableReference(Exception):
    """An official file that cannot be installed: what was found, what was expected, what to do.

    ``str()`` is one French message, shown as it is.
    """

    def __init__(self, file: str, found: str, expected: str, remedy: str = DOWNLOAD_AGAIN) -> None:
        super().__init__(f"« {file} » : {found}. Attendu : {expected}. {remedy}")
        self.file = file


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an official release and what makes it usable.

    ``pattern`` is its official name without folder, ``columns`` those the importer needs,
    the first being the key, every value of which matches ``key``; under ``minimum`` rows
    the release is not whole.
    """

    table: str
    pattern: str
    columns: tuple[str, ...]
    key: str
    minimum: int
    required: bool = True


@dataclass(frozen=True)
class Archive:
    """Named byte streams that belong to one release.

    ``date`` is the newest modification date of its members, ISO 8601.
    """

    name: str
    sha256: str
    date: str
    streams: Mapping[str, Callable[[], AbstractContextManager[IO[bytes]]]] = field(repr=False)

    def header(self, member: str) -> list[str]:
        """Column names of a CSV member; empty when its first line is no CSV in UTF-8."""
        with self._open(member) as stream:
            line = stream.readline(MAX_HEADER_BYTES)
        try:
            text = line.decode("utf-8-sig").strip()
            return next(csv.reader([text], delimiter=_separator(text)), [])
        except (UnicodeDecodeError, csv.Error):
            return []

    def text(self, member: str) -> str:
        """The first lines of a text member, wrong bytes replaced: only numbers are read there."""
        with self._open(member) as stream:
            return stream.read(MAX_HEADER_BYTES).decode("utf-8-sig", errors="replace")

    def table(self, member: str, spec: Member) -> pd.DataFrame:
        """Read a CSV member, all columns as text, and check it against its specification.

        Raises:
            UnusableReference: damaged, not in UTF-8, columns missing, ragged or too few rows.
        """
        header = self.header(member)
        missing = [column for column in spec.columns if column not in header]
        if missing:
            found = f"« {member} » n’a pas la colonne {', '.join(missing)}"
            raise UnusableReference(self.name, found, f"les colonnes {', '.join(spec.columns)}")
        if len(set(header)) < len(header):
            found = f"« {member} » porte deux fois le même titre de colonne"
            raise UnusableReference(self.name, found, "des titres tous différents")
        with self._open(member) as stream:
            rows = self._rows(member, stream.read().decode("utf-8-sig"), len(header))
        frame = pd.DataFrame(rows, columns=header, dtype="str")
        _check_rows(self.name, member, frame, spec)
        return frame

    def _rows(self, member: str, text: str, width: int) -> list[list[str]]:
        """Records of a CSV text after its header, all of that width.

        The standard parser is used because pandas and pyarrow let a short row or a quotation
        mark never closed pass, the two marks of a file cut short.
        """
        start = text[:MAX_HEADER_BYTES]
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(start), strict=True)
        rows: list[list[str]] = []
        try:
            for row in filter(None, islice(reader, 1, None)):
                if len(row) != width:
                    found = f"« {member} », ligne {reader.line_num} : {len(row)} valeur(s)"
                    raise UnusableReference(self.name, found, f"{width} valeurs par ligne")
                rows.append(row)
        except csv.Error as error:
            found = f"« {member} », ligne {reader.line_num} : guillemet jamais refermé ou valeur illisible"
            raise UnusableReference(self.name, found, "le fichier officiel, sans modification") from error
        return rows

    @contextmanager
    def _open(self, member: str) -> Iterator[IO[bytes]]:
        """Open a member and turn the faults met while reading it into a sentence."""
        try:
            with self.streams[member]() as stream:
                yield stream
        except DAMAGES as error:
            found = f"le membre « {member} » est endommagé ({error})"
            raise UnusableReference(self.name, found, "une archive entière") from error
        except UnicodeDecodeError as error:
            found = f"« {member} » n’est pas écrit en UTF-8"
            raise UnusableReference(self.name, found, "le fichier officiel, en UTF-8") from error


def open_zip(path: Path) -> Archive:
    """Open an official zip and check that it can be decompressed safely.

    Raises:
        UnusableReference: absent, empty, truncated, encrypted, or opening to an unreasonable size.
    """
    _check_file(path)
    try:
        with zipfile.ZipFile(path) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
    except DAMAGES as error:
        found = f"archive zip tronquée ou endommagée ({path.stat().st_size} octets)"
        raise UnusableReference(path.name, found, "une archive zip entière") from error
    _check_members(path.name, members)
    streams = {info.filename: partial(_zip_member, path, info.filename) for info in members}
    newest = max(("{:04}-{:02}-{:02}".format(*info.date_time) for info in members), default="")
    return Archive(path.name, _digest([path]), newest, streams)


def open_files(paths: Iterable[Path]) -> Archive:
    """Gather loose CSV (and version.txt) files of one release.

    Raises:
        UnusableReference: a file is absent or empty.
    """
    paths = sorted(paths, key=lambda path: path.name)
    for path in paths:
        _check_file(path)
    name = paths[0].name if len(paths) == 1 else f"{paths[0].name} et {len(paths) - 1} autres"
    newest = max(datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat() for path in paths)
    streams = {path.name: partial(_loose_file, path) for path in paths}
    return Archive(name, _digest(paths), newest, streams)


def is_zip(path: Path) -> bool:
    """Whether the file starts like a zip, whatever its name."""
    _check_file(path)
    with path.open("rb") as stream:
        return stream.read(len(ZIP_SIGNATURE)) == ZIP_SIGNATURE


def base_name(member: str) -> str:
    """Name of a member without its folders (archives made on Windows may hold backslashes)."""
    return PurePosixPath(member.replace("\\", "/")).name


def _check_file(path: Path) -> None:
    expected = "un fichier officiel ROME, ESCO, Certif Info ou France compétences (zip ou csv)"
    if not path.is_file():
        raise UnusableReference(path.name, "fichier introuvable", expected, "Vérifiez le chemin.")
    try:
        with path.open("rb") as stream:
            empty = not stream.read(1)
    except OSError as error:
        found = f"le fichier ne peut pas être lu ({error.strerror})"
        raise UnusableReference(path.name, found, expected, "Vérifiez vos droits de lecture.") from error
    if empty:
        raise UnusableReference(path.name, "le fichier est vide (0 octet)", expected)


def _check_members(name: str, members: list[zipfile.ZipInfo]) -> None:
    """Refuse encrypted archives and archives that would open to an unreasonable size."""
    if any(info.flag_bits & 0x1 for info in members):
        remedy = "Retirez le mot de passe ou téléchargez de nouveau le fichier officiel."
        raise UnusableReference(
            name, "l’archive est protégée par un mot de passe", "une archive sans mot de passe", remedy
        )
    opened = sum(info.file_size for info in members)
    ratio = max((info.file_size / max(info.compress_size, 1) for info in members), default=0)
    if opened > MAX_OPENED_BYTES or ratio > MAX_RATIO or len(members) > MAX_MEMBERS:
        found = f"l’archive s’ouvrirait en {len(members)} fichiers et {opened / 2**20:.0f} Mo"
        expected = f"au plus {MAX_MEMBERS} fichiers et {MAX_OPENED_BYTES / 2**20:.0f} Mo"
        raise UnusableReference(name, f"{found} (compression {ratio:.0f}:1)", f"{expected}, {MAX_RATIO}:1")


def _check_rows(name: str, member: str, frame: pd.DataFrame, spec: Member) -> None:
    if len(frame) < spec.minimum:
        found = f"« {member} » n’a que {len(frame)} lignes"
        raise UnusableReference(name, found, f"au moins {spec.minimum} lignes")
    wrong = ~frame[spec.columns[0]].str.match(spec.key)
    if wrong.any():
        value = frame.loc[wrong, spec.columns[0]].iloc[0]
        found = f"« {member} » : la colonne {spec.columns[0]} contient « {value[:60]} »"
        raise UnusableReference(name, found, f"la forme {spec.key}")


@contextmanager
def _loose_file(path: Path) -> Iterator[IO[bytes]]:
    with path.open("rb") as stream:
        yield stream


@contextmanager
def _zip_member(path: Path, member: str) -> Iterator[IO[bytes]]:
    with zipfile.ZipFile(path) as archive, archive.open(member) as stream:
        yield stream


def _separator(text: str) -> str:
    """The official files use commas; a spreadsheet may have saved them with semicolons."""
    return max(SEPARATORS, key=text.partition("\n")[0].count)


def _digest(paths: list[Path]) -> str:
    """SHA-256 of one file, or of the digests of several in name order."""
    digests = []
    for path in paths:
        with path.open("rb") as stream:
            digests.append(hashlib.file_digest(stream, "sha256").hexdigest())
    return digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()
