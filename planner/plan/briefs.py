"""Course brief (cahier des charges): what a provider is asked to build where no course answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from planner import french
from planner.model import ActionKind, Public
from planner.needs import Parameters
from planner.plan.audiences import audiences_of
from planner.plan.context import Context
from planner.plan.funding import fundings
from planner.plan.offer import REMOTE, hour_price
from planner.plan.problem import PUBLIC_FR
from planner.plan.settings import PlanSettings
from planner.references import AUDIENCES_FR, ProgrammeMatch, Verdict

CLOSEST = 3  # existing courses named
PROGRAMMES = 6  # programmes named
LEVELS = {1: "découverte", 2: "autonomie sur des cas courants", 3: "maîtrise", 4: "expertise"}


@dataclass(frozen=True, slots=True)
class Objective:
    """A skill to teach: what a person can do once trained, and the level aimed at (1–4) in words."""

    skill_id: str
    label: str
    can_do: str
    level: int
    descriptor: str


@dataclass(frozen=True, slots=True)
class ClosestCourse:
    """An existing course: every skill it touches, and those of the brief that it lacks; labels."""

    title: str
    provider: str
    place: str
    certification: str
    teaches: tuple[str, ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A course to create, as a provider could answer it. Hours per learner; euros per learner and in all."""

    title: str
    need: str
    place: str
    public: Public
    audiences: tuple[str, ...]
    prerequisites: tuple[str, ...]
    objectives: tuple[Objective, ...]
    hours: float
    hours_source: str
    cost_per_learner: float
    cost_source: str
    total: float
    design_cost: float
    groups: int
    places: int
    missing: float
    closest: tuple[ClosestCourse, ...]
    certifications: tuple[str, ...]
    programmes: tuple[ProgrammeMatch, ...]

    @property
    def level(self) -> int:
        """Highest level aimed at, 1–4."""
        return max((objective.level for objective in self.objectives), default=1)


def brief(
    action: Mapping[str, Any],
    context: Context,
    parameters: Parameters,
    settings: PlanSettings | None = None,
) -> Brief:
    """The brief of a « créer » action.

    Args:
        action: ``Plan.action(action_id)``.

    Raises:
        ValueError: the action is not a creation.
    """
    if action["kind"] != ActionKind.CREER:
        raise ValueError(
            f"action {action['action_id']} : le cahier des charges n'existe que pour une formation à créer"
        )
    settings = settings or PlanSettings()
    skill_ids = sorted(str(action["skill_ids"]).split("|"))
    public = Public(str(action["public"]))
    price = hour_price(context.offer, public, parameters, settings)
    closest = _closest(skill_ids, public, context)
    hours, cost, places = float(action["hours"]), float(action["cost"]), int(action["places"])
    return Brief(
        title=_title(skill_ids, context),
        need=str(action["need"]),
        place=context.place(str(action["dept"])),
        public=public,
        audiences=tuple(AUDIENCES_FR[a] for a in audiences_of(public, skill_ids, context)),
        prerequisites=_prerequisites(skill_ids, context),
        objectives=tuple(_objective(skill, context) for skill in skill_ids),
        hours=hours,
        hours_source=_hours_source(skill_ids, context),
        cost_per_learner=hours * price.value,
        cost_source=price.source,
        total=cost,
        design_cost=parameters.creation_cost,
        groups=int(action["groups"]),
        places=places,
        missing=float(action["missing"]),
        closest=closest,
        certifications=tuple(dict.fromkeys(c.certification for c in closest if c.certification)),
        programmes=tuple(m for m in fundings(action, context) if m.verdict is not Verdict.NON)[:PROGRAMMES],
    )


def brief_text(made: Brief) -> str:
    """The brief in French, ready to paste in a word processor: headings, then lines that start with « – »."""
    sections = [
        (f"Cahier des charges : {made.title}", []),
        ("Besoin", _need_lines(made)),
        ("Public", [f"{PUBLIC_FR[made.public].capitalize()} : {', '.join(made.audiences)}"]),
        ("Prérequis", list(made.prerequisites) or ["Aucun"]),
        ("Compétences et objectifs", [line for o in made.objectives for line in _objective_lines(o)]),
        ("Niveau", [f"{made.level} sur 4 : {LEVELS[made.level]}"]),
        ("Durée et coût indicatifs", _cost_lines(made)),
        (
            "Formations existantes les plus proches",
            [_closest_line(c) for c in made.closest] or ["Aucune dans le catalogue pour ce public"],
        ),
        ("Certification", _certification_lines(made)),
        (
            "Financements à étudier",
            [_programme_line(m) for m in made.programmes] or ["Aucun dispositif connu ne correspond"],
        ),
    ]
    blocks = ["\n".join([heading, *(f"– {line}" for line in lines)]) for heading, lines in sections]
    return "\n\n".join(blocks) + "\n"


def _title(skill_ids: Sequence[str], context: Context) -> str:
    return " ; ".join(context.skill_labels[skill] for skill in skill_ids)


