"""Following one figure down: from a gap to the signals, postings, courses and parameters that made it."""

from __future__ import annotations

from planner.model import Public, Signal
from planner.needs import (
    Grid,
    Workforce,
    access,
    asked_skills,
    declared_lines,
    exposure_lines,
    obligation_lines,
    recruited_shares,
    roll_up,
    strata_of_postings,
    stratum_lines,
    yearly_places,
)
from planner.refusal import Refusal
from planner.results import Results

MOST_POSTINGS = 50  # named in a trace; their number is always given
CELL = ["skill_id", "dept", "public"]
SUMS = ["demand", "low", "high", "supply", "gap", "missing", "coverage", "reliability"]


class UnknownCell(Refusal):
    """The cell asked for does not exist; ``str()`` says which values exist."""


def explain(
    results: Results, workforce: Workforce, skill_id: str, dept: str, public: str
) -> dict[str, object]:
    """The making of one gap: skill × département × public.

    ``path`` goes from the region's figure (``by_skill`` of the summary) down to the cell's; ``making``
    holds the factors of each signal: the ``people`` of its lines sum to what ``signals`` says.

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
        "path": _path(results, skill_id, dept, public),
        "gap": {
            name: float(cell[name].sum()) for name in ("demand", "low", "high", "supply", "gap", "missing")
        },
        "filieres": cell.drop(columns=CELL).to_dict("records"),
        "signals": _signals(results, skill_id, dept, public),
        "making": _making(results, workforce, skill_id, dept, public),
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


def _path(results: Results, skill_id: str, dept: str, public: str) -> list[dict[str, object]]:
    """The region's figure for the skill, the département's, then the cell's: each is a part of the one before."""
    lines, steps = results.gaps.query("skill_id == @skill_id"), []
    for name, kept in (("région", {}), ("département", {"dept": dept}), ("public", {"public": public})):
        for column, value in kept.items():
            lines = lines[lines[column] == value]
        sums = roll_up(lines, ["skill_id"])[SUMS]
        steps.append({"step": name, **kept, **(sums.iloc[0].to_dict() if len(sums) else {})})
    return steps


def _signals(results: Results, skill_id: str, dept: str, public: str) -> list[dict[str, object]]:
    rows = results.demand.query("skill_id == @skill_id and dept == @dept and public == @public")
    return rows.drop(columns=CELL).to_dict("records")


def _making(
    results: Results, workforce: Workforce, skill_id: str, dept: str, public: str
) -> dict[str, object]:
    """The factors of each signal, line by line; ``people`` per year."""
    grid = Grid(
        tuple(results.departments),
        tuple(sorted(results.filieres)),
        results.skills.sort_values("skill_id", ignore_index=True),
    )
    cell = (skill_id, dept, Public(public))
    declared = declared_lines(
        grid, results.inputs.profiles, results.profile_mentions, workforce, results.parameters
    ).query("skill_id == @skill_id and dept == @dept")
    said = results.profile_mentions.query("skill_id == @skill_id").groupby("document_id")["evidence"].first()
    return {
        str(Signal.ANNONCES): _strata(results, workforce, grid, *cell),
        str(Signal.EXPOSITION): exposure_lines(grid, workforce, results.parameters, *cell).to_dict("records"),
        str(Signal.OBLIGATION): obligation_lines(grid, workforce, results.parameters, *cell).to_dict(
            "records"
        ),
        str(Signal.DECLARE): declared.assign(evidence=declared["profile_id"].map(said)).to_dict("records")
        if cell[2] is Public.CONTINU
        else [],
    }


def _strata(
    results: Results, workforce: Workforce, grid: Grid, skill_id: str, dept: str, public: Public
) -> dict[str, object]:
    """Recruitments × share of each stratum × the share of recruitments that the public fills."""
    strata, recruitments = strata_of_postings(
        grid, results.inputs.postings, results.codings, results.mentions, workforce, results.parameters, results.repeats,
    )  # fmt: skip
    lines = stratum_lines(grid, strata, recruitments, skill_id, dept)
    filled = recruited_shares(results.parameters)[public]
    lines["people"] *= filled
    return {
        "public_share": filled,
        "recruitments": float(lines["recruitments"].sum()),
        "recruitments_unseen": float(lines.loc[lines["sample"] == 0, "recruitments"].sum()),
        "strata": lines[lines["people"] > 0].to_dict("records"),
    }


def _postings(results: Results, skill_id: str, dept: str) -> dict[str, object]:
    """Postings of the region that ask for the skill, the département's first, with the words read and their weight.

    Repeats and postings whose occupation is not coded are left out. ``counts`` is weight × confidence.
    """
    columns = ["posting_id", "title", "dept"]
    postings = results.inputs.postings[results.inputs.postings["dept"].isin(results.departments)]
    counted = postings.loc[~postings["posting_id"].isin(results.repeats), columns]
    local = counted["dept"] == dept
    coded = results.codings.loc[results.codings["rome"] != "", ["posting_id", "rome", "score"]]
    asked = asked_skills(results.mentions, results.parameters).query("skill_id == @skill_id")
    words = results.mentions.query("skill_id == @skill_id").drop_duplicates("document_id")
    asking = (
        counted.merge(coded.rename(columns={"score": "confidence"}), on="posting_id")
        .merge(asked.rename(columns={"document_id": "posting_id"})[["posting_id", "weight"]], on="posting_id")
        .merge(
            words.rename(columns={"document_id": "posting_id"})[["posting_id", "part", "force", "evidence"]],
            on="posting_id",
        )
    )
    asking["counts"] = asking["weight"] * asking["confidence"]
    asking["elsewhere"] = asking["dept"] != dept
    named = asking.sort_values(["elsewhere", "counts", "posting_id"], ascending=[True, False, True])
    return {
        "read": int((postings["dept"] == dept).sum()),
        "counted": int(local.sum()),
        "asking": int((~asking["elsewhere"]).sum()),
        "asking_in_region": len(asking),
        "named": named.drop(columns="elsewhere").head(MOST_POSTINGS).to_dict("records"),
    }


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
    lines["access"] = lines["course_id"].map(reach).astype(float)
    lines["brought"] = lines["places"] * lines["share"] * lines["access"]
    return lines.sort_values("brought", ascending=False).to_dict("records")
