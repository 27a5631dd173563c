"""ESCO skills that touch artificial intelligence, data and digital work: labels only."""

from __future__ import annotations

import re

import pandas as pd

from taxonomies_build.sources import ESCO_EN, ESCO_FR, Reference

# Anywhere in ESCO: labels (preferred or alternative, English) that speak of AI, data or automation.
CLOSE = re.compile(
    r"\b(?:artificial intelligence|AI|machine learning|deep learning|neural networks?|data (?:science|mining"
    r"|analytics|analysis|quality|models?|protection|ethics|visuali[sz]ation|warehous\w*|governance)|big data"
    r"|natural language processing|chatbots?|computer vision|image (?:recognition|processing)"
    r"|speech recognition|predictive (?:models?|maintenance|analytics)|algorithms?|business intelligence"
    r"|decision support systems?|recommender systems?|automation|robotics?|cognitive computing"
    r"|digital (?:literacy|competenc\w+|transformation)|privacy|GDPR|cyber[- ]?\w*|ethics|copyright)\b"
)
# In ESCO's own digital collection: what an AI project or an AI user needs beside.
DIGITAL = re.compile(
    r"\b(?:data\w*|ICT|digital\w*|software|program\w*|cloud|security|statistic\w*|information|internet"
    r"|online|e-learning|simulation|sensors?|models?|modelling|Python|SQL|web|virtual|accessib\w*|IoT"
    r"|computers?|user experience|interface|testing|technolog\w*|automat\w*|sustainab\w*|energy)\b",
    re.IGNORECASE,
)


def build(reference: Reference, wanted: set[str]) -> pd.DataFrame:
    """``planner.columns.ESCO_SKILLS`` with empty descriptions; ``wanted``: URIs our framework points to."""
    english = reference.esco(ESCO_EN, "skills_en").set_index("conceptUri")
    french = reference.esco(ESCO_FR, "skills_fr").set_index("conceptUri")
    table = english[english.index.isin(chosen(reference, english) | wanted)]
    french = french.reindex(table.index).fillna("")
    columns = {
        "uri": table.index,
        "label_fr": french["preferredLabel"],
        "label_en": table["preferredLabel"],
        "alt_fr": french["altLabels"].map(_lines),
        "alt_en": table["altLabels"].map(_lines),
        "description_fr": "",
        "description_en": "",
        "kind": table["skillType"],
    }
    return pd.DataFrame(columns).reset_index(drop=True).sort_values("uri")


def chosen(reference: Reference, english: pd.DataFrame) -> set[str]:
    """URIs kept by subject."""
    released = english[(english["status"] == "released") & (english["skillType"] != "")]
    words = released["preferredLabel"] + "\n" + released["altLabels"]
    close = set(released.index[words.str.contains(CLOSE)])
    digital = reference.esco(ESCO_EN, "digitalSkillsCollection_en")["conceptUri"]
    beside = released[released.index.isin(digital) & released["preferredLabel"].str.contains(DIGITAL)]
    digcomp = set(reference.esco(ESCO_EN, "digCompSkillsCollection_en")["conceptUri"])
    return close | set(beside.index) | (digcomp & set(released.index))


def _lines(labels: str) -> str:
    """Alternative labels, one a line, trimmed, each once, in the release's order."""
    return "\n".join(dict.fromkeys(label.strip() for label in labels.splitlines() if label.strip()))
