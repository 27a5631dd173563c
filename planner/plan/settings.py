"""What a person decides about the plan: numbers (``PlanSettings``) and wishes (``Wishes``).

``PLAN_DESCRIPTIONS`` is to the plan what ``planner.needs.DESCRIPTIONS`` is to the needs: each number
with its unit, bounds and source, to be shown and moved. The executable problem is made from both
in :mod:`planner.plan.formulation`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from planner.needs import Description

EUROS, PEOPLE = "euros", "personnes"


@dataclass(frozen=True, slots=True)
class PlanSettings:
    """Numbers in force for one plan; see ``PLAN_DESCRIPTIONS`` for what each one is."""

    size_exponent: float = 0.5
    share_first: float = 0.001
    share_second: float = 0.01
    share_third: float = 0.1
    value_first: float = 0.25
    value_second: float = 0.5
    value_third: float = 0.75
    region_part: float = 0.5
    reliability_pull: float = 0.5
    floor_dept: float = 0.8
    floor_public: float = 0.5
    trainer_hours: float = 1200.0
    provider_groups: float = 12.0
    growth: float = 1.0
    opening_groups: float = 4.0
    initial_year_cost: float = 11_530.0
    initial_year_hours: float = 600.0
    minimum_fill: float = 0.25
    courses_compared: float = 4.0
    gap: float = 0.02
    time_limit: float = 60.0
    draws: float = 20.0
    jitter: float = 0.2

    def __post_init__(self) -> None:
        for description in PLAN_DESCRIPTIONS:
            value = getattr(self, description.name)
            if not description.low <= value <= description.high:
                raise ValueError(
                    f"réglage « {description.label} » : {value} hors de l'intervalle "
                    f"[{description.low} ; {description.high}] ({description.unit})"
                )
        if list(self.shares) != sorted(self.shares):
            raise ValueError(
                f"paliers dans le désordre {self.shares[1:]} : rangez-les dans l'ordre croissant"
            )
        slopes = self.slopes
        if any(after > before + 1e-12 for before, after in pairwise(slopes)):
            raise ValueError(
                "rendements croissants : chaque palier doit rapporter moins que le précédent par personne formée "
                f"(pentes lues : {', '.join(f'{slope:g}' for slope in slopes)}) ; rapprochez les valeurs des paliers"
            )

    @property
    def shares(self) -> tuple[float, ...]:
        """Shares of the gap where the slope changes, from 0 to 1."""
        return (0.0, self.share_first, self.share_second, self.share_third, 1.0)

    @property
    def values(self) -> tuple[float, ...]:
        """Value at each of ``shares``, from 0 to 1."""
        return (0.0, self.value_first, self.value_second, self.value_third, 1.0)

    @property
    def slopes(self) -> tuple[float, ...]:
        """Value gained per unit of share inside each tier; infinite where two shares are equal."""
        points = list(zip(self.shares, self.values, strict=True))
        return tuple(
            (v1 - v0) / (s1 - s0) if s1 > s0 else float("inf") for (s0, v0), (s1, v1) in pairwise(points)
        )

    def changed(self, **values: float) -> PlanSettings:
        """A copy with some values changed.

        Raises:
            ValueError: a value is outside its bounds, or returns would grow.
        """
        return replace(self, **values)

    def as_rows(self) -> list[dict[str, object]]:
        """One row per setting, as ``Parameters.as_rows``: for the screen and the workbook."""
        defaults = PlanSettings()
        return [
            {
                "name": d.name,
                "label": d.label,
                "value": getattr(self, d.name),
                "unit": d.unit,
                "default": getattr(defaults, d.name),
                "source": d.source,
            }
            for d in PLAN_DESCRIPTIONS
        ]


@dataclass(frozen=True, slots=True)
class Floor:
    """At least ``share`` of what the plan spends (or of the people it trains) goes to one territory or public.

    ``dimension``: « dept » or « public »; ``member``: its code; ``label``: its name in a sentence.
    A floor is a share of the plan, not of the budget, so that a larger budget always allows the
    plans that a smaller one allowed.
    """

    dimension: str
    member: str
    share: float
    label: str


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person imposes on the plan, beyond the numbers.

    Attributes:
        pinned: action key → least number of groups.
        forbidden: action keys never taken.
        floors: None for the default floors (``floor_dept`` and ``floor_public``).
        floor_basis: ``EUROS`` (share of what is spent) or ``PEOPLE`` (share of people trained).
        trainer_hours: hours a year that trainers can add, by département, where it is known.
    """

    pinned: Mapping[str, int] = field(default_factory=dict)
    forbidden: frozenset[str] = frozenset()
    floors: tuple[Floor, ...] | None = None
    floor_basis: str = EUROS
    trainer_hours: Mapping[str, float] = field(default_factory=dict)


