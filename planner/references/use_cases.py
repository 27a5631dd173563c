"""Uses of AI in the region's filières: what each may bring, may harm, and will not do."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from planner.columns import Table
from planner.references.embedded import EmbeddedFile
from planner.references.framework import SEPARATOR

USE_CASES = EmbeddedFile(
    "use_cases.csv",
    Table(
        "use cases",
        {
            "use_case_id": "identifier",
            "filiere": "filière id",
            "title_fr": "the use, a verb first",
            "potential_fr": "what it may bring",
            "risk_fr": "whom it may harm, and how",
            "limit_fr": "what it will not do",
            "axes": "ids of framework.AXES joined by |",
            "rome": "ROME 4.0 codes joined by |",
            "layers": "layers needed joined by |",
            "skills_fr": "what people must be able to do, in words",
            "skills": "skill ids joined by |",
            "maturity": "exploration | pilote | déployé, in the region's organisations (our judgement)",
            "source": "text that bears the decisive point, or « expertise »",
        },
    ),
)


def load_use_cases(folder: Path) -> pd.DataFrame:
    """Table :data:`USE_CASES` of ``folder``.

    Raises:
        FileNotFoundError: the file is absent.
        KeyError: a column is missing.
    """
    return USE_CASES.read(folder)


def uses_of(use_cases: pd.DataFrame, skill_id: str) -> pd.DataFrame:
    """Uses that need the skill, in the table's order."""
    needed = use_cases["skills"].str.split(SEPARATOR, regex=False).map(lambda ids: skill_id in ids)
    return use_cases[needed].reset_index(drop=True)
