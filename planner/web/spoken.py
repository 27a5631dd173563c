"""What the rooms gave in French, in English for the screen: the same figures, other words.

Each function takes what is kept and gives a copy. Files and the report are made from what is kept.
"""

from __future__ import annotations

from dataclasses import replace

from planner.plan import Context
from planner.references import References, skills_in_english
from planner.results import Results
from planner.web.language import IN_ENGLISH

LIST = " ; "  # between the names that a cell of needs.SECTOR_CARDS lists
LISTED = ("asked", "covered", "missing", "stated")  # columns of the cards that list skills


def references(known: References) -> References:
    """The framework and the value chain in English; ROME, ESCO and programmes as they are."""
    skills = skills_in_english(known.framework.skills)
    links = known.value_chain
    return replace(
        known,
        framework=replace(known.framework, skills=skills),
        sectors=replace(known.sectors, labels=known.sectors.labels_en),
        filieres=known.sectors.labels_en,
        value_chain=links.assign(label_fr=links["label_en"]),
    )


def context(kept: Context, results: Results, known: References) -> Context:
    """What the sentences of the plan look up; ``results`` as kept, ``known`` as :func:`references` gives them."""
    skills = dict(zip(known.framework.skills["skill_id"], known.framework.skills["label_fr"], strict=True))
    names = {
        need: name.said(skills, known.filieres, IN_ENGLISH) for need, name in results.needs.names.items()
    }
    return replace(
        kept,
        skill_labels=dict(kept.skill_labels) | skills,
        need_names=dict(kept.need_names) | names,
        filiere_labels=known.filieres,
        weighed={},
        words=IN_ENGLISH,
    )


def results(kept: Results, spoken: Context, known: References) -> Results:
    """What figures read as labels and sentences; ``spoken`` as :func:`context` gives it."""
    skills = skills_in_english(kept.skills)
    english = dict(zip(kept.skills["label_fr"], skills["label_fr"], strict=True))
    cards = {
        name: kept.cards[name].map(
            lambda cell: LIST.join(english.get(label, label) for label in str(cell).split(LIST))
        )
        for name in LISTED
    }
    plan = kept.plan and kept.plan.retold(spoken)
    needs, links = kept.needs.needs, known.links
    return replace(
        kept,
        skills=skills,
        filieres=known.filieres,
        needs=replace(kept.needs, needs=needs.assign(name=needs["need_id"].map(spoken.need_names))),
        cards=kept.cards.assign(**cards),
        value_chain=kept.value_chain.assign(label=kept.value_chain["link"].map(links)),
        plan=plan,
        actions=plan.actions if plan else kept.actions,
    )
