"""Cells of an xlsx whose formula failed (« #REF! »): calamine reads them as blank, which would hide the fault."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile

from lxml import etree

from planner.intake.cells import column_number

# Row and column, both counted from 0, → what the cell shows.
Errors = dict[tuple[int, int], str]
_CELL = re.compile(
    rb'<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>]*>(?:(?!</c>).)*?<v>([^<]*)</v>', re.DOTALL
)
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"


def formula_errors(data: bytes) -> dict[str, Errors]:
    """Failed cells of each sheet that has some, by name; none for a workbook arranged out of the usual."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = set(archive.namelist())
        if not {_BOOK, _LINKS} <= parts:
            return {}
        targets = {link.get("Id"): link.get("Target", "") for link in _tree(archive.read(_LINKS))}
        found = {}
        for sheet in _tree(archive.read(_BOOK)).iter("{*}sheet"):
            part = posixpath.normpath(posixpath.join("/xl", targets.get(sheet.get(_ID), ""))).lstrip("/")
            xml = archive.read(part) if part in parts else b""
            if b't="e"' in xml:
                found[sheet.get("name", "")] = _errors(xml)
    return found


def _errors(xml: bytes) -> Errors:
    return {
        (int(row) - 1, column_number(letters.decode())): text.decode("utf-8", "replace")
        for letters, row, text in _CELL.findall(xml)
    }


def _tree(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
