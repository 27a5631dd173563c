"""Which encoding a text file is in: strict, so that no accent is silently broken.

Order of trial: byte order mark; UTF-8; UTF-16 without mark; the 8-bit code pages of French
computers, judged by how French the accented characters come out; charset-normalizer for
the rest. A file that mixes UTF-8 with another encoding is refused, with the line.
"""

from __future__ import annotations

import codecs
import re

import charset_normalizer

from planner.intake.problems import IntakeError

# Marks at the head of a file, longest first (UTF-32 begins like UTF-16).
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Code pages of French files, most usual first: Windows, ISO, DOS, old Mac.
_CODE_PAGES = ("cp1252", "iso8859_15", "cp850", "mac_roman")
# Letters and signs that French writes beyond ASCII. No Ä nor Ö: an old Mac's « é » comes out so in DOS.
_FRENCH = frozenset("éèêëàâçùûüôîïœæÿÉÈÊËÀÂÇÙÛÜÔÎÏŒÆ«»’‘“”–—…€°²³№•·§©®™\u00a0\u202f×µ½¼±")
# A byte order without mark: in Latin text, one byte in two is zero. Share asked of the sample.
_ZERO_SHARE = 0.3
# Share of characters beyond ASCII that must be French for a code page to be believed; hypothèse.
_BELIEVED = 0.95
_ACCEPTABLE = 0.8
# Share of control characters beyond which bytes are no text in any 8-bit encoding; hypothèse.
_CONTROL_SHARE = 0.05
_PRINTABLE = bytes([9, 10, 12, 13, *range(32, 256)])
# Enough to judge, little enough to be quick.
_SAMPLE = 1 << 18
_UTF8_ACCENT = re.compile(rb"\xc3[\x80-\xbf]")
NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "cp1252": "Windows-1252",
    "iso8859_15": "ISO-8859-15",
    "cp850": "DOS (CP850)",
    "mac_roman": "Mac Roman",
}
REMEDY = "Ouvrez-le dans un tableur et enregistrez-le en « CSV UTF-8 » ou en .xlsx."


def detect_encoding(data: bytes, name: str) -> str:
    """Name of the codec that decodes the whole of ``data``.

    Raises:
        IntakeError: the file is not text, mixes encodings, or fits none that we believe.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _checked(data, codec, name)
    if _decodes(data, "utf-8"):
        return _refuse_binary(data, "utf-8", name)
    wide = _utf16_without_mark(data)
    if wide:
        return _checked(data, wide, name)
    if _looks_binary(data):
        raise not_text(name)
    _refuse_mixture(data, name)
    return _code_page(data, name)


def _decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except (UnicodeDecodeError, UnicodeError):
        return False
    return True


def _checked(data: bytes, codec: str, name: str) -> str:
    if not _decodes(data, codec):
        raise IntakeError(
            name,
            f"Le fichier s'annonce en {NAMES.get(codec, codec)} mais une partie n'est pas lisible ainsi.",
            f"Il est sans doute tronqué ou abîmé. {REMEDY}",
            rule="encodage",
        )
    return codec


def _refuse_binary(data: bytes, codec: str, name: str) -> str:
    if data.count(b"\0"):
        wide = _utf16_without_mark(data)
        if wide and _decodes(data, wide):
            return wide
        raise not_text(name)
    return codec


def not_text(name: str) -> IntakeError:
    """The refusal of a file that holds no table at all."""
    return IntakeError(
        name,
        "Ce fichier n'est ni un tableau ni un texte lisible.",
        "Donnez un fichier .xlsx, .xls, .ods, .csv ou .json.",
        rule="format",
    )


def _looks_binary(data: bytes) -> bool:
    """True when control characters are too many for a text."""
    sample = data[:_SAMPLE]
    return len(sample.translate(None, _PRINTABLE)) > _CONTROL_SHARE * len(sample)


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    half = max(1, len(sample) // 2)
    if sample[1::2].count(0) / half > _ZERO_SHARE:
        return "utf-16-le"
    if sample[0::2].count(0) / half > _ZERO_SHARE:
        return "utf-16-be"
    return None


def _refuse_mixture(data: bytes, name: str) -> None:
    """Refuse UTF-8 accents beside bytes that are not UTF-8: any single reading breaks some words."""
    if not _UTF8_ACCENT.search(data):
        return
    line = data.count(b"\n", 0, _first_bad_byte(data)) + 1
    raise IntakeError(
        name,
        f"Le fichier mélange deux encodages : UTF-8, et autre chose à partir de la ligne {line}.",
        REMEDY,
        rule="encodage",
    )


def _first_bad_byte(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return len(data)


def _code_page(data: bytes, name: str) -> str:
    shares = {codec: _french_share(data, codec) for codec in _CODE_PAGES}
    believed = [codec for codec in _CODE_PAGES if shares[codec] >= _BELIEVED]
    best = believed[0] if believed else max(_CODE_PAGES, key=lambda codec: shares[codec])
    if shares[best] >= _ACCEPTABLE:
        return best
    guess = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    if guess is None or not _decodes(data, guess.encoding) or not _printable(data, guess.encoding):
        raise IntakeError(name, "L'encodage du texte n'est pas reconnu.", REMEDY, rule="encodage")
    return guess.encoding


def _french_share(data: bytes, codec: str) -> float:
    """Share of the characters beyond ASCII that French writes; 0 when the codec fails anywhere."""
    if b"\0" in data or not _decodes(data, codec):
        return 0.0
    beyond = [c for c in data[:_SAMPLE].decode(codec, "ignore") if ord(c) > 127]
    if not beyond:
        beyond = [c for c in data.decode(codec) if ord(c) > 127]
    return sum(c in _FRENCH for c in beyond) / max(1, len(beyond))


def _printable(data: bytes, codec: str) -> bool:
    text = data[:_SAMPLE].decode(codec, "ignore")
    return bool(text) and all(c.isprintable() or c in "\r\n\t\u00a0\u202f" for c in text[:4096])
