"""The page list of the web app; each page lives in ``planner/web/pages``."""

from planner.web import shell
from planner.web.pages import catalogue, gaps, home, method, needs, plan, postings, references, report
from planner.web.shell import Entry

SECTIONS = {
    "Constats": [
        Entry("accueil", "Accueil", ":material/home:", "Quelles compétences en intelligence artificielle manquent en Pays de la Loire, où, et quelles formations y répondent.", home.render),
        Entry("ecarts", "Écarts", ":material/grid_on:", "Demande, places et manque, compétence par compétence, jusqu'aux mots lus.", gaps.render),
        Entry("besoins", "Besoins", ":material/bubble_chart:", "Les compétences qui manquent ensemble, et qui peuvent s'apprendre ensemble.", needs.render),
    ],
    "Décisions": [
        Entry("plan", "Plan", ":material/format_list_numbered:", "Quelles formations renforcer, essaimer ou créer d'abord, avec quel argent.", plan.render),
        Entry("rapport", "Rapport", ":material/table:", "Le classeur Excel et la synthèse JSON, aux mêmes chiffres que l'écran.", report.render),
    ],
    "Vos données": [
        Entry("offres", "Offres d'emploi", ":material/work:", "Ce qui est lu dans les offres, et pourquoi ; lire votre texte ; importer vos fichiers.", postings.render),
        Entry("catalogue", "Catalogue", ":material/school:", "Comment les formations sont lues ; contrôler, corriger et importer un catalogue.", catalogue.render),
    ],
    "Comprendre": [
        Entry("referentiels", "Référentiels", ":material/menu_book:", "Compétences IA, ROME et ESCO : ce qui est utilisé, chercher, installer les versions officielles.", references.render),
        Entry("methode", "Méthode", ":material/calculate:", "Comment chaque chiffre est fait, ce qu'il ne dit pas, d'où viennent les paramètres.", method.render),
    ],
}  # fmt: skip


def main(first: str = "accueil") -> None:
    """Draw the page that the person is on; ``first`` opens by default."""
    shell.open_app(SECTIONS, first)


if __name__ == "__main__":
    main()
