"""Installed releases: identity, order, replacement in one step."""

from __future__ import annotations

import os
import time

import pandas as pd
import pytest

from planner.store import (
    Release,
    UnusableRelease,
    list_releases,
    load_release,
    newest_release,
    same_release_installed,
    save_release,
)

TABLE = pd.DataFrame({"ogr": ["1", "2"], "label": ["été", ""], "core": [True, False]})


def release(version: str = "60", lang: str | None = None, kind: str = "rome", sha256: str = "a") -> Release:
    return Release(kind, version, lang, "2025-09-18", "Licence", sha256, "x.zip", {"skills": 2}, {"items": 2})


def test_release_comes_back_as_it_was_saved(tmp_path):
    save_release(tmp_path, release(), {"skills": TABLE})
    assert list_releases(tmp_path) == [release()]
    pd.testing.assert_frame_equal(load_release(tmp_path, release())["skills"], TABLE)


def test_only_the_tables_asked_for_are_read(tmp_path):
    save_release(tmp_path, release(), {"skills": TABLE})
    assert load_release(tmp_path, release(), []) == {}
    with pytest.raises(UnusableRelease, match="« rome-60 » ne se lit plus"):
        load_release(tmp_path, release(), ["absente"])


def test_newest_version_counts_as_a_number_not_as_a_text(tmp_path):
    for version in ("1.2.0", "1.10.0", "1.x", "1.9"):
        save_release(tmp_path, release(version, "en", "esco"), {"skills": TABLE})
    versions = [found.version for found in list_releases(tmp_path, "esco")]
    assert versions == ["1.10.0", "1.9", "1.2.0", "1.x"]
    assert newest_release(tmp_path, "esco", "en").version == "1.10.0"
    assert newest_release(tmp_path, "esco", "fr") is None
    assert newest_release(tmp_path, "rome") is None


def test_same_file_is_known_until_it_is_damaged(tmp_path):
    save_release(tmp_path, release(), {"skills": TABLE})
    assert same_release_installed(tmp_path, release())
    assert not same_release_installed(tmp_path, release(sha256="b"))
    (tmp_path / "references" / "rome-60" / "skills.parquet").write_bytes(b"")
    assert not same_release_installed(tmp_path, release())


@pytest.mark.parametrize("content", ["", "{", "[]", '{"kind": "rome"}'], ids=["empty", "cut", "list", "poor"])
def test_damaged_manifest_is_told(tmp_path, content):
    save_release(tmp_path, release(), {"skills": TABLE})
    (tmp_path / "references" / "rome-60" / "manifest.json").write_text(content)
    with pytest.raises(UnusableRelease, match="« rome-60 » ne se lit plus"):
        list_releases(tmp_path)


def test_byte_changed_on_the_disk_is_noticed(tmp_path):
    table = pd.DataFrame({"label": [f"libellé {i}" for i in range(5_000)]})
    save_release(tmp_path, release(), {"skills": table})
    path = tmp_path / "references" / "rome-60" / "skills.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(UnusableRelease, match="ne se lit plus"):
        load_release(tmp_path, release())


def test_failed_replacement_keeps_the_old_release(tmp_path, monkeypatch):
    save_release(tmp_path, release(), {"skills": TABLE})
    folder = tmp_path / "references"
    rename = type(folder).rename

    def refuse_the_draft(path, target):
        if path.name.startswith(".rome-60.") and not path.name.endswith(".retired"):
            raise OSError(5, "Input/output error")
        return rename(path, target)

    monkeypatch.setattr(type(folder), "rename", refuse_the_draft)
    with pytest.raises(UnusableRelease, match=r"Input/output error.*Rien n’a changé"):
        save_release(tmp_path, release(sha256="b"), {"skills": TABLE})
    assert [path.name for path in folder.iterdir()] == ["rome-60"]
    assert list_releases(tmp_path)[0].sha256 == "a"


def test_remains_of_a_dead_program_are_swept_but_not_those_of_a_live_one(tmp_path):
    folder = tmp_path / "references"
    for name, age in ((".rome-59.dead", 7200), (".rome-59.live", 10)):
        (folder / name).mkdir(parents=True)
        os.utime(folder / name, (time.time() - age,) * 2)
    save_release(tmp_path, release(), {"skills": TABLE})
    assert {path.name for path in folder.iterdir()} == {"rome-60", ".rome-59.live"}


def test_nothing_installed(tmp_path):
    assert list_releases(tmp_path / "home") == []
    assert not (tmp_path / "home").exists()
