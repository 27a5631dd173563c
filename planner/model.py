"""The nouns of the product: what is recruited, what is taught, what is missing, what to do.

A *posting* asks a person for *skills*; a *course* teaches them; where fewer people are
trained than are needed there is a *gap*; gaps that belong together form a *need*; an
*action* on the training offer answers a need. Everything that a screen or a workbook
states rests on *evidence*: the words that were read, and where.

Frozen dataclasses are used where one object is handled at a time; large sets travel as
tidy tables whose columns are named in :mod:`planner.columns`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Layer(IntEnum):
    """The six layers of the AI skills framework, from building AI to leading its adoption."""

    CONCEVOIR = 1
    INTEGRER = 2
    UTILISER = 3
    COMPRENDRE = 4
    CADRER = 5
    CONDUIRE = 6

    @property
    def label(self) -> str:
        """The layer's name as the screen writes it."""
        return LAYER_LABELS[self]


LAYER_LABELS = {
    Layer.CONCEVOIR: "Concevoir",
    Layer.INTEGRER: "Intégrer et déployer",
    Layer.UTILISER: "Utiliser dans son métier",
    Layer.COMPRENDRE: "Comprendre",
    Layer.CADRER: "Cadrer",
    Layer.CONDUIRE: "Conduire",
}


class Public(StrEnum):
    """Who is trained: new entrants (initial) or people in post and jobseekers (continuing)."""

    INITIAL = "initial"
    CONTINU = "continu"


class Signal(StrEnum):
    """The four demand signals, never summed: each sees part of the same people."""

    ANNONCES = "annonces"
    EXPOSITION = "exposition"
    OBLIGATION = "obligation"
    DECLARE = "déclaré"


class Taxonomy(StrEnum):
    """The vocabularies that a text can be linked to."""

    AI = "ai"
    ROME = "rome"
    ESCO = "esco"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words behind a link: ``text[start:end]`` of the document, or the whole text (None)."""

    text: str
    start: int | None
    end: int | None
    method: str


@dataclass(frozen=True, slots=True)
class Skill:
    """One skill of the AI framework, ROME or ESCO.

    ``skill_id`` is the framework id (``IA301``), the OGR code or the ESCO URI; ``layer`` is
    None outside the framework; ``code`` is the OGR code, None where the vocabulary has none.
    """

    skill_id: str
    label: str
    taxonomy: Taxonomy
    layer: Layer | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """The skill that came next for the same words, with its score on the same scale."""

    skill: Skill
    score: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A skill proposed for a text, with its score (0–1), its evidence and the skill that it was preferred to.

    For ROME and ESCO the score is a calibrated probability that a reader would keep the link; for the
    framework it is an ordinal grade of the surface form, not a probability.
    """

    skill: Skill
    score: float
    evidence: Evidence
    runner_up: RunnerUp | None = None


@dataclass(frozen=True, slots=True)
class Occupation:
    """A ROME 4.0 fiche, e.g. ``M1405`` Data scientist; ``score`` is 0–1 when it was guessed."""

    code: str
    label: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Posting:
    """A job posting after intake: contact data masked, territory and filière resolved."""

    posting_id: str
    title: str
    description: str
    dept: str | None = None
    filiere: str | None = None


@dataclass(frozen=True, slots=True)
class SectorProfile:
    """What a branch or a territory says of itself: headcount, adoption, stated needs."""

    profile_id: str
    filiere: str
    dept: str | None
    headcount: float | None
    stated_needs: str
    adoption_rate: float | None
    source: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Course:
    """A line of the training catalogue. ``places`` per year, ``hours`` per learner, euros per learner."""

    course_id: str
    title: str
    provider: str
    public: Public
    dept: str | None
    remote: bool
    places: float | None
    hours: float | None
    price: float | None


@dataclass(frozen=True, slots=True)
class Gap:
    """People to train per year minus places per year, for one skill in one cell."""

    skill_id: str
    dept: str
    public: Public
    demand: float
    supply: float

    @property
    def missing(self) -> float:
        """People per year that the present offer leaves out; negative when the offer exceeds demand."""
        return self.demand - self.supply


@dataclass(frozen=True, slots=True)
class Need:
    """*Besoin de formation*: skills in gap that are asked together and can be taught together."""

    need_id: str
    name: str
    skill_ids: tuple[str, ...]


class ActionKind(StrEnum):
    """What can be done about a need."""

    RENFORCER = "renforcer"
    ESSAIMER = "essaimer"
    CREER = "créer"


@dataclass(frozen=True, slots=True)
class Action:
    """One line of the plan: strengthen, spread or create a course for a need in a département."""

    action_id: str
    kind: ActionKind
    need_id: str
    dept: str
    public: Public
    course_id: str | None
    places: int
    reason: str
