"""What a person clicks on in the app, page after page: pages, filters, tabs, lines, folds, forms."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from playwright.sync_api import Page

Click = Callable[[Page], None]
Named = tuple[str, Click]
BASELINE = "page Méthode"
LINE_BOX = {"x": 15, "y": 88}  # pixels: box at the left of a table's second line
_budgets = itertools.count(400_000, 7_000)  # never the same: each is a plan to choose again


def to(name: str) -> Named:
    return (
        f"page {name}",
        lambda page: page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True).click(),
    )


def tab(name: str) -> Named:
    return (
        f"onglet « {name} »",
        lambda page: page.get_by_role("tab", name=name, exact=True).locator("visible=true").click(),
    )


def choice(label: str, option: str) -> Named:
    """Choose in a list; what is timed starts when the option is chosen."""

    def choose(page: Page) -> None:
        page.get_by_role("combobox", name=label, exact=True).first.focus()
        page.keyboard.type(option)
        page.get_by_role("option", name=option).first.wait_for()
        page.keyboard.press("Enter")

    return f"{label} = {option}", choose


def button(place: str, name: str) -> Named:
    return (
        f"{place} : {name}",
        lambda page: page.get_by_role("button", name=name).locator("visible=true").first.click(),
    )


def text(place: str, words: str) -> Named:
    """A fold, a pill, a toggle: what bears these words."""
    return f"{place} : {words}", lambda page: page.get_by_text(words).locator("visible=true").first.click()


def line(place: str) -> Named:
    """Pick the second line of the first table on screen."""

    def pick(page: Page) -> None:
        table = page.locator('[data-testid="stDataFrame"]:visible').first
        table.scroll_into_view_if_needed()
        table.click(position=LINE_BOX)

    return f"{place} : une ligne", pick


def budget(page: Page) -> None:
    page.get_by_role("spinbutton", name="Budget annuel (€)").fill(str(next(_budgets)))
    page.get_by_role("button", name="Recalculer").click()


def paste(page: Page) -> None:
    page.get_by_label("Texte de l'offre").fill(f"Vous rédigez {next(_budgets)} prompts et appliquez le RGPD.")
    page.get_by_role("button", name="Lire cette offre").click()


CLEAR = "Effacer les filtres"
CLICKS: tuple[Named, ...] = (
    to("Écarts"), choice("Département", "Mayenne"), line("écarts"), text("écarts", "Demande servie"),
    choice("Une ligne par", "Compétence × secteur"), tab("Formations"), tab("Actions proposées"), button("écarts", CLEAR),
    to("Secteurs et territoires"), tab("Forces et faiblesses"), choice("Département", "Sarthe"),
    tab("Fiches par secteur"), tab("Par axe et par public"), button("territoires", CLEAR),
    to("Écosystème"), tab("Registre des acteurs"),
    to("Besoins"), choice("Public", "Initial"), line("besoins"), button("besoins", CLEAR),
    to("Plan"), ("plan : budget", budget), line("plan"), text("plan", "Ce plan est-il le meilleur"),
    choice("Secteur", "Santé"), text("plan", "Chaque dispositif"), button("plan", CLEAR),
    to("Rapport"), choice("Axe", "Social"), button("rapport", CLEAR),
    to("Offres d'emploi"), line("offres"), text("offres", "Seulement les offres"), choice("Département", "Vendée"),
    button("offres", CLEAR), tab("Lire une offre"), ("offres : lire un texte", paste), tab("Importer des fichiers"),
    tab("Corrections"), tab("Offres lues"),
    to("Catalogue"), line("catalogue"), choice("Couche de compétences", "Comprendre"), button("catalogue", CLEAR),
    tab("Contrôler et importer un catalogue"),
    to("Référentiels"), to("Méthode"), to("Accueil"), choice("Département", "Loire-Atlantique"), button("accueil", CLEAR),
)  # fmt: skip
