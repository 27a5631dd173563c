"""Every code, URI, label and figure of ``taxonomies/`` against the official files, when they are at hand."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pytest

from planner.references import embedded
from planner.settings import embedded_folder

FOLDER = Path(__file__).parents[2].parent / "shared" / "reference"
pytestmark = [
    pytest.mark.reference,
    pytest.mark.skipif(not FOLDER.exists(), reason="../shared/reference is not at hand"),
]
TEXT = {"dtype": str, "keep_default_na": False}
SPEAKS_OF_AI = (
    r"intelligence artificielle|\bIA\b|(?i:machine learning|apprentissage automatique|data science)"
)


def rome_table(name: str) -> pd.DataFrame:
    with ZipFile(next((FOLDER / "rome").glob("RefRomeCsv_*.zip"))) as archive:
        member = next(found for found in archive.namelist() if found.startswith(f"unix_{name}_v"))
        return pd.read_csv(archive.open(member), **TEXT)


def esco_table(lang: str) -> pd.DataFrame:
    with ZipFile(next((FOLDER / "esco").glob(f"*- {lang} - csv.zip"))) as archive:
        return pd.read_csv(archive.open(f"skills_{lang}.csv"), **TEXT).set_index("conceptUri")


def rows(frame: pd.DataFrame, *names: str) -> set[tuple[str, ...]]:
    return set(frame[list(names)].itertuples(index=False, name=None))


@pytest.fixture(scope="module")
def folder() -> Path:
    return embedded_folder("taxonomies")


@pytest.fixture(scope="module")
def rome(folder: Path) -> embedded.Rome:
    return embedded.load_occupations(folder)


@pytest.fixture(scope="module")
def employment(folder: Path) -> embedded.Employment:
    return embedded.load_employment(folder)


def test_occupations_are_official(rome: embedded.Rome) -> None:
    fiches = rome_table("referentiel_code_rome")
    assert rows(rome.occupations, "rome", "label", "parent_v3") <= rows(
        fiches, "code_rome", "libelle_rome", "code_rome_parent"
    )
    tree = rome_table("cr_gd_dp")
    assert rows(rome.occupations, "rome", "domain", "grand_domaine") <= rows(
        tree, "code_rome", "code_domaine_professionel", "code_grand_domaine"
    )


def test_digital_domain_and_ai_fiches_are_all_there(rome: embedded.Rome) -> None:
    kept = set(rome.occupations["rome"])
    tree = rome_table("cr_gd_dp")
    assert set(tree.loc[tree["code_domaine_professionel"] == "M18", "code_rome"]) <= kept
    competences, savoirs = rome_table("referentiel_competence"), rome_table("referentiel_savoir")
    items = set(competences.loc[competences["libelle_competence"].str.contains(SPEAKS_OF_AI), "code_ogr"])
    items |= set(savoirs.loc[savoirs["libelle_savoir"].str.contains(SPEAKS_OF_AI), "code_ogr_savoir"])
    assert items <= set(rome.skills["ogr"])
    links = rome_table("coherence_item")
    assert set(links.loc[links["code_ogr"].isin(items), "code_rome"]) <= kept


def test_appellations_are_official_and_usual(rome: embedded.Rome) -> None:
    official = rome_table("referentiel_appellation")
    official = official[official["peu_usite"] != "O"]
    assert rows(rome.appellations, "ogr", "rome", "label") <= rows(
        official, "code_ogr", "code_rome", "libelle_appellation_long"
    )


def test_rome_skills_are_official(rome: embedded.Rome) -> None:
    of_kind = dict(tuple(rome.skills.groupby("kind")))
    competences, savoirs = rome_table("referentiel_competence"), rome_table("referentiel_savoir")
    assert rows(of_kind["competence"], "ogr", "label") <= rows(competences, "code_ogr", "libelle_competence")
    assert rows(of_kind["savoir"], "ogr", "label") <= rows(savoirs, "code_ogr_savoir", "libelle_savoir")


def test_occupation_skills_are_official(rome: embedded.Rome) -> None:
    official = rome_table("coherence_item")
    official["core"] = official["coeur_metier"] != ""
    assert rows(rome.occupation_skills, "rome", "ogr", "core") <= rows(
        official, "code_rome", "code_ogr", "core"
    )


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_esco_labels_are_official(folder: Path, lang: str) -> None:
    skills = embedded.load_esco(folder).skills.set_index("uri")
    official = esco_table(lang).reindex(skills.index).fillna("")
    assert skills[f"label_{lang}"].tolist() == official["preferredLabel"].tolist()
    for ours, theirs in zip(skills[f"alt_{lang}"], official["altLabels"], strict=True):
        assert (
            set(ours.split("\n")) == {label.strip() for label in theirs.splitlines()} or ours == theirs == ""
        )


def test_esco_skills_are_released(folder: Path) -> None:
    skills = embedded.load_esco(folder).skills
    official = esco_table("en").loc[skills["uri"]]
    assert set(official["status"]) == {"released"}
    assert skills["kind"].tolist() == official["skillType"].tolist()


def test_rome_isco_is_the_whole_table(employment: embedded.Employment) -> None:
    path = FOLDER / "mapping" / "Correspondance_ROME_ISCO08.xlsx"
    official = pd.read_excel(path, sheet_name="ROME to ISCO-08", dtype=str, engine="openpyxl")
    official["Code ISCO08"] = official["Code ISCO08"].str.zfill(4)
    assert rows(employment.rome_isco, "rome_v3", "isco") == rows(official, "Code ROME", "Code ISCO08")


def test_exposure_is_the_whole_table(employment: embedded.Employment) -> None:
    official = pd.read_csv(FOLDER / "exposure" / "ilo_genai_exposure_2025_isco08.csv", **TEXT)
    official = official.set_index("ISCO_08")
    ours = employment.exposure.set_index("isco")
    assert set(ours.index) == set(official.index)
    official = official.loc[ours.index]
    assert ours["label_en"].tolist() == official["Title"].tolist()
    assert ours["score"].tolist() == official["mean_score_2025"].astype(float).tolist()
    assert ours["sd"].tolist() == official["sd_2025"].astype(float).tolist()
    for gradient, potential in zip(ours["gradient"], official["potential25"], strict=True):
        words = {"none": "Not Exposed", "minimal": "Minimal Exposure"}
        assert potential == words.get(gradient, f"Exposed: Gradient {gradient[-1]}")


def test_observed_employment_is_dares(employment: embedded.Employment) -> None:
    official = pd.read_csv(FOLDER / "sectors" / "tensions_PAYS_DE_LA_LOIRE.csv", **TEXT)
    official = official[(official["niveau_geo"] == "dep") & (official["niveau_fap"] == "fap 225")]
    official = official.assign(jobs=official["Emploi moyen"].astype(int), year=official["Année"].astype(int))
    observed = employment.employment[employment.employment["kind"] == "observé"]
    assert rows(observed, "fap", "dept", "jobs", "year") == rows(official, "fap", "dep", "jobs", "year")


def test_assumed_employment_is_only_outside_the_field_of_dares(employment: embedded.Employment) -> None:
    by_kind = employment.employment.groupby("kind")["fap"].agg(set)
    assert by_kind["observé"].isdisjoint(by_kind["hypothèse"])
    assert {"W0Z80", "W0Z90", "P2Z90", "V2Z90"} <= by_kind["hypothèse"]  # teachers, civil servants, doctors


def test_fap_labels_are_official(employment: embedded.Employment) -> None:
    text = (FOLDER / "mapping" / "intitule_fap2009.txt").read_text(encoding="cp1252")
    text = re.sub(r"[ \xa0]+", " ", text).replace(' "', '"')
    for row in employment.fap.itertuples(index=False):
        assert f'"{row.fap}"="{row.fap} : {row.label}"' in text
        assert f'"{row.domain}"="{row.domain} : {row.domain_label}"' in text
        assert f'"{row.fap87}"="{row.fap87} : ' in text


def test_fap_rome_links_are_official(employment: embedded.Employment) -> None:
    listed = pd.read_csv(FOLDER / "mapping" / "fap225_rome.csv", sep=";", encoding="cp1252", **TEXT)
    listed = rows(listed[~listed["Rome"].isin(["", "NA"])], "Fap", "Rome")
    ours = rows(employment.fap_rome, "fap", "rome_v3")
    assert listed <= ours
    passage = (FOLDER / "mapping" / "passage_fap2009_romev3.txt").read_text(encoding="cp1252")
    for fap, code in ours - listed:
        assert re.search(rf'"{code}\d?".*=\s*"{fap}"', passage)


def test_shares_by_filiere_are_dares(employment: embedded.Employment, folder: Path) -> None:
    filieres = embedded.load_activities(folder).filieres
    of_sector = {sector: row.filiere for row in filieres.itertuples() for sector in row.a38.split("|")}
    official = pd.read_csv(FOLDER / "sectors" / "secteurs_employeurs_3niv.csv", encoding="cp1252", **TEXT)
    official = official[official["Fap"].isin(employment.fap["fap"]) & (official["Pourcentage"] != "NA")]
    shares = official["Pourcentage"].astype(float) / 100
    expected = shares.groupby([official["Fap"], official["Secteur"].map(of_sector)]).sum()
    expected = expected.drop("autres", level=1)  # the rest, that we spread by hirings
    ours = employment.fap_filiere.set_index(["fap", "filiere"])
    published = (ours["share"] * ours["observed"]).reindex(expected.index)
    assert published.to_numpy() == pytest.approx(expected.to_numpy(), abs=1e-4)
    assert (ours.drop(expected.index)["observed"] == 0).all()


def test_naf_is_the_whole_table(folder: Path) -> None:
    official = pd.read_csv(FOLDER / "mapping" / "lbb_naf_labels.csv", sep="|", **TEXT)
    ours = embedded.load_activities(folder).naf
    assert rows(ours, "naf", "label_fr") == rows(official, "naf_id", "naf_label")


def test_communes_are_official(folder: Path) -> None:
    official = pd.read_csv(FOLDER / "sectors" / "mobiville_lexique-bassins.csv", **TEXT)
    official["NOMCOM"] = official["NOMCOM"].str.replace("L' ", "L'", regex=False)
    places = embedded.load_places(folder)
    region = official[official["REG"] == "52"]
    assert rows(places.communes, "insee", "commune", "dept", "bassin") == rows(
        region, "CODE_COMMUNE_INSEE", "NOMCOM", "DEP", "NOMBE19"
    )
    elsewhere = official.loc[official["REG"] != "52", "NOMCOM"].value_counts()
    homonyms = places.communes["commune"].map(elsewhere).fillna(0).astype(int)
    assert places.communes["homonyms"].tolist() == homonyms.tolist()


def test_prefectures_stand_in_their_departement(folder: Path) -> None:
    official = pd.read_csv(FOLDER / "sectors" / "mobiville_lexique-bassins.csv", **TEXT)
    places = embedded.load_places(folder)
    assert set(places.departements_france["dept"]) == set(official["DEP"]) | {"976"}
    known = rows(official, "DEP", "NOMCOM")
    france = places.departements_france
    missing = [
        row for row in france[["dept", "prefecture"]].itertuples(index=False, name=None) if row not in known
    ]
    assert missing == [("91", "Évry-Courcouronnes")]  # the list still says Évry, its name until 2019
    assert rows(places.departements, "dept", "label", "prefecture") <= rows(
        france, "dept", "label", "prefecture"
    )


def test_public_figures_are_copied_exactly(folder: Path) -> None:
    official = pd.read_csv(FOLDER / "sectors" / "pdl_emploi_insee_2024_extrait.csv", **TEXT)
    economy = embedded.load_economy(folder)
    ours = pd.concat(
        [
            economy.recruitments.rename(columns={"recruitments": "value"})[["territory", "year", "value"]],
            economy.figures[["territory", "year", "value"]],
        ]
    ).astype(str)
    assert rows(ours, "territory", "year", "value") == rows(official, "code", "annee", "valeur")
