"""The same posting published again counts once; the same text elsewhere counts twice."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.columns import POSTINGS
from planner.matching.duplicates import republished

TEXT = (
    "Vous conduisez la ligne de conditionnement, réglez les machines, contrôlez la qualité des produits et "
    "rendez compte au chef d'équipe. Vous savez lire une fiche de suivi et travaillez en deux équipes. "
)

LONG = TEXT + " ".join(f"Consigne {i} : nettoyer la zone {i}." for i in range(12))


def posting(posting_id: str, description: str, dept: str = "85", date: str = "2026-01-01") -> dict[str, str]:
    return dict.fromkeys(POSTINGS.names, "") | {
        "posting_id": posting_id, "title": "Conducteur de ligne", "description": description, "dept": dept, "date": date,
    }  # fmt: skip


def repeats(*rows: dict[str, str]) -> dict[str, str]:
    return republished(POSTINGS.frame(rows))


def test_republished_posting_gives_way_to_the_earliest() -> None:
    assert repeats(posting("b", TEXT, date="2026-02-01"), posting("a", TEXT)) == {"b": "a"}


def test_a_few_words_changed_are_still_the_same() -> None:
    assert repeats(posting("a", LONG), posting("b", LONG + "Poste à pourvoir vite.")) == {"b": "a"}


def test_same_text_in_another_departement_is_another_recruitment() -> None:
    assert repeats(posting("a", TEXT), posting("b", TEXT, dept="53")) == {}


def test_other_job_of_the_same_employer_stays() -> None:
    other = "Vous assurez la maintenance des robots de traite et formez les éleveurs à la lecture des alertes du troupeau."
    assert repeats(posting("a", TEXT), posting("b", other)) == {}


def test_short_texts_are_not_compared() -> None:
    assert repeats(posting("a", "CDI"), posting("b", "CDI")) == {}


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(6)))
def test_order_of_rows_changes_nothing(order: list[int]) -> None:
    rows = [
        posting(f"p{i}", TEXT + ("Permis B exigé pour ce poste de nuit. " * (i // 2) * 4)) for i in range(6)
    ]
    frame = pd.DataFrame([rows[i] for i in order])
    assert republished(frame) == republished(pd.DataFrame(rows))
