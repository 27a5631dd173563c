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


def titles(database) -> list[str]:
    return sorted(load_catalogue(database)["title"])


def test_new_version_takes_the_place_of_the_former_one_and_says_what_it_changes(database):
    keep_catalogue(database, "2025.xlsx", "1", FIRST)
    second = keep_catalogue(database, "2026.xlsx", "2", SECOND)
    assert titles(database) == ["Access", "Excel avancé"]
    assert second.sentence == (
        "« 2026.xlsx » importé : 2 lignes. 1 nouvelle, 1 modifiée, 1 retirée, 0 inchangée."
    )


def test_two_files_that_name_no_provider_never_replace_each_other(database):
    nameless = [
        catalogue(course("R1", title, provider="")).assign(source=source)
        for title, source in (("Excel", "a.xlsx"), ("Soudure", "b.xlsx"))
    ]
    for number, courses in enumerate(nameless):
        keep_catalogue(database, courses["source"].iloc[0], str(number), courses)
    assert titles(database) == ["Excel", "Soudure"]
    later = catalogue(course("R1", "Excel avancé", provider="")).assign(source="a.xlsx")
    assert preview_catalogue(database, later).changed == 1


def test_same_file_twice_changes_nothing(database):
    keep_catalogue(database, "a.xlsx", "1", FIRST)
    again = keep_catalogue(database, "renommé.xlsx", "1", FIRST)
    assert again.kept.already
    assert "rien n’a changé" in again.sentence
    assert len(list_imports(database)) == 1
    assert titles(database) == ["Excel", "Word"]


def test_older_file_brought_again_says_how_to_come_back_to_it(database):
    first = keep_catalogue(database, "2025.xlsx", "1", FIRST)
    keep_catalogue(database, "2026.xlsx", "2", SECOND)
    again = keep_catalogue(database, "2025.xlsx", "1", FIRST)
    assert f"restaurez l’import n° {first.kept.import_id}" in again.sentence
    assert titles(database) == ["Access", "Excel avancé"]


def test_providers_do_not_touch_one_another_and_their_references_never_collide(database):
    keep_catalogue(database, "a.xlsx", "1", FIRST)
    keep_catalogue(database, "b.xlsx", "2", OTHER)
    courses = load_catalogue(database)
    assert titles(database) == ["Excel", "Soudure", "Word"]
    assert sorted(courses["course_id"]) == ["Organisme A · R1", "Organisme B · R1", "R2"]


def test_many_providers_with_the_same_references_keep_all_their_courses(database):
    for number in range(20):
        rows = [course(f"R{i}", f"Cours {i}", provider=f"Organisme {number}") for i in range(50)]
        keep_catalogue(database, f"{number}.xlsx", str(number), catalogue(*rows))
    courses = load_catalogue(database)
    assert len(courses) == 1000
    assert courses["course_id"].is_unique


def test_earlier_version_comes_back_and_nothing_is_erased(database):
    first = keep_catalogue(database, "2025.xlsx", "1", FIRST)
    second = keep_catalogue(database, "2026.xlsx", "2", SECOND)
    restored = restore_import(database, first.kept.import_id)
    assert titles(database) == ["Excel", "Word"]
    assert (len(restored.diff.new), restored.diff.changed, len(restored.diff.gone)) == (1, 1, 1)
    restore_import(database, second.kept.import_id)
    assert titles(database) == ["Access", "Excel avancé"]
    assert len(load_version(database, first.kept.import_id)) == 2


def test_version_imported_after_a_restoration_is_the_one_in_use(database):
    first = keep_catalogue(database, "2025.xlsx", "1", FIRST)
    keep_catalogue(database, "2026.xlsx", "2", SECOND)
    restore_import(database, first.kept.import_id)
    keep_catalogue(database, "2027.xlsx", "3", catalogue(course("R9", "Python")))
    assert titles(database) == ["Python"]


