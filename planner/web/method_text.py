"""The words of the page Méthode: steps of the calculation, limits, terms."""

from __future__ import annotations

from planner.web.language import N_

STEPS = (
    (
        N_("1. Lire les offres et les formations"),
        N_(
            "Chaque compétence du référentiel IA a ses mots, avec leur casse et leur contexte : « IA » n'est pas lu dans "
            "« insémination artificielle », « RPA » pas dans « parpaings ». Dans une offre, chaque phrase reçoit une **partie** "
            "(titre, missions, profil, entreprise, conditions, autre) et une **force** (exigé, souhaité, nié). Le discours "
            "d'entreprise et ce qui est nié ne comptent pas. Une compétence souhaitée compte pour une fraction.\n\n"
            "L'intitulé est rapproché des appellations du ROME 4.0 par ses groupes de lettres (TF-IDF). Trop loin, l'outil "
            "s'abstient : l'offre n'est rattachée à aucun métier."
        ),
    ),
    (
        N_("2. Quatre signaux de demande, jamais additionnés"),
        N_(
            "En personnes à former par an, par compétence, département, secteur et public :\n\n"
            "- **annonces** : part des offres qui demandent la compétence × recrutements annuels, par domaine "
            "professionnel ; intervalle de Wilson à 95 %. Sous l'effectif minimal, la part est empruntée à la région, et "
            "la ligne le dit ; sinon elle est « hors calcul ».\n"
            "- **exposition** : emplois des métiers exposés à l'IA générative (gradients de l'OIT, 2025) → couches "
            "utiliser, comprendre et conduire.\n"
            "- **obligation** : culture de l'IA due au personnel des organisations qui l'utilisent (règlement (UE) "
            "2024/1689, article 4) : emplois × taux d'adoption du secteur.\n"
            "- **déclaré** : besoins que disent les profils sectoriels.\n\n"
            "Ils voient en partie les mêmes personnes : la demande d'une cellule est le **plus fort** des quatre, pondéré, "
            "et son nom est écrit à côté."
        ),
    ),
    (
        N_("3. Places"),
        N_(
            "Places = places par an × part de la formation qui enseigne la compétence × accès. La part vaut 100 % quand "
            "l'intitulé porte la compétence, sinon la part des lignes du programme qui la nomment. L'accès vaut 1 dans le "
            "département et à distance ; ailleurs, il est divisé par deux tous les « x » kilomètres (paramètre). Une place "
            "prise par un département manque aux autres. Places ou durée absentes : valeur par défaut, et la fiabilité baisse."
        ),
    ),
    (
        N_("4. Manque, couverture, demande servie, fiabilité"),
        N_(
            "- **Manque** = demande − places, là où la demande dépasse les places.\n"
            "- **Couverture** = places / demande.\n"
            "- **Demande servie** = 1 − manque / demande : un surplus ailleurs ne comble pas un manque.\n"
            "- **Fiabilité** = part du chiffre qui est observée, et non imputée, empruntée ou supposée.\n\n"
            "**Unité** : personnes × compétences par an. Une personne à qui il manque trois compétences compte trois fois. "
            "« Personnes sans place, au moins » est le seul compte de personnes : dans chaque cellule, celles à qui manque "
            "la compétence la plus rare."
        ),
    ),
    (
        N_("5. Besoins de formation"),
        N_(
            "Les compétences en manque sont regroupées par le sens de leur définition (vecteurs de phrases), leur couche, leurs métiers, "
            "leur présence dans les mêmes offres et formations, et la forme de leur manque (classification hiérarchique, critère de Ward). "
            "Le nombre de groupes est celui de la meilleure silhouette ; la stabilité (indice de Rand ajusté) est affichée."
        ),
    ),
    (
        N_("6. Priorités"),
        N_(
            "Pour chaque besoin, département et public : **renforcer** une formation qui y répond, **essaimer** celle d'un "
            "autre département, ou **créer**. Le choix vise le plus de manque comblé sous le budget : chaque groupe de plus "
            "sur un même besoin vaut un peu moins, les capacités des organismes bornent ce qui peut ouvrir, et un plancher "
            "protège chaque département et chaque public. Chaque ligne dit ce qu'on perd sans elle."
        ),
    ),
)
LIMITS = (
    N_(
        "Les offres ne montrent pas tout le besoin : presque aucune ne demande l'éthique ou la culture de l'IA, et elles sur-représentent les cadres."
    ),
    N_(
        "Les emplois par métier et département datent de 2019 ; les parts des secteurs sont nationales : les petits territoires sont à lire avec prudence."
    ),
    N_("Une formation absente du catalogue compte pour zéro place."),
    N_(
        "La demande est ce qu'il faudrait former, non ce que des personnes demandent ; elle dépend des paramètres, que vous pouvez changer."
    ),
    N_(
        "Un financement « possible » veut dire qu'aucune règle connue ne l'exclut : seul le financeur décide."
    ),
    N_("Un score de lecture ou de métier n'est pas une probabilité."),
)
TERMS = {
    N_("Signal"): N_("Une façon de voir la demande : annonces, exposition, obligation, déclaré."),
    N_("Hors calcul"): N_(
        "Moins d'offres que l'effectif minimal, même en région : aucune part n'est calculée."
    ),
    N_("Emprunté à la région"): N_(
        "Trop peu d'offres dans le département : la part de la région en tient lieu."
    ),
    N_("Imputé"): N_("Valeur absente de la source, remplacée par une valeur par défaut."),
    N_("ROME 4.0"): N_("Répertoire opérationnel des métiers et des emplois, de France Travail."),
    N_("ESCO"): N_("Classification européenne des aptitudes, compétences, certifications et professions."),
    N_("Indice de Rand ajusté"): N_(
        "1 : deux regroupements identiques ; 0 : leur accord est celui du hasard."
    ),
}
