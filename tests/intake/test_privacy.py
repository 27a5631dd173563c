import pytest

from planner.intake.privacy import MASK, mask_contacts


@pytest.mark.parametrize(
    "text",
    [
        "rh@exemple.fr",
        "prenom.nom+cv@sous.domaine.exemple.com",
        "rh[at]exemple.fr",
        "rh (at) exemple (point) fr",
        "02 40 12 34 56",
        "02.40.12.34.56",
        "02-40-12-34-56",
        "0240123456",
        "02 40 12 34 56".replace(" ", "\u00a0"),
        "02 40 12 34 56".replace(" ", "\u00a0", 1),
        "+33 2 40 12 34 56",
        "+33240123456",
        "+33 (0)2 40 12 34 56",
        "0033 2 40 12 34 56",
        "(+33) 2 40 12 34 56",
        "0 800 123 456",
        "0240 123 456",
    ],
)
def test_contact_data_is_masked(text):
    assert mask_contacts(f"Répondre à {text} avant lundi.") == f"Répondre à {MASK} avant lundi."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Contact : Claude Exemple, service RH", "Claude Exemple"),
        ("Votre interlocutrice : Mme EXEMPLE", "EXEMPLE"),
        ("Merci de contacter Dominique Exemple pour en savoir plus.", "Dominique Exemple"),
        ("à l'attention de M. Exemple", "Exemple"),
        ("Contacts : Claude Exemple et Camille Modèle.", "Camille Modèle"),
        ("Vous verrez Mme Exemple lors de l'entretien.", "Exemple"),
    ],
)
def test_names_of_contacts_are_masked(text, name):
    masked = mask_contacts(text)
    assert MASK in masked
    assert name not in masked


@pytest.mark.parametrize(
    "text",
    [
        "SIRET 732 829 320 00074",
        "SIRET 73282932000074",
        "SIREN 732 829 320",
        "NAF 62.01Z, code 6201Z",
        "De 35 000 à 42 000 € brut par an",
        "1 200 € HT, 0,35 € par km",
        "le 01/02/2024 10h30",
        "du 01.02.2024 au 03.04.2024",
        "35h par semaine, 08h00-12h00 / 14h00-17h00",
        "RNCP35475 et RS5595, Formacode 31028",
        "ISO 27001:2022, norme EN 1090-2",
        "Postcode 44000 NANTES, 12 rue du 08 mai 1945",
        "Contactez nos clients et vos interlocuteurs internes.",
        "Être le référent Data IT de la Direction",
        "intervenir auprès de Directeurs Généraux",
        "C++, Node.js, @decorators Python, K8s 1.27.3.4",
        "Groupe de 10 20 30 40 50 personnes",
    ],
)
def test_what_only_looks_like_contact_data_is_kept(text):
    assert mask_contacts(text) == text


def test_masking_twice_changes_nothing_more():
    once = mask_contacts("Contact : Claude Exemple, 02 40 12 34 56, rh@exemple.fr")
    assert mask_contacts(once) == once
