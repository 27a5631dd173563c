"""Imports: whole or not at all, once each, forgotten with their rows."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import text

from planner import columns
from planner.store import (
    UnknownImport,
    forget_import,
    keep_import,
    list_imports,
    load_table,
)
from planner.store.database import KINDS, NUMBERS, atomic


def postings(*ids: str, title: str = "Data scientist") -> pd.DataFrame:
    blank = dict.fromkeys(columns.POSTINGS.names, "")
    return columns.POSTINGS.frame([blank | {"posting_id": id_, "title": title, "dept": "44"} for id_ in ids])


def rows_in(database, table: str) -> int:
    with atomic(database.engine) as connection:
        return connection.scalar(text(f"SELECT count(*) FROM {table}"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_comes_back_as_it_was_kept(database, kind):
    table = KINDS[kind]
    rows = [
        {name: (number + 1 if name in NUMBERS else f"{name} é {number}") for name in table.names}
        for number in range(3)
    ]
    frame = table.frame(rows)
    whole = {name: "int64" if name in ("year", "row") else "float64" for name in frame if name in NUMBERS}
    frame = frame.astype(whole)
    keep_import(database, kind, "a.csv", "0", frame)
    pd.testing.assert_frame_equal(load_table(database, kind), frame)


def test_missing_numbers_and_texts(database):
    row = dict.fromkeys(columns.PROFILES.names, None) | {
        "profile_id": "p",
        "headcount": np.nan,
        "year": 2024.0,
    }
    keep_import(database, "profiles", "a.csv", "0", columns.PROFILES.frame([row, row | {"year": np.nan}]))
    found = load_table(database, "profiles")
    assert found["sector"].tolist() == ["", ""]
    assert found["headcount"].isna().all()
    assert found["year"].tolist()[0] == 2024
    assert found["year"].isna().tolist() == [False, True]


@pytest.mark.parametrize("hostile", ["'; DROP TABLE imports; --", '") OR 1=1 --', "%(id)s :id {0}", "\\'"])
def test_text_that_looks_like_sql_is_kept_as_text(database, hostile):
    keep_import(database, "postings", hostile, hostile, postings(hostile, title=hostile))
    assert load_table(database, "postings")["title"].tolist() == [hostile]
    assert list_imports(database)["filename"].tolist() == [hostile]


def test_columns_beyond_the_contract_are_not_kept(database):
    keep_import(database, "postings", "a.csv", "0", postings("1").assign(salaire="30 k€"))
    assert list(load_table(database, "postings")) == columns.POSTINGS.names


def test_same_file_again_changes_nothing_and_says_so(database):
    first = keep_import(database, "postings", "a.csv", "0", postings("1", "2"))
    again = keep_import(database, "postings", "renommé.csv", "0", postings("1", "2"))
    assert first.sentence == "« a.csv » importé : 2 lignes."
    assert (again.import_id, again.already) == (first.import_id, True)
    day = first.imported_at.strftime("%d/%m/%Y")
    assert again.sentence == f"« a.csv » est déjà importé depuis le {day} : rien n’a changé."
    assert again.imported_at == first.imported_at
    assert rows_in(database, "postings") == 2


def test_same_content_may_be_two_kinds(database):
    keep_import(database, "postings", "a.csv", "0", postings("1"))
    assert not keep_import(database, "catalogue", "a.csv", "0", columns.COURSES.frame()).already


def test_two_at_once_keep_the_file_once(database):
    def keep(_):
        return keep_import(database, "postings", "a.csv", "0", postings(*map(str, range(200))))

    with ThreadPoolExecutor(8) as pool:
        kept = list(pool.map(keep, range(8)))
    assert sum(not outcome.already for outcome in kept) == 1
    assert {outcome.import_id for outcome in kept} == {kept[0].import_id}
    assert rows_in(database, "postings") == 200


def test_fault_in_the_middle_leaves_nothing(database):
    rows = [dict.fromkeys(columns.COURSES.names, "") | {"course_id": str(i), "places": 10} for i in range(3)]
    numbers = {name: 1 for name in columns.COURSES.names if name in NUMBERS}
    frame = columns.COURSES.frame([row | numbers for row in rows])
    frame["hours"] = pd.Series([10, 20, "trente"], dtype=object)
    with pytest.raises(ValueError, match="trente"):
        keep_import(database, "catalogue", "a.csv", "0", frame)
    assert list_imports(database).empty
    assert rows_in(database, "courses") == 0


def test_missing_column_is_refused_before_anything(database):
    with pytest.raises(KeyError, match="description"):
        keep_import(database, "postings", "a.csv", "0", postings("1").drop(columns="description"))
    assert list_imports(database).empty


def test_identifier_met_again_takes_the_latest_import(database):
    keep_import(database, "postings", "janvier.csv", "0", postings("1", "2"))
    keep_import(database, "postings", "février.csv", "1", postings("2", "3", title="Data analyst"))
    found = load_table(database, "postings")
    assert found["posting_id"].tolist() == ["1", "2", "3"]
    assert found["title"].tolist() == ["Data scientist", "Data analyst", "Data analyst"]


def test_identifier_twice_in_one_file_is_two_rows(database):
    keep_import(database, "postings", "a.csv", "0", postings("1", "1"))
    assert len(load_table(database, "postings")) == 2


def test_imports_are_listed_latest_first(database):
    assert list_imports(database).empty
    keep_import(database, "postings", "a.csv", "0", postings("1"))
    keep_import(database, "catalogue", "b.csv", "1", columns.COURSES.frame())
    listed = list_imports(database)
    assert listed["filename"].tolist() == ["b.csv", "a.csv"]
    assert listed["rows"].tolist() == [0, 1]
    assert str(listed["imported_at"].dt.tz) == "UTC"
    assert list_imports(database, "postings")["filename"].tolist() == ["a.csv"]


def test_forgetting_removes_the_rows_and_never_gives_the_number_again(database):
    first = keep_import(database, "postings", "a.csv", "0", postings("1"))
    forget_import(database, first.import_id, "postings")
    assert rows_in(database, "postings") == 0
    again = keep_import(database, "postings", "a.csv", "0", postings("1"))
    assert not again.already
    assert again.import_id != first.import_id


def test_forgetting_an_unknown_import_is_told(database):
    with pytest.raises(UnknownImport, match="Aucun import ne porte le numéro 7"):
        forget_import(database, 7, "postings")


@pytest.mark.parametrize("kind", KINDS)
def test_empty_database_gives_an_empty_table(database, kind):
    found = load_table(database, kind)
    assert found.empty
    assert list(found) == KINDS[kind].names


def test_rows_of_some_imports_only(database):
    first = keep_import(database, "postings", "a.csv", "1", postings("1"))
    keep_import(database, "postings", "b.csv", "2", postings("2"))
    assert len(load_table(database, "postings")) == 2
    assert load_table(database, "postings", [first.import_id])["posting_id"].tolist() == ["1"]
