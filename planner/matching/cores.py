"""The same work on many parts; results in the order of the parts, whoever does them.

An *engine* loads the work once in each process, then gives it part after part: in turn, on the cores of
this machine (here), or on those of others (:mod:`planner.scale`).
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from typing import Any, Protocol, TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")
AHEAD = 2  # parts in hand per core: enough to keep it busy, few enough to bound memory (our choice)

# The work of this process's pool, set before it forks: it holds what is loaded and is never pickled.
_work: Callable[[Any], Any] | None = None


class Engine(Protocol):
    """``load`` prepares the work, once a process; each part is then given to it."""

    def __call__(
        self, load: Callable[[], Callable[[Part], Result]], parts: Iterable[Part]
    ) -> Iterator[Result]:
        """Results in the order of the parts; a part is asked for when there is room for it."""
        ...


def in_turn(load: Callable[[], Callable[[Part], Result]], parts: Iterable[Part]) -> Iterator[Result]:
    """One part after the other, in this process."""
    return map(load(), parts)


def on_cores(
    load: Callable[[], Callable[[Part], Result]], parts: Iterable[Part], cores: int | None = None
) -> Iterator[Result]:
    """On several cores where the system can fork, else in turn. ``cores``: None for all those of the machine.

    A fork shares what was loaded before it (indexes, vectors), so that a second core costs little memory.
    """
    work, parts = load(), iter(parts)
    most = (os.cpu_count() or 1) if cores is None else cores
    first = list(islice(parts, AHEAD * most))
    wanted = min(len(first), most)
    if wanted < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work, first)
        yield from map(work, parts)
        return
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(wanted, context, _take, (work,)) as pool:
        waiting = deque(pool.submit(_do, part) for part in first)
        for part in parts:
            yield waiting.popleft().result()
            waiting.append(pool.submit(_do, part))
        while waiting:
            yield waiting.popleft().result()


def _take(work: Callable[[Any], Any]) -> None:
    global _work  # noqa: PLW0603 - one pool a process, set once in each of its children
    _work = work


def _do(part: Any) -> Any:
    if _work is None:
        raise RuntimeError("a process of the pool has no work")
    return _work(part)
