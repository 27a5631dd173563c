"""Every number that turns a signal into people per year: its value, unit, bounds and source.

A user sees and moves each of them; ``DESCRIPTIONS`` is what the screen, the workbook and
docs/METHOD.md show. « hypothèse » says that no published figure was found: our choice, and why.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Parameters:
    """Values in force for one run; see ``DESCRIPTIONS`` for what each one is."""

    horizon_years: float = 5.0
    renewal_rate: float = 0.028
    beginners_share: float = 0.25
    wished_weight: float = 0.5
    exposed_share: float = 0.5
    skills_per_person: float = 3.0
    adoption_factor: float = 1.0
    half_distance_km: float = 60.0
    minimum_sample: float = 20.0
    weight_annonces: float = 1.0
    weight_exposition: float = 1.0
    weight_obligation: float = 1.0
    weight_declare: float = 1.0
    group_size: float = 12.0
    default_hours: float = 14.0
    default_hour_cost: float = 25.0
    default_places_initial: float = 24.0
    default_places_continu: float = 36.0
    maximum_groups: float = 10.0
    creation_cost: float = 8000.0
    spreading_cost: float = 3000.0

    def __post_init__(self) -> None:
        for description in DESCRIPTIONS:
            value = getattr(self, description.name)
            if not description.low <= value <= description.high:
                raise ValueError(
                    f"paramètre « {description.label} » : {value} hors de l'intervalle "
                    f"[{description.low} ; {description.high}] ({description.unit})"
                )

    def changed(self, **values: float) -> Parameters:
        """A copy with some values changed.

        Raises:
            ValueError: a value is outside its bounds.
        """
        return replace(self, **values)

    def as_rows(self) -> list[dict[str, object]]:
        """One row per parameter: name, label, value, unit, default, source; for the screen and the workbook."""
        defaults = Parameters()
        return [
            {
                "name": d.name,
                "label": d.label,
                "value": getattr(self, d.name),
                "unit": d.unit,
                "default": getattr(defaults, d.name),
                "source": d.source,
            }
            for d in DESCRIPTIONS
        ]


NEEDS, PLAN = "besoins", "plan"


@dataclass(frozen=True, slots=True)
class Description:
    """What a parameter is: French label, unit, bounds, where its default comes from, and where it acts.

    ``stage``: « besoins » when it changes people or places, « plan » when it only changes actions.
    """

    name: str
    label: str
    unit: str
    low: float
    high: float
    source: str
    stage: str = NEEDS


DESCRIPTIONS = (
    Description(
        "horizon_years", "Horizon pour former les personnes en poste", "années", 1, 15,
        "hypothèse : durée usuelle d'un contrat de plan régional de formation (CPRDFOP, 5 à 6 ans)",
    ),
    Description(
        "renewal_rate", "Part des emplois renouvelés chaque année par de nouveaux entrants", "part de l'emploi par an", 0, 0.2,
        "France Stratégie et Dares, Les métiers en 2030 (2022) : environ 760 000 postes à pourvoir par an, soit 2,8 % de l'emploi",
    ),
    Description(
        "beginners_share", "Part des recrutements pourvus par des sortants de formation initiale", "part des recrutements", 0, 1,
        "hypothèse : un recrutement sur quatre ; aucune source régionale publiée trouvée",
    ),
    Description(
        "wished_weight", "Poids d'une compétence « souhaitée » ou « un plus » dans une annonce", "part d'une demande ferme", 0, 1,
        "hypothèse : moitié d'une demande ferme",
    ),
    Description(
        "exposed_share", "Part des personnes exposées (gradient G4) à former sur l'horizon", "part des personnes", 0, 1,
        "hypothèse : une personne sur deux en G4 ; G3, G2, G1 au prorata de 3/4, 1/2, 1/4",
    ),
    Description(
        "skills_per_person", "Compétences à acquérir par personne et par couche", "compétences", 1, 20,
        "hypothèse : trois compétences voisines dans un parcours court",
    ),
    Description(
        "adoption_factor", "Multiplicateur des taux d'adoption de l'IA", "facteur", 0, 5,
        "1 = taux de taxonomies/adoption.csv, source et année ligne à ligne",
    ),
    Description(
        "half_distance_km", "Distance au bout de laquelle l'accès à une formation est divisé par deux", "km", 5, 500,
        "hypothèse : un trajet aller d'environ 45 minutes",
    ),
    Description(
        "minimum_sample", "Effectif minimal d'annonces pour calculer une part", "annonces", 1, 1000,
        "seuil de 20 usuel en statistique publique pour les petits effectifs (InserJeunes, enquêtes d'insertion)",
    ),
    Description("weight_annonces", "Poids du signal annonces", "0 = écarté, 1 = entier", 0, 1, "hypothèse : signaux à égalité"),
    Description("weight_exposition", "Poids du signal exposition", "0 = écarté, 1 = entier", 0, 1, "hypothèse : signaux à égalité"),
    Description("weight_obligation", "Poids du signal obligation", "0 = écarté, 1 = entier", 0, 1, "hypothèse : signaux à égalité"),
    Description("weight_declare", "Poids du signal déclaré", "0 = écarté, 1 = entier", 0, 1, "hypothèse : signaux à égalité"),
    Description("group_size", "Personnes par groupe de formation", "personnes", 1, 100, "hypothèse : groupe usuel de formation continue", PLAN),
    Description(
        "default_hours", "Durée d'une formation qui n'en indique pas", "heures", 1, 2000,
        "hypothèse : deux jours, durée la plus courante des formations courtes", PLAN),
    Description(
        "default_hour_cost", "Coût d'une heure de formation par personne, sans prix indiqué", "€ par heure et par personne", 0, 500,
        "hypothèse : ordre de grandeur des formations courtes inter-entreprises", PLAN),
    Description(
        "default_places_initial", "Places par an d'une formation initiale qui n'en indique pas", "places par an", 0, 1000,
        "hypothèse : une classe",
    ),
    Description(
        "default_places_continu", "Places par an d'une formation continue qui n'en indique pas", "places par an", 0, 1000,
        "hypothèse : trois sessions d'un groupe",
    ),
    Description(
        "maximum_groups", "Groupes au plus par action et par an", "groupes par an", 1, 200,
        "hypothèse : capacité d'une petite équipe de formateurs", PLAN),
    Description("creation_cost", "Coût de conception d'une formation nouvelle", "€", 0, 1_000_000, "hypothèse : dix jours d'ingénierie", PLAN),
    Description(
        "spreading_cost", "Coût d'ouverture d'une formation existante dans un autre département", "€", 0, 1_000_000,
        "hypothèse : repérage, déplacements, première session", PLAN),
)  # fmt: skip
