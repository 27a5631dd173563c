"""Names of needs: a verb, trades, and examples where two needs would bear the same name."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from planner.needs.features import filieres_of
from planner.needs.names import need_names
from tests.needs.conftest import skill

LABELS = {"agriculture": "Agriculture, pêche et mer", "construction": "Construction", "tourisme": "Tourisme"}


def named(groups: list[int], *rows: dict[str, object]) -> dict[int, str]:
    features = np.arange(2.0 * len(rows)).reshape(len(rows), 2)
    skills = pd.DataFrame(rows)
    labels = dict(zip(skills["skill_id"], skills["label_fr"], strict=True))
    return {
        group: name.said(labels, LABELS)
        for group, name in need_names(skills, features, np.array(groups), LABELS).items()
    }


def test_trades_of_the_members_are_named_the_widest_first() -> None:
    farming, both = (
        skill("IA333", 3, filieres="agriculture"),
        skill("IA334", 3, filieres="agriculture|construction"),
    )
    assert named([0, 0], farming, both) == {0: "Se servir de l'IA : agriculture, pêche et mer ; construction"}


def test_skills_of_every_trade_are_for_all() -> None:
    assert named([0, 0, 0], *(skill(f"IA40{n}", 4) for n in range(3))) == {
        0: "Comprendre l'IA : tous métiers"
    }


def test_two_needs_of_one_name_quote_their_skills() -> None:
    names = named([0, 0, 1, 1], *(skill(f"IA60{n}", 6) | {"label_fr": f"Conduire {n}"} for n in range(4)))
    assert names[0] == "Conduire l'IA dans une organisation : conduire 0 ; conduire 1"
    assert names[1] == "Conduire l'IA dans une organisation : conduire 2 ; conduire 3"


def test_two_needs_of_one_name_say_their_axis() -> None:
    axes = ["economique", "economique|social", "social", "ethique"]
    names = named([0, 0, 1, 1], *(skill(f"IA60{n}", 6) | {"axis": axis} for n, axis in enumerate(axes)))
    assert names[0].startswith("Conduire l'IA dans une organisation, volet économique : compétence IA600")
    assert names[1].startswith("Conduire l'IA dans une organisation : ")  # no axis holds most members


def test_shortest_of_the_central_skills_is_quoted() -> None:
    labels = ["Un libellé bien plus long que les autres", "Court", "Un libellé assez long", "Autre couche"]
    rows = [skill(f"IA60{n}", 6 if n < 3 else 1) | {"label_fr": label} for n, label in enumerate(labels)]
    twin = [skill(f"IA61{n}", 6) | {"label_fr": f"Voisine {n}"} for n in range(2)]
    assert "court" in named([0, 0, 0, 0, 1, 1], *rows, *twin)[0]


def test_skill_alone_bears_its_own_name() -> None:
    names = named([0, 1, 1], *(skill(f"IA40{n}", 4) | {"label_fr": f"Repérer {n}"} for n in range(3)))
    assert names[0] == "Compétence isolée : repérer 0"


def test_need_of_no_main_layer_is_named_by_its_skills() -> None:
    rows = [
        skill("IA101", 1) | {"label_fr": "Entraîner un modèle"},
        skill("IA401", 4) | {"label_fr": "Reconnaître une IA"},
    ]
    assert named([0, 0], *rows) == {0: "Entraîner un modèle ; reconnaître une IA"}


@pytest.mark.parametrize(
    ("written", "expected"), [("", [""]), ("agriculture|tourisme", ["agriculture", "tourisme"])]
)
def test_filieres_are_read_one_by_one(written: str, expected: list[str]) -> None:
    table = filieres_of(pd.DataFrame([skill("IA333", 3, filieres=written)]))
    assert [name for name in table if table[name].iloc[0]] == expected
