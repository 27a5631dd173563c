"""A backup holds every table; restored on either database, it gives the same tables; damaged, it gives nothing."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import create_engine, make_url

from planner.store import (
    MACHINE,
    Act,
    Database,
    UnusableBackup,
    acting,
    forget_import,
    keep_import,
    list_audit,
    load_table,
    open_database,
    restore_backup,
    write_backup,
)
from tests.store.conftest import ENGINES
from tests.store.test_imports import postings
from tests.store.test_migrations import content, fill, make


@pytest.fixture
def backup(database: Database, tmp_path: Path) -> Path:
    """A backup of a database with a line in every table, whose last import was forgotten."""
    keep_import(database, "postings", "a.csv", "0" * 64, postings("1", "2"))
    fill(database.engine)
    forget_import(
        database, keep_import(database, "postings", "b.csv", "1" * 64, postings("3")).import_id, "postings"
    )
    write_backup(database, tmp_path / "base.zip")
    return tmp_path / "base.zip"


@pytest.fixture(params=ENGINES)
def other(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of another empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'autre.sqlite'}"
    return request.getfixturevalue("another_postgresql")


def moments_in_utc(tables: dict[str, list[dict]]) -> dict[str, list[dict]]:
    """SQLite gives moments without their zone."""
    return {
        name: [{k: v.replace(tzinfo=None) if hasattr(v, "tzinfo") else v for k, v in row.items()} for row in rows]
        for name, rows in tables.items()
    }  # fmt: skip


def test_every_table_comes_back_on_either_engine(database: Database, backup: Path, other: str) -> None:
    restored = open_database(other, MACHINE)
    kept = restore_backup(restored, backup)
    before, after = moments_in_utc(content(database.engine)), moments_in_utc(content(restored.engine))
    assert before["audit"].pop()["act"] == Act.BACK_UP
    assert after["audit"].pop()["act"] == Act.RESTORE_BACKUP
    assert after == before
    assert {name for name, table in kept.items() if table.rows} == set(kept)
    restored.close()


def test_number_forgotten_before_the_backup_is_not_given_again(backup: Path, other: str) -> None:
    restored = open_database(other, MACHINE)
    restore_backup(restored, backup)
    given = keep_import(restored, "postings", "c.csv", "2" * 64, postings("4")).import_id
    assert given > 2
    restored.close()


def test_two_backups_of_the_same_base_hold_the_same(database: Database, backup: Path, tmp_path: Path) -> None:
    again = write_backup(database, tmp_path / "encore.zip")
    with ZipFile(backup) as first, ZipFile(tmp_path / "encore.zip") as second:
        for name in set(again) - {"audit"}:  # the first backup left its line there
            assert first.read(f"{name}.jsonl") == second.read(f"{name}.jsonl")


def test_backup_of_an_earlier_version_is_brought_up_to_date(
    url: str, other: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = create_engine(url)
    make(old, "0002")
    before = fill(old)
    monkeypatch.setattr(acting, "record", lambda *_: None)  # that version had no audit
    write_backup(Database(old, MACHINE), tmp_path / "ancienne.zip")
    monkeypatch.undo()
    old.dispose()
    restored = open_database(other, MACHINE)
    restore_backup(restored, tmp_path / "ancienne.zip")
    kept = content(restored.engine, {name: list(rows[0]) for name, rows in before.items()})
    assert moments_in_utc(kept) == moments_in_utc(before)
    restored.close()


def test_base_that_holds_something_is_refused_untouched(backup: Path, other: str) -> None:
    full = open_database(other, MACHINE)
    keep_import(full, "postings", "z.csv", "9" * 64, postings("9"))
    with pytest.raises(UnusableBackup, match=r"contient déjà des données \(imports, postings\)"):
        restore_backup(full, backup)
    assert list(load_table(full, "postings")["posting_id"]) == ["9"]
    full.close()


def changed(backup: Path, name: str, old: bytes, new: bytes) -> Path:
    """The backup with one of its files changed."""
    target = backup.with_name("abimee.zip")
    with ZipFile(backup) as source, ZipFile(target, "w") as copy:
        for entry in source.namelist():
            data = source.read(entry)
            copy.writestr(entry, data.replace(old, new) if entry == name else data)
    return target


def without(backup: Path, name: str) -> Path:
    target = backup.with_name("incomplete.zip")
    with ZipFile(backup) as source, ZipFile(target, "w") as copy:
        for entry in source.namelist():
            if entry != name:
                copy.writestr(entry, source.read(entry))
    return target


def cut(backup: Path) -> Path:
    target = backup.with_name("tronquee.zip")
    target.write_bytes(backup.read_bytes()[:-40])
    return target


DAMAGES = {
    "une valeur changée": lambda b: changed(b, "imports.jsonl", b"a.csv", b"b.csv"),
    "une ligne perdue": lambda b: changed(b, "corrections.jsonl", b"{", b"["),
    "une table absente": lambda b: without(b, "postings.jsonl"),
    "pas de manifeste": lambda b: without(b, "sauvegarde.json"),
    "une version plus récente": lambda b: changed(b, "sauvegarde.json", b'"revision": "0', b'"revision": "9'),
    "un fichier tronqué": cut,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_backup_is_refused_and_the_base_stays_empty(damage: str, backup: Path, other: str) -> None:
    restored = open_database(other, MACHINE)
    before = content(restored.engine)
    with pytest.raises(UnusableBackup, match="Rien n’a changé"):
        restore_backup(restored, DAMAGES[damage](backup))
    assert content(restored.engine) == before
    restored.close()


def test_other_file_is_refused(database: Database, tmp_path: Path) -> None:
    for data in (b"", b"bonjour", _zip_of({"a.txt": b"a"})):
        (tmp_path / "x.zip").write_bytes(data)
        with pytest.raises(UnusableBackup, match="n’est pas une sauvegarde complète"):
            restore_backup(database, tmp_path / "x.zip")


def _zip_of(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_backup_that_cannot_be_written_leaves_no_file(database: Database, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="absent"):
        write_backup(database, tmp_path / "absent" / "base.zip")
    assert not list(tmp_path.glob("**/*.partiel"))


def test_address_is_not_in_the_file(database: Database, backup: Path) -> None:
    password = make_url(str(database.engine.url)).password
    with ZipFile(backup) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert str(database.engine.url.database).encode() not in everything
    assert not password or password.encode() not in everything


def test_traces_of_the_base_that_is_filled_follow_those_of_the_backup(backup: Path, other: str) -> None:
    restored = open_database(other, MACHINE)
    with restored.recording(Act.INSTALL_REFERENCES, "ROME"):
        pass
    restore_backup(restored, backup)
    acts = list(list_audit(restored)["act"])
    assert acts[:2] == [Act.RESTORE_BACKUP, Act.INSTALL_REFERENCES]
    assert acts[-1] == Act.KEEP_POSTINGS and list_audit(restored)["id"].is_unique
    restored.close()
