"""Text that people wrote, shown as they wrote it; French spaces before « : ; ? ! »."""

from __future__ import annotations

import re

from planner import french

# Signs that Streamlit's Markdown takes for formatting, mathematics, emoji or HTML.
_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$<>:&])")
_BEFORE_SIGN = re.compile(r" (?=[:;?!»%€×])")
_AFTER_QUOTE = re.compile(r"(?<=«) ")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}\b)")
_BLANKS = re.compile(r"[ \t\r\n]+")


def plain(text: str) -> str:
    """``text`` for a Markdown element, shown literally and on one line.

    >>> plain("5 $ *net*")
    '5 \\\\$ \\\\*net\\\\*'
    """
    return _SIGNS.sub(r"\\\1", typeset(_BLANKS.sub(" ", str(text)).strip()))


def typeset(text: str) -> str:
    """``text`` with unbreakable spaces where French typography wants them."""
    spaced = _AFTER_QUOTE.sub(french.SPACE, _BEFORE_SIGN.sub(french.SPACE, text))
    return _THOUSANDS.sub(french.NARROW_SPACE, spaced)
