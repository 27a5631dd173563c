"""Tables of docs/METHOD.md read from the code: parameters, and thresholds that no screen moves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module

from planner.needs import DESCRIPTIONS, Description, Parameters
from planner.plan.settings import PLAN_DESCRIPTIONS, PlanSettings

OURS = "hypothèse"


@dataclass(frozen=True, slots=True)
class Threshold:
    """A named constant of the code: ``module.name``, what it is and where its value comes from."""

    module: str
    name: str
    meaning: str
    source: str

    @property
    def value(self) -> object:
        """The value in the code."""
        return getattr(import_module(f"planner.{self.module}"), self.name)


THRESHOLDS = (
    Threshold("needs.intervals", "Z_95", "quantile de la loi normale des intervalles", "loi normale, 95 % bilatéral"),
    Threshold("needs.grid", "OWN_FILIERE", "poids d'une compétence dans la filière pour laquelle elle est écrite (1 pour une transversale)", OURS),
    Threshold("needs.grid", "LEVEL_WEIGHT", "poids d'une compétence selon son niveau usuel", OURS),
    Threshold("needs.annonces", "SEEN", "part des recrutements d'une cellule vue par les annonces, sous laquelle c'est dit", OURS),
    Threshold("needs.strata", "NEIGHBOUR_WORTH", "annonces que vaut au plus un grand domaine pour l'un de ses domaines", "lu sur 8 882 offres réelles, measures_needs.md"),
    Threshold("needs.strata", "ONE_VOICE", "part de l'effectif minimal qu'un domaine pèse au plus dans son grand domaine", f"{OURS} : quatre domaines au moins parlent avant qu'on leur emprunte"),
    Threshold("needs.declare", "STATED_MARGIN", "marge d'un nombre de personnes annoncé par un profil", OURS),
    Threshold("needs.exposition", "INTENSITY", "part des exposés à former, de G1 à G4, en parts du paramètre", f"{OURS} : linéaire"),
    Threshold("needs.exposition", "INTENSITY_LOW", "la même, un cran plus bas", OURS),
    Threshold("needs.exposition", "INTENSITY_HIGH", "la même, un cran plus haut", OURS),
    Threshold("needs.features", "TEXT_WEIGHT", "poids du libellé dans les regroupements", OURS),
    Threshold("needs.features", "LAYER_WEIGHT", "poids de la couche", OURS),
    Threshold("needs.features", "FILIERE_WEIGHT", "poids des filières pour lesquelles elle est écrite", OURS),
    Threshold("needs.features", "AXIS_WEIGHT", "poids des axes d'une compétence de tous les métiers", OURS),
    Threshold("needs.features", "SECOND_AXIS", "poids d'un axe cité après le premier", OURS),
    Threshold("needs.features", "TOGETHER_WEIGHT", "poids des cooccurrences", OURS),
    Threshold("needs.features", "PROFILE_WEIGHT", "poids du profil territoire × filière", OURS),
    Threshold("needs.clusters", "GROUP_COUNTS", "nombres de besoins essayés", f"{OURS} : lisible par une personne"),
    Threshold("needs.clusters", "LARGEST_SHARE", "part du manque au-delà de laquelle un besoin est coupé", f"{OURS} : au-delà du quart, un besoin ne départage plus les formations"),
    Threshold("needs.clusters", "LEAST_CUT", "compétences en dessous desquelles un besoin n'est pas coupé", OURS),
    Threshold("needs.clusters", "ISOLATED_FROM", "distance aux membres de son besoin, en part de la distance à toute compétence, à partir de laquelle une compétence est isolée", OURS),
    Threshold("needs.clusters", "SUBSETS", "tirages de la stabilité", OURS),
    Threshold("needs.clusters", "SUBSET_SHARE", "part des compétences gardée à chaque tirage", OURS),
    Threshold("needs.clusters", "FRAGILE_BELOW", "indice de Rand ajusté sous lequel le regroupement est dit fragile", OURS),
    Threshold("needs.disparities", "FEW_COURSES", "formations tenues sur place sous lesquelles le département est signalé « petit nombre »", OURS),
    Threshold("needs.disparities", "SAME_WITHIN", "écart à la région, en part, sous lequel rien n'est commenté", OURS),
    Threshold("needs.strengths", "MINIMUM_DEMAND", "demande (par an) sous laquelle ni force ni faiblesse n'est dite", OURS),
    Threshold("needs.sensitivity", "MOVE", "part dont chaque paramètre est déplacé dans la sensibilité", OURS),
    Threshold("plan.candidates", "TAUGHT_ENOUGH", "part d'une formation à partir de laquelle une compétence y est enseignée", OURS),
    Threshold("plan.offer", "HOURS_PER_SKILL", "heures par compétence d'une formation à créer, par couche, si le catalogue ne le dit pas", OURS),
    Threshold("plan.offer", "CALIBRATION_SAMPLE", "formations comparables à partir desquelles une médiane est lue", OURS),
    Threshold("matching.text", "PLURAL_MINIMUM_LENGTH", "longueur à partir de laquelle un s ou un x final est un pluriel", "« prix », « gaz » gardent leur fin"),
    Threshold("matching.lexical", "FORBIDDEN_WINDOW", "mots de part et d'autre où une expression interdite refuse la forme", OURS),
    Threshold("matching.framework", "SPECIFIC_SCORE", "score d'une forme précise", "échelle ordinale, la nôtre"),
    Threshold("matching.framework", "CONTEXT_SCORE", "score d'une forme qui demande un contexte", "échelle ordinale, la nôtre"),
    Threshold("matching.framework", "GENERIC_SCORE", "score d'une forme générique", "échelle ordinale, la nôtre"),
    Threshold("matching.voice", "HEADING_MAXIMUM_WORDS", "mots au plus d'un titre de rubrique", OURS),
    Threshold("matching.duplicates", "SHINGLE", "mots par fragment, pour reconnaître une offre republiée", OURS),
    Threshold("matching.duplicates", "SAME_TEXT", "ressemblance de Jaccard à partir de laquelle deux offres n'en font qu'une", "lu sur des paires réelles"),
    Threshold("matching.duplicates", "SHORT", "mots sous lesquels un texte n'est comparé à aucun autre", OURS),
    Threshold("matching.occupations", "MINIMUM_SCORE", "confiance sous laquelle le métier n'est pas codé", "notre choix ; courbe dans MEASURES.md"),
    Threshold("matching.labels", "MINIMUM_PROBABILITY", "probabilité sous laquelle un libellé ROME ou ESCO n'est pas proposé", "moitiés de développement, MEASURES.md"),
    Threshold("matching.labels", "NEAREST", "candidats ordonnés de nouveau", "moitiés de développement, MEASURES.md"),
    Threshold("intake.headings", "HEADER_DEPTH", "premières lignes où l'en-tête est cherché", "promesse faite aux organismes"),
    Threshold("intake.headings", "NEAR_RATIO", "ressemblance (0–100) à partir de laquelle un en-tête mal écrit est reconnu", OURS),
)  # fmt: skip


def parameters_table() -> str:
    """Every parameter: label, default, unit, bounds, source."""
    return _described(DESCRIPTIONS, Parameters())


def plan_settings_table() -> str:
    """Every setting of the plan, alike."""
    return _described(PLAN_DESCRIPTIONS, PlanSettings())


def constants_table() -> str:
    """Every threshold: meaning, value, name in the code, source."""
    rows = [(t.meaning, value(t.value), f"`{t.module}.{t.name}`", t.source) for t in THRESHOLDS]
    return table(("seuil", "valeur", "nom dans `planner`", "source"), rows)


def _described(descriptions: Iterable[Description], defaults: object) -> str:
    rows = [
        (
            d.label,
            _number(getattr(defaults, d.name)),
            d.unit,
            f"{_number(d.low)} à {_number(d.high)}",
            d.source,
        )
        for d in descriptions
    ]
    return table(("paramètre", "défaut", "unité", "bornes", "source du défaut"), rows, right=(1,))


def value(found: object) -> str:
    """A constant as a French reader writes it: number, range, list or table by layer."""
    if isinstance(found, range):
        return f"{found.start} à {found.stop - 1}"
    if isinstance(found, dict):
        return " ; ".join(f"{key} : {_number(item)}" for key, item in found.items())
    if isinstance(found, int | float):
        return _number(found)
    return " ; ".join(_number(item) for item in found)


def _number(number: float) -> str:
    """« 0,028 », « 1 000 000 »."""
    text = f"{float(number):,.6g}" if abs(number) < 1000 else f"{float(number):,.0f}"
    return text.replace(",", " ").replace(".", ",")


def table(heading: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[int] = ()) -> str:
    """A Markdown table; columns numbered in ``right`` are set to the right."""
    rule = ["--:" if i in right else "---" for i in range(len(heading))]
    return "\n".join(f"| {' | '.join(row)} |" for row in (heading, rule, *rows))
