"""Employment: FAP, ROME v3, ISCO-08, exposure, and where each FAP works."""

from __future__ import annotations

import pandas as pd

from taxonomies_build.sources import Reference

EMPLOYMENT_YEAR = 2019
REGION = "52"
REST = "AU"  # sectors that Dares does not detail for a FAP
GRADIENTS = {
    "Not Exposed": "none",
    "Minimal Exposure": "minimal",
    "Exposed: Gradient 1": "G1",
    "Exposed: Gradient 2": "G2",
    "Exposed: Gradient 3": "G3",
    "Exposed: Gradient 4": "G4",
}


def fap(reference: Reference) -> pd.DataFrame:
    """The 225 detailed FAP 2009 with their family (87) and domain (22)."""
    labels = reference.fap_labels()
    rows = [
        {
            "fap": code,
            "label": label,
            "fap87": code[:3],
            "domain": code[0],
            "domain_label": labels[code[0]],
        }
        for code, label in sorted(labels.items())
        if len(code) == 5
    ]
    return pd.DataFrame(rows)


def fap_rome(reference: Reference) -> pd.DataFrame:
    """FAP 225 → ROME v3, union of Dares' two tables (one lacks L1510)."""
    table = reference.fap_rome()
    listed = set(zip(table["Fap"], table["Rome"], strict=True))
    pairs = {pair for pair in listed if pair[0] and pair[1] not in ("", "NA")} | reference.fap_rome_passage()
    return pd.DataFrame(sorted(pairs), columns=["fap", "rome_v3"])


def rome_isco(reference: Reference) -> pd.DataFrame:
    """ROME v3 → ISCO-08 unit group; the workbook dropped the leading 0 of the armed forces."""
    table = reference.rome_isco().rename(columns={"Code ROME": "rome_v3", "Code ISCO08": "isco"})
    table["isco"] = table["isco"].str.zfill(4)
    return table[["rome_v3", "isco"]].sort_values(["rome_v3", "isco"])


def exposure(reference: Reference) -> pd.DataFrame:
    """ILO 2025 mean score, standard deviation and gradient by ISCO-08 unit group."""
    table = reference.exposure().rename(
        columns={
            "ISCO_08": "isco",
            "Title": "label_en",
            "mean_score_2025": "score",
            "sd_2025": "sd",
        }
    )
    table["gradient"] = table["potential25"].map(GRADIENTS)
    return table[["isco", "label_en", "score", "sd", "gradient"]].sort_values("isco")


def employment(reference: Reference) -> pd.DataFrame:
    """Jobs by FAP 225 × département: Dares' figures, then an estimate for the FAP they leave out.

    0 means fewer than 50, as Dares rounds to hundreds. ``kind`` is « observé » or « hypothèse ».
    """
    observed = regional_jobs(reference)
    assumed = missing_jobs(reference, observed)
    both = pd.concat([observed.assign(kind="observé"), assumed.assign(kind="hypothèse")])
    both = both.assign(year=EMPLOYMENT_YEAR).sort_values(["fap", "dept"])
    return both[["fap", "dept", "jobs", "year", "kind"]]


def regional_jobs(reference: Reference) -> pd.DataFrame:
    """fap, dept, jobs as Dares publishes them for the five départements."""
    table = reference.employment()
    table = table[(table["niveau_geo"] == "dep") & (table["niveau_fap"] == "fap 225")]
    table = table.rename(columns={"dep": "dept", "Emploi moyen": "jobs"})[["fap", "dept", "jobs"]]
    return table.astype({"jobs": int})


def missing_jobs(reference: Reference, observed: pd.DataFrame) -> pd.DataFrame:
    """fap, dept, jobs of the FAP outside Dares' regional field: teachers, civil servants, farmers, doctors…

    National jobs × the region's weight in the FAP of the field, then × the département's weight
    (hypothèse: these occupations are spread over France as the others are).
    """
    national = national_jobs(reference)
    weight = observed.groupby("dept")["jobs"].sum() / national[observed["fap"].unique()].sum()
    missing = national.drop(observed["fap"].unique())
    estimate = pd.DataFrame({dept: missing * share for dept, share in weight.items()}).round(-1).astype(int)
    return estimate.rename_axis("fap").reset_index().melt("fap", var_name="dept", value_name="jobs")


