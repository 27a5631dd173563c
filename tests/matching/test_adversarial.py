"""Sentences made to mislead a reader of AI skills: our own, none taken from a real posting."""

from __future__ import annotations

import time

import pytest

from planner import settings
from planner.matching.framework import FrameworkReader
from planner.matching.layers import layer_of
from planner.references.embedded import load_framework


@pytest.fixture(scope="module")
def reader() -> FrameworkReader:
    return FrameworkReader(load_framework(settings.embedded_folder("taxonomies")).forms)


def layers(reader: FrameworkReader, text: str) -> set[int]:
    return {layer_of(hit.pattern.target) for hit in reader.asked(text)}


INSIDE_WORDS = """
Pose de parpaings et de briques sur chantier
Vous préparez la charpente et le RPAC de l'atelier
Le diagnostic médial du genou est réalisé par le kinésithérapeute
Mission de médiation familiale en milieu rural
Vous vendez des matériaux de construction aux artisans
Association d'aide aux victimes, spécialiste du bénévolat
Gestion des dossiers Cerfa et de la CPAM
Vous conduisez une fraiseuse et un tour conventionnel
Gant de protection et casque obligatoires sur le site
Ragréage des sols avant pose du carrelage
Vous assurez le dragage du port de plaisance
Fabrication de pralines et de nougats artisanaux
Vous préparez la partie froide du buffet dinatoire
Soudage des brides et des raccords en inox
Plieur sur presse, lecture de plans cotés
Entretien du gazon et taille des rosiers
La Gantoise recherche un vendeur en maroquinerie
Suivi du plan de maintenance des tapis roulants
Livraison de colis dans la Mayenne et la Sarthe
Serveur en brasserie, service au plateau
"""

OTHER_MEANINGS = """
Pratiquer l'insémination artificielle (IA) des bovins laitiers
Inséminateur : réaliser l'IA des vaches et des brebis de la coopérative
Soins aux truies, suivi des IA et des mises bas
Les doses d'IA sont commandées au centre d'insémination
J'ai besoin d'un renfort pour la saison
J'AI BESOIN D'UN COMMIS DE CUISINE POUR L'ÉTÉ
Vous tenez le RAG, registre des actes généraux de la mairie
Câblage GAN et transistors de puissance en électronique
Conseiller chez Gan Assurances, vous développez votre portefeuille de clients
Praticien certifié PNL et coach en entreprise
Bac professionnel ML, menuiserie et lamellé-collé
Flacons de 50 ml à remplir et à étiqueter
Copilote d'avion de ligne, licence ATPL exigée
Vous êtes le copilote du directeur de magasin
Réseau de neurones : recherche en biologie sur la souris
Vision partagée de l'entreprise et esprit d'équipe
Agent de sécurité et agents d'accueil pour un salon
Agent polyvalent de restauration, agents de service
Transformer des produits laitiers en fromages
Changer les transformateurs du poste électrique
Claude, notre chef d'équipe, vous accueillera
Modèle de couture, patronage et gradation
Vous réalisez des modèles de robes pour la collection
Conduite de robots de traite et suivi du troupeau
Formation aux gestes et postures
Apprentissage en alternance dans un CFA du bâtiment
Apprentissage de la langue des signes
Former les apprentis au métier de boulanger
Gérer la banque alimentaire et le vestiaire
Le deep house et l'électro sont programmés le samedi
Prompt secours en équipe et secourisme
Vous êtes prompt à réagir et disponible
Régression des lésions suivie par le masseur
Classification des archives municipales
Reconnaissance de dettes et actes notariés
Segmentation des marchés de gros en fruits et légumes
Prévision météo et conduite en montagne
Scoring des matchs de basket et tenue de la feuille
Recommandation de produits cosmétiques en pharmacie
Traduire les demandes des clients en commandes d'atelier
Assistant dentaire, assistante maternelle
Générateur électrique et groupes électrogènes
Chaudière à condensation et automates de régulation
Automatisation du pontage des chariots élévateurs
"""

COMPANY_TALK = """
Notre entreprise, leader européen de l'intelligence artificielle, recrute un comptable.
Nous développons des solutions d'IA pour l'industrie depuis 2012.
Notre start-up conçoit un chatbot fondé sur les LLM.
Créée en 2015, la société est pionnière du machine learning appliqué à la santé.
Nous sommes une équipe de quarante passionnés d'intelligence artificielle.
Le groupe investit dans l'IA, la robotique et l'hydrogène.
Filiale d'un grand groupe, nous accompagnons nos clients dans leurs projets d'IA.
Nos clients utilisent nos modèles prédictifs chaque jour.
Nos solutions de deep learning équipent cent usines.
Notre stack : Python, PyTorch, Kubernetes et OpenAI.
Nous participons à la révolution de l'intelligence artificielle.
Acteur majeur de l'IA générative, la société ouvre une agence au Mans.
L'entreprise édite un logiciel de vision par ordinateur.
We are a leading artificial intelligence company based in Nantes.
Our mission is to bring machine learning to hospitals.
Nous utilisons l'IA pour trier les candidatures reçues.
Spécialisée dans le machine learning, la société compte 80 collaborateurs.
Fort de 20 ans d'expérience, nous proposons des solutions d'IA aux banques.
Notre agence, spécialisée en data science, fête ses dix ans.
Nous intervenons dans la data, l'IA et le cloud.
Notre client, éditeur d'un assistant d'IA, cherche à agrandir ses locaux.
Nos technologies attirent des projets en intelligence artificielle.
La société, fondée en 2008, commercialise des agents conversationnels.
Nous croyons que l'IA transformera la logistique.
"""

