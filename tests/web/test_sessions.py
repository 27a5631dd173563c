"""Several people at once on one server: each sees the pages of its journey, with its own filters and no error."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from tests.benchmarks.app_sessions import Session
from tests.benchmarks.bench_sessions import JOURNEYS, together
from tools.app_server import serving

Answer = TypeVar("Answer")
PEOPLE = 9  # three on each journey


async def two_people(address: str) -> tuple[str, str]:
    """What the page says to one who keeps a département, and to another who keeps them all, both there."""
    one, other = await asyncio.gather(Session.opened(address), Session.opened(address))
    await asyncio.gather(one.choose("Département", "Mayenne"), other.go("ecarts"))
    said = "\n".join(one.words), "\n".join(other.words)
    await asyncio.gather(one.close(), other.close())
    return said


def asked(people: Coroutine[Any, Any, Answer]) -> Answer:
    """What they give, in a thread of its own: the browser of other tests keeps a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, people).result()


def test_people_follow_the_three_journeys_at_once_without_an_error(tmp_path: Path) -> None:
    with serving(tmp_path) as address:
        waits = asked(together(address, PEOPLE, 1, 0.0))
        assert len(waits) == 3 * sum(len(steps) for steps in JOURNEYS.values())
        one, other = asked(two_people(address))
    assert "département : Mayenne" in one.replace("\u00a0", " ")
    assert "toute la région" in other and "département : Mayenne" not in other.replace("\u00a0", " ")
