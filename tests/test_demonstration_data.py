"""The demonstration data: varied enough to show every screen, and never mistaken for real data."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
TAXONOMIES = ROOT / "taxonomies"
FILES = [
    "acteurs_demonstration.csv",
    "offres_demonstration.csv",
    "catalogue_demonstration.csv",
    "profils_sectoriels_demonstration.csv",
]

FICTIONAL = "fictif (démonstration)"
REGION = {"44", "49", "53", "72", "85"}
# Share of regional employment by département, in per cent (Dares 2019, rounded).
EMPLOYMENT_SHARE = {"44": 39, "49": 21, "53": 8, "72": 14, "85": 18}
SHARE_TOLERANCE = 3
FIRST_DAY, LAST_DAY = date(2025, 9, 1), date(2026, 10, 31)
NO_POSTING = {"autres"}
# Communes nouvelles, which a table of communes may still list under their former names.
NEW_COMMUNES = {
    "Segré-en-Anjou Bleu": "49",
    "Ancenis-Saint-Géréon": "44",
    "Château-Gontier-sur-Mayenne": "53",
    "Montaigu-Vendée": "85",
    "Essarts-en-Bocage": "85",
}


def table(name: str, folder: Path = DATA) -> pd.DataFrame:
    return pd.read_csv(folder / name, dtype=str, keep_default_na=False, encoding="utf-8")


@pytest.fixture(scope="module")
def postings() -> pd.DataFrame:
    return table("offres_demonstration.csv")


@pytest.fixture(scope="module")
def catalogue() -> pd.DataFrame:
    return table("catalogue_demonstration.csv")


@pytest.fixture(scope="module")
def profiles() -> pd.DataFrame:
    return table("profils_sectoriels_demonstration.csv")


@pytest.fixture(scope="module")
def filieres() -> set[str]:
    return set(table("filieres.csv", TAXONOMIES)["filiere"])


@pytest.mark.parametrize("name", FILES)
def test_files_are_plain_utf8_with_unix_line_ends(name: str) -> None:
    raw = (DATA / name).read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.decode("utf-8").endswith("\n")


@pytest.mark.parametrize("name", FILES)
def test_the_only_contact_data_is_plainly_invented(name: str) -> None:
    text = (DATA / name).read_text(encoding="utf-8")
    assert set(re.findall(r"@([\w.-]+\w)", text)) <= {"example.fr"}
    phones = re.findall(r"\b0\d(?:[ .]?\d\d){4}\b", text)
    assert all(phone.startswith("01 99 00") for phone in phones)


def test_the_readme_describes_every_file() -> None:
    readme = (DATA / "LISEZMOI.md").read_text(encoding="utf-8")
    assert {path.name for path in DATA.glob("*.csv")} == set(FILES)
    assert [name for name in FILES if f"`{name}`" not in readme] == []


# ── postings ─────────────────────────────────────────────────────────────────────────────
def test_postings_are_numerous_and_all_said_to_be_fictional(postings: pd.DataFrame) -> None:
    assert len(postings) >= 260
    assert postings["id"].is_unique
    assert postings["id"].str.fullmatch(r"DEMO-\d{4}").all()
    assert set(postings["nature"]) == {FICTIONAL}


def test_postings_have_the_length_of_real_ones(postings: pd.DataFrame) -> None:
    assert postings["description"].str.len().between(400, 1600).all()
    assert postings["title"].str.len().between(5, 90).all()


def test_postings_follow_regional_employment(postings: pd.DataFrame) -> None:
    share = postings["dept"].value_counts(normalize=True) * 100
    assert set(share.index) == REGION
    for dept, expected in EMPLOYMENT_SHARE.items():
        assert share[dept] == pytest.approx(expected, abs=SHARE_TOLERANCE), dept


def test_every_filiere_recruits(postings: pd.DataFrame, filieres: set[str]) -> None:
    naf = table("naf.csv", TAXONOMIES).set_index("naf")["filiere"]
    assert sorted(set(postings["naf"]) - set(naf.index)) == []
    assert set(postings["naf"].map(naf)) == filieres - NO_POSTING


def test_communes_stand_in_their_departement(postings: pd.DataFrame) -> None:
    communes = table("communes.csv", TAXONOMIES)
    known = set(zip(communes["commune"], communes["dept"], strict=True)) | set(NEW_COMMUNES.items())
    written = set(zip(postings["location"], postings["dept"], strict=True))
    assert sorted(written - known) == []


def test_posting_dates_cover_fourteen_months(postings: pd.DataFrame) -> None:
    days = postings["date"].map(date.fromisoformat)
    assert days.between(FIRST_DAY, LAST_DAY).all()
    assert days.map(lambda day: (day.year, day.month)).nunique() == 14


def test_four_postings_are_published_twice(postings: pd.DataFrame) -> None:
    pairs = [group for _, group in postings.groupby(["title", "location"]) if len(group) > 1]
    assert [len(group) for group in pairs] == [2, 2, 2, 2]
    for group in pairs:
        assert group["date"].nunique() == 2
        assert group["description"].nunique() == 2


def test_every_other_text_is_its_own(postings: pd.DataFrame) -> None:
    opening = postings.drop_duplicates(["title", "location"])["description"].str[:60]
    assert opening.is_unique


@pytest.mark.parametrize(
    "trap",
    [
        "Aucune connaissance en IA n'est requise",
        "insémination artificielle (IA)",
        "résidences pour personnes âgées (RPA)",
        "rapport annuel de gestion (RAG)",
        "parpaings",
        "copilote",
        "leader de l'IA",
    ],
)
def test_postings_hold_the_traps_that_the_readme_names(postings: pd.DataFrame, trap: str) -> None:
    assert postings["description"].str.contains(trap, regex=False).any()


# ── catalogue ────────────────────────────────────────────────────────────────────────────
def test_catalogue_states_the_nature_of_every_course(catalogue: pd.DataFrame) -> None:
    assert len(catalogue) >= 95
    assert catalogue["Référence"].is_unique
    fictional = catalogue["Nature"] == FICTIONAL
    assert catalogue.loc[~fictional, "Nature"].str.fullmatch(r"réel : .{10,}").all()
    assert (catalogue["Type"].eq("continu") == fictional).all()


def test_fictional_providers_say_so_and_have_no_siret(catalogue: pd.DataFrame) -> None:
    fictional = catalogue["Nature"] == FICTIONAL
    assert (catalogue["Organisme"].str.startswith("Organisme fictif ") == fictional).all()
    assert (catalogue["SIRET"] == "").all()


def test_catalogue_codes_have_their_official_form(catalogue: pd.DataFrame) -> None:
    assert catalogue["RNCP"].str.fullmatch(r"(RNCP\d{4,5})?").all()
    assert catalogue["RS"].str.fullmatch(r"(RS\d{4,5})?").all()
    assert catalogue["Formacode"].str.fullmatch(r"(\d{5}(, \d{5})*)?").all()
    assert catalogue["ROME"].str.fullmatch(r"([A-N]\d{4}(, [A-N]\d{4})*)?").all()
    assert catalogue["Niveau"].isin(["", "3", "4", "5", "6", "7", "8"]).all()


def test_catalogue_reaches_every_departement_and_remote_learners(catalogue: pd.DataFrame) -> None:
    assert set(catalogue["Département"]) == REGION | {""}
    nowhere = catalogue["Département"] == ""
    assert catalogue.loc[nowhere, "Modalité"].isin(["À distance", "Mixte"]).all()
    assert (catalogue.loc[~nowhere, "Commune"] != "").all()


def test_catalogue_leaves_gaps_on_purpose(catalogue: pd.DataFrame) -> None:
    continuing = catalogue[catalogue["Type"] == "continu"]
    assert (continuing["Places par an"] == "").any()
    assert (continuing["Prix"] == "").any()
    by_dept = continuing["Département"].value_counts()
    assert by_dept[["53", "72", "85"]].max() < by_dept["49"] < by_dept["44"]


# ── sector profiles ──────────────────────────────────────────────────────────────────────
def test_profiles_cover_the_region(profiles: pd.DataFrame, filieres: set[str]) -> None:
    assert len(profiles) >= 30
    assert set(profiles["Département"]) == REGION | {""}
    assert set(profiles["Filière"]) <= filieres
    assert not profiles.duplicated(["Filière", "Département"]).any()


def test_profiles_say_what_is_observed_and_what_is_invented(profiles: pd.DataFrame) -> None:
    assert profiles["Source"].str.match(r"Effectif( estimé)?").all()
    assert profiles["Source"].str.contains(r"(?:Dares 2019|Insee)").all()
    assert profiles["Source"].str.endswith("fictifs (démonstration)").all()
    states_a_rate = profiles["Taux d'adoption IA"] != ""
    assert (profiles["Source"].str.contains("taux d'adoption") == states_a_rate).all()


def test_profile_figures_are_plausible(profiles: pd.DataFrame) -> None:
    headcount = profiles["Effectif"].astype(int)
    people = profiles["Personnes à former par an"].astype(int)
    assert headcount.between(500, 100_000).all()
    assert (people < headcount * 0.1).all()
    assert profiles["Année"].isin(["2019", "2024"]).all()


def test_occupation_mixes_leave_room_for_other_occupations(profiles: pd.DataFrame) -> None:
    for mix in filter(None, profiles["Métiers"]):
        shares = [part.split(":") for part in mix.split("|")]
        assert all(re.fullmatch(r"[A-N]\d{4}|[A-Z]\d[A-Z]", code) for code, _ in shares), mix
        assert 0 < sum(float(share) for _, share in shares) <= 1, mix


def test_every_actor_of_the_register_is_fictional_and_placed() -> None:
    actors = table("acteurs_demonstration.csv")
    assert len(actors) >= 30
    assert actors["Nom"].str.startswith("Acteur fictif").all() and (actors["Source"] == FICTIONAL).all()
    assert set(actors["Département"]) == REGION