BENEFITS = """
Vous bénéficiez d'un accès illimité à nos formations en machine learning.
Nous vous offrons des formations en IA et une mutuelle.
Avantages : tickets restaurant, mutuelle, formations en data science
Un budget de formation pour découvrir l'intelligence artificielle
Nous vous proposons un parcours de formation à l'IA générative
Formations en interne : cloud, machine learning, anglais
"""

DENIED = """
Aucune connaissance en intelligence artificielle n'est requise.
Aucune expérience en machine learning n'est attendue.
Pas besoin de savoir utiliser ChatGPT.
L'usage de l'IA générative est interdit, sans recours à ChatGPT.
La maîtrise du deep learning n'est pas nécessaire.
Les connaissances en data science ne sont pas exigées.
No experience in machine learning is required.
Vous rédigez sans utiliser l'IA générative.
Aucune compétence en IA, machine learning ou data science n'est demandée.
Connaissances en IA non requises.
"""

NO_AI = """
Maîtrise de SQL, Power BI et Excel
Concevoir des tableaux de bord et des reportings
Automatiser les déploiements avec Ansible et Terraform
Intégration continue et livraison continue avec GitLab
Construire des flux ETL et un entrepôt de données
Administrer des bases de données PostgreSQL
Analyse de données de vente sous Excel
Statistiques descriptives et enquêtes de terrain
Automatiser la saisie par des macros
Garantir la conformité au RGPD des fichiers clients
Protection des données personnelles et cybersécurité
Veille technologique sur les réseaux et la téléphonie
Veille juridique en droit du travail
Accompagner le changement lors du passage à un nouvel ERP
Former les utilisateurs à la suite bureautique
Développer des interfaces en React et TypeScript
Programmer en Python des scripts d'administration système
Gérer un projet informatique en méthode agile
Administrer Kubernetes et Docker en production
Data engineer : construire le data lake et ses flux
Gouvernance des données et qualité des référentiels
Être à l'aise avec les chiffres et rigoureux
Réaliser des simulations numériques en mécanique des fluides
Programmer des automates Siemens et des robots Fanuc
Tenir un stand au salon du numérique
Un esprit d'analyse et le goût de la data
Contribuer à la stratégie numérique de la collectivité
Animer une communauté de développeurs
"""

NOTHING = [
    "",
    " ",
    "\n\n\n",
    "😀😀😀",
    "🤖",
    "!!!???",
    "\u200b\ufeff",
    "<p></p>",
    "&nbsp;&nbsp;",
    "….…",
    "0",
    "-",
    "<script>alert(1)</script>",
]

ASKED = [
    ("Vous entraînez des modèles de machine learning.", {1}),
    ("POSTE : Data Scientist H/F", {1}),
    ("Maîtrise de PyTorch et de scikit-learn exigée", {1}),
    ("Concevoir un système de vision par ordinateur pour le tri", {1}),
    ("Une expérience en deep learning est demandée.", {1}),
    ("Élaborer des modèles prédictifs de la demande", {1}),
    ("Vous maîtrisez le machine learning.", {1}),
    ("Nous recherchons un data scientist pour notre équipe.", {1}),
    ("Nous recrutons une data scientist confirmée.", {1}),
    ("You build and train machine learning models.", {1}),
    ("Strong experience in machine learning required.", {1}),
    ("Vous êtes data scientist et vous aimez la mer.", {1}),
    ("Mettre en place une démarche MLOps", {2}),
    ("Expérience du MLOps", {2}),
    ("Concevoir un RAG sur la documentation technique avec un LLM", {2}),
    ("Déployer des agents IA en production", {2}),
    ("Vous pilotez des projets d'IA de bout en bout.", {2}),
    ("Développer un chatbot pour le service client", {2}),
    ("Industrialiser les modèles de machine learning", {2}),
    ("Automatiser le déploiement des modèles de machine learning", {2}),
    ("POSTE : Architecte IA H/F", {2}),
    ("Déploiement de solutions fondées sur l'intelligence artificielle générative", {2}),
    ("Vous utilisez ChatGPT pour rédiger vos comptes rendus.", {3}),
    ("Utilisation de Copilot dans la suite bureautique", {3}),
    ("Maîtrise des outils d'IA générative", {3}),
    ("À l'aise avec ChatGPT et Midjourney", {3}),
    ("Vous savez rédiger des prompts efficaces pour ChatGPT.", {3}),
    ("Bonne culture de l'IA", {4}),
    ("Appétence pour l'intelligence artificielle", {4}),
    ("Vous avez une curiosité pour l'IA.", {4}),
    ("Assurer une veille technologique sur l'IA", {4}),
    ("Veille : suivre les avancées du machine learning", {4}),
    ("Rester informé des dernières tendances en data science", {4}),
    ("Compréhension des concepts de machine learning", {4}),
    ("Veiller à la conformité de nos systèmes à l'AI Act", {5}),
    ("Connaissance du règlement européen sur l'IA (AI Act)", {5}),
    ("Promouvoir une IA responsable et éthique", {5}),
    ("Sensibiliser les équipes aux outils d'IA", {6}),
    ("Acculturer les managers à l'intelligence artificielle", {6}),
    ("Définir la stratégie IA de l'entreprise", {6}),
    ("Vulgariser l'IA auprès des métiers", {6}),
    ("Conseiller les directions sur leurs usages de l'IA", {6}),
    ("Identifier des cas d'usage de l'IA dans les ateliers", {6}),
]  # fmt: skip

