"""Versions of catalogues: the latest of each provider is in use, earlier ones come back whole."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

from planner.store import (
    UnknownImport,
    catalogue_order,
    forget_import,
    keep_catalogue,
    list_imports,
    list_versions,
    load_catalogue,
    load_version,
    preview_catalogue,
    restore_import,
)
from tests.store.test_versions import catalogue, course

FIRST = catalogue(course("R1", "Excel"), course("R2", "Word"))
SECOND = catalogue(course("R1", "Excel avancé"), course("R3", "Access"))
OTHER = catalogue(course("R1", "Soudure", provider="Organisme B"))


def titles(engine) -> list[str]:
    return sorted(load_catalogue(engine)["title"])


def test_new_version_takes_the_place_of_the_former_one_and_says_what_it_changes(engine):
    keep_catalogue(engine, "2025.xlsx", "1", FIRST)
    second = keep_catalogue(engine, "2026.xlsx", "2", SECOND)
    assert titles(engine) == ["Access", "Excel avancé"]
    assert second.sentence == (
        "« 2026.xlsx » importé : 2 lignes. 1 nouvelle, 1 modifiée, 1 retirée, 0 inchangée."
    )


def test_two_files_that_name_no_provider_never_replace_each_other(engine):
    nameless = [
        catalogue(course("R1", title, provider="")).assign(source=source)
        for title, source in (("Excel", "a.xlsx"), ("Soudure", "b.xlsx"))
    ]
    for number, courses in enumerate(nameless):
        keep_catalogue(engine, courses["source"].iloc[0], str(number), courses)
    assert titles(engine) == ["Excel", "Soudure"]
    later = catalogue(course("R1", "Excel avancé", provider="")).assign(source="a.xlsx")
    assert preview_catalogue(engine, later).changed == 1


def test_same_file_twice_changes_nothing(engine):
    keep_catalogue(engine, "a.xlsx", "1", FIRST)
    again = keep_catalogue(engine, "renommé.xlsx", "1", FIRST)
    assert again.kept.already
    assert "rien n’a changé" in again.sentence
    assert len(list_imports(engine)) == 1
    assert titles(engine) == ["Excel", "Word"]


def test_older_file_brought_again_says_how_to_come_back_to_it(engine):
    first = keep_catalogue(engine, "2025.xlsx", "1", FIRST)
    keep_catalogue(engine, "2026.xlsx", "2", SECOND)
    again = keep_catalogue(engine, "2025.xlsx", "1", FIRST)
    assert f"restaurez l’import n° {first.kept.import_id}" in again.sentence
    assert titles(engine) == ["Access", "Excel avancé"]


def test_providers_do_not_touch_one_another_and_their_references_never_collide(engine):
    keep_catalogue(engine, "a.xlsx", "1", FIRST)
    keep_catalogue(engine, "b.xlsx", "2", OTHER)
    courses = load_catalogue(engine)
    assert titles(engine) == ["Excel", "Soudure", "Word"]
    assert sorted(courses["course_id"]) == ["Organisme A · R1", "Organisme B · R1", "R2"]


def test_many_providers_with_the_same_references_keep_all_their_courses(engine):
    for number in range(20):
        rows = [course(f"R{i}", f"Cours {i}", provider=f"Organisme {number}") for i in range(50)]
        keep_catalogue(engine, f"{number}.xlsx", str(number), catalogue(*rows))
    courses = load_catalogue(engine)
    assert len(courses) == 1000
    assert courses["course_id"].is_unique


def test_earlier_version_comes_back_and_nothing_is_erased(engine):
    first = keep_catalogue(engine, "2025.xlsx", "1", FIRST)
    second = keep_catalogue(engine, "2026.xlsx", "2", SECOND)
    restored = restore_import(engine, first.kept.import_id)
    assert titles(engine) == ["Excel", "Word"]
    assert (len(restored.diff.new), restored.diff.changed, len(restored.diff.gone)) == (1, 1, 1)
    restore_import(engine, second.kept.import_id)
    assert titles(engine) == ["Access", "Excel avancé"]
    assert len(load_version(engine, first.kept.import_id)) == 2


def test_version_imported_after_a_restoration_is_the_one_in_use(engine):
    first = keep_catalogue(engine, "2025.xlsx", "1", FIRST)
    keep_catalogue(engine, "2026.xlsx", "2", SECOND)
    restore_import(engine, first.kept.import_id)
    keep_catalogue(engine, "2027.xlsx", "3", catalogue(course("R9", "Python")))
    assert titles(engine) == ["Python"]


def test_versions_are_listed_latest_first_with_the_one_in_use(engine):
    assert list_versions(engine).empty
    first = keep_catalogue(engine, "2025.xlsx", "1", FIRST)
    keep_catalogue(engine, "b.xlsx", "2", OTHER)
    keep_catalogue(engine, "2026.xlsx", "3", SECOND)
    listed = list_versions(engine)
    assert listed["filename"].tolist() == ["2026.xlsx", "b.xlsx", "2025.xlsx"]
    assert listed["in_use"].tolist() == [True, True, False]
    assert listed["courses"].tolist() == [2, 1, 2]
    restore_import(engine, first.kept.import_id)
    assert list_versions(engine)["filename"].tolist()[0] == "2025.xlsx"


def test_forgetting_the_version_in_use_brings_the_former_one_back(engine):
    keep_catalogue(engine, "2025.xlsx", "1", FIRST)
    second = keep_catalogue(engine, "2026.xlsx", "2", SECOND)
    forget_import(engine, second.kept.import_id)
    assert titles(engine) == ["Excel", "Word"]


def test_preview_says_the_same_and_writes_nothing(engine):
    keep_catalogue(engine, "2025.xlsx", "1", FIRST)
    preview = preview_catalogue(engine, SECOND)
    assert titles(engine) == ["Excel", "Word"]
    assert preview.sentence == keep_catalogue(engine, "2026.xlsx", "2", SECOND).diff.sentence


def test_fault_in_the_middle_leaves_the_former_version(engine):
    keep_catalogue(engine, "2025.xlsx", "1", FIRST)
    wrong = SECOND.assign(hours=pd.Series([14, "trente"], dtype=object))
    with pytest.raises(ValueError, match="trente"):
        keep_catalogue(engine, "2026.xlsx", "2", wrong)
    assert titles(engine) == ["Excel", "Word"]
    assert len(list_imports(engine)) == 1


def test_two_at_once_keep_the_file_once(engine):
    def keep(_):
        return keep_catalogue(engine, "a.xlsx", "1", FIRST)

    with ThreadPoolExecutor(6) as pool:
        kept = list(pool.map(keep, range(6)))
    assert sum(not outcome.kept.already for outcome in kept) == 1
    assert titles(engine) == ["Excel", "Word"]


@pytest.mark.parametrize("ask", [restore_import, load_version])
def test_unknown_version_is_told(engine, ask):
    with pytest.raises(UnknownImport, match="Aucun catalogue importé ne porte le numéro 7"):
        ask(engine, 7)


def test_empty_store_has_an_empty_catalogue(engine):
    assert load_catalogue(engine).empty


def test_different_catalogues_at_once_are_all_kept(engine):
    files = [(str(n), catalogue(course("R1", f"Cours {n}", provider=f"Organisme {n}"))) for n in range(8)]
    with ThreadPoolExecutor(len(files)) as pool:
        kept = list(pool.map(lambda file: keep_catalogue(engine, f"{file[0]}.xlsx", *file), files))
    assert all(one.in_use and not one.kept.already for one in kept)
    assert titles(engine) == [f"Cours {n}" for n in range(8)]


def test_versions_brought_back_at_once_all_come_back(engine):
    numbers = [
        keep_catalogue(engine, f"{n}.xlsx", str(n), catalogue(course("R1", f"Cours {n}", provider=f"P{n}")))
        for n in range(6)
    ]
    with ThreadPoolExecutor(len(numbers)) as pool:
        list(pool.map(lambda one: restore_import(engine, one.kept.import_id), numbers))
    assert titles(engine) == [f"Cours {n}" for n in range(6)]


def test_order_once_given_brings_back_the_courses_of_that_time(engine):
    keep_catalogue(engine, "a.xlsx", "1", FIRST)
    keep_catalogue(engine, "b.xlsx", "2", OTHER)
    then = catalogue_order(engine)
    keep_catalogue(engine, "c.xlsx", "3", SECOND)
    assert sorted(load_catalogue(engine, then)["title"]) == ["Excel", "Soudure", "Word"]
    restore_import(engine, then[0])
    assert catalogue_order(engine)[-1] == then[0]
    assert sorted(load_catalogue(engine, catalogue_order(engine))["title"]) == titles(engine)
