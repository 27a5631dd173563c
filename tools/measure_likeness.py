"""How alike are départements, and domains: what a borrowed posting is worth (planner/needs/strata.py).

    python tools/measure_likeness.py OFFRES…

Postings are grouped by département (within one ROME domain), then by domain. The intraclass correlation ρ
of « asks for the skill » is estimated by moments over all skills (Kleinman 1973, doi:10.1080/01621459.1973.10481331):
groups are as alike as if each drew its share from a prior worth 1/ρ − 1 postings.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parent.parent))

from planner.loading import Files, load_inputs
from planner.matching import PostingMatcher
from planner.needs import Parameters, asked_skills
from planner.references import load_references

LEAST_POSTINGS = 20  # of a group, to be compared
LEAST_ASKING = 10  # postings that ask for a skill, for it to be compared


def main(files: list[Path]) -> None:
    """Print one line a comparison."""
    placed, asked = _read(files)
    for domain, postings in placed.groupby("domain"):
        if postings["dept"].value_counts().ge(LEAST_POSTINGS).sum() > 1:
            print(f"départements, {domain} : {_told(postings, asked, 'dept')}")
    for letter, postings in placed.groupby(placed["domain"].str[0]):
        if postings["domain"].value_counts().ge(LEAST_POSTINGS).sum() > 1:
            print(f"domaines, {letter} : {_told(postings, asked, 'domain')}")


def _read(files: list[Path]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """posting_id, dept, domain of the postings that count; document_id, skill_id asked."""
    with tempfile.TemporaryDirectory() as home:
        references = load_references(Path(home))
    postings = load_inputs(Files(postings=tuple(files)), references).postings
    read = PostingMatcher(references.rome, references.esco, references.framework).read(postings)
    coded = read.codings[read.codings["rome"] != ""]
    placed = postings[~postings["posting_id"].isin(read.repeats) & (postings["dept"] != "")]
    placed = placed[["posting_id", "dept"]].merge(coded[["posting_id", "rome"]], on="posting_id")
    return placed.assign(domain=placed["rome"].str[:3]), asked_skills(read.mentions, Parameters())


def _told(postings: pd.DataFrame, asked: pd.DataFrame, group: str) -> str:
    size = postings.groupby(group).size()
    size = size[size >= LEAST_POSTINGS]
    asking = asked.merge(postings, left_on="document_id", right_on="posting_id")
    counts = asking.groupby(["skill_id", group]).size().unstack(fill_value=0).reindex(columns=size.index)
    counts = counts.fillna(0.0)
    counts = counts[counts.sum(axis=1) >= LEAST_ASKING]
    told = f"{len(size)} groups, {int(size.sum())} postings, {len(counts)} skills"
    if counts.empty:
        return f"{told}: nothing to compare"
    rho = intraclass(counts.to_numpy(float), size.to_numpy(float))
    worth = f"{1 / rho - 1:.0f} postings" if rho > 0 else "no difference seen"
    return f"{told}: ρ = {rho:.4f}, {worth}"


def intraclass(asking: np.ndarray, size: np.ndarray) -> float:
    """ρ from counts (skill, group) and group sizes, pooled over the skills."""
    total, groups = size.sum(), len(size)
    share = asking.sum(axis=1, keepdims=True) / total
    spread = (size * (asking / size - share) ** 2).sum(axis=1)
    variance = (share * (1 - share))[:, 0]
    by_chance = (groups - 1) * variance
    reach = total - (size**2).sum() / total - (groups - 1)
    return float((spread - by_chance).sum() / (reach * variance.sum()))


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
