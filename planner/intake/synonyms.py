"""What people call each column, one table per kind of file.

Data only. A field lists the headings met in files of the trade, in French and English,
written in any case and with any accent; :mod:`planner.intake.headings` reads them.
Sources of the headings: France Travail « Offres d'emploi v2 », Mon Compte Formation open
data, Parcoursup and BTS open data, LHEO, LinkedIn and Indeed exports, providers' leaflets.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its key, the heading we advise, the headings we understand.

    ``several`` lets more than one column of the file feed the field (Formacode 1 to 5).
    """

    key: str
    label: str
    synonyms: tuple[str, ...]
    several: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its name in French, its fields, those that no file of the kind can lack.

    ``codes``: fields that hold a code, by whose name a longer heading is read.
    ``elsewhere``: headings, folded, that look like a field and speak of something else.
    """

    name: str
    fields: tuple[Field, ...]
    required: tuple[str, ...]
    codes: frozenset[str] = frozenset()
    elsewhere: frozenset[str] = frozenset()

    def label(self, key: str) -> str:
        """The heading we advise for a field."""
        return next(field.label for field in self.fields if field.key == key)


def _field(key: str, label: str, synonyms: str, several: bool = False) -> Field:
    return Field(key, label, tuple(part.strip() for part in synonyms.split("|")), several)


POSTINGS_KIND = Kind(
    "offres d'emploi",
    (
        _field(
            "id",
            "id",
            "id | identifiant | id offre | identifiant offre | numéro | numéro offre | n° offre | offre n° | référence"
            " | réf | ref offre | référence offre | job id | posting id | offer id | reference | num offre | code offre",
        ),
        _field(
            "title",
            "title",
            "title | titre | intitulé | intitulé du poste | intitulé offre | intitulé de l'offre | titre du poste"
            " | titre de l'offre | poste | libellé | libellé du poste | libellé offre | job title | position"
            " | position title | métier recherché | emploi | nom du poste | poste à pourvoir | fonction",
        ),
        _field(
            "description",
            "description",
            "description | descriptif | descriptif du poste | description du poste | description de l'offre"
            " | texte | texte de l'offre | contenu | contenu de l'offre | missions | mission | job description"
            " | full description | text | body | détail | détail de l'offre | annonce | profil recherché",
        ),
        _field(
            "location",
            "location",
            "location | lieu | lieu de travail | lieu du poste | localisation | localité | ville | commune | city"
            " | location raw | lieutravail libelle | lieu travail | adresse | place | workplace | job location",
        ),
        _field(
            "dept",
            "dept",
            "dept | département | departement | dpt | dép | dep | code département | département du poste"
            " | numéro de département | department | county | code dept",
        ),
        _field(
            "postcode",
            "code postal",
            "code postal | cp | postcode | postal code | zip | zip code | lieutravail codepostal | codepostal"
            " | lieutravail commune | code insee | code commune | code insee commune",
            several=True,
        ),
        _field(
            "sector",
            "sector",
            "sector | secteur | secteur d'activité | secteur activité | secteuractivitelibelle | branche | activité"
            " | industry | industries | libellé secteur | filière | domaine d'activité | secteur de l'entreprise"
            " | libellé naf | nafrev2 | business sector",
        ),
        _field(
            "naf",
            "naf",
            "naf | code naf | ape | code ape | codenaf | naf rev 2 | nace | code nace",
        ),
        _field(
            "date",
            "date",
            "date | date de publication | publication date | date publication | datecreation | date de création"
            " | date création | publiée le | publié le | date de parution | parution | mise en ligne | posted at"
            " | posted date | date posted | created at | date offre | date de l'offre",
        ),
    ),
    required=("title", "description"),
)

PROFILES_KIND = Kind(
    "profils de secteurs",
    (
        _field(
            "sector",
            "secteur",
            "secteur | sector | branche | branche professionnelle | secteur d'activité | activité"
            " | industry | libellé secteur | domaine | nom du secteur",
        ),
        _field("filiere", "filière", "filière | filière professionnelle | id filière | code filière"),
        _field("naf", "naf", "naf | code naf | ape | code ape | a38 | code a38 | nace"),
        _field(
            "dept",
            "département",
            "département | dept | dpt | dep | code département | territoire | zone | department | code | exzone",
        ),
        _field(
            "headcount",
            "effectif",
            "effectif | effectifs | headcount | salariés | nombre de salariés | nb salariés | emplois"
            " | nombre d'emplois | emploi | employees | effectif salarié | effectif total | nombre de personnes"
            " | workforce | jobs | staff",
        ),
        _field(
            "occupation_mix",
            "répartition des métiers",
            "répartition des métiers | métiers | occupation mix | mix métiers | principaux métiers | occupations"
            " | structure des métiers | répartition métiers | métiers principaux | rome | codes rome"
            " | mix de métiers",
        ),
        _field(
            "stated_needs",
            "besoins exprimés",
            "besoins exprimés | besoins | stated needs | besoins déclarés | besoin | besoins en compétences"
            " | besoins de formation | needs | besoin exprimé | compétences recherchées | expression des besoins",
        ),
        _field(
            "people_stated",
            "personnes à former",
            "personnes à former | people stated | nombre de personnes à former | nb personnes à former"
            " | besoins en personnes | effectif à former | effectifs à former | people to train"
            " | personnes à former par an | salariés à former",
        ),
        _field(
            "adoption_rate",
            "taux d'adoption de l'IA",
            "taux d'adoption de l'ia | taux d'adoption | adoption rate | taux d'usage | taux d'usage de l'ia"
            " | taux ia | adoption | part des entreprises utilisant l'ia | usage de l'ia | ai adoption rate"
            " | taux d'équipement ia | adoption ia",
        ),
        _field(
            "source", "source", "source | origine | sources | provenance | référence | enquête | source url"
        ),
        _field(
            "year", "année", "année | year | millésime | an | annee de reference | année de référence | date"
        ),
    ),
    required=("sector",),
)

CATALOGUE_KIND = Kind(
    "catalogue de formations",
    (
        _field(
            "reference",
            "Référence",
            "référence | ref | réf | id | identifiant | code | code formation | référence formation | n° formation"
            " | numéro formation | numero_formation | reference interne | code stage | code produit | course id"
            " | code interne | formation reference",
        ),
        _field(
            "title",
            "Intitulé",
            "intitulé | intitulé formation | intitulé de la formation | titre | titre de la formation | formation"
            " | nom de la formation | nom formation | nom | libellé | libellé formation | libelléformation | stage"
            " | intitulé du stage | intitulé de l'action | title | course title | course | module | thème"
            " | intitulé du module | formation title | intitule_formation | nom du stage | course name | name"
            " | action de formation | formation proposée | intitulé exact | désignation | intitulé de l'offre",
        ),
        _field(
            "objectives",
            "Objectifs",
            "objectifs | objectif | objectifs pédagogiques | objectif pédagogique | objectifs de la formation"
            " | objectif formation | compétences visées | compétences acquises | compétences développées"
            " | à l'issue de la formation | objectives | learning outcomes | goals | résultats attendus"
            " | objectifs opérationnels | objectif général | points forts | points_forts | résumé | subtitle"
            " | sous-titre | accroche | compétences | ce que vous saurez faire | vous saurez | vous serez capable de | acquis"
            " | acquis de la formation | acquis d'apprentissage | finalité | finalités | savoir-faire",
            several=True,
        ),
        _field(
            "content",
            "Contenu",
            "contenu | contenu formation | contenu de la formation | contenus | programme | programme détaillé"
            " | programme de la formation | description | descriptif | présentation | content | syllabus"
            " | contenu pédagogique | modules | déroulé | déroulé pédagogique | programme pédagogique | plan de cours"
            " | détail | thèmes abordés | plan | description courte | programme synthétique",
            several=True,
        ),
        _field(
            "provider",
            "Organisme",
            "organisme | organisme de formation | nom de l'organisme | of | nom_of | nom of | centre de formation"
            " | établissement | etablissement | école | prestataire | raison sociale | organisme formateur | provider"
            " | training provider | institution | nom de l'établissement | dispensateur | organisme dispensateur | cfa"
            " | opérateur | centre | university | school | intitulé de l'organisme | uai | code uai | dispensé par",
        ),
        _field(
            "public_type",
            "Type de formation",
            "type de formation | type | statut | voie | formation initiale ou continue | initiale ou continue"
            " | initial/continu | voie de formation | type de parcours | voie d'accès"
            " | filière de formation",
        ),
        _field(
            "audience",
            "Public",
            "public | public visé | publics | publics visés | public concerné | à qui s'adresse | participants"
            " | audience | target audience | profil des participants | pour qui | destinataires | public cible"
            " | profil des stagiaires | type de public | public cibles | à qui s'adresse cette formation",
        ),
        _field(
            "level",
            "Niveau",
            "niveau | niveau de sortie | niveau de formation | niveau de qualification | niveau de diplôme | diplôme"
            " | niveau certification | niveau europeen | level | libelle_niveau_sortie_formation | niveau de sortie cec"
            " | code niveau sortie | type de diplôme | type_diplome | niveau visé | nomenclature europe niveau"
            " | diplôme préparé | niveau du diplôme | niveau cec",
        ),
        _field(
            "years_after_bac",
            "Années après le bac",
            "niveau_sortie | niveau sortie | bac+ | années après le bac | nombre d'années après le bac",
        ),
        _field(
            "duration",
            "Durée",
            "durée | durée formation | durée totale | durée en heures | durée (h) | durée (jours) | durée en jours"
            " | nombre d'heures | nb heures | nb d'heures | heures | volume horaire | duration | hours | days | jours"
            " | nombre de jours | nb jours | nb de jours | nombre_heures_total_mean | nombre heures total"
            " | durée pédagogique | durée du stage | durée de la formation | duration hours | durée en centre"
            " | heures en centre | heures centre",
        ),
        _field(
            "price",
            "Prix",
            "prix | tarif | tarifs | coût | cout | prix ht | tarif ht | prix ttc | montant | coût pédagogique"
            " | prix par personne | tarif par personne | tarif inter | price | cost | fee | fees | frais"
            " | frais_ttc_tot_mean | frais de formation | totalpricettc | prix public | tarif en euros | tarif ttc"
            " | prix net | coût de la formation | prix par stagiaire | prix de vente | tarif public",
        ),
        _field(
            "places",
            "Places par an",
            "places par an | places | nombre de places | nb places | capacité | capacité d'accueil | effectif"
            " | effectif maximum | capacitepsup | capacite | seats | capacity | nombre de participants"
            " | nombre de stagiaires | effectif max | nb de places | nb stagiaires | nombre max de participants",
        ),
        _field(
            "dept",
            "Département",
            "département | dept | dpt | dép | dep | dépt | code dépt | code département | code_departement | département de la formation"
            " | department | numéro de département | nom_departement",
        ),
        _field(
            "commune",
            "Commune",
            "commune | ville | lieu | lieu de formation | localisation | city | location | adresse | lieux"
            " | site | lieu de la formation | localité | ville de formation | campus | adresse de formation",
        ),
        _field(
            "postcode",
            "Code postal",
            "code postal | cp | postcode | zip | address postalcode | code insee | cp ville | code postal et ville",
        ),
        _field(
            "modality",
            "Modalité",
            "modalité | modalités | modalité pédagogique | format | présentiel/distanciel | présentiel ou distanciel"
            " | modalité d'enseignement | modalités d'enseignement | mode | distanciel | delivery mode | mode de formation"
            " | à distance | type de modalité | modality | présentiel distanciel | modalite",
        ),
        _field(
            "siret",
            "SIRET",
            "siret | n° siret | numéro siret | siret organisme | siret de l'organisme | siren",
        ),
        _field(
            "rncp",
            "RNCP",
            "rncp | code rncp | n° rncp | numéro rncp | fiche rncp | code_rncp | titre rncp | certification rncp",
        ),
        _field(
            "rs",
            "RS",
            "rs | code rs | n° rs | numéro rs | répertoire spécifique | code_inventaire | code inventaire"
            " | rs/inventaire | certification rs | inventaire",
        ),
        _field(
            "registry",
            "RNCP ou RS",
            "rncp ou rs | rncp/rs | code rncp/rs | code certification | certification | certification visée | numéro de fiche | rncp rs"
            " | n° de certification | fiche france compétences | code cpf",
        ),
        _field(
            "formacode",
            "Formacode",
            "formacode | formacodes | code formacode | domaine formacode | code formacode principal | formacode 1"
            " | formacode 2 | formacode 3 | code_formacode_1 | code_formacode_2 | code_formacode_3 | code_formacode_4"
            " | code_formacode_5 | formacode principal",
            several=True,
        ),
        _field("nsf", "NSF", "nsf | code nsf | spécialité nsf | code_nsf_1 | code spécialité"),
        _field(
            "rome",
            "ROME",
            "rome | code rome | codes rome | rome 1 | rome 2 | rome 3 | code rome 1 | code rome 2 | code rome 3"
            " | métiers rome | métiers visés | codes métier | formation proximiteromes code | rome visés"
            " | code_rome_1 | code_rome_2",
            several=True,
        ),
        _field(
            "date",
            "Date de début",
            "date de début | date | début | date début | dates | date de session | prochaine session | sessions"
            " | session | start date | date de démarrage | date de la session | prochaines dates | date debut session"
            " | date_extract | date de mise à jour",
        ),
        _field("end_date", "Date de fin", "date de fin | fin | date fin | end date | date fin session"),
        _field(
            "email",
            "Courriel",
            "courriel | email | e-mail | mail | adresse mail | adresse e-mail | courriel de contact"
            " | email contact | mail de contact",
        ),
    ),
    required=("title",),
    codes=frozenset(("siret", "rncp", "rs", "formacode", "nsf", "rome")),
    elsewhere=frozenset(
        (
            "niveau requis",
            "niveau d entree",
            "niveau requis a l entree",
            "nombre de participants min",
            "nombre de participants minimum",
            "effectif mini",
            "effectif minimum",
        )
    ),
)

ACTORS_KIND = Kind(
    "registre d'acteurs",
    (
        _field("name", "nom", "nom | acteur | organisme | entreprise | structure | raison sociale | name"),
        _field(
            "link",
            "maillon",
            "maillon | maillon de la chaîne de valeur | chaîne de valeur | link | rôle | position",
        ),
        _field("siret", "SIRET", "siret | n° siret | numéro siret | siren"),
        _field("commune", "commune", "commune | ville | localité | adresse | city"),
        _field("dept", "département", "département | dept | dpt | code département | code postal | cp"),
        _field("source", "source", "source | origine | référence"),
    ),
    ("name", "link"),
)
