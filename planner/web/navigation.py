"""The pages, in the order of the sidebar; each lives in ``planner/web/pages``."""

from __future__ import annotations

from planner.store import Act
from planner.web import shell
from planner.web.language import N_
from planner.web.pages import (
    catalogue,
    ecosystem,
    gaps,
    home,
    journal,
    method,
    needs,
    plan,
    postings,
    references,
    report,
    territories,
)
from planner.web.shell import Entry

SECTIONS = {
    N_("Constats"): [
        Entry("accueil", N_("Accueil"), ":material/home:", N_("Quelles compétences en intelligence artificielle manquent en Pays de la Loire, où, et quelles formations y répondent."), home.render),
        Entry("ecarts", N_("Écarts"), ":material/grid_on:", N_("Demande, places et manque, compétence par compétence, jusqu'aux mots lus."), gaps.render),
        Entry("territoires", N_("Secteurs et territoires"), ":material/map:", N_("Où l'on manque le plus et pourquoi, forces et faiblesses, une fiche par secteur, les quatre auditions."), territories.render),
        Entry("ecosysteme", N_("Écosystème"), ":material/hub:", N_("Qui fabrique l'IA, qui la déploie, qui l'utilise : les sept maillons de la chaîne de valeur, et le registre des acteurs."), ecosystem.render),
        Entry("besoins", N_("Besoins"), ":material/bubble_chart:", N_("Les compétences qui manquent ensemble, et qui peuvent s'apprendre ensemble."), needs.render),
    ],
    N_("Décisions"): [
        Entry("plan", N_("Plan"), ":material/format_list_numbered:", N_("Quelles formations renforcer, essaimer ou créer d'abord, avec quel argent."), plan.render),
        Entry("rapport", N_("Rapport"), ":material/table:", N_("Le classeur Excel et la synthèse JSON, aux mêmes chiffres que l'écran."), report.render),
    ],
    N_("Vos données"): [
        Entry("offres", N_("Offres d'emploi"), ":material/work:", N_("Ce qui est lu dans les offres, et pourquoi ; lire votre texte ; importer vos fichiers."), postings.render),
        Entry("catalogue", N_("Catalogue"), ":material/school:", N_("Comment les formations sont lues ; contrôler, corriger et importer un catalogue."), catalogue.render, Act.READ_CATALOGUE),
    ],
    N_("Comprendre"): [
        Entry("referentiels", N_("Référentiels"), ":material/menu_book:", N_("Compétences IA, ROME et ESCO : ce qui est utilisé, chercher, installer les versions officielles."), references.render, Act.READ_CATALOGUE),
        Entry("methode", N_("Méthode"), ":material/calculate:", N_("Comment chaque chiffre est fait, ce qu'il ne dit pas, d'où viennent les paramètres."), method.render, Act.READ_CATALOGUE),
        Entry("journal", N_("Journal"), ":material/history:", N_("Qui a importé, corrigé, exporté ou effacé, et quand."), journal.render, Act.READ_AUDIT, signed=True),
    ],
}  # fmt: skip


def show(first: str) -> None:
    """Draw the page that the person is on; ``first`` opens by default."""
    shell.open_app(SECTIONS, first)
