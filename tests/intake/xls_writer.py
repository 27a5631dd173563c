"""The smallest .xls that a reader accepts: BIFF8 records in an OLE container. For tests only.

References: [MS-XLS] 2.4 (records), [MS-CFB] 2.2–2.6 (header, FAT, directory).
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
# Streams shorter than this live in the mini-FAT, which is not worth writing here.
_MINI_CUTOFF = 4096


def xls_bytes(rows: Sequence[Sequence[str]], protected: bool = False) -> bytes:
    """Rows of text as the only sheet of an Excel 97 workbook; ``protected`` adds a FilePass record."""
    cells = [(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return xls_of_cells(cells, protected)


def xls_of_cells(cells: Sequence[tuple[int, int, str]], protected: bool = False, sheets: int = 1) -> bytes:
    """Cells (row, column, text), counted from 0, on each of ``sheets`` sheets."""
    body = b"".join(_label(*cell) for cell in cells)
    sheet = _bof(0x10) + body + _record(0x0A, b"")
    file_pass = _record(0x2F, struct.pack("<HHH", 0, 1, 2)) if protected else b""
    bound_size = len(_bound(0, 1)) * sheets
    start = len(_bof(0x05)) + len(file_pass) + bound_size + len(_record(0x0A, b""))
    bounds = b"".join(_bound(start + i * len(sheet), i + 1) for i in range(sheets))
    return _container(_bof(0x05) + file_pass + bounds + _record(0x0A, b"") + sheet * sheets)


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _bof(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 1996, 0, 6))


def _bound(offset: int, number: int) -> bytes:
    name = f"F{number:03}".encode()
    return _record(0x85, struct.pack("<IBBBB", offset, 0, 0, len(name), 0) + name)


def _label(row: int, column: int, text: str) -> bytes:
    wide = text.encode("utf-16-le")
    return _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + wide)


def _container(stream: bytes) -> bytes:
    stream = stream.ljust(_MINI_CUTOFF, b"\0")
    count = -(-len(stream) // _SECTOR)
    # Sector 0 is the FAT, sector 1 the directory, the stream follows.
    fat = [_FAT, _END, *range(3, count + 2), _END]
    assert len(fat) <= _SECTOR // 4, "un seul secteur de FAT : flux trop long"
    fat += [_FREE] * (_SECTOR // 4 - len(fat))
    directory = _entry("Root Entry", 5, _END, 0, child=1) + _entry("Workbook", 2, 2, len(stream))
    directory = directory.ljust(_SECTOR, b"\0")
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 16
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + b"\0" * 6
    )
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, _MINI_CUTOFF, _END, 0, _END, 0)
    head += struct.pack("<109I", 0, *[_FREE] * 108)
    return head + struct.pack("<128I", *fat) + directory + stream.ljust(count * _SECTOR, b"\0")


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    wide = (name + "\0").encode("utf-16-le")
    links = struct.pack("<III", _FREE, _FREE, child)
    return (
        wide.ljust(64, b"\0")
        + struct.pack("<HBB", len(wide), kind, 1)
        + links
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )
