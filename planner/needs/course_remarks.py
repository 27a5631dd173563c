"""What to tell the provider about how its courses read: a message and what to do, one row each."""

from __future__ import annotations

import pandas as pd

from planner.needs.claims import BUZZWORDS, TEACHES_UNSAID, TITLE_ONLY, UNKNOWN, VAGUE
from planner.needs.course_twins import IN_FILE, SAME_TEXT

REMARKS = ["course_id", "rule", "message", "fix"]
AI_FORMACODE = "31028"  # « intelligence artificielle », Formacode V14
_ADVICE = {
    TITLE_ONLY: (
        "dit-ia-sans-contenu",
        "L'intitulé annonce l'IA, le contenu n'en enseigne rien.",
        "Ajoutez ce que la personne saura faire avec l'IA, ou retirez l'IA de l'intitulé.",
    ),
    VAGUE: (
        "contenu-ia-a-preciser",
        "Le contenu touche sans doute à l'IA, aucune compétence précise n'y est lue.",
        "Nommez ce que la personne saura faire avec l'IA, et les outils employés.",
    ),
    BUZZWORDS: (
        "mots-a-la-mode",
        "L'IA est nommée, mais rien ne dit ce qu'on y apprend.",
        "Écrivez des actions : rédiger une consigne, vérifier une réponse, choisir un outil…",
    ),
    UNKNOWN: (
        "dit-ia-contenu-absent",
        "L'intitulé annonce l'IA ; sans objectifs ni contenu, la formation n'est pas jugée.",
        "Ajoutez les objectifs, une ou deux phrases suffisent.",
    ),
    TEACHES_UNSAID: (
        "enseigne-ia-sans-le-dire",
        "Le contenu enseigne l'IA, l'intitulé ne le dit pas.",
        "Dites-le dans l'intitulé si vous voulez que la formation soit trouvée.",
    ),
}


def course_remarks(courses: pd.DataFrame, read: pd.DataFrame, twins: pd.DataFrame) -> pd.DataFrame:
    formacodes = dict(zip(courses["course_id"], courses["formacode"], strict=True))
    rows = []
    for row in read.itertuples(index=False):
        if row.reading in _ADVICE:
            rows.append((row.course_id, *_ADVICE[row.reading]))
        rows.extend((row.course_id, *remark) for remark in _tags(row, str(formacodes[row.course_id])))
    titles = dict(zip(courses["course_id"], courses["title"], strict=True))
    rows.extend(_twin_remark(twin, titles) for twin in twins.itertuples(index=False))
    return pd.DataFrame(rows, columns=REMARKS)


def _tags(row: object, formacode: str) -> list[tuple[str, str, str]]:
    tagged = AI_FORMACODE in formacode.split("|")
    if row.teaches_ai and not tagged:
        message = (
            f"La formation enseigne l'IA, le Formacode {AI_FORMACODE} (intelligence artificielle) manque."
        )
        return [("formacode-ia-absent", message, f"Ajoutez {AI_FORMACODE} : c'est par lui qu'on la trouve.")]
    if tagged and not row.says_ai and not row.teaches_ai:
        message = f"Le Formacode {AI_FORMACODE} annonce l'IA, rien dans le texte ne l'enseigne."
        return [("formacode-ia-sans-contenu", message, "Décrivez ce qui touche à l'IA, ou retirez ce code.")]
    return []


def _twin_remark(twin: object, titles: dict[str, str]) -> tuple[str, str, str, str]:
    where = (
        f"« {titles[twin.other_id]} » ({twin.other_id})"
        if twin.where == IN_FILE
        else f"{twin.other_id}, déjà au catalogue"
    )
    if twin.why == SAME_TEXT:
        return (
            twin.course_id,
            "meme-texte",
            f"Même texte que {where}, d'un autre organisme.",
            "Vérifiez qui dispense la formation.",
        )
    return (
        twin.course_id,
        "doublon-probable",
        f"Sans doute la même formation que {where}.",
        "Gardez-en une, ou distinguez-les (niveau, lieu, date, public).",
    )
