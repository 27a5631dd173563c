"""Cells of an xlsx whose formula failed (« #REF! ») or was never computed: calamine reads them as blank.

A program that writes a workbook leaves its formulas without a value until a spreadsheet opens it;
read as blank, both would hide a fault.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile

from lxml import etree

from planner.intake.cells import UNSAVED_FORMULA, column_number

# Row and column, both counted from 0, → what the cell shows.
Errors = dict[tuple[int, int], str]
_CELL = re.compile(
    rb'<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>]*>(?:(?!</c>).)*?<v>([^<]*)</v>', re.DOTALL
)
# No value saved, while a formula that gives an empty text has its type (t="str").
_UNSAVED = re.compile(
    rb'<c\b(?![^>]*\bt="str")[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>]*><f\b[^>]*>[^<]*</f>(?:<v></v>|<v\s*/>)?</c>'
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
            if b't="e"' in xml or b"<f" in xml:
                found[sheet.get("name", "")] = _errors(xml)
    return found


def _errors(xml: bytes) -> Errors:
    failed = [(letters, row, text.decode("utf-8", "replace")) for letters, row, text in _CELL.findall(xml)]
    unsaved = [(letters, row, UNSAVED_FORMULA) for letters, row in _UNSAVED.findall(xml)]
    return {
        (int(row) - 1, column_number(letters.decode())): text for letters, row, text in (*failed, *unsaved)
    }


def _tree(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
