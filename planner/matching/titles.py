"""Job titles without what does not name the occupation: gender, seniority, contract, hours."""

from __future__ import annotations

import re

_WRITTEN_FEMININE = re.compile(
    r"(?<=\w)(?:\((?:e|se|ne|re|le|fe|ve|euse|trice|rice|ière|ienne|e\.s)\)|[·•.](?:e|se|ne|re|le|fe|ve|euse|trice|rice|ice)\b|-(?:e|ne|fe|euse|trice)\b)(?:[·•.]?s\b)?",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"\((?:[^)]*\b[hfm]\s*/?\s*[hfmx]\b[^)]*)\)|\b(?:[hfm]\s*[/\-]\s*[hfmx](?:\s*/\s*[xnd])?|[hf]f|f\.?h)\b|"
    r"\b(?:cdi|cdd|intérim|interim|stage|stagiaire|alternance|alternant\w*|apprenti\w*|freelance|senior|junior|confirm[ée]e?s?|expériment[ée]e?s?|"
    r"débutante?s?|urgent|temps (?:plein|partiel)|télétravail|remote|\d+)\b",
    re.IGNORECASE,
)


def clean_title(title: str) -> str:
    """Remove gender, seniority and contract words: « Data Analyst Senior (H/F) » → « Data Analyst »."""
    masculine = _WRITTEN_FEMININE.sub("", title)
    text = re.sub(r"\(\s*\)", " ", _NOISE.sub(" ", masculine))
    return re.sub(r"\s+", " ", text).strip(" -–,/|·:") or title