def _prerequisites(skill_ids: Sequence[str], context: Context) -> tuple[str, ...]:
    """Skills that those taught rest upon and that the course does not teach itself."""
    skills = context.offer.skills
    named = [p for s in skill_ids for p in str(skills.at[s, "prerequisites"]).split("|") if p]
    return tuple(context.skill_labels[p] for p in dict.fromkeys(named) if p not in skill_ids)


def _objective(skill_id: str, context: Context) -> Objective:
    skill = context.offer.skills.loc[skill_id]
    level = int(skill["level"]) if str(skill["level"]).isdigit() else 1
    return Objective(
        skill_id, str(skill["label_fr"]), str(skill["can_do_fr"]), level, str(skill[f"level_{level}_fr"])
    )


def _hours_source(skill_ids: Sequence[str], context: Context) -> str:
    sources = [context.offer.hours_per_skill[context.offer.layers[skill]].source for skill in skill_ids]
    return french.listed(list(dict.fromkeys(sources)))


def _closest(skill_ids: Sequence[str], public: Public, context: Context) -> tuple[ClosestCourse, ...]:
    """Courses that teach most of the brief; failing that, its prerequisites; of this public first."""
    offer = context.offer
    basis = [p for s in skill_ids for p in str(offer.skills.at[s, "prerequisites"]).split("|") if p]
    taught = offer.shares.reindex(columns=list(skill_ids), fill_value=0.0)
    table = pd.DataFrame(
        {
            "ours": offer.teaching["public"] == str(public),
            "taught": taught.sum(axis=1),
            "basis": offer.shares.reindex(columns=sorted(set(basis)), fill_value=0.0).sum(axis=1),
        }
    )
    table = table[table["taught"] + table["basis"] > 0]
    ranked = table.sort_values(["ours", "taught", "basis"], ascending=False, kind="stable").index[:CLOSEST]
    return tuple(_closest_course(offer.courses.loc[c], skill_ids, context) for c in ranked)


def _closest_course(course: pd.Series, skill_ids: Sequence[str], context: Context) -> ClosestCourse:
    shares = context.offer.shares.loc[course["course_id"]]
    place = course["commune"] or context.dept_labels.get(course["dept"], "lieu non précisé")
    touched = shares[shares > 0].sort_values(ascending=False, kind="stable").index
    lacks = [s for s in skill_ids if shares.get(s, 0.0) <= 0]
    return ClosestCourse(
        title=str(course["title"]),
        provider=str(course["provider"]),
        place="à distance" if course["modality"] == REMOTE else str(place),
        certification=french.listed(
            [_certificate(code, context) for code in (course["rncp"], course["rs"]) if code]
        ),
        teaches=tuple(context.skill_labels[s] for s in touched if s in context.skill_labels),
        lacks=tuple(context.skill_labels[s] for s in lacks),
    )


def _certificate(code: str, context: Context) -> str:
    title = context.certificate_titles.get(code)
    return f"{code} « {title} »" if title else code


def _need_lines(made: Brief) -> list[str]:
    return [
        f"« {made.need} » {made.place} : {french.number(made.missing)} personnes × compétences manquantes par an",
        f"Volume visé : {french.plural(made.groups, 'groupe')}, {french.plural(made.places, 'place')} par an",
    ]


def _objective_lines(objective: Objective) -> list[str]:
    lines = [f"{objective.label} (niveau {objective.level} sur 4)"]
    if objective.can_do:
        lines.append(f"À l'issue, la personne : {_lower(objective.can_do)}")
    if objective.descriptor:
        lines.append(f"Niveau attendu : {_lower(objective.descriptor)}")
    return lines


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _cost_lines(made: Brief) -> list[str]:
    return [
        f"Durée : {french.number(made.hours, 1 if made.hours % 1 else 0)} h par personne ({made.hours_source})",
        f"Coût : {french.euros(made.cost_per_learner)} par personne ({made.cost_source})",
        f"Conception : {french.euros(made.design_cost)} une fois (hypothèse du réglage)",
        f"Total indicatif : {french.euros(made.total)} par an pour {french.plural(made.places, 'place')}",
    ]


def _closest_line(course: ClosestCourse) -> str:
    lacks = (
        f" ; il y manque {french.listed([f'« {name} »' for name in course.lacks])}" if course.lacks else ""
    )
    provider = f", {course.provider}" if course.provider else ""
    return f"« {course.title} »{provider} ({course.place}) : aborde {french.listed([f'« {t} »' for t in course.teaches], 3)}{lacks}"


def _certification_lines(made: Brief) -> list[str]:
    if made.certifications:
        return [f"À examiner, préparée par une formation proche : {french.listed(made.certifications)}"]
    return [
        "Aucune formation proche n'indique de certification RNCP ou RS : à rechercher auprès de France compétences"
    ]


def _programme_line(match: ProgrammeMatch) -> str:
    missing = f" – manque : {french.listed(match.missing)}" if match.missing else ""
    return f"{match.name} : {match.verdict}{missing}"
