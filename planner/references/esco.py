"""ESCO, the European classification of skills and occupations: its official files made tidy.

Source: "ESCO dataset - classification - csv", European Commission, one archive per language,
reusable with attribution. Each language is one installed release; French and English are
joined by URI when they are loaded, so that either can be missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from planner import columns
from planner.references.archive import Member
from planner.references.vocabulary import Esco
from planner.store import Release, list_releases, load_release, newest_release

KIND = "esco"
LICENCE = "ESCO, Commission européenne, réutilisation libre avec mention de la source"
LANGUAGES = ("fr", "en")

URI = r"http://data\.europa\.eu/esco/"
SUFFIX = r"(_[a-z]{2})?\.csv"

# Minimum rows: every release 1.x holds more than 13,400 skills and 2,900 occupations; for the
# relations, half of 1.1.1. Hypothèse: no whole release is smaller.
MEMBERS = (
    Member(
        "skills",
        rf"skills{SUFFIX}",
        ("conceptUri", "skillType", "preferredLabel", "altLabels", "inScheme", "description"),
        URI,
        minimum=13_000,
    ),
    Member(
        "occupations",
        rf"occupations{SUFFIX}",
        ("conceptUri", "iscoGroup", "preferredLabel", "altLabels", "description"),
        URI,
        minimum=2_900,
        required=False,
    ),
    Member(
        "occupation_skills",
        rf"occupationSkillRelations{SUFFIX}",
        ("occupationUri", "skillUri", "relationType"),
        URI,
        minimum=60_000,
        required=False,
    ),
    Member(
        "skill_skills",
        rf"skillSkillRelations{SUFFIX}",
        ("originalSkillUri", "relatedSkillUri", "relationType"),
        URI,
        minimum=2_900,
        required=False,
    ),
    Member(
        "broader",
        rf"broaderRelations(Skill|Occ)Pillar{SUFFIX}",
        ("conceptUri", "broaderUri", "conceptType", "broaderType"),
        URI,
        minimum=1_800,
        required=False,
    ),
    Member(
        "skill_groups",
        rf"skillGroups{SUFFIX}",
        ("conceptUri", "preferredLabel", "scopeNote", "code"),
        URI,
        minimum=300,
        required=False,
    ),
)

# Tables kept beside the skills, for learning from the classification; loaded one by one.
RELATIONS = {
    "occupations": {
        "conceptUri": "uri",
        "preferredLabel": "label",
        "altLabels": "alt",
        "description": "description",
        "iscoGroup": "isco",
        "code": "code",
    },
    "occupation_skills": {"occupationUri": "occupation", "skillUri": "skill", "relationType": "relation"},
    "skill_skills": {"originalSkillUri": "skill", "relatedSkillUri": "related", "relationType": "relation"},
    "broader": {
        "conceptUri": "uri",
        "broaderUri": "broader",
        "conceptType": "kind",
        "broaderType": "broader_kind",
    },
    "skill_groups": {"conceptUri": "uri", "preferredLabel": "label", "code": "code"},
}

# Six headings of DigComp have no type in the official files; they name abilities.
DEFAULT_KIND = "skill/competence"


def tidy(raw: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Turn the official files of one language into tables.

    Returns:
        ``skills`` (uri, label, alt, description, kind; alternative labels joined by a line
        break) and those of ``RELATIONS`` that the archive holds.
    """
    tables = {name: _select(raw[name], names) for name, names in RELATIONS.items() if name in raw}
    return {"skills": _skills(raw["skills"])} | tables


def installed_esco(home: Path) -> Esco | None:
    """The newest installed French and English releases joined, or None when there is neither.

    Raises:
        UnusableRelease: its files were damaged since they were installed.
    """
    found = [newest_release(home, KIND, lang) for lang in LANGUAGES]
    releases = [release for release in found if release is not None]
    return load_esco(home, releases) if releases else None


def load_esco(home: Path, releases: Iterable[Release]) -> Esco:
    """Load installed releases, one a language, joined."""
    return Esco(join_languages({str(r.lang): load_release(home, r, ["skills"])["skills"] for r in releases}))


def esco_relation(home: Path, table: str) -> tuple[Release, pd.DataFrame] | None:
    """One table of ``RELATIONS`` from the newest release that holds it, with that release.

    The archives of some languages lack relations, which do not depend on the language.

    Returns:
        None when no installed release holds it.
    """
    holders = [release for release in list_releases(home, KIND) if table in release.rows]
    if not holders:
        return None
    return holders[0], load_release(home, holders[0], [table])[table]


def join_languages(skills: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Join the skills of several languages by URI.

    Args:
        skills: for "fr" and "en", or one of them, the ``skills`` table of :func:`tidy`.

    Returns:
        Table :data:`planner.columns.ESCO_SKILLS` sorted by URI; text is empty where a
        language does not have the skill.
    """
    frames = [
        frame.set_index("uri").rename(columns=lambda name, lang=lang: f"{name}_{lang}")
        for lang, frame in skills.items()
    ]
    joined = pd.concat(frames, axis=1).sort_index().rename_axis("uri").reset_index()
    kinds = [joined[f"kind_{lang}"] for lang in skills]
    joined["kind"] = kinds[0] if len(kinds) == 1 else kinds[0].fillna(kinds[1])
    return joined.reindex(columns=columns.ESCO_SKILLS.names, fill_value="").fillna("")


def _skills(raw: pd.DataFrame) -> pd.DataFrame:
    # ESCO 1.0 has no status: everything that it publishes is released.
    released = raw[raw["status"].isin(("released", ""))] if "status" in raw else raw
    frame = _select(
        released,
        {
            "conceptUri": "uri",
            "preferredLabel": "label",
            "altLabels": "alt",
            "description": "description",
            "skillType": "kind",
        },
    )
    frame["kind"] = frame["kind"].replace("", DEFAULT_KIND)
    return frame.drop_duplicates("uri", ignore_index=True)


def _select(raw: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Keep and rename columns; labels on one line, alternative labels one a line."""
    known = raw.reindex(columns=list(names), fill_value="")
    frame = known.rename(columns=names).drop_duplicates(ignore_index=True)
    if "label" in frame:
        frame["label"] = frame["label"].str.split().str.join(" ")
    if "alt" in frame:
        frame["alt"] = [
            _alternatives(alt, label) for alt, label in zip(frame["alt"], frame["label"], strict=True)
        ]
    if "description" in frame:
        frame["description"] = frame["description"].str.strip()
    return frame


def _alternatives(cell: str, label: str) -> str:
    """Alternative labels without repetition nor the preferred label, in the order published."""
    forms = (" ".join(form.split()) for line in cell.splitlines() for form in line.split(" | "))
    return "\n".join(form for form in dict.fromkeys(forms) if form and form != label)
