"""The shelf of offers: whole or absent, whatever the disk does."""

from __future__ import annotations

import datetime
import errno
import os
from pathlib import Path

import pytest

from planner.store import LastFetch, OfferShelf

DAY = datetime.date(2026, 11, 22)
OFFER = {"id": "1", "intitule": "Poste"}


def files(home: Path) -> list[str]:
    return sorted(path.name for path in home.rglob("*") if path.is_file())


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    shelf = OfferShelf(tmp_path)
    shelf.keep("44", DAY, [OFFER], finished=True)
    assert shelf.day("44", DAY) == [OFFER] and shelf.finished("44", DAY)
    assert list(shelf.offers(["44", "85"], DAY, DAY)) == [OFFER]
    assert shelf.day("85", DAY) == [] and not shelf.finished("85", DAY)


def test_the_same_offers_make_the_same_bytes(tmp_path: Path) -> None:
    for home in (tmp_path / "a", tmp_path / "b"):
        OfferShelf(home).keep("44", DAY, [OFFER], finished=True)
    one, other = (next(home.rglob("*.gz")).read_bytes() for home in (tmp_path / "a", tmp_path / "b"))
    assert one == other


def test_a_full_disk_leaves_what_was_kept_and_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = OfferShelf(tmp_path)
    shelf.keep("44", DAY, [OFFER], finished=True)

    def full(path: Path, content: bytes) -> None:
        with path.open("wb") as file:
            file.write(content[:3])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        shelf.keep("44", DAY, [], finished=True)
    monkeypatch.undo()
    assert shelf.day("44", DAY) == [OFFER] and files(tmp_path) == [f"{DAY}.json.gz"]


@pytest.mark.parametrize("content", [b"", b"{", b"\x1f\x8b\x08", b"[]", b"null", b'{"finished": true}'])
def test_a_damaged_day_is_one_never_asked(tmp_path: Path, content: bytes) -> None:
    shelf = OfferShelf(tmp_path)
    shelf.keep("44", DAY, [OFFER], finished=True)
    next(tmp_path.rglob("*.gz")).write_bytes(content)
    assert not shelf.finished("44", DAY) and shelf.day("44", DAY) == []


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"at": 1}', '{"at": "x", "depts": 3, "first": "", "offers": "y"}']
)
def test_a_damaged_note_is_none(tmp_path: Path, content: str) -> None:
    shelf = OfferShelf(tmp_path)
    shelf.remember(LastFetch("2026-11-23T09:30:00+00:00", ("44",), "2026-11-01", 3))
    assert shelf.last_fetch() == LastFetch("2026-11-23T09:30:00+00:00", ("44",), "2026-11-01", 3)
    next(tmp_path.rglob("derniere.json")).write_text(content, encoding="utf-8")
    assert shelf.last_fetch() is None
