"""Checks of a catalogue, as a table: how much each matters, what to say, what to do."""

from __future__ import annotations

from planner.intake.problems import Severity
from planner.intake.table import Rule

_STOP, _FIX, _TIP = Severity.BLOQUANT, Severity.A_CORRIGER, Severity.CONSEIL

NO_TITLE = Rule(
    "intitule-absent", _STOP, "Formation sans intitulé : la ligne ne peut pas entrer.", "Écrivez l'intitulé."
)
TITLE_NUMBER = Rule(
    "intitule-sans-mot",
    _FIX,
    "L'intitulé n'a que des chiffres : c'est sans doute une référence.",
    "Écrivez le titre de la formation.",
)
NOTHING_TAUGHT = Rule(
    "ligne-sans-contenu",
    _STOP,
    "Un intitulé seul, rien d'autre n'est dit de la formation : la ligne ne peut pas entrer.",
    "Écrivez au moins l'organisme, ou les objectifs.",
)
NO_PROVIDER = Rule(
    "organisme-absent", _FIX, "Organisme non dit.", "Écrivez le nom de l'organisme de formation."
)
NO_PROVIDER_COLUMN = Rule(
    "organisme-absent",
    _FIX,
    "Aucune colonne ne dit l'organisme.",
    "Ajoutez une colonne « Organisme », votre nom à chaque ligne{unread}.",
)
NO_CONTENT = Rule(
    "contenu-absent",
    _FIX,
    "Ni objectifs ni contenu : les compétences ne se lisent que dans l'intitulé.",
    "Écrivez les objectifs ou le programme, une ou deux phrases suffisent.",
)
NO_CONTENT_COLUMN = Rule(
    "contenu-absent",
    _FIX,
    "Aucune colonne d'objectifs ni de contenu : les compétences ne se lisent que dans l'intitulé.",
    "Ajoutez une colonne « Objectifs », une ou deux phrases par formation{unread}.",
)
EMPTY_CONTENT = Rule(
    "contenu-vide-de-sens",
    _FIX,
    "Ce texte ne dit rien de la formation : les compétences ne se lisent que dans l'intitulé.",
    "Écrivez les objectifs ou le programme, une ou deux phrases suffisent.",
)
IGNORED = Rule(
    "ligne-ignoree", _TIP, "Ligne de {what}, ignorée.", "Rien à faire si ce n'est pas une formation."
)
TWIN = Rule(
    "ligne-en-double",
    _TIP,
    "Formation identique à celle de la ligne {first} ; gardée une fois{codes}.",
    "Supprimez la ligne, ou distinguez les deux (lieu, date, référence).",
)
SAME_REFERENCE = Rule(
    "reference-en-double",
    _TIP,
    "Référence déjà donnée à la ligne {first}.",
    "Si ce sont deux formations, donnez-leur deux références ; si ce sont deux sessions, rien à faire.",
)
FORMULA = Rule(
    "formule-en-erreur",
    _FIX,
    "La formule de cette cellule est en erreur ou sans valeur, laissée vide.",
    "Corrigez la formule, ou écrivez la valeur, puis enregistrez le fichier dans un tableur.",
)
DURATION = Rule(
    "duree", _FIX, "Durée non comprise, laissée vide.", "Écrivez des heures ou des jours : 14 h, 2 jours."
)
DURATION_ASSUMED = Rule(
    "duree-supposee", _TIP, "Durée comprise en supposant {assumed}.", "Écrivez les heures : 14 h."
)
DURATION_LONG = Rule(
    "duree-sans-heures",
    _TIP,
    "La durée ne dit pas le nombre d'heures en tout.",
    "Ajoutez le total d'heures : 400 h.",
)
DURATION_ODD = Rule(
    "duree-invraisemblable",
    _FIX,
    "Durée invraisemblable ({hours} heures), laissée vide.",
    "Vérifiez l'unité.",
)
PRICE = Rule(
    "prix", _FIX, "Prix non compris, laissé vide.", "Écrivez un montant en euros (1200), ou « gratuit »."
)
PRICE_ODD = Rule(
    "prix-invraisemblable",
    _FIX,
    "Prix invraisemblable pour une personne ({euros} €), laissé vide.",
    "Écrivez le prix par personne, en euros.",
)
PRICE_SEVERAL = Rule(
    "prix-multiples", _TIP, "Plusieurs prix dans la cellule, le premier est gardé.", "Écrivez un seul prix."
)
PRICE_QUOTE = Rule(
    "prix-sur-devis",
    _TIP,
    "Prix non chiffré, laissé vide.",
    "Donnez un prix habituel par personne si vous le pouvez.",
)
PRICE_GROUP = Rule(
    "prix-par-groupe",
    _FIX,
    "Prix d'un groupe, laissé vide.",
    "Écrivez le prix par personne, ou ajoutez l'effectif.",
)
PRICE_UNIT = Rule(
    "prix-par-unite",
    _FIX,
    "Prix par {unit} sans durée pour le multiplier, laissé vide.",
    "Ajoutez la durée, ou écrivez le prix de toute la formation.",
)
PLACES = Rule("places", _FIX, "Nombre de places non compris, laissé vide.", "Écrivez un nombre entier : 24.")
PLACES_ODD = Rule(
    "places-invraisemblables",
    _FIX,
    "Nombre de places invraisemblable ({places} par an), laissé vide.",
    "Écrivez le nombre de personnes formées par an.",
)
PLACES_NONE = Rule(
    "places-nulles",
    _TIP,
    "Aucune place : la formation ne comptera pas dans l'offre.",
    "Laissez la cellule vide si le nombre n'est pas connu.",
)
LEVEL = Rule(
    "niveau",
    _FIX,
    "Niveau non compris, laissé vide.",
    "Écrivez un niveau de 3 à 8, ou bac+2, licence, master…",
)
LEVEL_UNSAID = Rule(
    "diplome-sans-niveau",
    _TIP,
    "Ce diplôme ne dit pas son niveau, laissé vide.",
    "Ajoutez une colonne « Niveau », de 3 à 8.",
)
MODALITY = Rule(
    "modalite", _FIX, "Modalité non comprise, laissée vide.", "Écrivez présentiel, à distance ou mixte."
)
PUBLIC = Rule(
    "type-non-dit",
    _TIP,
    "Formation initiale ou continue ? Ce n'est pas dit ; prise comme continue.",
    "Ajoutez une colonne « Type de formation » : initiale ou continue.",
)
DEPT = Rule(
    "departement",
    _FIX,
    "Département non reconnu, laissé vide.",
    "Écrivez le numéro ou le nom : 44, Loire-Atlantique.",
)
COMMUNE = Rule(
    "commune", _TIP, "Lieu non situé dans un département.", "Ajoutez le code postal ou le département."
)
DEPT_CLASH = Rule(
    "lieu-contradictoire",
    _FIX,
    "La commune est dans le {found}, le département dit {said}.",
    "Corrigez l'un des deux ; le département est gardé.",
)
SIRET = Rule("siret", _FIX, "SIRET refusé : {fault}.", "{fix}")
SIRET_ZERO = Rule(
    "siret-sans-zero",
    _TIP,
    "Le zéro de tête du SIRET manque ; il est rétabli.",
    "Mettez la colonne au format texte avant de saisir.",
)
RNCP = Rule("rncp", _FIX, "Code RNCP non compris, laissé vide.", "Écrivez RNCP suivi du numéro : RNCP35475.")
RS = Rule("rs", _FIX, "Code RS non compris, laissé vide.", "Écrivez RS suivi du numéro : RS5595.")
REGISTRY = Rule(
    "rncp-ou-rs", _FIX, "RNCP ou RS ? Le code ne le dit pas, laissé vide.", "Écrivez RNCP35475 ou RS5595."
)
MOVED = Rule(
    "code-deplace", _TIP, "Code {right} écrit dans la colonne {wrong}, compris.", "Changez-le de colonne."
)
REGISTRY_SEVERAL = Rule(
    "codes-multiples",
    _TIP,
    "Plusieurs codes dans la cellule, {code} est gardé.",
    "Gardez celui de la certification préparée, ou faites une ligne par certification.",
)
CERTIFICATION_UNKNOWN = Rule(
    "certification-inconnue",
    _FIX,
    "Cette fiche n'existe pas ({origin}).",
    "Vérifiez le numéro sur francecompetences.fr ; le code est gardé en attendant.",
)
CERTIFICATION_ABSENT = Rule(
    "certification-absente",
    _FIX,
    "Cette fiche n'est plus délivrée, ou n'a jamais existé ({origin}).",
    "Vérifiez le numéro sur francecompetences.fr ; le code est gardé en attendant.",
)
CERTIFICATION_ENDED = Rule(
    "certification-expiree",
    _FIX,
    "Cette certification n'est plus délivrée{end} ({origin}).",
    "{fix}",
)
CERTIFICATION_LEVEL = Rule(
    "niveau-de-la-certification",
    _TIP,
    "La certification est de niveau {found}, la colonne dit {said}.",
    "Corrigez l'un des deux ; le niveau écrit est gardé.",
)
FORMACODE = Rule(
    "formacode",
    _FIX,
    "Ce n'est pas un Formacode, laissé vide.",
    "Écrivez cinq chiffres : 31028, séparés par |.",
)
NSF = Rule(
    "nsf", _FIX, "Ce n'est pas un code NSF.", "Écrivez trois chiffres et une lettre au plus : 326, 326t."
)
ROME = Rule(
    "rome", _FIX, "Ce n'est pas un code ROME, laissé vide.", "Écrivez une lettre et quatre chiffres : M1805."
)
ROME_UNKNOWN = Rule(
    "rome-inconnu",
    _FIX,
    "Ce code n'existe pas dans le ROME 4.0, laissé vide.",
    "Cherchez le métier par son nom.",
)
ROME_OLD = Rule(
    "rome-v3", _TIP, "Code {code} de l'ancien ROME, lu comme {new}.", "Écrivez le code du ROME 4.0 : {new}."
)
DATE = Rule("date", _FIX, "Date non comprise, laissée vide.", "Écrivez-la 31/03/2026 ou 2026-03-31.")
DATES_ORDER = Rule("dates-inversees", _FIX, "La fin précède le début ({start}).", "Vérifiez les deux dates.")
EMAIL = Rule("courriel", _FIX, "Ce n'est pas une adresse de courriel.", "Écrivez nom@domaine.fr.")
