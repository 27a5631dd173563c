"""What the plan's sentences and rules look up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from planner.plan.offer import Offer

# « en Mayenne », « dans la Sarthe »: French says it by heart.
PLACES = {"44": "en", "49": "en", "53": "en", "72": "dans la", "85": "en"}


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """Names of skills, needs, départements and filières, the offer, the programmes.

    ``certificate_titles``: RNCP or RS code → title, from the registers installed; empty when none is.
    ``weighed``: what the programmes' rules already answered; a plan chosen again asks the same questions.
    """

    skill_labels: Mapping[str, str]
    need_names: Mapping[str, str]
    dept_labels: Mapping[str, str]
    offer: Offer
    programmes: pd.DataFrame
    filiere_labels: Mapping[str, str] = field(default_factory=dict)
    certificate_titles: Mapping[str, str] = field(default_factory=dict)
    weighed: dict[tuple, Any] = field(default_factory=dict)

    def place(self, dept: str) -> str:
        """« en Mayenne »; « (33) » for a département that the region does not have."""
        label = self.dept_labels.get(dept)
        return f"{PLACES.get(dept, 'dans le département')} {label}" if label else f"({dept})"
