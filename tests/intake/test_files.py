"""Files as they come: every format, and every way of being unusable, each fixture named after its fault."""

from __future__ import annotations

import gzip
import io
import json
import random
import re
import time
import zipfile
from collections.abc import Callable
from functools import cache

import pytest

from planner.intake.files import read_sheet
from planner.intake.problems import IntakeError
from planner.intake.synonyms import CATALOGUE_KIND
from tests.intake.conftest import COURSE, HEADINGS, csv_bytes, xlsx_bytes
from tests.intake.xls_writer import xls_bytes, xls_of_cells

# The promise made for hostile files (seconds).
PATIENCE = 20
GOOD_XLSX = xlsx_bytes({"Formations": [HEADINGS, COURSE]})
SHEET_PART = "xl/worksheets/sheet1.xml"
File = bytes | Callable[[], bytes]  # a heavy one is made when a test asks for it


def made(file: File) -> bytes:
    """The bytes of a file of ``READABLE`` or ``UNUSABLE``."""
    return file if isinstance(file, bytes) else file()


def read(data: bytes):
    return read_sheet(data, "fichier", CATALOGUE_KIND)


def rezipped(data: bytes, part: str, before: bytes, after: bytes, rename: str = "") -> bytes:
    """The same archive with one part edited, and renamed when asked."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                assert before in content
                content = content.replace(before, after, 1)
                name = rename or name
            new.writestr(name, content)
    return buffer.getvalue()


def with_rows(xml: bytes) -> bytes:
    """A workbook with rows added after its own."""
    return rezipped(GOOD_XLSX, SHEET_PART, b"</sheetData>", xml + b"</sheetData>")


def ods_bytes(rows: str, manifest: str = "") -> bytes:
    """A minimal OpenDocument spreadsheet."""
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {names}><office:body><office:spreadsheet>'
            f'<table:table table:name="F">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return buffer.getvalue()


def ods_row(*texts: str, cell: str = "", row: str = "") -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string" {cell}><text:p>{t}</text:p></table:table-cell>'
        for t in texts
    )
    return f"<table:table-row {row}>{cells}</table:table-row>"


ODS_TABLE = ods_row(*HEADINGS) + ods_row(*COURSE)


def _empty_rows() -> bytes:
    return with_rows(b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (i, i) for i in range(3, 200_000)))


READABLE: dict[str, File] = {
    "xlsx": GOOD_XLSX,
    "xlsx-gz": gzip.compress(GOOD_XLSX),
    "ods": ods_bytes(ODS_TABLE),
    "xls": xls_bytes([HEADINGS, COURSE]),
    "csv": csv_bytes([HEADINGS, COURSE]),
    "csv-gz": gzip.compress(csv_bytes([HEADINGS, COURSE])),
    "csv-sep-line": b"sep=;\r\n" + csv_bytes([HEADINGS, COURSE]),
    "csv-old-mac-lines": csv_bytes([HEADINGS, COURSE]).replace(b"\r\n", b"\r"),
    "json-list": json.dumps([dict(zip(HEADINGS, COURSE, strict=True))]).encode(),
    "json-lines": (json.dumps(dict(zip(HEADINGS, COURSE, strict=True))) + "\n").encode() * 2,
    "million-empty-rows": _empty_rows,
    "ods-million-empty-rows": ods_bytes(
        ODS_TABLE + '<table:table-row table:number-rows-repeated="1048574"><table:table-cell'
        ' table:number-columns-repeated="16384"/></table:table-row>'
    ),
    "undeclared-entities": rezipped(
        GOOD_XLSX,
        SHEET_PART,
        b"<worksheet",
        b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]><worksheet',
    ),
}


@pytest.mark.parametrize("data", READABLE.values(), ids=READABLE)
def test_same_course_is_read_from_every_format(data):
    sheet = read(made(data))
    assert list(sheet.headings) == HEADINGS
    assert list(sheet.rows[0].values) == COURSE


ENCODINGS = [
    "utf-8",
    "utf-8-sig",
    "cp1252",
    "latin-1",
    "iso8859_15",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
]


@pytest.mark.parametrize("encoding", [*ENCODINGS, "cp850", "mac_roman"])
def test_accents_survive_every_encoding(encoding):
    sheet = read(csv_bytes([HEADINGS, COURSE], encoding=encoding))
    assert list(sheet.rows[0].values) == COURSE


def test_typographic_text_of_windows_is_not_taken_for_another_code_page():
    row = ["L’essentiel… – « IA »", "Œuvrer à l’éthique", "Organisme A"]
    assert list(read(csv_bytes([HEADINGS, row], encoding="cp1252")).rows[0].values) == row


def _zip_of_text() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("catalogue.csv", "a;b")
    return buffer.getvalue()


@cache
def _zip_bomb() -> bytes:
    return with_rows(b" " * 400_000_000)


@cache
def _gz_bomb() -> bytes:
    return gzip.compress(b"\0" * 300_000_000, 1)


@cache
def _shared_string_bomb() -> bytes:
    return xlsx_bytes({"F": [HEADINGS, *[(f"t{i}", "x" * 30_000, "o") for i in range(20_000)]]})


def _long_csv() -> bytes:
    return b"Intitule;Objectifs;Organisme\n" + b"a;b;c\n" * 17_000_000


@cache
def _lying_zip() -> bytes:
    """An archive that declares ten bytes for a part that unfolds into 400 million."""
    data = bytearray(_zip_bomb())
    name = SHEET_PART.encode()
    for mark, offset, size_at in ((b"PK\x01\x02", 46, 24), (b"PK\x03\x04", 30, 22)):
        for match in re.finditer(re.escape(mark), bytes(data)):
            if data[match.start() + offset : match.start() + offset + len(name)] == name:
                data[match.start() + size_at : match.start() + size_at + 4] = (10).to_bytes(4, "little")
    return bytes(data)


def _looping(data: bytes) -> bytes:
    """An .xls whose directory chain comes back to its own beginning."""
    fat = 512
    return data[: fat + 4] + (1).to_bytes(4, "little") + data[fat + 8 :]


UNUSABLE: dict[str, tuple[File, str]] = {
    "empty": (b"", "vide"),
    "only-blanks": (b" \r\n\t\r\n", "vide"),
    "only-byte-order-mark": (b"\xef\xbb\xbf", "vide"),
    "xlsx-without-rows": (xlsx_bytes({"F": []}), "vide"),
    "password-protected-xlsx": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 900
        + "EncryptedPackage".encode("utf-16-le")
        + b"\0" * 900,
        "mot de passe",
    ),
    "password-protected-ods": (ods_bytes(ODS_TABLE, manifest="<encryption-data/>"), "mot de passe"),
    "password-protected-xls": (xls_bytes([HEADINGS, COURSE], protected=True), "mot de passe"),
    "word-document-97": (
        xls_bytes([HEADINGS]).replace("Workbook".encode("utf-16-le"), "WordDoc1".encode("utf-16-le")),
        "n'est pas un tableau",
    ),
    "xls-cell-at-the-far-corner": (xls_of_cells([(0, 0, "Titre"), (65535, 255, "z")]), "IV65536"),
    "xls-of-many-far-sheets": (xls_of_cells([(0, 0, "Titre"), (65535, 50, "z")], sheets=20), "AY65536"),
    "xls-with-a-looping-chain": (_looping(xls_bytes([HEADINGS, COURSE])), "tronqué"),
    "truncated-xlsx": (GOOD_XLSX[: len(GOOD_XLSX) // 2], "tronqué"),
    "truncated-gz": (gzip.compress(random.Random(0).randbytes(9000))[:4000], "tronqué"),
    "truncated-xls": (xls_bytes([HEADINGS, COURSE])[:900], "tronqué"),
    "truncated-json": (b'{"resultats":[{"id":"1"', "mal formé"),
    "deep-json": (b"[" * 200_000, "emboîté"),
    "json-without-list": (b'{"message": "quota"}', "aucune liste"),
    "zip-of-csv": (_zip_of_text(), "archive"),
    "pdf-renamed": (b"%PDF-1.7 ...", "PDF"),
    "image-renamed": (b"\x89PNG\r\n\x1a\n", "image"),
    "html-renamed-xls": (b"<html><table><tr><td>Titre</td></tr></table></html>", "page web"),
    "random-bytes": (random.Random(1).randbytes(50_000), "ni un tableau"),
    "two-encodings": (csv_bytes([HEADINGS]) + csv_bytes([COURSE], encoding="cp1252"), "ligne 2"),
    "utf8-mark-on-latin1": (b"\xef\xbb\xbf" + csv_bytes([HEADINGS], encoding="latin-1"), "UTF-8"),
    "no-heading": (b"a;b;c\n1;2;3\n", "« a », « b » et « c »"),
    "zip-bomb": (_zip_bomb, "trop gros"),
    "lying-zip-bomb": (_lying_zip, "trop gros"),
    "gz-bomb": (_gz_bomb, "trop gros"),
    "csv-of-100-mb": (_long_csv, "trop gros"),
    "cell-at-the-far-corner": (
        with_rows(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "XFD1048576",
    ),
    "far-row-of-cells-without-address": (
        with_rows(b'<row r="1048576">' + b"<c><v>1</v></c>" * 16 + b"</row>"),
        "s'étend",
    ),
    "binary-workbook": (
        rezipped(GOOD_XLSX, "xl/workbook.xml", b"<", b"<", rename="xl/workbook.bin"),
        "binaire",
    ),
    "shared-string-bomb": (_shared_string_bomb, "trop gros"),
    "ods-repeated-bomb": (
        ods_bytes(
            ods_row(*HEADINGS)
            + ods_row(
                "x", cell='table:number-columns-repeated="16384"', row='table:number-rows-repeated="1048574"'
            )
        ),
        "s'étend",
    ),
}


@pytest.mark.parametrize(("data", "said"), UNUSABLE.values(), ids=UNUSABLE)
def test_unusable_file_is_refused_with_a_reason_and_a_remedy(data, said):
    content = made(data)
    start = time.monotonic()
    with pytest.raises(IntakeError) as refusal:
        read(content)
    assert time.monotonic() - start < PATIENCE
    assert said in refusal.value.sentence
    assert refusal.value.remedy.endswith(".")


def test_missing_file_and_folder_are_told_apart(tmp_path):
    with pytest.raises(IntakeError, match="n'existe pas"):
        read_sheet(tmp_path / "absent.csv", None, CATALOGUE_KIND)
    with pytest.raises(IntakeError, match="dossier"):
        read_sheet(tmp_path, None, CATALOGUE_KIND)


@pytest.mark.parametrize("seed", range(60))
def test_mangled_workbook_never_ends_in_a_traceback(seed):
    chance = random.Random(seed)
    data = bytearray(chance.choice([GOOD_XLSX, made(READABLE["ods"]), made(READABLE["xls"])]))
    for _ in range(chance.randint(1, 30)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        sheet = read(bytes(data))
    except IntakeError as refusal:
        assert refusal.sentence
    else:
        assert sheet.headings


def test_open_quote_is_read_and_told():
    sheet = read(b'Intitule;Objectifs;Organisme\na;b;c\n"d;e;f\ng;h;i\n')
    assert sheet.rows[0].values == ("a", "b", "c")
    assert [p.rule for p in sheet.problems] == ["guillemets"]


def test_sheet_is_chosen_by_content_and_the_other_is_told():
    one, two = [HEADINGS, COURSE], [HEADINGS, COURSE, [*COURSE[:2], "B"]]
    sheet = read(xlsx_bytes({"Accueil": [["Bienvenue"]], "2025": one, "2026": two}))
    assert sheet.name == "2026"
    assert [(p.rule, p.sheet) for p in sheet.problems] == [("feuille-non-lue", "2025")]


def test_merged_provider_is_repeated_on_its_rows():
    rows = [HEADINGS, ["a", "x", "OF"], ["b", "y", ""], ["c", "z", ""]]
    sheet = read(xlsx_bytes({"F": rows}, merged=["C2:C4"]))
    assert [row.values[2] for row in sheet.rows] == ["OF", "OF", "OF"]


def test_rows_keep_their_number_past_blank_rows():
    sheet = read(xlsx_bytes({"F": [[], ["Catalogue 2026"], HEADINGS, [], COURSE]}))
    assert (sheet.header_row, [row.number for row in sheet.rows]) == (3, [5])


def test_numbers_and_dates_read_as_a_person_sees_them():
    sheet = read(xlsx_bytes({"F": [[*HEADINGS, "Durée", "SIRET"], [*COURSE, 14.0, 73282932000074]]}))
    assert sheet.rows[0].values[3:] == ("14", "73282932000074")
