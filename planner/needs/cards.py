"""One card per sector × territory: who works there, what is asked, covered, missing and stated."""

from __future__ import annotations

import pandas as pd

from planner.columns import Table
from planner.model import Signal
from planner.needs.gaps import roll_up
from planner.needs.workforce import GRADIENTS, Workforce
from planner.words import marked

TOP = 5  # lines named of each kind
LIST = " ; "

SECTOR_CARDS = Table(
    "sector cards",
    {
        "filiere": "filière id",
        "dept": "département code",
        "headcount": "people in post",
        "headcount_source": "profile's own source, or the public figure that completes it",
        "exposed": "people in occupations of gradient G1 to G4: their share of the public figures × headcount",
        "exposed_occupations": "occupations with most exposed people, FAP labels",
        "adoption": "share of organisations or jobs using AI, 0–1",
        "adoption_source": "profile, or public figure",
        "asked": "skills that postings ask most",
        "covered": "skills best covered by the offer",
        "missing": "skills most missing",
        "stated": "skills read in the stated needs",
        "demand": "people × skills per year",
        "supply": "places per year",
        "missing_people": "people × skills per year",
        "coverage": "supply / demand",
        "reliability": "share observed, 0–1",
    },
)
PUBLIC_FIGURE = marked("chiffre public : Dares 2019 réparti par secteur employeur")
PUBLIC_ADOPTION = marked("chiffre public : enquêtes par secteur, sources dans taxonomies/adoption.csv")


def sector_cards(
    gaps: pd.DataFrame,
    demand: pd.DataFrame,
    profiles: pd.DataFrame,
    profile_mentions: pd.DataFrame,
    workforce: Workforce,
    labels: dict[str, str],
    fap_labels: dict[str, str],
) -> pd.DataFrame:
    """Cards of every filière × département that has jobs (:data:`SECTOR_CARDS`).

    Args:
        labels: skill id → label. fap_labels: FAP code → label.
        profile_mentions: ``columns.MENTIONS`` of the stated needs.
    """
    totals = roll_up(gaps, ["filiere", "dept"]).rename(columns={"missing": "missing_people"})
    jobs = workforce.jobs.groupby(["filiere", "dept"])["jobs"].sum().rename("jobs").reset_index()
    table = jobs[jobs["jobs"] > 0].merge(totals, on=["filiere", "dept"], how="left")
    table = table.merge(_own(profiles), on=["filiere", "dept"], how="left")
    stated = table["own_headcount"].notna()
    table["headcount"] = table["own_headcount"].where(stated, table["jobs"])
    table["headcount_source"] = table["own_source"].where(stated, PUBLIC_FIGURE)
    public_rate = table["filiere"].map(workforce.adoption.set_index("filiere")["rate"])
    table["adoption"] = table["own_adoption"].fillna(public_rate)
    table["adoption_source"] = table["own_source"].where(table["own_adoption"].notna(), PUBLIC_ADOPTION)
    exposed = _exposed(workforce)
    key = pd.MultiIndex.from_frame(table[["filiere", "dept"]])
    people = exposed.groupby(["filiere", "dept"])["people"].sum().reindex(key).fillna(0.0).to_numpy()
    table["exposed"] = people / table["jobs"] * table["headcount"]
    named = {
        "exposed_occupations": _top(exposed.assign(name=exposed["fap"].map(fap_labels)), "people"),
        "asked": _top(_named(demand[demand["signal"] == str(Signal.ANNONCES)], labels), "people"),
        "missing": _top(_named(gaps, labels), "missing"),
        "covered": _top(_named(gaps[gaps["coverage"] > 0], labels), "coverage"),
        "stated": _stated(profiles, profile_mentions, labels),
    }
    for column, series in named.items():
        table[column] = series.reindex(key).fillna("").to_numpy()
    return table.sort_values(["filiere", "dept"], ignore_index=True)[SECTOR_CARDS.names]


def _own(profiles: pd.DataFrame) -> pd.DataFrame:
    """What profiles say of a cell; several profiles of one cell add their headcounts."""
    grouped = profiles[profiles["dept"] != ""].groupby(["filiere", "dept"], as_index=False)
    return grouped.agg(
        own_headcount=("headcount", lambda h: h.sum(min_count=1)),
        own_adoption=("adoption_rate", "mean"),
        own_source=("source", lambda s: LIST.join(dict.fromkeys(s))),
    )


def _exposed(workforce: Workforce) -> pd.DataFrame:
    """filiere, dept, fap, people in gradients G1 to G4."""
    exposed = workforce.exposure[workforce.exposure["gradient"].isin(GRADIENTS)]
    share = exposed.groupby("fap")["share"].sum()
    people = workforce.jobs["jobs"] * workforce.jobs["fap"].map(share).fillna(0.0)
    return workforce.jobs[["filiere", "dept", "fap"]].assign(people=people)


def _named(table: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    return table.assign(name=table["skill_id"].map(labels))


def _top(table: pd.DataFrame, value: str) -> pd.Series:
    """Names of the largest ``value`` of each cell, joined; nothing where the value is not positive."""
    summed = table.groupby(["filiere", "dept", "name"], as_index=False)[value].sum()
    summed = summed[summed[value] > 0].sort_values([value, "name"], ascending=[False, True])
    return summed.groupby(["filiere", "dept"])["name"].agg(lambda names: LIST.join(names.head(TOP)))


def _stated(profiles: pd.DataFrame, mentions: pd.DataFrame, labels: dict[str, str]) -> pd.Series:
    read = mentions[["document_id", "skill_id"]].drop_duplicates()
    cells = profiles[["profile_id", "filiere", "dept"]].merge(
        read, left_on="profile_id", right_on="document_id"
    )
    cells = cells.assign(name=cells["skill_id"].map(labels)).drop_duplicates(["filiere", "dept", "name"])
    return cells.groupby(["filiere", "dept"])["name"].agg(LIST.join)
