"""What to tell the provider about how its courses read: a message and what to do, one row each."""

from __future__ import annotations

import pandas as pd

from planner.needs.claims import BUZZWORDS, TEACHES_UNSAID, TITLE_ONLY, UNKNOWN, VAGUE
from planner.needs.course_twins import IN_FILE, SAME_TEXT
from planner.words import IN_FRENCH, Words, marked

REMARKS = ["course_id", "rule", "message", "fix"]
AI_FORMACODE = "31028"  # « intelligence artificielle », Formacode V14
UNTAGGED = (
    marked("La formation enseigne l'IA, le Formacode 31028 (intelligence artificielle) manque."),
    marked("Ajoutez 31028 : c'est par lui qu'on la trouve."),
)
TAGGED = (
    marked("Le Formacode 31028 annonce l'IA, rien dans le texte ne l'enseigne."),
    marked("Décrivez ce qui touche à l'IA, ou retirez ce code."),
)
_ADVICE = {
    TITLE_ONLY: (
        "dit-ia-sans-contenu",
        marked("L'intitulé annonce l'IA, le contenu n'en enseigne rien."),
        marked("Ajoutez ce que la personne saura faire avec l'IA, ou retirez l'IA de l'intitulé."),
    ),
    VAGUE: (
        "contenu-ia-a-preciser",
        marked("Le contenu touche sans doute à l'IA, aucune compétence précise n'y est lue."),
        marked("Nommez ce que la personne saura faire avec l'IA, et les outils employés."),
    ),
    BUZZWORDS: (
        "mots-a-la-mode",
        marked("L'IA est nommée, mais rien ne dit ce qu'on y apprend."),
        marked("Écrivez des actions : rédiger une consigne, vérifier une réponse, choisir un outil…"),
    ),
    UNKNOWN: (
        "dit-ia-contenu-absent",
        marked("L'intitulé annonce l'IA ; sans objectifs ni contenu, la formation n'est pas jugée."),
        marked("Ajoutez les objectifs, une ou deux phrases suffisent."),
    ),
    TEACHES_UNSAID: (
        "enseigne-ia-sans-le-dire",
        marked("Le contenu enseigne l'IA, l'intitulé ne le dit pas."),
        marked("Dites-le dans l'intitulé si vous voulez que la formation soit trouvée."),
    ),
}


def course_remarks(
    courses: pd.DataFrame, read: pd.DataFrame, twins: pd.DataFrame, words: Words = IN_FRENCH
) -> pd.DataFrame:
    """``REMARKS``, one row each, said in ``words``; ``read`` and ``twins`` as :func:`planner.needs.read_courses` gives them."""
    formacodes = dict(zip(courses["course_id"], courses["formacode"], strict=True))
    rows = []
    for row in read.itertuples(index=False):
        if row.reading in _ADVICE:
            rows.append((row.course_id, *_ADVICE[row.reading]))
        rows.extend((row.course_id, *remark) for remark in _tags(row, str(formacodes[row.course_id])))
    titles = dict(zip(courses["course_id"], courses["title"], strict=True))
    rows.extend(_twin_remark(twin, titles, words) for twin in twins.itertuples(index=False))
    return pd.DataFrame(
        [(course, rule, words.say(message), words.say(fix)) for course, rule, message, fix in rows],
        columns=REMARKS,
    )


def _tags(row: object, formacode: str) -> list[tuple[str, str, str]]:
    tagged = AI_FORMACODE in formacode.split("|")
    if row.teaches_ai and not tagged:
        return [("formacode-ia-absent", *UNTAGGED)]
    if tagged and not row.says_ai and not row.teaches_ai:
        return [("formacode-ia-sans-contenu", *TAGGED)]
    return []


def _twin_remark(twin: object, titles: dict[str, str], words: Words) -> tuple[str, str, str, str]:
    where = (
        f"« {titles[twin.other_id]} » ({twin.other_id})"
        if twin.where == IN_FILE
        else words.say("{course}, déjà au catalogue").format(course=twin.other_id)
    )
    if twin.why == SAME_TEXT:
        return (
            twin.course_id,
            "meme-texte",
            words.say("Même texte que {where}, d'un autre organisme.").format(where=where),
            marked("Vérifiez qui dispense la formation."),
        )
    return (
        twin.course_id,
        "doublon-probable",
        words.say("Sans doute la même formation que {where}.").format(where=where),
        marked("Gardez-en une, ou distinguez-les (niveau, lieu, date, public)."),
    )
