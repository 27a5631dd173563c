"""Employment: totals are conserved whatever the links, and known occupations are where one expects them."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.references import embedded
from planner.references.employment import (
    GRADIENTS,
    OTHER_FILIERE,
    UNKNOWN,
    domains_by_fap,
    employment_by_cell,
    exposed_employment,
    exposure_by_fap,
)
from planner.settings import embedded_folder

FAPS = ["A", "B", "C", "D"]
ROMES = ["M1", "M2", "K1", "K2"]
ISCOS = ["1111", "2222", "3333"]
FILIERES = ["numerique", "commerce", OTHER_FILIERE]


def table(columns: dict[str, st.SearchStrategy], unique: tuple[str, ...]) -> st.SearchStrategy[pd.DataFrame]:
    """Frames of up to 12 rows, no two with the same ``unique`` columns."""
    rows = st.lists(
        st.fixed_dictionaries(columns),
        max_size=12,
        unique_by=lambda row: tuple(row[name] for name in unique),
    )
    return rows.map(lambda found: pd.DataFrame(found, columns=list(columns)))


EMPLOYMENT = table(
    {"fap": st.sampled_from(FAPS), "dept": st.sampled_from(["44", "49"]), "jobs": st.integers(0, 10**6)},
    unique=("fap", "dept"),
)
SHARES = table(
    {"fap": st.sampled_from(FAPS), "filiere": st.sampled_from(FILIERES), "share": st.floats(0.001, 1)},
    unique=("fap", "filiere"),
)
FAP_ROME = table({"fap": st.sampled_from(FAPS), "rome_v3": st.sampled_from(ROMES)}, unique=("fap", "rome_v3"))
ROME_ISCO = table(
    {"rome_v3": st.sampled_from(ROMES), "isco": st.sampled_from(ISCOS)}, unique=("rome_v3", "isco")
)
EXPOSURE = table(
    {
        "isco": st.sampled_from(ISCOS[:2]),
        "score": st.floats(0, 1),
        "gradient": st.sampled_from(GRADIENTS[:-1]),
    },
    unique=("isco",),
)

# Same examples at each run, and no clock: the machine may be busy.
reproducible = settings(deadline=None, derandomize=True)


@pytest.fixture(scope="module")
def tables() -> embedded.Employment:
    return embedded.load_employment(embedded_folder("taxonomies"))


@pytest.fixture(scope="module")
def exposures(tables: embedded.Employment) -> pd.DataFrame:
    return exposure_by_fap(tables.fap_rome, tables.rome_isco, tables.exposure, tables.fap["fap"])


@reproducible
@given(EMPLOYMENT, SHARES)
def test_spreading_over_filieres_conserves_jobs(employment: pd.DataFrame, shares: pd.DataFrame) -> None:
    cells = employment_by_cell(employment, shares)
    before = employment.groupby(["dept", "fap"])["jobs"].sum()
    after = cells.groupby(["dept", "fap"])["jobs"].sum()
    assert list(after.index) == list(before.index)
    assert after.to_list() == pytest.approx(before.to_list(), abs=1e-6)


@reproducible
@given(FAP_ROME, ROME_ISCO, EXPOSURE)
def test_shares_of_a_fap_sum_to_one(
    fap_rome: pd.DataFrame, rome_isco: pd.DataFrame, exposure: pd.DataFrame
) -> None:
    shares = exposure_by_fap(fap_rome, rome_isco, exposure, pd.Series(FAPS))
    assert set(shares["fap"]) == set(FAPS)
    assert shares.groupby("fap")["share"].sum().to_list() == pytest.approx([1.0] * len(FAPS))
    assert shares["managers_share"].between(0, 1 + 1e-9).all()
    assert not shares.duplicated(["fap", "gradient"]).any()


@reproducible
@given(EMPLOYMENT, SHARES, FAP_ROME, ROME_ISCO, EXPOSURE)
def test_exposed_employment_conserves_jobs(
    employment: pd.DataFrame,
    shares: pd.DataFrame,
    fap_rome: pd.DataFrame,
    rome_isco: pd.DataFrame,
    exposure: pd.DataFrame,
) -> None:
    cells = employment_by_cell(employment, shares)
    exposed = exposed_employment(cells, exposure_by_fap(fap_rome, rome_isco, exposure))
    assert exposed["jobs"].sum() == pytest.approx(employment["jobs"].sum(), abs=1e-6)
    assert set(exposed["gradient"]) <= set(GRADIENTS)
    assert (exposed["managers"] <= exposed["jobs"] + 1e-9).all()


@reproducible
@given(FAP_ROME, st.randoms())
def test_row_order_and_doubles_change_nothing(fap_rome: pd.DataFrame, random: st.DataObject) -> None:
    order = list(range(len(fap_rome)))
    random.shuffle(order)
    shuffled = pd.concat([fap_rome.iloc[order], fap_rome.iloc[order]])
    pd.testing.assert_frame_equal(domains_by_fap(fap_rome), domains_by_fap(shuffled))


def test_many_to_many_links_are_split_equally() -> None:
    fap_rome = pd.DataFrame([("A", "M1"), ("A", "M2")], columns=["fap", "rome_v3"])
    rome_isco = pd.DataFrame([("M1", "1111"), ("M1", "2222"), ("M2", "9999")], columns=["rome_v3", "isco"])
    exposure = pd.DataFrame(
        [("1111", 0.6, "G4"), ("2222", 0.2, "none")], columns=["isco", "score", "gradient"]
    )
    shares = exposure_by_fap(fap_rome, rome_isco, exposure).set_index("gradient")
    assert shares["share"].to_dict() == {"G4": 0.25, "none": 0.25, UNKNOWN: 0.5}
    assert shares.loc["G4", ["mean_score", "managers_share"]].tolist() == pytest.approx([0.6, 1.0])
    assert pd.isna(shares.loc[UNKNOWN, "mean_score"])


def test_fap_without_rome_is_unknown_not_lost(exposures: pd.DataFrame) -> None:
    breeders = exposures[exposures["fap"] == "A0Z01"]  # éleveurs indépendants: no ROME code
    assert breeders[["gradient", "share"]].to_numpy().tolist() == [[UNKNOWN, 1.0]]


def test_fap_without_share_goes_to_other_sectors() -> None:
    employment = pd.DataFrame({"fap": ["A"], "dept": ["44"], "jobs": [300]})
    cells = employment_by_cell(employment, pd.DataFrame(columns=["fap", "filiere", "share"]))
    assert cells.to_dict("records") == [{"dept": "44", "fap": "A", "filiere": OTHER_FILIERE, "jobs": 300}]


def test_region_keeps_every_job(tables: embedded.Employment, exposures: pd.DataFrame) -> None:
    observed = tables.employment[tables.employment["kind"] == "observé"]
    assert observed["jobs"].sum() == 1_170_200
    exposed = exposed_employment(employment_by_cell(tables.employment, tables.fap_filiere), exposures)
    assert exposed["jobs"].sum() == pytest.approx(tables.employment["jobs"].sum())
    unknown = exposed.loc[exposed["gradient"] == UNKNOWN, "jobs"].sum()
    assert unknown / exposed["jobs"].sum() < 0.15


def test_industry_keeps_its_weight(tables: embedded.Employment) -> None:
    """Industry is 16 % of the region's jobs (figures.csv, 2024): the spread must not lose it in « autres »."""
    cells = employment_by_cell(tables.employment, tables.fap_filiere)
    weight = cells.groupby("filiere")["jobs"].sum() / cells["jobs"].sum()
    industry = ["agroalimentaire", "metallurgie", "naval-aero", "materiaux", "energie-environnement"]
    assert weight[industry].sum() == pytest.approx(0.16, abs=0.03)
    assert weight[OTHER_FILIERE] < 0.03


def test_secretaries_are_more_exposed_than_masons(exposures: pd.DataFrame) -> None:
    most = exposures[exposures["gradient"].isin(["G3", "G4"])].groupby("fap")["share"].sum()
    assert most["L0Z60"] >= 0.5  # secrétaires bureautiques
    assert "B2Z40" not in most  # maçons


def test_directors_are_managers(exposures: pd.DataFrame) -> None:
    managers = (exposures["share"] * exposures["managers_share"]).groupby(exposures["fap"]).sum()
    assert managers["L6Z90"] == pytest.approx(1.0)  # cadres dirigeants des grandes entreprises
    assert managers["V0Z60"] == 0  # aides-soignants


def test_input_is_not_modified(tables: embedded.Employment) -> None:
    before = tables.fap_rome.copy(), tables.employment.copy()
    exposure_by_fap(tables.fap_rome, tables.rome_isco, tables.exposure)
    employment_by_cell(tables.employment, tables.fap_filiere)
    pd.testing.assert_frame_equal(tables.fap_rome, before[0])
    pd.testing.assert_frame_equal(tables.employment, before[1])
