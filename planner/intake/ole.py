"""Old Office files: their container and, of an .xls, what must be known before a reader opens it.

The reader lays a sheet out whole: one cell at the far corner costs half a gigabyte. So the
records are walked first, as bytes, to see how far the cells go and whether a password locks
them. References: [MS-CFB] 2.2–2.6 (container), [MS-XLS] 2.4 (records).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from planner.intake.cells import address
from planner.intake.problems import IntakeError
from planner.intake.safety import MAX_CELLS, damaged, encrypted, stretched

_HEADER, _ENTRY = 512, 128
_LAST_SECTOR = 0xFFFFFFFA  # larger numbers mark the end of a chain, or no sector
_SECTOR_SHIFTS = (9, 12)  # sectors of 512 or 4,096 bytes, the only two of the format
_MINI_SECTOR = 64
_MINI_CUTOFF = 4096
_STREAMS = ("Workbook", "Book")
_BOF, _FILE_PASS = 0x0809, 0x002F
# Records that begin with the row and the column of a cell: formula, label, number, RK, shared string…
_CELL_RECORDS = frozenset({0x0006, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00BD, 0x00D6, 0x0206, 0x0406})


def check_xls(data: bytes, name: str) -> None:
    """Refuse an .xls locked by a password, cut short, or with a cell lost far from its table.

    Raises:
        IntakeError: naming which; or that the Office file is no workbook.
    """
    try:
        stream = _workbook(data, name)
        total = 0
        for rows, columns in _extents(stream, name):
            total += (rows + 1) * (columns + 1)
            if total > MAX_CELLS:
                raise stretched(address(columns, rows + 1), name)
    except (struct.error, IndexError, MemoryError):
        raise damaged(name) from None


def _workbook(data: bytes, name: str) -> bytes:
    """Bytes of the workbook's stream, its sectors put end to end."""
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in _SECTOR_SHIFTS:
        raise damaged(name)
    size = 1 << shift
    first_directory = struct.unpack_from("<I", data, 48)[0]
    table = _allocation(data, size)
    directory = _chain(data, table, first_directory, size)
    entries = {entry[0]: entry for entry in _entries(directory)}
    found = next((entries[stream] for stream in _STREAMS if stream in entries), None)
    if found is None:
        raise IntakeError(
            name,
            "Ce fichier Office n'est pas un tableau.",
            "Ouvrez-le dans un tableur et enregistrez-le en .xlsx.",
            rule="format",
        )
    # The reader follows these chains too, whether or not the workbook stands there.
    _chain(data, table, struct.unpack_from("<I", data, 60)[0], size)
    _, start, length = found
    if length >= _MINI_CUTOFF:
        return _chain(data, table, start, size)[:length]
    root = next(iter(entries.values()))[1]
    return _mini_stream(data, table, root, start, size)[:length]


def _allocation(data: bytes, size: int) -> tuple[int, ...]:
    """The FAT: for each sector, the next one of its chain."""
    count, more = struct.unpack_from("<I", data, 44)[0], struct.unpack_from("<I", data, 68)[0]
    sectors = list(struct.unpack_from("<109I", data, 76))
    seen: set[int] = set()
    while more < _LAST_SECTOR:
        if more in seen:
            raise IndexError(more)
        seen.add(more)
        *listed, more = struct.unpack_from(f"<{size // 4}I", data, _offset(more, size))
        sectors += listed
    kept = [sector for sector in sectors[:count] if sector < _LAST_SECTOR]
    return tuple(n for s in kept for n in struct.unpack_from(f"<{size // 4}I", data, _offset(s, size)))


def _offset(sector: int, size: int) -> int:
    return max(_HEADER, size) + sector * size


def _chain(data: bytes, table: tuple[int, ...], start: int, size: int) -> bytes:
    sectors = _walk(table, start)
    return b"".join(data[_offset(s, size) : _offset(s, size) + size] for s in sectors)


def _walk(table: tuple[int, ...], start: int) -> list[int]:
    """Sectors of a chain in order; an IndexError when it loops or leaves the table."""
    sectors: list[int] = []
    while start < _LAST_SECTOR:
        # A chain longer than the table comes back on itself, and would keep the reader for ever.
        if len(sectors) > len(table):
            raise IndexError(start)
        sectors.append(start)
        start = table[start]
    return sectors


def _mini_stream(data: bytes, table: tuple[int, ...], root: int, start: int, size: int) -> bytes:
    """A stream under 4,096 bytes: kept in 64-byte sectors inside the root's own stream."""
    mini = _chain(data, table, struct.unpack_from("<I", data, 60)[0], size)
    container = _chain(data, table, root, size)
    sectors = _walk(struct.unpack(f"<{len(mini) // 4}I", mini), start)
    return b"".join(container[s * _MINI_SECTOR : (s + 1) * _MINI_SECTOR] for s in sectors)


def _entries(directory: bytes) -> Iterator[tuple[str, int, int]]:
    """(name, first sector, length) of each stream."""
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        yield name, *struct.unpack_from("<II", directory, at + 116)


def _extents(stream: bytes, name: str) -> Iterator[tuple[int, int]]:
    """(last row, last column), from 0, of the cells of each sheet."""
    at, rows, columns = 0, -1, -1
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _FILE_PASS:
            raise encrypted(name)
        if kind == _BOF and rows >= 0:
            yield rows, columns
            rows = columns = -1
        elif kind in _CELL_RECORDS and length >= 4:
            row, column = struct.unpack_from("<HH", stream, at + 4)
            rows, columns = max(rows, row), max(columns, column)
        at += 4 + length
    if rows >= 0:
        yield rows, columns
