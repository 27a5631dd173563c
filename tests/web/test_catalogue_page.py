"""The provider's page and the corrections of readings, without a browser."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from planner.references import References, load_references
from planner.store import keep_correction, list_corrections, list_versions, load_catalogue
from planner.web import data, uploads, work
from planner.web.state import Key
from tests.web.conftest import TIMEOUT_S, OpenPage, said

HEADINGS = "Intitulé;Organisme;Objectifs;Durée;Prix;Référence\n"
FIRST = HEADINGS + (
    "L'IA générative au bureau;Org. A;Rédiger des prompts et vérifier les réponses;2 jours;beaucoup;R1\n"
    "L'IA pour tous;Org. A;Bonne humeur et convivialité;1 jour;100;R2\n"
)
SECOND = HEADINGS + (
    "L'IA générative au bureau;Org. A;Rédiger des prompts et vérifier les réponses;3 jours;900;R1\n"
    "Comptabilité;Org. A;Tenir un journal;5 jours;500;R3\n"
)
TASK = "Rédiger des prompts pour l'équipe."


@pytest.fixture(scope="module")
def references(tmp_path_factory: pytest.TempPathFactory) -> References:
    return load_references(tmp_path_factory.mktemp("home"))


def read(text: str, name: str, references: References) -> uploads.Read:
    return uploads.read(uploads.CATALOGUE, name, text.encode(), references)


def test_new_version_takes_over_the_former_one_and_says_what_changes(
    home: Path, references: References
) -> None:
    uploads.keep(read(FIRST, "a.csv", references))
    diff = uploads.preview(read(SECOND, "b.csv", references))
    assert diff is not None
    assert (diff.new["title"].tolist(), diff.gone["title"].tolist()) == (["Comptabilité"], ["L'IA pour tous"])
    assert diff.changed == 1 and len(load_catalogue(data.database())) == 2
    outcome = uploads.keep(read(SECOND, "b.csv", references))
    assert "1 nouvelle, 1 modifiée, 1 retirée" in outcome.sentence
    shown = data.load(data.sources(), references).inputs.courses
    assert sorted(shown["title"]) == ["Comptabilité", "L'IA générative au bureau"]


def test_catalogue_goes_out_in_every_format(home: Path, references: References) -> None:
    uploads.keep(read(FIRST, "a.csv", references))
    assert uploads.exported("lheo", data.database()).startswith(b"<?xml")
    assert "L'IA pour tous" in uploads.exported("mcf", data.database()).decode("utf-8-sig")
    assert uploads.exported("xlsx", data.database()).startswith(b"PK")


def opened_on(open_page: OpenPage, path: str, tabs: str, tab: str, **state: object) -> AppTest:
    app = open_page(path)
    app.session_state[tabs] = tab
    for name, value in state.items():
        app.session_state[name] = value
    app.run(timeout=TIMEOUT_S)
    assert not app.exception
    return app


def test_checked_file_shows_its_reading_and_what_import_changes(
    open_page: OpenPage, references: References
) -> None:
    uploads.keep(read(SECOND, "b.csv", references))
    app = opened_on(
        open_page,
        "catalogue",
        "onglets-catalogue",
        "Contrôler et importer un catalogue",
        **{Key.CHECKED: read(FIRST, "a.csv", references)},
    )
    text = said(app)
    for part in ("Comment mes formations sont lues", "Problèmes relevés", "Doublons probables"):
        assert part in text
    assert "1 nouvelle, 1 modifiée, 1 retirée, 0 inchangée" in text
    courses = next(f.value for f in app.dataframe if "Publics lus" in f.value or "publics_read" in f.value)
    assert len(courses) == 2


def test_occupation_chosen_on_the_page_goes_in_with_the_import(
    open_page: OpenPage, references: References
) -> None:
    app = opened_on(
        open_page,
        "catalogue",
        "onglets-catalogue",
        "Contrôler et importer un catalogue",
        **{Key.CHECKED: read(FIRST, "a.csv", references)},
    )
    occupation = next(box for box in app.selectbox if box.label == "Métier visé")
    occupation.select("M1805")
    next(button for button in app.button if button.label == "Retenir ce métier").click()
    app.run(timeout=TIMEOUT_S)
    assert not app.exception and "1 métier retenu" in said(app)
    next(button for button in app.button if button.label.startswith("Importer")).click()
    app.run(timeout=TIMEOUT_S)
    assert load_catalogue(data.database()).set_index("course_id")["rome"].to_dict() == {
        "R1": "M1805",
        "R2": "",
    }


def test_same_file_with_another_occupation_is_another_version(home: Path, references: References) -> None:
    file = read(FIRST, "a.csv", references)
    uploads.keep(file)
    assert "déjà importé" in uploads.keep(file).sentence
    uploads.keep(file.with_occupations({"R2": "M1805"}))
    assert load_catalogue(data.database()).set_index("course_id")["rome"]["R2"] == "M1805"


def test_codes_that_no_register_confirms_are_told_with_what_to_do(references: References, home: Path) -> None:
    coded = HEADINGS.replace("Référence", "RNCP") + "Titre;Org. A;Apprendre;2 jours;100;RNCP35475\n"
    [told] = [
        p for p in read(coded, "a.csv", references).problems if p.rule == "certifications-non-verifiees"
    ]
    assert "export-fiches-csv" in told.fix and "« Référentiels »" in told.fix


def test_earlier_version_is_restored_by_its_button(open_page: OpenPage, references: References) -> None:
    for text, name in ((FIRST, "a.csv"), (SECOND, "b.csv")):
        uploads.keep(read(text, name, references))
    app = opened_on(open_page, "catalogue", "onglets-catalogue", "Contrôler et importer un catalogue")
    next(button for button in app.button if button.label == "Restaurer").click().run(timeout=TIMEOUT_S)
    assert not app.exception
    versions = list_versions(data.database())
    assert versions.loc[versions["in_use"], "filename"].tolist() == ["a.csv"]
    assert "L'IA pour tous" in load_catalogue(data.database())["title"].tolist()


def test_rejected_reading_is_no_longer_read_and_comes_back_when_undone(open_page: OpenPage) -> None:
    app = opened_on(
        open_page, "offres", "onglets-offres", "Lire une offre", **{Key.PASTED: ("Assistant", TASK)}
    )
    assert "mots du référentiel" in said(app)
    choose = next(radio for radio in app.radio if radio.label == "Votre avis")
    choose.set_value("pas une compétence")
    next(button for button in app.button if button.label == "Enregistrer la correction").click()
    app.run(timeout=TIMEOUT_S)
    kept = list_corrections(data.database())
    assert not app.exception and kept["author"].tolist() == ["anonyme"]
    assert "Aucune compétence IA lue" in said(app)
    app.session_state["onglets-offres"] = "Corrections"
    app.run(timeout=TIMEOUT_S)
    next(button for button in app.button if button.label == "Annuler").click().run(timeout=TIMEOUT_S)
    assert list_corrections(data.database()).empty


def test_correction_changes_the_figures_at_once(open_page: OpenPage) -> None:
    read = work_mentions(open_page)
    first = read.iloc[0]
    said_of_it = {"verdict": "rejetée", "words": first["evidence"], "sentence": first["sentence"]}
    keep_correction(data.database(), said_of_it | {"skill_id": first["skill_id"]})
    assert len(work_mentions(open_page)) < len(read)


def work_mentions(open_page: OpenPage) -> pd.DataFrame:
    """What the page of postings counts: the mentions of the results on screen."""
    seen: list[pd.DataFrame] = []
    original = work.view

    def watched() -> work.View:
        view = original()
        seen.append(view.results.mentions)
        return view

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(work, "view", watched)
        assert not open_page("offres").exception
    return seen[-1]
