"""One figure of the demonstration followed from the summary down to postings, courses and parameters."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from planner import french
from planner.columns import CELL
from planner.matching import DEMANDING_PARTS, NIE
from planner.model import Public, Signal
from planner.needs import Parameters, access, asked_skills, roll_up, yearly_places
from planner.needs.annonces import strata_of_postings
from planner.needs.gaps import SUPPLY_KEY
from planner.needs.strata import GRAND_DOMAINE, NONE, OWN, REGION
from planner.pipeline import Counts
from tools.method.blocks import table
from tools.method.road import DemonstrationRun

STRATA_SHOWN, POSTINGS_SHOWN, COURSES_SHOWN = 5, 3, 3
LEVELS = {
    OWN: "département",
    REGION: "département complété par la région",
    GRAND_DOMAINE: "complété par le grand domaine",
    NONE: "hors calcul",
}


@dataclass(frozen=True, slots=True, eq=False)
class _Cell:
    """The gap line that is followed, and the strata of occupations behind it, most people first."""

    run: DemonstrationRun
    parameters: Parameters
    found: Counts
    gap: pd.Series
    strata: pd.DataFrame


def worked_example(run: DemonstrationRun, parameters: Parameters) -> str:
    """The example in Markdown; every number is read from the run.

    Raises:
        ValueError: no line of the demonstration rests on postings and has places.
    """
    found = run.count(parameters)
    gap = _followed(found.gaps)
    cell = _Cell(run, parameters, found, gap, _strata(run, parameters, gap))
    parts = (_summary(cell), _signals(cell), _shares(cell), _postings(cell), _places(cell), _gap(cell))
    return "\n\n".join(f"{i}. {part}" for i, part in enumerate(parts, start=1))


def _followed(gaps: pd.DataFrame) -> pd.Series:
    """The line of continuing training with places whose demand, given by the postings, is the largest."""
    lines = gaps[
        (gaps["signal"] == Signal.ANNONCES) & (gaps["public"] == Public.CONTINU) & (gaps["supply"] > 0)
    ]
    if lines.empty:
        raise ValueError(
            "aucune ligne de la démonstration n'a de places et une demande portée par les annonces"
        )
    return lines.sort_values(["demand", *CELL], ascending=[False, True, True, True, True]).iloc[0]


def _summary(cell: _Cell) -> str:
    gap, references = cell.gap, cell.run.references
    whole = roll_up(cell.found.gaps, ["skill_id"]).set_index("skill_id").loc[gap["skill_id"]]
    label = references.framework.skills.set_index("skill_id").loc[gap["skill_id"], "label_fr"]
    note = f", réserve « {gap['note']} »" if gap["note"] else ""
    return (
        f"**La synthèse** (`by_skill` du JSON, feuille « Compétences ») dit pour {gap['skill_id']}, « {label} » : "
        f"{_n(whole['demand'])} personnes par an à former dans la région, {_n(whole['supply'])} places, "
        f"{_n(whole['missing'])} personnes sans place. Prenons-en une ligne (feuille « Écarts ») : "
        f"{references.departments[gap['dept']]}, {references.filieres[gap['filiere']]}, formation continue : "
        f"demande {_n(gap['demand'])} [{_n(gap['low'])} ; {_n(gap['high'])}], places {_n(gap['supply'])}{note}."
    )


def _signals(cell: _Cell) -> str:
    said = [f"{row.signal} {_n(row.people)}" for row in _demand(cell).itertuples(index=False)]
    return f"**Les signaux** de cette ligne : {french.listed(said)}. Le plus fort est retenu ; les autres restent affichés."


def _demand(cell: _Cell) -> pd.DataFrame:
    """The signals of the cell, ``columns.DEMAND``."""
    return cell.found.demand.merge(cell.gap[CELL].to_frame().T.astype(str), on=CELL)


def _shares(cell: _Cell) -> str:
    shown, rest = cell.strata.head(STRATA_SHOWN), cell.strata.iloc[STRATA_SHOWN:]
    rows = [
        (f"{s.domain}, {_n(s.jobs, 0)} emplois", _n(s.recruitments), f"{_n(s.asked)} sur {_n(s.sample, 0)} ({LEVELS[s.level]})",
         french.percent(s.share, 1), _n(s.people))
        for s in shown.itertuples(index=False)
    ]  # fmt: skip
    rows.append(
        (f"{len(rest)} autres domaines", _n(rest["recruitments"].sum()), "", "", _n(rest["people"].sum()))
    )
    total, kept = cell.strata["people"].sum(), 1 - cell.parameters.beginners_share
    heading = (
        "domaine ROME de la cellule",
        "recrutements par an",
        "annonces qui demandent",
        "part",
        "personnes",
    )
    return (
        "**Les strates** (recrutements = emplois de la strate × recrutements de la région ÷ emplois de la région, "
        f"soit {french.percent(_recruitment_rate(cell.run), 1)} ; personnes = recrutements × part) :\n\n"
        f"{_indented(table(heading, rows, right=(1, 3, 4)))}\n\n"
        f"   Total {_n(total)} recrutements par an demandent cette compétence ; × {_n(kept, 2)} (1 − part pourvue par les sortants de "
        f"formation initiale) = **{_n(total * kept)}**, la demande de la ligne."
    )


def _postings(cell: _Cell) -> str:
    found = cell.run.reading.postings
    asked = asked_skills(found.mentions, cell.parameters).query("skill_id == @cell.gap.skill_id")
    demanding = found.mentions[
        found.mentions["part"].isin(DEMANDING_PARTS) & (found.mentions["force"] != NIE)
    ]
    words = demanding.drop_duplicates(["document_id", "skill_id"])
    shown = asked.sort_values("document_id").head(POSTINGS_SHOWN).merge(words, on=["document_id", "skill_id"])
    shown = shown.assign(posting_id=shown["document_id"]).drop(columns="score")
    shown = shown.merge(cell.run.inputs.postings, on="posting_id").merge(found.codings, on="posting_id")
    lines = [
        f"   - {row.posting_id}, « {row.title} », codée {row.rome or 'sans métier'} (confiance {_n(row.score, 2)}) : "
        f"« {row.evidence} » ({row.part}, {row.force}), compte pour {_n(row.weight * row.score if row.rome else 0.0, 2)}"
        for row in shown.itertuples(index=False)
    ]
    return "\n".join(
        [f"**Les annonces** : {len(asked)} la demandent dans la région. Les premières :", *lines]
    )


def _places(cell: _Cell) -> str:
    run, courses = cell.run, cell.run.inputs.courses.set_index("course_id", drop=False)
    taught = cell.found.taught.query("skill_id == @cell.gap.skill_id").set_index("course_id")
    taught = taught[courses.loc[taught.index, "public"] == cell.gap["public"]]
    places = yearly_places(run.inputs.courses, cell.parameters).set_index("course_id").loc[taught.index]
    reach = access(run.inputs.courses, run.workforce, cell.parameters).loc[taught.index, cell.gap["dept"]]
    brought = (taught["share"] * places["places"] * reach).sort_values(ascending=False)
    lines = [
        f"   - {course}, « {courses.loc[course, 'title']} » : {_n(places.loc[course, 'places'], 0)} places "
        f"({'lues' if places.loc[course, 'stated'] else 'imputées'}) × part enseignée {_n(taught.loc[course, 'share'], 2)} × accès "
        f"{_n(reach[course], 2)} = {_n(found)}"
        for course, found in brought.head(COURSES_SHOWN).items()
    ]
    part = cell.gap["supply"] / brought.sum()
    return (
        f"**Les places** : {len(brought)} formations continues l'enseignent et donnent {_n(brought.sum())} places au département. "
        "Les premières :\n"
        + "\n".join(lines)
        + f"\n\n   La filière pèse {french.percent(part, 1)} de la demande du département : "
        f"elle reçoit {_n(cell.gap['supply'])} places."
    )


def _gap(cell: _Cell) -> str:
    gap = cell.gap
    asked = _demand(cell).set_index("signal").loc[str(Signal.ANNONCES), "observed"]
    offered = cell.found.offered.merge(gap[SUPPLY_KEY].to_frame().T.astype(str), on=SUPPLY_KEY)[
        "observed"
    ].iloc[0]
    return (
        f"**L'écart** : {_n(gap['demand'])} − {_n(gap['supply'])} = {_n(gap['gap'])} personnes par an ; taux de couverture "
        f"{french.percent(gap['coverage'], 1)} ; taux de fiabilité {french.percent(gap['reliability'], 1)} : "
        f"la demande est observée à {french.percent(asked)}, les places sont lues à {french.percent(offered)}."
    )


def _strata(run: DemonstrationRun, parameters: Parameters, gap: pd.Series) -> pd.DataFrame:
    """domain, jobs, recruitments, level, sample, asked, share, people of the cell's strata."""
    _, jobs = run.workforce.jobs_by_domain(run.grid)
    found, grid = run.reading.postings, run.grid
    strata, recruitments = strata_of_postings(
        grid, run.inputs.postings, found.codings, found.mentions, run.workforce, parameters, found.repeats
    )
    d, f = grid.depts.index(gap["dept"]), grid.filieres.index(gap["filiere"])
    s = grid.skill_ids.index(gap["skill_id"])
    share, recruited = strata.share[d, :, s], recruitments[d, f]
    frame = pd.DataFrame(
        {"domain": strata.domains, "jobs": jobs[d, f], "recruitments": recruited, "level": strata.level[d],
         "sample": strata.sample[d], "asked": strata.asked[d, :, s], "share": share, "people": recruited * share}
    )  # fmt: skip
    return frame[frame["jobs"] > 0].sort_values(
        ["people", "domain"], ascending=[False, True], ignore_index=True
    )


def _recruitment_rate(run: DemonstrationRun) -> float:
    """Intended recruitments of the region per job of the region in a year."""
    return run.workforce.recruitments / run.workforce.jobs_by_domain(run.grid)[1].sum()


def _indented(text: str) -> str:
    return "\n".join(f"   {line}" for line in text.splitlines())


def _n(value: float, decimals: int = 1) -> str:
    return french.number(value, decimals).removesuffix(",0")
