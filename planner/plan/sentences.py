"""What a line of the plan says: its title, why it is there, what is lost without it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from planner import french
from planner.model import ActionKind, Public
from planner.plan.candidates import TAUGHT_ENOUGH, Candidate
from planner.plan.context import Context
from planner.plan.offer import REMOTE
from planner.plan.problem import PUBLIC_FR
from planner.words import Words, marked

SKILLS_NAMED = 3  # skills quoted in a sentence
TITLES = {
    ActionKind.RENFORCER: marked("Renforcer « {course} »{remote} {where} : {size}"),
    ActionKind.ESSAIMER: marked("Ouvrir « {course} »{remote} {where} : {size}"),
}
QUOTED = marked("« {name} »")


@dataclass(frozen=True, slots=True)
class Facts:
    """Figures of one line: people × skills, points of worth, and shares of the need closed there.

    ``missing_taught``: part of ``missing`` that is about the skills taught; ``filieres``, ``needs_also``: ids.
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


@dataclass(frozen=True, slots=True)
class Line:
    """An action of a plan as sentences read it: the groups it opens, its figures."""

    action: Candidate
    groups: int
    facts: Facts


def told(lines: Sequence[Line], context: Context) -> list[dict[str, str]]:
    """Words of each line, in reading order: need, title, substitute, reason, loss, needs_also."""
    titles = [title(line.action, line.groups, context) for line in lines]
    instead = substitutes([line.action for line in lines], titles)
    return [
        {
            "need": context.need_names[line.action.need_id],
            "title": titles[place],
            "substitute": instead.get(place, ""),
            "reason": reason(line.action, line.facts, context),
            "loss": loss(line.facts, instead.get(place, ""), context.words),
            "needs_also": context.words.say(" ; ").join(
                context.need_names[need] for need in line.facts.needs_also
            ),
        }
        for place, line in enumerate(lines)
    ]


def title(action: Candidate, groups: int, context: Context) -> str:
    """« Renforcer « Initiation à l'IA » en Vendée : 2 groupes »."""
    words = context.words
    where, size = context.place(action.dept), words.counted(groups, "groupe", "groupes")
    if action.kind is ActionKind.CREER:
        said = (
            words.say("Créer un module de formation initiale {where} : {size} – {skills}")
            if action.public is Public.INITIAL
            else words.say("Créer une formation {where} : {size} – {skills}")
        )
        return said.format(where=where, size=size, skills=skills_in_words(action, context))
    course = context.offer.records[action.course_id]
    remote = words.say(" (à distance)") if course["modality"] == REMOTE else ""
    said = words.say(TITLES[action.kind])
    return said.format(course=course["title"], remote=remote, where=where, size=size)


def skills_in_words(action: Candidate, context: Context, only: int | None = None) -> str:
    """Labels of the skills taught, most taught first; ``only`` so many of them."""
    ranked = sorted(zip([-share for share in action.taught], action.skills, strict=True))[:only]
    return context.words.listed(
        _quoted((context.skill_labels[skill] for _, skill in ranked), context.words), SKILLS_NAMED
    )


def _quoted(names: Iterable[str], words: Words) -> list[str]:
    said = words.say(QUOTED)
    return [said.format(name=name) for name in names]


def reason(action: Candidate, facts: Facts, context: Context) -> str:
    """Why the action is proposed: the gap, what is taught and to whom, the offer, the worth."""
    words = context.words
    gap = words.say(
        "Il manque {missing} personnes × compétences par an {where} ({public}) pour « {need} », dont {taught} sur ce que "
        "l'action enseigne{sectors}."
    ).format(
        missing=french.number(facts.missing), where=context.place(action.dept),
        public=words.say(PUBLIC_FR[action.public]), need=context.need_names[action.need_id],
        taught=french.number(facts.missing_taught), sectors=_sectors(facts, context),
    )  # fmt: skip
    also = words.listed(_quoted((context.need_names[need] for need in facts.needs_also), words), 2)
    # a group closes a few thousandths of a large gap: no decimal would read « 0 % »
    worth = words.say("La part comblée du besoin y passe de {before} à {after} : {points} pour {cost}.").format(
        before=french.percent(facts.before, 2), after=french.percent(facts.after, 2),
        points=_points(facts.points, words), cost=french.euros(facts.cost),
    )  # fmt: skip
    served = words.say(" Elle sert aussi {needs}.").format(needs=also) if also else ""
    return f"{gap} {_content(action, context)}{served} {_offer(action, context)} {worth}"


def _sectors(facts: Facts, context: Context) -> str:
    names = [context.filiere_labels[f] for f in facts.filieres if f in context.filiere_labels]
    return (
        context.words.say(" (surtout : {names})").format(names=context.words.say(" ; ").join(names))
        if names
        else ""
    )


def _points(points: float, words: Words) -> str:
    said = words.say("{number} points") if points >= 2 else words.say("{number} point")
    return said.format(number=french.number(points, 2))


def loss(facts: Facts, substitute: str, words: Words) -> str:
    """What is lost without the action, the others being kept, and what would replace it best."""
    share = facts.people_lost / facts.missing if facts.missing else 0.0
    lost = words.say(
        "Sans elle, {people} personnes × compétences par an restent sans réponse ({share} du manque de ce besoin dans le "
        "département), les autres actions étant maintenues."
    ).format(people=french.number(facts.people_lost), share=french.percent(share, 2))
    instead = (
        words.say("À défaut : {title}.").format(title=substitute)
        if substitute
        else words.say("Aucune autre action n'y répond.")
    )
    return f"{lost} {instead}"


def _content(action: Candidate, context: Context) -> str:
    """The skills that the course teaches; those that it only mentions are counted."""
    words = context.words
    if action.kind is ActionKind.CREER:
        return words.say("Elle enseignerait {skills}.").format(skills=skills_in_words(action, context))
    taught = sum(share >= TAUGHT_ENOUGH for share in action.taught)
    mentioned = len(action.skills) - taught
    if not taught:
        return words.say("La formation aborde {skills}.").format(skills=skills_in_words(action, context))
    touched = (
        words.say(", et en aborde {count} autres")
        if mentioned > 1
        else words.say(", et en aborde {count} autre")
    )
    return words.say("La formation enseigne {skills}{touched}.").format(
        skills=skills_in_words(action, context, only=taught),
        touched=touched.format(count=mentioned) if mentioned else "",
    )


def _offer(action: Candidate, context: Context) -> str:
    words = context.words
    if action.kind is ActionKind.CREER:
        if not action.course_id:
            return words.say("Aucune formation du catalogue n'enseigne ces compétences à ce public.")
        closest = context.offer.records[action.course_id]
        return words.say("La plus proche, « {course} », n'en enseigne qu'une faible part.").format(
            course=closest["title"]
        )
    course = context.offer.records[action.course_id]
    if action.kind is ActionKind.ESSAIMER:
        said = words.say("Elle existe ailleurs ({where}), pas dans ce département.")
    else:
        said = words.say("Elle existe ({where}) : les places manquent.")
    return said.format(where=_where(course, context))


def _where(course: pd.Series, context: Context) -> str:
    if course["modality"] == REMOTE:
        return context.words.say("à distance")
    return course["commune"] or context.dept_labels.get(course["dept"], context.words.say("lieu non précisé"))


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
