"""The embedded references hold together: types, keys, vocabularies, and what a broken file says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from planner import columns
from planner.references import embedded
from planner.references.employment import GRADIENTS, UNKNOWN
from planner.settings import embedded_folder

REGION = {"44", "49", "53", "72", "85"}
KINDS = {"observé", "hypothèse"}
LARGEST_FILE = 1_000_000  # bytes: the repository carries an extract, not a release


@pytest.fixture(scope="module")
def folder() -> Path:
    return embedded_folder("taxonomies")


@pytest.fixture(scope="module")
def filieres(folder: Path) -> set[str]:
    return set(embedded.load_activities(folder).filieres["filiere"])


def test_occupations_cover_every_grand_domaine(folder: Path) -> None:
    rome = embedded.load_occupations(folder)
    assert len(rome.occupations) >= 300
    assert rome.occupations["rome"].is_unique
    counts = rome.occupations["grand_domaine"].value_counts()
    assert set(counts.index) == set("ABCDEFGHIJKLMN")
    assert counts.min() >= 8
    assert rome.texts.empty


def test_rome_tables_refer_to_one_another(folder: Path) -> None:
    rome = embedded.load_occupations(folder)
    codes = set(rome.occupations["rome"])
    assert set(rome.appellations["rome"]) == codes
    assert set(rome.occupation_skills["rome"]) <= codes
    assert set(rome.occupation_skills["ogr"]) <= set(rome.skills["ogr"])
    assert set(rome.skills["kind"]) == {"competence", "savoir"}
    assert rome.occupation_skills["core"].dtype == bool
    assert set(rome.occupation_skills["core"]) == {True, False}


def test_appellations_stay_usual_and_few(folder: Path) -> None:
    appellations = embedded.load_occupations(folder).appellations
    assert appellations["ogr"].is_unique
    assert appellations.groupby("rome").size().between(1, 12).all()


def test_esco_extract_holds_labels_and_no_description(folder: Path) -> None:
    skills = embedded.load_esco(folder).skills
    assert 300 <= len(skills) <= 900
    assert skills["uri"].is_unique
    assert skills["label_en"].ne("").all()
    assert set(skills["kind"]) == {"skill/competence", "knowledge"}
    assert (skills[["description_fr", "description_en"]] == "").all(axis=None)
    by_uri = skills.set_index("label_en")["label_fr"]
    assert by_uri["utilise machine learning"] == "utiliser l’apprentissage automatique"


def test_codes_keep_their_leading_zero(folder: Path) -> None:
    assert "0111Z" in set(embedded.load_activities(folder).naf["naf"])
    assert {"01", "2A", "974"} <= set(embedded.load_places(folder).departements_france["dept"])
    assert "0110" in set(embedded.load_employment(folder).rome_isco["isco"])


def test_employment_tables_refer_to_one_another(folder: Path, filieres: set[str]) -> None:
    tables = embedded.load_employment(folder)
    faps = set(tables.fap["fap"])
    assert len(faps) == 225
    assert set(tables.employment["fap"]) == faps
    assert set(tables.employment["dept"]) == REGION
    assert set(tables.employment["kind"]) == KINDS
    assert (tables.employment["jobs"] >= 0).all()
    assert not tables.employment.duplicated(["fap", "dept"]).any()
    assert set(tables.fap_rome["fap"]) <= faps
    assert set(tables.fap_rome["rome_v3"]) == set(tables.rome_isco["rome_v3"])
    assert set(tables.fap_filiere["filiere"]) <= filieres
    assert tables.fap_filiere.groupby("fap")["share"].sum().to_numpy() == pytest.approx(1.0)


def test_exposure_speaks_in_six_gradients(folder: Path) -> None:
    exposure = embedded.load_employment(folder).exposure
    assert exposure["isco"].is_unique
    assert set(exposure["gradient"]) == set(GRADIENTS) - {UNKNOWN}
    assert exposure["score"].between(0, 1).all()
    means = exposure.groupby("gradient")["score"].mean()
    assert means["none"] < means["G1"] < means["G2"] < means["G3"] < means["G4"]


def test_adoption_answers_for_every_filiere(folder: Path, filieres: set[str]) -> None:
    adoption = embedded.load_economy(folder).adoption
    assert set(adoption["filiere"]) == filieres
    assert adoption["filiere"].is_unique
    assert set(adoption["kind"]) == KINDS
    assert adoption["source"].ne("").all()
    for rate, low, high in (("rate", "low", "high"), ("jobs_rate", "jobs_low", "jobs_high")):
        assert ((adoption[low] <= adoption[rate]) & (adoption[rate] <= adoption[high])).all()
        assert adoption[[low, high]].stack().between(0, 1).all()
    assert (adoption["jobs_rate"] >= adoption["rate"]).all()  # large organisations adopt first


def test_public_figures_name_their_source(folder: Path) -> None:
    economy = embedded.load_economy(folder)
    bmo = economy.recruitments.set_index(["territory", "year"])["recruitments"]
    assert bmo["52", 2025] == 168_618
    assert economy.recruitments["source"].ne("").all()
    assert economy.figures["source"].str.startswith("https://").all()


def test_places_and_activities_are_whole(folder: Path, filieres: set[str]) -> None:
    places, activities = embedded.load_places(folder), embedded.load_activities(folder)
    assert set(places.departements["dept"]) == REGION
    assert len(places.departements_france) == 101
    assert places.departements_france["dept"].is_unique
    assert set(places.communes["dept"]) == REGION
    assert len(activities.naf) == 732
    assert set(activities.naf["filiere"]) <= filieres
    of_sector = {
        sector: row.filiere for row in activities.filieres.itertuples() for sector in row.a38.split("|")
    }
    assert (activities.naf["a38"].map(of_sector) == activities.naf["filiere"]).all()


@pytest.mark.parametrize(("naf", "a38"), [("0322Z", "AZ"), ("1920Z", "CD"), ("3011Z", "CL"), ("6201Z", "JC"),
                                          ("7111Z", "MA"), ("8559A", "PZ"), ("9900Z", "UZ")])  # fmt: skip
def test_naf_division_gives_its_a38_sector(folder: Path, naf: str, a38: str) -> None:
    assert embedded.load_activities(folder).naf.set_index("naf")["a38"][naf] == a38


def test_framework_is_read_with_its_numbers(tmp_path: Path) -> None:
    skill = dict.fromkeys(columns.SKILLS.names, "") | {"skill_id": "IA101", "layer": "1", "level": "3"}
    columns.SKILLS.frame([skill]).to_csv(tmp_path / "ai_skills.csv", index=False)
    columns.FORMS.frame().to_csv(tmp_path / "ai_surface_forms.csv", index=False)
    columns.MAPPINGS.frame().to_csv(tmp_path / "ai_mappings.csv", index=False)
    skills = embedded.load_framework(tmp_path).skills
    assert skills.loc[0, ["skill_id", "layer", "level"]].tolist() == ["IA101", 1, 3]


def test_extracts_hold_what_the_framework_points_to(folder: Path) -> None:
    """When this fails, run tools/build_taxonomies.py again: the framework has new links."""
    mappings = embedded.load_framework(folder).mappings
    of_taxonomy = mappings.groupby("taxonomy")["code"].agg(set)
    assert of_taxonomy["esco"] <= set(embedded.load_esco(folder).skills["uri"])
    assert of_taxonomy["rome"] <= set(embedded.load_occupations(folder).skills["ogr"])


def test_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"esco_skills\.csv"):
        embedded.load_esco(tmp_path)


def test_absent_column_is_named(tmp_path: Path) -> None:
    (tmp_path / "esco_skills.csv").write_text("uri,label_fr\n", encoding="utf-8")
    with pytest.raises(KeyError, match="label_en"):
        embedded.load_esco(tmp_path)


def test_word_among_numbers_is_refused(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "taxonomies")
    path = tmp_path / "taxonomies" / "recruitments.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("168618", "beaucoup"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"recruitments\.csv : nombre attendu"):
        embedded.load_economy(tmp_path / "taxonomies")


def test_files_stay_small_with_unix_line_ends(folder: Path) -> None:
    for path in sorted(folder.glob("*.csv")):
        content = path.read_bytes()
        assert len(content) < LARGEST_FILE, path.name
        assert b"\r" not in content, path.name
