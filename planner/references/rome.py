"""ROME 4.0, the French register of occupations: its official files made tidy.

Source: "RefRomeCsv", France Travail, published several times a year under Licence Ouverte 2.0.
A release holds fiches (``code_rome``), the appellations of each fiche, and items (``code_ogr``)
that fiches are linked to: compétences (savoir-faire and savoir-être), savoirs, and contexts
of work, which are left out here.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from planner import columns
from planner.references.archive import Member
from planner.references.vocabulary import Rome
from planner.store import Release, load_release, newest_release

KIND = "rome"
LICENCE = "Licence Ouverte 2.0, France Travail"

CODE_ROME = r"[A-Z]\d{4}$"
CODE_OGR = r"\d+$"

# Minimum rows: the ROME has had 532 fiches or more since 2013 (1,584 in release 60); for the
# other files, half of what release 60 (September 2025) holds. Hypothèse: no whole release is smaller.
MEMBERS = (
    Member(
        "occupations",
        r"unix_referentiel_code_rome_v\d+.*\.csv",
        ("code_rome", "code_ogr", "libelle_rome"),
        CODE_ROME,
        minimum=500,
    ),
    Member(
        "appellations",
        r"unix_referentiel_appellation_v\d+.*\.csv",
        ("code_ogr", "libelle_appellation_long", "libelle_appellation_court", "code_rome"),
        CODE_OGR,
        minimum=6_500,
    ),
    Member(
        "competences",
        r"unix_referentiel_competence_v\d+.*\.csv",
        ("code_ogr", "libelle_competence"),
        CODE_OGR,
        minimum=9_000,
    ),
    Member(
        "savoirs",
        r"unix_referentiel_savoir_v\d+.*\.csv",
        ("code_ogr_savoir", "libelle_savoir"),
        CODE_OGR,
        minimum=7_500,
    ),
    Member(
        "links",
        r"unix_liens_rome_referentiels_v\d+.*\.csv",
        ("code_rome", "code_compo_bloc", "code_ogr"),
        CODE_ROME,
        minimum=59_000,
    ),
    Member(
        "coherence",
        r"unix_coherence_item_v\d+.*\.csv",
        ("code_rome", "code_ogr", "coeur_metier"),
        CODE_ROME,
        minimum=52_000,
    ),
    Member(
        "texts",
        r"unix_texte_v\d+.*\.csv",
        ("code_rome", "libelle_type_texte", "position_phrase", "libelle_texte"),
        CODE_ROME,
        minimum=6_000,
    ),
)

# Order in which the texts of a fiche are read.
TEXT_TYPES = ("definition", "acces_metier")


def tidy(raw: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Turn the official files into the tables of :class:`Rome`.

    Args:
        raw: one frame of text columns per table of ``MEMBERS``.

    Returns:
        ``occupations``, ``appellations`` (with ``short``, the short form of the appellation),
        ``skills``, ``occupation_skills`` (with ``coeur_metier`` as published: "Principale",
        "Émergente" or empty; ``core`` is true for the first two) and ``texts``.
    """
    skills = _skills(raw["competences"], raw["savoirs"])
    return {
        "occupations": _occupations(raw["occupations"]),
        "appellations": _appellations(raw["appellations"]),
        "skills": skills,
        "occupation_skills": _occupation_skills(raw["links"], raw["coherence"], skills),
        "texts": _texts(raw["texts"]),
    }


def installed_rome(home: Path) -> Rome | None:
    """The newest installed release, or None when there is none.

    Raises:
        UnusableRelease: its files were damaged since they were installed.
    """
    release = newest_release(home, KIND)
    return load_rome(home, release) if release else None


def load_rome(home: Path, release: Release) -> Rome:
    """Load one installed release."""
    return Rome(**load_release(home, release))


def _occupations(raw: pd.DataFrame) -> pd.DataFrame:
    """A code names its own domain: M1405 is in domaine M14 of grand domaine M.

    Releases without ``code_rome_parent`` still have the 532 fiches of ROME v3 under their own codes.
    """
    parent = raw["code_rome_parent"] if "code_rome_parent" in raw else raw["code_rome"]
    frame = pd.DataFrame(
        {
            "rome": raw["code_rome"],
            "label": raw["libelle_rome"].str.strip(),
            "domain": raw["code_rome"].str[:3],
            "grand_domaine": raw["code_rome"].str[:1],
            "parent_v3": parent.where(parent != "", raw["code_rome"]),
        }
    )
    return columns.OCCUPATIONS.check(frame)


def _appellations(raw: pd.DataFrame) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "ogr": raw["code_ogr"],
            "rome": raw["code_rome"],
            "label": raw["libelle_appellation_long"].str.strip(),
            "short": raw["libelle_appellation_court"].str.strip(),
        }
    )
    return columns.APPELLATIONS.check(frame)


def _skills(competences: pd.DataFrame, savoirs: pd.DataFrame) -> pd.DataFrame:
    tables = [
        (competences["code_ogr"], competences["libelle_competence"], "competence"),
        (savoirs["code_ogr_savoir"], savoirs["libelle_savoir"], "savoir"),
    ]
    frames = [
        pd.DataFrame({"ogr": ogr, "label": label.str.strip(), "kind": kind}) for ogr, label, kind in tables
    ]
    return columns.ROME_SKILLS.check(pd.concat(frames, ignore_index=True))


def _occupation_skills(links: pd.DataFrame, coherence: pd.DataFrame, skills: pd.DataFrame) -> pd.DataFrame:
    """Links of fiches to compétences and savoirs; ``coherence`` says which are cœur de métier."""
    keys = ["code_rome", "code_ogr"]
    kept = links.loc[links["code_ogr"].isin(skills["ogr"]), keys].drop_duplicates()
    core = coherence[[*keys, "coeur_metier"]].drop_duplicates(keys)
    frame = kept.merge(core, on=keys, how="left").fillna({"coeur_metier": ""})
    frame = frame.rename(columns={"code_rome": "rome", "code_ogr": "ogr"})
    frame["core"] = frame["coeur_metier"] != ""
    return columns.OCCUPATION_SKILLS.check(frame)


def _texts(raw: pd.DataFrame) -> pd.DataFrame:
    """Sentences of a fiche joined in reading order, one a line."""
    rank = {text_type: rank for rank, text_type in enumerate(TEXT_TYPES)}
    ordered = raw[raw["libelle_type_texte"].isin(TEXT_TYPES)].assign(
        type_rank=lambda frame: frame["libelle_type_texte"].map(rank),
        # A sentence whose place is no number is read last rather than lost.
        position=lambda frame: pd.to_numeric(frame["position_phrase"], errors="coerce"),
        # The official export doubles every apostrophe of its texts, as SQL does.
        text=lambda frame: frame["libelle_texte"].str.replace("''", "'", regex=False).str.strip(),
    )
    ordered = ordered.sort_values(["code_rome", "type_rank", "position"], kind="stable")
    texts = ordered.groupby("code_rome", sort=False)["text"].agg("\n".join).reset_index()
    return columns.ROME_TEXTS.check(texts.rename(columns={"code_rome": "rome"}))
