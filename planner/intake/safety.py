"""Hostile containers, refused before anything is unfolded in memory.

A workbook is a zip of XML: a few kilobytes may unfold into gigabytes, or name one cell at
the far corner of the sheet so that the reader allocates all that lies before. Sizes are
counted on what really comes out, never on what the archive says of itself.
"""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib

from lxml import etree

from planner.intake.cells import column_letter, column_number
from planner.intake.problems import IntakeError

MIB = 1 << 20
# Largest file taken, as given: a regional year of postings is about 30 MiB. Our choice, to stay under 1 GiB.
MAX_FILE = 80 * MIB
# Largest content once unpacked, same reason: a 20,000-row workbook unfolds into about 60 MiB.
MAX_UNPACKED = 160 * MIB
# Cells in the rectangle that holds a sheet's content: calamine keeps 32 bytes for each, empty or not.
MAX_CELLS = 8_000_000
# Characters once every shared string is copied into its cells.
MAX_SHARED = 160 * MIB
# Parts in a workbook: real ones have tens.
MAX_PARTS = 5_000
_CHUNK = MIB
_FIGURES = 9
# A cell that holds something, with its address; and the first cell of a row when it has none of its own.
_CELL = re.compile(
    rb"<(?:\w+:)?c\s(?:[^>]*\s)?r\s*=\s*[\"']([A-Za-z]{1,3})([0-9]{1,7})[\"'](?:[^>]*[^/>])?>\s*<(?!/)"
)
_BARE_ROW = re.compile(
    rb"<(?:\w+:)?row\s(?:[^>]*\s)?r\s*=\s*[\"']([0-9]{1,7})[\"'][^>]*>\s*<(?:\w+:)?c(?![^>]*\sr\s*=)[^>]*>"
)
_SHARED_REFERENCE = re.compile(rb"<(?:\w+:)?c\s[^>]*\bt=[\"']s[\"'][^>]*>\s*<(?:\w+:)?v>([0-9]{1,9})<")
_SHARED_ITEM = re.compile(rb"<(?:\w+:)?si\b.*?</(?:\w+:)?si>", re.DOTALL)


def too_big(name: str) -> IntakeError:
    """The refusal of a file, or of its content once unpacked, beyond what we read."""
    return IntakeError(
        name,
        f"Le fichier est trop gros : plus de {MAX_FILE // MIB} Mo, ou plus de {MAX_UNPACKED // MIB} Mo une fois"
        " décompressé.",
        "Découpez-le en plusieurs fichiers, ou retirez les feuilles et images inutiles.",
        rule="taille",
    )


def damaged(name: str) -> IntakeError:
    """The refusal of a container cut short or altered."""
    return IntakeError(
        name,
        "Le fichier est tronqué ou abîmé : son contenu ne s'ouvre pas.",
        "Téléchargez-le ou exportez-le de nouveau, puis vérifiez qu'il s'ouvre dans un tableur.",
        rule="fichier-abîmé",
    )


def gunzip(data: bytes, name: str) -> bytes:
    """Unpack a .gz, never beyond :data:`MAX_FILE`.

    Raises:
        IntakeError: truncated, altered, or too big once unpacked.
    """
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            unpacked = stream.read(MAX_FILE + 1)
    except (OSError, EOFError, zlib.error):
        raise damaged(name) from None
    if len(unpacked) > MAX_FILE:
        raise too_big(name)
    return unpacked


