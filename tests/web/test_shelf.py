from __future__ import annotations

import threading

import pytest

from planner.web.shelf import Shelf


def test_item_is_made_once() -> None:
    shelf, made = Shelf[str](2), []
    for _ in range(3):
        assert shelf.get("a", lambda: made.append(1) or "A") == "A"
    assert made == [1]


def test_oldest_used_item_leaves_first() -> None:
    shelf = Shelf[str](2)
    for key in ("a", "b", "a", "c"):
        shelf.get(key, lambda key=key: key.upper())
    assert len(shelf) == 2
    assert shelf.get("a", lambda: "refait") == "A"
    assert shelf.get("b", lambda: "refait") == "refait"


def test_failure_keeps_nothing_and_the_next_try_succeeds() -> None:
    shelf = Shelf[str](2)

    def fail() -> str:
        raise ValueError("panne")

    with pytest.raises(ValueError, match="panne"):
        shelf.get("a", fail)
    assert shelf.get("a", lambda: "A") == "A"


def test_second_person_waits_for_the_first_instead_of_computing_again() -> None:
    shelf, made, started, release = Shelf[str](2), [], threading.Event(), threading.Event()

    def slow() -> str:
        made.append(1)
        started.set()
        assert release.wait(10)
        return "A"

    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(shelf.get("a", slow))) for _ in range(2)]
    for thread in threads:
        thread.start()
    assert started.wait(10)
    release.set()
    for thread in threads:
        thread.join(10)
    assert (found, made) == (["A", "A"], [1])


def test_item_can_be_made_from_another_one() -> None:
    shelf = Shelf[str](2)
    assert shelf.get("ab", lambda: shelf.get("a", lambda: "A") + "B") == "AB"


def test_who_waits_is_called_meanwhile() -> None:
    shelf, started, release, waited = Shelf[str](2), threading.Event(), threading.Event(), threading.Event()

    def slow() -> str:
        started.set()
        assert release.wait(10)
        return "A"

    def waiting() -> None:
        waited.set()
        release.set()

    maker = threading.Thread(target=lambda: shelf.get("a", slow))
    maker.start()
    assert started.wait(10)
    assert shelf.get("a", slow, waiting) == "A"
    maker.join(10)
    assert waited.is_set()
    assert "a" in shelf
