"""The three vocabularies as tidy tables: the AI framework, ROME 4.0 and ESCO.

The embedded extracts (:mod:`planner.references.embedded`) and the importers of the
official releases build the same objects, so nothing downstream asks where they came from.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from planner import columns


@dataclass(frozen=True, slots=True, eq=False)
class Rome:
    """ROME 4.0, whole or in part. Codes are strings; an empty string means "none".

    Attributes:
        occupations: fiches, columns :data:`planner.columns.OCCUPATIONS`.
        appellations: usual job titles of those fiches, :data:`planner.columns.APPELLATIONS`.
        skills: compétences and savoirs, :data:`planner.columns.ROME_SKILLS`.
        occupation_skills: which fiche asks for which item, :data:`planner.columns.OCCUPATION_SKILLS`.
        texts: definition and access of a fiche, :data:`planner.columns.ROME_TEXTS`;
            empty in the embedded extract, which holds facts only.

    Raises:
        KeyError: a table lacks a column (the message names both).
    """

    occupations: pd.DataFrame
    appellations: pd.DataFrame
    skills: pd.DataFrame
    occupation_skills: pd.DataFrame
    texts: pd.DataFrame

    def __post_init__(self) -> None:
        columns.OCCUPATIONS.check(self.occupations)
        columns.APPELLATIONS.check(self.appellations)
        columns.ROME_SKILLS.check(self.skills)
        columns.OCCUPATION_SKILLS.check(self.occupation_skills)
        columns.ROME_TEXTS.check(self.texts)


@dataclass(frozen=True, slots=True, eq=False)
class Esco:
    """ESCO skills and knowledge, whole or in part, :data:`planner.columns.ESCO_SKILLS`.

    Raises:
        KeyError: the table lacks a column.
    """

    skills: pd.DataFrame

    def __post_init__(self) -> None:
        columns.ESCO_SKILLS.check(self.skills)


@dataclass(frozen=True, slots=True, eq=False)
class Framework:
    """The AI skills framework: skills, the words that name them, links to ROME and ESCO.

    Attributes:
        skills: :data:`planner.columns.SKILLS`.
        forms: :data:`planner.columns.FORMS`.
        mappings: :data:`planner.columns.MAPPINGS`.

    Raises:
        KeyError: a table lacks a column.
    """

    skills: pd.DataFrame
    forms: pd.DataFrame
    mappings: pd.DataFrame

    def __post_init__(self) -> None:
        columns.SKILLS.check(self.skills)
        columns.FORMS.check(self.forms)
        columns.MAPPINGS.check(self.mappings)