def national_jobs(reference: Reference) -> pd.Series:
    """Jobs by FAP 225 in France (sum over the employing sectors)."""
    table = reference.employing_sectors()
    table = table[table["Fap"].isin(fap(reference)["fap"]) & (table["Milliers"] != "NA")]
    return table["Milliers"].astype(float).groupby(table["Fap"]).sum() * 1000


def fap_filiere(reference: Reference, filieres: pd.DataFrame) -> pd.DataFrame:
    """Share of each FAP 225 in each filière; sums to 1 per FAP.

    Dares publishes the two or three main sectors of a FAP and puts the rest, about a quarter of
    the jobs, under « AU ». That rest is spread over the other sectors in proportion to the FAP's
    hirings there (hypothèse). ``observed`` is the part of the share that Dares publishes.
    """
    published = published_shares(reference)
    shares = pd.concat([published[published["sector"] != REST], spread_rest(reference, published)])
    shares["filiere"] = shares["sector"].map(filiere_of_a38(filieres))
    shares["published"] = shares["share"].where(shares["observed"], 0.0)
    sums = shares.groupby(["fap", "filiere"], as_index=False)[["share", "published"]].sum()
    sums["observed"] = (sums["published"] / sums["share"]).round(4)
    sums["share"] /= sums.groupby("fap")["share"].transform("sum")
    return sums[["fap", "filiere", "share", "observed"]].sort_values(["fap", "filiere"])


def published_shares(reference: Reference) -> pd.DataFrame:
    """fap, sector (A38 or « AU »), share, as Dares publishes them."""
    table = reference.employing_sectors()
    table = table[table["Fap"].isin(fap(reference)["fap"]) & (table["Pourcentage"] != "NA")]
    sector = table["Secteur"].replace("ZZ", REST)  # both are labelled « Autres secteurs »
    shares = table["Pourcentage"].astype(float) / 100
    shares = shares.groupby([table["Fap"].rename("fap"), sector.rename("sector")]).sum()
    return shares.rename("share").reset_index().assign(observed=True)


def spread_rest(reference: Reference, published: pd.DataFrame) -> pd.DataFrame:
    """The « AU » share of each FAP over the sectors where it is hired and that Dares does not detail.

    A FAP that is hired nowhere else (public service) keeps it under « AU ».
    """
    hirings = fap_rome(reference).merge(reference.hirings(), on="rome_v3")
    hirings = hirings.groupby(["fap", "sector"], as_index=False)["hirings"].sum()
    detailed = pd.MultiIndex.from_frame(published[["fap", "sector"]])
    hirings = hirings[~pd.MultiIndex.from_frame(hirings[["fap", "sector"]]).isin(detailed)]
    rest = published.loc[published["sector"] == REST, ["fap", "share"]]
    spread = rest.merge(hirings, on="fap", how="left").assign(observed=False)
    spread = spread.fillna({"sector": REST, "hirings": 1.0})
    spread["share"] *= spread["hirings"] / spread.groupby("fap")["hirings"].transform("sum")
    return spread[["fap", "sector", "share", "observed"]]


def filiere_of_a38(filieres: pd.DataFrame) -> dict[str, str]:
    """A38 sector → filière id."""
    return {sector: row.filiere for row in filieres.itertuples(index=False) for sector in row.a38.split("|")}


def jobs_by_rome(reference: Reference) -> pd.Series:
    """Rough regional jobs by ROME v3, only to rank occupations.

    A FAP is split over its ROME in proportion to their hirings (La Bonne Boîte 2021, plus one so
    that an occupation of the public service keeps a share).
    """
    jobs = employment(reference).groupby("fap")["jobs"].sum()
    links = fap_rome(reference)
    hirings = reference.hirings().groupby("rome_v3")["hirings"].sum()
    links["weight"] = links["rome_v3"].map(hirings).fillna(0) + 1
    share = links["weight"] / links.groupby("fap")["weight"].transform("sum")
    return (links["fap"].map(jobs).fillna(0) * share).groupby(links["rome_v3"]).sum()
