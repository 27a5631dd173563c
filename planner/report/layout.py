"""What each table of the workbook shows, column by column: declared here, written elsewhere.

The notes are the definitions of the sheet « Glossaire ».
"""

from __future__ import annotations

from planner.report.styles import Kind
from planner.report.table import Column

T, L, N, D, X, S, E, DATE, B = (
    Kind.TEXT, Kind.LONG, Kind.COUNT, Kind.DECIMAL, Kind.INDEX, Kind.SHARE, Kind.EUROS, Kind.DATE, Kind.YES_NO,
)  # fmt: skip

# fmt: off
# ── figures that several tables share ─────────────────────────────────────────────────────
DEMAND = Column("demand", "Demande", N, 11, "Personnes × compétences à former par an : le plus fort des signaux pondérés de la cellule, jamais leur somme.")
LOW = Column("low", "Demande, borne basse", N, 11, "Borne basse à 95 % de la demande d'une ligne ; dans un total, somme des bornes basses, plus large qu'un intervalle à 95 %.")
HIGH = Column("high", "Demande, borne haute", N, 11, "Borne haute à 95 % de la demande d'une ligne ; dans un total, somme des bornes hautes.")
SUPPLY = Column("supply", "Places", N, 10, "Places par an × part de la formation qui enseigne la compétence × accès depuis le département.")
MISSING = Column("missing", "Manque", N, 11, "Demande moins places, là où la demande dépasse les places ; un surplus ailleurs ne comble pas un manque.")
SHARE = Column("missing_share", "Part du manque", S, 10, "Part de la ligne dans tout le manque du tableau.")
COVERAGE = Column("coverage", "Taux de couverture", S, 11, "Places / demande. Au-dessus de 100 %, il y a plus de places que de demande estimée.")
ANSWERED = Column("answered", "Demande servie", S, 10, "1 − manque / demande : part de la demande à laquelle une place répond, sans compter les surplus.")
RELIABILITY = Column("reliability", "Taux de fiabilité", S, 10, "Part du chiffre qui est observée, et non imputée, empruntée à la région ou supposée. Sous 50 %, le chiffre est écrit en italique.")
SAMPLE = Column("sample", "Effectif observé", N, 12, "Effectif derrière la demande : annonces (effectif équivalent), emplois ou profils selon le signal ; dans un total, le plus grand des effectifs.")
JOBS = Column("jobs", "Emplois", N, 11, "Emplois du territoire ou du secteur (Dares, 2019, par métier et département).")
PER_1000 = Column("missing_per_1000", "Manque pour 1 000 emplois", D, 12, "Manque rapporté aux emplois : ce qui rend les territoires comparables.")
MEASURES = (DEMAND, LOW, HIGH, SUPPLY, MISSING, SHARE, COVERAGE, ANSWERED, RELIABILITY, SAMPLE)
PUBLIC = Column("public", "Public", T, 10, "initial : formation des nouveaux entrants ; continu : personnes en poste et demandeurs d'emploi.")
DEPARTMENT = Column("department", "Département", T, 16, "Département des apprenants.")
SKILL_ID = Column("skill_id", "Code", T, 8, "Code de la compétence dans le référentiel ; le premier chiffre est la couche.")

