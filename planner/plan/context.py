"""What the plan's sentences and rules look up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from planner.plan.offer import Offer
from planner.words import IN_FRENCH, Words, marked

# « en Mayenne », « dans la Sarthe »: French says it by heart.
IN, IN_THE, IN_ANOTHER = (
    marked("en {place}"),
    marked("dans la {place}"),
    marked("dans le département {place}"),
)
PLACES = {"44": IN, "49": IN, "53": IN, "72": IN_THE, "85": IN}


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """Names of skills, needs, départements and filières, the offer, the programmes.

    ``certificate_titles``: RNCP or RS code → title, from the registers installed; empty when none is.
    ``weighed``: what the programmes' rules already answered; a plan chosen again asks the same questions.
    ``words``: the language of the sentences, which is that of the labels.
    """

    skill_labels: Mapping[str, str]
    need_names: Mapping[str, str]
    dept_labels: Mapping[str, str]
    offer: Offer
    programmes: pd.DataFrame
    filiere_labels: Mapping[str, str] = field(default_factory=dict)
    certificate_titles: Mapping[str, str] = field(default_factory=dict)
    weighed: dict[tuple, Any] = field(default_factory=dict)
    words: Words = IN_FRENCH

    def place(self, dept: str) -> str:
        """« en Mayenne »; « (33) » for a département that the region does not have."""
        label = self.dept_labels.get(dept)
        return self.words.say(PLACES.get(dept, IN_ANOTHER)).format(place=label) if label else f"({dept})"
