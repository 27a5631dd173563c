"""How right the readings behind the figures are, as ``planner evaluate`` measured it (docs/measures_matching.md).

Measured on 26 November 2026 with the official references: an accuracy is known of a method, not of the
postings of a run, which nobody has coded. Titles were coded by their employers, sentences judged by two people.
"""

from __future__ import annotations

import pandas as pd

from planner import french

CROSSED = "Validation croisée : chaque intitulé est lu par un modèle appris sans lui."
RULES = "Les règles ont été écrites en voyant ces phrases : le chiffre est plutôt une borne haute."
# reading, value, 95 % interval over the rows (low, high), rows, protocol
MEASURED = (
    ("Métier ROME d'une annonce : le premier proposé est le bon", 0.547, 0.501, 0.592, 439, CROSSED),
    ("Métier ROME d'une annonce : le bon est parmi les cinq premiers", 0.809, 0.770, 0.843, 439, CROSSED),
    ("« Cette phrase demande-t-elle une compétence IA ? » (F1)", 0.975, 0.948, 0.995, 240, RULES),
    ("Couches de compétences IA que la phrase demande (F1)", 0.891, 0.836, 0.947, 240, RULES),
)


def accuracy() -> pd.DataFrame:
    """reading, value, rows, comment: the readings that make the demand, with their intervals."""
    lines = [
        (reading, value, rows, f"De {french.percent(low, 1)} à {french.percent(high, 1)} (intervalle à 95 %). {protocol}")
        for reading, value, low, high, rows, protocol in MEASURED
    ]  # fmt: skip
    return pd.DataFrame(lines, columns=["reading", "value", "rows", "comment"])
