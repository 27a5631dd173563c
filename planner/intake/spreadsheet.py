"""xlsx, xlsm, xls and ods, read by calamine: values only, no macro, no link, no formula run."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lxml import etree
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from planner.intake.cells import cell_text
from planner.intake.formula_errors import Errors, formula_errors
from planner.intake.ole import check_xls
from planner.intake.panics import is_panic, quiet_panics
from planner.intake.problems import IntakeError
from planner.intake.safety import check_archive, check_ods, check_xlsx, damaged, encrypted
from planner.intake.sheet import Grid, Row

# The stream that holds a password-protected xlsx inside an OLE container, its name in UTF-16.
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
# The directory of an ODS that says its parts are ciphered.
_ODS_CIPHER = b"encryption-data"
SAVE_AS = "Ouvrez-le dans un tableur et enregistrez-le en .xlsx."


def read_zip_workbook(data: bytes, name: str) -> list[Grid]:
    """Grids of an xlsx, xlsm or ods, one a sheet.

    Raises:
        IntakeError: not a workbook, locked, cut short, or hostile.
    """
    parts = check_archive(data, name)
    if "content.xml" in parts:
        if _is_ciphered(data):
            raise encrypted(name)
        check_ods(data, name)
        return _grids(data, name, "classeur OpenDocument (.ods)")
    if "xl/workbook.bin" in parts:
        raise IntakeError(name, "C'est un classeur binaire (.xlsb).", SAVE_AS, rule="format")
    if not any(part.startswith("xl/") for part in parts):
        sentence = "C'est une archive .zip, pas un tableau."
        raise IntakeError(
            name, sentence, "Décompressez-la et donnez le fichier qu'elle contient.", rule="format"
        )
    check_xlsx(data, name)
    try:
        errors = formula_errors(data)
    except etree.XMLSyntaxError:
        raise damaged(name) from None
    return _grids(data, name, "classeur Excel", errors)


def _is_ciphered(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "META-INF/manifest.xml" in archive.namelist() and _ODS_CIPHER in archive.read(
            "META-INF/manifest.xml"
        )


def read_ole_workbook(data: bytes, name: str) -> list[Grid]:
    """Grids of an xls; the same container also wraps password-protected xlsx files.

    Raises:
        IntakeError: locked, not a workbook, or cut short.
    """
    if _ENCRYPTED_STREAM in data:
        raise encrypted(name)
    check_xls(data, name)
    return _grids(data, name, "classeur Excel 97-2003 (.xls)")


def _grids(data: bytes, name: str, note: str, errors: Mapping[str, Errors] | None = None) -> list[Grid]:
    failed = errors or {}
    try:
        with quiet_panics(), CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            return [
                _grid(workbook.get_sheet_by_name(sheet), note, failed.get(sheet, {}))
                for sheet in workbook.sheet_names
            ]
    except PasswordError:
        raise encrypted(name) from None
    except (CalamineError, OSError, ValueError):
        raise damaged(name) from None
    except BaseException as error:
        if is_panic(error):
            raise damaged(name) from None
        raise


def _grid(sheet: CalamineSheet, note: str, errors: Errors) -> Grid:
    if sheet.start is None:
        return Grid(sheet.name, (), note)
    left = ("",) * sheet.start[1]
    rows = [
        Row(number, left + tuple(cell_text(value) for value in values))
        for number, values in enumerate(sheet.iter_rows(), 1)
        if any(value != "" for value in values)
    ]
    if errors:
        rows = [_with_errors(row, errors) for row in rows]
    merged = [((a[0] + 1, a[1]), (b[0] + 1, b[1])) for a, b in sheet.merged_cell_ranges or ()]
    return Grid(sheet.name, tuple(rows), note, tuple(merged))


def _with_errors(row: Row, errors: Errors) -> Row:
    """The row, its failed formulas shown in place of the blanks that stand for them."""
    shown = (value or errors.get((row.number - 1, column), "") for column, value in enumerate(row.values))
    return Row(row.number, tuple(shown))
