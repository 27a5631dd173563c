"""Results kept to save time."""

from __future__ import annotations

import errno
import os

import pandas as pd
import pytest

from planner.store import Cache, cache, cache_key

TABLES = {"mentions": pd.DataFrame({"id": ["a"], "score": [0.5]}), "codings": pd.DataFrame({"id": ["a"]})}
KEY = cache_key("matching", b"content")


def test_key_depends_on_every_part_and_on_where_it_is_cut():
    keys = [cache_key("ab", "c"), cache_key("a", "bc"), cache_key("abc"), cache_key("c", "ab"), cache_key()]
    assert len(set(keys)) == len(keys)
    assert cache_key("é") == cache_key("é".encode())


def test_entry_comes_back(tmp_path):
    Cache(tmp_path).save(KEY, TABLES)
    found = Cache(tmp_path).load(KEY)
    assert list(found) == list(TABLES)
    for name, table in TABLES.items():
        pd.testing.assert_frame_equal(found[name], table)


def test_absent_entry_is_none(tmp_path):
    assert Cache(tmp_path / "home").load(KEY) is None


@pytest.mark.parametrize("name", ["mentions.parquet", "manifest.json"])
@pytest.mark.parametrize("content", [b"", b"{}", None], ids=["empty", "other", "absent"])
def test_damaged_entry_is_removed_with_a_warning(tmp_path, caplog, name, content):
    Cache(tmp_path).save(KEY, TABLES)
    path = tmp_path / "cache" / KEY / name
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    assert Cache(tmp_path).load(KEY) is None
    assert "Résultat gardé illisible, à recalculer" in caplog.text
    assert not (tmp_path / "cache" / KEY).exists()


def test_full_disk_is_logged_and_harmless(tmp_path, caplog, monkeypatch):
    def full(*_args, **_options):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("planner.store.folders.pq.write_table", full)
    Cache(tmp_path).save(KEY, TABLES)
    assert "Résultat non gardé" in caplog.text
    assert list((tmp_path / "cache").iterdir()) == []


def test_oldest_entries_leave_first(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "MAX_ENTRIES", 2)
    for age, key in enumerate(["c", "b", "a"]):
        Cache(tmp_path).save(key, TABLES)
        os.utime(tmp_path / "cache" / key, (1_000 + age, 1_000 + age))
    Cache(tmp_path).save("d", TABLES)
    assert {path.name for path in (tmp_path / "cache").iterdir()} == {"a", "d"}
