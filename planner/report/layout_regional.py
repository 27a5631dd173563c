"""Columns of the sheets that speak of sectors, territories and actors.

The notes are the definitions of the sheet « Glossaire ».
"""

from __future__ import annotations

from planner.report.layout import DEMAND, DEPARTMENT, RELIABILITY, SUPPLY, L, N, S, T
from planner.report.table import Column

# fmt: off
_COVERAGE = Column("coverage", "Taux de couverture", S, 11, "Places / demande.")
CARDS_PRINTED = (
    Column("sector", "Secteur", L, 22, "Filière : réunion de secteurs de la nomenclature agrégée (A38) de l'Insee."),
    Column("department", "Département", L, 14, DEPARTMENT.note),
    Column("headcount", "Effectif", N, 9, "Personnes en poste : dites par le profil sectoriel ou, à défaut, chiffre public."),
    Column("exposed", "Personnes exposées", N, 10, "Personnes dans un métier que l'IA générative peut changer (gradients G1 à G4 de l'OIT, 2025)."),
    Column("exposed_occupations", "Métiers les plus exposés", L, 30, "Familles professionnelles où il y a le plus de personnes exposées."),
    Column("adoption", "Adoption de l'IA", S, 10, "Part des organisations qui utilisent l'IA : dite par le profil ou, à défaut, chiffre public."),
    Column("asked", "Compétences demandées", L, 32, "Compétences que les annonces demandent le plus."),
    Column("covered", "Compétences couvertes", L, 32, "Compétences que l'offre couvre le mieux."),
    Column("missing", "Compétences manquantes", L, 32, "Compétences qui manquent le plus."),
    Column("stated", "Besoins énoncés", L, 30, "Compétences lues dans les besoins que dit le profil."),
    Column("missing_people", "Manque", N, 10, "Personnes × compétences par an, sans place."),
    _COVERAGE, RELIABILITY,
)
CARDS = (
    *CARDS_PRINTED,
    DEMAND, SUPPLY,
    Column("headcount_source", "Source de l'effectif", L, 44, "Qui donne l'effectif : le profil sectoriel, ou le chiffre public qui le complète."),
    Column("adoption_source", "Source de l'adoption", L, 30, "Qui donne le taux d'adoption."),
)
STRENGTHS = (
    Column("verdict", "Constat", T, 10, "force : la couverture de la région est sous l'intervalle de la ligne ; faiblesse : elle est au-dessus."),
    Column("label", "Département ou secteur", L, 30, "Territoire ou secteur qui se détache de la région."),
    Column("layer_label", "Couche", T, 24, "Une des six couches du référentiel."),
    _COVERAGE,
    Column("low", "Borne basse", S, 10, "Places / borne haute de la demande."),
    Column("high", "Borne haute", S, 10, "Places / borne basse de la demande."),
    Column("region", "Couverture de la région", S, 11, "Places / demande de toute la région, même couche."),
    RELIABILITY,
    Column("sentence", "En une phrase", L, 76, "Le constat, avec ses chiffres."),
)
USERS = (
    Column("territory", "Utilisateurs : personnes en poste dans une organisation qui utilise l'IA", L, 58, "Emplois × part des emplois dans les organisations qui utilisent l'IA, secteur par secteur."),
    Column("people", "Estimation", N, 15, "Personnes en poste dans une organisation qui utilise l'IA."),
    Column("low", "Borne basse", N, 15, "Avec la borne basse du taux d'adoption de chaque secteur."),
    Column("high", "Borne haute", N, 15, "Avec la borne haute du taux d'adoption de chaque secteur."),
)


def links(territories: list[str], kind: str) -> tuple[Column, ...]:
    """Maillon, what the regional report says, then one column a territory."""
    texts = kind == L
    report = (Column("report_presence", "Rapport régional (région)", T, 15, "Ce que le rapport régional dit de la région, de 0 à +++ ; « ? » quand il ne peut pas le dire."),)
    return (
        Column("label", "Maillon", L, 58, "Un des sept maillons de la chaîne de valeur de l'IA."),
        *(report if texts else ()),
        *(Column(territory, territory, kind, 15, "") for territory in territories),
    )