def check_archive(data: bytes, name: str) -> list[str]:
    """Names of the parts of a zip, after unpacking each one and counting.

    Raises:
        IntakeError: truncated, altered, encrypted, or too big once unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS:
                raise too_big(name)
            left = MAX_UNPACKED
            for part in parts:
                left -= _unpacked_size(archive, part, left, name)
            return [part.filename for part in parts]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
        raise damaged(name) from None


def _unpacked_size(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, name: str) -> int:
    if part.flag_bits & 1:
        raise encrypted(name)
    # zipfile stops at the size that the archive declares: raise it, so that a lie is seen, and
    # far enough for the count below to speak before zipfile finds the checksum wrong.
    part.file_size = left + 2 * _CHUNK
    size = 0
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > left:
                raise too_big(name)
    return size


def encrypted(name: str) -> IntakeError:
    """The refusal of a file locked by a password."""
    return IntakeError(
        name,
        "Le fichier est protégé par un mot de passe.",
        "Ouvrez-le dans un tableur, retirez le mot de passe (Fichier > Informations), puis enregistrez-le.",
        rule="mot-de-passe",
    )


def check_xlsx(data: bytes, name: str) -> None:
    """Refuse a workbook whose content stretches too far, or repeats long texts too often."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        shared = [part for part in archive.namelist() if part.lower().endswith("sharedstrings.xml")]
        # Any part may be declared a sheet, whatever its name says.
        parts = [part for part in archive.namelist() if part.endswith(".xml") and part not in shared]
        lengths = [len(item.group()) for part in shared for item in _SHARED_ITEM.finditer(archive.read(part))]
        total = cells = 0
        for part in parts:
            xml = archive.read(part)
            if xml.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise damaged(name)
            cells += _checked_rectangle(xml, cells, name)
            total += _shared_length(xml, lengths)
            if total > MAX_SHARED:
                raise too_big(name)


def _checked_rectangle(xml: bytes, before: int, name: str) -> int:
    """Cells of the rectangle that holds the content of a sheet."""
    found = _CELL.findall(xml)
    columns = {column.upper() for column, _ in found} | {b"A"}
    bare = [int(row) for row in _BARE_ROW.findall(xml)]
    rows = [int(row) for _, row in found] + bare
    width = 1 + max(column_number(letters.decode()) for letters in columns)
    top, bottom = min(rows, default=1), max(rows, default=1)
    if bare:
        width = max(width, *(row.count(b"<c") for row in xml.split(b"</row>")))
    area = width * (bottom - top + 1)
    if before + area > MAX_CELLS:
        raise stretched(f"{column_letter(width - 1)}{bottom}", name)
    return area


def stretched(corner: str, name: str) -> IntakeError:
    """The refusal of a sheet with a cell lost far from the table."""
    return IntakeError(
        name,
        f"Une feuille s'étend jusqu'à la cellule {corner} : elle est presque vide, et trop grande pour être lue.",
        "Copiez le tableau seul dans un nouveau classeur, puis enregistrez-le.",
        rule="taille",
    )


def _shared_length(xml: bytes, lengths: list[int]) -> int:
    if not lengths or max(lengths) * xml.count(b'="s"') <= MAX_SHARED:
        return 0
    indexes = (int(index) for index in _SHARED_REFERENCE.findall(xml))
    return sum(lengths[index] for index in indexes if index < len(lengths))


def check_ods(data: bytes, name: str) -> None:
    """Refuse a spreadsheet whose repeated cells unfold beyond :data:`MAX_CELLS`."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        try:
            content = archive.read("content.xml")
        except KeyError:
            raise damaged(name) from None
    try:
        cells = _ods_cells(content)
    except etree.XMLSyntaxError:
        raise damaged(name) from None
    if cells > MAX_CELLS:
        raise stretched("la plus lointaine", name)


def _ods_cells(content: bytes) -> int:
    """Cells once repetitions are unfolded; the empty tail of a row or sheet does not count."""
    parser = etree.iterparse(io.BytesIO(content), events=("end",), resolve_entities=False, no_network=True)
    total = pending = width = blank = 0
    for _, element in parser:
        kind = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if kind in {"table-cell", "covered-table-cell"}:
            repeat = _repeat(element, "number-columns-repeated")
            filled = len(element) > 0 or any("value" in key for key in element.attrib)
            width, blank = (width + blank + repeat, 0) if filled else (width, blank + repeat)
        elif kind == "table-row":
            repeat = _repeat(element, "number-rows-repeated")
            total, pending = (total + pending + width * repeat, 0) if width else (total, pending + repeat)
            width = blank = 0
            element.clear()
    return total


def _repeat(element: etree._Element, attribute: str) -> int:
    values = [value for key, value in element.attrib.items() if key.endswith(attribute)]
    # Beyond nine figures the exact number no longer matters.
    return int(values[0][:_FIGURES]) if values and values[0].isdecimal() else 1