def test_versions_are_listed_latest_first_with_the_one_in_use(database):
    assert list_versions(database).empty
    first = keep_catalogue(database, "2025.xlsx", "1", FIRST)
    keep_catalogue(database, "b.xlsx", "2", OTHER)
    keep_catalogue(database, "2026.xlsx", "3", SECOND)
    listed = list_versions(database)
    assert listed["filename"].tolist() == ["2026.xlsx", "b.xlsx", "2025.xlsx"]
    assert listed["in_use"].tolist() == [True, True, False]
    assert listed["courses"].tolist() == [2, 1, 2]
    restore_import(database, first.kept.import_id)
    assert list_versions(database)["filename"].tolist()[0] == "2025.xlsx"


def test_forgetting_the_version_in_use_brings_the_former_one_back(database):
    keep_catalogue(database, "2025.xlsx", "1", FIRST)
    second = keep_catalogue(database, "2026.xlsx", "2", SECOND)
    forget_import(database, second.kept.import_id, "catalogue")
    assert titles(database) == ["Excel", "Word"]


def test_preview_says_the_same_and_writes_nothing(database):
    keep_catalogue(database, "2025.xlsx", "1", FIRST)
    preview = preview_catalogue(database, SECOND)
    assert titles(database) == ["Excel", "Word"]
    assert preview.sentence == keep_catalogue(database, "2026.xlsx", "2", SECOND).diff.sentence


def test_fault_in_the_middle_leaves_the_former_version(database):
    keep_catalogue(database, "2025.xlsx", "1", FIRST)
    wrong = SECOND.assign(hours=pd.Series([14, "trente"], dtype=object))
    with pytest.raises(ValueError, match="trente"):
        keep_catalogue(database, "2026.xlsx", "2", wrong)
    assert titles(database) == ["Excel", "Word"]
    assert len(list_imports(database)) == 1


def test_two_at_once_keep_the_file_once(database):
    def keep(_):
        return keep_catalogue(database, "a.xlsx", "1", FIRST)

    with ThreadPoolExecutor(6) as pool:
        kept = list(pool.map(keep, range(6)))
    assert sum(not outcome.kept.already for outcome in kept) == 1
    assert titles(database) == ["Excel", "Word"]


@pytest.mark.parametrize("ask", [restore_import, load_version])
def test_unknown_version_is_told(database, ask):
    with pytest.raises(UnknownImport, match="Aucun catalogue importé ne porte le numéro 7"):
        ask(database, 7)


def test_empty_store_has_an_empty_catalogue(database):
    assert load_catalogue(database).empty


def test_different_catalogues_at_once_are_all_kept(database):
    files = [(str(n), catalogue(course("R1", f"Cours {n}", provider=f"Organisme {n}"))) for n in range(8)]
    with ThreadPoolExecutor(len(files)) as pool:
        kept = list(pool.map(lambda file: keep_catalogue(database, f"{file[0]}.xlsx", *file), files))
    assert all(one.in_use and not one.kept.already for one in kept)
    assert titles(database) == [f"Cours {n}" for n in range(8)]


def test_versions_brought_back_at_once_all_come_back(database):
    numbers = [
        keep_catalogue(database, f"{n}.xlsx", str(n), catalogue(course("R1", f"Cours {n}", provider=f"P{n}")))
        for n in range(6)
    ]
    with ThreadPoolExecutor(len(numbers)) as pool:
        list(pool.map(lambda one: restore_import(database, one.kept.import_id), numbers))
    assert titles(database) == [f"Cours {n}" for n in range(6)]


def test_order_once_given_brings_back_the_courses_of_that_time(database):
    keep_catalogue(database, "a.xlsx", "1", FIRST)
    keep_catalogue(database, "b.xlsx", "2", OTHER)
    then = catalogue_order(database)
    keep_catalogue(database, "c.xlsx", "3", SECOND)
    assert sorted(load_catalogue(database, then)["title"]) == ["Excel", "Soudure", "Word"]
    restore_import(database, then[0])
    assert catalogue_order(database)[-1] == then[0]
    assert sorted(load_catalogue(database, catalogue_order(database))["title"]) == titles(database)
