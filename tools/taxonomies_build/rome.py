"""Every ROME 4.0 occupation with its usual titles, so that any posting finds its own; the items of
those that matter most here, and the items that belong with artificial intelligence."""

from __future__ import annotations

import re

import pandas as pd

from taxonomies_build.sources import Reference

OCCUPATIONS = 340
PER_GRAND_DOMAINE = 8  # everyday occupations kept in each of the 14 grands domaines
APPELLATIONS_PER_OCCUPATION = 12
DIGITAL_DOMAIN = "M18"

# Whole words only: « IA » must not hit « diagnostic », nor « NLP » an acronym around it.
AI = re.compile(
    r"\b(?:intelligences? artificielles?|ia|apprentissages? (?:automatiques?|machine|profonds?|supervisés?)"
    r"|machine[- ]learning|deep[- ]learning|data[- ]?sciences?|sciences? des données|réseaux? de neurones"
    r"|traitement (?:automatique|naturel) du langage|vision par ordinateur|big data|données massives"
    r"|data mining|chatbots?|agents? conversationnels?|modèles? de langage|llm|rpa)\b",
    re.IGNORECASE,
)


def build(reference: Reference, jobs: pd.Series, wanted: set[str]) -> dict[str, pd.DataFrame]:
    """The four ROME tables; ``wanted``: ROME codes and OGR codes that our own files point to."""
    skills = all_skills(reference)
    links = all_links(reference, skills)
    ai_items = set(skills.loc[skills["label"].str.contains(AI), "ogr"])
    fiches = all_occupations(reference)
    chosen = choose(reference, fiches, jobs, set(links.loc[links["ogr"].isin(ai_items), "rome"]) | wanted)
    links = links[links["rome"].isin(chosen)]
    links = links[(links["weight"] != "") | links["ogr"].isin(ai_items | wanted)]
    kept = set(links["ogr"]) | ai_items | (wanted & set(skills["ogr"]))
    links = links.assign(core=links["weight"] != "")  # « Principale » or « Émergente »
    return {
        "occupations": fiches,
        "appellations": usual_appellations(reference),
        "rome_skills": skills[skills["ogr"].isin(kept)],
        "occupation_skills": links[["rome", "ogr", "core"]],
    }


def all_occupations(reference: Reference) -> pd.DataFrame:
    """Every fiche, in the columns of ``planner.columns.OCCUPATIONS``."""
    tree = reference.rome("cr_gd_dp").rename(
        columns={
            "code_rome": "rome",
            "libelle_rome": "label",
            "code_domaine_professionel": "domain",
            "code_grand_domaine": "grand_domaine",
        }
    )
    parents = reference.rome("referentiel_code_rome").set_index("code_rome")["code_rome_parent"]
    tree["parent_v3"] = tree["rome"].map(parents)
    return tree[["rome", "label", "domain", "grand_domaine", "parent_v3"]].sort_values("rome")


def all_skills(reference: Reference) -> pd.DataFrame:
    """Every compétence (macro-compétences included) and savoir."""
    competences = reference.rome("referentiel_competence")[["code_ogr", "libelle_competence"]]
    savoirs = reference.rome("referentiel_savoir")[["code_ogr_savoir", "libelle_savoir"]]
    names = ["ogr", "label"]
    both = [competences.set_axis(names, axis=1).assign(kind="competence")]
    both.append(savoirs.set_axis(names, axis=1).assign(kind="savoir"))
    return pd.concat(both).sort_values("ogr", key=lambda codes: codes.astype(int))


def all_links(reference: Reference, skills: pd.DataFrame) -> pd.DataFrame:
    """Fiche → item, with the weight that the release gives it (contexts of work left out)."""
    table = reference.rome("coherence_item").set_axis(["rome", "ogr", "weight"], axis=1)
    table = table[table["ogr"].isin(skills["ogr"])]
    return table.sort_values(["rome", "ogr"]).drop_duplicates(["rome", "ogr"])


def choose(reference: Reference, fiches: pd.DataFrame, jobs: pd.Series, needed: set[str]) -> set[str]:
    """Occupations whose items are kept: all of M18, ``needed``, the most employed of each grand domaine, then the most employed at large."""
    chosen = set(fiches.loc[(fiches["domain"] == DIGITAL_DOMAIN) | fiches["rome"].isin(needed), "rome"])
    ranked = by_employment(reference, fiches, jobs)
    chosen |= set(ranked.groupby("grand_domaine").head(PER_GRAND_DOMAINE)["rome"])
    others = ranked.loc[~ranked["rome"].isin(chosen), "rome"]
    return chosen | set(others.head(max(0, OCCUPATIONS - len(chosen))))


def by_employment(reference: Reference, fiches: pd.DataFrame, jobs: pd.Series) -> pd.DataFrame:
    """Fiches, most employed first.

    Employment is known for the ROME v3 parent only. Among its fiches, the one that kept the code
    comes first, then those with more appellations; each counts for the parent's jobs divided by
    the square of its place (hypothèse, used for nothing else).
    """
    titles = reference.rome("referentiel_appellation")["code_rome"].value_counts()
    table = fiches.assign(
        renamed=fiches["rome"] != fiches["parent_v3"], titles=fiches["rome"].map(titles).fillna(0)
    )
    table = table.sort_values(["parent_v3", "renamed", "titles", "rome"], ascending=[True, True, False, True])
    place = table.groupby("parent_v3").cumcount() + 1
    table = table.assign(jobs=table["parent_v3"].map(jobs).fillna(0.0) / place**2)
    return table.sort_values(["jobs", "rome"], ascending=[False, True])


def usual_appellations(reference: Reference) -> pd.DataFrame:
    """Up to twelve usual titles a fiche: the main one, then the shortest (the most general)."""
    table = reference.rome("referentiel_appellation")
    table = table[table["peu_usite"] != "O"]
    table = table.rename(
        columns={
            "code_ogr": "ogr",
            "code_rome": "rome",
            "libelle_appellation_long": "label",
        }
    )
    table = table.assign(minor=table["classification"] != "PRINCIPALE", size=table["label"].str.len())
    table = table.sort_values(["rome", "minor", "size", "label"])
    return table.groupby("rome").head(APPELLATIONS_PER_OCCUPATION)[["ogr", "rome", "label"]]