# ── tables ────────────────────────────────────────────────────────────────────────────────
# The columns of the decision, then the detail of the calculation, left out of the print so that the page can be read.
PLAN_PRINTED = (
    Column("rank", "Rang", N, 5, "1 = l'action qui apporte le plus de personnes × compétences par euro ; l'ordre tient compte de ce que les précédentes ont déjà comblé."),
    Column("kind", "Action", T, 10, "renforcer : plus de places dans une formation existante ; essaimer : l'ouvrir dans un autre département ; créer : aucune formation n'y répond."),
    Column("need", "Besoin de formation", L, 25, "Groupe de compétences qui manquent ensemble (feuille Besoins)."),
    Column("department", "Département", L, 13, "Département des apprenants."),
    Column("public", "Public", T, 8, PUBLIC.note),
    Column("sectors", "Secteurs où il manque", L, 23, "Secteurs qui pèsent le plus dans le manque de ce besoin, dans ce département, pour ce public."),
    Column("occupations", "Métiers qui le demandent", L, 23, "Métiers ROME dont les annonces lues demandent ces compétences, dans le département ou, à défaut, en région."),
    Column("course", "Formation", L, 25, "Formation à renforcer ou à essaimer ; pour une création, la plus proche qui existe."),
    Column("places", "Places par an", N, 8, "Places par an : groupes × personnes par groupe."),
    Column("cost", "Coût annuel", E, 10, "Groupes × coût par groupe (colonnes de droite), relevé de la hausse à essayer (formule)."),
    Column("closed", "Manque comblé", N, 9, "Personnes × compétences par an que l'action apporte."),
    RELIABILITY,
    Column("chosen", "Retenue", B, 8, "oui : le budget donné finance au moins un groupe de cette action ; sans budget, toutes sont retenues."),
    Column("programmes", "Financements possibles", L, 25, "Dispositifs dont aucune règle connue n'exclut cette action ; à confirmer auprès du financeur."),
    Column("reason", "Raison", L, 38, "Pourquoi cette action."),
    Column("loss", "Perte sans elle", L, 25, "Ce qui reste sans réponse si elle n'est pas prise."),
)
PLAN = (
    *PLAN_PRINTED,
    Column("need_id", "Code du besoin", T, 8, "Mène à la ligne de ce besoin, feuille Besoins."),
    Column("provider", "Organisme", L, 17, "Organisme de cette formation."),
    Column("groups", "Groupes par an", N, 8, "Groupes d'apprenants par an."),
    Column("group_cost", "Coût par groupe", E, 9, "Prix × personnes du groupe, et sa part du coût d'ouverture ou de conception ; modifiable : les coûts et le budget suivent."),
    Column("hours", "Heures par personne", N, 9, "Durée par apprenant, lue au catalogue ou par défaut (feuille Paramètres)."),
    Column("missing", "Manque avant", N, 9, "Manque de ce besoin dans ce département et pour ce public, avant toute action."),
    Column("unit_cost", "Coût par unité comblée", E, 9, "Coût annuel / manque comblé : euros par personne × compétence (formule)."),
    Column("rank_low", "Rang, au mieux", N, 8, "Meilleur rang quand poids, coûts et réglages varient de ±20 % (5e centile des tirages) ; vide sans tirage."),
    Column("rank_high", "Rang, au pire", N, 8, "Moins bon rang des mêmes tirages (95e centile) ; vide sans tirage."),
    Column("kept", "Retenue dans", S, 9, "Part des tirages où l'action est retenue ; vide sans tirage."),
    Column("cumulative", "Coût cumulé", E, 11, "Coût de cette action et de toutes celles d'un meilleur rang, quel que soit le tri (formule)."),
)
GAPS = (
    SKILL_ID,
    Column("skill", "Compétence", T, 66, "Compétence du référentiel."),
    Column("layer_label", "Couche", T, 22, "Une des six couches du référentiel, de concevoir à conduire."),
    DEPARTMENT,
    Column("sector", "Secteur", T, 34, "Filière : réunion de secteurs de la nomenclature agrégée (A38) de l'Insee."),
    PUBLIC, DEMAND, LOW, HIGH,
    Column("signal", "Signal retenu", T, 12, "Le signal qui donne la demande : annonces, exposition, obligation ou déclaré."),
    SUPPLY,
    Column("gap", "Écart", N, 10, "Demande moins places ; négatif quand il y a plus de places que de demande."),
    MISSING, COVERAGE, RELIABILITY, SAMPLE,
    Column("note", "Réserve", T, 34, "« hors calcul » : moins d'annonces que le minimum ; « emprunté à la région » : part complétée par d'autres annonces de la région ; « moins de la moitié… vue » : le reste des recrutements n'a pas d'annonce lue."),
)
LAYERS = (
    Column("label", "Couche", T, 34, "Une des six couches du référentiel."),
    Column("skills", "Compétences", N, 12, "Compétences de la couche qui ont au moins une ligne d'écart."),
    *MEASURES,
)
PUBLICS = (Column("public", "Public", T, 34, PUBLIC.note), *MEASURES)
FILIERES = (Column("label", "Secteur", T, 34, GAPS[4].note), JOBS, *MEASURES, PER_1000)
TOP_SKILLS = (
    Column("label", "Compétence", L, 50, GAPS[1].note), Column("layer_label", "Couche", L, 16, GAPS[2].note), *MEASURES,
)
DEPARTMENTS = (Column("label", "Département", T, 58, DEPARTMENT.note), JOBS, *MEASURES, PER_1000)
DISPARITIES = (
    Column("label", "Département", T, 58, DEPARTMENT.note),
    JOBS, DEMAND, SUPPLY, MISSING, PER_1000,
    Column("index", "Indice", N, 9, "Manque pour 1 000 emplois, 100 = région."),
    COVERAGE,
    Column("coverage_low", "Couverture, borne basse", S, 11, "Places / borne haute de la demande."),
    Column("coverage_high", "Couverture, borne haute", S, 11, "Places / borne basse de la demande."),
    Column("in_person_per_1000", "Places en présence pour 1 000 emplois", D, 13, "Places par an des formations IA tenues dans le département, pour 1 000 emplois."),
    Column("in_person_courses", "Formations en présence", N, 11, "Formations IA tenues dans le département."),
    RELIABILITY,
    Column("small", "Petit effectif", B, 9, "oui : moins de trois formations tenues sur place ; une ouverture ou une fermeture change l'image."),
    Column("driver", "Écart à la région", L, 44, "Écart du manque pour 1 000 emplois, en trois parts qui s'ajoutent : les secteurs qui y emploient, la demande à secteur égal, les places."),
)
AXES = (
    Column("label", "Axe", T, 34, "Une des quatre auditions du rapport régional : économique, social et sociétal, environnemental, éthique et gouvernance."),
    Column("skills", "Compétences", N, 12, "Compétences de l'axe qui ont au moins une ligne d'écart ; une compétence peut avoir plusieurs axes."),
    DEMAND, LOW, HIGH, SUPPLY, MISSING,
    Column("missing_share", "Part de tout le manque", S, 10, "Part de la ligne dans tout le manque du périmètre ; ces parts se recouvrent et ne font pas 100 %."),
    COVERAGE, ANSWERED, RELIABILITY, SAMPLE,
    Column("missing_split", "Manque réparti", N, 12, "Manque de chaque compétence partagé à parts égales entre ses axes : cette colonne s'additionne et fait tout le manque du périmètre."),
)
AUDIENCES = (
    Column("label", "Public visé", T, 34, "À qui les compétences s'adressent ; le manque de la ligne porte sur elles, il ne compte pas les membres de ce public."),
    Column("skills", "Compétences", N, 12, "Compétences qui s'adressent à ce public et ont au moins une ligne d'écart."),
    *AXES[2:-1],
)
NEEDS = (
    Column("need_id", "Besoin", T, 9, "Numéro du besoin, du plus grand manque au plus petit."),
    Column("name", "Nom", L, 58, "Nom du besoin : ce qu'on y fait de l'IA, et dans quels métiers."),
    Column("skills", "Compétences", N, 12, "Compétences membres dans le périmètre."),
    *MEASURES,
    Column("cohesion", "Cohésion", X, 10, "Silhouette moyenne des membres, de −1 à 1 : sous 0, les membres ressemblent plus à d'autres besoins."),
)
MEMBERS = (
    Column("need_id", "Besoin", T, 9, NEEDS[0].note),
    Column("label", "Compétence", L, 58, GAPS[1].note),
    Column("skill_id", "Code", T, 12, SKILL_ID.note),
    Column("layer_label", "Couche", T, 24, GAPS[2].note),
    MISSING, COVERAGE,
    Column("silhouette", "Silhouette", X, 10, "De −1 à 1 : proche de 1, la compétence est bien à sa place ; sous 0, un autre besoin lui irait mieux."),
)
SKILLS = (
    SKILL_ID,
    Column("label", "Compétence", L, 46, GAPS[1].note),
    Column("layer_label", "Couche", T, 22, GAPS[2].note),
    Column("level", "Niveau usuel", N, 8, "Niveau usuel, de 1 à 4."),
    Column("need_id", "Besoin", T, 8, NEEDS[0].note),
    Column("annonces", "Signal annonces", N, 11, "Personnes par an : part des annonces qui demandent la compétence × recrutements annuels."),
    Column("exposition", "Signal exposition", N, 11, "Personnes par an : emplois exposés à l'IA générative (gradients de l'OIT, 2025)."),
    Column("obligation", "Signal obligation", N, 11, "Personnes par an : emplois des organisations qui utilisent l'IA (règlement européen sur l'IA, article 4)."),
    Column("declare", "Signal déclaré", N, 11, "Personnes par an : besoins dits par les branches et les territoires."),
    Column("postings", "Annonces qui la demandent", N, 11, "Annonces lues dans le périmètre qui demandent la compétence à la personne recrutée."),
    Column("courses", "Formations qui l'enseignent", N, 11, "Formations du catalogue dans le périmètre où la compétence est lue."),
    DEMAND, SUPPLY, MISSING, COVERAGE, RELIABILITY,
    Column("axis", "Axes", L, 24, "Axes : économique, social et sociétal, environnemental, éthique et gouvernance."),
    Column("publics", "Publics", L, 30, "À qui la compétence s'adresse."),
    Column("ai_act", "Règlement IA", L, 12, "Article du règlement (UE) 2024/1689 qui s'y rapporte."),
    Column("definition_fr", "Définition", L, 60, "Définition du référentiel."),
)
COURSES = (
    Column("course_id", "Référence", T, 14, "Référence de l'organisme, ou fichier et ligne."),
    Column("title", "Intitulé", L, 46, "Intitulé tel qu'il est écrit."),
    Column("provider", "Organisme", L, 26, "Organisme."),
    PUBLIC,
    Column("dept", "Départ.", T, 8, "Code du département ; vide à distance ou inconnu."),
    Column("modality", "Modalité", T, 11, "présentiel, distance ou mixte."),
    Column("hours", "Heures par personne", N, 9, "Durée par apprenant ; vide quand le catalogue ne la dit pas."),
    Column("price", "Prix par personne", E, 10, "Prix par apprenant ; vide quand le catalogue ne le dit pas."),
    Column("places", "Places par an", N, 8, "Places par an, lues ou imputées."),
    Column("places_stated", "Places lues", B, 8, "non : places imputées (feuille Paramètres)."),
    Column("reading", "Lecture", L, 22, "Dit-elle IA dans son intitulé, et quelle compétence précise enseigne-t-elle ? Le seul mot « IA » ne dit pas ce qu'on apprend."),
    Column("skills", "Compétences IA", N, 13, "Nombre de compétences du référentiel lues dans l'intitulé et le contenu."),
    Column("skill_labels", "Compétences IA enseignées (part)", L, 60, "100 % quand l'intitulé porte la compétence, sinon part des lignes du programme qui la portent."),
    Column("layers", "Couches", T, 10, "Couches de ces compétences."),
    Column("evidence", "Mots lus", L, 36, "Premiers mots qui ont fait lire chaque compétence."),
)
QUALITY = (
    Column("subject", "Objet", L, 46, "Ce qui est compté."),
    Column("count", "Nombre", N, 12, "Nombre."),
    Column("share", "Part", S, 24, "Part du total indiqué."),
    Column("comment", "Ce que cela veut dire", L, 70, "Lecture."),
)
SAMPLES = (
    Column("label", "Département", L, 46, DEPARTMENT.note),
    Column("postings", "Annonces lues", N, 12, "Annonces localisées dans le département."),
    Column("coded", "Métier reconnu", N, 10, "Annonces dont l'intitulé a été relié à un métier ROME."),
    Column("comment", "Effectif", L, 70, "Comparaison avec l'effectif minimal (feuille Paramètres)."),
)
SIGNAL_QUALITY = (
    Column("signal", "Signal retenu", L, 46, GAPS[9].note),
    Column("lines", "Lignes d'écart", N, 12, "Nombre de lignes d'écart dont ce signal donne la demande."),
    Column("share", "Part de la demande", S, 10, "Part dans toute la demande."),
    Column("note", "Réserve", L, 70, GAPS[16].note),
)
ACCURACY = (
    Column("reading", "Lecture", L, 46, "Ce qui est lu dans une annonce, et ce qui compte comme juste."),
    Column("value", "Exactitude", S, 12, "Part de lectures justes ; F1 : moyenne harmonique de la précision et du rappel."),
    Column("rows", "Lignes jugées", N, 14, "Intitulés codés par leur employeur, ou phrases jugées par deux personnes, qui servent à mesurer."),
    Column("comment", "Intervalle et méthode", L, 70, "Intervalle à 95 % et protocole d'évaluation (docs/MEASURES.md)."),
)
UNCOUNTED = (
    Column("title", "Annonce", L, 46, "Intitulé de l'annonce."),
    Column("posting_id", "Identifiant", T, 12, "Identifiant donné par la source."),
    Column("source", "Fichier", L, 24, "Fichier d'origine."),
    Column("reason", "Pourquoi elle ne compte pas", L, 70, "Sans département de la région ou sans métier reconnu, une annonce n'entre dans aucune part."),
)
MESSAGES = (
    Column("file", "Fichier", L, 46, "Fichier concerné."),
    Column("number", "N°", N, 12, "Numéro de la remarque, dans l'ordre de lecture."),
    Column("severity", "Gravité", T, 14, "erreur, avertissement ou conseil."),
    Column("text", "Remarque", L, 70, "Ce qui a été trouvé, où, et que faire."),
)
PARAMETERS = (
    Column("label", "Paramètre", L, 54, "Ce que le paramètre règle."),
    Column("value", "Valeur", Kind.FREE, 10, "Valeur de ce calcul."),
    Column("default", "Valeur par défaut", Kind.FREE, 10, "Valeur proposée."),
    Column("unit", "Unité", L, 24, "Unité."),
    Column("changed", "Modifié", B, 9, "oui : la valeur n'est pas celle par défaut."),
    Column("source", "Source", L, 70, "Source, ou « hypothèse » et pourquoi."),
)
REFERENCES = (
    Column("name", "Référentiel", L, 40, "Nom du référentiel."),
    Column("licence", "Licence", L, 66, "Licence et auteur."),
    Column("origin", "Origine", L, 34, "extrait fourni avec le logiciel, ou publication officielle installée."),
    Column("version", "Version", T, 16, "Version publiée."),
    Column("date", "Date", DATE, 12, "Date de publication."),
    Column("rows", "Lignes", N, 9, "Lignes de la table principale."),
)
SOURCES = (
    Column("subject", "Donnée", L, 40, "À quoi elle sert."),
    Column("source", "Source", L, 66, "Qui la publie, et quand."),
    Column("licence", "Licence", L, 34, "Licence et mention."),
)
PROFILES = (
    Column("sector", "Profil sectoriel", L, 40, "Secteur tel qu'il est écrit."),
    Column("source", "Source", L, 66, "Qui le dit."),
    Column("territory", "Territoire", T, 34, "Département, ou région entière."),
    Column("headcount", "Effectif", N, 16, "Personnes en poste."),
    Column("people_stated", "À former par an", N, 12, "Personnes à former par an, déclarées."),
    Column("year", "Année", Kind.FREE, 9, "Année des chiffres."),
)
GLOSSARY = (
    Column("term", "Terme", L, 34, "Terme."),
    Column("sheets", "Feuilles", L, 34, "Où il figure."),
    Column("definition", "Définition", L, 100, "Définition."),
)
