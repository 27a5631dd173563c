"""The words behind a figure: pure tables that only the screens show."""

from __future__ import annotations

import pandas as pd

from planner.matching import DEMANDING_PARTS, NIE
from planner.report import (
    ALREADY,
    Filters,
    Finding,
    asked_everywhere,
    disparities_in_scope,
    findings,
    strengths_in_scope,
    uncounted_postings,
)
from planner.results import Results
from planner.web.language import FRENCH, WORDS, _, current


def findings_said(results: Results, filters: Filters) -> tuple[Finding, ...]:
    """The findings of the report, in the reader's language."""
    return findings(results, filters, words=WORDS)


def disparities_said(results: Results, filters: Filters) -> pd.DataFrame:
    """The disparities of the report, their sentences in the reader's language."""
    return disparities_in_scope(results, filters, WORDS)


def strengths_said(results: Results, filters: Filters) -> pd.DataFrame:
    """The strengths and weaknesses of the report, likewise."""
    return strengths_in_scope(results, filters, WORDS)


def mention_lines(mentions: pd.DataFrame, skills: pd.DataFrame) -> pd.DataFrame:
    """Mentions (``columns.MENTIONS``) with the skill's ``label``, ``layer`` and whether each ``counts``.

    A mention counts in the demand when the posting asks it of the person: neither company talk
    nor denied.
    """
    known = skills.set_index("skill_id")
    counts = mentions["part"].isin(DEMANDING_PARTS) & (mentions["force"] != NIE)
    return mentions.assign(
        label=mentions["skill_id"].map(known["label_fr"]),
        layer=mentions["skill_id"].map(known["layer"].astype(int)),
        counts=counts,
    )


def posting_lines(results: Results, filters: Filters) -> pd.DataFrame:
    """Postings in the filters' territory and sector: occupation read, AI skills asked; most asking first.

    Without their texts, which are long: a page looks up the one that it shows.
    """
    postings = filters.apply(results.inputs.postings.drop(columns="description"), results.skills)
    codings = results.codings.rename(columns={"label": "occupation"})
    lines = postings.merge(
        codings[["posting_id", "rome", "occupation", "score", "runner_up"]], on="posting_id", how="left"
    )
    asked = filters.apply(asked_everywhere(results), results.skills)
    lines["asked"] = lines["posting_id"].map(asked.groupby("document_id").size()).fillna(0).astype(int)
    lines["dept_label"] = lines["dept"].map(results.departments).fillna(lines["location"])
    lines["filiere_label"] = lines["filiere"].map(results.filieres).fillna(lines["sector"])
    lines["same_as"] = lines["posting_id"].map(results.repeats).fillna("")
    return lines.sort_values(["asked", "posting_id"], ascending=[False, True], ignore_index=True)


def postings_of_skill(results: Results, skill_id: str, filters: Filters) -> pd.DataFrame:
    """Sentences of the postings in scope that carry the skill, those that count first."""
    mentions = results.mentions[results.mentions["skill_id"] == skill_id]
    postings = filters.apply(results.inputs.postings, results.skills)
    lines = mention_lines(mentions, results.skills).merge(
        postings[["posting_id", "title", "dept"]], left_on="document_id", right_on="posting_id"
    )
    lines["dept_label"] = lines["dept"].map(results.departments).fillna("")
    return lines.sort_values(
        ["counts", "document_id", "start"], ascending=[False, True, True], ignore_index=True
    )


def courses_of_skill(results: Results, skill_id: str, courses: pd.DataFrame) -> pd.DataFrame:
    """Of ``courses`` (``report.courses_read``), those that teach the skill, largest share first, with the words read."""
    taught = results.teachings.loc[
        results.teachings["skill_id"] == skill_id, ["course_id", "share", "evidence"]
    ]
    lines = taught.merge(courses.drop(columns="evidence"), on="course_id")
    lines["dept_label"] = lines["dept"].map(results.departments).fillna("")
    return lines.sort_values(["share", "course_id"], ascending=[False, True], ignore_index=True)


def uncounted_lines(results: Results, filters: Filters) -> pd.DataFrame:
    """Postings that no share counts, and why; whatever the filters, since most have no département."""
    lines = uncounted_postings(results)
    if current() != FRENCH:
        lines = lines.assign(reason=lines["reason"].map(_reasons))
    return lines.rename(columns={"location": "dept_label", "sector": "filiere_label"})


def _reasons(joined: str) -> str:
    """« hors de la région ; métier non reconnu » in the reader's language."""
    parts = [part.partition(ALREADY) for part in joined.split(" ; ")]
    return _(" ; ").join(_(said or colon) + other for said, colon, other in parts)


def profiles_of_skill(results: Results, skill_id: str, filters: Filters) -> pd.DataFrame:
    """Sentences of the sector profiles in scope that state the skill as a need."""
    mentions = results.profile_mentions[results.profile_mentions["skill_id"] == skill_id]
    profiles = filters.apply(results.inputs.profiles, results.skills)
    lines = mentions.merge(profiles, left_on="document_id", right_on="profile_id")
    lines["dept_label"] = lines["dept"].map(results.departments).fillna(_("région"))
    return lines.assign(filiere_label=lines["filiere"].map(results.filieres).fillna(lines["sector"]))


def actions_of_skill(results: Results, skill_id: str, actions: pd.DataFrame) -> pd.DataFrame:
    """Lines of the plan that answer the need to which the skill belongs, in rank order."""
    needs = results.needs.members.loc[results.needs.members["skill_id"] == skill_id, "need_id"]
    lines = actions[actions["need_id"].isin(needs)].reset_index(drop=True)
    return lines.assign(department=lines["dept"].map(results.departments))
