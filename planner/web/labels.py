"""Fixed words of the other rooms (layers, publics, axes, what filters keep), in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from planner.model import LAYER_LABELS, Layer, Public
from planner.references import References
from planner.report import AXIS_LABELS, PUBLIC_LABELS, Filters
from planner.web.language import FRENCH, N_, _, current, listed

# Babel reads sentences where they are written, and only in this room.
MARKED = (
    N_("Concevoir"), N_("Intégrer et déployer"), N_("Utiliser dans son métier"), N_("Comprendre"), N_("Cadrer"), N_("Conduire"),
    N_("formation initiale"), N_("formation continue"),
    N_("économique"), N_("social et sociétal"), N_("environnemental"), N_("éthique et gouvernance"),
)  # fmt: skip
# Words that rooms write in the cells of their tables, and that no enumeration holds.
CELLS = (
    N_("titre"), N_("missions"), N_("profil"), N_("entreprise"), N_("conditions"), N_("autre"),
    N_("exigé"), N_("souhaité"), N_("nié"),
    N_("présentiel"), N_("distance"), N_("mixte"), N_("à distance"),
    N_("force"), N_("faiblesse"),
    N_("bloquant"), N_("à corriger"), N_("conseil"),
    N_("acceptée"), N_("rejetée"), N_("remplacée"), N_("pas une compétence"),
    N_("exploration"), N_("pilote"), N_("déployé"),
    N_("nette"), N_("incertaine"), N_("nouveau"), N_("disparu"), N_("stable"),
    N_("offres d'emploi"), N_("profils sectoriels"), N_("formations"), N_("acteurs"),
    N_("Référentiel des compétences IA"), N_("60 (extrait)"), N_("1.1 (extrait)"),
    N_("réutilisation avec mention, Commission européenne"), N_("Licence Ouverte 2.0, France Travail"),
)  # fmt: skip


def layer(number: int) -> str:
    """« Comprendre » for 4."""
    return _(LAYER_LABELS[Layer(int(number))])


def sectors(known: References) -> dict[str, str]:
    """Filière → its label."""
    return known.sectors.labels if current() == FRENCH else known.sectors.labels_en


def public(name: str) -> str:
    """« formation continue »."""
    return _(PUBLIC_LABELS[Public(name)])


def publics() -> dict[str, str]:
    """Public → its label."""
    return {str(name): public(name) for name in Public}


def axis(name: str) -> str:
    """« éthique et gouvernance »."""
    return _(AXIS_LABELS[name])


def scope(filters: Filters, depts: Mapping[str, str], filieres: Mapping[str, str]) -> str:
    """What the filters keep, in one line, as :meth:`planner.report.Filters.describe` says it in French."""
    kept = (
        (N_("département : {kept}"), N_("départements : {kept}"), [depts.get(code, code) for code in filters.depts]),
        (N_("secteur : {kept}"), N_("secteurs : {kept}"), [filieres.get(code, code) for code in filters.filieres]),
        (N_("public : {kept}"), N_("publics : {kept}"), [public(name) for name in filters.publics]),
        (N_("couche : {kept}"), N_("couches : {kept}"), [layer(number) for number in filters.layers]),
        (N_("axe : {kept}"), N_("axes : {kept}"), [axis(name) for name in filters.axes]),
    )  # fmt: skip
    said = [
        _(one if len(names) == 1 else several).format(kept=listed(names))
        for one, several, names in kept
        if names
    ]
    return " ; ".join(said) or _("toute la région, tous secteurs, tous publics, toutes compétences")
