"""What a comparison of two campaigns says, in sentences: the same in the workbook and on screen."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from planner import french
from planner.report.campaigns import SAME, Evolution

SAME_METHOD = "Mêmes paramètres et mêmes référentiels que la campagne antérieure : tout le changement vient des annonces et du catalogue."
SEPARATED = "La méthode a changé ({kinds}) : sa part est comptée à part (« dû à la méthode »), et la tendance est celle des seuls faits."
NOT_SEPARATED = (
    "La méthode a changé et sa part n'est pas comptée à part : ne lisez pas ces changements comme des faits."
)
NEW_REFERENCES = (
    "Un référentiel a changé de version, et l'ancienne n'est plus disponible ici : ce qu'il change est compris dans "
    "« dû aux faits ». Installez aussi l'ancienne version pour le compter à part."
)
KINDS = {"paramètre": "paramètres", "référentiel": "versions des référentiels"}
OTHER_POSTINGS = (
    "Les annonces lues ont changé de nombre ({before} puis {after}) : une part de l'évolution vient de qui les a publiées "
    "et recueillies. Une tendance « incertaine » reste dans la marge d'erreur des deux campagnes."
)
ANOTHER_SAMPLE = 0.2  # hypothèse: a fifth more or fewer postings is another sample, worth saying
NAMED = 3  # movements named each way


def cautions(found: Evolution) -> Iterator[tuple[str, bool]]:
    """What to know before reading, each with « is it a warning? »."""
    changed = set(found.method["kind"])
    apart = [
        name
        for kind, name in KINDS.items()
        if kind in changed and (kind == "paramètre" or found.with_references)
    ]
    if found.separated and apart:
        yield SEPARATED.format(kinds=french.listed(apart)), True
    elif "paramètre" in changed:
        yield NOT_SEPARATED, True
    if "référentiel" in changed and not found.with_references:
        yield NEW_REFERENCES, True
    if not changed & set(KINDS):
        yield SAME_METHOD, False
    postings = found.totals.set_index("measure").loc["postings_in_scope"]
    if abs(postings["change"]) > ANOTHER_SAMPLE * postings["before"]:
        counts = {name: french.number(postings[name]) for name in ("before", "after")}
        yield OTHER_POSTINGS.format(**counts), True


def movements(found: Evolution) -> Iterator[str]:
    """What rose and what fell most, by need then by département; the part due to facts where it is counted apart."""
    for name, table in (("besoins", found.needs), ("départements", found.departments)):
        measure = "by_facts" if found.separated else "change"
        moved = table[(table["verdict"] != SAME) & table[measure].notna()].sort_values(
            [measure, "key"], ascending=[False, True]
        )
        rises, falls = moved[moved[measure] > 0].head(NAMED), moved[moved[measure] < 0][::-1].head(NAMED)
        for word, rows in (("hausse", rises), ("baisse", falls)):
            if len(rows):
                named = [_named(row, measure) for row in rows.to_dict("records")]
                yield f"Manque en {word}, {name} : {' ; '.join(named)}."
        if moved.empty:
            yield f"Manque par {name[:-1]} : rien n'a bougé de plus de 5 %."


def _named(row: dict[str, object], measure: str) -> str:
    change = float(str(row[measure]))
    sign = "+" if change > 0 else "−"
    sure = str(row["verdict"]).rpartition(" ")[2]
    return f"{row['label']} ({sign}{french.number(abs(change))}, {sure})"


def followed_sentence(recommendations: pd.DataFrame) -> str:
    """How many of the earlier recommendations the catalogue shows to have been followed."""
    seen = int((recommendations["added"] > 0).sum())
    places = recommendations["added"].clip(upper=recommendations["places"]).sum()
    asked = french.plural(len(recommendations), "action préconisée", "actions préconisées")
    return (
        f"{asked} dans ce périmètre ; suivies en tout ou partie d'après le catalogue : {french.number(seen)}, "
        f"pour {french.plural(int(places), 'place')} sur {french.number(recommendations['places'].sum())} préconisées."
    )
