"""Following one figure down: from a gap to the signals, postings, courses and parameters that made it."""

from __future__ import annotations

import pandas as pd

from planner.needs import Workforce, access, asked_skills, yearly_places
from planner.refusal import Refusal
from planner.results import Results

MOST_POSTINGS = 50  # named in a trace; their number is always given


class UnknownCell(Refusal):
    """The cell asked for does not exist; ``str()`` says which values exist."""


def explain(
    results: Results, workforce: Workforce, skill_id: str, dept: str, public: str
) -> dict[str, object]:
    """The making of one gap: skill × département × public.

    Args:
        workforce: the :class:`planner.needs.Workforce` of the run.

    Raises:
        UnknownCell: no such skill, département or public.
    """
    _check(results, skill_id, dept, public)
    cell = results.gaps.query("skill_id == @skill_id and dept == @dept and public == @public")
    return {
        "skill_id": skill_id,
        "label": results.skills.set_index("skill_id").loc[skill_id, "label_fr"],
        "dept": dept,
        "public": public,
        "gap": _sums(cell),
        "filieres": cell.drop(columns=["skill_id", "dept", "public"]).to_dict("records"),
        "signals": _signals(results, skill_id, dept, public),
        "postings": _postings(results, skill_id, dept),
        "courses": _courses(results, workforce, skill_id, dept, public),
        "parameters": results.parameters.as_rows(),
    }


def _check(results: Results, skill_id: str, dept: str, public: str) -> None:
    known = {"compétence": set(results.skills["skill_id"]), "département": set(results.departments)}
    known["public"] = {"initial", "continu"}
    for (name, values), value in zip(known.items(), (skill_id, dept, public), strict=True):
        if value not in values:
            shown = ", ".join(sorted(values)[:12])
            raise UnknownCell(f"{name} « {value} » inconnu(e). Valeurs possibles : {shown}…")


def _sums(cell: pd.DataFrame) -> dict[str, float]:
    return {name: float(cell[name].sum()) for name in ("demand", "low", "high", "supply", "gap", "missing")}


def _signals(results: Results, skill_id: str, dept: str, public: str) -> list[dict[str, object]]:
    rows = results.demand.query("skill_id == @skill_id and dept == @dept and public == @public")
    return rows.drop(columns=["skill_id", "dept", "public"]).to_dict("records")


def _postings(results: Results, skill_id: str, dept: str) -> dict[str, object]:
    """Postings of the département that ask for the skill, with the words read; repeats left out."""
    asked = asked_skills(results.mentions, results.parameters)
    ids = set(asked.loc[asked["skill_id"] == skill_id, "document_id"]) - set(results.repeats)
    local = results.inputs.postings.query("dept == @dept")
    here = local[local["posting_id"].isin(ids)]
    words = (
        results.mentions[results.mentions["skill_id"] == skill_id].groupby("document_id")["evidence"].first()
    )
    occupation = results.codings.set_index("posting_id")["rome"]
    named = [
        {
            "posting_id": row.posting_id,
            "title": row.title,
            "rome": occupation.get(row.posting_id, ""),
            "evidence": words.get(row.posting_id, ""),
        }
        for row in here.head(MOST_POSTINGS).itertuples(index=False)
    ]
    counted = local[~local["posting_id"].isin(results.repeats)]
    return {"read": len(local), "counted": len(counted), "asking": len(here), "named": named}


def _courses(
    results: Results, workforce: Workforce, skill_id: str, dept: str, public: str
) -> list[dict[str, object]]:
    """Courses that teach the skill to the public: places × share taught × access = places brought there."""
    courses = results.inputs.courses
    taught = results.teachings[results.teachings["skill_id"] == skill_id]
    known = courses.loc[courses["public"] == public, ["course_id", "title", "provider", "dept", "modality"]]
    lines = taught.merge(known, on="course_id")
    lines = lines.merge(yearly_places(courses, results.parameters), on="course_id")
    reach = access(courses, workforce, results.parameters)[dept]
    lines["access"] = lines["course_id"].map(reach)
    lines["brought"] = lines["places"] * lines["share"] * lines["access"]
    return lines.sort_values("brought", ascending=False).to_dict("records")
