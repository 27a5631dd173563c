"""From jobs by occupation to jobs exposed to generative AI.

    FAP × département ──(employing sectors)──▶ FAP × département × filière
    FAP ──▶ ROME v3 ──▶ ISCO-08 ──▶ gradient of exposure (ILO 2025)

Pure functions over the tables of :mod:`planner.references.embedded`. Totals are conserved:
what a link cannot place goes to « autres » or to « unknown », never away.

Reference: Gmyrek et al., *Generative AI and Jobs: A Refined Global Index of Occupational
Exposure*, ILO Working Paper 140, 2025.
"""

from __future__ import annotations

import pandas as pd

OTHER_FILIERE = "autres"
UNKNOWN = "unknown"
GRADIENTS = ("none", "minimal", "G1", "G2", "G3", "G4", UNKNOWN)
MANAGERS = "1"  # ISCO-08 major group 1
DOMAIN_LENGTH = 3  # M1805 → domaine professionnel M18


def employment_by_cell(employment: pd.DataFrame, fap_filiere: pd.DataFrame) -> pd.DataFrame:
    """Spread the jobs of each FAP over the filières that employ it.

    The national shares of a FAP are applied to every département (hypothèse). A FAP without
    share goes to « autres ».

    Args:
        employment: fap, dept, jobs.
        fap_filiere: fap, filiere, share (any positive weights: they are brought back to 1).

    Returns:
        dept, fap, filiere, jobs (people, not rounded), one row a cell, sorted; the jobs of a
        FAP in a département sum to the input.
    """
    shares = _normalised(fap_filiere.groupby(["fap", "filiere"], as_index=False)["share"].sum())
    jobs = employment.groupby(["dept", "fap"], as_index=False)["jobs"].sum()
    cells = jobs.merge(shares, on="fap", how="left")
    cells["filiere"] = cells["filiere"].fillna(OTHER_FILIERE)
    cells["jobs"] = cells["jobs"] * cells["share"].fillna(1.0)
    cells = cells[["dept", "fap", "filiere", "jobs"]]
    return cells.sort_values(["dept", "fap", "filiere"], ignore_index=True)


def exposure_by_fap(
    fap_rome: pd.DataFrame, rome_isco: pd.DataFrame, exposure: pd.DataFrame, faps: pd.Series | None = None
) -> pd.DataFrame:
    """Share of each FAP in each gradient of exposure.

    Links are many to many and carry no weight: a FAP is split **equally** over its ROME v3
    codes, and a ROME code equally over its ISCO-08 unit groups (hypothèse). A ROME code without
    unit group, or a unit group that the ILO does not score (armed forces, "not elsewhere
    classified"), counts as ``unknown``; a FAP without any ROME code is wholly ``unknown``.

    Args:
        fap_rome: fap, rome_v3.
        rome_isco: rome_v3, isco.
        exposure: isco, score, gradient.
        faps: FAP to answer for; default: those of ``fap_rome``.

    Returns:
        fap, gradient, share (sums to 1 per FAP), mean_score (0–1, mean over the part of the FAP
        in that gradient, NaN when unknown), managers_share (0–1, part of it in ISCO major group 1).
    """
    links = _links(fap_rome, faps)
    links = links.merge(rome_isco.drop_duplicates(), on="rome_v3", how="left")
    links["share"] /= links.groupby(["fap", "rome_v3"], dropna=False)["isco"].transform("size")
    links = links.merge(exposure[["isco", "score", "gradient"]], on="isco", how="left")
    links["gradient"] = links["gradient"].fillna(UNKNOWN)
    links["managers"] = links["share"] * links["isco"].str.startswith(MANAGERS).eq(True)
    links["weighted"] = links["share"] * links["score"]
    sums = links.groupby(["fap", "gradient"], as_index=False)[["share", "managers", "weighted"]].sum()
    sums["mean_score"] = (sums["weighted"] / sums["share"]).where(sums["gradient"] != UNKNOWN)
    sums["managers_share"] = sums["managers"] / sums["share"]
    sums = _normalised(sums)
    return sums[["fap", "gradient", "share", "mean_score", "managers_share"]]


def exposed_employment(cells: pd.DataFrame, exposures: pd.DataFrame) -> pd.DataFrame:
    """Split the jobs of each cell by gradient.

    Args:
        cells: dept, fap, filiere, jobs, from :func:`employment_by_cell`.
        exposures: from :func:`exposure_by_fap`.

    Returns:
        dept, fap, filiere, gradient, jobs, mean_score, managers (people); a FAP absent from
        ``exposures`` is ``unknown``; the jobs sum to those of ``cells``.
    """
    joined = cells.merge(exposures, on="fap", how="left")
    joined["gradient"] = joined["gradient"].fillna(UNKNOWN)
    joined["jobs"] = joined["jobs"] * joined["share"].fillna(1.0)
    joined["managers"] = joined["jobs"] * joined["managers_share"].fillna(0.0)
    return joined[["dept", "fap", "filiere", "gradient", "jobs", "mean_score", "managers"]]


def domains_by_fap(fap_rome: pd.DataFrame) -> pd.DataFrame:
    """Share of each FAP in each ROME *domaine professionnel*, equal split over its ROME codes.

    Returns:
        fap, domain (M18), share (sums to 1 per FAP).
    """
    links = _links(fap_rome, None).assign(domain=lambda table: table["rome_v3"].str[:DOMAIN_LENGTH])
    return _normalised(links.groupby(["fap", "domain"], as_index=False)["share"].sum())


def _links(fap_rome: pd.DataFrame, faps: pd.Series | None) -> pd.DataFrame:
    """fap, rome_v3, share: equal shares; a FAP without ROME keeps one row with an empty code."""
    pairs = fap_rome[["fap", "rome_v3"]].drop_duplicates()
    if faps is not None:
        pairs = pd.DataFrame({"fap": faps.drop_duplicates()}).merge(pairs, on="fap", how="left")
    return pairs.assign(share=1.0 / pairs.groupby("fap")["fap"].transform("size"))


def _normalised(table: pd.DataFrame) -> pd.DataFrame:
    """The same table, shares brought back to 1 per FAP."""
    return table.assign(share=table["share"] / table.groupby("fap")["share"].transform("sum"))
