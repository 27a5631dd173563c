"""What a comparison of two campaigns says, in sentences: the same in the workbook and on screen."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from planner import french
from planner.report.campaigns import SAME, Evolution
from planner.words import IN_FRENCH, Words, marked

SAME_METHOD = marked("Mêmes paramètres et mêmes référentiels que la campagne antérieure : tout le changement vient des annonces et du catalogue.")  # fmt: skip
SEPARATED = marked("La méthode a changé ({kinds}) : sa part est comptée à part (« dû à la méthode »), et la tendance est celle des seuls faits.")  # fmt: skip
NOT_SEPARATED = marked(
    "La méthode a changé et sa part n'est pas comptée à part : ne lisez pas ces changements comme des faits."
)
NEW_REFERENCES = marked(
    "Un référentiel a changé de version, et l'ancienne n'est plus disponible ici : ce qu'il change est compris dans "
    "« dû aux faits ». Installez aussi l'ancienne version pour le compter à part."
)
KINDS = {"paramètre": marked("paramètres"), "référentiel": marked("versions des référentiels")}
OTHER_POSTINGS = marked(
    "Les annonces lues ont changé de nombre ({before} puis {after}) : une part de l'évolution vient de qui les a publiées "
    "et recueillies. Une tendance « incertaine » reste dans la marge d'erreur des deux campagnes."
)
ANOTHER_SAMPLE = 0.2  # hypothèse: a fifth more or fewer postings is another sample, worth saying
NAMED = 3  # movements named each way
# What rose, what fell, or that nothing moved.
NEEDS = (
    marked("Manque en hausse, besoins : {named}."),
    marked("Manque en baisse, besoins : {named}."),
    marked("Manque par besoin : rien n'a bougé de plus de 5 %."),
)
DEPARTMENTS = (
    marked("Manque en hausse, départements : {named}."),
    marked("Manque en baisse, départements : {named}."),
    marked("Manque par département : rien n'a bougé de plus de 5 %."),
)


def cautions(found: Evolution, words: Words = IN_FRENCH) -> Iterator[tuple[str, bool]]:
    """What to know before reading, each with « is it a warning? »."""
    changed = set(found.method["kind"])
    apart = [
        words.say(name)
        for kind, name in KINDS.items()
        if kind in changed and (kind == "paramètre" or found.with_references)
    ]
    if found.separated and apart:
        yield words.say(SEPARATED).format(kinds=words.listed(apart)), True
    elif "paramètre" in changed:
        yield words.say(NOT_SEPARATED), True
    if "référentiel" in changed and not found.with_references:
        yield words.say(NEW_REFERENCES), True
    if not changed & set(KINDS):
        yield words.say(SAME_METHOD), False
    postings = found.totals.set_index("measure").loc["postings_in_scope"]
    if abs(postings["change"]) > ANOTHER_SAMPLE * postings["before"]:
        counts = {name: french.number(postings[name]) for name in ("before", "after")}
        yield words.say(OTHER_POSTINGS).format(**counts), True


def movements(found: Evolution, words: Words = IN_FRENCH) -> Iterator[str]:
    """What rose and what fell most, by need then by département; the part due to facts where it is counted apart."""
    for (rise, fall, still), table in ((NEEDS, found.needs), (DEPARTMENTS, found.departments)):
        measure = "by_facts" if found.separated else "change"
        moved = table[(table["verdict"] != SAME) & table[measure].notna()].sort_values(
            [measure, "key"], ascending=[False, True]
        )
        rises, falls = moved[moved[measure] > 0].head(NAMED), moved[moved[measure] < 0][::-1].head(NAMED)
        for said, rows in ((rise, rises), (fall, falls)):
            if len(rows):
                named = [_named(row, measure, words) for row in rows.to_dict("records")]
                yield words.say(said).format(named=words.say(" ; ").join(named))
        if moved.empty:
            yield words.say(still)


def _named(row: dict[str, object], measure: str, words: Words) -> str:
    change = float(str(row[measure]))
    sign = "+" if change > 0 else "−"
    sure = str(row["verdict"]).rpartition(" ")[2]
    return f"{row['label']} ({sign}{french.number(abs(change))}, {words.say(sure)})"


def followed_sentence(recommendations: pd.DataFrame, words: Words = IN_FRENCH) -> str:
    """How many of the earlier recommendations the catalogue shows to have been followed."""
    seen = int((recommendations["added"] > 0).sum())
    places = recommendations["added"].clip(upper=recommendations["places"]).sum()
    return words.say(
        "{actions} dans ce périmètre ; suivies en tout ou partie d'après le catalogue : {seen}, pour {places} sur {asked} "
        "préconisées."
    ).format(
        actions=words.counted(len(recommendations), "action préconisée", "actions préconisées"),
        seen=french.number(seen), places=words.counted(int(places), "place", "places"),
        asked=french.number(recommendations["places"].sum()),
    )  # fmt: skip
