"""Company talk is not demand; a denied skill is not asked."""

from __future__ import annotations

import pytest

from planner.matching.text import Document
from planner.matching.voice import force_at, voices


def voice_of(text: str) -> tuple[str, str]:
    *_, last = voices(Document.read(text)).values()
    return last.part, last.force


@pytest.mark.parametrize(
    "text",
    [
        "Notre entreprise, leader de l'IA, recrute.",
        "Nous développons des solutions d'intelligence artificielle pour l'industrie.",
        "L'entreprise\nCréée en 2010, la société est pionnière de l'IA.",
        "Qui sommes-nous ?\nUne équipe de 50 data scientists à Nantes.",
    ],
)
def test_company_talk(text: str) -> None:
    assert voice_of(text)[0] == "entreprise"


@pytest.mark.parametrize(
    "text",
    [
        "Vos missions :\nEntraîner des modèles de vision.",
        "Missions principales\nDéployer des agents IA en production",
        "Qui sommes-nous ?\nUn éditeur.\nVos missions\nConcevoir des modèles prédictifs.",
    ],
)
def test_tasks(text: str) -> None:
    assert voice_of(text)[0] == "missions"


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("Aucune connaissance en IA n'est requise.", "nié"),
        ("La maîtrise de l'IA générative serait un plus.", "souhaité"),
        ("Idéalement, vous connaissez ChatGPT.", "souhaité"),
        ("Vous maîtrisez PyTorch.", "exigé"),
    ],
)
def test_force(text: str, force: str) -> None:
    assert voice_of(text)[1] == force


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Nous sommes à la recherche d'un data scientist.", "autre"),
        ("Nous utilisons PyTorch chaque jour.", "entreprise"),
        ("Le Groupe investit en Recherche & Développement.", "entreprise"),
        ("Vous bénéficiez de formations en IA.", "conditions"),
        ("Notre société\nData scientist (H/F)", "autre"),
        ("Étape 2 : entretien avec une data scientist", "conditions"),
    ],
)
def test_who_speaks(text: str, part: str) -> None:
    assert voice_of(text)[0] == part


def test_denial_stops_at_an_opposition() -> None:
    text = "Java n'est pas requis, mais vous maîtrisez PyTorch."
    assert force_at(text, 0, 4) == "nié"
    assert force_at(text, text.index("PyTorch"), len(text) - 1) == "exigé"