WHOLE_OR_PART = [
    ("Aucune connaissance en comptabilité n'est requise, mais vous maîtrisez le machine learning.", {1}),
    ("Pas besoin de diplôme, vous utilisez ChatGPT au quotidien.", {3}),
    ("Le permis n'est pas exigé ; une expérience en deep learning l'est.", {1}),
    ("Vous connaissez le machine learning, mais la maîtrise de Java n'est pas nécessaire.", {1}),
    ("Notre entreprise est leader de l'IA. Vous tenez l'accueil et le standard.", set()),
    ("Qui sommes-nous ?\nUn éditeur de solutions d'IA.\nVos missions\nTenir la comptabilité.", set()),
    ("Qui sommes-nous ?\nUn éditeur de logiciels.\nVos missions\nConcevoir des modèles prédictifs.", {1}),
    ("Insémination artificielle (IA) des vaches. Vous utilisez ChatGPT pour vos rapports.", {3}),
]

MIXED = [
    ("You will use ChatGPT pour rédiger les fiches produits.", {3}),
    ("Notre team recherche un data scientist to build models.", {1}),
    ("Expérience en machine learning and deep learning required", {1}),
    ("Knowledge of MLOps, anglais courant", {2}),
    ("Du bist willkommen ; vous êtes data scientist.", {1}),
    ("Skills : Python, machine learning, travail en équipe", {1}),
    ("We zoeken een boekhouder", set()),
    ("Buscamos un camarero con experiencia", set()),
    ("Mix de français and English, no robot here", set()),
    ("<p>Vous ma&icirc;trisez le <b>machine learning</b></p>", {1}),
    ("<ul><li>Utiliser ChatGPT</li><li>Bac +5</li></ul>", {3}),
    ("🤖 Vous utilisez ChatGPT 🚀 tous les jours", {3}),
    ("✅ machine learning ✅ esprit d'équipe", {1}),
    ("VOUS MAÎTRISEZ LE MACHINE LEARNING", {1}),
    ("vous maîtrisez le Machine-Learning", {1}),
    ("#machinelearning #jobs", set()),
]


def lines(block: str) -> list[str]:
    return [line for line in block.splitlines() if line.strip()]


SILENT = [
    (kind, text)
    for kind, block in (
        ("mot", INSIDE_WORDS), ("sens", OTHER_MEANINGS), ("société", COMPANY_TALK), ("avantage", BENEFITS), ("nié", DENIED), ("sans IA", NO_AI),
    )
    for text in lines(block)
]  # fmt: skip
SPOKEN = [*ASKED, *WHOLE_OR_PART, *MIXED]


def test_there_are_two_hundred_sentences() -> None:
    assert len({text for _, text in SILENT} | {text for text, _ in SPOKEN} | set(NOTHING)) >= 200


@pytest.mark.parametrize(("kind", "text"), SILENT, ids=str)
def test_asks_no_ai(reader: FrameworkReader, kind: str, text: str) -> None:
    assert layers(reader, text) == set()


@pytest.mark.parametrize("text", NOTHING)
def test_text_without_words_is_read_in_peace(reader: FrameworkReader, text: str) -> None:
    assert layers(reader, text) == set()


@pytest.mark.parametrize(("text", "expected"), SPOKEN, ids=str)
def test_layers_asked(reader: FrameworkReader, text: str, expected: set[int]) -> None:
    assert layers(reader, text) == expected


def test_posting_of_twenty_thousand_characters_is_read_fast_and_keeps_its_one_demand(
    reader: FrameworkReader,
) -> None:
    filler = "Vous rangez les rayons et vous accueillez les clients avec le sourire. "
    text = filler * 150 + "Vous maîtrisez le machine learning. " + filler * 150
    assert len(text) > 20_000
    begin = time.perf_counter()
    assert layers(reader, text) == {1}
    assert time.perf_counter() - begin < 2


def test_one_word_of_twenty_thousand_characters(reader: FrameworkReader) -> None:
    assert layers(reader, "IA" * 10_000) == set()


def test_company_talk_repeated_stays_company_talk(reader: FrameworkReader) -> None:
    assert layers(reader, "Nous développons des solutions d'IA. " * 400) == set()
