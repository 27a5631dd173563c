"""What a line of the plan says: its title, why it is there, what is lost without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from planner import french
from planner.model import ActionKind, Public
from planner.plan.candidates import TAUGHT_ENOUGH, Candidate
from planner.plan.context import Context
from planner.plan.offer import REMOTE
from planner.plan.problem import PUBLIC_FR

SKILLS_NAMED = 3  # skills quoted in a sentence
VERBS = {ActionKind.RENFORCER: "Renforcer", ActionKind.ESSAIMER: "Ouvrir", ActionKind.CREER: "Créer"}


@dataclass(frozen=True, slots=True)
class Facts:
    """Figures of one line: people × skills, points of worth, and shares of the need closed there.

    ``missing_taught``: part of ``missing`` that is about the skills taught.
    """

    cost: float
    missing: float
    missing_taught: float
    before: float
    after: float
    points: float
    people_lost: float
    filieres: tuple[str, ...]
    needs_also: tuple[str, ...]
    substitute: str


def title(action: Candidate, groups: int, context: Context) -> str:
    """« Renforcer « Initiation à l'IA » en Vendée : 2 groupes »."""
    where, size = context.place(action.dept), french.plural(groups, "groupe")
    if action.kind is ActionKind.CREER:
        module = "un module de formation initiale" if action.public is Public.INITIAL else "une formation"
        return f"Créer {module} {where} : {size} – {skills_in_words(action, context)}"
    course = context.offer.records[action.course_id]
    remote = " (à distance)" if course["modality"] == REMOTE else ""
    return f"{VERBS[action.kind]} « {course['title']} »{remote} {where} : {size}"


def skills_in_words(action: Candidate, context: Context, only: int | None = None) -> str:
    """Labels of the skills taught, most taught first; ``only`` so many of them."""
    ranked = sorted(zip([-share for share in action.taught], action.skills, strict=True))[:only]
    return french.listed([f"« {context.skill_labels[skill]} »" for _, skill in ranked], SKILLS_NAMED)


def reason(action: Candidate, facts: Facts, context: Context) -> str:
    """Why the action is proposed: the gap, what is taught and to whom, the offer, the worth."""
    gap = (
        f"Il manque {french.number(facts.missing)} personnes × compétences par an {context.place(action.dept)} "
        f"({PUBLIC_FR[action.public]}) pour « {context.need_names[action.need_id]} », "
        f"dont {french.number(facts.missing_taught)} sur ce que l'action enseigne{_sectors(facts, context)}."
    )
    also = french.listed([f"« {name} »" for name in facts.needs_also], 2)
    # a group closes a few thousandths of a large gap: no decimal would read « 0 % »
    worth = (
        f"La part comblée du besoin y passe de {french.percent(facts.before, 2)} à {french.percent(facts.after, 2)} : "
        f"{_points(facts.points)} pour {french.euros(facts.cost)}."
    )
    served = f" Elle sert aussi {also}." if also else ""
    return f"{gap} {_content(action, context)}{served} {_offer(action, context)} {worth}"


def _sectors(facts: Facts, context: Context) -> str:
    names = [context.filiere_labels[f] for f in facts.filieres if f in context.filiere_labels]
    return f" (surtout : {' ; '.join(names)})" if names else ""


def _points(points: float) -> str:
    return f"{french.number(points, 2)} point{'s' if points >= 2 else ''}"


def loss(action: Candidate, facts: Facts) -> str:
    """What is lost without the action, the others being kept, and what would replace it best."""
    share = facts.people_lost / facts.missing if facts.missing else 0.0
    lost = (
        f"Sans elle, {french.number(facts.people_lost)} personnes × compétences par an restent sans réponse "
        f"({french.percent(share, 2)} du manque de ce besoin dans le département), les autres actions étant maintenues."
    )
    return (
        f"{lost} À défaut : {facts.substitute}."
        if facts.substitute
        else f"{lost} Aucune autre action n'y répond."
    )


def _content(action: Candidate, context: Context) -> str:
    """The skills that the course teaches; those that it only mentions are counted."""
    if action.kind is ActionKind.CREER:
        return f"Elle enseignerait {skills_in_words(action, context)}."
    taught = sum(share >= TAUGHT_ENOUGH for share in action.taught)
    mentioned = len(action.skills) - taught
    if not taught:
        return f"La formation aborde {skills_in_words(action, context)}."
    touched = f", et en aborde {mentioned} autre{'s' if mentioned > 1 else ''}" if mentioned else ""
    return f"La formation enseigne {skills_in_words(action, context, only=taught)}{touched}."


def _offer(action: Candidate, context: Context) -> str:
    if action.kind is ActionKind.CREER:
        if not action.course_id:
            return "Aucune formation du catalogue n'enseigne ces compétences à ce public."
        closest = context.offer.records[action.course_id]
        return f"La plus proche, « {closest['title']} », n'en enseigne qu'une faible part."
    course = context.offer.records[action.course_id]
    if action.kind is ActionKind.ESSAIMER:
        return f"Elle existe ailleurs ({_where(course, context)}), pas dans ce département."
    return f"Elle existe ({_where(course, context)}) : les places manquent."


def _where(course: pd.Series, context: Context) -> str:
    if course["modality"] == REMOTE:
        return "à distance"
    return course["commune"] or context.dept_labels.get(course["dept"], "lieu non précisé")


def substitutes(actions: Sequence[Candidate], titles: Sequence[str]) -> dict[int, str]:
    """For each position, the title of the next best action on the same need, territory and public."""
    groups: dict[tuple[str, str, str], list[int]] = {}
    for position, action in enumerate(actions):
        groups.setdefault((action.need_id, action.dept, str(action.public)), []).append(position)
    found = {}
    for members in groups.values():
        for position in members:
            others = [m for m in members if m != position]
            after = [m for m in others if m > position]
            if others:
                found[position] = titles[(after or others)[0]]
    return found
