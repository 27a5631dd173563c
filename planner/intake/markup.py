"""HTML left in texts by portals and services: tags out, lines kept, entities read."""

from __future__ import annotations

import html
import re

# Only known tags: « <https://…> » or « < 3 ans » are text.
_BLOCK = re.compile(
    r"</?(?:p|br|div|ul|ol|li|h[1-6]|tr|table|tbody|thead|section|article|hr)\b[^<>]*>", re.IGNORECASE
)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|big|center|code|em|font|i|img|mark|s|small|span|strong|sub|sup|td|th|u|html|body|head|meta)\b[^<>]*>",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
_BLANKS = re.compile(r"\n(?:[ \t\u00a0]*\n)+")


def plain_text(text: str) -> str:
    """Text without HTML: a block tag ends a line, an inline tag vanishes, an entity is read.

    >>> plain_text("<p>Vous aimez le &laquo; code &raquo;</p><br/>Oui")
    'Vous aimez le « code »\\n\\nOui'
    """
    # Twice: exports escape their HTML once more (« &lt;p&gt; »), the tags appear after reading it.
    for _ in range(2):
        if "<" in text:
            text = _INLINE.sub("", _BLOCK.sub("\n", _HIDDEN.sub("", text)))
        if "&" in text and _ENTITY.search(text):
            text = html.unescape(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _BLANKS.sub("\n\n", text).strip()