_TIER = "hypothèse : chaque décuplement de la part comblée compte autant que le précédent (rendement logarithmique)"

PLAN_DESCRIPTIONS = (
    Description(
        "size_exponent", "Poids d'un besoin selon sa taille", "0 = tous égaux, 1 = en proportion du manque", 0, 1,
        "hypothèse : racine carrée, entre égalité et proportion (allocation de puissance, Bankier 1988, doi:10.1080/00031305.1988.10475556)",
    ),
    Description("share_first", "Premier palier : part du manque comblée", "part du manque", 1e-6, 1, _TIER),
    Description("share_second", "Deuxième palier : part du manque comblée", "part du manque", 1e-6, 1, _TIER),
    Description("share_third", "Troisième palier : part du manque comblée", "part du manque", 1e-6, 1, _TIER),
    Description("value_first", "Valeur acquise au premier palier", "part de la valeur du besoin", 0, 1, _TIER),
    Description("value_second", "Valeur acquise au deuxième palier", "part de la valeur du besoin", 0, 1, _TIER),
    Description("value_third", "Valeur acquise au troisième palier", "part de la valeur du besoin", 0, 1, _TIER),
    Description(
        "region_part", "Part du besoin régional dans la valeur, le reste au territoire et au public", "part de la valeur", 0, 1,
        "hypothèse : moitié région, moitié territoire : ni tout à Nantes, ni la même action cinq fois",
    ),
    Description(
        "reliability_pull", "Retrait sur un manque entièrement supposé", "0 = aucun, 1 = il ne compte plus", 0, 1,
        "hypothèse : un manque supposé compte moitié moins qu'un manque observé",
    ),
    Description(
        "floor_dept", "Plancher par département", "part de ce que pèse le département dans le manque", 0, 1,
        "hypothèse : au moins les quatre cinquièmes de sa part du manque régional ; coûte 0,6 % de la valeur du plan (measures_plan.md), "
        "et laisse à un département les moyens d'ouvrir une formation pour tous",
    ),
    Description(
        "floor_public", "Plancher par public (initial, continu)", "part de ce que pèse le public dans le manque", 0, 1,
        "hypothèse : au moins la moitié de sa part du manque régional",
    ),
    Description(
        "trainer_hours", "Heures que les formateurs d'un département peuvent ajouter", "heures par an", 0, 1_000_000,
        "hypothèse : deux formateurs à temps plein, 600 h devant un groupe chacun",
    ),
    Description(
        "provider_groups", "Groupes qu'un organisme peut ajouter, toutes actions confondues", "groupes par an", 0, 10_000,
        "hypothèse : un groupe par mois",
    ),
    Description(
        "growth", "Places qu'une formation existante peut ajouter", "part de ses places actuelles", 0, 10,
        "hypothèse : doubler au plus dans l'année",
    ),
    Description(
        "opening_groups", "Groupes d'une formation qui ouvre", "groupes la première année", 1, 200,
        "hypothèse : un groupe par trimestre",
    ),
    Description(
        "initial_year_cost", "Coût d'une année de formation initiale sans prix indiqué", "€ par étudiant et par an", 0, 100_000,
        "SIES, note d'information 21.05 (mai 2021) : 11 530 € par étudiant en 2019",
    ),
    Description(
        "initial_year_hours", "Heures d'une année de formation initiale sans durée indiquée", "heures par an", 1, 2_000,
        "hypothèse : vingt-cinq semaines de 24 h",
    ),
    Description(
        "minimum_fill", "Ce qu'un groupe doit apporter au moins pour ouvrir", "compétences par apprenant", 0, 10,
        "hypothèse : une compétence pour un apprenant sur quatre",
    ),
    Description(
        "courses_compared", "Formations comparées par besoin, territoire, public et sorte d'action", "formations", 1, 1000,
        "hypothèse : les quatre qui apportent le plus par euro ; davantage allonge la liste sans changer le plan",
    ),
    Description("gap", "Écart admis au meilleur plan possible", "part de la valeur", 0, 0.5, "hypothèse : 2 %, moins que ce que déplacent les données ; 1 % demande trois fois plus de temps"),
    Description("time_limit", "Temps donné au calcul exact", "secondes", 0.1, 3600, "hypothèse : six à huit fois la durée mesurée ; au-delà, le meilleur plan trouvé, qui peut alors varier d'une exécution à l'autre"),
    Description("draws", "Tirages pour la stabilité du classement", "tirages", 0, 10_000, "hypothèse : assez pour un intervalle, assez peu pour l'écran"),
    Description("jitter", "Ampleur de la variation des poids, coûts et réglages", "part", 0, 0.9, "hypothèse : ±20 %"),
)  # fmt: skip
