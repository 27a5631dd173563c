"""Columns of the sheets that prepare a decision: course briefs, earlier campaign, sensitivity.

The notes are the definitions of the sheet « Glossaire ».
"""

from __future__ import annotations

from planner.report.layout import PUBLIC, E, L, N, S, T
from planner.report.styles import Kind
from planner.report.table import Column

# fmt: off
# The columns of the decision, then the detail, left out of the print so that the page can be read.
BRIEFS_PRINTED = (
    Column("rank", "Rang", N, 6, "Rang de l'action dans les préconisations."),
    Column("title", "Formation à créer", L, 34, "Compétences à enseigner ; le nom du besoin quand le cahier des charges n'est pas rédigé."),
    Column("department", "Département", L, 13, "Département des apprenants."),
    Column("public", "Public", T, 8, PUBLIC.note),
    Column("audiences", "À qui", L, 18, "Publics visés."),
    Column("objectives", "Objectifs", L, 46, "Ce que sait faire une personne formée ; à défaut de cahier des charges, les compétences que le plan lui donne."),
    Column("prerequisites", "Prérequis", L, 24, "Compétences à avoir avant ; vide quand il n'y en a pas."),
    Column("level", "Niveau visé", N, 8, "De 1 (découverte) à 4 (expertise)."),
    Column("hours", "Heures par personne", N, 10, "Durée indicative par apprenant."),
    Column("places", "Places par an", N, 8, "Groupes × personnes par groupe."),
    Column("cost", "Coût annuel", E, 10, "Prix × places, plus la conception."),
    Column("closest", "Formations proches", L, 34, "Formations existantes les plus proches, et ce qui leur manque."),
    Column("certifications", "Certification", L, 22, "Certification sur laquelle s'appuyer : celle d'une formation proche."),
    Column("programmes", "Financements possibles", L, 28, "Dispositifs dont aucune règle connue n'exclut cette formation ; à confirmer auprès du financeur."),
)
BRIEFS = (
    *BRIEFS_PRINTED,
    Column("need", "Besoin de formation", L, 30, "Groupe de compétences qui manquent ensemble (feuille Besoins)."),
    Column("action_id", "Action", T, 8, "Numéro de l'action dans le plan."),
    Column("groups", "Groupes par an", N, 8, "Groupes d'apprenants par an."),
    Column("cost_per_learner", "Coût par personne", E, 10, "Coût indicatif par apprenant, hors conception."),
    Column("missing", "Manque avant", N, 9, "Manque de ce besoin dans ce département et pour ce public, avant toute action."),
)
SENSITIVITY = (
    Column("label", "Paramètre", L, 60, "Paramètre déplacé, les autres tenus."),
    Column("value", "Valeur", Kind.FREE, 10, "Valeur de ce calcul."),
    Column("low_value", "Valeur − 20 %", Kind.FREE, 14, "Valeur baissée de 20 %, tenue dans ses bornes."),
    Column("high_value", "Valeur + 20 %", Kind.FREE, 14, "Valeur relevée de 20 %, tenue dans ses bornes : un poids de 1 ne monte pas."),
    Column("missing_low", "Manque, valeur basse", N, 13, "Manque de toute la région avec la valeur basse."),
    Column("missing", "Manque", N, 13, "Manque de toute la région avec la valeur en vigueur."),
    Column("missing_high", "Manque, valeur haute", N, 13, "Manque de toute la région avec la valeur haute."),
    Column("effect", "Effet", S, 10, "(Manque de la valeur haute − manque de la valeur basse) / manque."),
)

# ── against an earlier campaign ───────────────────────────────────────────────────────────
METHOD = (
    Column("name", "Ce qui diffère", L, 54, "Paramètre, référentiel, budget ou fichiers qui ne sont pas ceux de la campagne antérieure."),
    Column("kind", "Nature", T, 14, "Nature de la différence."),
    Column("before", "Avant", Kind.FREE_LONG, 22, "Campagne antérieure."),
    Column("after", "Maintenant", Kind.FREE_LONG, 22, "Cette campagne."),
)
_BY_METHOD = "Part du changement due à la méthode : ces annonces et ce catalogue recomptés avec les paramètres antérieurs et, s'ils sont encore installés, les référentiels antérieurs ; vide quand elle n'est pas comptée à part."
_BY_FACTS = "Le reste du changement : annonces et catalogue ; vide quand il n'est pas compté à part."
TOTALS = (
    Column("label", "Ensemble", L, 54, "Chiffre de tout le périmètre."),
    Column("before", "Avant", N, 14, "Campagne antérieure."),
    Column("after", "Maintenant", N, 22, "Cette campagne."),
    Column("change", "Changement", N, 22, "Maintenant moins avant."),
    Column("by_method", "Dû à la méthode", N, 12, _BY_METHOD),
    Column("by_facts", "Dû aux faits", N, 12, _BY_FACTS),
)
RATES = tuple(
    Column(c.key, "Taux" if c.key == "label" else c.heading, L if c.key == "label" else S, c.width, c.note) for c in TOTALS
)


def apart(columns: tuple[Column, ...], separated: bool) -> tuple[Column, ...]:
    """The columns, without the parts due to the method and to facts when they are not counted apart."""
    return tuple(c for c in columns if separated or c.key not in ("by_method", "by_facts"))


def compared(heading: str) -> tuple[Column, ...]:
    """Columns of a table of :class:`planner.report.campaigns.Evolution` whose lines are ``heading``."""
    return (
        Column("label", heading, L, 54, f"{heading} : la plus grande variation du manque en tête."),
        Column("verdict", "Tendance", T, 17, "nette : les deux intervalles du manque ne se touchent pas ; incertaine : ils se recouvrent ; stable : moins de 5 %."),
        Column("missing_before", "Manque avant", N, 22, "Manque de la campagne antérieure."),
        Column("missing_after", "Manque maintenant", N, 22, "Manque de cette campagne."),
        Column("change", "Changement", N, 12, "Manque maintenant moins manque avant."),
        Column("relative", "En proportion", S, 12, "Changement / manque avant."),
        Column("by_method", "Dû à la méthode", N, 12, _BY_METHOD),
        Column("by_facts", "Dû aux faits", N, 12, _BY_FACTS),
        Column("demand_before", "Demande avant", N, 12, "Demande de la campagne antérieure."),
        Column("demand_after", "Demande maintenant", N, 12, "Demande de cette campagne."),
        Column("supply_before", "Places avant", N, 12, "Places de la campagne antérieure."),
        Column("supply_after", "Places maintenant", N, 12, "Places de cette campagne."),
    )


FOLLOWED = (
    Column("need", "Besoin de la campagne antérieure", L, 54, "Besoin auquel l'action répondait, tel qu'il était nommé."),
    Column("kind", "Action", T, 14, "renforcer, essaimer ou créer."),
    Column("department", "Département", T, 16, "Département des apprenants."),
    Column("public", "Public", T, 10, PUBLIC.note),
    Column("places", "Places préconisées", N, 12, "Places par an que la campagne antérieure préconisait."),
    Column("added", "Places constatées", N, 12, "Places par an que le catalogue montre en plus."),
    Column("status", "Suite donnée", L, 17, "suivie, suivie en partie, non constatée, ou formation absente du catalogue ; d'après le catalogue seul."),
    Column("course", "Formation", L, 30, "Formation à renforcer ou à essaimer ; pour une création, la plus proche."),
    Column("evidence", "Ce que montre le catalogue", L, 44, "Formations qui le montrent, avec leurs places."),
)
